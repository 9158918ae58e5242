"""Verdicts: one of two opposite answers, with denials turned into the other side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spatialbench.extraction.declarations import either, word
from spatialbench.extraction.meaning import denials
from spatialbench.extraction.names import Names
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import Claim, Group, Reader, gather, unanimous
from spatialbench.extraction.vocabulary import Entry, plain, vocabulary

_SAID, _MEANT, _IMPLIED = 0, 1, 2
"""Ranks: the verdict's own words; words that agree or disagree; a sentence said or denied."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a verdict: names of each, said and meant, and whether a plain statement
    ("it can", "it does not") counts."""

    pair: tuple[str, str]
    said: dict[str, int]
    meant: dict[str, int]
    alone: dict[str, int]
    statements: bool

    @classmethod
    def of(cls, pair: tuple[str, str]) -> Sides:
        """The sides of a pair of options."""
        own = [vocabulary().meanings(option)[:1] for option in pair]
        entries = [found[0] if found else None for found in own]
        said = {name: side for side, entry in enumerate(entries) if entry for name in entry.names}
        said |= {plain(option): side for side, option in enumerate(pair)}
        alone = {n: side for side, entry in enumerate(entries) if entry for n in entry.alone}
        signs = [entry.sign if entry else 0 for entry in entries]
        signed = {1, -1} == set(signs)
        replies = all(entry is not None and entry.kind == "reply" for entry in entries)
        positive = signs.index(1) if signed else 0
        meant, meant_alone = _others(entries, positive, replies) if signed else ({}, {})
        said_or_hedge = said.keys() | vocabulary().hedges
        meant = {name: side for name, side in meant.items() if name not in said_or_hedge}
        return cls(pair, said, meant, meant_alone | alone, statements=replies)

    def positive(self) -> int:
        """The side that agrees."""
        found = vocabulary().meanings(self.pair[0])
        return 1 if found and found[0].sign < 0 else 0


def _others(
    entries: Sequence[Entry | None], positive: int, replies: bool
) -> tuple[dict[str, int], dict[str, int]]:
    """Names of other entries that agree or disagree: all of them where the verdict is a reply (yes,
    true), else replies only (an impossible thing can be visible)."""
    names: dict[str, int] = {}
    alone: dict[str, int] = {}
    for entry in vocabulary().entries.values():
        if entry.sign == 0 or entry in entries or not (replies or entry.kind == "reply"):
            continue
        side = positive if entry.sign > 0 else 1 - positive
        names |= dict.fromkeys(entry.names, side)
        alone |= dict.fromkeys(entry.alone, side)
    return names, alone


def verdict_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads the first or the second option."""
    sides = Sides.of((options[0], options[1]))
    said = Names(_without_replies(sides.said), {}, vocabulary().idioms)
    meant = Names(_without_replies(sides.meant), {}, vocabulary().idioms)
    table = {n: sides.pair[i] for n, i in (sides.alone | sides.meant | sides.said).items()}

    def claims(page: Page, start: int, end: int) -> list[Claim]:
        found = list(_replies(page.low, start, end, sides))
        found += _signed(said.find(page.low, start, end), page.low, start, _SAID)
        found += _signed(meant.find(page.low, start, end), page.low, start, _MEANT)
        if sides.statements:
            found += _statements(page.low, start, end, sides)
        return [claim._replace(value=sides.pair[int(str(claim.value))]) for claim in _apart(found)]

    return Reader(
        whole=table.get,
        claims=claims,
        gather=gather,
        deny=_as_it_stands,
        resolve=unanimous,
        states=True,
    )


def _as_it_stands(page: Page, group: Group, floor: int) -> Group:
    return group  # its denials have been heard already


def _apart(claims: list[Claim]) -> list[Claim]:
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start, c.rank, -c.end)):
        if not kept or claim.start >= kept[-1].end:
            kept.append(claim)
    return kept


_REPLIES = frozenset({"yes", "no", "y", "n", "t", "f", "是的", "不是", "并非", "不行", "不对"})


def _without_replies(names: dict[str, int]) -> dict[str, int]:
    return {name: side for name, side in names.items() if name not in _REPLIES}


def _replies(low: str, start: int, end: int, sides: Sides) -> list[Claim]:
    """Yes and no where they reply: before a stop, at the end, or standing alone in Chinese."""
    known = sides.said | sides.meant
    found = []
    for match in _reply().finditer(low, start, end):
        word = match[0]
        side = known.get(word, sides.alone.get(word))
        neither = low[max(start, match.start() - 8) : match.start()].endswith(("neither ", "nor "))
        if side is not None and not neither:
            rank = _SAID if word in sides.said or word in sides.alone else _MEANT
            found.append(Claim(*match.span(), side, rank))
    return found


@cache
def _reply() -> re.Pattern[str]:
    after = "because|since|as|but|it|the|they|there|for|or|and|-|indeed|of course|definitely"
    stop = rf"(?=\s{{0,3}}(?:[.,;:!?。、)\]\"'–/]|$|\n)|\s(?:{after})(?![a-z])|[或和还])"
    chinese = either(
        "是的|不是的?|并非|不行|不对|是|否|对|错|能|会|可以|有|不|没有|不能|不会|不可以|行",
    )
    english = "(?<![a-z'-])(?:yes|no|y|n|t|f)(?![a-z0-9'-])"
    return re.compile(
        rf"(?:{english}|(?<![^\s,.;:!?。、(\"'或和是该]){chinese}){stop}", re.MULTILINE
    )


def _signed(claims: list[Claim], low: str, floor: int, rank: int) -> list[Claim]:
    return [
        claim._replace(value=_turned(int(str(claim.value)), low, claim.start, floor), rank=rank)
        for claim in claims
    ]


def _turned(side: int, low: str, start: int, floor: int) -> int:
    return side ^ (denials(low, start, floor) % 2)


@cache
def _statement() -> re.Pattern[str]:
    verb = "is|are|was|does|do|did|can|could|will|would|has|have"
    no = either(
        rf"(?<![a-z])(?:{verb}) ?(?:not|n't)(?! only)",
        word("cannot|can't|won't|never"),
        "(?<!能)不能|(?<!会)不会|(?<!可)不可以|没有|(?<!是)不是|无法|并不|并未",
    )
    yes = either(
        r"(?:^|(?<=[.,;!?:]\s))(?:it|they|he|she|this|that)(?: \w+)? "
        rf"(?:{verb})(?=\s{{0,2}}(?:[.,;!]|$))",
        "(?<![不])可以|(?<![不可许])能(?![否不])|(?<![不])会(?!不)",
    )
    return re.compile(f"(?P<no>{no})|(?P<yes>{yes})", re.MULTILINE)


def _statements(low: str, start: int, end: int, sides: Sides) -> list[Claim]:
    yes = sides.positive()
    return [
        Claim(*match.span(), yes if match["yes"] is not None else 1 - yes, _IMPLIED)
        for match in _statement().finditer(low, start, end)
    ]
