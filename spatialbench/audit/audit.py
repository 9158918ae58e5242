"""The audit of a set: does anything but understanding the questions pay?

Two tables come of it. Findings: blind observers, who must stay at chance, and flaws of files.
Floors: what half of an understanding is worth.

>>> from spatialbench.audit.audit import audit
>>> audit(load("article")).failed  # doctest: +SKIP
()
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple  # JSON

from spatialbench.audit.balance import balance_findings, undetermined_findings
from spatialbench.audit.copies import Copies, twin_findings
from spatialbench.audit.entries import (
    Entry,
    by_cell,
    by_task,
    cell_of,
    entries,
    grouped,
    one_a_probe,
)
from spatialbench.audit.features import fact_findings, order_findings
from spatialbench.audit.findings import LEVEL, MARGIN, Finding, Row, Scope, judged
from spatialbench.audit.floors import Floor
from spatialbench.audit.languages import language_findings
from spatialbench.audit.leaks import beside_findings, field_findings, name_findings
from spatialbench.audit.learning.ranking import check_installed
from spatialbench.audit.observing import DEPTHS, Depth, form_observed, look_observed
from spatialbench.audit.pictures import file_findings, indexed_pixels, size_findings
from spatialbench.audit.strategies import option_findings
from spatialbench.pool import Executor, shared_out
from spatialbench.probes.generator import Exemption
from spatialbench.probes.registry import exemptions as registered
from spatialbench.sets.question_set import QuestionSet


@dataclass(frozen=True, slots=True)
class Audit:
    """All that was checked in a set, identified by the hash of its items, and the floors that were
    measured. `quick` says that only a part was looked at."""

    items_sha256: str
    rows: tuple[Row, ...]
    floors: tuple[Floor, ...] = ()
    quick: bool = False

    @property
    def failed(self) -> tuple[Row, ...]:
        """The rows that are not in order."""
        return tuple(row for row in self.rows if not row.passed)

    @property
    def too_few(self) -> tuple[Row, ...]:
        """The rows that say nothing, because there are too few probes."""
        return tuple(row for row in self.rows if row.verdict == "too few")

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against the set."""
        return not self.failed

    def to_json(self) -> dict[str, Any]:
        """The audit as it is written; every row with its check, scope, value, bounds and p."""
        return {
            "items_sha256": self.items_sha256,
            "margin": MARGIN,
            "level": LEVEL,
            "quick": self.quick,
            "passed": self.passed,
            "rows": [row.to_json() for row in self.rows],
            "floors": [floor.to_json() for floor in self.floors],
        }


class Crew(NamedTuple):
    """How many look at the tasks, and of what kind they are."""

    workers: int
    executor: Executor


def audit(
    question_set: QuestionSet,
    *,
    exemptions: Iterable[Exemption] | None = None,
    quick: bool = False,
    workers: int = 1,
    executor: Executor = "processes",
) -> Audit:
    """Every check on every task of the set; the items of one task are in memory at a time, and of
    two for each of several workers. `quick` looks at fewer probes, learns over all levels
    together, and measures no floors.

    Raises InputError if the key is not at hand, FormatError or MismatchError where a file is
    damaged or key and items do not fit, MissingExtra without scikit-learn.
    """
    check_installed()
    crew = Crew(workers, executor)
    found = list(_observed(question_set, DEPTHS["quick" if quick else "full"], crew))
    findings = [one for one in found if isinstance(one, Finding)]
    floors = [one for one in found if isinstance(one, Floor)]
    known = registered() if exemptions is None else exemptions
    rows = judged(findings, known)
    return Audit(question_set.items_sha256, rows, tuple(floors), quick)


def _observed(question_set: QuestionSet, depth: Depth, crew: Crew) -> Iterator[Finding | Floor]:
    yield from field_findings(question_set)
    pixels = indexed_pixels(question_set)
    copies, used, first = Copies(pixels), set[str](), deque[list[Finding]]()

    def tasks() -> Iterator[list[Entry]]:
        """The entries of each task, of which what concerns the whole set is found here."""
        for task, found in by_task(entries(question_set)):
            used.update(image.path for entry in found for image in entry.item.images)
            first.append(list(copies.findings(found, Scope(task=task))))
            yield found
            del found  # before the next task is read: two would be in memory

    work = partial(_of_task, question_set.path, depth)
    with shared_out(work, tasks(), **crew._asdict(), ahead=2) as done:
        for more in done:
            yield from first.popleft()
            yield from more
    if used or pixels:
        yield from file_findings(question_set, pixels, used)


def _of_task(folder: Path, depth: Depth, found: Sequence[Entry]) -> list[Finding | Floor]:
    return list(_task_observed(folder, depth, found))


def _task_observed(folder: Path, depth: Depth, found: Sequence[Entry]) -> Iterator[Finding | Floor]:
    task = found[0].item.task
    scope = Scope(task=task)
    yield from twin_findings(found, scope)
    yield from language_findings(found, scope)
    yield from name_findings(found, scope)
    yield from undetermined_findings(one_a_probe(found), scope)
    for form in grouped(found, lambda entry: entry.form):
        probes, of_form = one_a_probe(form), Scope(task=task, form=form[0].form)
        yield from _form_findings(probes, of_form)
        yield from form_observed(probes, of_form, depth)
    for look in _same_look(found):
        yield from beside_findings(look, _scope(look))
        yield from size_findings(folder, look, _scope(look))
        yield from look_observed(folder, look, _scope(look), depth)


def _form_findings(probes: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """What is the same in all languages and modalities, over all cells and for each."""
    yield from balance_findings(probes, scope)
    yield from option_findings(probes, scope)
    yield from fact_findings(probes, scope)
    yield from order_findings(probes, scope)
    cells = by_cell(probes)
    for cell in cells if len(cells) > 1 else ():
        yield from option_findings(cell, replace(scope, **cell_of(cell[0])._asdict()))


def _same_look(found: Sequence[Entry]) -> list[list[Entry]]:
    """One entry a probe of each form, language and modality."""
    groups = grouped(found, lambda entry: (entry.form, entry.item.language, entry.item.modality))
    return [one_a_probe(group) for group in groups]


def _scope(group: Sequence[Entry]) -> Scope:
    item = group[0].item
    return Scope(task=item.task, form=group[0].form, language=item.language, modality=item.modality)
