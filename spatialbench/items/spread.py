"""A part of a set that stands for the whole: spread evenly over tasks, levels, languages and
modalities, the same for the same set, and contained in every larger part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from spatialbench.items.item import Item

_SPENT = 1 << 62
_DIMENSIONS = ("task", "level", "language", "modality")


def spread(items: Sequence[Item], count: int) -> list[Item]:
    """That many of the items, in their order; all of them where there are no more.

    One after the other is taken from the cell of task, level, language and modality whose values
    have been taken least, relative to how many values there are. Who is next in a cell, and which
    of equal cells, is drawn by a hash of the id: it says nothing about the question.
    """
    if count >= len(items):
        return list(items)
    cells: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in sorted(items, key=_drawn, reverse=True):
        cells[tuple(getattr(item, name) for name in _DIMENSIONS)].append(item)
    queues = sorted(cells.values(), key=lambda queue: _drawn(queue[-1]))
    chosen = {item.id for item in _taken(queues, count)}
    return [item for item in items if item.id in chosen]


def _drawn(item: Item) -> bytes:
    return blake2b(item.id.encode(), key=b"spatialbench spread", digest_size=16).digest()


def _taken(queues: list[list[Item]], count: int) -> list[Item]:
    """Take from the end of the queues."""
    values = _values(queues)
    weights = values.max(axis=1) + 1
    seen = [np.zeros(weight, np.int64) for weight in weights]
    from_cell, taken = np.zeros(len(queues), np.int64), list[Item]()
    for _ in range(count):
        cost = sum(w * one[v] for w, one, v in zip(weights, seen, values, strict=True))
        cell = int(np.argmin(cost * (count + 1) + from_cell))  # fewest of a cell where costs tie
        taken.append(queues[cell].pop())
        from_cell[cell] += 1 if queues[cell] else _SPENT
        for one, value in zip(seen, values[:, cell], strict=True):
            one[value] += 1
    return taken


def _values(queues: list[list[Item]]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """The number of each cell's value in each dimension: (4, n) int."""
    rows = []
    for name in _DIMENSIONS:
        found = [getattr(queue[-1], name) for queue in queues]
        numbers = {value: i for i, value in enumerate(Counter(found))}
        rows.append([numbers[value] for value in found])
    return np.array(rows, np.int64)
