"""Which answers a file or folder holds, told by its content and never by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple  # JSON

from spatialbench.answers.logs import containers
from spatialbench.answers.logs.batch import ANTHROPIC, OPENAI
from spatialbench.answers.logs.format import Format
from spatialbench.answers.logs.inspect_log import JSON as INSPECT_JSON
from spatialbench.answers.logs.inspect_log import NAME as INSPECT
from spatialbench.answers.logs.inspect_log import is_eval, read_eval
from spatialbench.answers.logs.lm_eval import LM_EVAL, LMMS_EVAL
from spatialbench.answers.logs.promptfoo import PROMPTFOO
from spatialbench.answers.logs.verifiers import VERIFIERS
from spatialbench.answers.logs.vlmevalkit import JSON as VLMEVALKIT_JSON
from spatialbench.answers.logs.vlmevalkit import TABLE as VLMEVALKIT
from spatialbench.answers.rows import Answer
from spatialbench.errors import InputError

LINES = (LM_EVAL, LMMS_EVAL, OPENAI, ANTHROPIC, VERIFIERS)
DOCUMENTS = (INSPECT_JSON, PROMPTFOO, VLMEVALKIT_JSON)
TABLES = (VLMEVALKIT,)
MOST_FILES = 10_000


class Recognised(NamedTuple):
    """The name of the format, and the answers, read as they are asked for."""

    name: str
    answers: Iterator[Answer]


def recognise(path: Path) -> Recognised | None:
    """The log in a file, or the logs in a folder; None where the file is no log that is known,
    but perhaps an answer file. InputError for a folder without a log."""
    if path.is_dir():
        return _folder(path)
    head = containers.head_of(path)
    if head.startswith(containers.ZIP):
        return _archive(path)
    if head.startswith(containers.PARQUET):
        return None
    return _tab_separated(path, head) or _json(path, head)


def _archive(path: Path) -> Recognised | None:
    names = containers.members(path)
    if is_eval(names):
        return Recognised(INSPECT, read_eval(path))
    if "xl/workbook.xml" not in names:
        return None
    first, rows = containers.peeked(containers.sheet_rows(path))
    return _each(path, _matching(TABLES, list(first or ())), rows, "row")


def _tab_separated(path: Path, head: bytes) -> Recognised | None:
    found = _matching(TABLES, containers.tab_columns(head))
    return _each(path, found, containers.tab_rows(path), "line") if found else None


def _json(path: Path, head: bytes) -> Recognised | None:
    start = head.removeprefix(containers.BOM).lstrip()[:1]
    if start not in {b"{", b"["}:
        return None
    first = containers.first_record(path)
    found = _matching(LINES, first)
    if found:
        return _each(path, found, containers.records(path), "line")
    if isinstance(first, dict) and isinstance(first.get("response", 0), str | None):
        return None  # an answer file, which may be long: no need to read it as one document
    whole = containers.document(path)
    found = _matching(DOCUMENTS, whole)
    return Recognised(found.name, found.answers(whole, str(path), 1)) if found else None


def _matching(formats: Iterable[Format], what: Any) -> Format | None:
    return next((one for one in formats if one.matches(what)), None)


def _each(
    path: Path, found: Format | None, rows: Iterator[tuple[int, Any]], word: str
) -> Recognised | None:
    if found is None:
        return None
    answers = (
        answer
        for number, record in rows
        for answer in found.answers(record, f"{path}, {word} {number}", number)
    )
    return Recognised(found.name, _epochs(answers) if found.repeats else answers)


def _epochs(answers: Iterator[Answer]) -> Iterator[Answer]:
    """The answers numbered by item: the second to one item is that of epoch 2."""
    seen: Counter[str] = Counter()
    for answer in answers:
        seen[answer.id] += 1
        yield answer._replace(epoch=seen[answer.id])


def _folder(path: Path) -> Recognised:
    files = sorted(one for one in path.rglob("*") if one.is_file())[:MOST_FILES]
    found = [one for file in files if (one := recognise(file)) is not None]
    if not found:
        raise InputError(
            f"{path}: expected an answer file or a harness's log; it is a folder, and none of its "
            f"{len(files)} files is a log that is known. Name the answer file inside it."
        )
    names = sorted({one.name for one in found})
    return Recognised(
        f"{len(found)} files: {', '.join(names)}",
        (answer for one in found for answer in one.answers),
    )
