"""Cubes with arrows, corners that were seen, and whose directions are meant, in words."""

from __future__ import annotations

from spatialbench.generators.cube.kinds import (
    AnyOf,
    Arrows,
    Corners,
    Covering,
    Palette,
    Sides,
    Steps,
    Whose,
)
from spatialbench.items.saying import Voice, said
from spatialbench.items.words import pick


@said.register
def _(phrase: Arrows, voice: Voice) -> str:
    table, sides = voice.tables["arrows"], voice.tables["sides"]
    faces = [
        table["one"].format(side=sides[side], colour=voice.label(colour), to=sides[to])
        for side, colour, to in phrase.faces
    ]
    return voice.row(faces, "arrows")


@said.register
def _(phrase: Sides, voice: Voice) -> str:
    return voice.row([str(voice.tables["sides"][side]) for side in phrase.sides], "any")


@said.register
def _(phrase: Whose, voice: Voice) -> str:
    return pick(voice.tables["whose"][phrase.frame], voice.wording)


@said.register
def _(phrase: Palette, voice: Voice) -> str:
    """All different in a row; else each with the number of its faces."""
    table, row = voice.tables["palette"], [voice.label(colour) for colour, _ in phrase.colours]
    different = all(count == 1 for _, count in phrase.colours)
    if not different:
        counts = [str(count) for _, count in phrase.colours]
        row = [table[n].format(colour=said) for n, said in zip(counts, row, strict=True)]
    sentence = pick(table["different" if different else "same"], voice.wording)
    return sentence.format(colours=voice.row(row))


def _face(colour: str, voice: Voice) -> str:
    return voice.label(colour) if colour else str(voice.tables["covered"]["face"])


@said.register
def _(phrase: AnyOf, voice: Voice) -> str:
    return voice.row([voice.label(colour) for colour in phrase.colours], "any")


@said.register
def _(phrase: Covering, voice: Voice) -> str:
    return str(voice.tables["covered"][phrase.shown]) if phrase.views else ""


@said.register
def _(phrase: Corners, voice: Voice) -> str:
    """A numbered list."""
    line, mark = voice.tables["lists"]["numbered"], voice.tables["lists"]["separator"]
    return "\n".join(
        line.format(number=number, text=mark.join(_face(colour, voice) for colour in corner))
        for number, corner in enumerate(phrase.corners, 1)
    )


@said.register
def _(phrase: Steps, voice: Voice) -> str:
    return str(voice.tables["lists"]["separator"].join(map(voice.label, phrase.steps)))
