"""How a claim is meant: denied, set aside, granted, chosen, concluded.

Everything works on lower-case text and positions in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spatialbench.extraction import cues

Region = tuple[int, int]

_REACH = 120  # how far back a word can deny a claim
_BEFORE = 80  # how far back one can choose it
_AHEAD = 80  # how far ahead either


def denied(low: str, start: int, end: int, floor: int) -> bool:
    """Whether words before (not before `floor`) or after a claim deny it."""
    if denials(low, start, floor):
        return True
    return cues.denied_after().match(low[end : end + _AHEAD]) is not None


def denials(low: str, start: int, floor: int) -> int:
    """How many words in the same clause deny what starts at `start`."""
    before = low[max(floor, start - _REACH) : start]
    cut = 0
    for match in cues.scope().finditer(before):
        cut = match.end()
    return sum(1 for _ in cues.denial().finditer(before, cut))


def chosen(low: str, start: int, end: int, floor: int) -> bool:
    """Whether the words around a claim choose it ("I pick B", "B is correct")."""
    before = low[max(floor, start - _BEFORE) : start]
    after = low[end : end + _AHEAD]
    return bool(cues.choosing().search(before) or cues.chosen_after().match(after))


def asides(low: str, start: int, end: int) -> Iterator[Region]:
    """Stretches in which nothing is claimed: premises, reasons, comparisons, conditions."""
    reached = start
    for match in cues.aside().finditer(low, start, end):
        if match.start() < reached:
            continue
        reached = aside_end(low, match.end(), end)
        if match["origin"] is not None:
            reached = _first(cues.destination(), low, match.end(), reached)
        elif match["time"] is not None or _opens_a_reason(match, low, start):
            reached = _first(cues.main_clause(), low, match.end(), reached)
        elif match["reason"] is not None:
            reached = _first(cues.colon(), low, match.end(), reached)
        yield match.start(), reached


def aside_end(low: str, start: int, end: int) -> int:
    """Where something said aside from `start` on ends, at most `end`."""
    return _first(cues.aside_end(), low, start, end)


def concessions(low: str, start: int, end: int) -> list[Region]:
    """Stretches that grant a second possibility ("but D is also possible")."""
    return [match.span() for match in cues.concession().finditer(low, start, end)]


def conclusions(low: str, start: int, end: int) -> list[int]:
    """Where conclusions begin, in order."""
    return [match.end() for match in cues.conclusion().finditer(low, start, end)]


def _opens_a_reason(match: re.Match[str], low: str, start: int) -> bool:
    """Whether a reason opens its sentence, so that the point comes after it."""
    position = match.start()
    before = low[max(start, position - 6) : position].rstrip(" ")
    opens = position - start < 3 or not before or before[-1] in ".!?。;\n:"
    return match["reason"] is not None and opens


def _first(pattern: re.Pattern[str], low: str, start: int, end: int) -> int:
    match = pattern.search(low, start, end)
    return match.start() if match else end
