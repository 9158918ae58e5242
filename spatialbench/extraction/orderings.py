"""Orderings: all options, each once, in the order in which a list says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from string import ascii_uppercase
from typing import cast

from spatialbench.extraction.declarations import either, word
from spatialbench.extraction.labels import Labels, items
from spatialbench.extraction.letters import letter_claims
from spatialbench.extraction.meaning import unless_denied
from spatialbench.extraction.numerals import ordinal_numbers
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import FOREIGN, Claim, Group, Reader, Reading, Value


def ordering_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads the options as a list of texts; letters count where options have no letters of their
    own and the list is all letters."""
    finder = Labels.of(options, chained=True)
    letters = "" if finder.letters else ascii_uppercase[: len(options)]
    table = finder.lookup() | dict(zip(letters.lower(), options, strict=False))

    def whole(text: str) -> Value | None:
        return _complete(items(text, table), options)

    def claims(page: Page, start: int, end: int) -> list[Claim]:
        found = finder.claims(page, start, end)
        if not letters:
            return found
        lettered = letter_claims(page, start, end, letters)
        by_letter = [c._replace(value=options[letters.index(str(c.value))]) for c in lettered]
        return found or by_letter

    def resolve(page: Page, groups: Sequence[Group]) -> Reading | None:
        return _resolved(page, groups, options)

    return Reader(
        whole=whole,
        claims=claims,
        gather=_runs,
        deny=unless_denied,
        resolve=resolve,
        told=finder.known.told,
        many=True,
        loose=True,
        states=True,
    )


def _complete(values: list[str] | None, options: Sequence[str]) -> list[str] | None:
    return values if values is not None and sorted(values) == sorted(options) else None


def _runs(claims: Sequence[Claim], page: Page) -> list[Group]:
    groups: list[Group] = []
    for claim in claims:
        gap = page.low[groups[-1].end : claim.start] if groups else ""
        if groups and len(gap) <= 60 and (match := _gap().fullmatch(gap)) is not None:
            either = groups[-1].either or match["either"] is not None
            groups[-1] = Group((*groups[-1].claims, claim), either)
        else:
            groups.append(Group((claim,)))
    return groups


@cache
def _gap() -> re.Pattern[str]:
    """What may stand between two neighbours of a list."""
    order = "first|second|third|fourth|fifth|sixth|seventh|next|last|then|finally|lastly"
    part = either(
        r"[\s,;/&+、|>\-–→.:()\"'\[\]<]|=>",
        r"\d{1,2}(?=[.):、\s])|\d(?:st|nd|rd|th)(?![a-z])",
        "(?P<either>(?<![a-z])or(?![a-z])|或者?|还是)",
        word(
            f"(?:is|comes|was) (?:{order})|(?:{order}) (?:is|comes|was)|{order}",
            "and|followed by|after that|afterwards|the|an?|to|by|one",
            "cubes?|balls?|blocks?|box|cup|face|object|discs?|sphere|cylinder|hoop|car",
        ),
        r"第[一二三四五六七八九\d]个?[是为]?|和|然后|接着|再|最后|其次|随后|依次|之后|到|球|块|盒子?|的",
        "方块|是",
    )
    return re.compile(f"{part}*")


def _resolved(page: Page, groups: Sequence[Group], options: Sequence[str]) -> Reading | None:
    found: dict[tuple[str, ...], Group] = {}
    for group in groups:
        if group.either and len(group.values) > 1:
            return Reading("ambiguous", None, group.start, group.end)
        values = _ordered(page.low, group)
        if values is not None and _complete(values, options):
            found[tuple(values)] = group
    if not found:
        return None
    last = list(found.values())[-1]
    if len(found) > 1:
        return Reading("ambiguous", None, groups[0].start, groups[-1].end)
    return Reading("ok", list(next(iter(found))), last.start, last.end)


def _ordered(low: str, group: Group) -> list[str] | None:
    """The values by the numbers written before them, or as read where there are none."""
    values = [str(claim.value) for claim in group.claims if claim.value != FOREIGN]
    ranks = _ranks(low, group)
    if len(values) < len(group.claims):
        return None
    if any(rank is None for rank in ranks):
        told = [(rank, place) for place, rank in enumerate(ranks, start=1) if rank is not None]
        return values if all(rank == place for rank, place in told) else None
    ranked = sorted(zip(cast("list[int]", ranks), values, strict=True))
    return [value for _, value in ranked] if len(set(ranks)) == len(ranks) else None


def _ranks(low: str, group: Group) -> list[int | None]:
    """The numbers said with the values: after all of them ("red is first") or else before."""
    after = [_placed().match(low, claim.end) for claim in group.claims]
    if after[0] is None:
        return [_rank(low, claim.start) for claim in group.claims]
    return [None if match is None else _place(match, len(after)) for match in after]


def _place(match: re.Match[str], last: int) -> int:
    if match[2] is not None:
        return int(match[2])
    return last if match[1] == "last" else ordinal_numbers()[match[1]]


@cache
def _placed() -> re.Pattern[str]:
    words = "|".join(["last", *ordinal_numbers()])
    return re.compile(rf"\s(?:(?:is|comes|was)\s)?({words})(?![a-z])|\s?\((\d{{1,2}})\)")


def _rank(low: str, start: int) -> int | None:
    match = _numbering().search(low[max(0, start - 24) : start])
    if match is None:
        return None
    if match["digits"]:
        return int(match["digits"])
    if match["numeral"]:
        return "零一二三四五六七八九".index(match["numeral"])
    return ordinal_numbers()[match["word"]]


@cache
def _numbering() -> re.Pattern[str]:
    words = "|".join(ordinal_numbers())
    return re.compile(
        rf"(?:(?<![\d.])(?P<digits>\d{{1,2}})[.):、\s]|(?<![a-z])(?P<word>{words})|第(?P<numeral>[一二三四五六七八九]))"
        r"[\s,:(]*(?:(?:is|the|comes|个|是|为)[\s,:(]*)*$"
    )
