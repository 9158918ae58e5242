"""Checks on what callers hand in: every failure is a ValueError that says what was expected.

Most hand back plain ints and floats, so that no number of numpy's, with its overflow and its
silent NaN, gets into a formula or a result.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


def real(name: str, value: float | str | bytes) -> float:
    """The value as a plain float, whatever library's number it is; raise unless it is one."""
    try:
        if not isinstance(value, str | bytes):
            return float(value)
    except (TypeError, ValueError):
        pass
    raise ValueError(f"{name} must be a number, got {value!r}")


def count(name: str, value: float) -> int:
    """The value as a plain int (92.0 is 92); raise unless it is a whole number from 0 up."""
    number = real(name, value)
    if not (number >= 0 and math.isfinite(number) and number == int(number)):
        raise ValueError(f"{name} must be a whole number of at least 0, got {value!r}")
    return int(value)


def counts(**named: float) -> list[int]:
    """The named values as plain ints; raise unless all are whole numbers from 0 up."""
    return [count(name, value) for name, value in named.items()]


def at_most(part: str, value: float, whole: str, limit: float) -> None:
    """Raise unless `value` is at most `limit`."""
    if value > limit:
        raise ValueError(f"{part} must be at most {whole}, got {part}={value!r}, {whole}={limit!r}")


def successes_of(x: str, successes: float, n: str, trials: float) -> tuple[int, int]:
    """Both counts as plain ints; raise unless `successes` of `trials` is possible."""
    part, whole = count(x, successes), count(n, trials)
    at_most(x, part, n, whole)
    return part, whole


def between(name: str, value: float, low: float, high: float) -> float:
    """The value as a plain float; raise unless low <= value <= high, so NaN is refused too."""
    number = real(name, value)
    if not low <= number <= high:
        raise ValueError(f"{name} must lie between {low:g} and {high:g}, got {value!r}")
    return number


def strictly_between(name: str, value: float, low: float, high: float) -> float:
    """The value as a plain float; raise unless low < value < high, so NaN is refused too."""
    number = real(name, value)
    if not low < number < high:
        raise ValueError(f"{name} must lie strictly between {low:g} and {high:g}, got {value!r}")
    return number


def all_between(name: str, values: Iterable[float], low: float, high: float) -> list[float]:
    """The values as plain floats; raise if any lies outside."""
    return [between(f"{name}[{i}]", value, low, high) for i, value in enumerate(values)]


def finite(name: str, values: Iterable[float]) -> list[float]:
    """The values as plain floats; raise if any is infinite, NaN or no number."""
    numbers = [real(f"{name}[{i}]", value) for i, value in enumerate(values)]
    for position, number in enumerate(numbers):
        if not math.isfinite(number):
            raise ValueError(f"{name}[{position}] must be a finite number, got {number!r}")
    return numbers


def zeros_and_ones(name: str, values: Iterable[float]) -> list[int]:
    """The values as plain ints; raise if any is neither 0 nor 1."""
    listed = list(values)
    for position, value in enumerate(listed):
        if value not in (0, 1):
            raise ValueError(f"{name}[{position}] must be 0 or 1, got {value!r}")
    return [int(value) for value in listed]


def listed(name: str, values: object) -> None:
    """Raise unless the value is a list, a tuple, an array or the like."""
    if not isinstance(values, Sized):
        raise ValueError(f"{name} must be a list, got {values!r}")


def same_length(**named: Sized) -> None:
    """Raise unless all named sequences are equally long."""
    for name, values in named.items():
        listed(name, values)
    lengths = {name: len(values) for name, values in named.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise ValueError(f"sequences must be equally long: {told}")


def rectangular(name: str, rows: Sequence[Sized]) -> None:
    """Raise unless all rows are lists, and equally long."""
    for position, row in enumerate(rows):
        listed(f"{name}[{position}]", row)
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
