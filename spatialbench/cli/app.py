"""All the commands together, or as many as one call needs: each file of them takes its time."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any  # typer's context

import typer
from typer.core import TyperGroup

from spatialbench import __version__
from spatialbench.cli.ending import ended_well


class Commands(TyperGroup):
    """Commands that end in our way; typer has a say in their arguments alone."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with ended_well():
            return super().invoke(ctx)


GROUPS: Mapping[str, tuple[str, ...]] = {
    "making": ("tasks", "suites", "generate"),
    "showing": ("show", "gallery"),
    "checking": ("verify",),
    "fairness": ("audit", "floors", "sizes", "contaminated"),
    "answering": ("answer", "score"),
    "running": ("run",),
    "evaluating": ("eval",),
    "exporting": ("export", "path"),
    "reading": ("extract",),
    "comparing": ("compare", "report"),
    "carding": ("card", "leaderboard"),
    "errata": ("reproduce", "rescore"),
    "planning": ("plan",),
    "starting": ("demo",),
    "extending": ("new", "check"),
}
"""The files of commands, in the order of the help, and what each of them adds."""


def app_for(command: str | None) -> typer.Typer:
    """The app that knows this command; with all of them where it is none."""
    app = typer.Typer(
        name="spatialbench",
        cls=Commands,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=command is None or command.startswith("--"),
    )
    app.callback()(_about)
    for group in [name for name, added in GROUPS.items() if command in added] or GROUPS:
        import_module(f"spatialbench.cli.{group}").add_to(app)
    return app


def _about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Spatial-reasoning questions with exact answers; models compared honestly."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"spatialbench {__version__}")
        raise typer.Exit
