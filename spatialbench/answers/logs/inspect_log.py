"""inspect-ai: `.eval` (a zip of JSON files) and `.json` logs.

Current versions compress `.eval` with zstandard, which Python's zipfile cannot read: those are
read by inspect-ai itself. Ids repeat over epochs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any  # JSON
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from spatialbench.answers.logs.format import Format, Record, at, row, text
from spatialbench.answers.rows import Answer
from spatialbench.errors import FormatError, MissingExtra

NAME = "inspect-ai log"
LARGEST_MEMBER = 1 << 28  # bytes of one sample, unpacked; more is no sample but a bomb


def _matches(document: Any) -> bool:
    return isinstance(at(document, "eval"), Mapping) and "status" in document


def _answers(document: Record, where: str, number: int) -> Iterator[Answer]:
    model = at(document, "eval", "model")
    for count, sample in enumerate(at(document, "samples") or [], 1):
        yield answer_in(sample, model, f"{where}, sample {count}", count)


def answer_in(sample: Record, model: Any, where: str, number: int) -> Answer:
    """The answer in one sample."""
    completion = at(sample, "output", "completion")
    error = at(sample, "error", "message") or (
        at(sample, "output", "error") if not completion else None
    )
    return row(
        where,
        number,
        id=text(at(sample, "id")),
        epoch=at(sample, "epoch"),
        response=completion,
        model=model,
        finish=at(sample, "output", "choices", 0, "stop_reason"),
        seconds=at(sample, "output", "time"),
        usage=at(sample, "output", "usage"),
        error=error,
    )


JSON = Format(NAME, _matches, _answers)


def is_eval(members: list[str]) -> bool:
    """Whether a zip with these members is an `.eval` log."""
    return "header.json" in members or "_journal/start.json" in members


def read_eval(path: Path) -> Iterator[Answer]:
    """The answers in an `.eval` log. MissingExtra where only inspect-ai can unpack it."""
    with ZipFile(path) as archive:
        if all(one.compress_type in {ZIP_STORED, ZIP_DEFLATED} for one in archive.infolist()):
            yield from _from_zip(archive, path)
            return
    yield from _from_inspect(path)


def _from_zip(archive: ZipFile, path: Path) -> Iterator[Answer]:
    members = [one for one in archive.infolist() if one.filename.startswith("samples/")]
    start = "header.json" if "header.json" in archive.namelist() else "_journal/start.json"
    model = at(_member(archive, archive.getinfo(start), path), "eval", "model")
    for number, member in enumerate(sorted(members, key=lambda one: one.filename), 1):
        sample = _member(archive, member, path)
        yield answer_in(sample, model, f"{path}, {member.filename}", number)


def _member(archive: ZipFile, member: ZipInfo, path: Path) -> Any:
    try:
        with archive.open(member) as file:
            raw = file.read(LARGEST_MEMBER + 1)
        if len(raw) > LARGEST_MEMBER:
            raise FormatError(
                f"{path}, {member.filename}: expected at most {LARGEST_MEMBER} bytes; it unpacks "
                f"to more. Is this a log?"
            )
        return json.loads(raw)
    except (BadZipFile, ValueError, RecursionError) as error:
        raise FormatError(
            f"{path}, {member.filename}: expected JSON; {error}. The log is damaged: run again."
        ) from None


def _from_inspect(path: Path) -> Iterator[Answer]:
    try:
        from inspect_ai.log import read_eval_log, read_eval_log_samples
    except ImportError:
        raise MissingExtra("inspect-ai", "run") from None
    model = read_eval_log(str(path), header_only=True).eval.model
    samples = read_eval_log_samples(str(path), all_samples_required=False)
    for number, sample in enumerate(samples, 1):
        known = sample.model_dump(include={"id", "epoch", "error", "output"})
        yield answer_in(known, model, f"{path}, sample {number}", number)
