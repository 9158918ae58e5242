"""The audit of a set: does anything but understanding the questions pay?

>>> from spatialbench.audit.audit import audit
>>> audit(load("article")).failed  # doctest: +SKIP
()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any  # JSON

from spatialbench.audit.balance import balance_findings, undetermined_findings
from spatialbench.audit.copies import Copies, twin_findings
from spatialbench.audit.entries import Entry, by_task, entries, grouped, one_a_probe
from spatialbench.audit.features import fact_findings, order_findings
from spatialbench.audit.findings import (
    LEVEL,
    MARGIN,
    Finding,
    Row,
    Scope,
    judged,
)
from spatialbench.audit.languages import language_findings
from spatialbench.audit.leaks import beside_findings, field_findings, name_findings
from spatialbench.audit.pictures import file_findings, indexed_pixels, size_findings
from spatialbench.audit.strategies import mention_findings, option_findings
from spatialbench.audit.words import word_findings
from spatialbench.probes.generator import Exemption
from spatialbench.probes.registry import exemptions as registered
from spatialbench.sets.question_set import QuestionSet


@dataclass(frozen=True, slots=True)
class Audit:
    """All that was checked in a set, identified by the hash of its items."""

    items_sha256: str
    rows: tuple[Row, ...]

    @property
    def failed(self) -> tuple[Row, ...]:
        """The rows that are not in order."""
        return tuple(row for row in self.rows if not row.passed)

    @property
    def passed(self) -> bool:
        """Whether everything is in order."""
        return not self.failed

    def to_json(self) -> dict[str, Any]:
        """The audit as it is written; every row with its check, scope, value, threshold and p."""
        return {
            "items_sha256": self.items_sha256,
            "margin": MARGIN,
            "level": LEVEL,
            "passed": self.passed,
            "rows": [row.to_json() for row in self.rows],
        }


def audit(question_set: QuestionSet, *, exemptions: Iterable[Exemption] | None = None) -> Audit:
    """Every check on every task of the set; the items of one task are in memory at a time.

    Raises InputError if the key is not at hand, FormatError or MismatchError where a file is
    damaged or key and items do not fit.
    """
    findings = tuple(_findings(question_set))
    known = registered() if exemptions is None else exemptions
    return Audit(question_set.items_sha256, judged(findings, known))


def _findings(question_set: QuestionSet) -> Iterator[Finding]:
    yield from field_findings(question_set)
    pixels = indexed_pixels(question_set)
    copies, used = Copies(pixels), set[str]()
    for task, found in by_task(entries(question_set)):
        used |= {image.path for entry in found for image in entry.item.images}
        yield from _task_findings(task, found, copies)
        for group in _same_look(found):
            yield from size_findings(question_set.path, group, _scope(group))
    if used or pixels:
        yield from file_findings(question_set.path, pixels, used)


def _task_findings(task: str, found: Sequence[Entry], copies: Copies) -> Iterator[Finding]:
    scope = Scope(task=task)
    yield from copies.findings(found, scope)
    yield from twin_findings(found, scope)
    yield from language_findings(found, scope)
    yield from name_findings(found, scope)
    yield from undetermined_findings(one_a_probe(found), scope)
    for form in grouped(found, lambda entry: entry.form):
        yield from _form_findings(one_a_probe(form), Scope(task=task, form=form[0].form))
    for group in _same_look(found):
        yield from _look_findings(group, _scope(group))


def _form_findings(probes: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """What is the same in all languages and modalities, over all levels and for each."""
    yield from balance_findings(probes, scope)
    yield from option_findings(probes, scope)
    yield from fact_findings(probes, scope)
    yield from order_findings(probes, scope)
    for level in _levels(probes):
        yield from option_findings(level, replace(scope, level=level[0].item.level))


def _look_findings(probes: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """What depends on language and modality."""
    yield from beside_findings(probes, scope)
    yield from word_findings(probes, scope)
    yield from mention_findings(probes, scope)
    for level in _levels(probes):
        yield from mention_findings(level, replace(scope, level=level[0].item.level))


def _levels(probes: Sequence[Entry]) -> list[list[Entry]]:
    levels = grouped(probes, lambda entry: entry.item.level)
    return levels if len(levels) > 1 else []


def _same_look(found: Sequence[Entry]) -> list[list[Entry]]:
    """One entry a probe of each form, language and modality."""
    groups = grouped(found, lambda entry: (entry.form, entry.item.language, entry.item.modality))
    return [one_a_probe(group) for group in groups]


def _scope(group: Sequence[Entry]) -> Scope:
    item = group[0].item
    return Scope(task=item.task, form=group[0].form, language=item.language, modality=item.modality)
