"""The rows of a file of answers, gathered by model while they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple  # rows as JSON

from spatialbench.answers.files import open_answers
from spatialbench.answers.logs import Recognised
from spatialbench.answers.logs.folder import left_aside
from spatialbench.answers.rows import Answer, answer_of
from spatialbench.answers.source import Questions
from spatialbench.jsonl import sha256_of
from spatialbench.scoring.reading import Reader
from spatialbench.scoring.sheet import Sheet

Answers = str | Path | Iterable[Answer | Mapping[str, Any]]
"""An answer file, or its rows."""

_KEPT_IDS = 5
_KEPT_PROTOCOLS = 20


@dataclass(slots=True)
class Part:
    """The rows of one file: how many, and those for items that the set does not have."""

    rows: int = 0
    checks: int = 0
    unknown: int = 0
    unknown_ids: set[str] = field(default_factory=set)

    def stray(self, name: str) -> None:
        """One more row for an item that the set does not have."""
        self.unknown += 1
        keep(name, self.unknown_ids, _KEPT_IDS)


@dataclass(slots=True)
class Tally:
    """What is gathered of one model; of a folder, file by file."""

    sheet: Sheet = field(default_factory=Sheet)
    parts: dict[str, Part] = field(default_factory=dict)
    protocols: set[str] = field(default_factory=set)
    origins: set[str | None] = field(default_factory=set)
    people: set[bool] = field(default_factory=set)

    def whole(self) -> Part:
        """All parts as one."""
        whole = Part()
        for part in self.parts.values():
            whole.rows += part.rows
            whole.checks += part.checks
            whole.unknown += part.unknown
            for name in part.unknown_ids:
                keep(name, whole.unknown_ids, _KEPT_IDS)
        return whole


def keep(text: str, kept: set[str], most: int) -> None:
    """Keep the first of all texts in alphabetical order, in whatever order they come."""
    kept.add(text)
    if len(kept) > most:
        kept.remove(max(kept))


class Gathered(NamedTuple):
    """Everything read, by model."""

    question_set: Questions
    reader: Reader
    tallies: dict[str | None, Tally]
    source: str
    format: str
    sha256: str | None
    notes: Sequence[str]


def gathered_of(question_set: Questions, reader: Reader, answers: Answers) -> Gathered:
    path = Path(answers) if isinstance(answers, str | Path) else None
    source = str(path) if path else "answers"
    opened = _opened(answers)
    tallies = _tallied(opened.answers, reader)
    notes = [*opened.notes, *left_aside(_of_other_tasks(tallies))]
    sha256 = sha256_of(path) if path is not None and path.is_file() else None
    return Gathered(question_set, reader, tallies, source, opened.name, sha256, notes)


def _of_other_tasks(tallies: dict[str | None, Tally]) -> list[str]:
    """Take out the files of a folder in which no row is for an item of the set, where there are
    others; returns their names."""
    parts = [(name, part) for tally in tallies.values() for name, part in tally.parts.items()]
    own = {name for name, part in parts if part.unknown < part.rows}
    others = {name for name, _ in parts if name} - own
    if not own:
        return []
    for model, tally in list(tallies.items()):
        tally.parts = {name: part for name, part in tally.parts.items() if name not in others}
        if not tally.parts:
            del tallies[model]
    return sorted(others)


def _opened(answers: Answers) -> Recognised:
    if isinstance(answers, str | Path):
        return open_answers(answers)
    return Recognised("rows", _rows(answers), [])


def _rows(answers: Iterable[Answer | Mapping[str, Any]]) -> Iterator[Answer]:
    for number, row in enumerate(answers, 1):
        if isinstance(row, Answer):
            yield row if row.line else row._replace(line=number)
        else:
            yield answer_of(dict(row), f"answers, line {number}", number)


def _tallied(rows: Iterable[Answer], reader: Reader) -> dict[str | None, Tally]:
    """Failed calls without a model, as batch results have them, are those of the only model."""
    tallies: dict[str | None, Tally] = {}
    nameless: list[Answer] = []
    for answer in rows:
        if answer.model is None and answer.failed:
            nameless.append(answer)
            continue
        _tally(answer, answer.model, tallies, reader)
    only = next(iter(tallies)) if len(tallies) == 1 else None
    for answer in nameless:
        _tally(answer, only, tallies, reader)
    return tallies


def _tally(
    answer: Answer,
    model: str | None,
    tallies: dict[str | None, Tally],
    reader: Reader,
) -> None:
    tally = tallies.get(model)
    if tally is None:
        tally = tallies[model] = Tally()
    part = tally.parts.get(answer.source)
    if part is None:
        part = tally.parts[answer.source] = Part()
    if answer.check:
        part.checks += 1
        return
    part.rows += 1
    tally.origins.add(answer.origin)
    tally.people.add(answer.participant is not None)
    item = reader.places.get(answer.id)
    if item is None:
        part.stray(answer.id)
        return
    if answer.protocol is not None:
        keep(answer.protocol, tally.protocols, _KEPT_PROTOCOLS)
    # Python's hash of text is 64 bits, keyed afresh in every process.
    digest = hash((answer.response, answer.error, answer.finish, answer.confidence))
    reading = reader.read(item, answer)
    tally.sheet.begin(answer.source)
    epoch, seconds = answer.epoch, None
    if answer.participant is not None:
        epoch, seconds = tally.sheet.sitting(answer.participant, epoch), answer.seconds
    tally.sheet.add(item, epoch, answer.line, digest, reading, answer.confidence, seconds)
