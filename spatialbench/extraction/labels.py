"""Labels of a closed vocabulary: one (`label`) or a set of them (`labels`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spatialbench.extraction.claims import FOREIGN, Claim, Page, gather
from spatialbench.extraction.letters import NO_THINGS, letter_claims
from spatialbench.extraction.names import Names
from spatialbench.extraction.option_names import OptionNames, option_names
from spatialbench.extraction.readings import Reader, Value, unanimous, unless_denied
from spatialbench.extraction.sets import listed, merged, quantities, union
from spatialbench.extraction.vocabulary import vocabulary

_WEAK = 1  # the rank of a number that may count something else


@dataclass(frozen=True, slots=True)
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

    def lookup(self) -> dict[str, str]:
        """Whole lower-case texts and the options that they are."""
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
        after = _counted().match(low, claim.end, end)
        return claim if after is None else claim._replace(rank=_WEAK, weak=True)


@cache
def _counted() -> re.Pattern[str]:
    """A number that counts or orders something else: "3 swaps", "one of", "first,"."""
    return re.compile(
        r"\s(?!is\b|was\b|because\b|since\b|as\b|or\b|and\b|but\b|so\b|now\b|in\b|at\b|on\b|place\b|position\b|"
        r"cup\b|box\b|one\b|cups?\b|container\b|location\b|spot\b|slot\b)[a-z]+|[次步轮圈]"
    )


def label_reader(options: Sequence[str]) -> Reader:
    """Reads one of the options."""
    finder = Labels.of(options)
    return Reader(
        whole=finder.lookup().get,
        claims=finder.claims,
        gather=gather,
        deny=unless_denied,
        resolve=unanimous,
        told=finder.known.told,
    )


def labels_reader(options: Sequence[str]) -> Reader:
    """Reads a sorted list of options, empty where none is declared."""
    finder = Labels.of(options)
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
        resolve=union(options),
        told=finder.known.told,
        many=True,
    )
