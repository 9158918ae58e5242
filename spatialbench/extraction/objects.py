"""Objects as JSON and Python write them, read tolerantly and in one pass, with places."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

Part = tuple[int, int]

_DEEPEST = 8


class Member(NamedTuple):
    """A value with the keys that lead to it; positions are those between its quotes."""

    path: tuple[str, ...]
    start: int
    end: int


class Object(NamedTuple):
    """An object of a text; `closed` where its last brace is there."""

    start: int
    end: int
    members: list[Member]
    closed: bool


@cache
def _token() -> re.Pattern[str]:
    # A string that is never closed ends with the text, so that no character is looked at twice.
    return re.compile(r"\"(?:[^\"\\]|\\.)*(?:\"|\\?\Z)|'(?:[^'\\\n]|\\.)*'|[{}\[\],:]", re.DOTALL)


class _Frame:
    """An open brace or bracket: the key that was read last, and where its value begins."""

    __slots__ = ("key", "kind", "value")

    def __init__(self, kind: str) -> None:
        self.kind, self.key, self.value = kind, "", -1


def read_object(text: str, start: int) -> Object:
    """The object or list that begins at `start`."""
    frames: list[_Frame] = []
    members: list[Member] = []
    last = start  # the end of the last delimiter
    for token in _token().finditer(text, start):
        sign = token[0]
        if sign in "{[":
            frames.append(_Frame(sign))
        elif sign == ":":
            _name(frames[-1], text[last : token.start()], token.end())
        elif sign in ",}]":
            _close(frames, members, text, token.start())
            if sign != ",":
                frames.pop()
            if not frames:
                return Object(start, token.end(), members, True)
        if sign in "{[,}]":
            last = token.end()
    _close(frames, members, text, len(text))
    return Object(start, len(text), members, False)


def _name(frame: _Frame, key: str, value: int) -> None:
    """Note the key of a member and where its value begins."""
    if frame.kind == "{" and frame.value < 0:
        frame.key, frame.value = key.strip(" \n\t\r\"'"), value


def _close(frames: list[_Frame], members: list[Member], text: str, end: int) -> None:
    frame = frames[-1]
    if frame.value >= 0 and len(frames) <= _DEEPEST:
        path = tuple(one.key for one in frames if one.key)
        if path:  # "{:" names nothing
            members.append(Member(path, *_inner(text, frame.value, end)))
        frame.value, frame.key = -1, ""


def _inner(text: str, start: int, end: int) -> Part:
    """A value without the blanks and quotes around it."""
    while start < end and text[start] in " \n\t\r":
        start += 1
    while start < end and text[end - 1] in " \n\t\r":
        end -= 1
    if end - start > 1 and text[start] in "\"'" and text[end - 1] == text[start]:
        return start + 1, end - 1
    return (start + 1, end) if end > start and text[start] in "\"'" else (start, end)


def objects(text: str) -> list[Object]:
    """The objects of a text that stand in no other one and have members."""
    found: list[Object] = []
    place = text.find("{")
    while place >= 0:
        one = read_object(text, place)
        if one.members:
            found.append(one)
        place = text.find("{", one.end if one.closed or one.members else place + 1)
        if len(found) > 200 or (not one.closed and not one.members):
            break
    return found


_TEXTS = frozenset({"text", "output_text"})
_THOUGHTS = frozenset({"thinking", "reasoning", "redacted_thinking", "thought", "reasoning_text"})


def kept_parts(low: str) -> list[Part] | None:
    """Where the texts stand in a reply that is a list of content parts, by type; `None` where a
    reply is none."""
    begun = low[:80].lstrip()
    if not begun.startswith(("[{", "[ {", "{")) or "type" not in low[:400]:
        return None
    parts, known = [], False
    for one in objects(low[:200_000]):
        kinds = [low[m.start : m.end] for m in one.members if m.path[-1] == "type"]
        if not kinds or kinds[0] not in _TEXTS | _THOUGHTS:
            return None
        known = True
        if kinds[0] in _TEXTS:
            parts += [(m.start, m.end) for m in one.members if m.path[-1] == "text"]
    return parts if known else None
