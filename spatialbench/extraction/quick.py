"""The short way for short clean responses ("B", "ANSWER: red", "答案:3"): one pattern, one look-up.

It decides only what the long way would decide in the same manner; for all else it gives nothing.
"""

from __future__ import annotations

import re
from functools import cache

from spatialbench.extraction.readings import Extraction, Reader

_LONGEST = 80


@cache
def _clean() -> re.Pattern[str]:
    inner = "a-z0-9,、 '\u4e00-\u9fff-"
    outer = "[a-z0-9\u4e00-\u9fff]"
    return re.compile(
        r"\s*(?:\*\*)?(?P<cue>(?:final )?answer: ?|答案[是:：] ?)?(?:\*\*)?\s?"
        rf"(?P<content>{outer}(?:[{inner}]{{0,60}}{outer})?)[.。]?(?:\*\*)?\s*",
        re.IGNORECASE | re.ASCII,
    )


def quick(response: str, reader: Reader) -> Extraction | None:
    """The extraction of a response that is an answer and nothing else, or `None`."""
    if len(response) > _LONGEST:
        return None
    match = _clean().fullmatch(response)
    if match is None:
        return None
    value = reader.whole(match["content"].lower())
    if value is None:
        return None
    return Extraction(value, "ok", "declared" if match["cue"] else "bare", match.span("content"))
