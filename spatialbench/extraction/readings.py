"""What a text claims, what is made of it, and what the reader of one answer type can do."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NamedTuple, cast

from spatialbench.extraction.declarations import either
from spatialbench.extraction.page import Page

FOREIGN: Final = "\x00foreign"
"""The value of something of the right kind that is not among the options (a seventh colour)."""

NONE: Final = "\x00none"
ALL: Final = "\x00all"


class Claim(NamedTuple):
    """A value named between two positions.

    Of claims with different ranks only the lowest rank is heard: 0 for what is said outright, more
    for what says less. A `weak` claim may well mean something else (plan B, the red one): it is not
    enough that it is mentioned, it must be chosen, concluded or declared.
    """

    start: int
    end: int
    value: Hashable
    rank: int = 0
    weak: bool = False


class Group(NamedTuple):
    """Claims in one breath ("A or B", "B. blue", "red, green and blue")."""

    claims: tuple[Claim, ...]
    either: bool = False  # joined by "or"

    @property
    def start(self) -> int:
        return self.claims[0].start

    @property
    def end(self) -> int:
        return self.claims[-1].end

    @property
    def rank(self) -> int:
        return min(claim.rank for claim in self.claims)

    @property
    def weak(self) -> bool:
        return all(claim.weak for claim in self.claims)

    @property
    def values(self) -> tuple[Hashable, ...]:
        """The distinct values in the order said."""
        return tuple(dict.fromkeys(claim.value for claim in self.claims))


@cache
def _joiner() -> re.Pattern[str]:
    noun = either(
        "face|side|option|one|cube|ball|block|box|cup|net|view|picture|place",
        "选项|项|号|面|个|球|块",
    )
    link = either("and/or|and|or|nor|plus|as well as|和|或者?|或是|以及|与|及|还是|并")
    soft = either(
        "maybe|possibly|perhaps|also|even|both|either|the|an?|else|option|choice|face|net|可能|也许"
    )
    return re.compile(
        rf"(?:\s*{noun}s?(?![a-z]))?"
        rf"(?P<sign>[\s,/&+、|\"'()\[\]]*)(?P<word>{link})?(?:\s*{soft}(?![a-z]))*[\s\"'(\[]*"
    )


@cache
def _label_gap() -> re.Pattern[str]:
    return re.compile(r"\s*[\"')\]]*\s*[.:=,\-–]{0,2}\s*[(\[\"']*\s*(?:the\s+)?")


def gather(claims: Sequence[Claim], page: Page) -> list[Group]:
    """The claims in groups: neighbours with nothing but a joining word or sign between them."""
    groups: list[Group] = []
    for claim in claims:
        joint = _joint(groups[-1], claim, page.low) if groups else None
        if joint is None:
            groups.append(Group((claim,)))
        else:
            groups[-1] = Group((*groups[-1].claims, claim), groups[-1].either or joint == "or")
    return groups


def _joint(group: Group, claim: Claim, low: str) -> str | None:
    if claim.start - group.end > 40:
        return None
    gap = low[group.end : claim.start]
    if "\n" in gap:
        return None
    match = _joiner().fullmatch(gap)
    lettered = _is_letter(low, group.claims[-1])
    if not gap.strip() and not lettered and _is_letter(low, claim):
        return None  # "A. red B. blue" lists two options, not one said twice
    if match is not None and (not gap.strip() or match["word"] or match["sign"].strip()):
        return "or" if match["word"] in {"or", "nor", "或", "或者", "或是", "还是"} else "and"
    if (
        lettered
        and not _is_letter(low, claim)
        and _label_gap().fullmatch(gap)
        and _ends_a_phrase(low, claim.end)
    ):
        return "label"
    return None


def _is_letter(low: str, claim: Claim) -> bool:
    return claim.end - claim.start == 1 and "a" <= low[claim.start] <= "z"


def _ends_a_phrase(low: str, position: int) -> bool:
    rest = low[position : position + 3].lstrip(" ")
    return not rest or not rest[0].isalnum()


Status = Literal["ok", "ambiguous", "off-list", "refusal", "unparseable", "truncated", "empty"]
Value = str | int | float | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Extraction:
    """An answer read from a response.

    `value` is `None` unless `status` is `ok`. `method` names the decision in one word: by rank
    `requested-line`; `boxed`, `tag`, `json`, `call`; `declared`, `chosen`, `concluded`; `bare`,
    `listed`, `first-line`, `last-line`, `stated`; else what was found instead (`mentioned-only`,
    `none-found`, `refused`, `error-text`, `cut-off`, …). `span` is where in the original response
    the deciding words stand, as (start, end), or `None`.
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


class Decision(NamedTuple):
    """A reading and how it was come by."""

    reading: Reading
    method: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How one answer type is read: five functions and what they have in common.

    `whole` gives the value that a short lower-case text is by itself; `claims` everything between
    two positions of a page that could be the answer; `gather` puts claims into groups; `deny` gives
    what is left of a group once its denials are heard (the last argument is where hearing starts);
    `resolve` makes one reading of the groups that stand. `told` says that "cannot be told" is among
    the answers, `many` that an answer may be said in several groups (sets, orderings, cells),
    `listed` that the answers are a closed list, `loose` that words may stand between the pieces of
    one, `states` that a claim is a statement by itself (a verdict, a whole order).
    """

    whole: Callable[[str], Value | None]
    claims: Callable[[Page, int, int], list[Claim]]
    gather: Callable[[Sequence[Claim], Page], list[Group]]
    deny: Callable[[Page, Group, int], Group | None]
    resolve: Callable[[Page, Sequence[Group]], Reading | None]
    told: bool = False
    many: bool = False
    listed: bool = True
    loose: bool = False
    states: bool = False


def unanimous(page: Page, groups: Sequence[Group]) -> Reading | None:
    """One value if all groups say the same, ambiguous if not, nothing if nothing is said."""
    values = dict.fromkeys(value for group in groups for value in group.values)
    if not groups or set(values) == {FOREIGN}:
        return None
    if len(values) > 1:
        return Reading("ambiguous", None, groups[0].start, groups[-1].end)
    (value,) = values
    return Reading("ok", cast("Value", value), groups[-1].start, groups[-1].end)


_MOST_CLAIMS = 128  # nobody claims more; of a longer list the end is read


def groups_of(reader: Reader, page: Page, start: int, end: int) -> list[Group]:
    """The groups of claims between two positions."""
    claims = reader.claims(page, start, end)[-_MOST_CLAIMS:]
    return [_outspoken(group) for group in reader.gather(claims, page)]


def _outspoken(group: Group) -> Group:
    """The group without what it says less outright than the rest."""
    best = group.rank
    return group._replace(claims=tuple(c for c in group.claims if c.rank == best))
