"""Does stated confidence mean anything: calibration and ranking of one's own answers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from spatialbench.stats import checks
from spatialbench.stats.repeats import mean

Answers = list[tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Quality of stated confidence; None where undefined.

    `ece` and `mce` are the mean and the largest gap between confidence and accuracy over bins
    (Guo et al. 2017); `aurc` the mean error rate among the k most confident, over all k; `auroc`
    the chance that a right answer carries more confidence than a wrong one (ties half).
    """

    brier: float | None
    log_loss: float | None
    ece: float | None
    mce: float | None
    aurc: float | None
    auroc: float | None


def calibration(
    confidence: Sequence[float], correct: Sequence[int], *, bins: int = 10
) -> Calibration:
    """Calibration of confidences in [0, 1] against answers that are right (1) or wrong (0).

    Bins are (lo, hi] of equal width; 0 goes into the first. Answers of equal confidence share
    their mean in `aurc`, so the order of rows is irrelevant. `log_loss` (natural logarithm) is
    infinite when certainty was wrong. `auroc` is None when all answers are right or all wrong;
    no answers: None throughout. Raises ValueError for different lengths, ranges, or no bin.
    """
    checks.same_length(confidence=confidence, correct=correct)
    right = checks.zeros_and_ones("correct", correct)
    stated = checks.all_between("confidence", confidence, 0, 1)
    bins = checks.count("bins", bins)
    checks.between("bins", bins, 1, math.inf)
    answers = list(zip(stated, right, strict=True))
    if not answers:
        return Calibration(None, None, None, None, None, None)
    gaps = _gaps(answers, bins)
    return Calibration(
        brier=mean([(p - hit) ** 2 for p, hit in answers]),
        log_loss=mean([_surprise(p if hit else 1 - p) for p, hit in answers]),
        ece=math.fsum(share * gap for share, gap in gaps),
        mce=max(gap for _, gap in gaps),
        aurc=_risk_over_coverage(answers),
        auroc=_ranking(answers),
    )


def _surprise(probability: float) -> float:
    return -math.log(probability) if probability > 0 else math.inf


def _gaps(answers: Answers, bins: int) -> list[tuple[float, float]]:
    """Share of answers and |accuracy - confidence| for every bin that holds any."""
    members: defaultdict[int, Answers] = defaultdict(list)
    for stated, right in answers:
        members[_bin(stated, bins)].append((stated, right))
    return [
        (
            len(inside) / len(answers),
            abs(math.fsum(right - stated for stated, right in inside)) / len(inside),
        )
        for inside in members.values()
    ]


def _bin(stated: float, bins: int) -> int:
    # 0.7 * 10 is a rounding error above 7 and would fall into the next bin without the slack.
    return max(math.ceil(stated * bins - 1e-9) - 1, 0)


def _risk_over_coverage(answers: Answers) -> float:
    """Mean over k of the error rate among the k most confident; ties in expectation."""
    falling = sorted(answers, key=lambda answer: -answer[0])
    errors, kept, rates = 0.0, 0, []
    for _, tied in groupby(falling, key=lambda answer: answer[0]):
        wrong = [1 - right for _, right in tied]
        share = sum(wrong) / len(wrong)
        rates += [(errors + share * i) / (kept + i) for i in range(1, len(wrong) + 1)]
        errors, kept = errors + sum(wrong), kept + len(wrong)
    return math.fsum(rates) / len(rates)


def _ranking(answers: Answers) -> float | None:
    """Mann-Whitney: the share of right-wrong pairs in which the right one is more confident."""
    n_right = sum(right for _, right in answers)
    n_wrong = len(answers) - n_right
    if n_right == 0 or n_wrong == 0:
        return None
    below, won = 0, 0.0
    for _, tied in groupby(sorted(answers), key=lambda answer: answer[0]):
        outcomes = [right for _, right in tied]
        right, wrong = sum(outcomes), len(outcomes) - sum(outcomes)
        won += right * (below + wrong / 2)
        below += wrong
    return won / (n_right * n_wrong)
