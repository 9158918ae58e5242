"""Multiple choice: the letter of one option (`choice`) or letters of several (`choices`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import ascii_uppercase

from spatialbench.extraction.labels import items, merged, one_of, several_of
from spatialbench.extraction.letters import letter_claims
from spatialbench.extraction.names import Names, OptionNames, offers_untold, option_names
from spatialbench.extraction.numerals import chinese_word, english_word, ordinals
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import FOREIGN, Claim, Reader, gather
from spatialbench.extraction.vocabulary import canonical, plain, vocabulary


@dataclass(frozen=True, slots=True)
class SetOptions:
    """Finds a set of names that is one of the options as a whole."""

    members: Names
    letters: dict[frozenset[str], str]

    @classmethod
    def of(cls, options: Sequence[str], letters: str) -> SetOptions | None:
        """The finder, where every option is a list of names in the vocabulary and one at least has
        more than one; else `None`."""
        sets = [items(plain(option), canonical()) for option in options]
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


@dataclass(frozen=True)
class Lettered:
    """Finds options by letter, by text and by position, and says them as letters. What only longer
    replies need is made where one comes."""

    letters: str
    options: tuple[str, ...]

    @classmethod
    def of(cls, options: Sequence[str]) -> Lettered:
        """The finder for these options."""
        return cls(ascii_uppercase[: len(options)], tuple(options))

    @cached_property
    def known(self) -> OptionNames:
        """How the options are called."""
        return option_names(self.options)

    @property
    def told(self) -> bool:
        """Whether one of the options is "cannot be told"."""
        return offers_untold(self.options)

    @cached_property
    def own(self) -> dict[str, str]:
        """What the options are called, but for single letters."""
        return {n: self.letters[i] for n, i in self.known.names.items() if not _is_letter(n)}

    @cached_property
    def alone(self) -> dict[str, str]:
        """Names that count where they stand alone."""
        return {name: self.letters[i] for name, i in self.known.alone.items()}

    @cached_property
    def places(self) -> dict[str, str]:
        """Names of places in the list of options that are nothing else."""
        named, foreign = self.own, self.known.foreign
        found = _positions(self.letters, self.known.numbered)
        return {n: v for n, v in found.items() if n not in named and n not in foreign}

    @cached_property
    def texts(self) -> Names:
        """The names of options in a text, and of what is none."""
        names: dict[str, str] = dict.fromkeys(self.known.foreign, FOREIGN)
        return Names(names | self.own, self.alone, vocabulary().idioms)

    @cached_property
    def positions(self) -> Names:
        """Places in the list of options, named in a text."""
        return Names(self.places, {})

    @cached_property
    def sets(self) -> SetOptions | None:
        """The options that are sets."""
        return SetOptions.of(self.options, self.letters)

    def whole(self, text: str) -> str | None:
        """The letter that a lower-case text means as a whole. Most replies are a letter and nothing
        else: what the options are called is then not looked at."""
        if len(text) == 1 and text in self.letters.lower():
            return text.upper()
        return self._table.get(text)

    def lookup(self) -> dict[str, str]:
        """Whole lower-case texts and the letters that they mean."""
        return self._table

    @cached_property
    def _table(self) -> dict[str, str]:
        letters = {letter.lower(): letter for letter in self.letters}
        single = {n: self.letters[i] for n, i in self.known.names.items() if _is_letter(n)}
        return self.places | self.alone | self.own | single | letters

    def claims(self, page: Page, start: int, end: int) -> list[Claim]:
        """The options named between two positions, in any way."""
        texts = self.texts.find(page.low, start, end)
        sets = self.sets.find(page, start, end) if self.sets else []
        positions = self.positions.find(page.low, start, end)
        letters = letter_claims(page, start, end, self.letters)
        return merged(positions, sets, texts, letters, self._foreign(page, start, end))

    def _foreign(self, page: Page, start: int, end: int) -> list[Claim]:
        """Capitals that look like letters of options and are none ("A, Z")."""
        beyond = ascii_uppercase[len(self.letters) :].replace("I", "")
        found = letter_claims(page, start, end, beyond) if beyond else []
        return [claim._replace(value=FOREIGN) for claim in found]


def _is_letter(name: str) -> bool:
    return len(name) == 1 and name.isascii() and name.isalpha()


@lru_cache(maxsize=128)
def _positions(letters: str, numbered: bool) -> dict[str, str]:
    """Names of places in the list of options; where options are numbers "option 3" is the option
    that reads 3, and only ordinals name places."""
    found: dict[str, str] = {}
    for number, letter in enumerate(letters, start=1):
        names = [
            f"{o} {noun}"
            for o in ordinals(number)
            for noun in ("option", "choice", "answer", "alternative")
        ]
        numeral = chinese_word(number)
        names += [
            f"第{n}{noun}" for n in (numeral, str(number)) for noun in ("个选项", "项", "选项")
        ]
        if not numbered:
            names += [f"{o} one" for o in ordinals(number)]
            names += [f"第{n}个" for n in (numeral, str(number))]
            names += [
                f"{noun} {n}"
                for noun in ("option", "choice")
                for n in (number, english_word(number))
            ]
            names += [f"选项{n}" for n in (numeral, str(number))]
        found |= dict.fromkeys(names, letter)
    last = ("last option", "last choice", "last one", "最后一个选项", "最后一项", "最后一个")
    found |= dict.fromkeys(last, letters[-1])
    return found


def choice_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads one letter."""
    return one_of(Lettered.of(options))


def choices_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads a sorted list of letters, empty where none is declared."""
    finder = Lettered.of(options)
    return several_of(finder, finder.letters)
