"""Rank 1: the requested line, `ANSWER: …` or `答案：…`, in any of the languages known."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import cache

from spatialbench.extraction import content
from spatialbench.extraction.declarations import labels
from spatialbench.extraction.page import GONE, Page
from spatialbench.extraction.readings import Decision, Reader

METHOD = "requested-line"

_MOST = 24  # lines looked at, from the end
_LONGEST = 600
_LONGEST_LIST = 2_400  # of what is cut off in part, the answer would be another


@cache
def _label() -> re.Pattern[str]:
    word = "|".join(labels("answer"))
    kind = (
        "final|correct|right|best|chosen|selected|actual|my|the|our|so|short|overall|proposed|"
        "最终|正确|我的|正确的|最后的?|本题"
    )
    said = r"(?:\s?(?:choice|option|letter|key|选项))?(?:\s?\([^()\n]{0,30}\))?"
    sign = r"(?:is\s?:|应?[是为]\s?:|[:=→]+|->|=>|(?<=[a-z\]])\s[–-](?=\s)|(?<=ans)\.(?=\s))"
    opener = (
        r"(?:assistant|ai|model|bot|response|output|助手|回答|correction|更正|"
        r"(?:no,? |so )?wait|actually|no wait|wait, actually|sorry)\s?[:,]?"
    )
    return re.compile(
        rf"(?:^[ \t>*#•·|~\"'(\[<–-]{{0,12}}|(?<=[.!?。]\s)(?=[a-z]{{3,8}}\s?:))"
        rf"(?:\d{{1,2}}[.)][ ])?(?:{opener}[ \t\"'(\[]{{0,4}})?"
        rf"(?:(?:{kind})\s?){{0,3}}(?:{word}){said}[ \t\])]{{0,4}}"
        rf"(?:{sign}[ \t:]{{0,4}}|(?=[\[(<])|(?<=\])|$)",
        re.MULTILINE,
    )


def read(page: Page, reader: Reader, *, cut_off: bool = False) -> Decision | None:
    """What the last requested line says that says anything. In a response that was `cut_off` a
    line counts only where it is complete."""
    found = deque(_label().finditer(page.low), maxlen=_MOST)
    for label in reversed(found):
        start, end = _content(page.low, label.end(), reader.many)
        if cut_off and end >= len(page.low):
            continue
        reading = content.read(page, reader, start, end)
        if reading is not None:
            return Decision(reading, METHOD)
    return None


def places(page: Page) -> Sequence[int]:
    """Where the last requested lines begin."""
    return [label.start() for label in deque(_label().finditer(page.low), maxlen=_MOST)]


def _content(low: str, start: int, many: bool) -> tuple[int, int]:
    """The rest of the line, or where that is empty the lines that follow up to an empty one."""
    end, longest = _line_end(low, start), _LONGEST_LIST if many else _LONGEST
    if GONE in low[start:end] and not content.says(low, start, end):
        return start, start  # the blank of the form: what follows it is no answer to it
    if content.says(low, start, end) and not (many and _goes_on(low, start, end)):
        return start, min(end, start + longest)
    while end < len(low) and not content.says(low, end + 1, _line_end(low, end + 1)):
        end = _line_end(low, end + 1)
    while end < len(low) and content.says(low, end + 1, following := _line_end(low, end + 1)):
        end = following
    return start, min(end, start + longest)


def _goes_on(low: str, start: int, end: int) -> bool:
    """Whether a list goes on in the next line."""
    line = low[start:end].rstrip()
    following = low[end + 1 : _line_end(low, end + 1)].lstrip()
    return line[-1:] in {",", ":", "、", ";", "&"} or following.startswith(("- ", ", ", "and "))


def _line_end(low: str, start: int) -> int:
    end = low.find("\n", start)
    return len(low) if end < 0 else end
