"""From claims to one reading: of a declared content, of a line, of running prose.

The order of trust: what stands at the head of a declaration; a line that is an answer and nothing
else; what the text chooses; what it concludes; what it mentions alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spatialbench.extraction import context
from spatialbench.extraction.claims import FOREIGN, Group, Page
from spatialbench.extraction.fillers import closes, opens
from spatialbench.extraction.readings import Reader, Reading
from spatialbench.extraction.refusals import refusals

_MOST_CLAIMS = 128  # nobody claims more; of a longer list the end is read


class Decision(NamedTuple):
    """A reading and how it was come by."""

    reading: Reading
    method: str


def groups_of(reader: Reader, page: Page, start: int, end: int) -> list[Group]:
    """The groups of claims between two positions."""
    claims = reader.claims(page, start, end)[-_MOST_CLAIMS:]
    return [_outspoken(group) for group in reader.gather(claims, page)]


def _outspoken(group: Group) -> Group:
    """The group without what it says less outright than the rest."""
    best = group.rank
    return group._replace(claims=tuple(c for c in group.claims if c.rank == best))


def declared(reader: Reader, page: Page, start: int, end: int) -> Reading | None:
    """What a declared content says: its head if that is an answer, else what its prose settles."""
    start, end = _trimmed(page.low, start, end)
    value = reader.whole(page.low[start:end])
    if value is not None:
        return Reading("ok", value, start, end)
    groups = groups_of(reader, page, start, end)
    head = _head(reader, page, groups, start)
    if head is not None and not (reader.many and len(groups) > 1):
        return reader.resolve(page, [head]) or _declined(reader, page, start, end)
    if not groups or all(group.values == (FOREIGN,) for group in groups):
        return _declined(reader, page, start, end)
    decision = settled(reader, page, start, end)
    return decision.reading if decision else None


def headed(reader: Reader, page: Page, start: int, end: int) -> Reading | None:
    """What stands at the head of a text and is at once ended by a stop or a reason."""
    groups = groups_of(reader, page, start, min(end, start + 400))
    head = _head(reader, page, groups, start)
    if head is None or not _ended(page.low, head.end, end):
        return None
    return reader.resolve(page, [head])


def bare(reader: Reader, page: Page, start: int, end: int) -> Reading | None:
    """What a line says that is an answer and nothing else."""
    start, end = _trimmed(page.low, start, end)
    if start >= end or end - start > 400:
        return None
    value = reader.whole(page.low[start:end])
    if value is not None:
        return Reading("ok", value, start, end)
    groups = groups_of(reader, page, start, end)
    if not groups or not _only_filler(page.low, groups, start, end):
        return None
    if not reader.many and len({group.values for group in groups}) > 1:
        return None
    heard = [left for group in groups if (left := reader.deny(page, group, start)) is not None]
    return reader.resolve(page, heard)


def settled(reader: Reader, page: Page, start: int, end: int) -> Decision | None:
    """What running prose comes to."""
    low = page.low
    declined = refusals(low, start, end, told=reader.told)
    aside = [*context.asides(low, start, end), *_clauses(low, declined, end)]
    said = [g for g in groups_of(reader, page, start, end) if not _within(g.start, aside)]
    heard = [reader.deny(page, group, start) for group in said]
    standing = _outright([group for group in heard if group and group.values != (FOREIGN,)])
    if declined:
        standing = [group for group in standing if not _asked(low, group)]
    if not standing:
        return _refusal(declined)
    standing, method = _preferred(low, standing, start, end)
    if method == "mentioned" and not reader.many and _agree(standing):
        denied = [group for group, left in zip(said, heard, strict=True) if left is None]
        standing = _telling(low, standing, denied)
    if declined and method == "mentioned":
        return _refusal(declined)
    reading = reader.resolve(page, standing)
    return _refusal(declined) if reading is None else Decision(reading, method)


def _agree(groups: Sequence[Group]) -> bool:
    return len({value for group in groups for value in group.values}) == 1


def _telling(low: str, groups: list[Group], denied: list[Group]) -> list[Group]:
    """Which groups tell by being mentioned: none that is asked or also denied; a weak one only
    where others are denied ("not A but C")."""
    refuted = {value for group in denied for value in group.values}
    return [
        group
        for group in groups
        if not refuted.intersection(group.values)
        and (denied or not group.weak)
        and not _asked(low, group)
    ]


def _asked(low: str, group: Group) -> bool:
    return low[group.end : group.end + 3].lstrip().startswith("?")


def _preferred(low: str, groups: list[Group], start: int, end: int) -> tuple[list[Group], str]:
    granted = context.concessions(low, start, end)
    firm = [group for group in groups if not _within(group.start, granted)]
    groups = firm or groups
    picked = [g for g in groups if context.chosen(low, g.start, g.end, start)]
    for place in reversed(context.conclusions(low, start, end)):
        concluded = [group for group in groups if group.start >= place]
        if concluded:
            break
    else:
        concluded = []
    if picked and (not concluded or picked[-1].start >= concluded[0].start):
        return [picked[-1]], "chosen"
    return (concluded, "concluded") if concluded else (groups, "mentioned")


def _head(reader: Reader, page: Page, groups: Sequence[Group], start: int) -> Group | None:
    if not groups or not opens(page.low, start, groups[0].start):
        return None
    return reader.deny(page, groups[0], groups[0].start)


def _ended(low: str, position: int, end: int) -> bool:
    rest = low[position : min(end, position + 40)]
    stripped = rest.lstrip(" \"')]}*_")
    if stripped.startswith(".."):
        return False
    if not stripped or stripped[0] in ".!\n。–(":
        return True
    because = ("because", "since", "as ", "but ", "given", "因为", "- ")
    return stripped.lstrip(" ,").startswith(because)


def _only_filler(low: str, groups: Sequence[Group], start: int, end: int) -> bool:
    between = all(opens(low, a.end, b.start) for a, b in pairwise(groups))
    return between and opens(low, start, groups[0].start) and closes(low, groups[-1].end, end)


def _outright(groups: list[Group]) -> list[Group]:
    best = min((group.rank for group in groups), default=0)
    return [group for group in groups if group.rank == best]


def _declined(reader: Reader, page: Page, start: int, end: int) -> Reading | None:
    places = refusals(page.low[start:end], 0, end - start, told=reader.told)
    return Reading("refusal", None, start, end) if places else None


def _refusal(places: Sequence[tuple[int, int]]) -> Decision | None:
    if not places:
        return None
    return Decision(Reading("refusal", None, *places[0]), "refused")


def _clauses(low: str, places: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """The clauses that begin at these places."""
    reached = 0
    for start, stop in places:
        if start >= reached:
            reached = context.aside_end(low, stop, end)
            yield start, reached


def _within(position: int, regions: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in regions)


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    text = low[start:end]
    signs = " \t\r\n\"'`*_.。,,;;:!!?()[]{}<>~#|$"
    left = len(text) - len(text.lstrip(signs))
    if text[left : left + 1].isdigit() and text[left - 1 : left] == ".":
        left -= 1  # .5
    return start + left, max(start + left, end - (len(text) - len(text.rstrip(signs))))
