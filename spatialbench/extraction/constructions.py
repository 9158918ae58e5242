"""Constructions: steps in the order said, each as often as it is said.

The options are the steps that there are. They may have two parts ("top clockwise"), which are
then found apart, in either order ("clockwise seen from the top"). A step may be told with how often
it is done ("north twice", "2 × east", "向东3次").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from spatialbench.extraction.declarations import either, word
from spatialbench.extraction.labels import Labels, merged
from spatialbench.extraction.meaning import unless_denied
from spatialbench.extraction.names import option_names
from spatialbench.extraction.numerals import CHINESE_NUMERAL, chinese
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import FOREIGN, Claim, Group, Reader, Reading, Value

MOST = 100  # steps; of a longer list the beginning would be lost
_LONGEST_WHOLE = 200
_BETWEEN_PARTS = 30
_PART = "\x00part"
"""The value of one part of a step without the other."""

_SEEN_FROM = {"above": "top", "below": "bottom"}
"""Where a turn is seen from, for the side that it is."""


class _Step(NamedTuple):
    """What a claim says: a step, and how often."""

    name: str
    times: int = 1


def construction_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads a list of steps, each one of the options, in the order said."""
    finder = _finder(options)
    initials = _initials(options)

    def whole(text: str) -> Value | None:
        return _spelled(text, initials)

    def claims(page: Page, start: int, end: int) -> list[Claim]:
        return [_counted(page.low, claim, end) for claim in finder.claims(page, start, end)]

    return Reader(
        whole=whole,
        claims=claims,
        gather=_runs,
        deny=unless_denied,
        resolve=_resolved,
        told=option_names(options).told,
        many=True,
    )


def _initials(options: Sequence[str]) -> Mapping[str, str]:
    """The first letters of steps of one word, where they differ: "nnew" is read by them."""
    found = {option[:1].lower(): option for option in options}
    single = all(option.isascii() and option.isalpha() for option in options)
    return found if single and len(found) == len(options) else {}


def _spelled(text: str, initials: Mapping[str, str]) -> Value | None:
    """The steps of a text of initials alone: "n, n, e", "N N E", "nne"."""
    letters = re.sub(r"[\s,;、>→-]+", "", text) if len(text) <= _LONGEST_WHOLE else ""
    if not letters or not all(letter in initials for letter in letters):
        return None
    return [initials[letter] for letter in letters]


# --- finding steps --------------------------------------------------------------------------------


class _Pairs(NamedTuple):
    """Finds steps of two parts."""

    first: Labels
    second: Labels
    options: frozenset[str]

    def claims(self, page: Page, start: int, end: int) -> list[Claim]:
        """The steps between two positions."""
        one = [_seen_from(page.low, claim) for claim in self.first.claims(page, start, end)]
        two = self.second.claims(page, start, end)
        firsts = {claim.start for claim in one}
        return self._paired(page.low, merged(one, two), firsts)

    def _paired(self, low: str, parts: Sequence[Claim], firsts: set[int]) -> list[Claim]:
        found: list[Claim] = []
        waiting: Claim | None = None
        for part in parts:
            if waiting is None:
                if not _says_again(low, found, part):
                    waiting = part
                continue
            name = self._name(waiting, part, firsts)
            if name and _between().fullmatch(low, waiting.end, part.start):
                found.append(Claim(_begun(low, waiting.start), part.end, name))
                waiting = None
            else:
                found.append(waiting._replace(value=_PART))
                waiting = part
        return found if waiting is None else [*found, waiting._replace(value=_PART)]

    def _name(self, one: Claim, other: Claim, firsts: set[int]) -> str | None:
        first, second = (one, other) if one.start in firsts else (other, one)
        name = f"{first.value} {second.value}"
        return name if name in self.options else None


def _seen_from(low: str, claim: Claim) -> Claim:
    side = _SEEN_FROM.get(low[claim.start : claim.end])
    return claim if side is None else claim._replace(value=side)


def _begun(low: str, start: int) -> int:
    """Where a step begins whose side is said first: "from the top clockwise", "从顶面看顺时针"."""
    before = _from().search(low, max(0, start - _BETWEEN_PARTS), start)
    return start if before is None else before.start()


@cache
def _from() -> re.Pattern[str]:
    return re.compile(r"(?:(?:(?:seen|viewed)\s)?from\s(?:the\s)?|从)$")


def _says_again(low: str, found: Sequence[Claim], part: Claim) -> bool:
    """Whether a part says again what the step before it said: "top clockwise, from the top"."""
    if not found or str(part.value) not in str(found[-1].value).split():
        return False
    return _again().fullmatch(low, found[-1].end, part.start) is not None


def _finder(options: Sequence[str]) -> Labels | _Pairs:
    rows = [option.split() for option in options]
    if any(len(row) != 2 for row in rows):
        return Labels.of(options, chained=True)
    first, second = (tuple(dict.fromkeys(column)) for column in zip(*rows, strict=True))
    return _Pairs(Labels.of(first, chained=True), Labels.of(second), frozenset(options))


