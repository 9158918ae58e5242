"""inspect-ai: `.eval` (a zip of JSON files, mostly packed with zstandard) and `.json` logs.

Ids repeat over epochs. Samples that somebody invalidated are left out, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple  # JSON
from zipfile import ZipFile

from spatialbench.answers.boundary import boundary
from spatialbench.answers.logs.archives import Archive, check_members, json_in, place
from spatialbench.answers.logs.content import reply_of, text_of
from spatialbench.answers.logs.format import Record, at, row, told
from spatialbench.answers.opened import File
from spatialbench.answers.rows import Answer
from spatialbench.errors import FormatError
from spatialbench.unpacking import Budget

NAME = "inspect-ai log"
HEADER, START = "header.json", "_journal/start.json"
_NO_ERRORS = {"content_filter", "max_tokens", "model_length"}
"""Ends of an output at which `error` tells what stopped the model, and not the call."""


class Logged(NamedTuple):
    """A sample of a log, where it stands, and the head of the log."""

    head: Any
    where: str
    sample: Any


def is_document(document: Any) -> bool:
    """Whether a JSON document is a log."""
    return isinstance(at(document, "eval"), Mapping) and "status" in document


def in_document(document: Record, where: str) -> Iterator[Logged]:
    """The samples of a `.json` log."""
    samples = at(document, "samples")
    for count, sample in enumerate(samples if isinstance(samples, list) else [], 1):
        yield Logged(document, f"{where}, sample {count}", sample)


def is_eval(members: list[str]) -> bool:
    """Whether a zip with these members is an `.eval` log."""
    return HEADER in members or START in members


def in_eval(file: File) -> Iterator[Logged]:
    """The samples of an `.eval` log, within limits. MissingExtra without zstandard where it is
    packed with that."""
    with file.open() as raw, ZipFile(raw) as opened:
        archive = Archive(opened, raw, Budget(file.name, file.size))
        check_members(archive)
        names = {one.filename: one for one in opened.infolist()}  # the last of a name counts
        head = json_in(archive, names[HEADER if HEADER in names else START])
        for name in sorted(name for name in names if name.startswith("samples/")):
            where = place(archive, names[name])
            with boundary(where, lambda: "as it is unpacked"):
                sample = json_in(archive, names[name])
            yield Logged(head, where, sample)


def answers(samples: Iterator[Logged], notes: list[str]) -> Iterator[Answer]:
    """The answers in the samples."""
    left_out = 0
    for number, one in enumerate(samples, 1):
        if at(one.sample, "invalidation"):
            left_out += 1
        else:
            yield answer_in(one, number)
    if left_out:
        notes.append(f"{left_out} invalidated samples left out")


def answer_in(logged: Logged, number: int) -> Answer:
    """The answer in one sample."""
    head, where, sample = logged
    if not isinstance(sample, Mapping):
        raise FormatError(
            f"{where}: expected a sample, which is a JSON object. The log is damaged: copy it "
            f"again, or let the run write it again."
        )
    output = sample.get("output")
    finish = at(output, "choices", 0, "stop_reason")
    said = said_in(output)
    error = told(at(sample, "error", "message"), sample.get("error"))
    if error is None and not said and finish not in _NO_ERRORS:
        error = told(at(output, "error"))
    return row(
        where,
        number,
        id=text_of(sample.get("id")),
        epoch=sample.get("epoch"),
        response=said,
        model=at(head, "eval", "model"),
        finish=finish,
        seconds=at(output, "time"),
        usage=at(output, "usage"),
        error=error,
    )


def said_in(output: Any) -> str:
    """What the model said in an output: its completion, and what it called tools with."""
    message = at(output, "choices", 0, "message")
    completion = text_of(at(output, "completion"))
    if not isinstance(message, Mapping):
        return completion or ""
    return reply_of({**message, "content": completion or message.get("content")})
