"""Parts of a sequence: the first step, the last, all but one, any order, any direction.

Where nobody is told what happened unseen, the steps are the looks, for they are what one reasons
from. Where the thing was carried is the ground they stand on: every follower hears it. To forget
one of many visits costs little in any draw, as only one of them can be where the thing was left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import singledispatch

from spatialbench.audit.partial.beliefs import NOTHING, Belief, believed
from spatialbench.audit.partial.replaying import Told, replayed, told
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.program import Program
from spatialbench.geometry.story import ComeOut, GoBehind, Hide, MayLeave

Part = Callable[[Sequence[Told]], Sequence[Told]]


@singledispatch
def is_ground(event: Event) -> bool:
    """Whether every follower hears the event; else it is a step, which may be lost."""
    return event.secret or event.aside


@is_ground.register(GoBehind)
@is_ground.register(ComeOut)
@is_ground.register(MayLeave)
def _(event: Event) -> bool:
    return True


PARTS: dict[str, Part] = {
    "nothing happens": lambda steps: (),
    "first step only": lambda steps: steps[:1],
    "last step only": lambda steps: steps[-1:],
    "all but the first": lambda steps: steps[1:],
    "all but the last": lambda steps: steps[:-1],
    "order reversed": lambda steps: steps[::-1],
}


class Follower:
    """Somebody who follows a story in part; what is hidden at the beginning is always seen."""

    def __init__(self, program: Program, undetermined: str | None, *, forgets: int) -> None:
        """`forgets` is any number: it says which step slips the mind where one does."""
        self._program, self._undetermined, self._forgets = program, undetermined, forgets
        self._events = told(program)
        places = range(_leading(self._events), len(self._events))
        self._at = [place for place in places if not is_ground(self._events[place].event)]
        self._steps = [self._events[place] for place in self._at]

    def beliefs(self) -> dict[str, Belief | None]:
        """What each partial follower believes; None where the part is the whole story."""
        found = {name: self._of(part(self._steps)) for name, part in PARTS.items()}
        found["one step forgotten"] = self._forgetful()
        found["direction reversed"] = self._of([_turned(one) for one in self._steps])
        found["direction ignored"] = self._any_direction()
        return found | self._by_kind()

    def _replayed(self, steps: Sequence[Told], *, any_direction: bool = False) -> Belief:
        events = self._with_ground(steps)
        asked = getattr(self._program.ask, "body", None)
        worlds = replayed(self._program.scene, events, any_direction=any_direction, asked=asked)
        return believed(self._program, worlds, self._undetermined)

    def _with_ground(self, steps: Sequence[Told]) -> list[Told]:
        """The story with these steps: some of its own, each where it was, or all of them changed
        or in another order."""
        own = {id(one): place for one, place in zip(self._steps, self._at, strict=True)}
        places = self._at if len(steps) == len(self._at) else [own[id(one)] for one in steps]
        told_then = dict(zip(places, steps, strict=True))
        return [
            told_then.get(place, one)
            for place, one in enumerate(self._events)
            if place not in self._at or place in told_then
        ]

    def _of(self, steps: Sequence[Told]) -> Belief | None:
        return None if list(steps) == self._steps else self._replayed(steps)

    def _forgetful(self) -> Belief | None:
        if len(self._steps) < 2:
            return None
        lost = self._forgets % len(self._steps)
        return self._replayed((*self._steps[:lost], *self._steps[lost + 1 :]))

    def _any_direction(self) -> Belief | None:
        if all(_turned(one) == one for one in self._steps):
            return None
        return self._replayed(self._steps, any_direction=True)

    def _by_kind(self) -> dict[str, Belief | None]:
        """The story without all events of one kind, and only the last of one kind."""
        kinds = {type(one.event) for one in self._steps}
        if len(kinds) < 2:
            return {}
        found: dict[str, Belief | None] = {}
        for kind in sorted(kinds, key=lambda kind: kind.__name__):
            without = [one for one in self._steps if not isinstance(one.event, kind)]
            those = [one for one in self._steps if isinstance(one.event, kind)]
            found[f"all but {kind.__name__}"] = self._acted(without)
            found[f"last {kind.__name__} only"] = self._acted(those[-1:])
        return found

    def _acted(self, steps: Sequence[Told]) -> Belief:
        try:
            return self._replayed(steps)
        except (KeyError, ValueError):  # without that event the others cannot be acted out
            return NOTHING


def _turned(one: Told) -> Told:
    return Told(one.event.the_other_way(), one.before)


def _leading(events: Sequence[Told]) -> int:
    """How many events put something somewhere before anything happens."""
    return next((n for n, one in enumerate(events) if not isinstance(one.event, Hide)), len(events))
