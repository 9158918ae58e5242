"""A part of a set that stands for the whole."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from answered_sets import member
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.items.item import Item
from spatialbench.items.spread import spread

DIMENSIONS = ("task", "level", "language", "modality")


def items(tasks: int, levels: int, languages: int, modalities: int, each: int) -> list[Item]:
    """So many items in every cell, task after task, as sets have them."""
    cells = product(range(tasks), range(levels), range(languages), range(modalities), range(each))
    return [
        member(
            "-".join(map(str, cell)),
            task=f"toy/task{cell[0]}-v1",
            level=cell[1] + 1,
            language=("en", "zh")[cell[2]],
            modality=("text", "state", "image", "frames")[cell[3]],
        )[0]
        for cell in cells
    ]


SHAPES = st.tuples(
    st.integers(1, 4), st.integers(1, 4), st.integers(1, 2), st.integers(1, 3), st.integers(1, 3)
)


@given(SHAPES, st.integers(1, 60), st.integers(1, 60))
def test_a_longer_part_contains_the_shorter(
    shape: tuple[int, int, int, int, int], one: int, other: int
) -> None:
    """So that a run can be made longer without asking anything twice."""
    whole = items(*shape)
    small, large = spread(whole, min(one, other)), spread(whole, max(one, other))
    assert {item.id for item in small} <= {item.id for item in large}
    assert len(large) == min(max(one, other), len(whole))
    assert large == [item for item in whole if item in large]


@given(st.permutations(items(2, 2, 2, 2, 2)), st.integers(1, 32))
def test_the_order_of_the_set_does_not_matter(order: list[Item], count: int) -> None:
    """Which items are taken depends on their ids alone."""
    named = {item.id for item in spread(order, count)}
    assert named == {item.id for item in spread(sorted(order, key=lambda item: item.id), count)}


@pytest.mark.parametrize("count", [6, 20, 30, 48, 100])
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_value_gets_its_share(dimension: str, count: int) -> None:
    """Of six tasks in five levels, two languages and four modalities: within one."""
    part = spread(items(6, 5, 2, 4, 3), count)
    values = {"task": 6, "level": 5, "language": 2, "modality": 4}[dimension]
    counts = Counter(getattr(item, dimension) for item in part)
    shares = [counts[value] for value in {getattr(i, dimension) for i in items(6, 5, 2, 4, 1)}]
    assert max(shares) - min(shares) <= 1
    assert sum(shares) == count
    assert len(shares) == values


def test_a_task_that_lacks_a_modality_still_gets_its_share() -> None:
    """The others make up for the modality."""
    whole = [i for i in items(3, 2, 2, 2, 5) if (i.task, i.modality) != ("toy/task0-v1", "state")]
    part = spread(whole, 24)
    assert Counter(item.task for item in part) == {f"toy/task{n}-v1": 8 for n in range(3)}
    counts = Counter(item.modality for item in part)
    assert abs(counts["text"] - counts["state"]) <= 2


def test_the_first_of_a_cell_is_no_sooner_taken_than_the_last() -> None:
    """The first probes of a task are the twins that have pictures, or the published ones."""
    part = spread(items(1, 1, 1, 1, 400), 100)
    first_half = sum(int(item.id.rpartition("-")[2]) < 200 for item in part)
    assert 30 <= first_half <= 70
