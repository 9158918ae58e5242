"""`verify` and `audit`: is every answer right, and does no shortcut pay?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import (
    AsJson,
    KeyFile,
    SetFolder,
    console,
    plain,
    print_json,
    progress_bar,
    table,
)

if TYPE_CHECKING:
    from spatialbench.audit.audit import Audit
    from spatialbench.audit.findings import Row
    from spatialbench.verification.verify import Verification

STATUS_ORDER = ("agrees", "disagrees", "unclear")


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(verify)
    app.command()(audit)


def verify(
    folder: SetFolder,
    key: KeyFile = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Derive every answer again from meshes and compare; exit status 1 if any disagrees."""
    from spatialbench.sets import load
    from spatialbench.verification.verify import verify_set

    questions = load(folder, key=key)
    with progress_bar("verifying", quiet=as_json) as progress:
        report = verify_set(questions, workers=workers, progress=progress)
    if as_json:
        print_json(report.to_json())
    else:
        report_verify(report)
    if not report.passed:
        raise typer.Exit(1)


def report_verify(report: Verification) -> None:
    """The verification as tables."""
    counts = report.summary.counts
    rows = [
        (task, *(by_status[status] for status in STATUS_ORDER), _margins(report, task))
        for task, by_status in counts.items()
    ]
    table(
        f"{report.summary.total} answers derived again from meshes",
        ("task", *STATUS_ORDER, "smallest margins"),
        rows,
    )
    refused = [
        (task, reason, count)
        for task, reasons in report.refusals.items()
        for reason, count in reasons.items()
    ]
    if refused:
        table("refused while the set was made", ("task", "reason", "probes"), refused)
    out = console()
    for check in report.troubled:
        out.print(plain(f"{check.status}: {check.id} ({check.task}): {check.note}"))
    for fault in report.picture_faults:
        out.print(plain(fault))
    out.print(
        plain(
            f"{report.pictures} pictures looked at. "
            + ("All is well." if report.passed else "This set must not be used.")
        )
    )


def _margins(report: Verification, task: str) -> str:
    found = report.summary.margins.get(task, {})
    return ", ".join(f"{name} {value:.3g}" for name, value in found.items())


def audit(
    folder: SetFolder,
    key: KeyFile = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every row, not only what stands out.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look for shortcuts, imbalance, duplicates and leaks; exit status 1 if a check fails."""
    from spatialbench.audit.audit import audit as audit_set
    from spatialbench.sets import load

    found = audit_set(load(folder, key=key))
    if as_json:
        print_json(found.to_json())
    else:
        report_audit(found, everything=everything)
    if not found.passed:
        raise typer.Exit(1)


def report_audit(found: Audit, *, everything: bool) -> None:
    """The audit as a table: what fails, and of every check and task the row that is nearest to
    failing."""
    rows = list(found.rows) if everything else _nearest(found.rows)
    table(
        f"audit: {len(found.rows)} rows, {len(found.failed)} fail"
        + ("" if everything else "; of each check, the row nearest to its threshold"),
        ("check", "where", "value", "at most", "p", "n", "passed"),
        [
            (
                row.check,
                str(row.scope),
                f"{row.value:.3f}",
                f"{row.threshold:.3f}",
                "–" if row.p is None else f"{row.p:.2g}",
                row.n,
                "yes" if row.passed else "NO",
            )
            for row in rows
        ],
    )
    for row in found.rows:
        if not row.passed or row.why:
            console().print(plain(str(row)))


def _nearest(rows: Sequence[Row]) -> list[Row]:
    """Of every check the row that is nearest to its threshold, and every row that fails."""
    nearest: dict[str, Row] = {}
    for row in rows:
        best = nearest.get(row.check)
        if best is None or row.value - row.threshold > best.value - best.threshold:
            nearest[row.check] = row
    return [row for row in rows if row is nearest[row.check] or not row.passed]
