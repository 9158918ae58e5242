"""`verify`: is every answer right?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import (
    AsJson,
    Executors,
    KeyFile,
    SetFolder,
    console,
    executor_of,
    plain,
    print_json,
    progress_bar,
    table,
)

if TYPE_CHECKING:
    from spatialbench.verification.verify import Verification

STATUS_ORDER = ("agrees", "disagrees", "unclear")


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(verify)


def verify(
    folder: SetFolder,
    key: KeyFile = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
    executor: Executors = "processes",
    as_json: AsJson = False,
) -> None:
    """Derive every answer again from meshes and compare; exit status 1 if any disagrees."""
    from spatialbench.sets import load
    from spatialbench.verification.verify import verify_set

    questions = load(folder, key=key)
    with progress_bar("verifying", quiet=as_json) as progress:
        report = verify_set(
            questions, workers=workers, executor=executor_of(executor), progress=progress
        )
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
