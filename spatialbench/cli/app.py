"""All the commands together."""

from __future__ import annotations

import typer

from spatialbench.cli import (
    answering,
    checking,
    comparing,
    exporting,
    extending,
    fairness,
    making,
    planning,
    reading,
    running,
    showing,
    starting,
)

app = typer.Typer(
    name="spatialbench",
    help="Spatial-reasoning questions with exact answers, and a scorer that compares models "
    "honestly.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

GROUPS = (
    making, showing, checking, fairness, answering, running, exporting, reading, comparing,
    planning, starting, extending,
)  # fmt: skip
for group in GROUPS:
    group.add_to(app)
