"""Where answers come in from outside: whatever a reader raises over a stranger's bytes, a user is
told the file, the place and the remedy, in one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from spatialbench.answers.rows import Answer
from spatialbench.errors import FormatError, InputError, SpatialbenchError
from spatialbench.jsonl import shorten


@contextmanager
def boundary(name: str, place: Callable[[], str]) -> Iterator[None]:
    """Inside, every error is one of ours. `place` says how far the reading has come."""
    try:
        yield
    except SpatialbenchError:
        raise
    except MemoryError:
        raise InputError(
            f"{name}, {place()}: it does not fit into the memory. Cut it into several files."
        ) from None
    except OSError as error:
        raise InputError(
            f"{name}, {place()}: cannot be read: {shorten(error.strerror or str(error), 160)}. "
            f"Is the file whole?"
        ) from None
    except Exception as error:  # noqa: BLE001 (zip, XML, zstd and parquet readers raise anything)
        raise FormatError(
            f"{name}, {place()}: expected a whole file; {type(error).__name__}: "
            f"{shorten(str(error), 160)}. It is damaged: copy it again, or let the run write it "
            f"again."
        ) from None


def within(rows: Iterator[Answer], name: str) -> Iterator[Answer]:
    """The rows of the file of that name, read inside the boundary."""
    count = 0
    with boundary(name, lambda: f"after answer {count}"):
        for row in rows:
            count += 1
            yield row
