"""Rank 0: what is cut off before anything is read.

Thinking in every known dress, the turns that a model went on to invent, the blanks of the form, and
what the reply gives back of its prompt. The dresses are data: `assets/wording/dresses.toml`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple  # a table of TOML

from spatialbench.extraction.declarations import tag_names
from spatialbench.extraction.objects import kept_parts
from spatialbench.extraction.page import Part, lowered

_MOST_TAGS = 64
"""A response with more tags than this is read from the last ones: what was before is thinking."""

_HINTS = (
    "think", "thought", "reason", "analysis", "reflection", "scratchpad", "monologue", "channel",
    "cot>", "cot]", "rationale", "planning", "deliberation", "inner_prefix", "思考",
)  # fmt: skip


@cache
def dresses() -> dict[str, Any]:
    """The shipped table."""
    import tomllib
    from importlib.resources import files

    source = files("spatialbench.assets").joinpath("wording/dresses.toml")
    return tomllib.loads(source.read_text("utf-8"))


class Visible(NamedTuple):
    """The parts of a response outside its thinking; `announced` where thinking was announced in
    words and its end never was, so that only ranks 1 and 2 are to be trusted."""

    parts: list[Part]
    announced: bool = False


def visible(response: str) -> Visible | None:
    """What of a response is no thinking; `None` where thinking never ends."""
    low = lowered(response).replace("｜", "|")
    parts = kept_parts(low)
    if parts is not None:
        return Visible(parts)
    if not any(hint in low for hint in _HINTS):
        return Visible([(0, len(response))])
    if "<|channel|>" in low:
        return _channels(low)
    if low.startswith("analysis") and low[8:9].isalpha() and response[8].isupper():
        return _run_together(low)
    outside = _outside_marks(low)
    return None if outside is None else _after_words(low, outside)


@cache
def _header() -> re.Pattern[str]:
    return re.compile(r"<\|channel\|>\s*(\w{0,20})([^\n]{0,80}?)<\|message\|>")


def _channels(low: str) -> Visible | None:
    """Harmony: the last channel must be `final`, or a call of a tool."""
    last = low.rfind("<|channel|>")
    header = _header().match(low, last)
    if header is None or (
        header[1] != "final" and "to=" not in low[max(0, last - 60) : last] + header[2]
    ):
        return None
    end = low.find("<|", header.end())
    return Visible([(header.end(), len(low) if end < 0 else end)])


def _run_together(low: str) -> Visible | None:
    """Harmony with its tokens dropped: `analysis…assistantfinal…`."""
    marker = "assistantfinal"
    last = low.rfind(marker)
    return None if last < 0 else Visible([(last + len(marker), len(low))])


@cache
def _marks() -> re.Pattern[str]:
    table = dresses()["thinking"]
    tags = "|".join(map(re.escape, sorted(table["tags"], key=len, reverse=True)))
    opened = "|".join(re.escape(opener) for opener, _ in table["marks"])
    closed = "|".join({re.escape(closer) for _, closer in table["marks"]})
    return re.compile(
        rf"<(?P<close>/)?(?:{tags})(?:\s[^<>]{{0,80}})?(?<!/)>"
        rf"|\[(?P<close2>/)?(?:{tags})\]|(?P<close3>{closed})|(?P<open>{opened})"
    )


def _outside_marks(low: str) -> list[Part] | None:
    parts: list[Part] = []
    start, inside = 0, False
    for mark in deque(_marks().finditer(low), maxlen=_MOST_TAGS):
        closes = mark["close"] or mark["close2"] or mark["close3"]
        if mark[0] == "</details>" and not inside:
            continue
        if not closes:
            if not inside:
                parts.append((start, mark.start()))
            inside = True
            continue
        if not inside:
            parts.clear()  # its opener was in the prompt
        start, inside = mark.end(), False
    return None if inside else [*parts, (start, len(low))]


def _after_words(low: str, parts: list[Part]) -> Visible:
    """The parts after thinking that was announced in words."""
    start, end = next(((a, b) for a, b in parts if low[a:b].strip()), (0, 0))
    bare = low[start : min(end, start + 200)].lstrip(" \n#*")
    rows = [row for row in dresses()["thinking"]["words"] if bare.startswith(row[0].lstrip("#* "))]
    rows = [row for row in rows if _is_heading(low[start:end].lstrip(), row[0])]
    if not rows:
        return Visible(parts)
    closers = "|".join(re.escape(row[1].lstrip("#* ")) for row in rows)
    found = deque(re.finditer(rf"^[ \t#*]{{0,8}}(?:{closers})", low[:end], re.MULTILINE), maxlen=1)
    if not found or found[0].end() <= start + len(rows[0][0]):
        return Visible(parts, announced=True)
    return Visible([(found[0].end(), end), *(part for part in parts if part[0] >= end)])


def _is_heading(opening: str, mark: str) -> bool:
    """Whether a reply opens with the mark in its own dress (`# thinking`, `thinking process:`)."""
    return not mark.startswith(("#", "*")) or opening.startswith(mark[0])


# --- turns --------------------------------------------------------------------------------------


@cache
def _turn() -> re.Pattern[str]:
    table = dresses()["turns"]
    tokens = "|".join(map(re.escape, sorted(table["tokens"], key=len, reverse=True)))
    headings = "|".join(map(re.escape, table["headings"]))
    return re.compile(
        rf"(?P<token>{tokens})|(?P<heading>^[ \t]{{0,8}}(?:{headings})\b)", re.MULTILINE
    )


@cache
def _role() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, sorted(dresses()["turns"]["roles"], key=len, reverse=True)))
    return re.compile(rf"\s*(?:(?:{roles})(?:\s*(?:[:：]|\n)|(?=<)|$)?\s*)*")


def own_turn(low: str) -> Part:
    """Where a model's own turn stands in a lower-case text: after marks that open it, up to the
    first mark or heading of another one."""
    start = 0
    for found in _turn().finditer(low):
        if any(character.isalnum() for character in low[start : found.start()]):
            role = _role().match(low, start)
            if role is None or role.end() < found.start():
                return start, found.start()
        start = found.end() if found["token"] else start
        role = _role().match(low, start)
        start = role.end() if role is not None and found["token"] else start
    return start, len(low)


@cache
def _again() -> re.Pattern[str]:
    table = dresses()["turns"]
    speakers = "|".join(map(re.escape, sorted(table["speakers"], key=len, reverse=True)))
    again = "|".join(map(re.escape, table["again"]))
    asks = (
        "which|what|where|how many|how much|how far|who|when|in which|at which|from which|is it|"
        "a cube|imagine|on a table"
    )
    chinese = "什么|哪|几|多少|怎样|是否"
    return re.compile(
        rf"^[ \t]{{0,8}}(?:[#*>-]{{1,4}}[ ]?|\d{{1,2}}[.)] )?(?:\*\*)?(?:{speakers})"
        rf"(?:[ ]?\d{{1,3}})?(?:\*\*)?[ ]?[:：]"
        rf"|^[ \t]{{0,8}}(?:{again})\b"
        rf"|^[ \t]{{0,8}}(?:\w{{2,10}} ?\d{{1,2}}[:.)] |\d{{1,2}}[.)、] ?)?"
        rf"(?:{asks})\b[^\n]{{0,300}}\?[ ]*$"
        rf"|^[ \t]{{0,8}}(?:\d{{1,2}}[.)、] ?)?[^\n?]{{0,80}}(?:{chinese})[^\n?]{{0,80}}\?[ ]*$"
        r"|^[ \t]{0,8}(?:-{3,}|\*{3,}|={3,})[ ]*$",
        re.MULTILINE,
    )


def next_questions(low: str) -> Iterable[int]:
    """Where a reply may go on to a question that nobody asked, if it has answered before."""
    for number, found in enumerate(_again().finditer(low)):
        if number == _MOST_TAGS:
            return
        if any(character.isalnum() for character in low[: found.start()]):
            yield found.start()


# --- blanks of the form -------------------------------------------------------------------------


@cache
def _blank() -> re.Pattern[str]:
    table = dresses()["placeholders"]
    openers = "|".join(table["openers"])
    words = "|".join(map(re.escape, sorted(table["words"], key=len, reverse=True)))
    chinese = "|".join(word for word in table["words"] if not word.isascii())
    inner = (
        rf"(?:(?:{openers})\s[^<>\[\]{{}}\n]{{1,160}}|(?:{words})"
        rf"|[^<>\[\]{{}}()\na-z]{{0,40}}(?:{chinese})[^<>\[\]{{}}\n]{{0,60}})"
    )
    return re.compile(
        rf"<\s?{inner}\s?>|\[\s?{inner}\s?\]|\{{\s?{inner}\s?\}}|\(\s?(?:(?:the|your|insert)\s)?(?:{words})\s?\)"
        rf"|<(?:{openers})\s[^<>\n]{{0,160}}$|<[^<>\na-z]{{0,20}}(?:{chinese})[^<>\n]{{0,60}}$"
        r"|\$\{?(?:letter|answer|number|option|value)\b\}?"
        r"|(?<=[:：])[ ]?_{1,20}(?=\s|$)|(?<=[:：])[ ]?\.{3,20}(?=\s|$)|<\s?>|<\.{1,20}>",
        re.MULTILINE,
    )


def blanks(low: str) -> list[Part]:
    """The blanks of the form: `<the colour>`, `[your answer]`, `$LETTER`, `___`."""
    return [found.span() for found in _blank().finditer(low) if not _is_markup(low, found)]


def _is_markup(low: str, found: re.Match[str]) -> bool:
    """`<answer>` is a tag, and so is `[answer]`; only where a label stands before is it a blank."""
    if '"' in found[0] or "'" in found[0]:
        return True
    name = found[0].strip("<>[]{}() ")
    tag = name in {*tag_names(), "final answer", "text", "a"}
    if tag and low.find(f"/{name}", found.end(), found.end() + 300) >= 0:
        return True  # it is closed
    before = low[max(0, found.start() - 8) : found.start()].rstrip()
    boxed = low[max(0, found.start() - 8) : found.start()].endswith(("boxed", "text"))
    return (tag and before[-1:] not in {":", "："}) or (boxed and name not in {"answer", "letter"})


def restates_rules(low: str) -> bool:
    """Whether a lower-case text repeats the rules that a prompt gives."""
    return any(rule in low for rule in dresses()["prompts"]["rules"])
