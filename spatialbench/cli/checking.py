"""`verify` and `audit`: is every answer right, and does no shortcut pay?"""

from __future__ import annotations

from typing import Annotated

import typer

from spatialbench.cli.common import AsJson, KeyFile, SetFolder, print_json, progress_bar, table


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
    from spatialbench.sets.verify import verify_set

    questions = load(folder, key=key)
    with progress_bar("verifying", quiet=as_json) as progress:
        report = verify_set(questions, workers=workers, progress=progress)
    if as_json:
        print_json(report.to_json())
    else:
        report_verify(report)
    if not report.passed:
        raise typer.Exit(1)


def report_verify(report: object) -> None:
    """The verification as tables."""


def audit(folder: SetFolder, key: KeyFile = None, as_json: AsJson = False) -> None:
    """Look for shortcuts, imbalance, duplicates and leaks; exit status 1 if a check fails."""
    from spatialbench.sets import load
    from spatialbench.sets.audit import audit as audit_set

    found = audit_set(load(folder, key=key))
    if as_json:
        print_json(found.to_json())
    else:
        rows = [(row.check, row.scope, row.value, row.threshold, row.passed) for row in found.rows]
        table("audit", ("check", "where", "value", "threshold", "passed"), rows)
    if not found.passed:
        raise typer.Exit(1)