@cache
def _between() -> re.Pattern[str]:
    """What may stand between the two parts of a step."""
    said = word(
        "face|side|as|when|if|seen|viewed|looking|looked|turn(?:ed)?|rotat(?:e|ed|ion)|quarter|from|"
        "of|at|on|the|its|it|a|is|by|90|degrees?|about|around|axis|towards?|facing"
    )
    chinese_words = "从|看|面|的|绕|沿|向|转动?|旋转|方向|观察|那一?面|来|为|90|度|四分之一圈"
    return re.compile(either(r"[\s:\-–()°/'\"]", said, chinese_words) + f"{{0,{_BETWEEN_PARTS}}}")


@cache
def _again() -> re.Pattern[str]:
    said = word("as|when|if|seen|viewed|looking|from|of|at|on|the|about|around|towards?")
    return re.compile(either(r"[\s(]", said, "从|看|绕") + f"{{1,{_BETWEEN_PARTS}}}")


# --- how often ------------------------------------------------------------------------------------


def _counted(low: str, claim: Claim, end: int) -> Claim:
    """The claim with how often its step is done, and with the words that say so."""
    if claim.value in (FOREIGN, _PART):
        return claim
    name = str(claim.value)
    after = _after().match(low, claim.end, end)
    if after is not None and (times := _times(after)):
        return claim._replace(end=after.end(), value=_Step(name, times))
    before = _before().search(low, max(0, claim.start - 12), claim.start)
    if before is not None and (times := _times(before)):
        return claim._replace(start=before.start(), value=_Step(name, times))
    return claim._replace(value=_Step(name))


def _times(match: re.Match[str]) -> int:
    """How often a step is done; 0 where what was found says no number of steps."""
    said = {name: value for name, value in match.groupdict().items() if value is not None}
    if "degrees" in said:
        return {"90": 1, "180": 2, "270": 3}.get(said["degrees"], 0)
    if "twice" in said:
        return 3 if said["twice"] == "thrice" else 2
    number = said.get("number", "") or said.get("numeral", "")
    count = int(number) if number.isdigit() else chinese(number)
    return count if count is not None and 0 < count <= MOST else 0


@cache
def _after() -> re.Pattern[str]:
    """ "twice", "× 3", "3 times", "(x2)", "两次", "by 180°"."""
    numeral = rf"\d{{1,2}}|{CHINESE_NUMERAL}"
    return re.compile(
        r"[\s,]?\(?(?:by\s|转动?|旋转)?(?:"
        r"(?P<twice>twice|thrice|half turn)(?![a-z])"
        r"|(?P<degrees>90|180|270)\s?(?:°|degrees?|度)"
        r"|[x×*]\s?(?P<number>\d{1,2})(?![\d.])"
        rf"|(?:滚动?|走|移动)?(?P<numeral>{numeral})\s?(?:times(?![a-z])|[次格步])"
        r")\)?"
    )


@cache
def _before() -> re.Pattern[str]:
    """ "2 ×" before a step."""
    return re.compile(r"(?<![\d.])(?P<number>\d{1,2})\s?[x×*]\s?$")


# --- one list -------------------------------------------------------------------------------------


@cache
def _gap() -> re.Pattern[str]:
    """What may stand between neighbours of a list of steps."""
    order = "first|second|third|fourth|fifth|sixth|seventh|next|last|then|finally|lastly"
    part = either(
        r"[\s,;/&+、|>→.:()\"'\[\]<–-]|=>|\*",
        r"\d{1,2}(?=[.):、\s])|\d(?:st|nd|rd|th)(?![a-z])",
        word(
            f"{order}|and|again|once|more|one|after that|afterwards|followed by|the|a|to|towards|"
            "by|roll|turn|rotate|move|step|steps|quarter|it|cube|die|cell|square"
        ),
        r"第[一二三四五六七八九\d]步?|和|然后|接着|再|最后|其次|随后|依次|之后|向|往|朝|滚动?|转动?|一?次|步|到|先",
    )
    return re.compile(f"{part}*")


def _runs(claims: Sequence[Claim], page: Page) -> list[Group]:
    groups: list[Group] = []
    for claim in claims:
        gap = page.low[groups[-1].end : claim.start] if groups else ""
        if groups and len(gap) <= 60 and _gap().fullmatch(gap) is not None:
            groups[-1] = Group((*groups[-1].claims, claim))
        else:
            groups.append(Group((claim,)))
    return groups


def _resolved(page: Page, groups: Sequence[Group]) -> Reading | None:
    """One list of steps, perhaps said several times; what holds a foreign step is none."""
    said: dict[tuple[str, ...], Group] = {}
    for group in groups:
        if _PART in group.values:
            return Reading("unparseable", None, group.start, group.end)
        if FOREIGN in group.values:
            return None
        steps = tuple(s.name for s in _steps(group) for _ in range(s.times))
        if len(steps) > MOST:
            return None
        said[steps] = group
    if not said:
        return None
    if len(said) > 1:
        return Reading("ambiguous", None, groups[0].start, groups[-1].end)
    (steps, group), *_ = said.items()
    return Reading("ok", list(steps), group.start, group.end)


def _steps(group: Group) -> list[_Step]:
    return [cast("_Step", claim.value) for claim in group.claims]
