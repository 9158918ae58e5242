"""How tasks are named wherever they may be: by id, with or without version, by the part after the
ability, or by a wildcard over any of these."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase

from spatialbench.probes.generator import versionless


def names_of(task: str) -> tuple[str, str, str]:
    """The id, the id without version, and the short name: `cube/facing-you-v1`,
    `cube/facing-you`, `facing-you`."""
    name = versionless(task)
    return task, name, name.partition("/")[2] or name


def is_named(task: str, pattern: str) -> bool:
    """Whether a pattern names a task."""
    if "*" in pattern:
        return any(fnmatchcase(name, pattern) for name in names_of(task))
    return pattern in names_of(task)


def meant(pattern: str, known: Iterable[str]) -> str:
    """What may have been meant by a name that no task has, as a piece of a message."""
    names = [name for task in known for name in names_of(task)]
    close = get_close_matches(pattern, names, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""
