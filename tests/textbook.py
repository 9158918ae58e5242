"""The formulas of the literature once more, written from the papers and not from the package.

Slow and plain on purpose: exact fractions, root search and quadrature wherever they will do.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
from scipy import integrate, optimize, special, stats

Z = stats.norm.isf(0.025)
Ends = tuple[float, float]


def clip(ends: Ends, low: float, high: float) -> Ends:
    return max(ends[0], low), min(ends[1], high)


# One proportion


def wilson(x: int, n: int, z: float = Z) -> Ends:
    """Wilson 1927: the shares whose score test does not reject, as roots of a quadratic."""
    a, b, c = 1 + z * z / n, -(2 * x / n + z * z / n), (x / n) ** 2
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def clopper_pearson(x: int, n: int, alpha: float = 0.05) -> Ends:
    """Clopper and Pearson 1934: binomial tails of alpha / 2 each, by root search."""

    def search(tail: Callable[[float], float]) -> float:
        return float(optimize.brentq(lambda p: tail(p) - alpha / 2, 1e-14, 1 - 1e-14, xtol=1e-15))

    low = 0.0 if x == 0 else search(lambda p: stats.binom.sf(x - 1, n, p))
    high = 1.0 if x == n else search(lambda p: stats.binom.cdf(x, n, p))
    return low, high


def beta_quantiles(x: int, n: int, prior: float, alpha: float = 0.05) -> Ends:
    """Equal tails of the Beta posterior, by root search in the incomplete Beta function."""
    a, b = x + prior, n - x + prior

    def search(q: float) -> float:
        return float(optimize.brentq(lambda p: special.betainc(a, b, p) - q, 0, 1, xtol=1e-16))

    return search(alpha / 2), search(1 - alpha / 2)


def agresti_coull(x: int, n: int, z: float = Z) -> Ends:
    """Agresti and Coull 1998: Wald after adding z^2 / 2 right and wrong answers."""
    size = n + z * z
    p = (x + z * z / 2) / size
    half = z * math.sqrt(p * (1 - p) / size)
    return clip((p - half, p + half), 0, 1)


# Clusters


def clustered(values: Sequence[float], clusters: Sequence[object]) -> dict[str, float]:
    """Miller 2024, appendix A, with C / (C - 1) and Student's t; ICC(1) by one-way ANOVA."""
    n, names = len(values), sorted(set(clusters), key=str)
    groups = [[v for v, c in zip(values, clusters, strict=True) if c == name] for name in names]
    mean, count = sum(values) / n, len(groups)
    raw = math.sqrt(sum(sum(v - mean for v in g) ** 2 for g in groups)) / n
    se = raw * math.sqrt(count / (count - 1))
    half = float(stats.t.ppf(0.975, count - 1)) * se
    between = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in groups) / (count - 1)
    within = sum((v - sum(g) / len(g)) ** 2 for g in groups for v in g) / (n - count)
    usual = (n - sum(len(g) ** 2 for g in groups) / n) / (count - 1)
    icc = (between - within) / (between + (usual - 1) * within)
    naive = math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1) / n)
    return {
        "mean": mean,
        "se": se,
        "se_uncorrected": raw,
        "low": mean - half,
        "high": mean + half,
        "icc": icc,
        "naive": naive,
    }


# Two models on the same questions


def mcnemar(b: int, c: int, method: str) -> float:
    """McNemar 1947, Edwards 1948, the binomial test, and Lancaster's mid-P (Fagerland 2013)."""
    n, m = b + c, min(b, c)
    if not n:
        return 1.0
    if method == "asymptotic":
        return float(stats.chi2.sf((b - c) ** 2 / n, 1))
    if method == "corrected":
        return float(stats.chi2.sf(max(abs(b - c) - 1, 0) ** 2 / n, 1))
    tail = sum(Fraction(math.comb(n, k), 2**n) for k in range(m + 1))
    point = Fraction(math.comb(n, m), 2**n)
    exact = min(2 * tail, Fraction(1))
    if method == "exact":
        return float(exact)
    return float(1 - point / 2 if b == c else exact - point)


