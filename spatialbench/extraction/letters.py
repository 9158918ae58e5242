"""Letters of options in running text: which A is an answer and which an article."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import Claim

_OPENERS, _CLOSERS = "([\"'", ")]\"'"

_AFTER_A = frozenset({
    "is", "was", "are", "because", "since", "as", "or", "and", "but", "has", "does", "would",
    "should", "can", "cannot", "seems", "matches", "fits", "works", "looks", "shows",
    "overlaps", "must", "will", "could", "might", "instead", "rather", "not", "also", "wins",
    "though", "although", "then", "given", "so", "if", "only", "it", "to", "through", "till",
    "maybe", "perhaps", "possibly", "probably",
})  # fmt: skip
"""Words that follow a letter; after any other word "A" is an article."""

_MARKERS = re.compile(
    r"(?:options?|choices?|answers?|letter|is|pick|choose|select|with|选项?|答案|[:=])\s*$"
)

THINGS = re.compile(
    r"(?:point|cube|box|ball|cup|step|object|block|vertex|corner|edge|agent|person|player|camera|"
    r"screen|robot|gear|room|点|球|盒子?|杯子?|步骤)s?\s*$"
)
"""Before a letter they make it the name of a thing in the scene."""

NO_THINGS = re.compile(r"(?!)")

_GLUED = re.compile(r"[+%^](?!\s?[A-Z])")
_SHORT = 24
_MOST = 400  # letters looked at, from the end


@lru_cache(maxsize=64)
def _pattern(letters: str) -> re.Pattern[str]:
    upper, lower = f"[{letters}]", f"[{letters.lower()}]"
    return re.compile(
        rf"(?<![A-Za-z0-9°])(?P<upper>{upper})(?![A-Za-z0-9])"
        rf"|\((?P<bracketed>{lower})\)"
        rf"|(?<![A-Za-z])(?:(?:[Oo]ption|[Cc]hoice|[Ll]etter|[Aa]nswer|OPTION)(?:\s?[:-])?\s|选项?\s?:?\s?)(?P<marked>{lower})"
        r"(?=\s*(?:[.,;:!?)。,]|$|\n))"
        rf"|(?<=[选案是为:])\s?(?P<run>{upper}{{2,}})(?![A-Za-z0-9])"
    )


@lru_cache(maxsize=64)
def _opening(letters: str) -> re.Pattern[str]:
    """What only the start of a text makes letters: a small one, or several without gaps."""
    return re.compile(
        rf"[\s\"'(\[*_]{{0,20}}(?:(?P<small>[{letters.lower()}])|(?P<run>[{letters}]{{2,}}))"
        r"(?!\s?[,/|]\s?[a-z](?![a-z]))(?=[\"')\]]?\s{0,20}(?:[.,;:!?)\]。,、]|$|\n))"
    )


def letter_claims(
    page: Page, start: int, end: int, letters: str, things: re.Pattern[str] = THINGS
) -> list[Claim]:
    """The letters among `letters` that stand for themselves between two positions of a page, and
    not for one of the `things` named before them."""
    found = list(_at_the_start(page, start, end, letters))
    floor = found[-1].end if found else start
    for match in deque(_pattern(letters).finditer(page.text, floor, end), maxlen=_MOST):
        name = match.lastgroup or "upper"
        if name == "run":
            found += _run(match)
        elif name != "upper":
            found.append(Claim(*match.span(name), match[name].upper()))
        elif _stands(page, match.span(), (start, end), things):
            weak = not _is_marked(page, *match.span())
            found.append(Claim(*match.span(), match[0].upper(), weak=weak))
    return found


def _is_marked(page: Page, start: int, end: int) -> bool:
    """Whether brackets or a word for options say that a capital is a letter of an option."""
    before = page.low[max(0, start - _SHORT) : start]
    enclosed = before[-1:] in set(_OPENERS) and page.low[end : end + 1] in set(_CLOSERS)
    chinese = any("\u3400" <= char <= "\u9fff" for char in before[-1:] + page.low[end : end + 1])
    return enclosed or chinese or _MARKERS.search(before) is not None


def _run(match: re.Match[str]) -> list[Claim]:
    """The letters of "ABD", if each comes once."""
    first, letters = match.start("run"), match["run"]
    if len(set(letters)) < len(letters):
        return []
    return [Claim(first + i, first + i + 1, letter) for i, letter in enumerate(letters)]


def _at_the_start(page: Page, start: int, end: int, letters: str) -> Iterator[Claim]:
    match = _opening(letters).match(page.text, start, end)
    if match is None:
        return
    if match["small"] is not None:
        yield Claim(*match.span("small"), match["small"].upper())
    else:
        yield from _run(match)


def _stands(
    page: Page, place: tuple[int, int], within: tuple[int, int], things: re.Pattern[str]
) -> bool:
    (start, end), (floor, ceiling) = place, within
    before = page.text[max(floor, start - _SHORT) : start]
    after = page.text[end : min(ceiling, end + _SHORT)]
    if before[-1:] and before[-1] in _OPENERS and after[:1] and after[0] in _CLOSERS:
        return True
    if before[-1:] == "@" or _GLUED.match(after):
        return False  # C++, B%
    if after[:1] in {"-", "'"} and after[1:2].isalpha():
        return False  # a B-side, A's
    if before[-1:] in {"-", "'"} and before[-2:-1].isalpha():
        return False
    low = page.low[start - len(before) : start]
    if low.endswith("n/"):
        return False  # not applicable
    if things.search(low):
        return False
    letter = page.text[start]
    if letter == "A":
        return _is_no_article(after)
    return letter != "I" or _is_no_pronoun(low, after)


def _is_no_article(after: str) -> bool:
    rest = after.lstrip(" ")
    if rest == after or not rest or not (rest[0].isalpha() and rest[0].isascii()):
        return True
    word = re.match(r"[A-Za-z]+", rest)
    if word is None or len(word[0]) == 1:
        return True  # "A B"
    return word[0] in _AFTER_A


def _is_no_pronoun(low_before: str, after: str) -> bool:
    ended = not after.strip() or after.lstrip(" ")[0] in ".):,;!。\n"
    return ended and (not low_before.strip() or _MARKERS.search(low_before) is not None)
