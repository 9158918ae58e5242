"""A file of answers, to be read from its start as often as needed.

A pipe can be read only once and only forward: it is read to its end, into a temporary file without
a name, and that is read instead.
"""

from __future__ import annotations

import os
import stat
import tempfile
from functools import cache
from pathlib import Path
from typing import IO
from weakref import finalize

from spatialbench.errors import InputError
from spatialbench.jsonl import BLOCK, shorten

LONGEST_PIPE = 1 << 34
"""Bytes that are read from a pipe; more is a stream without end."""


class File:
    """What is in a file. `name` is what messages call it, `size` counts bytes."""

    def __init__(self, name: str, *, path: Path | None, copy: IO[bytes] | None, size: int) -> None:
        self.name, self.size = name, size
        self._path, self._copy = path, copy

    def open(self) -> IO[bytes]:
        """The bytes from the start; to be closed by whoever asked."""
        if self._copy is not None:
            again = os.fdopen(os.dup(self._copy.fileno()), "rb")
            again.seek(0)
            return again
        if self._path is None:
            raise ValueError(f"{self.name}: neither a path nor a copy")
        return self._path.open("rb")


def opened(path: Path) -> File:
    """The file at that path, or what comes out of the pipe there. InputError where there is none,
    it may not be read, or it is a device."""
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            path.open("rb").close()
            return File(str(path), path=path, copy=None, size=found.st_size)
        if _is_device(found.st_mode, path):
            raise InputError(f"{path}: expected a file or a pipe; it is a device")
        return _copied(path, found.st_dev, found.st_ino)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}. Is the path right?") from None


def _is_device(mode: int, path: Path) -> bool:
    """A terminal is one, too, but somebody may be typing there."""
    if stat.S_ISBLK(mode):
        return True
    return stat.S_ISCHR(mode) and not _is_terminal(path)


def _is_terminal(path: Path) -> bool:
    with path.open("rb", buffering=0) as file:
        return file.isatty()


@cache  # a report reads its answers twice, and no pipe gives them twice
def _copied(path: Path, device: int, number: int) -> File:
    copy = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the File)
    with path.open("rb") as pipe:
        while block := pipe.read(BLOCK):
            copy.write(block)
            if copy.tell() > LONGEST_PIPE:
                raise InputError(f"{shorten(str(path))}: expected at most {LONGEST_PIPE} bytes")
    copy.flush()
    made = File(str(path), path=None, copy=copy, size=copy.tell())
    finalize(made, copy.close)
    return made