def tango(b: int, c: int, n: int, z: float = Z) -> Ends:
    """Tango 1998: shares of "only B" maximise the likelihood; limits by bisection of the score."""

    def q21(d: float) -> float:
        """The restricted estimate of the smaller cell, Tango's equation (5)."""
        a2, b2, c2 = 2 * n, -b - c + (2 * n - b + c) * d, -c * d * (1 - d)
        return (math.sqrt(max(b2 * b2 - 4 * a2 * c2, 0.0)) - b2) / (2 * a2)

    def score(d: float) -> float:
        variance = n * (2 * q21(d) + d * (1 - d))
        top = b - c - n * d
        if variance <= 1e-300:
            return 0.0 if abs(top) < 1e-12 else math.copysign(math.inf, top)
        return top / math.sqrt(variance)

    def cross(target: float, start: float, end: float) -> float:
        """Where the falling score meets the target."""
        left, right = start, end
        for _ in range(200):
            middle = (left + right) / 2
            left, right = (middle, right) if score(middle) > target else (left, middle)
        return (left + right) / 2

    point = (b - c) / n
    return cross(z, -1.0, point), cross(-z, point, 1.0)


def bonett_price(b: int, c: int, n: int, z: float = Z) -> Ends:
    """Bonett and Price 2012: one added to either discordant cell, two to n."""
    p12, p21 = (b + 1) / (n + 2), (c + 1) / (n + 2)
    half = z * math.sqrt((p12 + p21 - (p12 - p21) ** 2) / (n + 2))
    return clip((p12 - p21 - half, p12 - p21 + half), -1, 1)


def wald_paired(b: float, c: float, n: float, z: float = Z) -> Ends:
    half = z * math.sqrt(b + c - (b - c) ** 2 / n) / n
    return clip(((b - c) / n - half, (b - c) / n + half), -1, 1)


def agresti_min(b: int, c: int, n: int) -> Ends:
    """Agresti and Min 2005: Wald after adding one half to every cell."""
    return wald_paired(b + 0.5, c + 0.5, n + 2)


def newcombe_paired(e: int, f: int, g: int, h: int) -> Ends:
    """Newcombe 1998b, method 10: Wilson's limits squared and added, with a corrected phi."""
    n = e + f + g + h
    p1, p2 = (e + f) / n, (e + g) / n
    (l1, u1), (l2, u2) = wilson(e + f, n), wilson(e + g, n)
    margins = (e + f) * (g + h) * (e + g) * (f + h)
    over = e * h - f * g
    over = max(over - n / 2, 0) if over > 0 else over
    phi = over / math.sqrt(margins) if margins else 0.0

    def reach(x: float, y: float) -> float:
        return math.sqrt(max(x * x - 2 * phi * x * y + y * y, 0.0))

    d = p1 - p2
    return d - reach(p1 - l1, u2 - p2), d + reach(u1 - p1, p2 - l2)


# Two models on different questions


def newcombe(x1: int, n1: int, x2: int, n2: int) -> Ends:
    """Newcombe 1998c, method 10: hybrid score."""
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = wilson(x1, n1), wilson(x2, n2)
    return p1 - p2 - math.hypot(p1 - l1, u2 - p2), p1 - p2 + math.hypot(u1 - p1, p2 - l2)


def miettinen_nurminen(x1: int, n1: int, x2: int, n2: int, z: float = Z) -> Ends:
    """Miettinen and Nurminen 1985: the restricted maximum by search, (N / (N - 1)) variance."""
    p1, p2, total = x1 / n1, x2 / n2, n1 + n2

    def restricted(d: float) -> float:
        """The share of the second sample, where the first is d higher."""
        low, high = max(0.0, -d), min(1.0, 1.0 - d)

        def slope(q: float) -> float:
            p = q + d
            terms = [(x1, n1, p), (x2, n2, q)]
            up = sum(x / max(s, 1e-300) for x, _, s in terms if x)
            down = sum((n - x) / max(1 - s, 1e-300) for x, n, s in terms if n - x)
            return up - down

        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if slope(middle) > 0 else (low, middle)
        return (low + high) / 2

    def score(d: float) -> float:
        q = restricted(d)
        p = q + d
        variance = (p * (1 - p) / n1 + q * (1 - q) / n2) * total / (total - 1)
        top = p1 - p2 - d
        if variance <= 1e-30:
            return 0.0 if abs(top) < 1e-9 else math.copysign(math.inf, top)
        return top / math.sqrt(variance)

    def cross(target: float, left: float, right: float) -> float:
        for _ in range(100):
            middle = (left + right) / 2
            left, right = (middle, right) if score(middle) > target else (left, middle)
        return (left + right) / 2

    return cross(z, -1.0, p1 - p2), cross(-z, p1 - p2, 1.0)


