"""The probes of a suite, one after the other: counted and told, never listed.

A set of ten million probes has a few hundred cells (a task at a level, or at a number of steps);
the probe at any place follows from them, and so does the order that only the holder of the seed
knows. Whoever makes a part of a set makes neither the rest nor a list of it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple, overload

from spatialbench.items.item import Language
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import Modality


class Form(NamedTuple):
    """How one item of a probe is presented; wording None is the probe's own paraphrase."""

    language: Language
    modality: Modality
    choices: bool
    wording: int | None


@dataclass(frozen=True, slots=True)
class Job:
    """One probe and all the forms it is wanted in: at a level, or at so many steps along the axis
    of the task (the other is then None)."""

    task: str
    level: int | None
    index: int
    forms: tuple[Form, ...]
    axis: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What is wanted of one task at one level, or at one number of steps: forms by the number of
    probes they reach."""

    task: str
    level: int | None
    axis: int | None
    wanted: tuple[tuple[int, Form], ...]

    def __len__(self) -> int:
        """How many probes it has."""
        return max((count for count, _ in self.wanted), default=0)

    def job(self, index: int) -> Job:
        """Its probe of that number."""
        forms = dict.fromkeys(form for count, form in self.wanted if index < count)
        return Job(self.task, self.level, index, tuple(forms), self.axis)


class Jobs(Sequence[Job]):
    """Every probe of a suite with its forms, by task, level and number."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = [cell for cell in cells if len(cell)]
        self._ends = list(accumulate(map(len, self._cells)))

    def __len__(self) -> int:
        """How many probes there are."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, place: int) -> Job: ...
    @overload
    def __getitem__(self, place: slice) -> list[Job]: ...
    def __getitem__(self, place: int | slice) -> Job | list[Job]:
        """The probe at that place, or those at several."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        number = bisect_right(self._ends, place)
        cell = self._cells[number]
        return cell.job(place - self._ends[number] + len(cell))

    def __eq__(self, other: object) -> bool:
        """Whether the probes are the same, one by one."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of any list

    def by_task(self) -> Iterator[tuple[str, range]]:
        """The places of each task, whose probes stand together."""
        start = 0
        for task, cells in groupby(self._cells, key=lambda cell: cell.task):
            stop = start + sum(map(len, cells))
            yield task, range(start, stop)
            start = stop


def in_keyed_order(
    jobs: Jobs, key: bytes, start: int = 0, stop: int | None = None
) -> Iterator[Job]:
    """The jobs of each task in an order that only the holder of the seed's key knows: letters are
    even among neighbours, and could else be counted off by whoever is told what was right. From
    place `start` of that order to `stop`."""
    stop = len(jobs) if stop is None else stop
    for task, places in jobs.by_task():
        wanted = range(max(start, places.start), min(stop, places.stop))
        if wanted:
            order = _order(task, len(places), key)
            yield from (jobs[places.start + order[place - places.start]] for place in wanted)


@lru_cache(maxsize=2)
def _order(task: str, count: int, key: bytes) -> array[int]:
    """The numbers below `count` in the order of a task."""
    return array("I", Draw("", task, "order", key=key).permutation(range(count)))
