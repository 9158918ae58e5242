"""How far a growing set has come: a line for every probe, believed only after a look.

A mark is no promise that anything is on disk: after a power cut any part of any file may be gone.
So going on begins with reading again what the marks speak of, pictures included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial as with_first
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple

from spatialbench.errors import SpatialbenchError
from spatialbench.jsonl import check, parse_line
from spatialbench.pool import shared_out
from spatialbench.sets.media import Pictures

GROWING = ("items.jsonl", "key.jsonl", "media/index.jsonl", "refused.txt")
MARKS = "marks.txt"
BATCH = 64  # probes whose pictures a worker looks at
FEW = 20_000  # bytes of marks: some 300 probes are looked at without workers


class Mark(NamedTuple):
    """After a probe: its number, the sizes of the growing files, and the hash of what it added."""

    number: int
    sizes: tuple[int, ...]
    digest: str

    def line(self) -> str:
        """The mark as it is written."""
        return f"{self.number} {' '.join(map(str, self.sizes))} {self.digest}\n"


class Made(NamedTuple):
    """What one probe gives: lines for each of the growing files."""

    items: str
    keys: str
    media: str
    refused: str


class _Added(NamedTuple):
    """What a probe added: its mark, and the lines about its pictures."""

    mark: Mark
    media: bytes


START = Mark(0, (0,) * len(GROWING), "")


def digest_of(texts: Sequence[bytes]) -> str:
    """The hash of what a probe adds to the growing files."""
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(len(text).to_bytes(8, "big") + text)
    return digest.hexdigest()


def last_whole(folder: Path, workers: int) -> Mark:
    """The last mark up to which everything is there as it was written."""
    last = START
    if not all((folder / name).is_file() for name in (*GROWING, MARKS)):
        return last
    many = (folder / MARKS).stat().st_size > FEW
    look = with_first(_pictures_are_there, folder)
    with ExitStack() as stack:
        added = _added(folder, stack)
        looked = shared_out(look, added, workers=workers if many else 1, batch=BATCH)
        for mark in stack.enter_context(looked):
            if mark is None:
                break
            last = mark
    return last


def _added(folder: Path, stack: ExitStack) -> Iterator[_Added]:
    """What each probe added, up to the first mark that does not fit."""
    marks, *growing = [
        stack.enter_context((folder / name).open("rb")) for name in (MARKS, *GROWING)
    ]
    last = START
    for line in marks:
        mark = _mark_of(line)
        if mark is None or mark.number != last.number + 1:
            return
        texts = _texts(growing, last, mark)
        if digest_of(texts) != mark.digest:
            return
        yield _Added(mark, texts[GROWING.index("media/index.jsonl")])
        last = mark


def _texts(growing: Sequence[IO[bytes]], last: Mark, mark: Mark) -> list[bytes]:
    lengths = [end - start for start, end in zip(last.sizes, mark.sizes, strict=True)]
    return [file.read(max(0, length)) for file, length in zip(growing, lengths, strict=True)]


def _mark_of(line: bytes) -> Mark | None:
    """The mark of a line; None where it is none, or not a whole one."""
    words = line.decode("ascii", "replace").split()
    if not line.endswith(b"\n") or len(words) != len(GROWING) + 2:
        return None
    number, *sizes = words[:-1]
    if not all(word.isascii() and word.isdigit() and len(word) < 19 for word in words[:-1]):
        return None
    return Mark(int(number), tuple(map(int, sizes)), words[-1])


def _pictures_are_there(folder: Path, added: _Added) -> Mark | None:
    """The mark, if its pictures have the pixels that were written."""
    records = [parse_line(line, "media") for line in added.media.decode().splitlines()]
    try:
        for record in records:
            check(record, "media", "media")
            Pictures(folder, {record["path"]: record["pixels"]}).png(record["path"])
    except SpatialbenchError:
        return None
    return added.mark
