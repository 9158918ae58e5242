"""Integers, and numbers in a unit."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise

from spatialbench.extraction.meaning import unless_denied
from spatialbench.extraction.page import MATHS, Page
from spatialbench.extraction.quantities import (
    RADIANS,
    Exact,
    Quantity,
    Unit,
    quantities,
    unit_called,
    unit_pattern,
)
from spatialbench.extraction.readings import FOREIGN, Claim, Group, Reader, Value, unanimous

_SAID, _NAKED, _ASIDE, _WEAK = 0, 1, 2, 3
"""Ranks: with the unit asked for (or any integer); without it; in brackets; one, third."""


def integer_reader(options: Sequence[str] = (), unit: str | None = None) -> Reader:
    """Reads a whole number; a number that is not whole is no answer."""

    def claims(page: Page, start: int, end: int) -> list[Claim]:
        found = results(quantities(page.low, start, end), page.low)
        return [_whole_claim(q, page.low, end) for q in found if not _is_index(q, page.low, start)]

    def whole(text: str) -> Value | None:
        return int(text) if text.isascii() and text.isdigit() and len(text) < 40 else None

    return Reader(
        whole=whole,
        claims=claims,
        gather=_gathered,
        deny=unless_denied,
        resolve=unanimous,
        listed=False,
    )


@cache
def _bound_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![a-z\"'/])[<>]|(?<![a-z])[a-z]\s?[<>]|[≥≤√±{MATHS}][\s{{(]{{0,3}}|out of|"
        r"(?<![a-z])(?:\d\sof|double|twice|half of|triple)|"
        r"(?:more|less|fewer|greater|larger|smaller|other) than|up to"
        r"|超过|多于|少于|不到|大于|小于|不足|[a-z]\s?\+)\s{0,3}$"
    )


@cache
def _bound_after() -> re.Pattern[str]:
    return re.compile(
        r"\s{0,2}(?:[个块次种]?(?:以上|以下|以内|左右不)|多[个块次种]|\+(?!\s?\d)"
        r"|or (?:more|fewer|less)\b"
        r"|[\^×*÷√]|\s(?:out\s)?of\s(?:the\s)?\d|[a-z](?![a-z]|\s?[°³²]))"
    )


def _is_bound(quantity: Quantity, low: str, *, unit: bool = False) -> bool:
    """Whether a number only bounds the answer ("> 5", 5个以上), or is part of a term."""
    before = low[max(0, quantity.start - 16) : quantity.start]
    if _bound_before().search(before):
        return True
    return not unit and _bound_after().match(low, quantity.end) is not None


def _whole_claim(quantity: Quantity, low: str, end: int) -> Claim:
    value = quantity.value
    if _is_bound(quantity, low):
        return Claim(quantity.start, quantity.end, FOREIGN)
    share = low[quantity.end : min(end, quantity.end + 2)].lstrip().startswith("%")
    exact = isinstance(value, Fraction) and value.denominator == 1 and not share
    return Claim(
        quantity.start,
        quantity.end,
        int(value) if exact else FOREIGN,
        _rank(quantity, low, _SAID),
        weak=quantity.form in {"one", "ordinal"},
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """Finds numbers and gives them in one unit, or plain where no unit is asked for."""

    unit: str | None

    def claims(self, page: Page, start: int, end: int) -> list[Claim]:
        """The numbers between two positions that can be in the unit."""
        found = results(quantities(page.low, start, end), page.low)
        counted = [quantity for quantity in found if not _is_index(quantity, page.low, start)]
        return _whole_measures([self._claim(quantity, page.low, end) for quantity in counted])

    def _claim(self, quantity: Quantity, low: str, end: int) -> Claim:
        match = unit_pattern(self.unit or "").match(low, quantity.end, end)
        said = (match["latin"] or match["other"]) if match else None
        split = match is not None and low[match.end() : match.end() + 1].isdigit()
        if split or (match is None and low[quantity.end : quantity.end + 1] in {"'", '"'}):
            split = low[quantity.start - 1 : quantity.start] not in {"'", '"'}
        bound = split or _is_bound(quantity, low, unit=match is not None)
        value = None if bound else self._value(quantity, said)
        rank = _SAID if said is not None or self.unit is None else _NAKED
        stop = match.end() if match else quantity.end
        return Claim(
            quantity.start,
            stop,
            FOREIGN if value is None else value,
            _rank(quantity, low, rank),
            weak=rank == _NAKED or quantity.form in {"one", "ordinal"},
        )

    def _value(self, quantity: Quantity, said: str | None) -> float | None:
        asked = unit_called(self.unit) if self.unit is not None else None
        if said is None and quantity.form == "pi":
            said = "rad" if asked is not None and asked.kind == "angle" else None
        if asked is None:
            share = Fraction(1, 100) if said in {"%", "percent"} else 1
            return _float(quantity.value * share)
        if said is None:
            return _float(quantity.value)
        return _converted(quantity.value, said, asked)


def _whole_measures(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without measures in two parts (一米五), which are not read."""
    split = {a.start for a, b in pairwise(claims) if a.end == b.start}
    split |= {b.start for a, b in pairwise(claims) if a.end == b.start}
    return [claim for claim in claims if claim.start not in split]


