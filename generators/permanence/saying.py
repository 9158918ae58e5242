"""Moves from cup to cup by side and places, cups that trade places, looks behind screens, rows of
screens that move along; balls that roll behind screens and out again."""

from __future__ import annotations

from spatialbench.generators.permanence.acting import screens_at
from spatialbench.generators.permanence.kinds import (
    Balls,
    Group,
    HideBeside,
    LookBehind,
    LookUnder,
    Moves,
    PassBehind,
    Roll,
    RowOfScreens,
    Shift,
    ShiftScreens,
    Slide,
    TradePlaces,
)
from spatialbench.geometry.rotations import Vector
from spatialbench.items.saying import Voice, said, spelled
from spatialbench.items.telling import Telling, at_once, told
from spatialbench.items.words import pick


@told.register
def _(event: Shift, telling: Telling) -> str:
    tables = telling.voice.tables
    side = tables["sides-of-you"]["right" if event.places > 0 else "left"]
    return telling.known("Shift").format(side=side, far=tables["shifts"][str(abs(event.places))])


@told.register
def _(event: HideBeside, telling: Telling) -> str:
    tables = telling.voice.tables
    return telling.known("HideBeside").format(
        beside=telling.noun(event.beside),
        side=tables["sides-of-you"]["right" if event.places > 0 else "left"],
        far=tables["shifts"][str(abs(event.places))],
    )


@told.register
def _(event: TradePlaces, telling: Telling) -> str:
    """Two swap; of more, each is told."""
    voice = telling.voice
    moves = [[voice.label(name.partition(":")[2]) for name in move] for move in event.moves]
    return at_once(telling, "TradePlaces", moves, "TradePlaces")


@told.register
def _(event: LookBehind, telling: Telling) -> str:
    """The screens by the numbers of their places."""
    places = sorted(telling.places().index(place) + 1 for place in event.places)
    if len(places) == 1:
        (body,) = screens_at(event, telling.puzzle.scene, telling.poses)
        noun = telling.noun(body.name)
        return telling.known("LookBehind").format(screen=noun, Screen=noun[0].upper() + noun[1:])
    return telling.known("LookBehind-many").format(places=telling.voice.row([*map(str, places)]))


@told.register
def _(event: ShiftScreens, telling: Telling) -> str:
    tables = telling.voice.tables
    side, other = ("right", "left") if event.places > 0 else ("left", "right")
    return telling.known("ShiftScreens").format(
        side=tables["sides-of-you"][side],
        other=tables["sides-of-you"][other],
        along=tables["along"][str(abs(event.places))],
    )


# --- balls behind screens that slide ------------------------------------------------------------


@said.register
def _(phrase: Balls, voice: Voice) -> str:
    tables = voice.tables
    return voice.row(
        [
            tables["balls"]["one" if count == 1 else "many"].format(
                count=tables["counts"].get(str(count), count), colour=voice.label(colour)
            )
            for colour, count in phrase.rows
        ]
    )


@said.register
def _(phrase: Moves, voice: Voice) -> str:
    """As exchanges are told."""
    events = voice.tables["events"]
    if len(phrase.moves) == 2:
        a, b = sorted(phrase.moves[0])
        return pick(events["Exchange-swap"], voice.wording).format(a=a, b=b)
    moves = [events["Exchange-move"].format(a=a, b=b) for a, b in phrase.moves]
    return pick(events["Exchange-many"], voice.wording).format(moves=voice.row(moves, "clauses"))


@said.register
def _(phrase: RowOfScreens, voice: Voice) -> str:
    table = voice.tables["row-of-screens"]
    colours = [voice.label(colour) for colour in phrase.colours]
    count = voice.tables["counts"][str(len(colours))]
    sentence = table["one" if len(colours) == 1 else "many"]
    return str(sentence.format(count=count, colours=voice.row(colours)))


@told.register
def _(event: Roll, telling: Telling) -> str:
    """Groups that go the same way are told together."""
    ways: dict[tuple[Vector, Vector], list[Group]] = {}
    for group in event.groups:
        ways.setdefault((group.start, group.to), []).append(group)
    rolls = [_way(start, to, groups, telling) for (start, to), groups in ways.items()]
    return telling.known("Roll").format(rolls=telling.voice.row(rolls, "rolls"))


def _way(start: Vector, to: Vector, groups: list[Group], telling: Telling) -> str:
    table, voice = telling.voice.tables["roll"], telling.voice
    balls = said(Balls(tuple((group.colour, group.count) for group in groups)), voice)
    one, other = (_screen(place, telling) for place in (start, to))
    kind = "across" if one and other else "out" if one else "in"
    return str(table[kind].format(balls=balls, start=one, to=other))


def _screen(place: Vector, telling: Telling) -> str:
    """The screen that stands at a place, by its place in the row; nothing where none does."""
    row = sorted(p.position for n, p in telling.poses.items() if n.startswith("screen:"))
    if place not in row:
        return ""
    return str(telling.voice.tables["places-of-screens"][f"{len(row)}-{row.index(place) + 1}"])


@told.register
def _(event: Slide, telling: Telling) -> str:
    """Two trade places; of more, each is told."""
    voice = telling.voice
    moves = [[voice.label(name.partition(":")[2]) for name in move] for move in event.moves]
    return at_once(telling, "Slide", moves, "Slide")


# --- containers that look alike -----------------------------------------------------------------


@told.register
def _(event: PassBehind, telling: Telling) -> str:
    """One pair, or one after the other."""
    places, key = telling.places(), "PassBehind-pause" if event.pause else "PassBehind"
    one = telling.known(key)
    numbers = [sorted(places.index(place) + 1 for place in pair) for pair in event.pairs]
    if len(numbers) == 1:
        return one.format(a=numbers[0][0], b=numbers[0][1])
    pair = telling.known("PassBehind-pair")
    told_pairs = telling.voice.row([pair.format(a=a, b=b) for a, b in numbers], "and-then")
    return telling.known(f"{key}-many").format(pairs=told_pairs)


@told.register
def _(event: LookUnder, telling: Telling) -> str:
    place, colour = telling.places().index(event.place) + 1, telling.voice.label(event.colour)
    told_so = telling.known("LookUnder").format(place=place, colour=colour)
    return spelled(told_so, telling.voice.language)
