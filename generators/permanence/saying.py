"""Moves from cup to cup by side and places, cups that trade places, looks behind screens, and rows
of screens that move along."""

from __future__ import annotations

from spatialbench.generators.permanence.acting import screens_at
from spatialbench.generators.permanence.kinds import (
    LookBehind,
    Moves,
    Shift,
    ShiftScreens,
    TradePlaces,
)
from spatialbench.items.saying import Voice, said
from spatialbench.items.telling import Telling, told
from spatialbench.items.words import pick


@told.register
def _(event: Shift, telling: Telling) -> str:
    tables = telling.voice.tables
    side = tables["sides-of-you"]["right" if event.places > 0 else "left"]
    return telling.known("Shift").format(side=side, far=tables["shifts"][str(abs(event.places))])


@told.register
def _(event: TradePlaces, telling: Telling) -> str:
    """Two swap; of more, each is told."""
    voice = telling.voice
    moves = [[voice.label(name.partition(":")[2]) for name in move] for move in event.moves]
    if len(moves) == 2:
        return telling.known("TradePlaces").format(a=moves[0][0], b=moves[0][1])
    one = telling.known("TradePlaces-move")
    said = voice.row([one.format(a=a, b=b) for a, b in moves], "clauses")
    return telling.known("TradePlaces-many").format(moves=said)


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


@said.register
def _(phrase: Moves, voice: Voice) -> str:
    """As exchanges are told."""
    events = voice.tables["events"]
    if len(phrase.moves) == 2:
        a, b = sorted(phrase.moves[0])
        return pick(events["Exchange-swap"], voice.wording).format(a=a, b=b)
    moves = [events["Exchange-move"].format(a=a, b=b) for a, b in phrase.moves]
    return pick(events["Exchange-many"], voice.wording).format(moves=voice.row(moves))
