"""Checks on what callers hand in: every failure is a ValueError that says what was expected."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


def counts(**named: float) -> None:
    """Raise unless every named value is a whole number that is not negative."""
    for name, value in named.items():
        if not (value >= 0 and math.isfinite(value) and value == int(value)):
            raise ValueError(f"{name} must be a whole number of at least 0, got {value!r}")


def at_most(part: str, value: float, whole: str, limit: float) -> None:
    """Raise unless `value` is at most `limit`."""
    if value > limit:
        raise ValueError(f"{part} must be at most {whole}, got {part}={value!r}, {whole}={limit!r}")


def successes_of(x: str, successes: float, n: str, trials: float) -> None:
    """Raise unless `successes` of `trials` is a possible count."""
    counts(**{x: successes, n: trials})
    at_most(x, successes, n, trials)


def between(name: str, value: float, low: float, high: float) -> None:
    """Raise unless low <= value <= high; NaN is refused too."""
    if not low <= value <= high:
        raise ValueError(f"{name} must lie between {low:g} and {high:g}, got {value!r}")


def strictly_between(name: str, value: float, low: float, high: float) -> None:
    """Raise unless low < value < high; NaN is refused too."""
    if not low < value < high:
        raise ValueError(f"{name} must lie strictly between {low:g} and {high:g}, got {value!r}")


def finite(name: str, values: Iterable[float]) -> None:
    """Raise if any value is infinite or NaN."""
    for position, value in enumerate(values):
        if not math.isfinite(value):
            raise ValueError(f"{name}[{position}] must be a finite number, got {value!r}")


def zeros_and_ones(name: str, values: Iterable[float]) -> None:
    """Raise if any value is neither 0 nor 1."""
    for position, value in enumerate(values):
        if value not in (0, 1):
            raise ValueError(f"{name}[{position}] must be 0 or 1, got {value!r}")


def same_length(**named: Sized) -> None:
    """Raise unless all named sequences are equally long."""
    lengths = {name: len(values) for name, values in named.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise ValueError(f"sequences must be equally long: {told}")


def rectangular(name: str, rows: Sequence[Sized]) -> None:
    """Raise unless all rows are equally long."""
    for position, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise ValueError(
                f"{name}[{position}] must have {len(rows[0])} entries like the first row, "
                f"got {len(row)}"
            )


def chosen(what: str, name: K, table: Mapping[K, T]) -> T:
    """The entry of `table` called `name`; otherwise raise, listing the valid names."""
    if name not in table:
        valid = ", ".join(repr(key) for key in table)
        raise ValueError(f"{what} {name!r} is unknown; valid: {valid}")
    return table[name]