def wald(x1: int, n1: int, x2: int, n2: int) -> Ends:
    p1, p2 = x1 / n1, x2 / n2
    half = Z * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return clip((p1 - p2 - half, p1 - p2 + half), -1, 1)


def pooled_z(x1: int, n1: int, x2: int, n2: int) -> float:
    pool = (x1 + x2) / (n1 + n2)
    se = math.sqrt(pool * (1 - pool) * (1 / n1 + 1 / n2))
    return (x1 / n1 - x2 / n2) / se if se else 0.0


def fisher(x1: int, n1: int, x2: int, n2: int) -> float:
    """Fisher 1935, two-sided: all tables no more likely than this one, in exact fractions."""
    total, right = n1 + n2, x1 + x2
    ways = {
        x: math.comb(n1, x) * math.comb(n2, right - x)
        for x in range(max(0, right - n2), min(n1, right) + 1)
    }
    return float(Fraction(sum(w for w in ways.values() if w <= ways[x1]), math.comb(total, right)))


def sign_flip(sums: Sequence[Fraction]) -> float:
    """The share of sign patterns whose total is at least as far from 0."""
    seen = abs(sum(sums))
    patterns = itertools.product((1, -1), repeat=len(sums))
    hits = sum(abs(sum(s * v for s, v in zip(p, sums, strict=True))) >= seen for p in patterns)
    return hits / 2 ** len(sums)


def holm(ps: Sequence[float]) -> list[float]:
    """Holm 1979 as the closed test: the largest Bonferroni p of all subsets with this one."""
    return [
        max(
            min(1.0, size * min(ps[j] for j in subset))
            for size in range(1, len(ps) + 1)
            for subset in itertools.combinations(range(len(ps)), size)
            if i in subset
        )
        for i in range(len(ps))
    ]


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg 1995: smallest m p_(j) / j over the p no smaller."""
    m = len(ps)
    return [min(min(1.0, m * q / sum(r <= q for r in ps)) for q in ps if q >= p) for p in ps]


# Planning


def connor(p1: float, p2: float, rho: float, alpha: float, power: float) -> float:
    """Connor 1987: McNemar's test with its null variance."""
    p11 = p1 * p2 + rho * math.sqrt(p1 * (1 - p1) * p2 * (1 - p2))
    d, discord = p1 - p2, p1 + p2 - 2 * p11
    a, b = stats.norm.isf(alpha / 2), stats.norm.isf(1 - power)
    return float(((a * math.sqrt(discord) + b * math.sqrt(discord - d * d)) / d) ** 2)


def wald_pairs(p1: float, p2: float, rho: float, alpha: float, power: float) -> float:
    """Miller 2024, one answer a question."""
    v1, v2 = p1 * (1 - p1), p2 * (1 - p2)
    a, b = stats.norm.isf(alpha / 2), stats.norm.isf(1 - power)
    return float((a + b) ** 2 * (v1 + v2 - 2 * rho * math.sqrt(v1 * v2)) / (p1 - p2) ** 2)


def pooled_size(p1: float, p2: float, alpha: float, power: float) -> float:
    mean = (p1 + p2) / 2
    a, b = stats.norm.isf(alpha / 2), stats.norm.isf(1 - power)
    top = a * math.sqrt(2 * mean * (1 - mean)) + b * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return float((top / (p1 - p2)) ** 2)


