"""What a reader of a response gets to see once the model's thinking is taken out.

Known forms: `<think>` and its relatives, `[THINK]`, `◁think▷`, `<|begin_of_thought|>`,
`<|START_THINKING|>`, harmony channels (with their tokens, or run together when a tokenizer dropped
the tokens), and a closing tag whose opener was part of the prompt.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache

Part = tuple[int, int]

_MOST_TAGS = 64
"""A response with more tags than this is read from the last ones: what was before is thinking."""

_HINTS = (
    "think",
    "thought",
    "reason",
    "analysis",
    "reflection",
    "scratchpad",
    "monologue",
    "channel|>",
)

_WORDS = r"think(?:ing)?|thoughts?|reason(?:ing)?|analysis|reflection|scratchpad|inner_monologue"


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(
        rf"<(?P<close>/)?(?:seed:)?(?:{_WORDS})(?:\s[^<>]{{0,80}})?>"
        r"|\[(?P<close2>/)?(?:think|thinking)\]"
        r"|◁(?P<close3>/)?think▷"
        r"|<\|(?:begin|(?P<close4>end))_of_thought\|>"
        r"|<\|(?:start|(?P<close5>end))_thinking\|>"
    )


@cache
def _channels() -> re.Pattern[str]:
    return re.compile(r"<\|channel\|>\s*(\w{0,20})[^\n]{0,80}?<\|message\|>")


def lowered(text: str) -> str:
    """`text.lower()`, always as long as `text` (İ alone would become two characters)."""
    return text.replace("İ", "I").lower()


def visible(response: str) -> list[Part] | None:
    """The parts of a response outside its reasoning; `None` where the reasoning never ends."""
    low = lowered(response)
    if not any(hint in low for hint in _HINTS):
        return [(0, len(response))]
    if "<|channel|>" in low:
        return _final_channel(low)
    if low.startswith("analysis") and low[8:9].isalpha() and response[8].isupper():
        return _run_together(low)
    return _outside_blocks(low)


def _final_channel(low: str) -> list[Part] | None:
    last = low.rfind("<|channel|>")
    header = _channels().match(low, last)
    if header is None or header[1] != "final":
        return None
    end = low.find("<|", header.end())
    return [(header.end(), len(low) if end < 0 else end)]


def _run_together(low: str) -> list[Part] | None:
    """Harmony with its tokens dropped: `analysis…assistantfinal…`."""
    marker = "assistantfinal"
    last = low.rfind(marker)
    return None if last < 0 else [(last + len(marker), len(low))]


def _outside_blocks(low: str) -> list[Part] | None:
    parts: list[Part] = []
    start = 0
    inside = False
    for tag in deque(_tags().finditer(low), maxlen=_MOST_TAGS):
        if not _closes(tag):
            if not inside:
                parts.append((start, tag.start()))
            inside = True
            continue
        if not inside:
            parts.clear()  # its opener was in the prompt
        inside = False
        start = tag.end()
    if inside:
        return None
    return [*parts, (start, len(low))]


def _closes(tag: re.Match[str]) -> bool:
    return any(tag.groups())
