"""From a seed to a probe: `make` draws, counts refusals, and gives the probe its identity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter

from spatialbench.errors import InputError, Refused
from spatialbench.probes.draw import Draw, Seed, path_bytes, seed_key
from spatialbench.probes.generator import Generator
from spatialbench.probes.probe import Probe, Puzzle
from spatialbench.probes.registry import find

ATTEMPTS = 200
SLOTS = 12  # every letter in every wording
LETTERS = 4  # of the usual number of options
PARAPHRASES = 3

_IDS = b"spatialbench-ids"

_PUZZLE_FIELDS = tuple(f.name for f in fields(Puzzle))
_puzzle_values = attrgetter(*_PUZZLE_FIELDS)


def short_id(key: bytes, *path: str | int) -> str:
    """Sixteen hexadecimal digits, 64 bits that only the holder of the key can derive."""
    return _short_id(key, path_bytes(path))


def _short_id(key: bytes, path: bytes) -> str:
    return blake2b(path, key=key, digest_size=8, person=_IDS).hexdigest()


def _slot(key: bytes, generator: Generator, level: int, index: int) -> tuple[int, int]:
    """The slot and the paraphrase of a probe. They run on through the levels of each index, so that
    a set with all levels is even from the first probes on, while no level is even by itself:
    whoever is told what was right cannot count it off there."""
    levels = tuple(generator.levels)
    number = index * len(levels) + levels.index(level)
    return _slots(key, generator.id, number // SLOTS)[number % SLOTS]


@lru_cache(maxsize=64)
def _slots(key: bytes, task: str, block: int) -> tuple[tuple[int, int], ...]:
    """Slots and paraphrases of twelve probes. Four letters run against three wordings, each in an
    order of its own, so that of any few probes in a row the letters are even, the wordings are
    even, and no letter comes with the same wording twice."""
    draw = Draw("", task, "slots", block, key=key)
    letters = draw.permutation(range(LETTERS))
    wordings = draw.permutation(range(PARAPHRASES))
    crossed = [(letters[i % LETTERS], wordings[i % PARAPHRASES]) for i in range(SLOTS)]
    return tuple((LETTERS * wording + letter, wording) for letter, wording in crossed)


@lru_cache(maxsize=16)
def _key(seed: Seed) -> bytes:
    return seed_key(seed)


def make(task: str, *, seed: Seed, index: int = 0, level: int = 1) -> Probe:
    """The probe of this task, level and index under this seed: always the same one.

    >>> make("cube/face-after-turns", seed="demo").answer_type
    'label'
    """
    return make_with(find(task), key=_key(seed), index=index, level=level)


Refuse = Callable[[str, Puzzle], bool]
"""Whether a puzzle of that task is not wanted."""


def make_with(
    generator: Generator, *, key: bytes, index: int, level: int, refuse: Refuse | None = None
) -> Probe:
    """`make` for a generator at hand and a seed's key; what is to be refused is drawn again."""
    if level not in generator.levels:
        known = ", ".join(map(str, generator.levels))
        raise InputError(f"task {generator.id!r} has levels {known}; got level {level!r}")
    if index < 0:
        raise InputError(f"an index is 0 or more; got {index}")
    place = path_bytes((generator.id, level, index))
    puzzle, refused = _first_fair(generator, key, place, level, refuse)
    slot, paraphrase = _slot(key, generator, level, index)
    return Probe(
        id=_short_id(key, place),
        task=generator.id,
        level=level,
        index=index,
        secret=blake2b(place, key=key, digest_size=32).digest(),
        slot=slot,
        paraphrase=paraphrase,
        refused=refused,
        **dict(zip(_PUZZLE_FIELDS, _puzzle_values(puzzle), strict=True)),
    )


def _first_fair(
    generator: Generator, key: bytes, place: bytes, grade: int, refuse: Refuse | None
) -> tuple[Puzzle, tuple[str, ...]]:
    refused: list[str] = []
    for attempt in range(ATTEMPTS):
        try:
            puzzle = generator.draw(Draw.at(key, place + b"\0%d" % attempt), grade)
            if refuse is not None and refuse(generator.id, puzzle):
                raise Refused("in another set")
        except Refused as refusal:
            refused.append(refusal.reason)
        else:
            return puzzle, tuple(refused)
    task, level, index = place.decode().split("\0")
    raise Refused(
        "no fair probe",
        f"{task}, level {level}, index {index}: {ATTEMPTS} attempts, last {refused[-1]!r}",
    )
