"""Worked traces: the last state gives the answer, and each state is told in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import pytest

from spatialbench.errors import InputError
from spatialbench.generators.cube.visible_faces import sides_seen
from spatialbench.items.item import LANGUAGES
from spatialbench.items.tracing import State, trace
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find, tasks

PROBES = 40


def by_side(state: State) -> dict[str, dict[str, Any]]:
    """What is found, by the side that it is told of."""
    return {
        str(getattr(c.about["side"], "toward", None) or c.about["side"][1]): {  # type: ignore[index]
            name: value for name, (_, value) in c.found.items()
        }
        for c in state
    }


def found(state: State, name: str) -> Any:
    """What is found under a name, by the last claim that has it."""
    return [claim.found[name][1] for claim in state if name in claim.found][-1]


def colours(probe: Probe, state: State, sides: tuple[str, ...]) -> list[str]:
    """Those at the sides, sorted."""
    return sorted(by_side(state)[side]["colour"] for side in sides)


COMPASS = {"front": "south", "left": "west", "right": "east", "back": "north"}


def pips(probe: Probe, state: State) -> int:
    """The numbers at the sides that are asked about, added up."""
    sides = by_side(state)
    return sum(sides[COMPASS.get(side, side)]["number"] for side in probe.ask.sides)  # type: ignore[attr-defined]


ANSWERS: Mapping[str, Callable[[Probe, State], Any]] = {
    "cube/face-after-turns-v1": lambda p, s: colours(p, s, p.ask.sides),  # type: ignore[attr-defined]
    "cube/whose-axes-v1": lambda p, s: colours(p, s, p.ask.sides),  # type: ignore[attr-defined]
    "cube/visible-faces-v1": lambda p, s: colours(p, s, sides_seen(p.ask.camera)),  # type: ignore[attr-defined]
    "cube/facing-you-v1": lambda p, s: by_side(s)["front"]["colour"],
    "cube/mark-direction-v1": lambda p, s: by_side(s)[p.ask.side]["to"],  # type: ignore[attr-defined]
    "die/top-after-rolls-v1": pips,
    "permanence/shell-game-v1": lambda p, s: str(found(s, "place")),
    "permanence/hidden-where-v1": lambda p, s: found(s, "cup"),
    "permanence/a-not-b-v1": lambda p, s: found(s, "cup"),
    "permanence/who-looks-where-v1": lambda p, s: str(found(s, "place")),
    "net/opposite-v1": lambda p, s: found(s, "colour"),
    "paper/holes-v1": lambda p, s: list(found(s, "cells")),
}


LONG = [task for task in ANSWERS if hasattr(find(task), "axis")]
"""Tasks that can be drawn with any number of steps."""


@pytest.mark.parametrize(("task", "level"), list(product(ANSWERS, range(1, 6))))
def test_the_last_state_gives_the_answer(task: str, level: int) -> None:
    """Of every probe: by its own algebra the generator says the same."""
    for index in range(PROBES):
        probe = make(task, seed="trace", level=level, index=index)
        assert ANSWERS[task](probe, trace(probe).states[-1]) == probe.answer


def test_all_tasks_with_steps_have_traces() -> None:
    """And the others say that they have none."""
    for task in tasks():
        probe = make(task, seed="trace", level=1)
        if task in ANSWERS:
            assert trace(probe).steps
        else:
            with pytest.raises(InputError, match="no steps"):
                trace(probe)


@pytest.mark.parametrize(("task", "language"), list(product(ANSWERS, LANGUAGES)))
def test_every_step_has_a_line(task: str, language: str) -> None:
    """Numbered as in the message, in both languages."""
    probe = make(task, seed="lines", level=4)
    told = trace(probe, language=language)  # type: ignore[arg-type]
    lines = told.text.splitlines()
    assert len(lines) == len(told.steps) + bool(told.start)
    assert all(told.steps)
    if not task.startswith(("net/", "paper/")):
        assert len(told.steps) == len(probe.story)


@pytest.mark.parametrize("task", [t for t in LONG if not t.startswith(("net", "paper"))])
def test_two_hundred_steps_are_traced(task: str) -> None:
    """One state each, or more."""
    probe = make(task, seed="long", axis=200)
    told = trace(probe, language="zh")
    assert len(told.steps) == len(probe.story)
    assert ANSWERS[task](probe, told.states[-1]) == probe.answer


def test_what_was_true_after_a_step_is_what_is_true_of_the_story_up_to_it() -> None:
    """A turn by another half turn."""
    probe = make("cube/facing-you", seed="trace", level=3)
    first = by_side(trace(probe).states[1])
    turn = probe.story[0].rotation  # type: ignore[attr-defined]
    marks = dict(probe.scene.bodies[0].marks)
    assert {side: one["colour"] for side, one in first.items()} == {
        side: marks[turn.came_from(side)].colour for side in first
    }


def test_a_language_that_is_not_there_is_said() -> None:
    """With those that are."""
    with pytest.raises(InputError, match="there are en, zh"):
        trace(make("cube/facing-you", seed="x"), language="fr")  # type: ignore[arg-type]


def test_every_task_along_an_axis_but_the_discs_has_a_trace() -> None:
    """Discs glide all at once: there are no steps."""
    stepped = {name for name in tasks() if hasattr(find(name), "axis")}
    assert stepped - set(ANSWERS) == {"causal/first-collision-v1"}
