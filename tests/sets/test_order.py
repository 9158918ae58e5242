"""The order of a set: known to the holder of its seed alone, so that letters cannot be counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import pytest

from spatialbench.probes.draw import seed_key
from spatialbench.probes.make import LETTERS, SLOTS, make_with
from spatialbench.probes.registry import find
from spatialbench.sets.changes import Changes
from spatialbench.sets.generate import generate
from spatialbench.sets.suite import Job, in_keyed_order

TASK = "cube/facing-you-v1"
PROBES = 48  # of each level
SEEDS = range(6)

Remembers = Callable[[Sequence[int]], Sequence[int]]

WAYS: dict[str, Remembers] = {
    "the last twelve": lambda told: told[len(told) // SLOTS * SLOTS :],
    "all": lambda told: told,
}


def jobs() -> list[Job]:
    """So many probes of each level, in the order in which their letters are even."""
    return [Job(TASK, level, index, ()) for index in range(PROBES) for level in range(1, 6)]


Order = Callable[[list[Job], bytes], list[Job]]


def counted_off(order: Order, remembers: Remembers, *, by_level: bool) -> float:
    """How often somebody is right who is told after each answer which of four letters was right,
    and names the one that came least often among what is remembered, of the level or of all."""
    right = total = 0
    for seed in SEEDS:
        key = seed_key(f"order {seed}")
        told: dict[int, list[int]] = defaultdict(list)
        for job in order(jobs(), key):
            probe = make_with(find(TASK), key=key, index=job.index, level=job.level)
            place = job.level if by_level else 0
            letter, seen = probe.slot % LETTERS, Counter(remembers(told[place]))
            right += min(range(LETTERS), key=lambda name: seen[name]) == letter
            total += 1
            told[place].append(letter)
    return right / total


def test_in_their_own_order_letters_could_be_counted_off() -> None:
    """They are even among neighbours; this is what the keyed order is for."""
    found = counted_off(lambda listed, _: listed, WAYS["the last twelve"], by_level=False)
    assert found > 0.4


@pytest.mark.parametrize("by_level", [False, True], ids=["of the task", "of the level"])
@pytest.mark.parametrize("remembers", WAYS.values(), ids=list(WAYS))
def test_in_keyed_order_they_cannot(remembers: Remembers, by_level: bool) -> None:
    """Near the 25 % of a guess; what is left is that a task as a whole is even."""
    assert counted_off(in_keyed_order, remembers, by_level=by_level) < 0.31


def test_tasks_stay_together_and_nothing_is_lost() -> None:
    """The items of one task are read at a time; another seed gives another order."""
    listed = [*jobs(), Job("cube/visible-faces-v1", 1, 0, ())]
    one, other = (in_keyed_order(listed, seed_key(seed)) for seed in ("a", "b"))
    assert set(one) == set(listed)
    assert one != other
    assert one[-1].task == "cube/visible-faces-v1"


def test_questions_come_in_the_order_in_which_they_are_written() -> None:
    """Levels are mixed."""
    changes = Changes(tasks=[TASK], modalities=["text"])
    levels = [made.item.level for made in generate("quick", seed="s", changes=changes)]
    assert levels != sorted(levels)
