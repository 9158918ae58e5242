"""All the commands together."""

from __future__ import annotations

from typing import Any  # typer's context

import typer
from typer.core import TyperGroup

from spatialbench.cli import (
    answering,
    checking,
    comparing,
    exporting,
    extending,
    making,
    planning,
    reading,
    running,
    showing,
    starting,
)
from spatialbench.cli.ending import ended_well


class Commands(TyperGroup):
    """Commands that end in our way; typer has a say in their arguments alone."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with ended_well():
            return super().invoke(ctx)


app = typer.Typer(
    name="spatialbench",
    cls=Commands,
    help="Spatial-reasoning questions with exact answers, and a scorer that compares models "
    "honestly.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

GROUPS = (
    making, showing, checking, answering, running, exporting, reading, comparing, planning,
    starting, extending,
)  # fmt: skip
for group in GROUPS:
    group.add_to(app)
