"""How commands end: one paragraph on stderr and an exit status, whatever happened.

2    something from outside is wrong; the message says what to do
130  Ctrl-C
141  the reader of the output (head, less) has seen enough
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from spatialbench.errors import SpatialbenchError

STOPPED, UNHEARD, WRONG = 130, 141, 2


@contextmanager
def ended_well() -> Iterator[None]:
    """Whatever is raised becomes a paragraph and a SystemExit."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt as stopped:
        _end(STOPPED, str(stopped) or "stopped by Ctrl-C")
    except BrokenPipeError:
        _end(UNHEARD)
    except SpatialbenchError as error:
        _end(WRONG, str(error))
    except UnicodeEncodeError as error:
        _end(WRONG, _of_text(error))
    except OSError as error:
        _end(WRONG, _of_system(error))
    except MemoryError:
        _end(WRONG, "memory ran out. Give it less at a time: fewer --workers, a smaller file")


def _end(status: int, message: str = "") -> None:
    if message:
        with suppress(OSError):
            sys.stderr.write(f"spatialbench: {printable(message)}\n")
    _forget_output()
    sys.exit(status)


def _forget_output() -> None:
    """What could not be written is not tried again when Python ends."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        with suppress(OSError, ValueError):  # in a test it may be no file
            os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _of_system(error: OSError) -> str:
    """Which file it was, what the system said of it, and what to look at."""
    where = error.filename2 or error.filename or "a file"
    what = error.strerror or str(error)
    return f"{where}: {what}. Is it the right path, may you write there, and is there room?"


def _of_text(error: UnicodeEncodeError) -> str:
    text = str(error.object)[max(0, error.start - 20) : error.end + 20]
    return f"expected text that can be written as {error.encoding}; got {text!r}. Write it as UTF-8"


def printable(text: str) -> str:
    """Text with control and other unprintable characters as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def prepare_streams() -> None:
    """Standard streams that were closed lead nowhere; those that cannot say a character say its
    number."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(handle, True)
    os.close(handle)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