def power(p1: float, p2: float, n: int, alpha: float) -> float:
    """The upper tail of the pooled z test (Fleiss)."""
    mean, spread = (p1 + p2) / 2, math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    bar = stats.norm.isf(alpha / 2) * math.sqrt(2 * mean * (1 - mean))
    return float(stats.norm.sf((bar - abs(p1 - p2) * math.sqrt(n)) / spread))


def unpooled_size(p1: float, p2: float, alpha: float, power: float) -> float:
    a, b = stats.norm.isf(alpha / 2), stats.norm.isf(1 - power)
    return float((a + b) ** 2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p1 - p2) ** 2)


def cohen_size(p1: float, p2: float, alpha: float, power: float) -> float:
    a, b = stats.norm.isf(alpha / 2), stats.norm.isf(1 - power)
    h = 2 * math.asin(math.sqrt(p1)) - 2 * math.asin(math.sqrt(p2))
    return float(2 * ((a + b) / h) ** 2)


def mid_p_power(p1: float, p2: float, n: int, rho: float, alpha: float) -> float:
    """The chance that the mid-P test rejects, over all numbers of discordant pairs."""
    p11 = p1 * p2 + rho * math.sqrt(p1 * (1 - p1) * p2 * (1 - p2))
    p10, p01 = p1 - p11, p2 - p11
    total = 0.0
    for m in range(1, n + 1):
        share = p10 / (p10 + p01)
        rejected = sum(
            float(stats.binom.pmf(b, m, share))
            for b in range(m + 1)
            if mcnemar(b, m - b, "mid-p") <= alpha
        )
        total += float(stats.binom.pmf(m, n, p10 + p01)) * rejected
    return total


# Agreement, detection, calibration


def d_prime(h: float, s: float, f: float, n: float) -> tuple[float, float]:
    hit, false = stats.norm.ppf(h / s), stats.norm.ppf(f / n)
    return float(hit - false), float(-(hit + false) / 2)


def kappa(truth: Sequence[object], said: Sequence[object]) -> float:
    """Cohen 1960."""
    n = len(truth)
    seen = Fraction(sum(t == s for t, s in zip(truth, said, strict=True)), n)
    one, two = Counter(truth), Counter(said)
    chance = sum(Fraction(one[v] * two[v], n * n) for v in one)
    return float((seen - chance) / (1 - chance))


def cochran(rows: Sequence[Sequence[int]]) -> float:
    """Cochran 1950: k (k - 1) sum (G_j - mean G)^2 / (k sum L - sum L^2)."""
    k = len(rows[0])
    totals = [sum(r[j] for r in rows) for j in range(k)]
    mean = Fraction(sum(totals), k)
    top = k * (k - 1) * sum((g - mean) ** 2 for g in totals)
    return float(top / (k * sum(map(sum, rows)) - sum(sum(r) ** 2 for r in rows)))


def calibration(confidence: Sequence[str], right: Sequence[int], bins: int) -> dict[str, float]:
    """Brier 1950, log loss, Guo 2017 with bins (lo, hi], AURC and AUROC, from decimal texts."""
    exact = [Fraction(c) for c in confidence]
    n = len(exact)
    boxes: dict[int, list[tuple[Fraction, int]]] = {}
    for c, r in zip(exact, right, strict=True):
        boxes.setdefault(max(math.ceil(c * bins), 1), []).append((c, r))
    gaps = [
        (len(b), abs(Fraction(sum(r for _, r in b), len(b)) - sum(c for c, _ in b) / len(b)))
        for b in boxes.values()
    ]
    yes = [c for c, r in zip(exact, right, strict=True) if r]
    no = [c for c, r in zip(exact, right, strict=True) if not r]
    wins = sum(Fraction(2 * (y > x) + (y == x), 2) for y in yes for x in no)
    return {
        "brier": float(sum((c - r) ** 2 for c, r in zip(exact, right, strict=True)) / n),
        "log_loss": -sum(math.log(c if r else 1 - c) for c, r in zip(exact, right, strict=True))
        / n,
        "ece": float(sum(size * gap for size, gap in gaps) / n),
        "mce": float(max(gap for _, gap in gaps)),
        "auroc": float(wins / (len(yes) * len(no))) if yes and no else math.nan,
    }


