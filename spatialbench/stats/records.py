"""Results that several files share."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple


class Unpackable:
    """A frozen dataclass that can also be unpacked: `strengths, note = bradley_terry(wins)`."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:  # Any: each field has its own type
        """The field values in order."""
        for field in dataclasses.fields(self):  # type: ignore[arg-type]  # subclasses are dataclasses
            yield getattr(self, field.name)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two proportions with its interval; all three lie in [-1, 1].

    `point` is None when there is nothing to compare; the interval is then [-1, 1].
    """

    point: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test statistic with its degrees of freedom and p-value; None where undefined."""

    __test__ = False  # pytest must not take the class for a test case

    statistic: float | None
    df: int | None
    p: float | None


class Bounds(NamedTuple):
    """The lowest and the highest possible value."""

    low: float
    high: float


NO_DIFFERENCE = Difference(None, -1.0, 1.0)


def clipped_difference(point: float, low: float, high: float) -> Difference:
    """A `Difference` whose limits are cut off at -1 and 1, the only possible values."""
    return Difference(point, max(low, -1.0), min(high, 1.0))
