"""Reading an answer out of free text: one ladder, and nothing below it.

Rank 0 cuts thinking, invented turns, blanks of the form and the prompt given back; then the ranks
are asked in turn: requested line, other structure, verbal declaration, bare answer. The first rank
that declares anything decides. Nothing is guessed and nothing is matched approximately; the time is
linear in the length of the response, whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from spatialbench.extraction import bare, cut, declaration, requested_line, structure
from spatialbench.extraction.given_back import given_back
from spatialbench.extraction.page import GONE, Normal, Page, excerpts, lowered, normalise, undressed
from spatialbench.extraction.readers import reader_for
from spatialbench.extraction.readings import Decision, Extraction, Reader, Reading
from spatialbench.extraction.refusals import is_error

CUT_OFF = frozenset({"length", "max_tokens", "max_output_tokens", "model_length", "token_limit"})
"""What a response's `finish` says where it ended at a limit of its length."""

_EMPTY = Extraction(None, "empty", "empty", None)
_UNCLOSED = Extraction(None, "truncated", "unclosed-thinking", None)
_SHORT = 80
_TENTATIVE = frozenset({"concluded", "stated", "last-line", "listed"})
"""What a reply may say on its way: no sign that it answered before it goes on."""

LEAST_GIVEN_BACK = 25
"""What is shorter repeats nothing of its prompt that could be told from an answer."""


def extract(
    response: str | None,
    answer_type: str,
    options: Sequence[str] | None = None,
    *,
    unit: str | None = None,
    prompt: str | None = None,
    finish: str | None = None,
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
      named, in the order of `options`; else what stands in each place, as {option: content};
    - `construction`: a list of steps, each one of `options`, in the order said.

    `prompt` is what was asked: what the response repeats of it is no answer. `finish` is why the
    response ended: after `length` only a complete requested line or a closed structure counts.

    `status` is `ok`, `ambiguous`, `off-list` (a clear answer that is not on offer), `refusal`,
    `unparseable`, `truncated` or `empty`; `value` is `None` unless it is `ok`. `span` counts
    characters of `response` as given. A response of `None` is empty. Raises `ValueError` for an
    unknown `answer_type`, missing or unfit `options`; never for anything in the response. A `unit`
    that is not known is matched by its own name only.
    """
    offered = _fixed(options)
    reader = reader_for(answer_type, offered, unit)
    if response is None:
        return _EMPTY
    cut_off = finish is not None and finish.lower() in CUT_OFF
    quick = None if cut_off else _quick(response, reader)
    asked = prompt if len(response) >= LEAST_GIVEN_BACK else None
    return quick or _read(response, reader, prompt=asked, options=offered or (), cut_off=cut_off)


def _fixed(options: Sequence[str] | None) -> tuple[str, ...] | None:
    """The options as a key of the readers that are kept."""
    if options is None or type(options) is tuple:
        return options
    if isinstance(options, str):
        raise ValueError(f"options is a sequence of texts; the one text {options!r} came")
    return tuple(options)


@cache
def _clean() -> re.Pattern[str]:
    inner = "a-z0-9,、 '\u4e00-\u9fff-"
    outer = "[a-z0-9\u4e00-\u9fff]"
    return re.compile(
        r"\s*(?:\*\*)?(?P<cue>(?:final )?answer: ?|答案[:：] ?)?(?:\*\*)?\s?"
        rf"(?P<content>{outer}(?:[{inner}]{{0,60}}{outer})?)[.。]?(?:\*\*)?\s*",
        re.IGNORECASE | re.ASCII,
    )


def _quick(response: str, reader: Reader) -> Extraction | None:
    """The extraction of a short response that is an answer and nothing else: one pattern, one
    look-up. It decides only what the ladder would decide in the same manner."""
    match = _clean().fullmatch(response) if len(response) <= _SHORT else None
    value = reader.whole(match["content"].lower()) if match else None
    if match is None or value is None:
        return None
    method = requested_line.METHOD if match["cue"] else "bare"
    return Extraction(value, "ok", method, match.span("content"))


def _read(
    response: str,
    reader: Reader,
    *,
    prompt: str | None,
    options: tuple[str, ...],
    cut_off: bool,
) -> Extraction:
    seen = cut.visible(response)
    if seen is None:
        return _UNCLOSED
    normal = normalise(response, excerpts(response, seen.parts))
    page = _page(normal, prompt, options)
    if not page.source.replace(GONE, " ").strip():
        if cut_off:
            return Extraction(None, "truncated", "cut-off", None)
        return (
            _EMPTY
            if not normal.text.strip()
            else Extraction(None, "unparseable", "nothing-left", None)
        )
    decision = _decided(page, reader, cut_off=cut_off, announced=seen.announced)
    reading = decision.reading
    span = normal.place(reading.start, reading.end) if reading.end > reading.start else None
    return Extraction(reading.value, reading.status, decision.method, span)


@lru_cache(maxsize=512)
def _spelled(prompt: str) -> str:
    return lowered(normalise(prompt, [(0, len(prompt))]).text)


def _page(normal: Normal, prompt: str | None = None, options: tuple[str, ...] = ()) -> Page:
    """The text without blanks of the form, invented turns and what is repeated of the prompt."""
    low = lowered(normal.text)
    start, end = cut.own_turn(low)
    source = " " * start + normal.text[start:end]
    low = lowered(source)
    gone = cut.blanks(low)
    if prompt is not None:
        gone += given_back(low, _spelled(prompt), options)
    source = _without(source, gone)
    text = undressed(source)
    return Page(source, text, lowered(text))


def _without(source: str, gone: Sequence[tuple[int, int]]) -> str:
    for start, end in gone:
        source = source[:start] + GONE * (end - start) + source[end:]
    return source


def _decided(page: Page, reader: Reader, *, cut_off: bool, announced: bool) -> Decision:
    for end in cut.next_questions(page.low_source):
        decision = _ladder(page.upto(end), reader, cut_off=False, announced=announced)
        if decision is not None and _has_answered(decision):
            return decision
    decision = _ladder(page, reader, cut_off=cut_off, announced=announced)
    if decision is not None:
        return decision
    if cut_off or announced:
        return Decision(Reading("truncated", None, 0, 0), "cut-off")
    mentioned = reader.claims(page, 0, len(page.low))[:1]
    return Decision(
        Reading("unparseable", None, 0, 0), "mentioned-only" if mentioned else "none-found"
    )


def _has_answered(decision: Decision) -> bool:
    firm = decision.method not in _TENTATIVE
    return firm and decision.reading.status in {"ok", "off-list"}


def _ladder(page: Page, reader: Reader, *, cut_off: bool, announced: bool) -> Decision | None:
    decision = requested_line.read(page, reader, cut_off=cut_off)
    decision = decision or structure.read(page, reader, cut_off=cut_off)
    if decision is not None or cut_off or announced:
        return decision
    if not reader.loose and structure.is_object(page):
        return Decision(Reading("unparseable", None, 0, 0), "object-without-answer")
    if is_error(page.low):
        return Decision(Reading("unparseable", None, 0, 0), "error-text")
    return declaration.read(page, reader) or bare.read(page, reader)
