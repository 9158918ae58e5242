"""How figures and things are called, where they stand, and how figures turn."""

from __future__ import annotations

from spatialbench.generators.view.kinds import (
    Changes,
    Climbs,
    InView,
    Named,
    NoWay,
    Panels,
    Pivot,
    Standing,
    WalkAhead,
    Ways,
)
from spatialbench.items.saying import Voice, said
from spatialbench.items.telling import Telling, told


def called(name: str, voice: Voice) -> str:
    """A body by its noun and colour."""
    noun, _, colour = name.partition(":")
    return str(voice.tables["nouns"][noun].format(colour=voice.label(colour)))


@said.register
def _(phrase: Named, voice: Voice) -> str:
    return called(phrase.body, voice)


@said.register
def _(phrase: Ways, voice: Voice) -> str:
    return voice.row([voice.label(label) for label in phrase.labels], "any")


@said.register
def _(phrase: Changes, voice: Voice) -> str:
    words = voice.tables["changes"]
    return "\n".join(words["line"].format(code=c, what=words[c]) for c in phrase.codes)


@said.register
def _(phrase: Standing, voice: Voice) -> str:
    words = voice.tables["standing"]
    lines = [
        words["line"].format(
            body=called(name, voice),
            x=x,
            y=y,
            looks=words["looks"].format(x=looks[0], y=looks[1]) if looks else words["nothing"],
        )
        for name, (x, y), looks in phrase.rows
    ]
    return "\n".join([words["head"], *lines])


@said.register
def _(phrase: Panels, voice: Voice) -> str:
    words = voice.tables["panels"]
    lines = []
    for number, (x, y, a, b, high, *window) in enumerate(phrase.boards, 1):
        opening = words["nothing"]
        if window:
            left, right, sill, top = window
            opening = words["window"].format(left=left, right=right, low=sill, high=top)
        ends = words["line"].format(number=number, x=x, y=y, a=a, b=b, high=high, window=opening)
        lines.append(ends)
    return "\n".join([words["head"], *lines])


@said.register
def _(phrase: InView, voice: Voice) -> str:
    words = voice.tables["in-view"]
    rows = [
        words["left" if left > 0 else "right" if left < 0 else "straight"].format(
            body=called(name, voice), aside=abs(left), ahead=ahead
        )
        for name, left, ahead in phrase.rows
    ]
    return str(words["separator"].join(rows) if rows else words["nothing"])


@said.register
def _(phrase: NoWay, voice: Voice) -> str:
    words = voice.tables["no-way"]
    rows = [
        words["at" if height else "line"].format(
            height=voice.label(height), one=voice.label(a), other=voice.label(b)
        )
        for height, a, b in phrase.rows
    ]
    return str(words["separator"].join(rows) if rows else words["nothing"])


@said.register
def _(phrase: Climbs, voice: Voice) -> str:
    return voice.row([voice.label(station) for station in phrase.stations])


@told.register
def _(event: Pivot, telling: Telling) -> str:
    way = "about" if event.eighths % 8 == 4 else "left" if event.eighths > 0 else "right"
    sentence = telling.known(f"Pivot-{way}")
    return sentence.format_map(
        _figure(event.figure, telling) | {"degrees": 45 * abs(event.eighths)}
    )


@told.register
def _(event: WalkAhead, telling: Telling) -> str:
    sentence = telling.known("WalkAhead")
    return sentence.format_map(_figure(event.figure, telling) | {"length": event.length // 10})


def _figure(name: str, telling: Telling) -> dict[str, object]:
    noun = telling.noun(name)
    return {"figure": noun, "Figure": noun[:1].upper() + noun[1:]}
