"""How far accuracy reaches along an axis of steps: where it is half of the way from chance to 1.

    P(right at x) = c + (1 − c) / (1 + (x / h) ** k)

c is what guessing gives at x, and known; h is the horizon; k ≥ 0 how steeply accuracy falls there.
Where every step fails with the same probability, k is about 1.4.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.stats import checks, normal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEADY = 2 * math.log(2)
"""The steepness where every step fails with the same probability: the slope of p ** x, where that
is one half."""

_BEYOND = 6.0  # octaves outside of what was asked, within which a horizon is looked for
_AN_OCTAVE = 16  # places looked at
_STEEPNESS = (-5.0, 5.0, 81)  # powers of two: what is steeper is as a step, what is flatter is flat
_DONE = 1e-6  # octaves
_ROUGHLY = 0.5  # by more than that a rough log-likelihood is not off


@dataclass(frozen=True, slots=True)
class Horizon:
    """Where accuracy crosses half of the way from chance to 1, with the interval of the profile
    likelihood; `steepness` is that of the curve.

    None for an end of the interval that the data leave open. Without a horizon, `note` says why:
    it is `beyond_all` or `below_all` of the values that were asked, which the interval still
    bounds; answers do not tell anything of it (`flat`), or there are none (`no_observations`), or
    at one value only (`one_point`).
    """

    value: float | None
    low: float | None
    high: float | None
    steepness: float | None
    note: str | None = None


def horizon(
    x: Sequence[float],
    right: Sequence[float],
    n: Sequence[float],
    chance: Sequence[float],
    *,
    confidence: float = 0.95,
) -> Horizon:
    """The horizon of `right[i]` of `n[i]` at `x[i]` where guessing gives `chance[i]`.

    Counts may be fractions: a probe that is asked several times counts once, by the share of it
    that was right. Raises ValueError for different lengths, x of 0 or less, chance of 1 or more,
    or more right than there are.
    """
    data = _checked(x, right, n, chance)
    if data is None:
        return Horizon(None, None, None, None, "no_observations")
    if data.x.min() == data.x.max():
        return Horizon(None, None, None, None, "one_point")
    return _fitted(data, normal.critical(confidence) ** 2 / 2)


def share_at(x: float, horizon: float, steepness: float, chance: float) -> float:
    """What the curve says at x."""
    logit = steepness * (math.log(horizon) - math.log(x))
    return chance + (1 - chance) * 0.5 * (1 + math.tanh(logit / 2))


@dataclass(frozen=True, slots=True, eq=False)
class _Data:
    """log2 of x, and the counts and chances there, all (n,)."""

    x: Floats
    right: Floats
    n: Floats
    chance: Floats


def _checked(
    x: Sequence[float], right: Sequence[float], n: Sequence[float], chance: Sequence[float]
) -> _Data | None:
    import numpy as np

    checks.same_length(x=x, right=right, n=n, chance=chance)
    rows = []
    for i, (place, hits, trials, guessed) in enumerate(zip(x, right, n, chance, strict=True)):
        place = checks.strictly_between(f"x[{i}]", place, 0, math.inf)
        trials = checks.between(f"n[{i}]", trials, 0, math.inf)
        hits = checks.between(f"right[{i}]", hits, 0, trials)
        guessed = checks.between(f"chance[{i}]", guessed, 0, 1)
        if guessed == 1:
            raise ValueError(f"chance[{i}] must be below 1, got {guessed!r}")
        if trials > 0:
            rows.append((math.log2(place), hits, trials, guessed))
    if not rows:
        return None
    return _Data(*np.array(rows, float).T)


def _likelihood(data: _Data, places: Floats, powers: Floats) -> Floats:
    """(places, powers) log-likelihood of horizons and steepnesses, both as powers of two."""
    import numpy as np
    from scipy.special import xlog1py, xlogy

    logit = np.log(2) * 2 ** powers[:, None] * (places[:, None, None] - data.x)
    share = data.chance + (1 - data.chance) * 0.5 * (1 + np.tanh(logit / 2))
    each = xlogy(data.right, share) + xlog1py(data.n - data.right, -share)
    return np.asarray(each.sum(axis=2))


class _Profile:
    """The greatest log-likelihood at each place, whatever the steepness."""

    def __init__(self, data: _Data) -> None:
        import numpy as np

        low, high, count = _STEEPNESS
        first, last = float(data.x.min()) - _BEYOND, float(data.x.max()) + _BEYOND
        self._data, self._powers = data, np.linspace(low, high, count)
        self.places = np.linspace(first, last, round((last - first) * _AN_OCTAVE) + 1)
        self.heights = _likelihood(data, self.places, self._powers).max(axis=1)

    def best(self, place: float) -> tuple[float, float]:
        """Its height at a place, and the power of two that the steepness has there."""
        import numpy as np

        at = np.array([place])
        found = _likelihood(self._data, at, self._powers)[0]
        top = int(found.argmax())

        def negative(power: float) -> float:
            return -float(_likelihood(self._data, at, np.array([power]))[0, 0])

        power, height = _refined(negative, self._powers, top)
        return max((float(found[top]), float(self._powers[top])), (height, power))

    def peak(self) -> tuple[float, float]:
        """The highest place, and its height."""
        top = int(self.heights.argmax())
        place, height = _refined(lambda at: -self.best(at)[0], self.places, top)
        highest = max(
            (self.best(float(self.places[top]))[0], float(self.places[top])), (height, place)
        )
        return highest[1], highest[0]

    def edge(self, peak: float, height: float, way: int) -> float | None:
        """Where it falls through a height for good, from the peak on in one direction; None where
        it never does."""
        from scipy.optimize import brentq

        def above(place: float) -> float:
            return self.best(place)[0] - height

        beyond = [
            (float(place), float(rough))
            for place, rough in zip(self.places[::way], self.heights[::way], strict=True)
            if way * (place - peak) > 0
        ]
        outer = None
        for place, rough in reversed(beyond):
            if rough >= height - _ROUGHLY and above(place) >= 0:
                return None if outer is None else float(brentq(above, place, outer))
            outer = place
        return None if outer is None else float(brentq(above, peak, outer))


def _refined(negative: Callable[[float], float], values: Floats, top: int) -> tuple[float, float]:
    """The value near that of a grid at which a function is least, and what it is less there."""
    from scipy.optimize import minimize_scalar

    ends = (float(values[max(top - 1, 0)]), float(values[min(top + 1, len(values) - 1)]))
    found = minimize_scalar(negative, bounds=ends, method="bounded", options={"xatol": _DONE})
    return float(found.x), -float(found.fun)


def _fitted(data: _Data, fall: float) -> Horizon:
    """The horizon; its interval goes as far as the log-likelihood falls by no more than `fall`."""
    profile = _Profile(data)
    place, height = profile.peak()
    low, high = (profile.edge(place, height - fall, way) for way in (-1, 1))
    note = _note(data, place, low, high)
    return Horizon(
        None if note else 2**place,
        None if low is None else 2**low,
        None if high is None else 2**high,
        None if note else 2 ** profile.best(place)[1],
        note,
    )


def _note(data: _Data, place: float, low: float | None, high: float | None) -> str | None:
    if low is None and high is None:
        return "flat"
    if place < data.x.min():
        return "below_all"
    return "beyond_all" if place > data.x.max() else None


# --- planning -----------------------------------------------------------------------------------


def probes_for_horizon(
    horizon: float,
    x: Sequence[float],
    *,
    within: float = 1.5,
    chance: float = 0.0,
    steepness: float = STEADY,
    confidence: float = 0.95,
) -> int:
    """Probes of each value of x after which the interval of a horizon reaches from it divided by
    `within` to it times that, about: by the expected information of the curve.

    Raises ValueError for fewer than two values of x, values out of range, or values of x so far
    from the horizon that no number is enough.
    """
    at = checks.strictly_between("horizon", horizon, 0, math.inf)
    within = checks.strictly_between("within", within, 1, math.inf)
    guessed = checks.between("chance", chance, 0, 1)
    k = checks.strictly_between("steepness", steepness, 0, math.inf)
    values = sorted({checks.strictly_between(f"x[{i}]", v, 0, math.inf) for i, v in enumerate(x)})
    if len(values) < 2 or guessed == 1:
        raise ValueError(f"x must have two values or more, and chance be below 1; got {values!r}")
    place = both = power = 0.0  # the information of the horizon's logarithm and of the steepness
    for value in values:
        away, share = math.log(at / value), share_at(value, at, k, guessed)
        rise = (share - guessed) * (1 - share) / (1 - guessed)
        weight = rise * rise / (share * (1 - share)) if 0 < share < 1 else 0.0
        place, both, power = (
            place + weight * k * k,
            both + weight * k * away,
            power + weight * away * away,
        )
    known = place * power - both * both
    if known <= 1e-9 * place * power:
        raise ValueError(f"x must have values around the horizon {at:g}; got {values!r}")
    z = normal.critical(confidence)
    return math.ceil(z * z * power / known / math.log(within) ** 2)
