"""The lines of a set's tables: of one file each, or of shards, packed files one after the other.

    items-00000-of-00128.jsonl.gz  key-00000-of-00128.jsonl.gz  media/index-00000-of-00128.jsonl.gz

The manifest has the name of each shard, its rows, and the SHA-256 of its lines unpacked: what they
are packed to differs between builds of zlib. A shard is checked before a line of it is given, and
unpacked within limits, so that none is in memory as a whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from gzip import GzipFile
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar, cast  # a manifest is JSON

from spatialbench.errors import FormatError
from spatialbench.jsonl import BLOCK, Opened, open_bytes, read_as, read_lines
from spatialbench.unpacking import LARGEST_SAMPLE, Budget

T = TypeVar("T")

TABLES: Mapping[str, str] = {"items": "items", "key": "key", "media": "media/index"}
"""What the files of each table are called, in front of their endings."""
MOST = 99_999
"""Shards of a set."""
REMEDY = "Fetch the set whole, or make it again."


class Shard(NamedTuple):
    """One of the files of a table: its path in the set, its rows, and the hash of its lines."""

    name: str
    sha256: str
    rows: int


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}"


def shard_name(table: str, number: int, shards: int) -> str:
    """What a shard is called."""
    return f"{TABLES[table]}-{number:05}-of-{shards:05}.jsonl.gz"


def bounds(total: int, shards: int, number: int) -> tuple[int, int]:
    """The first probe of a shard, and the one after its last: blocks as even as can be."""
    return total * number // shards, total * (number + 1) // shards


def joint_hash(shards: Sequence[Shard]) -> str:
    """The hash of a table in shards: over a line for each, its hash and its rows."""
    return sha256("".join(f"{one.sha256} {one.rows}\n" for one in shards).encode()).hexdigest()


def shards_in(manifest: Mapping[str, Any], table: str, where: str) -> tuple[Shard, ...]:
    """The shards of a table as the manifest has them; none where it is one file. FormatError that
    begins with `where` for names that are not those of shards, in their order, or a hash of the
    table that is not theirs: nothing outside the set can be named."""
    told = manifest[table].get("shards")
    if told is None:
        return ()
    shards = tuple(Shard(one["name"], one["sha256"], one["rows"]) for one in told)
    for number, one in enumerate(shards):
        expected = shard_name(table, number, len(shards))
        if one.name != expected:
            raise FormatError(
                f"{where}: field {table}.shards.{number}.name: expected {expected!r}; got "
                f"{one.name[:80]!r}. {REMEDY}"
            )
    if table != "media" and joint_hash(shards) != manifest[table]["sha256"]:
        raise FormatError(
            f"{where}: field {table}.sha256: expected the hash over the hashes of the shards; it "
            f"is another. {REMEDY}"
        )
    return shards


class Table(NamedTuple):
    """The lines of items, keys or pictures below a folder."""

    folder: Path
    file: str
    shards: tuple[Shard, ...] = ()

    @classmethod
    def of(cls, folder: Path, table: str, shards: tuple[Shard, ...] = ()) -> Table:
        """The table of that name."""
        return cls(folder, f"{TABLES[table]}.jsonl", shards)

    @property
    def path(self) -> Path:
        """The file, or the first of the shards."""
        return self.folder / (self.shards[0].name if self.shards else self.file)

    @property
    def names(self) -> list[str]:
        """The names of its files."""
        return [shard.name for shard in self.shards] or [self.file]

    def records(self, schema: str) -> Iterator[tuple[Place, Any]]:
        """Place and object of each line, checked against a schema."""
        for path, opened in self._files():
            for line, record in read_lines(path, schema, opened=opened):
                yield Place(path, line), record

    def read_as(
        self, schema: str, *, quick: Callable[[Any], T], slow: Callable[[Any], T]
    ) -> Iterator[tuple[Place, T]]:
        """The same, read as `jsonl.read_as` does."""
        for path, opened in self._files():
            for line, record in read_as(path, schema, quick=quick, slow=slow, opened=opened):
                yield Place(path, line), record

    def raw(self) -> Iterator[tuple[Place, bytes]]:
        """Place and bytes of each line."""
        for path, opened in self._files():
            with opened(path) as lines:
                for number, line in enumerate(lines, 1):
                    yield Place(path, number), line

    def _files(self) -> Iterator[tuple[Path, Opened]]:
        if not self.shards:
            yield self.folder / self.file, open_bytes
        for shard in self.shards:
            yield self.folder / shard.name, partial(unpacked, shard)


@contextmanager
def unpacked(shard: Shard, path: Path) -> Iterator[Iterator[bytes]]:
    """The lines of the file of a shard. FormatError where it is missing, damaged, not the one of
    the manifest, or larger than any."""
    _check(path, shard)
    with _unpacking(path) as file:
        yield _lines(path, file)


def digest_of(path: Path) -> tuple[str, int]:
    """The hash of the lines in a packed file, and how many they are."""
    budget = Budget(str(path), path.stat().st_size if path.is_file() else 0, REMEDY)
    digest, rows = sha256(), 0
    with _unpacking(path) as file:
        while block := file.read(BLOCK):
            budget.spend(len(block))
            digest.update(block)
            rows += block.count(b"\n")
    return digest.hexdigest(), rows


def _check(path: Path, shard: Shard) -> None:
    found, rows = digest_of(path)
    if rows != shard.rows:
        raise FormatError(
            f"{path}: expected {shard.rows:,} lines, as the manifest says; there are {rows:,}. "
            f"{REMEDY}"
        )
    if found != shard.sha256:
        raise FormatError(
            f"{path}: expected lines with SHA-256 {shard.sha256[:16]}… that the manifest names; "
            f"these have {found[:16]}…. They were changed or belong to another set. {REMEDY}"
        )


@contextmanager
def _unpacking(path: Path) -> Iterator[IO[bytes]]:
    if not path.is_file():
        raise FormatError(
            f"{path}: expected a shard of the set, for the manifest names it; there is no such "
            f"file. {REMEDY}"
        )
    try:
        with open_bytes(path) as packed, GzipFile(fileobj=packed) as file:
            yield cast("IO[bytes]", file)
    except (EOFError, zlib.error, OSError) as error:
        raise FormatError(
            f"{path}: expected a whole file packed with gzip; it is cut off or damaged ({error}). "
            f"{REMEDY}"
        ) from None


def _lines(path: Path, file: IO[bytes]) -> Iterator[bytes]:
    reader = BufferedReader(cast("Any", file), BLOCK)  # iterates ten times as fast
    for line in iter(partial(reader.readline, LARGEST_SAMPLE + 1), b""):
        if len(line) > LARGEST_SAMPLE:
            raise FormatError(
                f"{path}: expected lines of at most {LARGEST_SAMPLE:,} bytes; one is longer. "
                f"{REMEDY}"
            )
        yield line
