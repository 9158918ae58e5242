"""Events in words.

An event is told by the sentence of its name, in which `{body}`, `{container}` and the like are the
nouns of the bodies that its fields name. A sentence for one noun (`Hide-box`) goes before that for
all (`Hide`). Only where this will not do, a function is registered with `told`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache, singledispatch
from typing import Any  # events have fields of their own

from spatialbench.geometry.kinds import Ask, Event, Means, bring, meanings
from spatialbench.geometry.replay import Poses, start, step
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.story import ComeOut, Exchange, Show, Turn
from spatialbench.items.saying import Voice
from spatialbench.items.words import pick, template
from spatialbench.probes.generator import versionless
from spatialbench.probes.probe import Puzzle


@dataclass(frozen=True, slots=True)
class Telling:
    """What an event is told with: the puzzle, the poses before it, in whose words."""

    puzzle: Puzzle
    poses: Poses
    voice: Voice
    wording: int

    def sentence(self, key: str) -> str | None:
        """The sentence of an event in this paraphrase, with its holes; None if there is none."""
        found = self.voice.tables["events"].get(key)
        return None if found is None else pick(found, self.wording)

    def known(self, key: str) -> str:
        """The same; ValueError if there is none."""
        found = self.sentence(key)
        if found is None:
            raise ValueError(
                f"{self.voice.task}: nobody has said how {key} is told; write a sentence {key!r} "
                f"under [events] in words/{self.voice.language}.toml"
            )
        return found

    def noun(self, name: str) -> str:
        """How a body is called: by the noun before the colon of its name, its colour or place."""
        noun, _, _ = name.partition(":")
        return _noun(self.voice, noun).format_map(_Body(self, name))

    def place(self, name: str) -> int:
        """The number of the place that is asked about at which the body is."""
        return self.places().index(self.poses[name].position) + 1

    def places(self) -> tuple[Vector, ...]:
        """The places that are asked about, numbered from 1."""
        found = places_of(self.puzzle.ask)
        if found is None:
            raise ValueError("bodies are named by numbers of places where places are asked about")
        return found


def places_of(ask: Ask) -> tuple[Vector, ...] | None:
    """The places that an ask is about, in the order of their numbers; None where it is about no
    places."""
    found = getattr(ask, "places", None)
    return found if isinstance(found, tuple) else None


class _Body(dict[str, object]):
    """What a noun can say of a body, found out when it does."""

    def __init__(self, telling: Telling, name: str) -> None:
        super().__init__()
        self._telling, self._name = telling, name

    def __missing__(self, key: str) -> object:
        if key == "place":
            return self._telling.place(self._name)
        return self._telling.voice.label(self._name.partition(":")[2])


@lru_cache(maxsize=1024)
def _noun(voice: Voice, noun: str) -> str:
    """The noun of the task, or of its ability."""
    own = voice.tables.get(versionless(voice.task or "").partition("/")[2], {}).get("nouns", {})
    return str(own[noun] if noun in own else voice.tables["nouns"][noun])


@singledispatch
def told(event: Event, telling: Telling) -> str | None:
    """One event in words; None if it is not told."""
    if event.secret:
        return None
    bring(event, "saying")
    own = told.dispatch(type(event))
    return own(event, telling) if own is not told.dispatch(object) else plainly(event, telling)


def plainly(event: Event, telling: Telling) -> str:
    """The sentence of the event's name, with the nouns of its bodies."""
    cls: Any = type(event)
    named = {name: value for name, means, value in meanings(event) if means is Means.BODY}
    keys = [f"{cls.__name__}-{value.partition(':')[0]}" for value in named.values()]
    found = next((s for key in keys if (s := telling.sentence(key)) is not None), None)
    sentence = telling.known(cls.__name__) if found is None else found
    holes: dict[str, object] = {f.name: getattr(event, f.name) for f in fields(cls)}
    for name, value in named.items():
        noun = telling.noun(value)
        holes |= {name: noun, name.capitalize(): noun[:1].upper() + noun[1:]}
    return sentence.format_map(holes)


@told.register
def _(event: Turn, telling: Telling) -> str:
    return _turn(event, telling.voice, telling.wording)


@lru_cache(maxsize=4096)
def _turn(turn: Turn, voice: Voice, wording: int) -> str:
    tables = voice.tables
    return pick(tables["events"][f"Turn-{turn.quarters}"], wording).format(
        direction=tables["directions"][turn.direction],
        view=tables["seen-from"][turn.seen_from],
        axis=tables["axes"][turn.seen_from],
    )


def at_once(telling: Telling, name: str, moves: Sequence[Sequence[object]], swap: str) -> str:
    """What goes where at the same time, by the sentences of that name: two trade places, which
    `swap` says; of more, each is told."""
    if len(moves) == 2:
        a, b = moves[0]
        return telling.known(swap).format(a=a, b=b)
    one = telling.known(f"{name}-move")
    said = telling.voice.row([one.format(a=a, b=b) for a, b in moves], "clauses")
    return telling.known(f"{name}-many").format(moves=said)


@told.register
def _(event: Exchange, telling: Telling) -> str:
    places = telling.places()
    moves = [(places.index(place) + 1, places.index(to) + 1) for place, to in event.moves]
    return at_once(telling, "Exchange", moves if len(moves) > 2 else sorted(moves), "Exchange-swap")


@told.register
def _(event: ComeOut, telling: Telling) -> None:
    return None  # said together with GoBehind


@told.register
def _(event: Show, telling: Telling) -> str:
    return telling.known("Show-full" if event.contents else "Show-empty")


def _with_poses(puzzle: Puzzle) -> list[tuple[Event, Poses]]:
    """Each event with the poses before it, for the words: where places are asked about, bodies are
    named by where they stand, which nothing that happens unseen changes."""
    if places_of(puzzle.ask) is None:
        return [(event, start(puzzle.scene)) for event in puzzle.story]
    return list(zip(puzzle.story, _in_view(puzzle), strict=False))


def _in_view(puzzle: Puzzle) -> list[Poses]:
    """The poses after each event, had nothing happened unseen."""
    poses = [start(puzzle.scene)]
    for event in puzzle.story:
        hidden = event.happening() is not None
        poses.append(poses[-1] if hidden else step(puzzle.scene, poses[-1], event))
    return poses


def say_story(
    puzzle: Puzzle, task: str, *, language: str, wording: int, modality: str | None = None
) -> str:
    """The story in words: one sentence, or a numbered list; nothing where nothing is told, or where
    the words of a modality leave the telling to the pictures (an empty `story-one-image`,
    `story-many-image`)."""
    voice = Voice(language, task)
    said = [
        text
        for event, poses in _with_poses(puzzle)
        if (text := told(event, Telling(puzzle, poses, voice, wording)))
    ]
    if not said:
        return ""
    if len(said) == 1:
        one = template(language, task, "story-one", wording, modality)
        return said[0] if one is None else one.format(event=said[0])
    one = voice.tables["lists"]["numbered"]
    listed = "\n".join([one.format(number=i, text=text) for i, text in enumerate(said, 1)])
    many = template(language, task, "story-many", wording, modality)
    return listed if many is None else many.format(events=listed)
