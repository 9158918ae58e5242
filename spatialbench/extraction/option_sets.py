"""Options that are sets ("red, green and blue"), said in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spatialbench.extraction.claims import Claim, Page, gather
from spatialbench.extraction.names import Names
from spatialbench.extraction.sets import items
from spatialbench.extraction.vocabulary import plain, vocabulary


@dataclass(frozen=True, slots=True)
class SetOptions:
    """Finds a set of names that is one of the options as a whole."""

    members: Names
    letters: dict[frozenset[str], str]

    @classmethod
    def of(cls, options: Sequence[str], letters: str) -> SetOptions | None:
        """The finder, where every option is a list of names in the vocabulary and one at least has
        more than one; else `None`."""
        known = {n: e[0].name for n, e in vocabulary().by_name.items()}
        sets = [items(plain(option), known) for option in options]
        if all(row is None or len(row) == 1 for row in sets) or None in sets:
            return None
        kinds = {vocabulary().entries[name].kind for row in sets if row for name in row}
        entries = vocabulary().of_kind(kinds)
        names = {name: entry.name for entry in entries for name in entry.names}
        found = {frozenset(row): letters[i] for i, row in enumerate(sets) if row}
        return cls(Names(names, {}, vocabulary().idioms), found)

    def find(self, page: Page, start: int, end: int) -> list[Claim]:
        """The claims of whole sets between two positions."""
        claims = []
        for group in gather(self.members.find(page.low, start, end), page):
            letter = self.letters.get(frozenset(str(value) for value in group.values))
            if letter is not None:
                claims.append(Claim(group.start, group.end, letter))
        return claims
