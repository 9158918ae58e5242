"""Names of a closed list: how options may be called, and where such names stand in a text.

A name is the option's text, its translations or its distinguishing part. A name that would fit two
options fits none, except that an option's own text is always its own. In a text names are whole
words, the longest first.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from spatialbench.extraction.numerals import chinese_word, english_word, ordinals, spellings
from spatialbench.extraction.readings import Claim
from spatialbench.extraction.vocabulary import UNDETERMINED, Entry, plain, vocabulary

CHINESE = "\u3400-\u9fff"
_MOST = 600  # names looked at, from the end
_LINKS = "和或与及是"  # they may touch a name that stands alone


@dataclass(frozen=True, slots=True)
class Names:
    """What each name stands for. Names in `alone` count only where no Chinese character touches
    them; idioms are passed over; in `chained` text names may be linked by hyphens."""

    values: Mapping[str, Hashable]
    alone: Mapping[str, Hashable]
    idioms: tuple[str, ...] = ()
    chained: bool = False

    def find(self, low: str, start: int, end: int) -> list[Claim]:
        """The claims of these names between two positions of a lower-case text."""
        if not self.values and not self.alone:
            return []
        pattern = _pattern(frozenset(self.values), frozenset(self.alone), self.idioms, self.chained)
        claims = []
        for match in deque(pattern.finditer(low, start, end), maxlen=_MOST):
            name = " ".join(match[0].split())
            value = self.values.get(name) if match.lastgroup != "alone" else self.alone.get(name)
            if value is not None and match.lastgroup != "idiom":
                claims.append(Claim(match.start(), match.end(), value))
        return claims


@lru_cache(maxsize=512)
def _pattern(
    names: frozenset[str], alone: frozenset[str], idioms: tuple[str, ...], chained: bool
) -> re.Pattern[str]:
    joined = "" if chained else "(?<![a-z]-)"
    joins = "" if chained else "(?!-[a-z])"
    before = rf"(?<![a-z0-9])(?<![0-9][.,]){joined}"
    after = rf"(?![a-z0-9])(?![.,][0-9]){joins}"
    latin = [name for name in names if name[0].isascii()]
    other = [name for name in names if not name[0].isascii()]
    parts = []
    relevant = [idiom for idiom in idioms if any(n in idiom for n in (*names, *alone))]
    relevant = [idiom for idiom in relevant if not any(idiom in n for n in (*names, *alone))]
    if relevant:
        parts.append(rf"(?P<idiom>(?<![a-z]){_either(relevant)}(?![a-z]))")
    if latin:
        parts.append(before + _either(latin) + after)
    if other:
        parts.append(_either(other))
    if alone:
        parts.append(
            rf"(?P<alone>(?:(?<![{CHINESE}])|(?<=[{_LINKS}])){_either(alone)}(?:(?![{CHINESE}])|(?=[{_LINKS}])))"
        )
    return re.compile("|".join(parts))


def _either(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(map(_spelled, longest_first)) + ")"


def _spelled(name: str) -> str:
    spelled = re.escape(name).replace(r"\ ", r"\s+")
    return spelled + "(?![0-9])" if name[-1].isdigit() else spelled


_CLOSED_KINDS = frozenset({"colour", "side", "compass", "turn"})


@dataclass(frozen=True, slots=True)
class OptionNames:
    """Names to indices of options; `numbers` are those that are numbers or ordinals; `foreign`
    names mean something of the same kind that is not an option; `told`: one option is "cannot be
    told"; `numbered`: the options differ by a number."""

    names: dict[str, int]
    alone: dict[str, int]
    numbers: frozenset[str]
    foreign: frozenset[str]
    told: bool
    numbered: bool


def offers_untold(options: Sequence[str]) -> bool:
    """Whether one of the options is "cannot be told"."""
    found = (vocabulary().by_name.get(plain(option), ()) for option in options)
    return any(entry.name == UNDETERMINED for entries in found for entry in entries)


