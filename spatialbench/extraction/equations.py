"""Which numbers of a calculation are its result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spatialbench.extraction.quantities import Quantity

_NOUN = r"\s?(?:[a-z]{1,16}\s?)?(?:\([^()\d]{0,30}\)\s?)?"


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
