"""How many different puzzles a level has, and how many come again under another seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any  # JSON

from spatialbench.geometry.program import Program
from spatialbench.items.fingerprint import fingerprint
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.probes.generator import Generator
from spatialbench.probes.make import make_with

DRAWS = 10_000
OTHERS = 10  # of so many draws, one more is made under another seed
SMALL = 500  # puzzles: a level with fewer is called small


@dataclass(frozen=True, slots=True)
class Size:
    """Among `draws` probes of a task and level so many `puzzles` that differ by more than colours,
    names, telling and mirror; `again` is the share of probes under another seed that are one of
    them."""

    task: str
    level: int
    draws: int
    puzzles: int
    again: float

    @property
    def small(self) -> bool:
        """Whether the level has few puzzles."""
        return self.puzzles < SMALL

    def to_json(self) -> dict[str, Any]:
        """The size as it is written."""
        return {**asdict(self), "small": self.small}


def sizes(
    generators: Sequence[Generator], *, levels: Sequence[int] | None, draws: int, seed: str
) -> Iterator[Size]:
    """The size of each level (None: all) of these tasks, in so many draws."""
    for generator in generators:
        for level in levels or generator.levels:
            if level in generator.levels:
                yield _size(generator, level, draws, seed)


def _size(generator: Generator, level: int, draws: int, seed: str) -> Size:
    found = set(_fingerprints(generator, level, draws, seed))
    others = list(_fingerprints(generator, level, max(1, draws // OTHERS), f"{seed}, another"))
    again = sum(name in found for name in others) / len(others)
    return Size(generator.id, level, draws, len(found), again)


def _fingerprints(generator: Generator, level: int, count: int, seed: Seed) -> Iterator[str]:
    key = seed_key(seed)
    for index in range(count):
        probe = make_with(generator, key=key, index=index, level=level)
        yield fingerprint(generator.id, Program(probe.scene, probe.story, probe.ask))
