"""What the workers of tests/test_pool.py do, and a program that is stopped while they do it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from spatialbench.errors import MissingExtra
from spatialbench.pool import shared_out


def double(number: int) -> int:
    """Twice the number; the later ones take no longer, the first of four waits."""
    if number % 4 == 0:
        time.sleep(0.01)
    return 2 * number


def large(number: int) -> bytes:
    """More than a pipe holds."""
    return bytes([number % 256]) * 300_000


def divide(number: int) -> float:
    """ZeroDivisionError for 5."""
    return 1 / (number - 5)


def cannot_travel(number: int) -> int:
    """An error that cannot be made again from its message alone."""
    raise MissingExtra("bpy", "photo")


def die(number: int) -> int:
    """As the kernel does it when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def sleep(folder: Path) -> None:
    """Leave a file named after this process, and sleep for long."""
    (folder / str(os.getpid())).touch()
    time.sleep(600)


def main() -> None:
    """Two workers that sleep; at Ctrl-C one word."""
    folder = Path(sys.argv[1])
    try:
        with shared_out(sleep, [folder] * 4, workers=2) as results:
            list(results)
    except KeyboardInterrupt:
        sys.stdout.write("stopped")


if __name__ == "__main__":
    main()
