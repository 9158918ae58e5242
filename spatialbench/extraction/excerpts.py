"""Which parts of a very long response are read.

Up to 16,000 characters everything is. Beyond that: the beginning, the end, and the surroundings of
the last places where an answer may be declared, because that is where an answer stands; so the time
for a response grows with one pass of plain string search and no faster.
"""

from __future__ import annotations

from collections.abc import Iterator

from spatialbench.extraction.reasoning import Part, lowered

WHOLE = 16_000
_BEGINNING = 2_000
_END = 8_000
_BEFORE, _AFTER = 80, 400
_ANCHORS = ("answer", "boxed", "####", "答案", "选")
_PLACES = 12  # of each anchor, counted from the end


def excerpts(response: str, parts: list[Part]) -> list[Part]:
    """The parts to read, in order and apart from one another."""
    if sum(end - start for start, end in parts) <= WHOLE:
        return parts
    low = lowered(response)
    chosen: list[Part] = []
    for start, end in parts:
        chosen += _merged(sorted(_places(low, start, end)), start, end)
    return chosen


def _places(low: str, start: int, end: int) -> Iterator[Part]:
    yield start, start + _BEGINNING
    yield end - _END, end
    for anchor in _ANCHORS:
        for place in _last_places(low, anchor, start, end):
            yield place - _BEFORE, place + _AFTER


def _last_places(low: str, anchor: str, start: int, end: int) -> Iterator[int]:
    for _ in range(_PLACES):
        end = low.rfind(anchor, start, end)
        if end < 0:
            return
        yield end


def _merged(places: list[Part], start: int, end: int) -> list[Part]:
    merged: list[Part] = []
    for low, high in places:
        low, high = max(low, start), min(high, end)
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        elif low < high:
            merged.append((low, high))
    return merged
