"""Labels of a closed vocabulary: one (`label`) or a set of them (`labels`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Protocol, cast

from spatialbench.extraction.letters import NO_THINGS, letter_claims
from spatialbench.extraction.meaning import unless_denied
from spatialbench.extraction.names import Names, OptionNames, option_names
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import (
    ALL,
    FOREIGN,
    NONE,
    Claim,
    Group,
    Reader,
    Reading,
    Value,
    gather,
    unanimous,
)
from spatialbench.extraction.vocabulary import Entry, vocabulary

_WEAK = 1  # the rank of a number that may count something else


@dataclass(frozen=True)
class Labels:
    """Finds the options of a closed list in a text and says them in their own spelling."""

    options: tuple[str, ...]
    names: Names
    numbers: frozenset[str]
    letters: str  # options that are single letters
    known: OptionNames

    @classmethod
    def of(cls, options: Sequence[str], *, chained: bool = False) -> Labels:
        """The finder for these options; `chained` names may be linked by hyphens."""
        known = option_names(options)
        single = [option for option in options if len(option) == 1 and option.isascii()]
        letters = "".join(option.upper() for option in single if option.isalpha())
        names: dict[str, str] = dict.fromkeys(known.foreign, FOREIGN)
        names |= {name: options[i] for name, i in known.names.items()}
        if letters:
            names = {
                name: value for name, value in names.items() if len(name) > 1 or not name.isalpha()
            }
        alone = {name: options[i] for name, i in known.alone.items()}
        finder = Names(names, alone, vocabulary().idioms, chained)
        return cls(tuple(options), finder, known.numbers, letters, known)

    @property
    def told(self) -> bool:
        """Whether one of the options is "cannot be told"."""
        return self.known.told

    def whole(self, text: str) -> str | None:
        """The option that a lower-case text is as a whole."""
        return self._table.get(text)

    def lookup(self) -> dict[str, str]:
        """Whole lower-case texts and the options that they are."""
        return self._table

    @cached_property
    def _table(self) -> dict[str, str]:
        anywhere = {n: str(v) for n, v in self.names.values.items() if v != FOREIGN}
        alone = {n: str(v) for n, v in self.names.alone.items()}
        return alone | anywhere | {o.lower(): o for o in self.options if o.upper() in self.letters}

    def claims(self, page: Page, start: int, end: int) -> list[Claim]:
        """The options named between two positions."""
        found = [
            self._weighed(page.low, claim, end) for claim in self.names.find(page.low, start, end)
        ]
        if not self.letters:
            return found
        spelled = {option.upper(): option for option in self.options}
        letters = letter_claims(page, start, end, self.letters, NO_THINGS)
        return merged(found, [c._replace(value=spelled[str(c.value)], weak=False) for c in letters])

    def _weighed(self, low: str, claim: Claim, end: int) -> Claim:
        if low[claim.start : claim.end] not in self.numbers:
            return claim
        if _indexed().search(low, max(0, claim.start - 16), claim.start):
            return claim._replace(rank=_WEAK, weak=True)
        after = _counted().match(low, claim.end, end)
        return claim if after is None else claim._replace(rank=_WEAK, weak=True)


@cache
def _indexed() -> re.Pattern[str]:
    """Words that make the number after them one of a step, a try, a page."""
    return re.compile(
        r"(?<![a-z])(?:step|turn|round|page|attempt|retry|try|line|code|version|swap|move|event|"
        r"chapter|exercise|there are|there is|all|of)\s?#?$"
    )


@cache
def _counted() -> re.Pattern[str]:
    """A number that counts or orders something else: "3 swaps", "one of", "first,"."""
    return re.compile(
        r"\s(?!is\b|was\b|because\b|since\b|as\b|or\b|and\b|but\b|so\b|now\b|in\b|at\b|on\b|place\b|position\b|"
        r"cup\b|box\b|one\b|container\b|location\b|spot\b|slot\b)[a-z]+|[次步轮圈]"
    )


class Finder(Protocol):
    """Finds the values of a closed list in a text."""

    @property
    def told(self) -> bool:
        """Whether one of the options is "cannot be told"."""
        ...

    def whole(self, text: str) -> str | None:
        """The value that a lower-case text is as a whole."""
        ...

    def lookup(self) -> dict[str, str]:
        """Whole lower-case texts and the values that they are."""
        ...

    def claims(self, page: Page, start: int, end: int) -> list[Claim]:
        """The values named between two positions."""
        ...


def one_of(finder: Finder) -> Reader:
    """Reads one value."""
    return Reader(
        whole=finder.whole,
        claims=finder.claims,
        gather=gather,
        deny=unless_denied,
        resolve=unanimous,
        told=finder.told,
    )


def several_of(finder: Finder, everything: Sequence[str]) -> Reader:
    """Reads a sorted list of values, empty where none is declared; "all" means `everything`."""
    table = finder.lookup()
    extra = quantities(frozenset(table))

    def claims(page: Page, start: int, end: int) -> list[Claim]:
        found = finder.claims(page, start, end)
        return merged(found, extra.find(page.low, start, end))

    def whole(text: str) -> Value | None:
        return listed(text, table)

    return Reader(
        whole=whole,
        claims=claims,
        gather=gather,
        deny=unless_denied,
        resolve=union(everything),
        told=finder.told,
        many=True,
    )


def label_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads one of the options."""
    return one_of(Labels.of(options))


def labels_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads a sorted list of options, empty where none is declared."""
    return several_of(Labels.of(options), options)


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
