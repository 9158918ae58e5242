"""What the commands share: printing for people and for programs, lists, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from spatialbench.sets.build import Progress

WIDE = 120  # columns of a table that no terminal limits

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
SetFolder = Annotated[str, typer.Argument(metavar="DIR", help="The folder of a set.")]
KeyFile = Annotated[
    str | None, typer.Option("--key", help="The key, if it is not key.jsonl in the folder.")
]


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def console() -> Console:
    """Where words for people go: lines are never broken, so that paths can be copied."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)


def plain(text: object) -> str:
    """Text from outside as it may be printed to a terminal: no control characters, no markup."""
    from rich.markup import escape

    return escape(printable(str(text)))


def printable(text: str) -> str:
    """Text with control and other unprintable characters as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people; every cell is plain text, numbers stand to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(
        title=plain(title),
        title_justify="left",
        header_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for i, name in enumerate(columns):
        numeric = bool(rows) and all(_looks_numeric(row[i]) for row in rows)
        made.add_column(
            plain(name), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric
        )
    for row in rows:
        made.add_row(*(plain(cell) for cell in row))
    console().print(made, soft_wrap=False)


def _looks_numeric(cell: object) -> bool:
    text = str(cell)
    return text in {"", "–"} or text[:1].isdigit() or (text[:1] in "+-−" and text[1:2].isdigit())


@contextmanager
def progress_bar(what: str, *, quiet: bool) -> Iterator[Progress | None]:
    """A bar on stderr that is called with done and wanted; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        what, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True)
    )
    with bar:
        task = bar.add_task(what, total=None)
        yield lambda done, wanted: bar.update(task, completed=done, total=wanted)
