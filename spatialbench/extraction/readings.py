"""What was made of a stretch of text, and what every reader of one answer type can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from spatialbench.extraction.claims import FOREIGN, Claim, Group, Page
from spatialbench.extraction.context import denied

Status = Literal["ok", "ambiguous", "refusal", "unparseable", "truncated", "empty"]
Value = str | int | float | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Extraction:
    """An answer read from a response.

    `value` is `None` unless `status` is `ok`. `method` names the decision in one word (`bare`,
    `declared`, `boxed`, `json`, `tag`, `corrected`, `first-line`, `last-line`, `chosen`,
    `concluded`, `mentioned`, `listed`; for the other statuses: what was found instead). `span` is
    where in the original response the deciding words stand, as (start, end), or `None`.
    """

    value: Value | None
    status: Status
    method: str
    span: tuple[int, int] | None


class Reading(NamedTuple):
    """A decision about a page, before it is handed out; positions are the page's."""

    status: Status
    value: Value | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reader:
    """How one answer type is read: five functions and what they have in common.

    `whole` gives the value that a short lower-case text is by itself; `claims` everything between
    two positions of a page that could be the answer; `gather` puts claims into groups; `deny` gives
    what is left of a group once its denials are heard (the last argument is where hearing starts);
    `resolve` makes one reading of the groups that stand. `told` says that "cannot be told" is among
    the answers, `many` that an answer may be said in several groups (sets, orderings, cells).
    """

    whole: Callable[[str], Value | None]
    claims: Callable[[Page, int, int], list[Claim]]
    gather: Callable[[Sequence[Claim], Page], list[Group]]
    deny: Callable[[Page, Group, int], Group | None]
    resolve: Callable[[Page, Sequence[Group]], Reading | None]
    told: bool = False
    many: bool = False


def unless_denied(page: Page, group: Group, floor: int) -> Group | None:
    """The group, or nothing where it is denied: for answers that have no single opposite."""
    return None if denied(page.low, group.start, group.end, floor) else group


def unanimous(page: Page, groups: Sequence[Group]) -> Reading | None:
    """One value if all groups say the same, ambiguous if not, nothing if nothing is said."""
    values = dict.fromkeys(value for group in groups for value in group.values)
    if not groups or set(values) == {FOREIGN}:
        return None
    if len(values) > 1:
        return Reading("ambiguous", None, groups[0].start, groups[-1].end)
    (value,) = values
    return Reading("ok", cast("Value", value), groups[-1].start, groups[-1].end)
