"""What a content that is declared to be the answer says: all of it or nothing.

The answer stands at its head, between words that add nothing; what follows may explain it or name
what it is not, but may offer no second one. A list is read whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from spatialbench.extraction.declarations import cue, labels
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import FOREIGN, Group, Reader, Reading, groups_of
from spatialbench.extraction.refusals import refusals

_SIGNS = r"(?:[^\w✗✘❌√∅%°@]|_)"
_LONGEST = 160


# --- words around an answer ---------------------------------------------------------------------


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|(?<![a-z]){cue('before', whole=False)}(?![a-z0-9]))*")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|(?<![a-z]){cue('after', whole=False)}(?![a-z0-9]))*")


def says(low: str, start: int, end: int) -> bool:
    """Whether something that can be read stands near the start of a stretch: a word, a tick."""
    near = low[start : min(end, start + 200)]
    return any(character.isalnum() or character in "∅✓✔✅✗✘❌√" for character in near)


def opens(low: str, start: int, end: int) -> bool:
    """Whether nothing but filler stands between two positions, before an answer."""
    return end - start <= _LONGEST and _before().fullmatch(low, start, end) is not None


def closes(low: str, start: int, end: int) -> bool:
    """Whether nothing but filler stands between two positions, after an answer."""
    return end - start <= _LONGEST and _after().fullmatch(low, start, end) is not None


def trimmed(low: str, start: int, end: int, *, bounds: str = "<>") -> tuple[int, int]:
    """A stretch without the signs around it; `bounds` are signs that bound a number."""
    text = low[start:end]
    signs = " \t\r\n\"'`*_.。,,;;:!!?()[]{}~#|$\ue001" + bounds
    left = len(text) - len(text.lstrip(signs))
    if text[left : left + 1].isdigit() and text[left - 1 : left] == ".":
        left -= 1  # .5
    return start + left, max(start + left, end - (len(text) - len(text.rstrip(signs))))


# --- the reading --------------------------------------------------------------------------------


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(labels("answer"))
    return re.compile(
        rf"[\s*\"'(\[]{{0,6}}(?:(?:final|correct|the|my)\s){{0,2}}(?:{words})[ \t]?[:=]+"
    )


def read(
    page: Page, reader: Reader, start: int, end: int, *, inside: bool = False
) -> Reading | None:
    """What a declared content says, `None` where it is no answer at all. `inside`: the content
    stands in a structure, and may carry a label of its own."""
    from spatialbench.extraction import declaration

    label = _label().match(page.low, start, end)
    start, end = trimmed(
        page.low, label.end() if label else start, end, bounds="<>" if reader.listed else ""
    )
    if start >= end:
        return None
    if reader.many and re.match(r"\s?[,、]\s?\.{2,}", page.low[end : end + 6]):
        return Reading("ambiguous", None, start, end)
    value = reader.whole(page.low[start:end])
    if value is not None:
        return Reading("ok", value, start, end)
    if page.low[start:end] in {"n/a", "n.a", "null", "nil"}:
        return Reading("refusal", None, start, end)
    groups = groups_of(reader, page, start, end)
    head = headed(reader, page, groups, start)
    if head is None:
        return _without_head(page, reader, groups, start, end) or (
            declaration.within(page, reader, start, end) if inside or end - start < 300 else None
        )
    if reader.many:
        return _listed(page, reader, groups, start, end)
    return _single(page, reader, head, groups, end)


def headed(reader: Reader, page: Page, groups: Sequence[Group], start: int) -> Group | None:
    """The first group, if nothing but filler stands before it and nothing denies it."""
    if not groups or not opens(page.low, start, groups[0].start):
        return None
    return reader.deny(page, groups[0], groups[0].start)


def _single(
    page: Page, reader: Reader, head: Group, groups: Sequence[Group], end: int
) -> Reading | None:
    corrected = _corrected(page, reader, head, end)
    if corrected is not None:
        return corrected
    for before, group in pairwise(groups):
        if set(group.values) == set(head.values):
            continue
        gap = page.low[before.end : group.start].replace("...", "")
        echoed = not gap.strip(" \t,;|/") and not _verb().match(page.low, group.end)
        if echoed or _offered(page, reader, head, group):
            return Reading("ambiguous", None, head.start, group.end)
    if _conditional().match(page.low, head.end, end):
        return Reading("unparseable", None, head.start, head.end)
    if _another().match(page.low, head.end, end):
        return Reading("ambiguous", None, head.start, head.end)
    return reader.resolve(page, [head]) or _off_list(reader, head)


def _off_list(reader: Reader, head: Group) -> Reading:
    foreign = reader.listed and set(head.values) == {FOREIGN}
    return Reading("off-list" if foreign else "unparseable", None, head.start, head.end)


@cache
def _conditional() -> re.Pattern[str]:
    return re.compile(r"[\"')\]]?,?\s(?:only\s)?(?:if|unless|provided)(?![a-z])|[,]?(?:如果|除非)")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(r"\s(?:is|was|are|would|could|has|can|cannot|will|does|goes|went)(?![a-z])")


@cache
def _another() -> re.Pattern[str]:
    return re.compile(
        r"\.\d|[\"')\]]?\s(?:or|and) (?:the|another|one|some|any|maybe|something|possibly)(?![a-z])"
    )


@cache
def _correction() -> re.Pattern[str]:
    cue = "wait|actually|no|sorry|correction|i mean|scratch that|不对|等等|更正"
    return re.compile(
        rf"[\"')\]]?[\s,.;:–-]{{0,4}}(?:{cue})(?![a-z])(?:[\s,.:;!–-]|{cue}|it's|it is|是|应该?)*"
    )


def _corrected(page: Page, reader: Reader, head: Group, end: int) -> Reading | None:
    """What the content says after taking its head back ("A, no wait, B")."""
    cue = _correction().match(page.low, head.end, end)
    if cue is None:
        return None
    groups = groups_of(reader, page, cue.end(), end)
    again = headed(reader, page, groups, cue.end())
    if again is None or page.low[again.end : again.end + 2].lstrip().startswith("?"):
        return None
    return reader.resolve(page, [again])


@cache
def _boundary() -> re.Pattern[str]:
    because = "because|since|as|not|but|instead|rather|given|while|whereas|although|though|"
    because += "even though|however|from|than|versus"
    return re.compile(
        rf"[;!?。\n–#]|//|\.(?=\s)|\((?!or\b)|(?<![a-z])(?:{because})(?![a-z])|[^\w\s]\s?-\s"
        "|因为|而不|不是|由于|但|理由|解"
    )


@cache
def _alternative() -> re.Pattern[str]:
    return re.compile(
        r"^\W{0,6}(?:(?:but|and|or|maybe|perhaps|possibly|alternatively|else)\s){0,3}"
        r"(?:or|maybe|perhaps|possibly|alternatively|could also be|it could be|might be)(?![a-z])"
        r"|^\W{0,6}(?:或|也许|也可能|可能|或许)|^\W{0,4}\?\W{0,3}$"
    )


@cache
def _also() -> re.Pattern[str]:
    return re.compile(
        r"[\"')\]]{0,2}\s(?:is|could be|may be|might be)?\s?(?:also|too|equally)(?![a-z])"
        "|(?:选项)?(?:也|同样)"
    )


def _offered(page: Page, reader: Reader, head: Group, group: Group) -> bool:
    """Whether a later group is offered beside the head, and not told of it."""
    low = page.low
    gap = low[head.end : group.start]
    if reader.deny(page, group, head.end) is None:
        return False
    bounds = list(_boundary().finditer(gap))
    if not bounds:
        return True
    clause = gap[bounds[-1].start() :]
    asked = low[group.end : group.end + 2].lstrip().startswith("?") and "?" in gap[:3]
    return bool(_alternative().search(clause) or _also().match(low, group.end)) or asked


def _without_head(
    page: Page, reader: Reader, groups: Sequence[Group], start: int, end: int
) -> Reading | None:
    low = page.low
    if not groups or all(group.values == (FOREIGN,) for group in groups):
        if refusals(low[start:end], 0, end - start, told=reader.told):
            return Reading("refusal", None, start, end)
        if reader.listed and _is_name(low[start:end]):
            return Reading("off-list", None, start, end)
        return None
    denied = [group for group in groups if reader.deny(page, group, start) is None]
    if len(denied) == len(groups) and end - start <= 40:
        return Reading("unparseable", None, start, end)
    return None


@cache
def _name() -> re.Pattern[str]:
    no_answer = (
        "any|all|none|every|unknown|null|nan|undefined|nothing|anything|yes|no|maybe|depends|letter|"
        "correct|right|wrong|incorrect|given|follows|in|as|option|choice|answer|unsure|unclear|below|above|final|here|see|let|tbd|na|either|both|neither"
    )
    return re.compile(rf"(?!(?:{no_answer})\b)(?:(?:the|an?)\s)?[a-z]{{3,16}}|[a-z]|\d{{1,4}}")


def _is_name(text: str) -> bool:
    """Whether a text is a clear answer of one word that no option has."""
    return _name().fullmatch(text.strip()) is not None


# --- lists --------------------------------------------------------------------------------------


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(
        r"\n\s{0,4}\n|(?<![a-z])(?:because|since|explanation|note|reason|while|whereas)(?![a-z])"
        r"|[.;!]\s+(?=[a-z]{3,}\s[a-z]+\s)|。(?=.{4})|因为|由于|解释|说明"
    )


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(r"[,、;\n]|(?<![a-z])(?:and|plus|but)(?![a-z])|[和与及]|/(?!\d)")


def _listed(
    page: Page, reader: Reader, groups: Sequence[Group], start: int, end: int
) -> Reading | None:
    """The whole list, or nothing: every piece of it must name something."""
    reason = _reason().search(page.low, groups[0].end, end)
    end = reason.start() if reason else end
    said = [group for group in groups if group.start < end]
    heard = [left for group in said if (left := reader.deny(page, group, start)) is not None]
    if not heard or not _every_piece(page.low, reader, said, start, end):
        return Reading("unparseable", None, start, end)
    if _open_ended().search(page.low, start, end):
        return Reading("ambiguous", None, start, end)
    return reader.resolve(page, heard) or _foreign(reader, heard)


@cache
def _open_ended() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])(?:maybe|perhaps|possibly|etc)(?![a-z])|可能|也许|或许|等等"
        r"|(?<![a-z])[a-z]\s(?:to|through)\s[a-z](?![a-z])|\?(?=\s?\w)"
    )


def _foreign(reader: Reader, heard: Sequence[Group]) -> Reading:
    foreign = any(FOREIGN in group.values for group in heard) and reader.listed
    return Reading("off-list" if foreign else "unparseable", None, heard[0].start, heard[-1].end)


def _every_piece(low: str, reader: Reader, said: Sequence[Group], start: int, end: int) -> bool:
    claims = [(claim.start, claim.end) for group in said for claim in group.claims]
    cuts = [start, *(m.start() for m in _separator().finditer(low, start, end)), end]
    for left, right in pairwise(cuts):
        if any(a < right and left < b for a, b in claims):
            continue
        piece = low[left:right].strip(" ,、;/\n.()[]{}\"'-&")
        words = re.sub(r"^(?:and|plus|but|和|与|及)\s?", "", piece)
        if words and not opens(words, 0, len(words)) and not closes(words, 0, len(words)):
            return reader.loose
    return True
