"""Answers that are sets: what several claims make together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from spatialbench.extraction.claims import ALL, FOREIGN, NONE, Claim, Group, Page
from spatialbench.extraction.names import Names
from spatialbench.extraction.readings import Reading
from spatialbench.extraction.vocabulary import Entry, vocabulary


def union(everything: Sequence[str]) -> Callable[[Page, Sequence[Group]], Reading | None]:
    """Resolves groups to the sorted list of all that they name; "all" means `everything`."""

    def resolve(page: Page, groups: Sequence[Group]) -> Reading | None:
        if not groups:
            return None
        values = {value for group in groups for value in group.values}
        if len(values) > 1:
            values.discard(ALL)  # "red and blue are all visible"
        start, end = groups[0].start, groups[-1].end
        mixed = len(values) > 1 and NONE in values
        if mixed or any(group.either and len(group.values) > 1 for group in groups):
            return Reading("ambiguous", None, start, end)
        if FOREIGN in values:
            return None
        return Reading("ok", _members(cast("set[str]", values), everything), start, end)

    return resolve


def _members(values: set[str], everything: Sequence[str]) -> list[str]:
    if values == {NONE}:
        return []
    return sorted(everything if values == {ALL} else values)


@lru_cache(maxsize=64)
def quantities(taken: frozenset[str]) -> Names:
    """Names of "none" and "all", but for those that are names of options."""
    nothing, everything = vocabulary().entries["none"], vocabulary().entries["all"]
    names = _free(nothing, nothing.names, taken, NONE)
    names |= _free(everything, everything.names, taken, ALL)
    names |= dict.fromkeys(vocabulary().exceptions, FOREIGN)
    return Names(names, _free(nothing, nothing.alone, taken, NONE), vocabulary().idioms)


def _free(entry: Entry, names: Sequence[str], taken: frozenset[str], value: str) -> dict[str, str]:
    if entry.name in taken:
        return {}
    return {name: value for name in names if name not in taken}


def listed(text: str, lookup: Mapping[str, str]) -> list[str] | None:
    """The sorted values of a text that is nothing but a list of names, else `None`."""
    values = items(text, lookup)
    return None if values is None else sorted(set(values))


def items(text: str, lookup: Mapping[str, str]) -> list[str] | None:
    """The values of a text that is nothing but a list of names, in the order said."""
    if len(text) > 200:
        return None
    values = [lookup.get(name) for name in _separator().split(text)]
    return None if None in values or not values else cast("list[str]", values)


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(r"\s*(?:,\s*and\s|[,、;&,]|\sand\s|和)\s*")


def merged(*lists: Sequence[Claim]) -> list[Claim]:
    """Claims in order; where two overlap the one from the earlier list stays."""
    kept: list[Claim] = []
    for claims in lists:
        taken = {position for claim in kept for position in range(claim.start, claim.end)}
        kept += [claim for claim in claims if taken.isdisjoint(range(claim.start, claim.end))]
    return sorted(kept)
