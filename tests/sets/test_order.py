"""The order of a set: known to the holder of its seed alone, so that letters cannot be counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import pytest

from spatialbench.probes.draw import Draw, seed_key
from spatialbench.probes.make import LETTERS, SLOTS, make_with
from spatialbench.probes.registry import find
from spatialbench.sets.changes import Changes
from spatialbench.sets.generate import generate
from spatialbench.sets.jobs import Cell, Form, Job, Jobs, in_keyed_order

TASK, OTHER = "cube/facing-you-v1", "cube/visible-faces-v1"
PROBES = 48  # of each level
SEEDS = range(6)

Remembers = Callable[[Sequence[int]], Sequence[int]]

WAYS: dict[str, Remembers] = {
    "the last twelve": lambda told: told[len(told) // SLOTS * SLOTS :],
    "all": lambda told: told,
}


FORM = Form("en", "text", True, None)


def planned(*tasks: str) -> Jobs:
    """So many probes of each level of the tasks."""
    cells = [Cell(t, level, None, ((PROBES, FORM),)) for t in tasks for level in range(1, 6)]
    return Jobs(cells)


Order = Callable[[bytes], Iterable[Job]]


def own_order(_: bytes) -> Iterable[Job]:
    """The order in which letters are even."""
    return sorted(planned(TASK), key=lambda job: job.index)


def keyed_order(key: bytes) -> Iterable[Job]:
    """The order in which they are written."""
    return in_keyed_order(planned(TASK), key)


def counted_off(order: Order, remembers: Remembers, *, by_level: bool) -> float:
    """How often somebody is right who is told after each answer which of four letters was right,
    and names the one that came least often among what is remembered, of the level or of all."""
    right = total = 0
    for seed in SEEDS:
        key = seed_key(f"order {seed}")
        told: dict[int, list[int]] = defaultdict(list)
        for job in order(key):
            probe = make_with(find(TASK), key=key, index=job.index, level=job.level)
            place = job.level if by_level else 0
            letter, seen = probe.slot % LETTERS, Counter(remembers(told[place]))
            right += min(range(LETTERS), key=lambda name: seen[name]) == letter
            total += 1
            told[place].append(letter)
    return right / total


def test_in_their_own_order_letters_could_be_counted_off() -> None:
    """They are even among neighbours; this is what the keyed order is for."""
    found = counted_off(own_order, WAYS["the last twelve"], by_level=False)
    assert found > 0.4


@pytest.mark.parametrize("by_level", [False, True], ids=["of the task", "of the level"])
@pytest.mark.parametrize("remembers", WAYS.values(), ids=list(WAYS))
def test_in_keyed_order_they_cannot(remembers: Remembers, by_level: bool) -> None:
    """Near the 25 % of a guess; what is left is that a task as a whole is even."""
    assert counted_off(keyed_order, remembers, by_level=by_level) < 0.31


def test_tasks_stay_together_and_nothing_is_lost() -> None:
    """The items of one task are read at a time; another seed gives another order."""
    listed = planned(TASK, OTHER)
    one, other = (list(in_keyed_order(listed, seed_key(seed))) for seed in ("a", "b"))
    assert set(one) == set(listed)
    assert one != other
    assert [job.task for job in one] == [TASK] * 5 * PROBES + [OTHER] * 5 * PROBES


@pytest.mark.parametrize("cut", [0, 1, 239, 240, 241, 480])
def test_any_part_of_the_order_can_be_had_alone(cut: int) -> None:
    """Whoever makes a part lists no other; the order is that of all jobs of a task together."""
    listed, key = planned(TASK, OTHER), seed_key("a")
    parts = [*in_keyed_order(listed, key, 0, cut), *in_keyed_order(listed, key, cut)]
    assert parts == list(in_keyed_order(listed, key))
    assert parts[:240] == Draw("", TASK, "order", key=key).permutation(listed[:240])


def test_questions_come_in_the_order_in_which_they_are_written() -> None:
    """Levels are mixed."""
    changes = Changes(tasks=[TASK], modalities=["text"])
    levels = [made.item.level for made in generate("quick", seed="s", changes=changes)]
    assert levels != sorted(levels)
