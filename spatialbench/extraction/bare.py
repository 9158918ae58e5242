"""Rank 4: the bare answer: the reply is it, with words that add nothing, and its explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spatialbench.extraction import statement
from spatialbench.extraction.content import closes, headed, opens, says, trimmed
from spatialbench.extraction.cut import restates_rules
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import Decision, Group, Reader, Reading, groups_of

Line = tuple[int, int]

_LONGEST = 400


def read(page: Page, reader: Reader) -> Decision | None:
    """What the reply is: an answer, its first or last line one, or a statement."""
    return _line(page, reader) or statement.read(page, reader)


def _line(page: Page, reader: Reader) -> Decision | None:
    lines = [line for line in _lines(page.low) if says(page.low, *line)]
    if not lines:
        return None
    if reader.many and (listed := _listed(page, reader, lines)) is not None:
        return listed
    rest = _without_options(page, lines)
    if rest is None:
        return Decision(Reading("ambiguous", None, lines[0][0], lines[-1][1]), "options-listed")
    first, last = (line_of(reader, page, *line) for line in (rest[0], rest[-1]))
    head = first or _head(page, reader, rest[0])
    if len(rest) == 1:
        found = last or head
        return None if found is None else Decision(found, "bare")
    if last is not None and (
        _hangs_on(page.low, rest[-2], rest[-1]) or restates_rules(page.low[: rest[-1][0]])
    ):
        last = None
    if head is not None and last is not None and head.value != last.value:
        return Decision(Reading("ambiguous", None, head.start, last.end), "contradiction")
    if last is not None:
        return Decision(last, "last-line")
    if head is not None and not _hangs_on(page.low, rest[0], rest[1]):
        return Decision(head, "first-line")
    return None


def _lines(low: str) -> Iterator[Line]:
    return (match.span() for match in re.finditer(r"[^\n]+", low))


def line_of(reader: Reader, page: Page, start: int, end: int) -> Reading | None:
    """What a line says that is an answer and nothing else."""
    start, end = trimmed(page.low, start, end)
    if start >= end or end - start > _LONGEST:
        return None
    value = reader.whole(page.low[start:end])
    if value is not None:
        return Reading("ok", value, start, end)
    groups = groups_of(reader, page, start, end)
    if not groups or not _only_filler(page.low, groups, start, end):
        return None
    if _asks(page.low, groups, start, end):
        return None
    if page.low[groups[-1].start : groups[-1].end] == "one" and "," in page.low[start:end]:
        return None  # "then, one", and there it breaks off
    if not reader.many and len({group.values for group in groups}) > 1:
        return Reading("ambiguous", None, start, end) if _apart(page.low, groups) else None
    named = {value for group in groups for value in group.values}
    if len(named) > 1 and "?" in page.low[groups[0].end : groups[-1].start]:
        return Reading("ambiguous", None, start, end)
    heard = [left for group in groups if (left := reader.deny(page, group, start)) is not None]
    return reader.resolve(page, heard)


def _apart(low: str, groups: list[Group]) -> bool:
    return all(not low[a.end : b.start].strip() for a, b in pairwise(groups))


def _only_filler(low: str, groups: list[Group], start: int, end: int) -> bool:
    between = all(opens(low, a.end, b.start) for a, b in pairwise(groups))
    return between and opens(low, start, groups[0].start) and closes(low, groups[-1].end, end)


def _head(page: Page, reader: Reader, line: Line) -> Reading | None:
    """What stands at the head of a line and is at once ended by a stop or a reason."""
    start, end = trimmed(page.low, *line)
    groups = groups_of(reader, page, start, min(end, start + _LONGEST))
    head = headed(reader, page, groups, start)
    if head is None or not _ended(page.low, head.end, end) or _echoed(page.low, groups):
        return None
    if _asks(page.low, groups[:1], start, end):
        return None
    return reader.resolve(page, [head])


def _asks(low: str, groups: list[Group], start: int, end: int) -> bool:
    """Whether a line asks in words ("is it B?"); a mark alone ("B?") is doubt, and an answer."""
    if re.match(r"\W*(?:是不是|能不能|会不会|是否|能否|可不可以|有没有)[^:]*$", low[start:end]):
        return True
    asked = low[groups[-1].end : end + 3].strip(" \"')]*_").startswith("?")
    return asked and any(character.isalpha() for character in low[start : groups[0].start])


def _echoed(low: str, groups: list[Group]) -> bool:
    """Whether several options stand side by side ("A. red B. green")."""
    pairs = ((a, b) for a, b in pairwise(groups) if a.values != b.values)
    return any(not low[a.end : b.start].strip(" \t,;|/") for a, b in pairs)


def _ended(low: str, position: int, end: int) -> bool:
    rest = low[position : min(end, position + 40)]
    stripped = rest.lstrip(" \"')]}*_")
    if stripped.startswith(".."):
        return False
    if not stripped or stripped[0] in ".!\n。–(":
        return True
    because = ("because", "since", "as ", "but ", "given", "因为", "- ")
    return stripped.lstrip(" ,").startswith(because)


def _listed(page: Page, reader: Reader, lines: list[Line]) -> Decision | None:
    """An answer of several lines, each of them a part of it and nothing else."""
    if len(lines) < 2 or len(lines) > 40:
        return None
    if any(line_of(reader, page, *line) is None for line in lines):
        return None
    reading = line_of(reader, page, lines[0][0], lines[-1][1])
    return None if reading is None else Decision(reading, "listed")


_OPTION = re.compile(r"\s*[(\[]?([a-z])\s?[.)\]:、]\s*\S")


def _without_options(page: Page, lines: list[Line]) -> list[Line] | None:
    """The lines without a list of options given back (A. …, B. …); `None` where there is nothing
    else, or only the question before it."""
    letters = [_letter(page.low, line) for line in lines]
    begun = next(
        (
            i
            for i, pair in enumerate(pairwise(letters))
            if pair == ("a", "b")
            or pair == ("b", "a")
            or (pair[0] and pair[1] and abs(ord(pair[0]) - ord(pair[1])) == 1)
        ),
        None,
    )
    if begun is None:
        return lines
    stop = begun
    while stop < len(lines) and letters[stop] and letters[stop] not in letters[begun:stop]:
        stop += 1
    if stop < len(lines) and _continues(page.low, lines[stop - 1], lines[stop], letters[stop - 1]):
        return None  # the list breaks off
    after = lines[stop:]
    if after and (begun == 0 or all(after)):
        return after
    return None


def _continues(low: str, before: Line, line: Line, letter: str) -> bool:
    """Whether a line is the mark of the option that comes next, right below the one before."""
    mark = low[slice(*line)].strip(" .)]:、")
    return mark == chr(ord(letter) + 1) and line[0] - before[1] == 1


def _letter(low: str, line: Line) -> str:
    match = _OPTION.match(low, *line)
    return match[1] if match else ""


def _hangs_on(low: str, before: Line, line: Line) -> bool:
    """Whether a line goes on with the one before it: a list, a question, an announcement."""
    above = low[slice(*before)].rstrip()
    numbered = re.match(r"\s*(?:\d{1,2}|[a-z])[.)]", low[slice(*before)]) is not None
    own = re.match(r"\s*(?:\d{1,2}|[a-z])(?:[.)]|\s*$)", low[slice(*line)]) is not None
    asked = above.endswith("?") or (own and "?" in above)
    return asked or (own and (numbered or above.endswith(":")))
