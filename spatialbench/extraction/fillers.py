"""Words that may stand around an answer without adding to it."""

from __future__ import annotations

import re
from functools import cache

from spatialbench.extraction.patterns import either

_SIGNS = r"[\s\"'`*_()\[\]{}<>:;,.!?~#|=→\-–。、$^&\\]"
_LONGEST = 160


@cache
def _before() -> re.Pattern[str]:
    words = either(
        "the answer is|i(?:'d| would|'ll| will| am|'m)?|it|that|this|there|which|its|it's|that's",
        "there's|here's|is|are|be|would|should|must|will|has|to|the|an?|option|choice|answers?",
        "letter|faces?|side|colou?rs?|think|believe|guess|say|choose|chose|pick|select|go|going",
        "went|with|for|my|final|correct|right answer|best|definitely|clearly|probably|likely|most",
        "maybe|perhaps|possibly|certainly|simply|just|only|about|approximately|around|exactly",
        "roughly|so|ok|okay|sure|well|hmm|oh|ah|yes|therefore|thus|hence|then|now|finally|and|as",
        "follows|looks|like|seems|appears|either|both|net|at|in|on|of|order|sequence|result",
        r"equals?|in order|a total|total|\d{1,2}[.)]",
        "我|选择?|认为|觉得|应该|应当|应|是|为|会|就|它|这|那|答案|的|选项|答|故|所以|因此|在|得|共|一共|总共",
        "有|大概|大约|约|可能|当然|嗯|好|最终|顺序|结果|分别|依次",
    )
    return _run_of(words)


@cache
def _after() -> re.Pattern[str]:
    words = either(
        r"is the (?:most )?(?:correct|right|best|final)?\s*(?:answer|option|choice|one)",
        "is (?:correct|right)|option|choice|answer|faces?|sides?|ones?|colou?rs?|please|i think",
        "i guess|i believe|for sure|definitely|wins|cubes?|blocks?|the|will be|would be|in total",
        "in all|altogether|total|final answer|in front",
        "of course|indeed|obviously|clearly|probably|certainly|surely|here|i'd say",
        "选项|项|是?正确的?|面|的|号|位置|是|答案|个|块|种|次|了|吧|呢|啊|哦|对|立方体|方块|色",
    )
    return _run_of(words)


def _run_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|(?<![a-z]){words}(?![a-z0-9]))*")


def says(low: str, start: int, end: int) -> bool:
    """Whether something that can be read stands near the start of a stretch: a word, a tick."""
    near = low[start : min(end, start + 200)]
    return any(character.isalnum() or character in "∅✓✔✅✗✘❌" for character in near)


def opens(low: str, start: int, end: int) -> bool:
    """Whether nothing but filler stands between two positions, before an answer."""
    return end - start <= _LONGEST and _before().fullmatch(low, start, end) is not None


def closes(low: str, start: int, end: int) -> bool:
    """Whether nothing but filler stands between two positions, after an answer."""
    return end - start <= _LONGEST and _after().fullmatch(low, start, end) is not None
