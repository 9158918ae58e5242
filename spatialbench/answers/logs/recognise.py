"""Which log a file is, told by its content and never by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any  # JSON

from spatialbench.answers.boundary import boundary, within
from spatialbench.answers.logs import containers
from spatialbench.answers.logs.archives import members
from spatialbench.answers.logs.batch import ANTHROPIC, OPENAI
from spatialbench.answers.logs.format import Format, Recognised, numbered
from spatialbench.answers.logs.inspect_log import NAME as INSPECT
from spatialbench.answers.logs.inspect_log import answers as inspect_answers
from spatialbench.answers.logs.inspect_log import in_document, in_eval, is_document, is_eval
from spatialbench.answers.logs.lm_eval import LM_EVAL, LMMS_EVAL
from spatialbench.answers.logs.promptfoo import PROMPTFOO
from spatialbench.answers.logs.sheets import WORKBOOK, sheet_columns, sheet_rows
from spatialbench.answers.logs.verifiers import VERIFIERS
from spatialbench.answers.logs.vlmevalkit import IDS, PREDICTION
from spatialbench.answers.logs.vlmevalkit import JSON as VLMEVALKIT_JSON
from spatialbench.answers.logs.vlmevalkit import TABLE as VLMEVALKIT
from spatialbench.answers.opened import File
from spatialbench.errors import FormatError
from spatialbench.jsonl import shorten

LINES = (LM_EVAL, LMMS_EVAL, OPENAI, ANTHROPIC, VERIFIERS)
DOCUMENTS = (PROMPTFOO, VLMEVALKIT_JSON)


def recognise_file(file: File) -> Recognised | None:
    """The log in a file; None where it is none that is known."""
    with boundary(file.name, lambda: "at its beginning"):
        found = _told(file)
    return found and found._replace(answers=within(found.answers, file.name))


def _told(file: File) -> Recognised | None:
    head = containers.head_of(file)
    if head.startswith(containers.ZIP):
        return _archive(file)
    if head.startswith(containers.PARQUET):
        return None
    return _tab_separated(file, head) or _json(file, head)


def _archive(file: File) -> Recognised | None:
    names = members(file)
    if is_eval(names):
        notes: list[str] = []
        return Recognised(INSPECT, inspect_answers(in_eval(file), notes), notes)
    if WORKBOOK not in names or not VLMEVALKIT.matches(sheet_columns(file)):
        return None
    return _each(file, VLMEVALKIT, sheet_rows(file, {*IDS, PREDICTION}), "row")


def refuse_archive(file: File) -> None:
    """FormatError where a file is a zip archive in which no answers are known."""
    with boundary(file.name, lambda: "at its beginning"):
        if not containers.head_of(file).startswith(containers.ZIP):
            return
        names = members(file)
        if WORKBOOK in names:
            raise FormatError(
                f"{file.name}: expected the columns id (or index) and prediction in the first "
                f"sheet, as VLMEvalKit writes them; there are "
                f"{shorten(sheet_columns(file), 160)}. Rename the columns that hold them."
            )
        raise FormatError(
            f"{file.name}: expected an answer file or a harness's log; it is a zip archive with "
            f"{shorten(names[:5], 160)}. Unpack it, and name the answer file in it, or a folder of "
            f"logs."
        )


def _tab_separated(file: File, head: bytes) -> Recognised | None:
    found = _matching((VLMEVALKIT,), containers.tab_columns(head))
    return _each(file, found, containers.tab_rows(file), "line") if found else None


def _json(file: File, head: bytes) -> Recognised | None:
    start = head.removeprefix(containers.BOM).lstrip()[:1]
    if start not in {b"{", b"["}:
        return None
    first = containers.first_record(file)
    found = _matching(LINES, first)
    if found:
        return _each(file, found, containers.records(file), "line")
    if isinstance(first, dict) and isinstance(first.get("response", 0), str | None):
        return None  # an answer file, which may be long: no need to read it as one document
    return _document(file, containers.document(file))


def _document(file: File, whole: Any) -> Recognised | None:
    notes: list[str] = []
    if is_document(whole):
        return Recognised(INSPECT, inspect_answers(in_document(whole, file.name), notes), notes)
    found = _matching(DOCUMENTS, whole)
    return Recognised(found.name, found.answers(whole, file.name, 1), notes) if found else None


def _matching(formats: Iterable[Format], what: Any) -> Format | None:
    return next((one for one in formats if one.matches(what)), None)


def _each(file: File, found: Format, rows: Iterator[tuple[int, Any]], word: str) -> Recognised:
    answers = (
        answer
        for number, record in rows
        for answer in found.answers(record, f"{file.name}, {word} {number}", number)
    )
    return Recognised(found.name, numbered(answers) if found.repeats else answers, [])
