"""Puzzles that come in several sets: found by their fingerprints, and kept out on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spatialbench.geometry.program import Program
from spatialbench.items.fingerprint import fingerprint
from spatialbench.probes.probe import Puzzle
from spatialbench.sets.question_set import QuestionSet

Cell = tuple[str, int]
"""A task and a level."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """Of how many puzzles of a task and level so many are in another set, too."""

    task: str
    level: int
    puzzles: int
    known: int


@dataclass(frozen=True, slots=True)
class Unlike:
    """Refuses the puzzles of other sets, whatever their colours; `sets` are the hashes of these."""

    fingerprints: frozenset[str]
    sets: tuple[str, ...]

    def refuses(self, task: str, puzzle: Puzzle) -> bool:
        """Whether another set has this puzzle."""
        program = Program(puzzle.scene, puzzle.story, puzzle.ask)
        return fingerprint(task, program) in self.fingerprints


def unlike(others: Iterable[QuestionSet]) -> Unlike:
    """What the puzzles of these sets are refused by. InputError where a key is not at hand."""
    listed = list(others)
    found = frozenset(name for one in listed for _, name in _puzzles(one))
    return Unlike(found, tuple(one.items_sha256 for one in listed))


def _puzzles(question_set: QuestionSet) -> Iterator[tuple[Cell, str]]:
    """Task and level with the fingerprint of each item."""
    for item, key in question_set.pairs(sealed=True):
        if key is not None:
            yield (key.task, item.level), key.fingerprint


def recurring(question_set: QuestionSet, others: Iterable[QuestionSet]) -> list[Recurring]:
    """For each task and level how many of the set's puzzles others have, too, however they are
    coloured, named or told. InputError where a key is not at hand."""
    known = unlike(others).fingerprints
    cells: Counter[Cell] = Counter()
    again: Counter[Cell] = Counter()
    for cell, name in dict.fromkeys(_puzzles(question_set)):
        cells[cell] += 1
        again[cell] += name in known
    return [Recurring(*cell, count, again[cell]) for cell, count in sorted(cells.items())]