def _converted(value: Exact, said: str, asked: Unit) -> float | None:
    given = unit_called(said)
    if given.kind != asked.kind:
        return None
    if not given.factor or not asked.factor:  # one of them is the radian
        degrees = math.degrees(value) if said in RADIANS else float(value * given.factor)
        return _float(math.radians(degrees) if not asked.factor else degrees)
    return _float(value * given.factor / asked.factor)


def _float(value: Exact) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def number_reader(options: Sequence[str] = (), unit: str | None = None) -> Reader:
    """Reads a number in `unit`, converting what is said in another unit of the same kind."""
    finder = Measures(unit)

    def whole(text: str) -> Value | None:
        return float(text) if text.isascii() and text.isdigit() and len(text) < 40 else None

    return Reader(
        whole=whole,
        claims=finder.claims,
        gather=_gathered,
        deny=unless_denied,
        resolve=unanimous,
        listed=False,
    )


def _rank(quantity: Quantity, low: str, rank: int) -> int:
    if quantity.form in {"one", "ordinal"}:
        return _WEAK
    return max(rank, _ASIDE) if _bracketed(low, quantity.start) else rank


def _bracketed(low: str, position: int) -> bool:
    before = low[max(0, position - 60) : position]
    opened = before.rfind("(")
    return opened > before.rfind(")") and bool(re.search(r"[\w\]]\s?$", before[:opened]))


@cache
def _index() -> re.Pattern[str]:
    """Words that make the number after them a label of something else."""
    return re.compile(
        r"(?:step|layer|level|figure|fig\.|fig|column|view|picture|image|part|case|option|phase|line|section|"
        r"question|problem|stage|point|table|note|frame|no\.|第)\s?#?$"
    )


@cache
def _numbering() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}[.)]\s{1,3}[^\s\d(]")


def _is_index(quantity: Quantity, low: str, start: int) -> bool:
    before = low[max(start, quantity.start - 12) : quantity.start]
    if quantity.form == "digits" and _index().search(before):
        return True
    opens_text = not before.strip() and quantity.start - start < 12
    if not opens_text and not before.rstrip(" ").endswith("\n"):
        return False
    return _numbering().match(low, quantity.start) is not None


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:[a-z]{1,12}\s?)?(?:,|、|/|[-–~]|\bor\b|\band\b|\bto\b|至|到|或者?|还是|和)\s?"
        r"(?:maybe |possibly |perhaps )?"
    )


def _gathered(claims: Sequence[Claim], page: Page) -> list[Group]:
    groups: list[Group] = []
    for claim in claims:
        gap = page.low[groups[-1].end : claim.start] if groups else ""
        if groups and len(gap) <= 24 and _joiner().fullmatch(gap):
            joined = (*groups[-1].claims, claim)
            rank = min(one.rank for one in joined)  # "45 or 135 degrees": one unit for both
            groups[-1] = Group(tuple(c._replace(rank=rank) for c in joined), either=True)
        else:
            groups.append(Group((claim,)))
    return groups


_NOUN = r"\s?(?:(?!because|since|as\b)[a-z]{1,16}\s?)?(?:\([^()\d]{0,30}\)\s?)?"


@cache
def _operator() -> re.Pattern[str]:
    sign = r"[+×*/÷^–-]|(?<=\s)x(?=\s)"
    words = "plus|minus|times|multiplied by|divided by|加上?|减去?|乘以?|除以"
    return re.compile(rf"{_NOUN}(?:{sign}|{words}){_NOUN}")


@cache
def _equality() -> re.Pattern[str]:
    return re.compile(rf"{_NOUN}(?:=|≈|equals|is equal to|makes|等于|→){_NOUN}")


def results(found: Sequence[Quantity], low: str) -> list[Quantity]:
    """The quantities without the operands of calculations, and without results that a later
    calculation goes on with. A calculation without a result leaves nothing."""
    kept: list[Quantity] = []
    for chain in _chains(found, low):
        operands = {quantity.value for quantity in chain[:-1]}
        if len(chain) > 1:
            kept = [quantity for quantity in kept if quantity.value not in operands]
        if len(chain) == 1 or _equality().fullmatch(low, chain[-2].end, chain[-1].start):
            kept.append(chain[-1])
        elif _equality().fullmatch(low, chain[0].end, chain[1].start):
            kept.append(chain[0])  # 14 = 7 + 7
    return kept


def _chains(found: Sequence[Quantity], low: str) -> list[list[Quantity]]:
    chains: list[list[Quantity]] = []
    for quantity in found:
        if chains and _links(low, chains[-1][-1].end, quantity.start):
            chains[-1].append(quantity)
        else:
            chains.append([quantity])
    return chains


def _links(low: str, start: int, end: int) -> bool:
    if end - start > 60:
        return False
    if low[start:end].strip() in {"-", "–"} and low[start:end] == low[start:end].strip():
        return False  # 5-6 is a range
    return bool(_operator().fullmatch(low, start, end) or _equality().fullmatch(low, start, end))
