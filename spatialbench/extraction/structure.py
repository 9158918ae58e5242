"""Rank 2: other structure: a box, a tag for answers, an object that ends the reply, a call."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from spatialbench.extraction import content
from spatialbench.extraction.declarations import keys, tag_names
from spatialbench.extraction.objects import Member, Object, objects
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import Decision, Reader, Reading

Kind = Literal["boxed", "tag", "json", "call"]

_MOST = 24  # structures looked at, from the end
_LONGEST = 600


class Structure(NamedTuple):
    """A content between two positions; `closed` where its end is marked."""

    start: int
    end: int
    kind: Kind
    closed: bool = True


def read(page: Page, reader: Reader, *, cut_off: bool = False) -> Decision | None:
    """What the last structure says that says anything. In a response that was `cut_off` only what
    is closed counts."""
    found = sorted([*_boxes(page), *_tags(page), *_calls(page)], reverse=True)
    decided: Decision | None = None
    for one in found[:_MOST]:
        if cut_off and not one.closed:
            continue
        reading = content.read(page, reader, one.start, one.end, inside=True)
        if reading is not None:
            decided = Decision(reading, one.kind)
            break
    spoken = _object(page, reader, cut_off)
    if decided is None or (spoken is not None and spoken.reading.start > decided.reading.start):
        return spoken
    return decided


@cache
def _box() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![a-z])f?box(?:ed)?|\\f?box(?:ed)?|\x08oxed)\s{0,3}\{"
        r"|\\boxed\s(?P<short>[a-z0-9])(?![a-z0-9])"
    )


def _boxes(page: Page) -> Iterator[Structure]:
    low = page.low_source
    for match in deque(_box().finditer(low), maxlen=_MOST):
        if match["short"] is not None:
            yield Structure(*match.span("short"), "boxed")
        else:
            end, closed = _closing(low, match.end())
            yield Structure(match.end(), end, "boxed", closed)


def _closing(low: str, start: int) -> tuple[int, bool]:
    depth = 1
    limit = min(len(low), start + _LONGEST)
    for match in re.finditer(r"\\[{}]|[{}]", low[start:limit]):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return start + match.start(), True
    return limit, False


@cache
def _tag() -> re.Pattern[str]:
    names = "|".join(tag_names())
    return re.compile(
        rf"<(?P<name>{names})(?:\s(?:choice|value|option|letter|answer|label)\s?=\s?"
        rf"[\"'](?P<value>[^\"'<>\n]{{1,80}})[\"'])?(?:\s[^<>]{{0,40}})?/?>"
        rf"|\[(?P<square>{names})\]|<\|(?P<bar>{names})\|>|<\|begin_of_box\|>"
        rf"|\[begin final response\]"
        rf"|<\|(?P<start>{names})_start\|>|<\|begin_of_(?P<begin>{names}|solution)\|>"
    )


def _tags(page: Page) -> Iterator[Structure]:
    low = page.low_source
    for match in deque(_tag().finditer(low), maxlen=_MOST):
        if match["value"] is not None:
            yield Structure(*match.span("value"), "tag")
            continue
        closer = _closer().search(low, match.end(), match.end() + _LONGEST)
        end = closer.start() if closer else _unclosed(low, match.end())
        yield Structure(match.end(), end, "tag", closer is not None)


def _unclosed(low: str, start: int) -> int:
    """An open tag reaches to the end of the line, or of the next one that says anything."""
    end = start
    while True:
        following = low.find("\n", end)
        stop = len(low) if following < 0 else following
        if stop == len(low) or low[start:stop].strip():
            return min(stop, start + _LONGEST)
        end = stop + 1


@cache
def _closer() -> re.Pattern[str]:
    names = "|".join(tag_names())
    return re.compile(rf"</(?:{names})|\[/(?:{names})\]|<\|(?!begin)|\[end final response\]")


@cache
def _call() -> re.Pattern[str]:
    tool = "submit|final_?answer|answer|submit_?answer|provide_?answer|give_?answer|respond|finish"
    return re.compile(
        r"<arg_key>\s{0,9}(?P<key>\w{1,40})\s{0,9}</arg_key>\s{0,9}<arg_value>(?P<value>[^<]{0,400})</arg_value>"
        r"|<parameter(?:=|\s+name\s?=\s?)[\"']?(?P<key2>\w{1,40})[\"']?[^<>]{0,60}>(?P<value2>[^<]{0,400})</parameter>"
        rf"|(?<![a-z])(?:{tool})\(\s?(?:(?P<key3>\w{{1,40}})\s?=\s?)?[\"'](?P<value3>[^\"'\n]{{0,200}})[\"']\s?[,)]"
    )


def _calls(page: Page) -> Iterator[Structure]:
    for match in deque(_call().finditer(page.low_source), maxlen=_MOST):
        number = next(name for name in ("value", "value2", "value3") if match[name] is not None)
        key = match[number.replace("value", "key")]
        if key is None or _tier(key) is not None:
            yield Structure(*match.span(number), "call")


# --- objects ------------------------------------------------------------------------------------


def is_object(page: Page) -> bool:
    """Whether the reply is an object: then only its keys could say an answer."""
    begun = page.low_source.strip().lstrip("`").removeprefix("json").lstrip()
    if not begun.startswith(('{"', "{'", '{ "', "{\n", "[{")):
        return False
    found = objects(page.low_source)
    return bool(found) and not content.says(page.low, found[-1].end, len(page.low))


def _object(page: Page, reader: Reader, cut_off: bool) -> Decision | None:
    """What the object says that is the reply or ends it."""
    if "{" not in page.source:
        return None
    low = page.low_source.replace('\\"', ' "') if '"{\\"' in page.low_source else page.low_source
    if '"{ "' in low:
        low = low.replace('"{ "', ' { "').replace('}"', "} ")
    found = [one for one in objects(low)[-_MOST:] if one.closed or not cut_off]
    spoken: list[tuple[Object, Reading]] = []
    for one in found:
        reading = _spoken(page, low, reader, one)
        if reading is not None:
            spoken.append((one, reading))
    if not spoken:
        return None
    last, reading = spoken[-1]
    if not _ends(page, reader, last, reading):
        return None
    if (
        len(spoken) > 1
        and last.start - spoken[-2][0].end <= 12
        and spoken[-2][1].value != reading.value
    ):
        reading = Reading("ambiguous", None, spoken[-2][1].start, reading.end)
    return Decision(reading, "json")


def _ends(page: Page, reader: Reader, one: Object, reading: Reading) -> bool:
    """Whether nothing after an object says another value than it does."""
    rest = reader.claims(page, one.end, len(page.low))
    listed = reading.value if isinstance(reading.value, list) else [reading.value]
    return all(claim.value in listed for claim in rest)


def _spoken(page: Page, low: str, reader: Reader, one: Object) -> Reading | None:
    """The value under the key that is most like an answer, the outermost first."""
    if any(member.path[0] in {"error", "errors", "err"} for member in one.members):
        return None
    ranked = sorted(_answering(one), key=lambda entry: entry[0])
    for _, entries in groupby(ranked, key=lambda entry: entry[0]):
        readings = [_value(page, low, reader, member) for _, member in entries]
        heard = [reading for reading in readings if reading is not None]
        if heard:
            values = {str(reading.value) for reading in heard}
            if len(values) > 1:
                return Reading("ambiguous", None, heard[0].start, heard[-1].end)
            return heard[0]
    return None


def _answering(one: Object) -> Iterator[tuple[tuple[int, int], Member]]:
    for member in one.members:
        tiers = [_tier(key) for key in member.path]
        if not any(tier == _NEVER for tier in tiers) and tiers[-1] is not None:
            yield (len(member.path), tiers[-1]), member


_NEVER = 99


@cache
def _tier(key: str) -> int | None:
    """How like an answer a key is, 0 most; `None` where it says nothing of it, `_NEVER` where what
    it holds is no answer (reasoning, a list of options, an error)."""
    words = set(
        re.findall(r"[a-z]+|[\u3400-\u9fff]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).lower())
    )
    whole = re.sub(r"[\s_-]", "", key.lower())
    table = keys()
    if words & table["never"] or whole in table["never"]:
        return _NEVER
    for tier, name in enumerate(("first", "second", "third")):
        if words & table[name] or whole in table[name]:
            return tier
    return None


def _value(page: Page, low: str, reader: Reader, member: Member) -> Reading | None:
    said = low[member.start : member.end].strip(" \"'")
    if said in {"null", "none", "nan", "undefined"} and not reader.many:
        return Reading("refusal", None, member.start, member.end)
    if said.startswith("{"):
        return None  # its own members speak
    return content.read(page, reader, member.start, member.end, inside=True)
