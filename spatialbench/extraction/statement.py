"""The last step of rank 4: a short reply that is a statement, and says one thing.

"The front is now blue." is an answer with words around it; a scene, a rule or a step of the story
given back is none, and neither is a mention in a longer text. Refusals are heard here, too.
"""

from __future__ import annotations

import re
from functools import cache

from spatialbench.extraction import declaration
from spatialbench.extraction.hearing import Said, heard
from spatialbench.extraction.page import Page
from spatialbench.extraction.patterns import either, word
from spatialbench.extraction.readings import Decision, Group, Reader, Reading
from spatialbench.extraction.refusals import refusals

_SHORT = 320  # weight of a reply that may be read as a statement; a Chinese character weighs 3
_PROSE = 6_000


def read(page: Page, reader: Reader, start: int = 0, end: int | None = None) -> Decision | None:
    """What the reply states, or that it declines."""
    end = len(page.low) if end is None else end
    begun = max(start, end - _PROSE)
    short = _weight(page.low[start:end]) <= _SHORT and not _scenery().search(page.low, start, end)
    if not short:
        declined = refusals(page.low, begun, end, told=reader.told)
        return Decision(Reading("refusal", None, *declined[0]), "refused") if declined else None
    if declaration.takes_back(page, begun, end):
        return None
    said = heard(page, reader, begun, end)
    if said.declined:
        return Decision(Reading("refusal", None, *said.declined[0]), "refused")
    return _stated(page, reader, said, start, end)


@cache
def _scenery() -> re.Pattern[str]:
    """Words that set a scene, tell what happens or ask: no reply, but the question given back."""
    return re.compile(
        either(
            word(
                "(?:is|stands?|lies) in front of you|imagine|a cube has|its faces are|face down|upside down|this is what happens",
                "one after the other|as you see it|as you see them|you do not move|i rotate this|someone (?:rotates|puts|covers|pushes)",
                "are swapped|swap places|(?<!when the cube )(?:is turned|is rotated)|is put|is carried|is tipped|is placed|are placed|give the|name (?:the|its|all)",
                "choose from|answer with|first look|look at|leaves|never saw|they ask|question asks|go through",
            ),
            r"你面前|题目问|想象|分别是|它的前面|为准|互换|交换|被放|被拿|罩住|倒扣|请写|请回答|请用|步骤|接下来|从你那里看|(?:是不是|能不能|会不会|是否|能否|可不可以|有没有)(?![^\n]{0,8}:)",
        )
    )


@cache
def _past() -> re.Pattern[str]:
    return re.compile(
        either(
            word("(?:was|were)(?! not rotated)|started|starts|begins?|began|used to be|had been|initially|originally|at first"),
            "原来|起初|最初|开始|之前|以前|本来",
        )
    )


@cache
def _hedged() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])(?:may|might|could|perhaps|maybe)(?![a-z])|也许|或许")


@cache
def _predicate() -> re.Pattern[str]:
    """What may stand between the start of a clause and a value that it states."""
    return re.compile(
        either(
            word(
                "is|are|'s|'re|isn't|be|becomes?|became|turns?|turned|ends?|ended|lands?|landed|stays?|stayed|remains?",
                "moves?|moved|goes|comes?|brings?|brought|shows?|sees?|see|seen|facing|faces|visible|displays?|reveals?",
                "left behind|has|have|had|gives?|gets?|got|get|counts?|counted|count|needs?|takes?|makes?|makes|total|equals?",
                "now|under|behind|inside|in|at|on|to|only|answer|then|after|hides?|hidden|holds?|ends|keeps?|finds?|found|looking",
            ),
            "'re(?![a-z])|it was(?![a-z])|是|为|在|成|朝|看到|看见|见|会|到|有|需要|共|得|面对|对着|转|变|现在|只|[=:→]|->",
        )
    )


