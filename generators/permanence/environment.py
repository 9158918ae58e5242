"""Identical cups change places while you wait: you may look under one, and point at the ball's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar  # JSON

from spatialbench.environments.environment import Environment, Told
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.cycles import Step, draw_step, goes_to, lanes_reach
from spatialbench.generators.permanence.kinds import Moves
from spatialbench.generators.permanence.shell_game import (
    LEVELS,
    START_DEPTH,
    exchanges,
    kinds_of_step,
)
from spatialbench.generators.permanence.table import (
    BALL,
    ball,
    cup,
    cup_camera,
    mat,
    places_of,
    row,
)
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Body, Scene
from spatialbench.geometry.story import Hide
from spatialbench.probes.draw import Draw

MOST_CUPS = max(level.cups[1] for level in LEVELS.values())
MOST_SWAPS = max(level.swaps[1] for level in LEVELS.values())
_PLACES = range(1, MOST_CUPS + 1)
_STILL = MOST_CUPS
"""In the vector, in place of where a cup goes: nothing has moved yet, or there is no cup."""


class WatchTheCups(Environment):
    """Exchanges are drawn as in `permanence/shell-game`, and each is seen as it happens. Looking
    under a cup halves the score; pointing ends it, and cannot be done before the last exchange."""

    id: ClassVar[str] = "permanence/watch-the-cups"
    task: ClassVar[str] = "permanence/shell-game-v1"
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    actions: ClassVar[tuple[str, ...]] = (
        "wait",
        *(f"look {place}" for place in _PLACES),
        *(f"point {place}" for place in _PLACES),
    )
    sizes: ClassVar[tuple[int, ...]] = (
        MOST_CUPS + 1,
        MOST_CUPS,
        MOST_SWAPS + 1,
        *([MOST_CUPS + 1] * MOST_CUPS),
    )
    pictured: ClassVar[frozenset[str]] = frozenset({"moved"})

    _cups: int
    _start: int
    _steps: list[Step]
    _at: int
    _time: int
    _looks: int
    _colours: tuple[str, str]

    def _draw(self, draw: Draw) -> None:
        level = LEVELS[self.level]
        self._cups, swaps = draw.between(*level.cups), draw.between(*level.swaps)
        kinds = kinds_of_step(self._cups, level.many)
        self._start = self._at = draw.below(self._cups)
        self._steps = [draw_step(draw, draw.choice(kinds), self._cups) for _ in range(swaps)]
        one, other = draw.sample(COLOURS[:-2], 2)
        self._colours, self._time, self._looks = (one, other), 0, 0

    def _do(self, action: str) -> Told | None:
        kind, _, place = action.partition(" ")
        if kind == "wait":
            return self._wait()
        if kind == "look":
            self._looks += 1
            found = int(place) - 1 == self._at
            return Told("found" if found else "empty", {"place": ("number", place)})
        if self._time < len(self._steps):
            return None
        self.reached = int(place) - 1 == self._at
        self.lost = not self.reached
        return Told("pointed", {"place": ("number", place)})

    def _wait(self) -> Told | None:
        if self._time == len(self._steps):
            return None
        now = self._steps[self._time]
        (event,) = exchanges([now], places_of(row(self._cups)))
        start = self.scene()
        cups = tuple(body for body in start.bodies if body.name != BALL)
        self._last = (Scene(cups, start.camera), event)  # what is hidden leaves no shadow
        self._at, self._time = goes_to(self._at, now), self._time + 1
        return Told("moved", {"moves": Moves(_moves(now))})

    def solve(self) -> Sequence[str]:
        """To wait until all have moved, and to point at where the ball then is."""
        if self.done:
            return ()
        left, place = self._steps[self._time :], self._at
        for one in left:
            place = goes_to(place, one)
        return (*["wait"] * len(left), f"point {place + 1}")

    @property
    def score(self) -> float:
        """Half for every look; nothing is lost by waiting."""
        return 0.5**self._looks if self.reached else 0.0

    @property
    def allowed(self) -> tuple[str, ...]:
        """Of the cups that there are."""
        return tuple([a for a in self.actions if int(a.partition(" ")[2] or 1) <= self._cups])

    def goal(self) -> dict[str, Any]:
        """The ball is to be pointed at; where it was hidden; how many exchanges are to come."""
        left = len(self._steps) - self._time
        return {"point_at": BALL, "hidden_at": self._start + 1, "exchanges": left}

    def _goal(self) -> Told:
        return Told(
            "goal",
            {
                "count": ("count", self._cups),
                "last": ("number", self._cups),
                "place": ("number", self._start + 1),
            },
        )

    def _state(self) -> Told:
        left = len(self._steps) - self._time
        return Told("to-come" if left else "all-done", {"number": ("count", left)})

    def scene(self) -> Scene:
        """The cups and the ball before it is hidden: how they stand now tells of itself where it
        is."""
        xs = row(self._cups)
        bodies: list[Body] = [cup(f"cup:{i + 1}", x, self._colours[0]) for i, x in enumerate(xs)]
        bodies += [mat(i + 1, x) for i, x in enumerate(xs)]
        bodies.append(ball(xs[self._start], START_DEPTH, self._colours[1]))
        depth = max(-START_DEPTH, lanes_reach(self._steps))
        return Scene(tuple(bodies), cup_camera(self._cups, depth))

    def story(self) -> tuple[Event, ...]:
        """The hiding, and the exchanges that were seen."""
        hide = Hide(BALL, f"cup:{self._start + 1}")
        return (hide, *exchanges(self._steps[: self._time], places_of(row(self._cups))))

    def vector(self) -> tuple[int, ...]:
        """The number of cups, where the ball was hidden, how many exchanges are to come, and where
        the cup at each place went in the last one."""
        last = self._steps[self._time - 1] if self._time else None
        went = [
            _STILL if last is None or place >= self._cups else goes_to(place, last)
            for place in range(MOST_CUPS)
        ]
        return (self._cups, self._start, len(self._steps) - self._time, *went)


def _moves(step: Step) -> tuple[tuple[int, int], ...]:
    """From which place to which, numbered from 1."""
    return tuple((i + 1, goes_to(i, step) + 1) for cycle in step for i in cycle)


ENVIRONMENTS = (WatchTheCups,)
