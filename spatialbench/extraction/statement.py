"""The last step of rank 4: a short reply that is a statement, and says one thing.

"The front is now blue." is an answer with words around it; a scene, a rule or a step of the story
given back is none, and neither is a mention in a longer text. Refusals are heard here, too.
"""

from __future__ import annotations

import re
from functools import cache

from spatialbench.extraction import declaration
from spatialbench.extraction.declarations import cue
from spatialbench.extraction.meaning import Said, heard
from spatialbench.extraction.page import Page
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
    return re.compile(cue("scenery"))


@cache
def _past() -> re.Pattern[str]:
    return re.compile(cue("past"))


@cache
def _hedged() -> re.Pattern[str]:
    return re.compile(cue("hedged"))


@cache
def _predicate() -> re.Pattern[str]:
    """What may stand between the start of a clause and a value that it states."""
    return re.compile(cue("predicate"))


def _stated(page: Page, reader: Reader, said: Said, start: int, end: int) -> Decision | None:
    """What the statements of a short reply say, if they say one thing."""
    low = page.low
    named = {value for group in (*said.standing, *said.asked) for value in group.values}
    both = Decision(Reading("ambiguous", None, start, end), "stated") if len(named) > 1 else None
    if said.asked or _opens_in_doubt(page, reader, start, end):
        return both if said.asked else None
    groups = [group for group in said.standing if not _told_of_the_past(low, group, start)]
    if not groups and any(_is_hedged(low, group, start) for group in said.standing):
        return both
    if both and not reader.many and not said.denied and all(group.weak for group in groups):
        return both
    return _one_thing(page, reader, said, groups if reader.many else _telling(groups, said), start)


def _opens_in_doubt(page: Page, reader: Reader, start: int, end: int) -> bool:
    """Whether a reply opens with "whether", or with a condition that names something else."""
    opened = page.low[start : start + 8].lstrip(" \"'*")
    if opened.startswith(("if ", "如果")):
        return len({claim.value for claim in reader.claims(page, start, end)}) > 1
    return opened.startswith("whether")


def _telling(groups: list[Group], said: Said) -> list[Group]:
    """The groups that tell something by being mentioned: no weak ones, none denied elsewhere."""
    refuted = {value for group in said.denied for value in group.values}
    kept = [group for group in groups if said.denied or not group.weak]
    return [group for group in kept if not refuted.intersection(group.values)]


def _one_thing(
    page: Page, reader: Reader, said: Said, groups: list[Group], start: int
) -> Decision | None:
    low, end = page.low, len(page.low)
    reading = reader.resolve(page, groups) if groups else None
    if reading is None or reading.status == "ambiguous":
        return None if reading is None else Decision(reading, "stated")
    denied_after = any(group.start > groups[-1].start for group in said.denied)
    if not denied_after and not reader.states and _breaks_off(low, groups[-1].end, end):
        return None
    if reader.states or (reader.many and sum(len(group.claims) for group in groups) > 1):
        return Decision(reading, "stated")
    told = any(_is_predicate(low, g, start, end, said, listed=reader.listed) for g in groups)
    return Decision(reading, "stated") if told else None


def _weight(text: str) -> int:
    return sum(1 if character.isascii() else 3 for character in text)


def _told_of_the_past(low: str, group: Group, floor: int) -> bool:
    if re.compile(r"\s?(?:变成|变为|转成|becomes?(?![a-z])|turns into)").match(low, group.end):
        return True
    left = max(floor, group.start - 60)
    before = low[left : group.start]
    stops = (".", ",", ";", "!", "?", "。", "\n", "(", " and ", " but ", " now")
    cut = left + max(before.rfind(sign) for sign in stops) + 1
    past = _past().search(low, cut, group.end + 16)
    return (past is not None and past.start() < group.start) or _is_hedged(low, group, floor)


def _is_hedged(low: str, group: Group, floor: int) -> bool:
    before = low[max(floor, group.start - 60) : group.end]
    cut = max(before.rfind(sign) for sign in (".", ",", ";", "!", "?", "。", "\n"))
    return _hedged().search(before, cut + 1) is not None


@cache
def _subject() -> re.Pattern[str]:
    """What may follow a value that is the subject of its statement."""
    seen = (
        r"(?:is|are)\s(?:now\s)?(?:in front|on|at|in|the|what|visible|seen|shown|facing|there|up|"
        "correct|needed|required|enough|hidden|it)"
    )
    return re.compile(
        r"[\"')\]]{0,3}\s?(?:(?:face|side|cup|screen|option|cubes?|one)s?\s)?(?:\([^()]{0,40}\)\s?)?"
        rf"(?:(?:{seen}|will|would|can|ends?|faces|shows?|stays?|holds|contains|on|in|at|of|wins)(?![a-z])"
        r"|[^\w\s:]|$|\n|[是在可能为面项选杯盒位号的三两四])"
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
    if low.startswith(
        ("cannot", "can't", "not ", "there", "无法", "不能", "信息", "insufficient"), group.start
    ):
        return True
    opens_it = not re.search(
        r"[a-z0-9\u3400-\u9fff]",
        re.sub(
            r"\b(?:the|an?|then|options?|cup|place|picture|view|net)\b|图|杯子|第|以上|在|共",
            "",
            clause,
        ),
    )
    return opens_it and (not listed or _subject().match(low, group.end, end) is not None)


def _breaks_off(low: str, position: int, end: int) -> bool:
    """Whether the text goes on after a value and stops before it says anything."""
    rest = low[position:end]
    return (
        re.search(r"(?:[,、]|\b(?:the|and|then|is|on|of)\b)\s*[^\s.。!?,a-z]{0,6}\s*$", rest)
        is not None
    )
