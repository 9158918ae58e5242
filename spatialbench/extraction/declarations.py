"""Where a response declares its answer, in the order in which it does.

Forms: `Answer: x`, `The answer is x`, `答案是 x`, `\\boxed{x}`, `<answer>x</answer>`, `#### x`, an
`answer` key in JSON, and a correction ("wait, it's x").
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from spatialbench.extraction.claims import Page
from spatialbench.extraction.fillers import says
from spatialbench.extraction.patterns import either, word

Kind = Literal["declared", "boxed", "json", "tag", "corrected"]

_MOST = 24  # declarations looked at, from the end
_LONGEST = 600


class Declaration(NamedTuple):
    """A content between two positions that is declared to be the answer."""

    start: int
    end: int
    kind: Kind


@cache
def _phrases() -> re.Pattern[str]:
    noun = either(
        "answers?(?: (?:choice|option|letter|key))?|ans",
        "(?:final|correct|right|best|chosen|selected|actual) "
        + either(
            "answer|choice|option|result|order|ordering|sequence|letter|selection|pick|verdict",
            "decision|colou?r|face|number|count|value|one",
        )
        + "s?",
    )
    label = either(
        "solution|conclusion|verdict|result|prediction|selection|choice|option|output|final",
        "decision|response",
    )
    return re.compile(
        rf"(?<![a-z]){noun}(?:\s?\([^()\n]{{0,30}}\))?[ \t\"']{{0,4}}{_link()}"
        r"|^[ \t]*(?:the )?(?:final )?answers?[ \t]*$"
        rf"|(?:^|(?<=[.!?]\s))[ \t]{{0,8}}{label}[ \t]*:"
        r"|^[ ]{0,3}####\s"
        rf"|{_chinese()}|答案(?=是否定)"
        r"|^[ \t]*a\s?:(?=\s?(?:the|my|i|it)\s)"
        r"|^[ \t]*q\s?\d{0,3}\s?:[^\n]{0,400}\n\s{0,8}a\s?:",
        re.MULTILINE,
    )


def _link() -> str:
    """What leads from "the answer" to the answer."""
    verb = either(
        "is|are|was|will be|would be|would therefore be|should be|must be|has to be|'s",
    )
    adverb = "(?: (?:therefore|thus|then|hence|clearly|simply|that))?"
    return rf"(?:{verb}(?![a-z]){adverb}\s{{0,3}}:?|[:=→–]|->|-(?=\s)|\.(?=\s{{0,9}}\S))"


def _chinese() -> str:
    noun = either(
        "答案|结论|结果|答|正确选项|正确的选项|正确的顺序|顺序|最终选择|我的选择|选择",
    )
    return (
        rf"\[?{noun}\]?(?:应该|应当|应|就|则|便)?"
        r"(?:是(?!否)|为|选择?|:|=|\]|(?=\s?[a-z]\b))(?:是(?!否)|为|选项?|:|\s){0,8}"
    )


@cache
def _corrections() -> re.Pattern[str]:
    cue = either(
        r"(?<=[.!–]\s)no(?=,\s)",
        word(
            "wait|actually|correction|scratch that|on second thoughts?|i meant?|oops|no wait|sorry",
            "let me correct (?:that|this|myself)|hold on|my mistake|rechecking|on reflection",
            "i made (?:a|an) (?:mistake|error)",
        ),
        "不对|等等|等一下|更正|纠正一下|说错了|我错了",
    )
    further = "no|not (?:so|quite)|不|that's wrong|i mean|actually|wait|correction"
    return re.compile(
        rf"{cue}[\s,:.!–;-]{{1,6}}"
        rf"(?:(?:{further})[\s,:.!–;-]{{1,4}}(?=[^\s,:.!–;-])){{0,2}}(?!\s)"
    )


@cache
def _keys() -> re.Pattern[str]:
    key = either(
        "final[_ ]?answer|answer|choice|prediction|selected(?:_option)?|correct_answer",
        "correct_option|答案|选项",
    )
    return re.compile(
        rf"[\"']{key}[\"']\s{{0,9}}:\s{{0,9}}"
        r"(?:\"(?P<double>(?:[^\"\\\n]|\\.){0,400})\"?|'(?P<single>[^'\n]{0,400})'?"
        r"|(?P<list>\[[^\[\]]{0,400}\])|(?P<object>\{[^{}]{0,600}\})|(?P<plain>[^\s,}\]]{1,60}))"
    )


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(
        r"<(?P<name>answer|final_answer|finalanswer|final|ans|choice)(?:\s[^<>]{0,40})?>|<\|begin_of_box\|>"
    )


@cache
def _boxes() -> re.Pattern[str]:
    return re.compile(r"(?:\\?f?box(?:ed)?|\x08oxed)\s{0,3}(?:\{|(?P<short>[a-z0-9])(?![a-z0-9]))")


def declarations(page: Page, *, many: bool) -> list[Declaration]:
    """The last declarations of a page, in order. `many`: an answer may run over several lines."""
    found = [*_phrased(page, many), *_boxed(page), *_tagged(page)]
    keyed = list(_keyed(page))
    if keyed and page.source.lstrip().startswith(("{", "```", "[")):
        return keyed  # an object's own key speaks for the object
    found += keyed
    found += _corrected(page)
    return sorted(found)[-_MOST:]


def _last(pattern: re.Pattern[str], text: str) -> deque[re.Match[str]]:
    return deque(pattern.finditer(text), maxlen=_MOST)


def _phrased(page: Page, many: bool) -> Iterator[Declaration]:
    for match in _last(_phrases(), page.low):
        yield Declaration(*_content(page.low, match.end(), many), "declared")


def _content(low: str, start: int, many: bool) -> tuple[int, int]:
    """The rest of the line, or where that is empty the next line that is not."""
    while (end := _line_end(low, start)) < len(low) and not says(low, start, end):
        start = end + 1
    if many:
        while end < len(low) and says(low, end + 1, following := _line_end(low, end + 1)):
            end = following
    return start, min(end, start + _LONGEST)


def _line_end(low: str, start: int) -> int:
    end = low.find("\n", start)
    return len(low) if end < 0 else end


def _corrected(page: Page) -> Iterator[Declaration]:
    for match in _last(_corrections(), page.low):
        yield Declaration(match.end(), _line_end(page.low, match.end()), "corrected")


def _keyed(page: Page) -> Iterator[Declaration]:
    for match in _last(_keys(), page.source.lower()):
        yield Declaration(*match.span(match.lastgroup or 0), "json")


def _tagged(page: Page) -> Iterator[Declaration]:
    low = page.source.lower()
    for match in _last(_tags(), low):
        closer = low.find("<", match.end(), match.end() + _LONGEST)
        while closer >= 0 and not low.startswith(("</", "<|"), closer):
            closer = low.find("<", closer + 1, match.end() + _LONGEST)
        end = _line_end(low, match.end()) if closer < 0 else closer
        yield Declaration(match.end(), end, "tag")


def _boxed(page: Page) -> Iterator[Declaration]:
    low = page.source.lower()
    for match in _last(_boxes(), low):
        if match["short"] is not None:
            yield Declaration(*match.span("short"), "boxed")
        else:
            yield Declaration(match.end(), _closing(low, match.end()), "boxed")


def _closing(low: str, start: int) -> int:
    depth = 1
    limit = min(len(low), start + _LONGEST)
    for match in re.finditer(r"\\[{}]|[{}]", low[start:limit]):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return start + match.start()
    return limit
