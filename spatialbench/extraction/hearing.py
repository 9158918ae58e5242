"""What stands in a stretch of prose: what is meant, what is denied, and where it declines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spatialbench.extraction import meaning
from spatialbench.extraction.content import groups_of
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import FOREIGN, Group, Reader
from spatialbench.extraction.refusals import refusals


class Said(NamedTuple):
    """What stands in a stretch: groups that are meant, those denied and asked, and refusals."""

    standing: list[Group]
    denied: list[Group]
    asked: list[Group]
    declined: list[tuple[int, int]]


@lru_cache(maxsize=4)
def heard(page: Page, reader: Reader, start: int, end: int) -> Said:
    """What is said between two positions of a page."""
    low = page.low
    declined = refusals(low, start, end, told=reader.told)
    aside = [*meaning.asides(low, start, end), *_clauses(low, declined, end)]
    groups = [g for g in groups_of(reader, page, start, end) if not _within(g.start, aside)]
    heard = [(g, reader.deny(page, g, start)) for g in groups]
    standing = [left for _, left in heard if left is not None and left.values != (FOREIGN,)]
    best = min((group.rank for group in standing), default=0)
    standing = [g for g in standing if g.rank == best]
    asked = [g for g in standing if _asked(low, g)]
    standing = [g for g in standing if g not in asked]
    return Said(standing, [g for g, left in heard if left is None], asked, declined)


def _asked(low: str, group: Group) -> bool:
    """Whether a question ends with a group, and is not answered at once ("A? I think so")."""
    mark = re.compile(r"[.!?;。\n]").search(low, group.end, group.end + 60)
    if mark is None or mark[0] != "?":
        return False
    return not re.match(
        r"\s?(?:i think so|yes|correct|right|是|对)", low[mark.end() : mark.end() + 14]
    )


def _clauses(low: str, places: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    reached = 0
    for start, stop in places:
        if start >= reached:
            reached = meaning.aside_end(low, stop, end)
            yield start, reached


def _within(position: int, regions: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in regions)
