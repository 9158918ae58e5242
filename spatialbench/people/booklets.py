"""Booklets: which questions one person gets. Each is spread evenly over tasks and levels as a run
with a limit is, and never asks the same puzzle twice in other words."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.items.item import Item
from spatialbench.items.spread import spread


def booklets(items: Sequence[Item], size: int | None) -> list[list[str]]:
    """The ids of each booklet: all items, in as few booklets as it takes. With a `size` every
    booklet has as many, where there are as many puzzles; the last one is filled up with items of
    others.

    >>> booklets([], 10)
    []
    """
    found: list[list[str]] = []
    left = list(items)
    while left:
        once = _one_of_each_probe(left)
        wanted = len(once) if size is None else min(size, len(once))
        chosen = spread(once, wanted)
        if size is not None and len(chosen) < size:
            chosen = _filled(chosen, items, size)
        taken = {item.id for item in chosen}
        found.append([item.id for item in chosen])
        left = [item for item in left if item.id not in taken]
    return found


def _one_of_each_probe(items: Sequence[Item]) -> list[Item]:
    """The first item of every probe."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.probe, item)
    return list(first.values())


def _filled(chosen: list[Item], items: Sequence[Item], size: int) -> list[Item]:
    """The chosen items and as many others as are missing, of other probes."""
    probes = {item.probe for item in chosen}
    others = _one_of_each_probe([item for item in items if item.probe not in probes])
    return chosen + spread(others, size - len(chosen))
