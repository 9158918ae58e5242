"""Probes with any number of steps: exactly so many, fair, measured the same, and levels as ever."""

from __future__ import annotations

from collections import Counter

import pytest

from spatialbench.errors import InputError
from spatialbench.geometry.limits import MOST_EVENTS
from spatialbench.items.item import LANGUAGES
from spatialbench.items.present import present
from spatialbench.items.words import tables
from spatialbench.probes.generator import axis_of
from spatialbench.probes.make import SLOTS, make
from spatialbench.probes.registry import find, tasks
from spatialbench.verification.measure import measure

STEPPED = [name for name in tasks() if axis_of(find(name)) is not None]
LONG = [name for name in STEPPED if (axis := axis_of(find(name))) is not None and axis.most >= 200]
FACE = "cube/face-after-turns-v1"


def values(task: str) -> list[int]:
    """The least, the most, and some between."""
    axis = axis_of(find(task))
    assert axis is not None
    return sorted({axis.least, axis.least + 1, min(7, axis.most), min(64, axis.most), axis.most})


CASES = [(task, steps) for task in STEPPED for steps in values(task)]


def test_tasks_with_steps_have_an_axis() -> None:
    """Turns, moves, swaps, cubes, folds and discs."""
    found = {axis.name for name in STEPPED if (axis := axis_of(find(name))) is not None}
    assert found >= {"turns", "moves", "swaps", "cubes", "folds", "discs"}


@pytest.mark.parametrize(("task", "steps"), CASES)
def test_a_probe_has_exactly_so_many_steps(task: str, steps: int) -> None:
    """Its fact says so, its level is that whose other numbers it has."""
    axis = axis_of(find(task))
    assert axis is not None
    probe = make(task, seed="axis", axis=steps)
    assert probe.axis == axis.name
    assert probe.facts[axis.name] == steps
    assert probe.level == max(find(task).levels)


@pytest.mark.parametrize("task", LONG)
def test_two_hundred_steps_are_two_hundred_events_or_more(task: str) -> None:
    """And fewer than a program may have."""
    assert 200 <= len(make(task, seed="axis", axis=200).story) <= MOST_EVENTS


@pytest.mark.parametrize(("task", "steps"), CASES)
def test_the_answer_is_what_is_measured(task: str, steps: int) -> None:
    """By the second truth, on meshes."""
    for index in range(2):
        probe = make(task, seed="axis", axis=steps, index=index)
        found = measure(probe.scene, probe.story, probe.ask)
        assert (found.value, found.undetermined) == (probe.answer, probe.undetermined)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", LONG)
def test_every_step_is_told_with_its_number(task: str, language: str) -> None:
    """Two hundred of them, in both languages."""
    prompt = present(make(task, seed="axis", axis=200), language=language).prompt  # type: ignore[arg-type]
    numbered = tables(language)["lists"]["numbered"].format(number=200, text="")
    assert f"\n{numbered}" in prompt
    assert prompt.count("\n") > 200


@pytest.mark.parametrize("task", STEPPED)
def test_a_number_of_steps_has_a_stream_of_its_own(task: str) -> None:
    """No value of the axis shares its probes with another, or with a level."""
    first, second = values(task)[1:3]
    made = [make(task, seed="s", axis=first), make(task, seed="s", axis=second)]
    made += [make(task, seed="s", level=level) for level in find(task).levels]
    assert len({probe.id for probe in made}) == len(made)
    assert len({probe.secret for probe in made}) == len(made)


def test_slots_are_even_along_the_axis() -> None:
    """The right choice is in each position about as often."""
    slots = Counter(make(FACE, seed="s", axis=3, index=i).slot for i in range(1200))
    assert set(slots) == set(range(SLOTS))
    assert max(slots.values()) < 150


@pytest.mark.parametrize(("task", "steps"), [(FACE, 1), ("die/top-after-rolls-v1", 5)])
def test_chance_knows_which_faces_so_many_steps_can_bring(task: str, steps: int) -> None:
    """Of one turn of a known cube, and of an odd number of moves of a known die: whoever does not
    see them has as many faces to guess among as come there."""
    found = [make(task, seed="c", axis=steps, index=i) for i in range(40)]
    assert all(probe.chance > 1 / 8 for probe in found)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"axis": 0}, "can be drawn with 1 to 200 turns; got 0"),
        ({"axis": 201}, "1 to 200 turns; got 201"),
        ({"axis": 3, "level": 2}, "a level or a value of the axis, not both"),
    ],
    ids=["too few", "too many", "both"],
)
def test_what_cannot_be_drawn_is_said(wanted: dict[str, int], message: str) -> None:
    """Before anything is."""
    with pytest.raises(InputError, match=message):
        make(FACE, seed="s", **wanted)  # type: ignore[arg-type]


def test_a_task_without_an_axis_names_those_that_have_one() -> None:
    """None is made up."""
    with pytest.raises(InputError, match=r"has no axis of steps; these have: .*face-after-turns"):
        make("net/folds", seed="s", axis=3)
