"""`extract`: what the reader makes of one text, or of a whole answer file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from spatialbench.cli.common import AsJson, console, plain, print_json, table, utf8
from spatialbench.cli.ending import printable
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from rich.text import Text

    from spatialbench.extraction import Extraction
    from spatialbench.items.item import Item

LETTERS = "ABCD"  # what a text is read for where nothing else is said
SAMPLE = 20
AROUND = 160  # characters shown before and after what was read


class Read(NamedTuple):
    """One response with what was read from it."""

    item: Item
    response: str
    extraction: Extraction


def add_to(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(extract)


def extract(
    what: Annotated[
        list[str], typer.Argument(metavar="TEXT | DIR FILE", help="A text; with --audit a set.")
    ],
    audit: Annotated[
        bool, typer.Option("--audit", help="Show what was read from where in an answer file.")
    ] = False,
    answer_type: Annotated[
        str, typer.Option("--type", help="choice, label, labels, verdict, integer, …")
    ] = "choice",
    options: Annotated[
        str | None,
        typer.Option(help="What there is to say, with commas; default: the letters A to D."),
    ] = None,
    seed: Annotated[
        str, typer.Option(callback=utf8, help="Draws the sample of the audit.")
    ] = "demo",
    as_json: AsJson = False,
) -> None:
    """Read an answer from a text, or look at what was read from an answer file."""
    if audit:
        if len(what) != 2:
            raise InputError("extract --audit: expected a set and an answer file")
        _audit(what[0], Path(what[1]), seed=seed, as_json=as_json)
        return
    from spatialbench.extraction import extract as read

    try:
        found = read(" ".join(what), answer_type, _options(answer_type, options))
    except ValueError as error:
        raise InputError(str(error)) from None
    record = {"value": found.value, "status": found.status, "method": found.method}
    if as_json:
        print_json(record | {"span": found.span})
        return
    table("", ("", ""), [(name, str(value)) for name, value in record.items()])


def _options(answer_type: str, text: str | None) -> list[str] | None:
    """The options that were given; of a choice four letters, where none were. InputError where only
    the user can say them."""
    from spatialbench.extraction.readers import KINDS
    from spatialbench.items.filters import split

    kind = KINDS.get(answer_type)
    if text is not None or kind is None or not kind.least:
        return split(text)
    if answer_type in {"choice", "choices"}:
        return list(LETTERS)
    raise InputError(
        f"a {answer_type} is one of a list: say it, as in --options red,blue (or leave --type out "
        f"for the letters {', '.join(LETTERS)})"
    )


def _audit(folder: str, path: Path, *, seed: str, as_json: bool) -> None:
    reads = _reads(folder, path)
    counts = Counter((read.extraction.status, read.extraction.method) for read in reads)
    if as_json:
        print_json([{"status": s, "method": m, "answers": n} for (s, m), n in counts.most_common()])
        return
    rows = [(status, method, str(n)) for (status, method), n in counts.most_common()]
    table(f"{len(reads)} responses in {path.name}", ("status", "read by", "answers"), rows)
    _show("ambiguous", [read for read in reads if read.extraction.status == "ambiguous"])
    _show(f"{SAMPLE} at random", _sample(reads, seed))


def _reads(folder: str, path: Path) -> list[Read]:
    from spatialbench.answers.files import read_answers
    from spatialbench.sets import load

    items = {item.id: item for item in load(folder).items()}
    return [
        Read(item, answer.response, _read(item, answer.response, answer.finish))
        for answer in read_answers(path)
        if answer.response is not None and (item := items.get(answer.id)) is not None
    ]


def _read(item: Item, response: str, finish: str | None) -> Extraction:
    from spatialbench.extraction import extract as read

    return read(
        response,
        item.answer_type,
        item.options,
        unit=item.unit,
        prompt=item.prompt,
        finish=finish,
    )


def _sample(reads: Sequence[Read], seed: str) -> list[Read]:
    from spatialbench.probes.draw import Draw

    return Draw(seed, "extract-audit").sample(reads, min(SAMPLE, len(reads)))


def _show(title: str, reads: Sequence[Read]) -> None:
    out = console()
    out.rule(plain(title))
    for read in reads:
        value = "–" if read.extraction.value is None else str(read.extraction.value)
        head = f"{read.item.id}  {read.extraction.status}  {read.extraction.method}  → {value}"
        out.print(plain(head), style="bold")
        out.print(_marked(read))


def _marked(read: Read) -> Text:
    """The response around what was read, with the span highlighted; long ones are shortened."""
    from rich.text import Text

    text, span = read.response, read.extraction.span
    low, high = span or (0, 0)
    first, last = max(0, low - AROUND), min(len(text), high + AROUND)
    shown = Text("…" if first else "")
    shown.append(printable(text[first:low]))
    shown.append(printable(text[low:high]), style="reverse")
    shown.append(printable(text[high:last]))
    return shown.append("…" if last < len(text) else "")
