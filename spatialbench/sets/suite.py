"""Suites: the recipe of a set, as TOML, and the plan of probes that follows from it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple  # parsed TOML

from spatialbench.caster.pixels import LOOKS, Look
from spatialbench.errors import FormatError, InputError
from spatialbench.items.item import LANGUAGES
from spatialbench.jsonl import check
from spatialbench.probes.generator import MODALITIES, Generator
from spatialbench.probes.make import PARAPHRASES, check_steps
from spatialbench.probes.names import is_named
from spatialbench.probes.registry import find, tasks
from spatialbench.sets.jobs import Cell, Form, Jobs


class Pictures(NamedTuple):
    """How pictures are drawn: pixels each way, and the look."""

    size: int
    look: Look


@dataclass(frozen=True, slots=True)
class Suite:
    """A recipe: its name, the size and look of pictures, and its parts as they stand in the
    TOML."""

    name: str
    about: str
    picture_size: int
    parts: tuple[Mapping[str, Any], ...]
    look: Look = "shaded"

    @property
    def drawn(self) -> Pictures:
        """How its pictures are drawn."""
        return Pictures(self.picture_size, self.look)

    def to_json(self) -> dict[str, Any]:
        """The recipe as it is written into the manifest; the usual look is not mentioned."""
        return {
            "name": self.name,
            "about": self.about,
            "picture_size": self.picture_size,
            **({} if self.look == LOOKS[0] else {"look": self.look}),
            "part": [dict(part) for part in self.parts],
        }


Spot = tuple[int | None, int | None]
"""A level, or a number of steps."""
Wanted = dict[tuple[str, Spot], list[tuple[int, Form]]]
"""The forms of each task and spot, by the number of probes they reach."""


def built_in_suites() -> list[str]:
    """The names of the suites that come with the package."""
    folder = files("spatialbench.assets") / "suites"
    return sorted(
        f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")
    )


def read_suite(name: str) -> Suite:
    """The built-in suite of that name, or the suite in that TOML file."""
    if name in built_in_suites():
        text = (files("spatialbench.assets") / "suites" / f"{name}.toml").read_text("utf-8")
        return suite_of_text(text, f"suite {name}")
    path = Path(name)
    if path.suffix != ".toml":
        raise InputError(
            f"suite {name!r} is unknown; there are {', '.join(built_in_suites())}, "
            f"or give the path of a .toml file"
        )
    try:
        return suite_of_text(path.read_text(encoding="utf-8"), str(path))
    except (OSError, ValueError) as error:  # no UTF-8, or a path that cannot be one
        raise InputError(f"{path}: cannot be read: {error}. Is the path right?") from None


def suite_of_text(text: str, where: str) -> Suite:
    """The suite that TOML describes; InputError begins with `where`."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers too long, nesting too deep, no TOML
        raise InputError(f"{where}: expected TOML: {error}") from None
    return suite_of_table(table, where)


def suite_of_table(table: Mapping[str, Any], where: str) -> Suite:
    """The suite of a parsed table; FormatError begins with `where`."""
    table = _with_whole_numbers(table)
    check(table, "suite", where)
    for number, part in enumerate(table["part"]):
        if ("each" in part) == ("probes" in part):
            got = "both" if "each" in part else "neither"
            raise FormatError(
                f"{where}: field part.{number}: expected `each` (probes of every task and level) "
                f"or `probes` (so many in all); got {got}"
            )
        if "levels" in part and "axis" in part:
            raise FormatError(
                f"{where}: field part.{number}: expected `levels` or `axis` (numbers of steps "
                f"along the axis of the tasks); got both"
            )
    return Suite(
        table["name"],
        table.get("about", ""),
        table.get("picture_size", 512),
        tuple(table["part"]),
        table.get("look", LOOKS[0]),
    )


def _with_whole_numbers(value: Any) -> Any:
    """1.0 is 1: equal recipes ask equal questions."""
    if isinstance(value, Mapping):
        return {name: _with_whole_numbers(below) for name, below in value.items()}
    if isinstance(value, list):
        return [_with_whole_numbers(below) for below in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def matching(patterns: Sequence[str]) -> list[Generator]:
    """The tasks that the patterns name: ids, ids without version, short names, or wildcards like
    `cube/*`. InputError where one names none."""
    found: dict[str, Generator] = {}
    for pattern in patterns:
        if "*" in pattern:
            hits = {name: g for name, g in tasks().items() if is_named(name, pattern)}
            if not hits:
                raise InputError(f"no task matches {pattern!r} (`spatialbench tasks` lists all)")
            found |= hits
        else:
            generator = find(pattern)
            found[generator.id] = generator
    return [found[name] for name in tasks() if name in found]


def shares(total: int, cells: int) -> list[int]:
    """The total spread over the cells as evenly as possible, the first ones getting the rest."""
    return [total // cells + (i < total % cells) for i in range(cells)]


def plan(suite: Suite) -> Jobs:
    """Every probe of the suite with its forms, by task, level and number."""
    cells: Wanted = {}
    for part in suite.parts:
        _add_part(part, cells)
    order = {name: i for i, name in enumerate(tasks())}
    places = sorted(cells, key=lambda cell: (order[cell[0]], *(n or 0 for n in cell[1])))
    jobs = Jobs([Cell(task, *spot, tuple(cells[task, spot])) for task, spot in places])
    if not jobs:
        raise InputError(f"suite {suite.name!r} asks for no item; check its modalities and levels")
    return jobs


def _add_part(part: Mapping[str, Any], cells: Wanted) -> None:
    generators = matching(part["tasks"])
    places = [(g, spot) for g in generators for spot in _spots(g, part)]
    each = part.get("each")
    counts = shares(part["probes"], len(places)) if each is None else [each] * len(places)
    for (generator, spot), count in zip(places, counts, strict=True):
        wanted = cells.setdefault((generator.id, spot), [])
        wanted += [(count, form) for form in _forms(generator, part)]


def _spots(generator: Generator, part: Mapping[str, Any]) -> list[Spot]:
    if "axis" not in part:
        return [(level, None) for level in _levels(generator, part.get("levels"))]
    for steps in part["axis"]:
        check_steps(generator, steps)
    return [(None, steps) for steps in dict.fromkeys(part["axis"])]


def _levels(generator: Generator, wanted: Sequence[int] | None) -> list[int]:
    if wanted is None:
        return list(generator.levels)
    for level in wanted:
        if level not in generator.levels:
            known = ", ".join(map(str, generator.levels))
            raise InputError(
                f"task {generator.id!r} has levels {known}; the suite asks for {level}"
            )
    return list(dict.fromkeys(wanted))


def _forms(generator: Generator, part: Mapping[str, Any]) -> list[Form]:
    choices = part.get("choices", False)
    modalities = part.get("modalities", generator.modalities[:1])
    wordings = range(PARAPHRASES) if part.get("all_wordings", False) else [None]
    return [
        Form(language, modality, choice, wording)
        for language in LANGUAGES
        if language in part.get("languages", ["en"])
        for modality in MODALITIES
        if modality in modalities and modality in generator.modalities
        for choice in ([False, True] if choices == "both" else [choices])
        if ("choice" if choice else "open") in generator.forms
        for wording in wordings
    ]
