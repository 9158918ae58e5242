"""Student's t without scipy, whose import takes longer than scoring ten thousand answers.

With t = tan(angle) * sqrt(df), the probability of -t to t is a finite sum of powers of cos(angle)
(Abramowitz and Stegun 26.7.3 and 26.7.4). It rises ever more slowly with the angle, so that Newton
steps from the normal quantile, which is always smaller, climb to t and never beyond. For many
degrees of freedom the expansion around the normal quantile (26.7.5) is as exact and shorter.
"""

from __future__ import annotations

import math
from functools import lru_cache

from spatialbench.stats import checks, normal

_MANY = 600  # degrees of freedom from which on the expansion is as exact as a float
_STEPS = 100


@lru_cache(maxsize=4096)
def critical(df: int, confidence: float) -> float:
    """Half-width in standard errors of a two-sided interval with `df` degrees of freedom.

    >>> round(critical(1, 0.95), 6), round(critical(10, 0.95), 6)
    (12.706205, 2.228139)
    """
    confidence = checks.strictly_between("confidence", confidence, 0, 1)
    return _expanded(df, confidence) if df >= _MANY else _solved(df, confidence)


def _solved(df: int, confidence: float) -> float:
    angle = math.atan(normal.critical(confidence) / math.sqrt(df))
    for _ in range(_STEPS):
        found, slope = _between(df, angle)
        step = (confidence - found) / slope
        angle += step
        if step <= 1e-15 * angle:  # nothing is left to climb
            break
    return math.tan(angle) * math.sqrt(df)


def _between(df: int, angle: float) -> tuple[float, float]:
    """The probability between -t and t, and how fast it rises with the angle."""
    cos = math.cos(angle)
    odd = df % 2
    total, term, scale = 0.0, cos if odd else 1.0, 1.0
    for k in range(2 + odd, df + 1, 2):
        total += term
        term *= (k - 1) / k * cos * cos
        scale *= (k - 1) / (k - 2) if k > 2 else 1.0
    sine = math.sin(angle)
    if odd:
        return 2 / math.pi * (angle + sine * total), 2 / math.pi * scale * cos ** (df - 1)
    return sine * total, scale * cos ** (df - 1)


def _expanded(df: int, confidence: float) -> float:
    z = normal.critical(confidence)
    z2 = z * z
    terms = (
        z * (z2 + 1) / 4,
        z * ((5 * z2 + 16) * z2 + 3) / 96,
        z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384,
        z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160,
    )
    return math.fsum([z, *(term / float(df) ** n for n, term in enumerate(terms, 1))])
