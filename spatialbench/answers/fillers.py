"""Words that may stand around an answer without adding to it."""

from __future__ import annotations

import re
from functools import cache

_SIGNS = r"[\s\"'`*_()\[\]{}<>:;,.!?~#|=→\-–。、!?$^&]"

_BEFORE = (
    r"the answer is|i(?:'d| would|'ll| will| am|'m)?|it|that|this|there|which|its|it's|that's|there's|here's|is|are|was|be|would|"
    r"should|must|will|has|to|the|an?|option|choice|answer|answers|letter|face|faces|side|colou?rs?|"
    r"think|believe|guess|say|choose|chose|pick|select|go|going|went|with|for|my|final|correct|right answer|best|definitely|clearly|"
    r"probably|likely|most|maybe|perhaps|possibly|certainly|simply|just|only|about|approximately|around|exactly|roughly|"
    r"so|ok|okay|sure|well|hmm|oh|ah|yes|therefore|thus|hence|then|now|finally|and|as|follows|looks|like|seems|"
    r"appears|either|both|net|at|in|on|of|order|sequence|result|equals?|in order|a total|total|"
    r"我|选择?|认为|觉得|应该|应|是|为|会|就|它|这|那|答案|的|选项|答|故|所以|因此|在|得|共|一共|总共|有|大概|大约|约|可能|当然|嗯|好|最终|"
    r"顺序|结果|分别|依次"
)
_AFTER = (
    r"is the (?:most )?(?:correct|right|best|final)?\s*(?:answer|option|choice|one)|is (?:correct|right)|option|choice|answer|"
    r"face|faces|side|sides|one|ones|colou?rs?|please|i think|i guess|i believe|for sure|definitely|wins|"
    r"cube|cubes|block|blocks|the|will be|would be|in total|in all|altogether|total|final answer|in front|"
    r"选项|项|是?正确的?|面|的|号|位置|是|答案|个|块|种|次|了|吧|呢|啊|哦|对|立方体|方块|色"
)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|(?<![a-z])(?:{_BEFORE})(?![a-z0-9]))*")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|(?<![a-z])(?:{_AFTER})(?![a-z0-9]))*")


_LONGEST = 160


def opens(low: str, start: int, end: int) -> bool:
    """Whether nothing but filler stands between two positions, before an answer."""
    return end - start <= _LONGEST and _before().fullmatch(low, start, end) is not None


def closes(low: str, start: int, end: int) -> bool:
    """Whether nothing but filler stands between two positions, after an answer."""
    return end - start <= _LONGEST and _after().fullmatch(low, start, end) is not None
