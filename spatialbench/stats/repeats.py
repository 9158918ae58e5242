"""Repeated attempts at the same question."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spatialbench.stats import checks


@dataclass(frozen=True, slots=True)
class Repeated:
    """Scores of repeated attempts with the question as the unit; None where undefined.

    `mean` and `se` are of the questions' shares; `all_correct`, `any_correct`, `majority` are
    shares of questions; `agreement` is the mean share of pairs of attempts that agree, over
    questions with at least two attempts.
    """

    mean: float | None
    se: float | None
    all_correct: float | None
    any_correct: float | None
    majority: float | None
    agreement: float | None


def pass_at_k(n: int, c: int, k: int) -> float | None:
    """The chance that at least one of k attempts, drawn from n with c right, is right.

    1 - C(n-c, k) / C(n, k) (Chen et al. 2021), in whole numbers. None when k > n.
    Raises ValueError for negative counts or c > n.
    """
    n, c, k = _check_draw(n, c, k)
    if k > n:
        return None
    ways = math.comb(n, k)
    return (ways - math.comb(n - c, k)) / ways


def pass_hat_k(n: int, c: int, k: int) -> float | None:
    """The chance that all k attempts, drawn from n with c right, are right: C(c, k) / C(n, k).

    None when k > n. Raises ValueError for negative counts or c > n.
    """
    n, c, k = _check_draw(n, c, k)
    return math.comb(c, k) / math.comb(n, k) if k <= n else None


def repeated(scores: Sequence[Sequence[int]]) -> Repeated:
    """Summary of repeated attempts: `scores[question]` lists 0 or 1 per attempt.

    A tie counts as wrong in `majority`. Questions may differ in attempts. No question: None
    throughout. Raises ValueError for a question without attempts or for other scores.
    """
    questions = [checks.zeros_and_ones(f"scores[{i}]", row) for i, row in enumerate(scores)]
    for position, attempts in enumerate(questions):
        if not attempts:
            raise ValueError(f"scores[{position}] must hold at least one attempt")
    shares = [sum(attempts) / len(attempts) for attempts in questions]

    def share(holds: Callable[[float], bool]) -> float | None:
        return mean([float(holds(right)) for right in shares])

    return Repeated(
        mean=mean(shares),
        se=_standard_error(shares),
        all_correct=share(lambda right: right == 1),
        any_correct=share(lambda right: right > 0),
        majority=share(lambda right: right > 0.5),
        agreement=mean([_agreeing_pairs(attempts) for attempts in questions if len(attempts) > 1]),
    )


def mean(values: Sequence[float]) -> float | None:
    """The mean, or None of nothing; the same whatever the order."""
    return math.fsum(values) / len(values) if len(values) else None


def _check_draw(n: int, c: int, k: int) -> tuple[int, int, int]:
    c, n = checks.successes_of("c", c, "n", n)
    return n, c, checks.count("k", k)


def _standard_error(shares: Sequence[float]) -> float | None:
    n = len(shares)
    if n < 2:
        return None
    centre = math.fsum(shares) / n
    return math.sqrt(math.fsum((share - centre) ** 2 for share in shares) / (n - 1) / n)


def _agreeing_pairs(attempts: Sequence[int]) -> float:
    right = sum(attempts)
    wrong = len(attempts) - right
    return (math.comb(right, 2) + math.comb(wrong, 2)) / math.comb(len(attempts), 2)
