"""How sheets are told, row by row, and what is asked of one cube or of a tower."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.generators.net.kinds import Asked, FoldUp, Sheets, Shown, Squares, Stack
from spatialbench.items.saying import Voice, said
from spatialbench.items.telling import Telling, told
from spatialbench.items.words import pick

Rows = Sequence[Sequence[str]]


def _sentence(voice: Voice, table: str, count: int) -> str:
    """The sentence of a table for one sheet or for several."""
    return pick(voice.tables[table]["one" if count == 1 else "many"], voice.wording)


def _counted(voice: Voice, count: int) -> str:
    return voice.term(("count", count))


def _grid(rows: Rows, voice: Voice) -> str:
    grid = voice.tables["grid"]
    said = [[voice.label(cell) if cell else grid["empty"] for cell in row] for row in rows]
    return "\n".join(
        grid["row"].format(number=number, squares=grid["separator"].join(row))
        for number, row in enumerate(said, 1)
    )


@said.register
def _(phrase: Sheets, voice: Voice) -> str:
    count, grids = len(phrase.sheets), [_grid(rows, voice) for rows in phrase.sheets]
    if count > 1:
        heading = voice.tables["grid"]["heading"]
        grids = [f"{heading.format(number=i)}\n{grid}" for i, grid in enumerate(grids, 1)]
    sentence = _sentence(voice, "sheets", count)
    return sentence.format(count=_counted(voice, count), sheets="\n".join(grids))


@said.register
def _(phrase: Squares, voice: Voice) -> str:
    return _grid(phrase.rows, voice)


@said.register
def _(phrase: Shown, voice: Voice) -> str:
    sentence = _sentence(voice, "shown", phrase.sheets)
    return sentence.format(count=_counted(voice, phrase.sheets), last=phrase.sheets)


@said.register
def _(phrase: Asked, voice: Voice) -> str:
    sentence = _sentence(voice, "question", 1 if phrase.colour else 2)
    return sentence.format(asked=voice.label(phrase.colour or ""))


@told.register
def _(event: FoldUp, telling: Telling) -> str:
    return telling.known("FoldUp-one" if len(event.sheets) == 1 else "FoldUp-many")


@told.register
def _(event: Stack, telling: Telling) -> str:
    colour = telling.puzzle.scene.body(event.bottom).colour
    return telling.known("Stack").format(bottom=telling.voice.label(colour))
