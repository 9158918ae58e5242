"""What the commands share: printing for people and for programs, lists, progress."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.ending import printable
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from spatialbench.pool import Executor, Progress

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


def utf8(text: str | None) -> str | None:
    """Text that was given as UTF-8; InputError where it was not."""
    try:
        (text or "").encode()
    except UnicodeEncodeError:
        raise InputError(f"--seed: expected text in UTF-8; got {text!r}") from None
    return text


Seed = Annotated[str, typer.Option(callback=utf8, help="Any text.")]


def print_json(value: object) -> None:
    """One JSON document on stdout; no character in it steers a terminal, and all are ASCII where
    the output cannot say others."""
    from spatialbench.report.page.embedding import written

    if (sys.stdout.encoding or "").lower().startswith("utf"):
        text = written(value, indent=2)
    else:
        text = json.dumps(value, indent=2, allow_nan=False).replace("\x7f", "\\u007f")
    sys.stdout.write(text + "\n")


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


Executors = Annotated[
    str,
    typer.Option(
        "--executor",
        help="processes, or ray: over the cluster of RAY_ADDRESS, else here (extra scale).",
    ),
]


def executor_of(name: str) -> Executor:
    """The executor of that name. InputError for any other."""
    from spatialbench.pool import EXECUTORS

    for known in EXECUTORS:
        if name == known:
            return known
    raise InputError(f"--executor {name}: expected one of {', '.join(EXECUTORS)}")


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
