"""Power cuts, simulated: whatever was not waited for may be gone.

While a `Disk` watches a folder, it notes what `os.fsync` was called for. At a power cut, content
that was not is left as it is, cut off, or zeroed; names that were given without a wait for their
folder are taken back, or not: as chance will have it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any, NamedTuple

import pytest


class PowerCut(BaseException):
    """Nothing catches it."""


class Renamed(NamedTuple):
    """A name that was given, and what had it before."""

    source: Path
    target: Path
    before: bytes | None

    def take_back(self) -> None:
        """As if it had never been given."""
        self.target.rename(self.source)
        if self.before is not None:
            self.target.write_bytes(self.before)


@dataclass
class Disk:
    """What is safe of a folder. The power is cut at event number `last`."""

    root: Path
    last: int
    events: int = 0
    safe: dict[int, bytes] = field(default_factory=dict)  # by inode
    renamed: list[Renamed] = field(default_factory=list)
    lock: Any = field(default_factory=Lock)

    def happens(self) -> None:
        """One event more."""
        self.events += 1
        if self.events == self.last:
            raise PowerCut

    def sync(self, handle: int) -> None:
        """Content, or the names in a folder, are safe now."""
        path = Path(f"/proc/self/fd/{handle}").readlink()
        with self.lock:
            if path.is_dir():
                self.renamed = [pair for pair in self.renamed if path != pair.target.parent]
            elif path.is_file():
                self.safe[path.stat().st_ino] = path.read_bytes()
            self.happens()

    def rename(self, real: Callable[..., None], source: Any, target: Any, **more: Any) -> None:
        """A name that is not safe yet."""
        self.happens()
        before = Path(target).read_bytes() if Path(target).is_file() else None
        real(source, target, **more)
        self.renamed.append(Renamed(Path(source), Path(target), before))

    def cut(self, chance: Random) -> None:
        """Leave the folder as it may be found when the power is back."""
        for one in reversed(self.renamed):
            if chance.random() < 0.5 and one.target.exists() and one.source.parent.exists():
                one.take_back()
        old = {one.before for one in self.renamed}  # it was safe long ago
        for path in sorted(self.root.rglob("*")):
            if not path.is_file() or path.read_bytes() in old:
                continue
            if self.safe.get(path.stat().st_ino) != path.read_bytes():
                path.write_bytes(self._left(path, chance))

    def _left(self, path: Path, chance: Random) -> bytes:
        now = path.read_bytes()
        known = self.safe.get(path.stat().st_ino, b"")
        start = len(known) if now.startswith(known) else 0
        at = chance.randint(start, len(now))
        return chance.choice([now, now[:at], now[:at] + b"\0" * (len(now) - at)])


@contextmanager
def watched(root: Path, last: int) -> Iterator[Disk]:
    """A disk below a folder, whose power is cut at an event."""
    disk = Disk(root, last)
    rename, replace = os.rename, os.replace
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", disk.sync)
        patch.setattr(os, "rename", lambda *names, **more: disk.rename(rename, *names, **more))
        patch.setattr(os, "replace", lambda *names, **more: disk.rename(replace, *names, **more))
        yield disk
