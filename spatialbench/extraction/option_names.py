"""Every name by which an option may be called: its text, its translations, its distinguishing part.

A name that would fit two options fits none, except that an option's own text is always its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spatialbench.extraction.numerals import chinese_word, english_word, ordinals, spellings
from spatialbench.extraction.vocabulary import UNDETERMINED, Entry, plain, vocabulary

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
        told=any(entry.name == UNDETERMINED for found in meanings for entry in found),
        numbered=bool(numbered),
    )


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for name, index in pairs:
        found.setdefault(name, set()).add(index)
    return {name: next(iter(indices)) for name, indices in found.items() if len(indices) == 1}


def _synonyms(meanings: Sequence[Sequence[Entry]]) -> Iterable[tuple[str, int]]:
    return ((n, i) for i, found in enumerate(meanings) for entry in found for n in entry.names)


def _foreign(meanings: Sequence[Sequence[Entry]], names: dict[str, int]) -> frozenset[str]:
    kinds = [entry.kind for found in meanings for entry in found[:1]]
    closed = {kind for kind in kinds if kinds.count(kind) > 1} & _CLOSED_KINDS
    entries = vocabulary().of_kind(closed)
    return frozenset(n for entry in entries for n in entry.names) - names.keys()


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
    matches = [form.fullmatch(plain(option)) for option in options]
    frames = {(m[1], m[3]) for m in matches if m}
    if len(options) < 2 or None in matches or len(frames) > 1:
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
