"""`new` and `check`: a task of one's own, from the skeleton to the last step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import AsJson, console, plain, print_json

if TYPE_CHECKING:
    from spatialbench.testing.check import Step

GOLDEN = Path("tests/generators/golden")


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(new)
    app.command()(check)


def new(
    name: Annotated[str, typer.Argument(help="ability/task, like toy/heavier.")],
    out: Annotated[Path, typer.Option(help="The folder of the new project.")],
) -> None:
    """Write the skeleton of a task, in a package of its own that installs beside this one."""
    from spatialbench.testing.skeleton import write_skeleton

    written = write_skeleton(name, out)
    for path in written.files:
        typer.echo(str(path))
    typer.echo("next: " + " && ".join(written.then))


def check(
    name: Annotated[str, typer.Argument(help="A task's id, with or without its version.")],
    golden: Annotated[Path, typer.Option(help="The folder of golden files.")] = GOLDEN,
    write_golden: Annotated[
        bool, typer.Option("--write-golden", help="Write the golden file first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what a task lacks, in the order of writing it; exit status 1 if it is anything."""
    from spatialbench.probes.registry import find
    from spatialbench.testing.check import check as steps_of

    task = find(name).id
    if write_golden:
        _write_golden(task, golden)
    steps = steps_of(task, golden=golden)
    if as_json:
        print_json([_record(step) for step in steps])
    else:
        for step in steps:
            _print(step)
    if not all(step.passed for step in steps):
        raise typer.Exit(1)


def _write_golden(task: str, folder: Path) -> None:
    from spatialbench.testing.golden import golden_name, golden_text

    folder.mkdir(parents=True, exist_ok=True)
    text = golden_text(task)
    (folder / golden_name(task)).write_text(text, encoding="utf-8", newline="\n")


def _record(step: Step) -> dict[str, object]:
    return {
        "step": step.name,
        "passed": step.passed,
        "problems": list(step.problems),
        "waits_for": step.waits_for,
    }


def _print(step: Step) -> None:
    out = console()
    if step.waits_for is not None:
        out.print(f"  –  {plain(step.name)} (waits for: {plain(step.waits_for)})")
        return
    out.print(f" {'ok ' if step.passed else 'NO '} {plain(step.name)}")
    for problem in step.problems:
        out.print(f"      {plain(problem)}")
