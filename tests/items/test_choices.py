"""Options: the answer is among them once, and in each position equally often."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.items.choices import MAX_CHOICES, choices_of
from spatialbench.probes.generator import versionless
from spatialbench.probes.make import SLOTS, make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find, tasks

TASKS = list(tasks())
LEVELS = range(1, 6)
ANY_NUMBER = {
    "causal/tower",
    "causal/without-it",
    "permanence/possible",
    "view/can-see",
    "view/camera-moved",
}
"""Tasks that do not say how many are asked for: sets of any size may be the answer."""

UNDETERMINED = [task for task in TASKS if find(task).undetermined]


@settings(max_examples=60, deadline=None)
@given(task=st.sampled_from(TASKS), level=st.sampled_from(LEVELS), index=st.integers(0, 10**6))
def test_the_answer_is_offered_once_among_different_values(
    task: str, level: int, index: int
) -> None:
    """Two options of the same value would be two right answers, or none."""
    probe = make(task, seed="choices", level=level, index=index)
    values = choices_of(probe)
    assert values.count(probe.answer) == 1
    assert all(values.count(value) == 1 for value in values)
    assert len(values) >= 2


@settings(max_examples=40, deadline=None)
@given(task=st.sampled_from(TASKS), level=st.sampled_from(LEVELS), index=st.integers(0, 10**6))
def test_every_option_could_be_the_answer(task: str, level: int, index: int) -> None:
    """No option falls out by its kind: each is of labels that the cube or the table has, a set of
    labels is as large as the answer, and what is in cells is in the same ones."""
    probe = make(task, seed="choices", level=level, index=index)
    for value in choices_of(probe):
        labels = list(value) if isinstance(value, list | dict) else [value]
        assert set(map(str, labels)) <= set(probe.vocabulary) or not probe.vocabulary
        if probe.answer_type == "labels":
            assert isinstance(value, list)
            assert isinstance(probe.answer, list)
            assert len(value) == len(probe.answer) or versionless(task) in ANY_NUMBER


@pytest.mark.parametrize("task", [task for task in TASKS if task.startswith("cube/")])
def test_each_position_is_right_equally_often(task: str) -> None:
    """With four options, exactly, over each twelve in a row, through all levels."""
    probes = [make(task, seed="s", level=n, index=i) for i in range(2 * SLOTS) for n in LEVELS]
    for block in range(0, len(probes), SLOTS):
        right = Counter(choices_of(p).index(p.answer) for p in probes[block : block + SLOTS])
        assert right == dict.fromkeys(range(MAX_CHOICES), SLOTS // MAX_CHOICES)


@pytest.mark.parametrize("task", UNDETERMINED)
@pytest.mark.parametrize("level", LEVELS)
def test_where_an_answer_may_be_open_all_answers_are_offered(task: str, level: int) -> None:
    """An option that is there only when it is right would give itself away."""
    for index in range(SLOTS):
        probe = make(task, seed="s", level=level, index=index)
        assert sorted(map(str, choices_of(probe))) == sorted(probe.vocabulary)


@pytest.mark.parametrize("task", [task for task in TASKS if task not in UNDETERMINED])
def test_there_are_four_options_at_most(task: str) -> None:
    """The answer and three wrong ones; fewer where there are fewer values, and all where the task
    wants all of them offered."""
    for level in LEVELS:
        probe = make(task, seed="s", level=level)
        values = len(probe.offered) + 1 if probe.offered else len(probe.vocabulary)
        most = values if probe.all_choices else MAX_CHOICES
        assert len(choices_of(probe)) == min(most, values)


def test_the_order_is_the_probe_s_own() -> None:
    """The same probe has the same order each time; another secret gives another order."""
    probe = make(TASKS[0], seed="s", level=3)
    assert choices_of(probe) == choices_of(probe)
    others = [choices_of(replace(probe, secret=bytes([i]))) for i in range(20)]
    assert len({tuple(map(str, values)) for values in others}) > 5


def toy(count: int, slot: int) -> Probe:
    """A probe with that many labels, all of them offered."""
    probe = make("permanence/shell-game", seed="s")
    labels = tuple("abcdefghij"[:count])
    return replace(
        probe, answer="c", vocabulary=labels, rivals={}, all_choices=True, offered=(), slot=slot
    )


@pytest.mark.parametrize("count", [4])
def test_slots_run_evenly_over_the_positions(count: int) -> None:
    """Slot i puts the answer at position i modulo the number of options."""
    places = [choices_of(toy(count, slot)).index("c") for slot in range(SLOTS)]
    assert places == [slot % count for slot in range(SLOTS)]


@pytest.mark.parametrize("count", [3, 5, 6, 7])
def test_other_numbers_of_options_are_balanced_by_chance(count: int) -> None:
    """Slots go with wordings, and by three or six positions these would tell one from the other:
    the position is drawn."""
    drawn = Counter(
        choices_of(replace(toy(count, 0), secret=i.to_bytes(2, "big"))).index("c")
        for i in range(100 * count)
    )
    assert set(drawn) == set(range(count))
    assert max(drawn.values()) < 150


def test_what_the_generator_offers_goes_before_all_else() -> None:
    """It knows best which wrong values leave no shortcut; the right one among them is no harm."""
    probe = replace(toy(10, 0), all_choices=False, offered=("e", "c", "d"), rivals={"x": "j"})
    assert sorted(map(str, choices_of(probe))) == ["c", "d", "e"]


def test_rivals_are_offered_before_other_values() -> None:
    """A wrong way of thinking finds its answer among the options."""
    labels = tuple("abcdefghij")
    probe = replace(toy(10, 0), all_choices=False, rivals={"x": "j", "y": "h", "z": "j"})
    values = choices_of(probe)
    assert {"c", "j", "h"} < set(values) <= set(labels)
    assert len(values) == MAX_CHOICES