def _stated(page: Page, reader: Reader, said: Said, start: int, end: int) -> Decision | None:
    """What the statements of a short reply say, if they say one thing."""
    low = page.low
    named = {value for group in (*said.standing, *said.asked) for value in group.values}
    if said.asked:
        both = len(named) > 1
        return Decision(Reading("ambiguous", None, start, end), "stated") if both else None
    opened = low[start : start + 8].lstrip(" \"'*")
    if opened.startswith("whether"):
        return None
    if opened.startswith(("if ", "如果")) and _several(page, reader, start, end):
        return None
    groups = [group for group in said.standing if not _told_of_the_past(low, group, start)]
    if not groups and any(_is_hedged(low, group, start) for group in said.standing):
        both = len(named) > 1
        return Decision(Reading("ambiguous", None, start, end), "stated") if both else None
    groups = groups or said.standing
    refuted = {value for group in said.denied for value in group.values}
    if not reader.many:
        doubtful = all(group.weak for group in groups) and len(named) > 1 and not said.denied
        if doubtful:
            return Decision(Reading("ambiguous", None, start, end), "stated")
        groups = [g for g in groups if said.denied or not g.weak]
        groups = [g for g in groups if not refuted.intersection(g.values)]
    if not groups:
        return None
    reading = reader.resolve(page, groups)
    if reading is not None and reading.status == "ambiguous":
        return Decision(reading, "stated")
    denied_after = any(group.start > groups[-1].start for group in said.denied)
    if not denied_after and not reader.states and _breaks_off(low, groups[-1].end, end):
        return None
    listed = reader.many and sum(len(group.claims) for group in groups) > 1
    if not reader.states and not listed and not any(_is_predicate(low, g, start, end, said, listed=reader.listed) for g in groups):
        return None
    return None if reading is None else Decision(reading, "stated")


def _several(page: Page, reader: Reader, start: int, end: int) -> bool:
    return len({claim.value for claim in reader.claims(page, start, end)}) > 1


def _weight(text: str) -> int:
    return sum(1 if character.isascii() else 3 for character in text)


def _told_of_the_past(low: str, group: Group, floor: int) -> bool:
    if re.compile(r"\s?(?:变成|变为|转成|becomes?(?![a-z])|turns into)").match(low, group.end):
        return True
    before = low[max(floor, group.start - 60) : group.start]
    cut = max(before.rfind(sign) for sign in (".", ",", ";", "!", "?", "。", "\n", "(", " and ", " but ", " now"))
    return _past().search(before, cut + 1) is not None or _is_hedged(low, group, floor)


def _is_hedged(low: str, group: Group, floor: int) -> bool:
    before = low[max(floor, group.start - 60) : group.end]
    cut = max(before.rfind(sign) for sign in (".", ",", ";", "!", "?", "。", "\n"))
    return _hedged().search(before, cut + 1) is not None


@cache
def _subject() -> re.Pattern[str]:
    """What may follow a value that is the subject of its statement."""
    return re.compile(
        r"[\"')\]]{0,3}\s?(?:(?:face|side|cup|screen|option|cubes?|one)s?\s)?(?:\([^()]{0,40}\)\s?)?"
        r"(?:(?:(?:is|are)\s(?:now\s)?(?:in front|on|at|in|the|what|visible|seen|shown|facing|there|up|correct|needed|required|enough|hidden|it)|will|would|can|ends?|faces|shows?|stays?|on|in|at|of|wins)(?![a-z])|[^\w\s:]|$|\n|[是在可能为面项选杯盒位号的三两四])"
    )


def _is_predicate(
    low: str, group: Group, floor: int, end: int, said: Said, *, listed: bool
) -> bool:
    """Whether a value is what its clause states, or the subject of it."""
    before = low[max(floor, group.start - 80) : group.start]
    cut = max(before.rfind(sign) for sign in ".!?。\n") + 1
    clause = before[cut:]
    if said.denied or _predicate().search(clause):
        return True
    if low.startswith(("cannot", "can't", "not ", "there", "无法", "不能", "信息", "insufficient"), group.start):
        return True
    opens_it = not re.search(r"[a-z0-9\u3400-\u9fff]", re.sub(r"\b(?:the|an?|then|options?|cup|place|picture|view|net)\b|图|杯子|第|以上|在|共", "", clause))
    return opens_it and (not listed or _subject().match(low, group.end, end) is not None)


def _breaks_off(low: str, position: int, end: int) -> bool:
    """Whether the text goes on after a value and stops before it says anything."""
    rest = low[position:end]
    return re.search(r"(?:[,、]|\b(?:the|and|then|is|on|of)\b)\s*[^\s.。!?,a-z]{0,6}\s*$", rest) is not None
