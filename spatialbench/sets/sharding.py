"""Making a set in shards: whoever makes a block of its probes writes their lines, too.

A shard is a block of the set's order, so that shards are the same whoever makes them, and the set
the same as in one file. Beside the shards lies a note of each, until the set is whole: what is in
it. A shard with a note is read again before it is believed, as are its pictures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from gzip import GzipFile
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple, cast  # a note is JSON

from spatialbench.durable import growing_unsynced, write_unsynced
from spatialbench.errors import InputError, SpatialbenchError
from spatialbench.sets.counts import Counts
from spatialbench.sets.jobs import Job, in_keyed_order
from spatialbench.sets.marks import Made
from spatialbench.sets.media import Pictures, read_index
from spatialbench.sets.shards import MOST, TABLES, Shard, Table, bounds, digest_of, shard_name
from spatialbench.sets.suite import Suite, plan

NOTES = "notes"
"""The folder of the notes."""
LEVEL = 6  # of packing


class Note(NamedTuple):
    """What is in a shard: its files by table, and what a manifest counts in them."""

    files: Mapping[str, Shard]
    counts: Mapping[str, Any]
    refusals: Mapping[str, Mapping[str, int]]

    @classmethod
    def read(cls, path: Path) -> Note | None:
        """The note in a file; None where there is none, or not a whole one."""
        try:
            files, counts, refusals = json.loads(path.read_bytes())
            return cls({name: Shard(*one) for name, one in files.items()}, counts, refusals)
        except (OSError, ValueError, TypeError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Sharding:
    """How a set is cut, and where it is made."""

    suite: Suite
    key: bytes
    folder: Path
    shards: int
    make: Callable[[Job], Made]

    def name(self, table: str, number: int) -> str:
        """What the file of a table in a shard is called."""
        return shard_name(table, number, self.shards)

    def note(self, number: int) -> Path:
        """Where the note of a shard is."""
        return self.folder / NOTES / f"{number:05}.json"


def check_shards(shards: int, probes: int) -> None:
    """InputError where a set of so many probes cannot be cut into so many."""
    most = min(MOST, probes)
    if not 1 <= shards <= most:
        raise InputError(
            f"--shards {shards}: expected at least 1 and at most {most:,}, for the set has "
            f"{probes:,} probes"
        )


def make_shard(sharding: Sharding, number: int) -> Note:
    """The note of a shard, which is made if it is not there as a whole."""
    note = Note.read(sharding.note(number))
    if note is not None and _is_whole(sharding, number, note):
        return note
    note = _made(sharding, number)
    write_unsynced(sharding.note(number), json.dumps(note).encode())
    return note


def _made(sharding: Sharding, number: int) -> Note:
    jobs = plan(sharding.suite)
    ends = bounds(len(jobs), sharding.shards, number)
    counts = Counts()
    with ExitStack() as stack:
        packed = {
            table: stack.enter_context(_packing(sharding.folder / sharding.name(table, number)))
            for table in TABLES
        }
        for job in in_keyed_order(jobs, sharding.key, *ends):
            made = sharding.make(job)
            items = made.items.encode()
            counts.add_items(items.splitlines())
            counts.add_refused(made.refused.splitlines())
            for table, text in (
                ("items", items), ("key", made.keys.encode()), ("media", made.media.encode())
            ):  # fmt: skip
                packed[table].add(text)
    files = {
        table: Shard(sharding.name(table, number), *one.told()) for table, one in packed.items()
    }
    return Note(files, counts.to_json(), counts.refusals())


class _Packed:
    """A packed file that grows, the hash of what is in it, and its lines."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest, self._rows = file, sha256(), 0

    def add(self, text: bytes) -> None:
        """More lines."""
        self._file.write(text)
        self._digest.update(text)
        self._rows += text.count(b"\n")

    def told(self) -> tuple[str, int]:
        """The hash and the lines."""
        return self._digest.hexdigest(), self._rows


@contextmanager
def _packing(path: Path) -> Iterator[_Packed]:
    """No name and no time in the file: the same lines are the same bytes."""
    with (
        growing_unsynced(path) as file,
        GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=file, mtime=0) as packed,
    ):
        yield _Packed(cast("IO[bytes]", packed))


# --- going on -----------------------------------------------------------------------------------


def _is_whole(sharding: Sharding, number: int, note: Note) -> bool:
    """Whether the files are those of the note, with their pictures as they were drawn: after a
    power cut any part of any file may be gone."""
    try:
        for table in TABLES:
            shard = note.files[table]
            name = sharding.name(table, number)
            if shard.name != name or digest_of(sharding.folder / name) != (*shard[1:],):
                return False
        index = Table(sharding.folder, "", (note.files["media"],))
        pictures = Pictures(sharding.folder, read_index(index))
        for path in pictures.pixels:
            pictures.png(path)
    except (SpatialbenchError, KeyError):
        return False
    return True


def joined(notes: Sequence[Note]) -> tuple[Counts, dict[str, tuple[Shard, ...]]]:
    """What is in all shards together: the counts, and the files by table."""
    counts = Counts()
    for note in notes:
        counts.add(note.counts, note.refusals)
    return counts, {table: tuple(note.files[table] for note in notes) for table in TABLES}
