"""Rank 3: a verbal declaration, asserted: "the answer is B", "so it is red", 所以是红色, 選 D.

It is not asked, denied, conditional, quoted from others or spoken of the start. The last word wins:
what is chosen in so many words anywhere; else what the end of the reply concludes; else, in a short
reply, what its statements say.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import cache

from spatialbench.extraction import content
from spatialbench.extraction.declarations import cue, either, labels, speech
from spatialbench.extraction.meaning import Said, heard
from spatialbench.extraction.page import GONE, Page
from spatialbench.extraction.readings import Decision, Group, Reader, Reading

_PROSE = 6_000  # of a long reply this much of the end, and of the beginning, is weighed
_MOST = 24
_LINE = 400


def read(page: Page, reader: Reader) -> Decision | None:
    """What the reply declares, at its end or else at its beginning."""
    length = len(page.low)
    decision = _read(page, reader, max(0, length - _PROSE), length)
    if decision is None and length > _PROSE:
        return _read(page, reader, 0, min(_PROSE, length - _PROSE))
    return decision


def within(page: Page, reader: Reader, start: int, end: int) -> Reading | None:
    """What a content declares that is prose itself."""
    from spatialbench.extraction import statement

    decision = _read(page, reader, start, end, inner=True)
    decision = decision or statement.read(page, reader, start, end)
    return decision.reading if decision else None


def _read(
    page: Page, reader: Reader, start: int, end: int, *, inner: bool = False
) -> Decision | None:
    phrased = None if inner else _phrased(page, reader, start, end)
    said = heard(page, reader, max(start, end - _PROSE), end)
    chosen = [g for g in said.standing if _is_chosen(page.low, g, start)]
    if chosen and (phrased is None or chosen[-1].start > phrased.reading.start):
        reading = reader.resolve(page, _with_neighbours(chosen, reader))
        if reading is not None:
            return Decision(reading, "chosen")
    if phrased is not None:
        return phrased
    return _concluded(page, reader, said, start, end)


def _with_neighbours(chosen: list[Group], reader: Reader) -> list[Group]:
    return chosen[-1:] if not reader.many else chosen


# --- what is taken back ------------------------------------------------------------------------


@cache
def _disowning() -> re.Pattern[str]:
    return re.compile(cue("disowning"))


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(
        r"[.!?](?=\s)|[。!?;；\n:：]|,\s?(?=(?:i|probably|most|it|my|definitely|so|we|likely)\b)"
        r"|(?<=[a-z0-9]),?\s(?:but|so|therefore|thus|hence|however)(?![a-z])"
        r"|而是|所以|因此|但是?|应该?|故"
    )


def disowned(low: str, start: int, floor: int) -> bool:
    """Whether the words before a place in its sentence take back what it declares."""
    left = max(floor, start - 160)
    before = low[left:start]
    cut = 0
    for stop in _sentence().finditer(low[left : start + 12]):
        cut = stop.end() if stop.end() <= start - left else cut
    if _disowning().search(before, cut) is not None:
        return True
    return _conditional(low, start, floor)


def _conditional(low: str, start: int, floor: int) -> bool:
    """Whether the sentence of a place opens with a condition."""
    before = low[max(floor, start - 160) : start]
    stop = max(before.rfind(sign) for sign in ("\n", ". ", "! ", "? ", "。")) + 1
    polite = "(?! (?:i (?:had|have) to|forced|i must|pressed|asked))"
    return re.match(rf"\s*(?:if|suppose|unless|如果|假如|若){polite}", before[stop:]) is not None


# --- phrases ------------------------------------------------------------------------------------


@cache
def _phrase() -> re.Pattern[str]:
    noun = either(
        "answers?(?: (?:choice|option|letter|key))?|ans",
        "the (?:letter|number) of (?:your|my|the) (?:choice|answer)",
        "(?:final|correct|right|best|chosen|selected|actual|proper|true) "
        + either(
            "answer|choice|option|result|order|ordering|sequence|letter|selection|pick|verdict",
            "decision|colou?r|face|number|count|value|one|response|solution|place|position",
        )
        + "s?",
        "(?:my|the) (?:choice|pick|selection|guess|conclusion|verdict|decision|solution)",
        "(?:my|the) best guess",
        "the (?:number|colou?r) of the (?:place|cup|screen|ball) (?=is)",
    )
    label = "|".join(labels("lesser"))
    verb = "is|are|(?:will|would|should|must|has to|seems to|appears to)(?: therefore)? be|'s"
    adverb = either(
        "therefore|thus|then|hence|clearly|simply|that|now|definitely|obviously|probably|likely",
        "just|still",
    )
    link = (
        rf"(?:{verb})(?![a-z])(?: {adverb})?\s{{0,3}}:?|[:=→]|->|\s[–-](?=\s)"
        r"|\.(?=\s{0,9}\S{1,20}\s*$)"
    )
    task = "(?:the|this|that|your) (?:question|puzzle|problem|riddle|task)"
    about = rf"(?:\s?\([^()\n]{{0,30}}\)| to {task}| here)?"
    wordless = speech().before
    return re.compile(
        rf"(?<![a-z]){noun}{about}[ \t\"']{{0,4}}(?:{link})"
        rf"|(?:^|(?<=[.!?]\s))[ \t>*-]{{0,8}}(?:the |my )?(?:{label})[ \t]*"
        rf"(?:[:=]|\s[–-]\s|is:?\s(?=\S{{1,12}}$))"
        r"|^[ ]{0,3}####\s|^[ \t]*(?:the )?(?:final )?answers?[ \t]*$"
        rf"|{_chinese()}|(?<![^\s.,、;:!?¿¡\"'(])(?P<foreign>{wordless})"
        r"(?:(?<![a-zà-ÿ])|(?![a-zà-ÿ]))\s?:?"
        r"|^[ \t]*a\s?:(?=\s?(?:the|my|i|it|so)\s)"
        r"|^[ \t]*q\s?\d{0,3}\s?:[^\n]{0,400}\n\s{0,8}a\s?:",
        re.MULTILINE,
    )


def _chinese() -> str:
    noun = either(
        "答案选项|答案|结论|正确的?选项|正确的顺序|顺序|最终选择|我的选择|说法正确的",
        "正确的|符合的|成立的|结果",
    )
    verb = "(?:应该?选择?|故选|所以选|因此选|我选择?|就选|可选|选择?)"
    chosen = rf"(?<![不否可没要选供]){verb}(?![项出对手自中了])"
    return (
        rf"\[?{noun}\]?(?:应该|应当|应|就|则|便|只能)?"
        r"(?:是(?!否)|为|选择?|:|=|\]|(?=\s?[a-z]\b)|(?=\[))(?:是(?!否)|为|选项?|:|\s){0,8}"
        rf"|{chosen}(?:是|为|:|选项|答案|\s){{0,4}}"
    )


def _phrased(page: Page, reader: Reader, start: int, end: int) -> Decision | None:
    low = page.low
    final: Decision | None = None
    for match in reversed(deque(_phrase().finditer(low, start, end), maxlen=_MOST)):
        if disowned(low, match.start(), start):
            continue
        stop = _content_end(low, match.end(), end, many=reader.many)
        reading = _phrase_content(page, reader, match.end(), stop)
        if reading is None or (match["foreign"] and _no_answer_abroad(low, match, reading, start)):
            continue
        if reading.status != "unparseable":
            return Decision(reading, "declared")
        final = final or Decision(reading, "declared")
    return final


def takes_back(page: Page, start: int, end: int) -> bool:
    """Whether a phrase declares something and the words before it take that back."""
    found = list(_phrase().finditer(page.low, start, end))[:_MOST]
    return any(_conditional(page.low, match.start(), start) for match in found)


def _no_answer_abroad(low: str, match: re.Match[str], reading: Reading, floor: int) -> bool:
    """Whether what declares in another language is denied, declined, or goes on in words."""
    denial, declines = speech().denial, speech().declines
    before = re.split(r"[.!?。\n]", low[max(floor, match.start() - 80) : match.start()])[-1]
    between, after = low[match.end() : reading.start], low[reading.end : reading.end + 24]
    return bool(
        reading.status == "off-list"
        or re.search(rf"(?<!\w)(?:{denial}|{declines}|si|wenn|ob|se|если)(?!\w)", before)
        or re.search(rf"(?<!\w){denial}(?!\w)", between)
        or re.match(rf"\W{{0,3}}\S{{0,2}}\s?{denial}", after)
    )


def _phrase_content(page: Page, reader: Reader, start: int, end: int) -> Reading | None:
    """What follows a phrase: an answer at its head, or a refusal."""
    reading = content.read(page, reader, start, end)
    if reading is None or reading.status != "ok":
        return reading
    if page.low[reading.end : reading.end + 3].lstrip(" \"')]").startswith("?"):
        return None
    return reading


def _content_end(low: str, start: int, end: int, *, many: bool) -> int:
    stop = _line_end(low, start, end)
    if GONE in low[start:stop]:
        return stop
    while stop < end and not content.says(low, start, stop):
        stop = _line_end(low, stop + 1, end)
    if many:
        while stop < end and content.says(
            low, stop + 1, following := _line_end(low, stop + 1, end)
        ):
            stop = following
    return min(stop, start + _LINE)


def _line_end(low: str, start: int, end: int) -> int:
    stop = low.find("\n", start, end)
    return end if stop < 0 else stop


# --- choices around a claim ---------------------------------------------------------------------


@cache
def _choosing() -> re.Pattern[str]:
    between = either(
        "is|that|it's|it is|the|an?|option|choice|letter|answer|face|would be|should be|must be",
        "probably|most likely|definitely|clearly|simply|net|likely|picture|view",
        "选项|选择?|是|为|了",
    )
    return re.compile(rf"{cue('choosing')}[\s:\"'(\[,]*(?:{between}[\s:\"'(\[]*)*$")


@cache
def _chosen_after() -> re.Pattern[str]:
    verb = "is|would be|must be|should be|has to be|seems|looks|appears|(?:is )?therefore"
    return re.compile(
        either(
            r"\s?[?:→–-]\s?(?:yes|correct|right|i think so|是|对)(?![a-z])|[ ]?[:→–-]?[ ]?[✓✔✅☑]",
            r"\sit is(?=\s?(?:[.!]|$))|\sis what i (?:choose|pick|think|would)(?![a-z])",
            r"(?:\s[a-z]{1,12})?\s(?:in total|in all|altogether)(?![a-z])",
            r"\s(?:fits|matches|works|looks) (?:better|best|right)|\swins(?![a-z])",
            r"[\"')\]:]*\s*(?:face|side|one|option|choice)?[\"')\]]*\s*(?:,\s*)?"
            rf"(?:{verb})\s+(?:\w+ly\s+|most\s+|the\s+|my\s+|to be\s+)*"
            r"(?:correct|right|best|answer|final|proper|only|choice)"
            r"(?![a-z]| if| side| face| hand|-)",
            r"\s*(?:选项|项)?(?:才?是|为)?(?:唯一)?(?:正确|对的|符合|成立|更?最?合适|更符合)",
            rf"\s?(?:[–-]\s)?{speech().after}(?![a-zà-ÿ])",
        )
    )


def _is_chosen(low: str, group: Group, floor: int) -> bool:
    """Whether the words around a group choose it ("I pick B", "B is correct")."""
    before = low[max(floor, group.start - 80) : group.start]
    chooser = _choosing().search(before)
    if chooser is not None and re.match(r"\s(?:was|were)(?![a-z])", low[group.end :][:6]):
        return False
    if chooser is not None:
        return not disowned(low, max(floor, group.start - 80) + chooser.start(), floor)
    ticked = before.rstrip(" ")[-1:] in {"✅", "☑", "✔", "✓"}
    if ticked:
        return True
    after = _chosen_after().match(low, group.end, group.end + 80)
    return after is not None and not disowned(low, group.start, floor)


# --- conclusions --------------------------------------------------------------------------------


@cache
def _conclusion() -> re.Pattern[str]:
    return re.compile(cue("conclusion"))


def _concluded(page: Page, reader: Reader, said: Said, start: int, end: int) -> Decision | None:
    """What the last conclusion says, if nothing comes after it that claims anything else."""
    low = page.low
    for match in reversed(deque(_conclusion().finditer(low, start, end), maxlen=_MOST)):
        if _conditional(low, match.start(), start):
            continue
        groups = [group for group in said.standing if group.start >= match.end()]
        if not groups:
            continue
        if not _is_final(low, match.end(), groups, end):
            return None
        reading = reader.resolve(page, groups)
        return None if reading is None else Decision(reading, "concluded")
    return None


def _is_final(low: str, start: int, groups: Sequence[Group], end: int) -> bool:
    """Whether a conclusion is the last that is said: nothing breaks off after it."""
    if groups[0].start - start > 120 or re.search(r"[.!?。]\s", low[start : groups[0].start]):
        return False
    rest = low[groups[-1].end : end]
    return len(rest) <= 120 and not re.search(
        r"(?:,|，|、|\b(?:the|and|then))\s*[^\s.。!]{0,6}\s*$", rest
    )
