"""Which tasks there are: generators found through the entry-point group `spatialbench.generators`.

The built-in families come by the same road as anybody else's. An entry point names a tuple of
generator classes. One that cannot be imported is one warning; the rest works.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from spatialbench.errors import UnknownTask
from spatialbench.probes.generator import Generator, versionless

GROUP = "spatialbench.generators"


def _load(entry: EntryPoint) -> list[Generator]:
    try:
        return [task() for task in entry.load()]
    except Exception as error:  # noqa: BLE001 - whatever a stranger's plugin raises, the rest works
        warnings.warn(
            f"the generators of plugin {entry.name!r} ({entry.value}) were left out: "
            f"{type(error).__name__}: {error}",
            stacklevel=2,
        )
        return []


def collect(entries: list[EntryPoint]) -> dict[str, Generator]:
    """The generators of these entry points by id, in order of family and name of entry."""
    found: dict[str, Generator] = {}
    for entry in sorted(entries, key=lambda e: (e.name, e.value)):
        for generator in _load(entry):
            if generator.id in found and type(found[generator.id]) is not type(generator):
                warnings.warn(f"task {generator.id!r} comes from two plugins", stacklevel=2)
                continue
            found[generator.id] = generator
    return found


@cache
def tasks() -> Mapping[str, Generator]:
    """All tasks by id."""
    return MappingProxyType(collect(list(entry_points(group=GROUP))))


def find(name: str) -> Generator:
    """The generator with this id, or with this id less its version (then the newest version)."""
    known = tasks()
    if name in known:
        return known[name]
    versions = [task for task in known if versionless(task) == name]
    if versions:
        return known[max(versions, key=lambda task: int(task.rpartition("-v")[2]))]
    close = get_close_matches(name, [*known, *map(versionless, known)], n=1, cutoff=0.6)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    raise UnknownTask(f"task {name!r} is unknown{hint} (`spatialbench tasks` lists all)")


def family_of(task: str) -> str:
    """The family of a task id."""
    return task.partition("/")[0]
