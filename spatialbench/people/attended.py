"""Who was there: the answers to the checks, judged by the key that lies beside the folder."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any  # rows as JSON

from spatialbench.answers.rows import answer_of
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.extraction import extract
from spatialbench.jsonl import open_bytes, parse_raw, shorten

LEAST = 0.5  # of the checks, so many must be right


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """One participant: the answers beside checks, how many checks were asked and are right, the
    median of the seconds (None where no times are known), and whether that is enough to be kept."""

    participant: str
    answers: int
    checks: int
    right: int
    seconds: float | None
    kept: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Every participant, and the rows of those who are kept, without the checks."""

    people: Sequence[Attended]
    rows: Sequence[Mapping[str, Any]]


def judged(checks: Path, answers: Path, *, least: float = LEAST) -> Judged:
    """Who was there, by the share of checks that are right. Who was asked no check is kept.

    InputError for files that are not there or hold no participants, MismatchError where the checks
    are those of another folder.
    """
    told = [key for _, key in _records(checks)]
    if not all({"id", "answer_type", "options", "answer"} <= key.keys() for key in told):
        raise InputError(
            f"{checks}: expected the file that `spatialbench people` writes beside its folder; "
            f"this is another one"
        )
    keys = {key["id"]: key for key in told}
    rows = [row for path in _files(answers) for row in _rows(path)]
    by_person: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_person.setdefault(row["participant"], []).append(row)
    unknown = {row["id"] for row in rows if row.get("check")} - keys.keys()
    if unknown:
        raise MismatchError(
            f"{answers}: expected answers to the checks in {checks}; {min(unknown)!r} is none of "
            f"them. Take the file that lies beside the folder in which these people answered"
        )
    people = [_attended(name, by_person[name], keys, least) for name in sorted(by_person)]
    kept = {one.participant for one in people if one.kept}
    return Judged(
        people, [row for row in rows if row["participant"] in kept and not row.get("check")]
    )


def _attended(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    keys: Mapping[str, Mapping[str, Any]],
    least: float,
) -> Attended:
    checks = {row["id"]: row for row in rows if row.get("check")}
    right = sum(_is_right(row, keys[row["id"]]) for row in checks.values())
    answers = [row for row in rows if not row.get("check")]
    seconds = [row["seconds"] for row in answers if row.get("seconds") is not None]
    return Attended(
        participant=name,
        answers=len(answers),
        checks=len(checks),
        right=right,
        seconds=median(seconds) if seconds else None,
        kept=not checks or right >= least * len(checks),
    )


def _is_right(row: Mapping[str, Any], key: Mapping[str, Any]) -> bool:
    options = None if key["options"] is None else list(key["options"])
    found = extract(row["response"] or "", key["answer_type"], options)
    return found.status == "ok" and found.value == key["answer"]


def _files(answers: Path) -> list[Path]:
    if not answers.is_dir():
        return [answers]
    files = sorted(answers.rglob("*.jsonl"))
    if not files:
        raise InputError(f"{answers}: expected the files that people saved, NAME.jsonl; none is")
    return files


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of people; each is checked."""
    for number, row in _records(path):
        answer = answer_of(row, f"{path}, line {number}", number)
        if answer.participant is None:
            raise FormatError(
                f"{path}, line {number}: field participant: expected the code of a person; there "
                f"is none. Give the files that people saved at the end of the test"
            )
        yield row


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of each line with something in it; files may have been put together."""
    with open_bytes(path) as lines:
        for number, raw in enumerate(lines, 1):
            where, text = f"{path}, line {number}", raw.removeprefix(BOM_UTF8)
            record = parse_raw(text, where) if text.strip() else {}
            if not isinstance(record, dict):
                raise FormatError(
                    f"{where}: expected a JSON object; got {shorten(record)}. Give the file as it "
                    f"was saved"
                )
            if record:
                yield number, record
