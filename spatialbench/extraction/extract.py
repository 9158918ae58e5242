"""Reading an answer out of free text: normalise, drop the reasoning, find declarations, decide.

Nothing is guessed and nothing is matched approximately: a response that does not say one answer
gets a status that says so. The time is linear in the length of the response, whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spatialbench.extraction.claims import Page
from spatialbench.extraction.decide import Decision, bare, declared, headed, settled
from spatialbench.extraction.declarations import Declaration, declarations
from spatialbench.extraction.excerpts import excerpts
from spatialbench.extraction.fillers import says
from spatialbench.extraction.markup import undressed
from spatialbench.extraction.normalise import normalise
from spatialbench.extraction.quick import quick
from spatialbench.extraction.readers import reader_for
from spatialbench.extraction.readings import Extraction, Reader, Reading
from spatialbench.extraction.reasoning import lowered, visible

_PROSE = 6_000  # of a long response without any declaration, this much of the end is weighed
_EMPTY = Extraction(None, "empty", "empty", None)
_TRUNCATED = Extraction(None, "truncated", "unclosed-reasoning", None)
_UNPARSEABLE = Decision(Reading("unparseable", None, 0, 0), "none-found")


def extract(
    response: str | None,
    answer_type: str,
    options: Sequence[str] | None = None,
    *,
    unit: str | None = None,
) -> Extraction:
    """The answer that a response gives, with how and where it was read.

    `answer_type` and the value it gives:

    - `choice`: the letter of one of `options` (A is the first);
    - `choices`: a sorted list of letters, empty where the response says none;
    - `label`, `labels`: one of `options`, a sorted list of them; names in English and Chinese
      count for the option that they translate;
    - `verdict`: one of the two `options` (`["yes", "no"]`, `["stable", "falls"]`, …);
    - `ordering`: all of `options`, in the order said;
    - `integer`, `number`: an int; a float in `unit`;
    - `cells`: where all `options` are cells of a grid (`A1`, `r1c2`, `(2,3)`), the list of those
      named, in the order of `options`; else what stands in each place, as {option: content}.

    `status` is `ok`, `ambiguous`, `refusal`, `unparseable`, `truncated` (reasoning that never
    ends) or `empty`; `value` is `None` unless it is `ok`. `span` counts characters of `response`
    as given. A response of `None` is empty. Raises `ValueError` for an unknown `answer_type`, a
    missing or unfit `options`; never for anything in the response. A `unit` that is not known is
    matched by its own name only.
    """
    reader = reader_for(answer_type, _fixed(options), unit)
    if response is None:
        return _EMPTY
    return quick(response, reader) or _read(response, reader)


def _fixed(options: Sequence[str] | None) -> tuple[str, ...] | None:
    """The options as a key of the readers that are kept."""
    if options is None or type(options) is tuple:
        return options
    if isinstance(options, str):
        raise ValueError(f"options is a sequence of texts; the one text {options!r} came")
    return tuple(options)


def _read(response: str, reader: Reader) -> Extraction:
    parts = visible(response)
    if parts is None:
        return _TRUNCATED
    normal = normalise(response, excerpts(response, parts))
    text = undressed(normal.text)
    page = Page(normal.text, text, lowered(text))
    if not normal.text.strip():
        return _EMPTY
    decision = _first_turn(page, reader) or _decide(page, reader) or _UNPARSEABLE
    reading = decision.reading
    span = normal.place(reading.start, reading.end) if reading.end > reading.start else None
    return Extraction(reading.value, reading.status, decision.method, span)


@cache
def _next_turn() -> re.Pattern[str]:
    """A model that goes on alone: the end of its turn, or the next question."""
    ended = "im_end|eot_id|endoftext|end|return|end_of_text|eom_id"
    asked = "question|q|user|human|problem|问题|问|题目|用户"
    return re.compile(
        rf"<\|(?:{ended})\|>|</s>|<end_of_turn>|<eos>"
        rf"|\n\s{{0,8}}(?:#{{1,4}} )?(?:\*\*)?(?:{asked})(?: ?\d{{1,3}})?(?:\*\*)?:",
        re.IGNORECASE,
    )


def _first_turn(page: Page, reader: Reader) -> Decision | None:
    """What the response says before it goes on to answer a question that nobody asked."""
    turn = _next_turn().search(page.source)
    if turn is None or not page.source[: turn.start()].strip():
        return None
    end = turn.start()
    return _decide(Page(page.source[:end], page.text[:end], page.low[:end]), reader)


def _decide(page: Page, reader: Reader) -> Decision | None:
    found = declarations(page, many=reader.many)
    for declaration in reversed(found):
        reading = _declared(page, reader, declaration)
        if reading is not None:
            return Decision(reading, declaration.kind)
    if found and _is_final_word(page, found[-1]):
        return Decision(
            Reading("unparseable", None, found[-1].start, found[-1].end), "not-an-option"
        )
    return _undeclared(page, reader)


def _declared(page: Page, reader: Reader, declaration: Declaration) -> Reading | None:
    start, end, kind = declaration
    if kind == "corrected":
        return headed(reader, page, start, end)
    if kind == "json" and page.low[start:end] in {"null", "none", "nan"}:
        return Reading("refusal", None, start, end)
    return declared(reader, page, start, end)


def _is_final_word(page: Page, declaration: Declaration) -> bool:
    """Whether a declaration that is no answer is nevertheless short enough to be meant as one."""
    content = page.low[declaration.start : declaration.end].strip(" .!?。")
    return declaration.kind != "corrected" and 0 < len(content) <= 40 and content.count(" ") <= 5


def _undeclared(page: Page, reader: Reader) -> Decision | None:
    lines = list(_lines(page.low))
    if not lines:
        return None
    if reader.many and (listed := _listed(page, reader, lines)) is not None:
        return listed
    first, last = (bare(reader, page, *line) for line in (lines[0], lines[-1]))
    head = first or headed(reader, page, *lines[0])
    if head is not None and last is not None and head.value != last.value:
        return Decision(Reading("ambiguous", None, head.start, last.end), "contradiction")
    if last is not None:
        return Decision(last, "bare" if len(lines) == 1 else "last-line")
    if head is not None:
        return Decision(head, "first-line")
    return _prose(page, reader)


def _listed(page: Page, reader: Reader, lines: list[tuple[int, int]]) -> Decision | None:
    """An answer of several lines, each of them a part of it and nothing else."""
    if len(lines) < 2 or len(lines) > 40:
        return None
    if any(bare(reader, page, *line) is None for line in lines):
        return None
    reading = bare(reader, page, lines[0][0], lines[-1][1])
    return None if reading is None else Decision(reading, "listed")


def _prose(page: Page, reader: Reader) -> Decision | None:
    """What the end of the text settles, or where that is nothing its beginning."""
    length = len(page.low)
    decision = settled(reader, page, max(0, length - _PROSE), length)
    if decision is None and length > _PROSE:
        return settled(reader, page, 0, min(_PROSE, length - _PROSE))
    return decision


def _lines(low: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", low):
        if says(low, *match.span()):
            yield match.span()
