"""Where commands write: never over what is there, never over what is read, never in silence to a
folder that nobody made."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from spatialbench.cli.ending import printable
from spatialbench.durable import writable_file
from spatialbench.errors import InputError

Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace what has that name already.")]


def set_files(folder: str, key: str | None) -> list[Path]:
    """The files that a set is read from."""
    names = ("manifest.json", "items.jsonl", "key.jsonl", "media")
    shards = [path for name in ("items-*.gz", "key-*.gz") for path in Path(folder).glob(name)]
    named = [Path(folder) / name for name in names]
    return [*named, *shards, *([] if key is None else [Path(key)])]


FORMATS = ("jsonl", "json", "csv", "html", "md", "tex")
"""What names of files end in, and say: a name that says one format is given no other."""


def writable(
    out: Path,
    formats: Sequence[str],
    *,
    overwrite: bool,
    inputs: Iterable[Path] = (),
    option: str = "--out",
) -> str:
    """In which of the formats a file is written: as the ending of its name says, else the first.
    InputError where the name says another; and where writing would replace an
    input, a device, or a file that is there without `overwrite`. A folder that is made on the way
    is named on stderr."""
    _refuse_input(out, inputs, option)
    writable_file(out)
    ending = out.suffix.lower().removeprefix(".")
    if ending and ending not in formats and (len(formats) > 1 or ending in FORMATS):
        told = ", ".join(f".{one}" for one in formats)
        raise InputError(
            f"{option} {out}: expected a name that ends in {told}: the format follows the ending"
        )
    if out.is_file() and not overwrite:
        raise InputError(
            f"{option} {out}: there is a file of that name. Name another, or add --overwrite to "
            f"replace it"
        )
    say_what_is_made(out.parent)
    return ending if ending in formats else formats[0]


def _refuse_input(out: Path, inputs: Iterable[Path], option: str) -> None:
    """InputError where writing would replace what is read: an input, or a file in one."""
    for given in inputs:
        same = out.exists() and given.exists() and out.samefile(given)
        if same or (out.exists() and given.is_dir() and _is_within(out, given)):
            raise InputError(
                f"{option} {out}: expected a name of its own; this is read ({given}), and would be "
                f"overwritten. Name another file"
            )


def _is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def say_what_is_made(folder: Path) -> None:
    """Name a folder on stderr that is not there yet."""
    if not folder.exists():
        words = f"spatialbench: the folder {folder} is not there yet, and is made\n"
        sys.stderr.write(printable(words))
