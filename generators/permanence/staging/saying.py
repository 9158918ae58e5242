"""Things that go behind screens, screens that change places and are lifted."""

from __future__ import annotations

from spatialbench.generators.permanence.staging.kinds import (
    Enter,
    LiftScreens,
    Things,
    TradeStands,
)
from spatialbench.generators.permanence.staging.stage import screen_before
from spatialbench.generators.permanence.stands import screens_of
from spatialbench.geometry.rotations import Vector
from spatialbench.items.saying import Voice, said, spelled
from spatialbench.items.telling import Telling, at_once, told


@said.register
def _(phrase: Things, voice: Voice) -> str:
    return voice.row([_a_thing(colour, kind, voice) for colour, kind in phrase.rows])


def _a_thing(colour: str, kind: str, voice: Voice) -> str:
    """Any of that colour and kind: a red ball."""
    noun = voice.tables["things"][kind]
    said_so = voice.tables["things"]["one"].format(colour=voice.label(colour), thing=noun)
    return spelled(said_so, voice.language)


def _stands(telling: Telling) -> list[Vector]:
    """The places of the row of screens, from the left."""
    return sorted(
        telling.poses[screen.name].position for screen in screens_of(telling.puzzle.scene)
    )


@told.register
def _(event: Enter, telling: Telling) -> str:
    """Each in its turn."""
    one, ways, scene = telling.known("Enter-one"), list[str](), telling.puzzle.scene
    for going in event.goes:
        kind, _, colour = going.body.partition(":")
        screen = screen_before(scene, telling.poses, going.to)
        place = _stands(telling).index(telling.poses[screen.name].position) + 1
        noun = telling.voice.tables["things"][kind]
        ways.append(one.format(colour=telling.voice.label(colour), thing=noun, place=place))
    return telling.known("Enter").format(goes=telling.voice.row(ways, "and-then"))


@told.register
def _(event: TradeStands, telling: Telling) -> str:
    """Two trade places; of more, each is told."""
    stands = _stands(telling)
    moves = [(stands.index(start) + 1, stands.index(to) + 1) for start, to in event.moves]
    ordered = moves if len(moves) > 2 else sorted(moves)
    return at_once(telling, "TradeStands", ordered, "TradeStands")


@told.register
def _(event: LiftScreens, telling: Telling) -> str:
    """What is seen, place by place."""
    stands, voice = _stands(telling), telling.voice
    at: dict[int, list[str]] = {}
    for shown in event.shown:
        thing = _a_thing(shown.colour, shown.thing, voice)
        at.setdefault(stands.index(shown.place) + 1, []).append(thing)
    here = telling.known("LiftScreens-place")
    seen = [here.format(place=n, things=voice.row(things)) for n, things in sorted(at.items())]
    empty = [str(n) for n in sorted(stands.index(p) + 1 for p in event.places) if n not in at]
    if empty:
        nothing = telling.known("LiftScreens-one-empty" if len(empty) == 1 else "LiftScreens-empty")
        seen.append(nothing.format(places=voice.row(empty)))
    shut = [str(n) for n, place in enumerate(stands, 1) if place not in event.places]
    key = "LiftScreens-but" if shut else "LiftScreens"
    return telling.known(key).format(shut=voice.row(shut), seen=voice.row(seen, "seen"))
