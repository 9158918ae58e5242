"""Which tasks there are: abilities found through the entry-point group `spatialbench.generators`.

An ability is a package: `TASKS` are its generators, `KINDS` the events and asks that it brings,
`EXEMPTIONS` what the audit lets pass, and `words/` what it says. The built-in ones come by the same
road as anybody else's. One that cannot be imported is one warning; the rest works.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from spatialbench.errors import UnknownTask
from spatialbench.geometry.kinds import check_kind
from spatialbench.probes.generator import Exemption, Generator, versionless
from spatialbench.probes.names import is_named, meant

GROUP = "spatialbench.generators"


class Ability(NamedTuple):
    """A package of tasks: its name, its generators, its kinds of events and asks, and what the
    audit lets pass of it."""

    home: str
    tasks: tuple[Generator, ...]
    kinds: tuple[type, ...]
    exemptions: tuple[Exemption, ...]


def ability_of(entry: EntryPoint) -> Ability:
    """The ability that an entry point names; TypeError for a kind with fields that do not say what
    they mean."""
    generators = tuple(task() for task in entry.load())
    home = import_module(entry.module)
    kinds = tuple(getattr(home, "KINDS", ()))
    for kind in kinds:
        check_kind(kind)
    return Ability(entry.module, generators, kinds, tuple(getattr(home, "EXEMPTIONS", ())))


def _load(entry: EntryPoint) -> Ability | None:
    try:
        return ability_of(entry)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's plugin raises, the rest works
        warnings.warn(
            f"the generators of plugin {entry.name!r} ({entry.value}) were left out: "
            f"{type(error).__name__}: {error}",
            stacklevel=2,
        )
        return None


def collect(entries: list[EntryPoint]) -> dict[str, tuple[Generator, Ability]]:
    """The generators of these entry points by id, each with its ability, in order of the names of
    the entries."""
    found: dict[str, tuple[Generator, Ability]] = {}
    for entry in sorted(entries, key=lambda e: (e.name, e.value)):
        ability = _load(entry)
        if ability is None:
            continue
        for generator in ability.tasks:
            if generator.id in found and type(found[generator.id][0]) is not type(generator):
                warnings.warn(f"task {generator.id!r} comes from two plugins", stacklevel=2)
                continue
            found[generator.id] = (generator, ability)
    return found


@cache
def _found() -> Mapping[str, tuple[Generator, Ability]]:
    return MappingProxyType(collect(list(entry_points(group=GROUP))))


@cache
def tasks() -> Mapping[str, Generator]:
    """All tasks by id."""
    return MappingProxyType({name: generator for name, (generator, _) in _found().items()})


def find(name: str) -> Generator:
    """The generator with this id, with this id less its version (then the newest version), or of
    this short name, if there is but one such."""
    known = tasks()
    if name in known:
        return known[name]
    versions = [task for task in known if is_named(task, name)]
    tasks_named = sorted({versionless(task) for task in versions})
    if len(tasks_named) == 1:
        return known[max(versions, key=lambda task: int(task.rpartition("-v")[2]))]
    if tasks_named:
        raise UnknownTask(f"task {name!r} can be {' or '.join(tasks_named)}: say which")
    raise UnknownTask(
        f"task {name!r} is unknown{meant(name, known)} (`spatialbench tasks` lists all)"
    )


def home_of(task: str) -> str | None:
    """The package that a task comes from; None for a task that is not installed."""
    found = _found().get(task)
    return None if found is None else found[1].home


def kinds_of(task: str) -> tuple[type, ...]:
    """The kinds of events and asks that the ability of a task brings."""
    found = _found().get(task)
    return () if found is None else found[1].kinds


def part_of(home: str, part: str) -> ModuleType | None:
    """The module of that name in an ability's package; None where there is none."""
    try:
        found = find_spec(f"{home}.{part}")
    except ModuleNotFoundError:  # the ability is one file
        return None
    return None if found is None else import_module(f"{home}.{part}")


def exemptions() -> tuple[Exemption, ...]:
    """What the audit lets pass, of all abilities."""
    abilities = dict.fromkeys(ability for _, ability in _found().values())
    return tuple(one for ability in abilities for one in ability.exemptions)


def family_of(task: str) -> str:
    """The family of a task id."""
    return task.partition("/")[0]
