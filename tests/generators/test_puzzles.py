"""What every generator promises: a typed answer, named rivals, fair shares, no shortcut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.audit.audit import audit
from spatialbench.errors import Refused
from spatialbench.geometry.program import decode_program, encode
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Puzzle
from spatialbench.probes.registry import find, kinds_of, tasks
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import Suite

TASKS = list(tasks())
LISTS = ("labels", "cells", "construction")
LEVELS = range(1, 6)

some_probe = st.builds(
    lambda task, level, index: make(task, seed="puzzles", level=level, index=index),
    st.sampled_from(TASKS),
    st.sampled_from(LEVELS),
    st.integers(0, 10**6),
)


def labels(value: object) -> list[object]:
    """The labels of an answer; of what is in cells, the cells."""
    return list(value) if isinstance(value, list | dict) else [value]


@settings(max_examples=60, deadline=None)
@given(probe=some_probe)
def test_answers_and_rivals_are_of_the_type_and_vocabulary(probe: Probe) -> None:
    """Whatever a right or wrong way of thinking gives can be answered."""
    generator = find(probe.task)
    assert probe.answer_type == generator.answer_type
    for value in (probe.answer, *probe.rivals.values()):
        cells = probe.answer_type == "cells" and isinstance(value, dict)
        assert isinstance(value, list) == (probe.answer_type in LISTS and not cells)
        assert isinstance(value, int) == (probe.answer_type == "integer")
        if probe.vocabulary or probe.answer_type != "integer":
            assert set(map(str, labels(value))) <= set(probe.vocabulary)
        if probe.answer_type in ("labels", "cells") and isinstance(value, list):
            assert value == sorted(value)


@settings(max_examples=40, deadline=None)
@given(probe=some_probe)
def test_rivals_have_the_names_that_the_task_declares(probe: Probe) -> None:
    """So that a report can list them beforehand."""
    assert set(probe.rivals) <= set(find(probe.task).rivals)
    assert probe.rivals


@settings(max_examples=40, deadline=None)
@given(probe=some_probe)
def test_facts_are_numbers(probe: Probe) -> None:
    """Those that are published, and those for the key."""
    for value in (*probe.facts.values(), *probe.key_facts.values()):
        assert isinstance(value, int | float)
        assert not isinstance(value, bool)


@settings(max_examples=40, deadline=None)
@given(probe=some_probe)
def test_a_program_is_read_back_as_it_was(probe: Probe) -> None:
    """The key holds enough to derive the answer again."""
    record = {name: encode(getattr(probe, name)) for name in ("scene", "story", "ask")}
    assert decode_program(record, kinds_of(probe.task)) == (probe.scene, probe.story, probe.ask)


@settings(max_examples=40, deadline=None)
@given(probe=some_probe)
def test_undetermined_probes_belong_to_tasks_that_have_them(probe: Probe) -> None:
    """And their answer says so."""
    assert probe.undetermined == (probe.answer == "cannot be told")
    assert find(probe.task).undetermined or not probe.undetermined


@pytest.mark.parametrize("task", TASKS)
def test_the_same_stream_draws_the_same_puzzle(task: str) -> None:
    """A generator has no memory and no randomness of its own."""

    def drawn() -> list[Puzzle | str]:
        found: list[Puzzle | str] = []
        for i in range(6):
            try:
                found.append(find(task).draw(Draw("s", task, i), 3))
            except Refused as refusal:
                found.append(refusal.reason)
        return found

    assert drawn() == drawn()


@pytest.mark.parametrize("task", TASKS)
def test_refusals_are_few(task: str) -> None:
    """A generator that throws most of its puzzles away draws others than it says."""
    for level in LEVELS:
        probes = [make(task, seed="s", level=level, index=i) for i in range(30)]
        assert sum(len(probe.refused) for probe in probes) <= 60


def ranges_of(task: str, level: int) -> dict[str, tuple[int, int]]:
    """The numbers of a level that are ranges of a fact in steps, by its name."""
    names = {"screens", "visits", "cups", "swaps", "turns", "cubes", "discs", "moves", "rolls"}
    names |= {"views", "holes", "folds"}
    probe = make(task, seed="levels", level=level)
    facts = {**probe.facts, **probe.key_facts}
    declared = find(task).levels[level].items()
    pairs = {n: tuple(v) for n, v in declared if isinstance(v, (list, tuple)) and len(v) == 2}
    return {n: pair for n, pair in pairs.items() if n in names & facts.keys()}  # type: ignore[misc]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_level_means_the_numbers_that_it_declares(task: str, level: int) -> None:
    """The facts of its probes lie in the ranges, and reach both ends."""
    probes = [make(task, seed="levels", level=level, index=i) for i in range(60)]
    for name, (low, high) in ranges_of(task, level).items():
        found = {{**probe.facts, **probe.key_facts}[name] for probe in probes}
        assert {low, high} <= found <= set(range(low, high + 1))


@pytest.mark.parametrize("task", TASKS)
def test_levels_grow_harder(task: str) -> None:
    """No number of a level is less than that of the level below."""
    for level in LEVELS[1:]:
        above, below = ranges_of(task, level), ranges_of(task, level - 1)
        assert all(above[name] >= below[name] for name in above.keys() & below.keys())
        assert find(task).levels[level] != find(task).levels[level - 1]


@pytest.mark.parametrize("task", [task for task in TASKS if find(task).undetermined])
def test_all_kinds_of_answers_come_up(task: str) -> None:
    """Also that which cannot be told, as often as any other."""
    probes = [make(task, seed="s", level=2, index=i) for i in range(120)]
    untold = sum(probe.answer == "cannot be told" for probe in probes) / len(probes)
    assert untold == pytest.approx(probes[0].chance, abs=0.12)
    assert len({probe.answer for probe in probes}) > 3


def test_no_shortcut_pays(tmp_path: Path) -> None:
    """The audit of 60 probes a task, open and with choices, is clean."""
    parts = ({"tasks": ["*"], "probes": 60 * len(TASKS), "choices": "both"},)
    build_set(Suite("fair", "", 64, parts), tmp_path / "set", seed="fair")
    assert [str(row) for row in audit(load(tmp_path / "set")).failed] == []
