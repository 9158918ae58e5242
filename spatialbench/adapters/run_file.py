"""The answer file of a run: what is in it stays, and nothing is taken for what it is not.

Every row says who answered (`model`), how (`protocol`), and what was asked (`asked`, a hash of the
message). A run goes on with a file only where all of that is its own.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple  # rows are JSON

from spatialbench.answers.rows import FIRST_EPOCH, SCHEMA, Answer
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.items.item import Item, Text
from spatialbench.jsonl import line_of, read_lines, shorten, write_atomically

Place = tuple[str, int]
"""An item and an epoch of it."""
Row = Mapping[str, Any]

_REMEDY = "Choose another --out, or say --overwrite"
_INPUTS = ("items.jsonl", "key.jsonl", "manifest.json", "seed.txt", "items-*.gz", "key-*.gz")


class Author(NamedTuple):
    """Who answers: the name in the file, and the settings that answers depend on."""

    name: str
    settings: str

    def protocol(self, program: str) -> str:
        """What a row says of how it came about."""
        return f"{program}, {self.settings}" if self.settings else program


def asked_of(item: Item) -> str:
    """A hash of what is asked: texts and the names of pictures, which differ where they do."""
    parts = [part.text if isinstance(part, Text) else part.path for part in item.content]
    return blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()


def row_of(answer: Answer, item: Item, author: Author, program: str) -> Row:
    """The row for an answer; what is not known is left out."""
    fields: dict[str, Any] = answer._asdict()
    for name in ("line", "source"):
        del fields[name]
    fields |= {
        "model": author.name,
        "protocol": author.protocol(program),
        "asked": asked_of(item),
    }
    return {name: v for name, v in fields.items() if v is not None or name == "response"}


def is_failed(row: Row) -> bool:
    """Whether the call failed."""
    return row["response"] is None or bool(row.get("error"))


def better(known: Mapping[Place, Row], found: Mapping[Place, Row]) -> dict[Place, Row]:
    """The first good answer to every item and epoch, or a failed call where there is none."""
    merged = dict(known)
    for place, row in found.items():
        if place not in merged or (is_failed(merged[place]) and not is_failed(row)):
            merged[place] = row
    return merged


def check_out(out: Path, folder: Path) -> None:
    """InputError where the answer file may not be written: a folder or a device stands there, or
    it is a file of the set itself."""
    if out.exists() and not stat.S_ISREG(out.stat().st_mode):
        raise InputError(f"--out {out}: expected a file; there is a folder or a device")
    if any(_is_same(out, path) for name in _INPUTS for path in folder.glob(name)):
        raise InputError(f"--out {out}: expected a new file; this one belongs to the set")


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def read_kept(out: Path, items: Mapping[str, Item], author: Author) -> dict[Place, Row]:
    """The rows of an answer file by item and epoch. MismatchError where it is not one that this run
    may go on with: it says which row, and what to do."""
    if not out.exists():
        return {}
    kept: dict[Place, Row] = {}
    for number, row in _rows(out):
        stranger = _stranger(row, items, author)
        if stranger is not None:
            raise MismatchError(f"{out}, line {number}: {stranger}. {_REMEDY}")
        place = row["id"], int(row.get("epoch") or FIRST_EPOCH)
        kept = better(kept, {place: row})
    return kept


def _rows(out: Path) -> Iterator[tuple[int, Row]]:
    try:
        yield from read_lines(out, SCHEMA, remedy="")
    except FormatError as error:
        raise MismatchError(
            f"{error} This is no answer file, or not a whole one. {_REMEDY}"
        ) from None


def _stranger(row: Row, items: Mapping[str, Item], author: Author) -> str | None:
    """Why a row is none of this run; None where it is."""
    item, model = items.get(row["id"]), row.get("model")
    settings = str(row.get("protocol") or "").partition(", ")[2]
    if item is None:
        return f"item {row['id']!r} is not in this set: the file is for another one"
    if row.get("asked") is None:
        return "it does not say what was asked: `run` did not write the file"
    if row["asked"] != asked_of(item):
        return f"item {row['id']!r} was asked in other words or pictures: the set is another"
    if model != author.name:
        return f"expected answers of {author.name!r}; there are those of {shorten(model)}"
    if settings != author.settings:
        return (
            f"expected the settings {author.settings!r}; these answers had {shorten(settings, 200)}"
        )
    return None


def write(out: Path, rows: Mapping[Place, Row], order: Mapping[str, int]) -> None:
    """Write all rows in the order of the set, whole or not at all."""
    places = sorted(rows, key=lambda place: (order[place[0]], place[1]))
    write_atomically(out, "".join(line_of(rows[place]) for place in places).encode())
