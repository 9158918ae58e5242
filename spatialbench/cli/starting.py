"""`demo`: the whole road in one command."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Add this file's command."""
