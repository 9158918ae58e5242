"""From a seed to a probe: `make` draws, counts refusals, and gives the probe its identity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple, cast

from spatialbench.errors import InputError, Refused
from spatialbench.probes.draw import Draw, Seed, path_bytes, seed_key
from spatialbench.probes.generator import Axis, Generator, Stepped, axis_of
from spatialbench.probes.probe import Probe, Puzzle
from spatialbench.probes.registry import find, tasks

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


def _slot_at(key: bytes, place: bytes) -> tuple[int, int]:
    """The same of a probe at a number of steps, of which a set has any: each as likely."""
    number = Draw.at(key, place + b"\0slot").below(SLOTS)
    return number, number // LETTERS


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


def make(
    task: str, *, seed: Seed, index: int = 0, level: int | None = None, axis: int | None = None
) -> Probe:
    """The probe of this task, level (default: 1) and index under this seed: always the same one.

    In place of a level, `axis` says how many steps there are (turns, rolls, swaps, whatever the
    task counts); all other numbers are then those of the hardest level. InputError for both, or
    where the task has no such level or steps.

    >>> make("cube/face-after-turns", seed="demo").answer_type
    'label'
    >>> len(make("cube/face-after-turns", seed="demo", axis=64).story)
    64
    """
    return make_with(find(task), key=_key(seed), index=index, level=level, axis=axis)


Refuse = Callable[[str, Puzzle], bool]
"""Whether a puzzle of that task is not wanted."""


class _Cell(NamedTuple):
    """What a probe is drawn from: its level, the axis if it is drawn along one, how it is called in
    the path of its stream, and a function that draws."""

    level: int
    axis: str | None
    name: str
    draw: Callable[[Draw], Puzzle]


def _cell(generator: Generator, level: int | None, steps: int | None) -> _Cell:
    if steps is None:
        wanted = 1 if level is None else level
        if wanted not in generator.levels:
            known = ", ".join(map(str, generator.levels))
            raise InputError(f"task {generator.id!r} has levels {known}; got level {wanted!r}")
        return _Cell(wanted, None, str(wanted), lambda draw: generator.draw(draw, wanted))
    if level is not None:
        raise InputError(f"a level or a value of the axis, not both; got level {level!r} as well")
    axis = check_steps(generator, steps)
    draw_at = cast("Stepped", generator).draw_at
    name = f"{axis.name}={steps}"
    return _Cell(max(generator.levels), axis.name, name, lambda draw: draw_at(draw, steps))


def check_steps(generator: Generator, steps: int) -> Axis:
    """The axis of a task that can be drawn with so many steps; InputError for another."""
    axis = axis_of(generator)
    if axis is None:
        known = ", ".join(name for name, other in tasks().items() if axis_of(other))
        raise InputError(f"task {generator.id!r} has no axis of steps; these have: {known}")
    if not axis.least <= steps <= axis.most:
        raise InputError(
            f"task {generator.id!r} can be drawn with {axis.least} to {axis.most} {axis.name}; "
            f"got {steps!r}"
        )
    return axis


def make_with(
    generator: Generator,
    *,
    key: bytes,
    index: int,
    level: int | None = None,
    axis: int | None = None,
    refuse: Refuse | None = None,
) -> Probe:
    """`make` for a generator at hand and a seed's key; what is to be refused is drawn again."""
    if index < 0:
        raise InputError(f"an index is 0 or more; got {index}")
    cell = _cell(generator, level, axis)
    place = path_bytes((generator.id, cell.name, index))
    puzzle, refused = _first_fair(generator.id, cell.draw, key, place, refuse)
    if cell.axis is None:
        slot, paraphrase = _slot(key, generator, cell.level, index)
    else:
        slot, paraphrase = _slot_at(key, place)
        puzzle = replace(puzzle, facts={**puzzle.facts, cell.axis: cast("int", axis)})
    return Probe(
        id=_short_id(key, place),
        task=generator.id,
        level=cell.level,
        index=index,
        secret=blake2b(place, key=key, digest_size=32).digest(),
        slot=slot,
        paraphrase=paraphrase,
        refused=refused,
        axis=cell.axis,
        **dict(zip(_PUZZLE_FIELDS, _puzzle_values(puzzle), strict=True)),
    )


def _first_fair(
    task: str,
    draw: Callable[[Draw], Puzzle],
    key: bytes,
    place: bytes,
    refuse: Refuse | None,
) -> tuple[Puzzle, tuple[str, ...]]:
    refused: list[str] = []
    for attempt in range(ATTEMPTS):
        try:
            puzzle = draw(Draw.at(key, place + b"\0%d" % attempt))
            if refuse is not None and refuse(task, puzzle):
                raise Refused("in another set")
        except Refused as refusal:
            refused.append(refusal.reason)
        else:
            return puzzle, tuple(refused)
    _, cell, index = place.decode().split("\0")
    where = f"level {cell}" if cell.isdigit() else cell
    raise Refused(
        "no fair probe",
        f"{task}, {where}, index {index}: {ATTEMPTS} attempts, last {refused[-1]!r}",
    )
