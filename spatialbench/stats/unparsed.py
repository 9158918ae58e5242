"""What unreadable answers do to a score: always shown together, never guessed away."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.stats import checks
from spatialbench.stats.records import Unpackable


@dataclass(frozen=True, slots=True)
class UnparsedBounds(Unpackable):
    """One score under three treatments of unreadable answers; None where there is no answer.

    `strict` counts them wrong, `parsed_only` leaves them out, `best_case` counts them right.
    """

    strict: float | None
    parsed_only: float | None
    best_case: float | None
    parse_rate: float | None


def unparsed_bounds(right: int, wrong: int, unparsed: int) -> UnparsedBounds:
    """The strict, parsed-only and best-case score and the share of readable answers.

    Raises ValueError for negative counts.
    """
    right, wrong, unparsed = checks.counts(right=right, wrong=wrong, unparsed=unparsed)
    parsed = right + wrong
    n = parsed + unparsed
    if n == 0:
        return UnparsedBounds(None, None, None, None)
    parsed_only = right / parsed if parsed else None
    return UnparsedBounds(right / n, parsed_only, (right + unparsed) / n, parsed / n)
