"""Findings and how they are judged: by a margin and by a test, both over the whole audit.

A strategy fails when it beats chance by more than `MARGIN` and this is no luck: its one-sided exact
binomial p, adjusted for all tests of the audit (Holm 1979), is below `LEVEL`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any  # JSON

from spatialbench.probes.generator import Exemption
from spatialbench.stats.multiplicity import adjust

MARGIN = 0.05
LEVEL = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which items a finding is about; None is all of them."""

    task: str | None = None
    form: str | None = None
    level: int | None = None
    language: str | None = None
    modality: str | None = None

    def __str__(self) -> str:
        level = None if self.level is None else f"level {self.level}"
        parts = (self.task, self.form, level, self.language, self.modality)
        return ", ".join([part for part in parts if part is not None]) or "all items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check measured: it is in order while `value` is at most `threshold`. With a `p` it is
    also in order when the p of all findings, adjusted, leaves it to luck."""

    check: str
    scope: Scope
    value: float
    threshold: float
    n: int
    p: float | None = None
    chance: float | None = None
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
    """A judged finding. `p` is adjusted for all tests of the audit; `why` says why a finding
    beyond its threshold is let pass."""

    check: str
    scope: Scope
    value: float
    threshold: float
    n: int
    p: float | None
    chance: float | None
    detail: str
    passed: bool
    why: str | None

    def to_json(self) -> dict[str, Any]:
        """The row as it is written."""
        return asdict(self)

    def __str__(self) -> str:
        verdict = "ok" if self.passed else "FAILED"
        luck = "" if self.p is None else f", p = {self.p:.2g}"
        told = "".join([f"; {text}" for text in (self.detail, self.why) if text])
        return (
            f"{verdict}: {self.check}: {self.scope}: {self.value:.3g} "
            f"(at most {self.threshold:.3g}{luck}, n = {self.n}){told}"
        )


def judged(findings: Sequence[Finding], exemptions: Iterable[Exemption]) -> tuple[Row, ...]:
    """The findings as rows, in the same order."""
    known = tuple(exemptions)
    tested = [finding.p for finding in findings if finding.p is not None]
    adjusted = iter(adjust(tested))
    return tuple(
        _row(finding, None if finding.p is None else next(adjusted), known) for finding in findings
    )


def _row(finding: Finding, p: float | None, known: tuple[Exemption, ...]) -> Row:
    in_order = finding.value <= finding.threshold or (p is not None and p >= LEVEL)
    why = next((e.why for e in known if not in_order and covers(e, finding)), None)
    return Row(
        check=finding.check,
        scope=finding.scope,
        value=finding.value,
        threshold=finding.threshold,
        n=finding.n,
        p=p,
        chance=finding.chance,
        detail=finding.detail,
        passed=in_order or why is not None,
        why=why,
    )
