"""How a claim is meant: denied, or only mentioned aside (a reason, a condition, an origin).

Everything works on lower-case text and positions in it, English and Chinese. No pattern has a
repetition inside a repetition that could match the same text in two ways, so each runs in time
linear in what it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from spatialbench.extraction.declarations import either, word
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import FOREIGN, Group, Reader, groups_of
from spatialbench.extraction.refusals import refusals

Region = tuple[int, int]

_STOP = r"[;!?。\n]|\.(?=\s|$)"
_REACH = 120  # how far back a word can deny a claim
_AHEAD = 80  # how far ahead one can


@cache
def _scope() -> re.Pattern[str]:
    """What ends the reach of a denial."""
    return re.compile(
        either(
            r"[;!?,。、\n]",
            r"\.(?=\s|$)",
            r"(?<!hidden)(?<!invisible)(?<!unseen)(?<!shown)(?<!wrong)(?<!incorrect)(?<!eliminated)"
            r"(?<!excluded)(?<!answers)(?<!options)(?<!除)(?<!误):",
            r"(?<!anything )(?<!everything )(?<!all )(?<![a-z])but(?![a-z])",
            word(r"so|therefore|thus|hence|leav(?:es|ing)|while|whereas|because|only|rather"),
            r"(?<!think )(?<!believe )(?<!sure )(?<![a-z])(?:it's|it is)(?![a-z])",
            "而是|但是?|所以|因此|那么|因为|应该?[是为选]|应选|故选",
        )
    )


@cache
def _denial() -> re.Pattern[str]:
    """A word that denies what follows it in the same clause."""
    return re.compile(
        either(
            word(
                r"not(?! (?:only|just|sure|certain|to mention))",
                r"no(?! doubt| wonder| question|\.)",
                r"never|neither|nor|cannot|without(?! a? ?doubt)|except|exclud\w{0,3}",
                r"eliminat\w{0,3}|rul(?:es?|ed|ing) out|reject\w{0,3}|discard\w{0,3}",
                r"avoid|impossible to|instead of|than|unlike|(?:any|every)thing but|all but",
                r"incorrect|wrong|far from|different from|opposite (?:of|to)|opposes|away from",
                r"(?:hidden|invisible|unseen|not shown)"
                r"(?= ?(?:faces?|sides?|colou?rs?|ones?)? ?(?:are|is|:))",
            ),
            r"n't(?![a-z])",
            "不(?!过|妨|难|仅|止|但|久|同|稳|倒)|没有?|并非|非|排除|而不|无法|未|除了?|别|错",
        )
    )


@cache
def _denied_after() -> re.Pattern[str]:
    """What denies the claim that it follows."""
    verb = (
        "is|are|was|were|can|could|does|do|did|would|will|has|have|must|should|seems?|looks|also|"
        "clearly|definitely|obviously|certainly|be|being|to|as|both|all"
    )
    return re.compile(
        either(
            r"[\"')\]]*\s*(?:face|side|option|choice|one|项|选项|面|个)?s?[\"')\]]*\s*"
            rf"(?:(?:{verb})\s*)*"
            + either(
                r"n't|not(?! only)|never|cannot|can't|isn't|aren't|wasn't|won't",
                "doesn't|don't|didn't",
                r"wrong|incorrect|false|impossible|invalid|eliminated|ruled out|excluded",
                r"out of the question|out(?=[\s.,;]|$)|fails|hidden(?=[\s.,;]|$)",
                r"empty|a (?:common )?(?:distractor|trap|decoy|mistake)",
            ),
            r"\s?[?:→–-]\s?(?:no|nope|not|wrong|incorrect|不|错)(?![a-z])",
            r"\s?[:→–-]?\s?[✗✘❌]",
            r"[.!?]{1,3}\s?no(?=\s?[.,!])",
            r"\s*(?:杯子?|盒子?|位置|号)*(?:是|为)?空",
            r"\s*(?:选项|项)?(?:也|都|均|显然|肯定|就|是|被)*(?:不|错|没有|并非|排除|非|有误)",
        )
    )


def denied(low: str, start: int, end: int, floor: int) -> bool:
    """Whether words before (not before `floor`) or after a claim deny it."""
    if denials(low, start, floor):
        return True
    return _denied_after().match(low[end : end + _AHEAD]) is not None


def denials(low: str, start: int, floor: int) -> int:
    """How many words in the same clause deny what starts at `start`."""
    before = low[max(floor, start - _REACH) : start]
    cut = 0
    for match in _scope().finditer(before):
        cut = match.end()
    return sum(1 for _ in _denial().finditer(before, cut))


def unless_denied(page: Page, group: Group, floor: int) -> Group | None:
    """The group, or nothing where it is denied: for answers that have no single opposite."""
    return None if denied(page.low, group.start, group.end, floor) else group


@cache
def _aside() -> re.Pattern[str]:
    """Openers of what is only mentioned: premises, reasons, times and conditions, origins."""
    premise = either(
        r"options?\s*:|the options|choices?\s*:|questions?\s*:|given(?! that)|initial(?:ly)?",
        r"let(?:'?s| us| me)(?! (?:go with|say|pick|choose|answer))",
        "originally|at first|at the (?:start|beginning)|to (?:begin|start) with|before|recall|note",
        r"suppose|assum\w+|imagine|consider|the question|its (?:six )?faces",
        "a cube (?:is|sits)|you (?:said|asked|are asking|have)|as for",
        "start(?:ing|s|ed)?(?: (?:with|from|state))?",
        "选项(?:有|包括|是|:)|题目|已知|起初|最初|开始时?|一开始|假设|注意|题中|让我们?|原来|本来",
    )
    reason = either(
        "because|since|given that|due to|while",
        "as (?:it|the|a|they|there|this|we|you|shown)",
        r"(?<=, )as|whereas|although|though|even though|compared (?:to|with)",
        r"whether|unless|besides|apart from|such as",
        r"for example|e\.g",
    )
    return re.compile(
        rf"(?:^|[.!?。;\n]\s{{0,8}}|-[ ])(?P<premise>(?<![a-z]){premise}(?![a-z]))"
        rf"|(?P<time>{word('if|when|whenever|after|before|once|until|where')}"
        r"|(?<!应)当(?!然|前)|如果|假如|若)"
        rf"|(?P<reason>(?<![a-z]){reason}(?![a-z])|因为|由于|虽然|尽管|除了|既然|是否|能否|会不会|能不能|是不是)"
        rf"|(?P<origin>{word('from')}|从)"
    )


@cache
def _aside_end() -> re.Pattern[str]:
    """Where what was only mentioned ends at the latest."""
    turn = either(
        "so|therefore|thus|hence|but|however|then|the (?:correct |final )?answer",
        "i'd|i'll|i would|my|probably|maybe|most likely|likely|perhaps",
    )
    return re.compile(rf"{_STOP}|[,\s]{turn}(?![a-z])|所以|因此|故|但|那么|答案|猜|应该[是选]")


@cache
def _destination() -> re.Pattern[str]:
    """Where "from …" ends."""
    return re.compile(rf"[,:]|{word('to')}|到")


@cache
def _colon() -> re.Pattern[str]:
    """Where "whether …:" ends."""
    return re.compile(":")


@cache
def _main_clause() -> re.Pattern[str]:
    """Where a sentence that opens with a reason or a time comes to its point."""
    return re.compile(
        r"[,:]|(?<![a-z])and(?![a-z])|(?<![a-z])(?:it|you|i|we|the [a-z]{2,10}) "
        r"(?:is|are|see|will|would|ends?|must|should|lands?)(?![a-z])"
    )


@cache
def _concession() -> re.Pattern[str]:
    """What grants a second possibility ("but D is also possible") or tells of the past."""
    opener = word("but|though|although|however|while|yet")
    past = word("was|were|used to be|started|began|had been")
    maybe = word("possibl[ey]|plausible|could|might|may|conceivabl[ey]|a chance")
    return re.compile(
        rf"{opener}[^.;!?\n]{{0,80}}?{maybe}[^.;!?\n]{{0,40}}"
        rf"|{past}[^.,;!?\n]{{0,60}}?(?=[.,;!?\n]|$| and )"
        r"|(?:但是?|不过|虽然|尽管)[^。;!?\n]{0,40}?(?:也|可能|或许)[^。;!?\n]{0,20}"
    )


def asides(low: str, start: int, end: int) -> Iterator[Region]:
    """Stretches in which nothing is claimed: premises, reasons, comparisons, conditions."""
    reached = start
    for match in _aside().finditer(low, start, end):
        if match.start() < reached:
            continue
        reached = aside_end(low, match.end(), end)
        if match["origin"] is not None:
            reached = _first(_destination(), low, match.end(), reached)
        elif match["time"] is not None or _opens_a_reason(match, low, start):
            reached = _first(_main_clause(), low, match.end(), reached)
        elif match["reason"] is not None:
            reached = _first(_colon(), low, match.end(), reached)
        yield match.start(), reached


def aside_end(low: str, start: int, end: int) -> int:
    """Where something said aside from `start` on ends, at most `end`."""
    return _first(_aside_end(), low, start, end)


def concessions(low: str, start: int, end: int) -> list[Region]:
    """Stretches that grant a second possibility ("but D is also possible")."""
    return [match.span() for match in _concession().finditer(low, start, end)]


def _opens_a_reason(match: re.Match[str], low: str, start: int) -> bool:
    """Whether a reason opens its sentence, so that the point comes after it."""
    position = match.start()
    before = low[max(start, position - 6) : position].rstrip(" ")
    opens = position - start < 3 or not before or before[-1] in ".!?。;\n:"
    return match["reason"] is not None and opens


def _first(pattern: re.Pattern[str], low: str, start: int, end: int) -> int:
    match = pattern.search(low, start, end)
    return match.start() if match else end


# --- what a stretch of prose says -------------------------------------------------------------


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
    aside = [*asides(low, start, end), *_clauses(low, declined, end)]
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
            reached = aside_end(low, stop, end)
            yield start, reached


def _within(position: int, regions: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in regions)