def aurc(confidence: Sequence[float], right: Sequence[int]) -> float:
    """Geifman 2019: the mean over k of the error rate of the k most confident; no ties."""
    ranked = [r for _, r in sorted(zip(confidence, right, strict=True), reverse=True)]
    return sum(sum(1 - r for r in ranked[:k]) / k for k in range(1, len(ranked) + 1)) / len(ranked)


# Posteriors, ranking, curves, abilities


def better(x1: int, n1: int, x2: int, n2: int) -> float:
    """P(A > B) by quadrature over the posterior of A, cut where it matters."""
    a, b = stats.beta(x1 + 1, n1 - x1 + 1), stats.beta(x2 + 1, n2 - x2 + 1)
    ends = (float(a.ppf(1e-18)), float(a.isf(1e-18)))
    area, _ = integrate.quad(
        lambda p: a.pdf(p) * b.cdf(p), *ends, epsabs=1e-13, epsrel=1e-13, limit=500
    )
    return float(area)


def bradley_terry(wins: Sequence[Sequence[int]]) -> list[float]:
    """Hunter 2004: minorise and maximise until nothing moves; logs, centred."""
    m = len(wins)
    p = np.ones(m)
    for _ in range(200_000):
        new = np.array(
            [
                sum(wins[i][j] for j in range(m) if j != i)
                / sum((wins[i][j] + wins[j][i]) / (p[i] + p[j]) for j in range(m) if j != i)
                for i in range(m)
            ]
        )
        new /= math.exp(np.log(new).mean())
        if np.max(np.abs(np.log(new / p))) < 1e-15:
            break
        p = new
    return [float(v) for v in np.log(p)]


def logistic(x: Sequence[float], right: Sequence[int], n: Sequence[int]) -> dict[str, object]:
    """Binomial regression by scoring (McCullagh and Nelder 1989), in plain matrices."""
    design = np.column_stack([np.ones(len(x)), np.asarray(x, float)])
    y, size, beta = np.asarray(right, float), np.asarray(n, float), np.zeros(2)
    for _ in range(100):
        p = 1 / (1 + np.exp(-design @ beta))
        info = design.T @ (design * (size * p * (1 - p))[:, None])
        beta = beta + np.linalg.solve(info, design.T @ (y - size * p))
    se = np.sqrt(np.diag(np.linalg.inv(info)))
    return {
        "intercept": float(beta[0]),
        "slope": float(beta[1]),
        "se": (float(se[0]), float(se[1])),
        "threshold_75": float((math.log(3) - beta[0]) / beta[1]),
    }


def ability_mle(a: Sequence[float], b: Sequence[float], u: Sequence[int]) -> tuple[float, float]:
    """Birnbaum 1968: where the slope of the likelihood is 0; error from Fisher's information."""

    def chance(theta: float) -> list[float]:
        return [1 / (1 + math.exp(-ai * (theta - bi))) for ai, bi in zip(a, b, strict=True)]

    def slope(theta: float) -> float:
        return sum(ai * (ui - pi) for ai, ui, pi in zip(a, u, chance(theta), strict=True))

    theta = float(optimize.brentq(slope, -60, 60, xtol=1e-14))
    info = sum(ai * ai * pi * (1 - pi) for ai, pi in zip(a, chance(theta), strict=True))
    return theta, 1 / math.sqrt(info)


def ability_eap(a: Sequence[float], b: Sequence[float], u: Sequence[int]) -> tuple[float, float]:
    """Bock and Mislevy 1982: mean and spread of the posterior, by a fine trapezium."""
    grid = np.linspace(-12, 12, 240_001)
    log = stats.norm.logpdf(grid)
    for ai, bi, ui in zip(a, b, u, strict=True):
        log = log + (
            special.log_expit(ai * (grid - bi)) if ui else special.log_expit(-ai * (grid - bi))
        )
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    mean = float(weight @ grid)
    return mean, math.sqrt(float(weight @ (grid - mean) ** 2))
