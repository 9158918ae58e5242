"""Parts of a sequence: the first step, the last, all but one, any order, any direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import singledispatch

from spatialbench.audit.partial.beliefs import NOTHING, Belief, believed
from spatialbench.audit.partial.replaying import Told, replayed, told
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.program import Program
from spatialbench.geometry.story import ComeOut, Hide, Show

Step = tuple[Told, ...]
"""Events that are one thing to whoever watches: carried behind a screen and out again."""

Part = Callable[[Sequence[Step]], Sequence[Step]]


@singledispatch
def opens_step(event: Event) -> bool:
    """Whether the event begins a step of its own; else it belongs to the one before."""
    return not event.secret


@opens_step.register(ComeOut)
@opens_step.register(Show)
def _(event: Event) -> bool:
    return False


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
        self._setup = _leading(self._events)
        self._steps = _steps(self._events[len(self._setup) :])

    def beliefs(self) -> dict[str, Belief | None]:
        """What each partial follower believes; None where the part is the whole story."""
        found = {name: self._of(part(self._steps)) for name, part in PARTS.items()}
        found["one step forgotten"] = self._forgetful()
        found["direction reversed"] = self._other_direction()
        found["direction ignored"] = self._any_direction()
        return found | self._by_kind()

    def _replayed(self, steps: Sequence[Step], *, any_direction: bool = False) -> Belief:
        events = [*self._setup, *(event for step in steps for event in step)]
        worlds = replayed(self._program.scene, events, any_direction=any_direction)
        return believed(self._program, worlds, self._undetermined)

    def _of(self, steps: Sequence[Step]) -> Belief | None:
        return None if tuple(steps) == tuple(self._steps) else self._replayed(steps)

    def _forgetful(self) -> Belief | None:
        if len(self._steps) < 2:
            return None
        lost = self._forgets % len(self._steps)
        return self._replayed((*self._steps[:lost], *self._steps[lost + 1 :]))

    def _other_direction(self) -> Belief | None:
        turned = [tuple(_turned(one) for one in step) for step in self._steps]
        return self._of(turned)

    def _any_direction(self) -> Belief | None:
        if all(_turned(one) == one for step in self._steps for one in step):
            return None
        return self._replayed(self._steps, any_direction=True)

    def _by_kind(self) -> dict[str, Belief | None]:
        """The story without all events of one kind, and only the last of one kind."""
        kinds = {type(one.event) for step in self._steps for one in step if not one.event.secret}
        kinds.discard(ComeOut)  # told together with going behind
        if len(kinds) < 2:
            return {}
        found: dict[str, Belief | None] = {}
        for kind in sorted(kinds, key=lambda kind: kind.__name__):
            found[f"all but {kind.__name__}"] = self._without(kind)
            found[f"last {kind.__name__} only"] = self._last(kind)
        return found

    def _without(self, kind: type) -> Belief:
        """What begins with such an event is left out with it."""
        kept = [step for step in self._steps if not isinstance(step[0].event, kind)]
        return self._acted(
            [one for step in kept for one in step if not isinstance(one.event, kind)]
        )

    def _last(self, kind: type) -> Belief:
        those = [step for step in self._steps if any(isinstance(o.event, kind) for o in step)]
        return self._acted(those[-1])

    def _acted(self, events: Sequence[Told]) -> Belief:
        try:
            return self._replayed([tuple(events)])
        except (KeyError, ValueError):  # without that event the others cannot be acted out
            return NOTHING


def _turned(one: Told) -> Told:
    return Told(one.event.the_other_way(), one.before)


def _leading(events: Sequence[Told]) -> list[Told]:
    """What is put somewhere before anything happens."""
    found: list[Told] = []
    for one in events:
        if not isinstance(one.event, Hide):
            break
        found.append(one)
    return found


def _steps(events: Sequence[Told]) -> list[Step]:
    steps: list[list[Told]] = []
    for one in events:
        if opens_step(one.event) or not steps:
            steps.append([])
        steps[-1].append(one)
    return [tuple(step) for step in steps]
