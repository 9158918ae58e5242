"""What a reply gives back of its prompt: sentences and lines, the last broken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spatialbench.extraction.page import Part, lowered


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    text: str


_END = re.compile(r"\n|(?<=\w\w)[.!?](?=\s)|[。?!]")
_BARE = re.compile(r"[\W_]+")
_WEIGHT = 12  # a unit lighter than this is given back only in the run of others


def _units(text: str) -> list[_Unit]:
    """The sentences and lines of a text."""
    found, start = [], 0
    for end in (*(mark.end() for mark in _END.finditer(text)), len(text)):
        found.append(_Unit(start, end, _BARE.sub("", text[start:end])))
        start = end
    return [unit for unit in found if unit.text]


def _weight(text: str) -> int:
    return sum(1 if character.isascii() else 3 for character in text[:_WEIGHT])


class _Asked(NamedTuple):
    """The units of a prompt in order; where each stands that says more than an option does; how
    blanks begin that offer several things ("the colour of the screen, or …")."""

    units: list[str]
    heavy: dict[str, int]
    stems: tuple[str, ...]


@lru_cache(maxsize=512)
def _asked(prompt: str, options: tuple[str, ...]) -> _Asked:
    units = [unit.text for unit in _units(prompt)]
    offered = {_BARE.sub("", lowered(option)) for option in options}
    heavy = {
        text: place
        for place, text in enumerate(units)
        if _weight(text) >= _WEIGHT and text not in offered and text[1:] not in offered
    }
    stems = [_BARE.sub("", stem) for stem in re.findall(r"<([^<>,]{2,80},\s?(?:or|或者?))", prompt)]
    return _Asked(units, heavy, tuple(stems))


def given_back(low: str, prompt: str, options: tuple[str, ...]) -> list[Part]:
    """The stretches of a lower-case text that repeat sentences or lines of a lower-case prompt, in
    any order; short ones and options where they follow each other as they do in the prompt, and
    the last one though it breaks off."""
    asked, heavy, stems = _asked(prompt, options)
    found: list[Part] = []
    units, last = _units(low), -2
    for number, unit in enumerate(units):
        following = last >= 0 and asked[last + 1 : last + 2] == [unit.text]
        if following or unit.text in heavy or unit.text.startswith(stems):
            last = last + 1 if following else heavy.get(unit.text, -2)
            found.append((unit.start, unit.end))
        elif number == len(units) - 1 and _broken_off(unit.text, asked, heavy, last):
            found.append((unit.start, unit.end))
        else:
            last = -2
    return found


def _broken_off(text: str, asked: list[str], heavy: dict[str, int], last: int) -> bool:
    """Whether a text is the beginning of what comes next in the prompt, or of a sentence of it."""
    if last >= 0:
        return last + 1 < len(asked) and asked[last + 1].startswith(text)
    return _weight(text) >= _WEIGHT and any(unit.startswith(text) for unit in heavy)
