"""What the commands share: printing for people and for programs, lists, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from spatialbench.sets.build import Progress

WIDE = 120  # columns of a table that no terminal limits

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
SetFolder = Annotated[str, typer.Argument(metavar="DIR", help="The folder of a set.")]
KeyFile = Annotated[
    str | None, typer.Option("--key", help="The key, if it is not key.jsonl in the folder.")
]

WithKey = Annotated[
    bool,
    typer.Option(
        "--with-key", help="Of a sealed set, too: verdicts, answers and rivals of every item."
    ),
]


def print_json(value: object) -> None:
    """One JSON document on stdout; no character in it steers a terminal."""
    from spatialbench.report.page.embedding import written

    sys.stdout.write(written(value, indent=2) + "\n")


def console() -> Console:
    """Where words for people go: lines are never broken, so that paths can be copied."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True, width=room())


def room() -> int | None:
    """The columns of the terminal: None where it knows itself, many where there is none."""
    return None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDE


def say(text: object = "") -> None:
    """One line for people; text from outside in it steers nothing and makes no line of its own."""
    console().print(plain(_one_line(text)))


def plain(text: object) -> str:
    """Text from outside as it may be printed to a terminal: no control characters, no markup."""
    from rich.markup import escape

    return escape(printable(str(text)))


def printable(text: str) -> str:
    """Text with control and other unprintable characters as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table for people; every cell is plain text, numbers stand to the right. Nothing in it is
    cut off and no word broken, however narrow the terminal is."""
    from spatialbench.cli.layout import Grid, lines_of

    cells = [[_one_line(cell) for cell in row] for row in rows]
    numeric = [
        bool(rows) and all(_looks_numeric(row[i]) for row in rows) for i in range(len(columns))
    ]
    out = console()
    lines = lines_of(Grid(columns, cells, numeric), out.width)
    if title:
        out.print(plain(title), style="italic")
    for line in lines:
        out.print(plain(line))
    out.print()


def _one_line(cell: object) -> str:
    return printable(str(cell)).replace("\n", "\\n")


def _looks_numeric(cell: object) -> bool:
    text = str(cell)
    return text in {"", "–"} or text[:1].isdigit() or (text[:1] in "+-−" and text[1:2].isdigit())


def split(text: str | None) -> list[str] | None:
    """A list given with commas; None stays None."""
    return None if text is None else [part.strip() for part in text.split(",") if part.strip()]


def parse_levels(text: str | None) -> list[int] | None:
    """Levels as `3`, `1,2` or `1-5`."""
    if text is None:
        return None
    levels: list[int] = []
    for part in text.split(","):
        low, dash, high = part.strip().partition("-")
        if not low.isdecimal() or (dash and not high.isdecimal()):
            raise InputError(f"--levels: expected something like 3, 1,2 or 1-5; got {text!r}")
        levels += range(int(low), int(high or low) + 1)
    return levels


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
