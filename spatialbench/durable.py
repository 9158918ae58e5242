"""Writing so that a file is there whole or not at all, and folders that one process has to itself.

Only regular files are replaced, and what is promised to be on disk has been waited for: the content
first, then the name.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

from spatialbench.errors import InputError

AT_ONCE = 16  # files that are waited for together: a disk takes them in one go


def write_atomically(path: Path, data: bytes) -> None:
    """The whole file or nothing, a power cut included. InputError where the path is there and is
    no regular file; a link is followed."""
    target = writable_file(path)
    _put(target, data, os.fsync)
    sync_folder(target.parent)


def write_unsynced(path: Path, data: bytes) -> None:
    """The whole file or nothing, for those who call `sync_tree` later: after a power cut it may be
    missing or damaged until then."""
    _put(path, data, _no_waiting)


def writable_file(path: Path) -> Path:
    """Where a link leads. InputError for what must not be replaced: a device, a pipe, a folder."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise InputError(
            f"{path}: expected the name of a file to write; it is a folder, a device or a pipe. "
            f"Name a file"
        )
    return target


def _no_waiting(handle: int) -> None:
    """The system writes when it likes."""


def _put(path: Path, data: bytes, wait: Callable[[int], None]) -> None:
    with _growing(path, wait) as file:
        file.write(data)


def growing_unsynced(path: Path) -> AbstractContextManager[IO[bytes]]:
    """A file to write into, which has its name when it is left: the whole file or nothing, for
    those who call `sync_tree` later."""
    return _growing(path, _no_waiting)


@contextmanager
def _growing(path: Path, wait: Callable[[int], None]) -> Iterator[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            wait(handle)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@cache
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def own_folder(out: Path, mark: str, command: str) -> None:
    """The folder for what a command makes, marked as its own; what it made before may be written
    anew. InputError where a file is there, or a folder with other things."""
    if out.exists() and not out.is_dir():
        raise InputError(f"--out {out}: expected the name of a folder; a file is there")
    if out.is_dir() and any(out.iterdir()) and not (out / mark).is_file():
        raise InputError(
            f"--out {out}: expected a new folder, or one that `{command}` made before; it has "
            f"other files. Name another folder"
        )
    write_atomically(out / mark, f"made by `{command}`, which may overwrite it\n".encode())


# --- waiting for the disk -----------------------------------------------------------------------


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    with suppress(PermissionError):  # Windows opens no folders, and keeps names by itself
        _sync(folder, os.O_RDONLY)


def sync_tree(folder: Path) -> None:
    """Wait until a folder, with everything in it, is on disk."""
    within = list(folder.rglob("*"))
    sync_files(path for path in within if path.is_file())
    for inner in (path for path in within if path.is_dir()):
        sync_folder(inner)
    sync_folder(folder)


def sync_files(paths: Iterable[Path]) -> None:
    """Wait until these files are on disk."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in threads.map(_sync, paths):
            pass


def _sync(path: Path, flags: int = os.O_RDWR) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- folders that one process has to itself -----------------------------------------------------


@contextmanager
def kept(folder: Path, what: str) -> Iterator[None]:
    """The folder, made where it is missing, for this process alone; InputError where another one
    has it for `what`. The system ends this with the process, however that ends.

    Where a file system knows no locks (some that are shared between machines), nothing is kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = _opened(folder)
    if handle is None:
        yield
        return
    try:
        _lock(handle, folder, what)
        yield
    finally:
        os.close(handle)


def _opened(folder: Path) -> int | None:
    try:
        return os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows
        return None


def _lock(handle: int, folder: Path, what: str) -> None:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(
            f"{folder}: another process is busy there with {what}; wait for it, stop it, or choose "
            f"another --out"
        ) from None
    except OSError:  # no locks there
        return
    if not (folder.exists() and os.path.samestat(os.fstat(handle), folder.stat())):
        raise InputError(f"{folder}: another process ended {what} just now; look what is there")