def option_names(options: Sequence[str]) -> OptionNames:
    """The names of these options."""
    texts = _unique((plain(option), index) for index, option in enumerate(options))
    meanings = [vocabulary().meanings(option) for option in options]
    found = list(_synonyms(meanings)) + list(_cores(options, meanings))
    numbered = list(_numbered(options))
    synonyms = _unique(found + numbered)
    names = {**synonyms, **texts}
    alone = _unique((n, i) for i, m in enumerate(meanings) for e in m for n in e.alone)
    bare_numerals = {n for n, _ in numbered if len(n) == 1 and not n.isascii()}
    alone |= {n: i for n, i in names.items() if n in bare_numerals}
    return OptionNames(
        names={n: i for n, i in names.items() if n and n not in bare_numerals},
        alone={n: i for n, i in alone.items() if n not in texts},
        numbers=frozenset(n for n, _ in numbered),
        foreign=_foreign(meanings, names),
        told=offers_untold(options),
        numbered=bool(numbered),
    )


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, index in pairs:
        if found.setdefault(name, index) != index:
            found[name] = _SEVERAL
    return {name: index for name, index in found.items() if index != _SEVERAL}


_SEVERAL = -1  # no index: the name fits several options


def _synonyms(meanings: Sequence[Sequence[Entry]]) -> Iterable[tuple[str, int]]:
    return ((n, i) for i, found in enumerate(meanings) for entry in found for n in entry.names)


def _foreign(meanings: Sequence[Sequence[Entry]], names: dict[str, int]) -> frozenset[str]:
    kinds = [entry.kind for found in meanings for entry in found[:1]]
    closed = {kind for kind in kinds if kinds.count(kind) > 1} & _CLOSED_KINDS
    return _names_of(frozenset(closed)) - names.keys()


@cache
def _names_of(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(n for entry in vocabulary().of_kind(kinds) for n in entry.names)


def _cores(
    options: Sequence[str], meanings: Sequence[Sequence[Entry]]
) -> Iterable[tuple[str, int]]:
    """What is left of the options without the words that all of them share, but for "cannot be
    told": after a shared beginning whatever it is ("in the red cup" → "red cup"), else where it is
    in the vocabulary ("red cube" → "red")."""
    rows = {
        index: plain(option).split()
        for index, option in enumerate(options)
        if UNDETERMINED not in {entry.name for entry in meanings[index]}
    }
    if len(rows) < 2 or any(len(row) < 2 for row in rows.values()):
        return
    head = _shared(list(rows.values()))
    tail = _shared([row[head:][::-1] for row in rows.values()])
    for index, row in rows.items():
        rest, core = " ".join(row[head:]), " ".join(row[head : len(row) - tail])
        if head and len(rest) > 2:
            yield rest, index
        for entry in vocabulary().meanings(core) if head + tail else ():
            yield from ((name, index) for name in entry.names)


def _shared(rows: Sequence[Sequence[str]]) -> int:
    count = 0
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1:
            break
        count += 1
    return count


def _numbered(options: Sequence[str]) -> Iterable[tuple[str, int]]:
    """Names of options that differ by a number only ("3", "place 3", "3号位置", "90°")."""
    form = re.compile(r"([^\d]*?)\s*(\d{1,3})\s*([^\d]*)")
    if len(options) < 2 or form.fullmatch(plain(options[0])) is None:
        return
    matches = [form.fullmatch(plain(option)) for option in options]
    frames = {(m[1], m[3]) for m in matches if m}
    if None in matches or len(frames) > 1:
        return
    for index, match in enumerate(matches):
        if match is not None:
            number = int(match[2])
            yield from ((n, index) for n in _number_names(match[1], number, match[3].strip()))


def _number_names(noun: str, number: int, tail: str) -> list[str]:
    names = [str(number)]
    if tail in {"°", "degrees", "度", "degree"}:
        names += [f"{number}{form}" for form in ("°", " degrees", "-degree", "度", " °", " degree")]
    if not 1 <= number <= 99:
        return names
    names += spellings(number)
    names += ordinals(number)
    names += [f"{noun} {english_word(number)}"] if noun and noun.isascii() else []
    names += [f"{o} {noun}" for o in ordinals(number)] if noun and noun.isascii() else []
    for numeral in (chinese_word(number), str(number)):
        names += [f"第{numeral}", f"第{numeral}个", f"{numeral}号", f"{noun}{numeral}{tail}"]
    return [name for name in dict.fromkeys(names) if name]
