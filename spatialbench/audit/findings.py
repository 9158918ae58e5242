"""Findings and how they are judged: by a margin and by a test, both over the whole audit.

A blind observer fails when it is more than `MARGIN` above chance, or below, and this is no luck:
its exact binomial p, adjusted for all tests of the audit (Holm 1979), is below `LEVEL`. Where there
are too few probes for even a gain of `FINDABLE` to be found, a row says so instead of passing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from math import sqrt
from typing import Any, Literal  # JSON

from spatialbench.probes.generator import Exemption
from spatialbench.stats.multiplicity import adjust

MARGIN = 0.03
LEVEL = 0.01
FINDABLE = 0.10
POWER = 0.8  # with which a gain is found

Verdict = Literal["passed", "too few", "let pass", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which items a finding is about; None is all of them. `steps` are those of a task that was
    drawn along its axis, as "turns=64"; such items are of no level."""

    task: str | None = None
    form: str | None = None
    level: int | None = None
    steps: str | None = None
    language: str | None = None
    modality: str | None = None

    def __str__(self) -> str:
        level = None if self.level is None else f"level {self.level}"
        parts = (self.task, self.form, level, self.steps, self.language, self.modality)
        return ", ".join([part for part in parts if part is not None]) or "all items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check measured: it is in order while `value` is at most `threshold`, and not below
    `least` where there is one. With a `p` it is also in order when the p of all findings, adjusted,
    leaves it to luck. `null` is what the same observer gets with a key drawn at random: what is no
    more than the margin above that is in order, too. Of no probes (`n` 0) nothing is known."""

    check: str
    scope: Scope
    value: float
    threshold: float
    n: int
    least: float | None = None
    p: float | None = None
    chance: float | None = None
    null: float | None = None
    detail: str = ""


def covers(exemption: Exemption, finding: Finding) -> bool:
    """Whether the exemption is for this finding; `check` and `task` may hold wildcards."""
    task = finding.scope.task or ""
    return (
        fnmatchcase(finding.check, exemption.check)
        and fnmatchcase(task, exemption.task)
        and finding.value <= exemption.limit
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A judged finding. `p` is adjusted for all tests of the audit; `finds` is the smallest gain
    over chance that would have been found with a power of 80 %; `why` says why a finding beyond its
    threshold is let pass."""

    check: str
    scope: Scope
    value: float
    least: float | None
    threshold: float
    n: int
    p: float | None
    chance: float | None
    null: float | None
    finds: float | None
    detail: str
    verdict: Verdict
    why: str | None

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against the set here, be it for want of probes."""
        return self.verdict != "failed"

    @property
    def excess(self) -> float:
        """How far the value is beyond its bounds; negative within them."""
        below = -float("inf") if self.least is None else self.least - self.value
        return max(self.value - self.threshold, below)

    def to_json(self) -> dict[str, Any]:
        """The row as it is written."""
        return {**asdict(self), "passed": self.passed}

    @property
    def bounds(self) -> str:
        """The values that are in order, in words."""
        if self.least is None:
            return f"at most {self.threshold:.3g}"
        return f"{self.least:.3g} to {self.threshold:.3g}"

    def __str__(self) -> str:
        verdict = {"failed": "FAILED", "passed": "ok"}.get(self.verdict, self.verdict)
        luck = "" if self.p is None else f", p = {self.p:.2g}"
        told = "".join([f"; {text}" for text in (self.detail, self.why) if text])
        return (
            f"{verdict}: {self.check}: {self.scope}: {self.value:.3g} "
            f"({self.bounds}{luck}, n = {self.n}){told}"
        )


def judged(findings: Sequence[Finding], exemptions: Iterable[Exemption]) -> tuple[Row, ...]:
    """The findings as rows, in the same order."""
    known = tuple(exemptions)
    tested = [finding.p for finding in findings if finding.p is not None]
    adjusted = iter(adjust(tested))
    return tuple(
        _row(finding, None if finding.p is None else next(adjusted), known, len(tested))
        for finding in findings
    )


def found_gain(chance: float, n: int, tests: int) -> float:
    """The smallest gain over chance that is found with a power of 80 % in n items, by the normal
    approximation, at a level shared among so many tests."""
    from scipy.stats import norm

    quantiles = float(norm.isf(LEVEL / (2 * tests)) + norm.ppf(POWER))
    return quantiles * sqrt(chance * (1 - chance) / n)


def _row(finding: Finding, p: float | None, known: tuple[Exemption, ...], tests: int) -> Row:
    finds = None
    if p is not None and finding.chance is not None and finding.n:
        finds = found_gain(finding.chance, finding.n, tests)
    verdict, why = _verdict(finding, p, finds, known)
    return Row(
        check=finding.check,
        scope=finding.scope,
        value=finding.value,
        least=finding.least,
        threshold=finding.threshold,
        n=finding.n,
        p=p,
        chance=finding.chance,
        null=finding.null,
        finds=finds,
        detail=finding.detail,
        verdict=verdict,
        why=why,
    )


def _verdict(
    finding: Finding, p: float | None, finds: float | None, known: tuple[Exemption, ...]
) -> tuple[Verdict, str | None]:
    # where a key drawn at random gives as much, it is not the key that is learned: so where many
    # constructions work
    by_luck = finding.threshold if finding.null is None else finding.null + MARGIN
    above = finding.value > max(finding.threshold, by_luck)
    below = finding.least is not None and finding.value < finding.least
    if (above or below) and (p is None or p < LEVEL):
        why = next((e.why for e in known if covers(e, finding)), None)
        return ("failed", None) if why is None else ("let pass", why)
    too_few = not finding.n or (finds is not None and finds > FINDABLE)
    return ("too few" if too_few else "passed"), None
