"""Every error a user can meet, as a tree.

A message is one paragraph: where (file, line, field), what was expected, what came, the remedy.

    SpatialbenchError
    ├── InputError        something from outside is wrong (a file, a suite, an argument)
    │   ├── UnknownTask
    │   └── FormatError   a line or field of a file breaks its schema
    ├── MismatchError     two things do not belong together (a set and its hash, answers and a set)
    ├── Refused           a generator would not draw a fair probe here
    ├── WorkerLost        a process that worked for us was stopped from outside
    └── MissingExtra      an optional package is not installed
"""

from __future__ import annotations


class SpatialbenchError(Exception):
    """The root: catch this to catch everything the package raises on purpose."""


class InputError(SpatialbenchError):
    """Something from outside is wrong."""


class UnknownTask(InputError):
    """A task id that no generator has."""


class FormatError(InputError):
    """A line or field of a file breaks its schema."""


class MismatchError(SpatialbenchError):
    """Two things that do not belong together."""


class Refused(SpatialbenchError):
    """A probe was refused; `reason` is a short slug that the manifest counts."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(f"{reason}: {detail}" if detail else reason)


class WorkerLost(SpatialbenchError):
    """A process that worked for us was stopped from outside, as happens where memory runs out."""


class MissingExtra(SpatialbenchError, ImportError):
    """An optional package is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} is not installed; it comes with the extra {extra!r}: in a checkout, "
            f'pip install ".[{extra}]"'
        )
