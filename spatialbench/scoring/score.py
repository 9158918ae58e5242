"""Scoring: a set and an answer file in, `Results` out. Nothing of geometry is loaded.

results = score(load("sets/core"), "answers.jsonl")
results.accuracy, results.overall.low, results.overall.high
write_results(results, "results.json")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple  # rows as JSON

from spatialbench import __version__
from spatialbench.answers.files import open_answers
from spatialbench.answers.logs import Recognised
from spatialbench.answers.logs.folder import left_aside
from spatialbench.answers.rows import Answer, answer_of
from spatialbench.answers.source import Questions
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.jsonl import sha256_of, shorten
from spatialbench.scoring.outcomes import Outcomes, own_values
from spatialbench.scoring.questions import keyed_questions
from spatialbench.scoring.reading import Reader
from spatialbench.scoring.results import AnswersInfo, Results, SetInfo, Settings, summarised
from spatialbench.scoring.said import letters_said, values_said
from spatialbench.scoring.sheet import Sheet

Answers = str | Path | Iterable[Answer | Mapping[str, Any]]
"""An answer file, or its rows."""

_KEPT_IDS = 5
_KEPT_PROTOCOLS = 20


def score(question_set: Questions, answers: Answers, *, model: str | None = None) -> Results:
    """The results of one model. `model` picks it where the rows name several, and names it where
    they name none.

    Raises InputError if several models are there and none is picked, or the picked one is not;
    MismatchError if more than half of the rows answer items of another set; FormatError for bad
    rows and for two different answers to one item in one epoch.
    """
    gathered = _gathered(question_set, Scorer(question_set).reader, answers)
    named = [name for name in gathered.tallies if name is not None]
    if len(gathered.tallies) > 1 and model is None:
        raise InputError(
            f"{gathered.source}: expected the answers of one model; there are {len(named)}: "
            f"{shorten(named, 200)}{_unnamed(gathered)}. Pick one, or score them all."
        )
    if model is None:
        return _results(gathered, next(iter(gathered.tallies), None), None)
    if named and model not in named:
        raise InputError(
            f"{gathered.source}: expected answers of model {model!r}; there are those of "
            f"{shorten(named, 200)}. Use a name as it stands in the file."
        )
    return _results(gathered, model if named else None, model)


def score_all(question_set: Questions, answers: Answers) -> list[Results]:
    """The results of every model that the rows name, sorted by name. Errors as in `score`."""
    return Scorer(question_set).all_of(answers)


class Scorer:
    """Scores any number of answer files on one set, which is read once: when it is first needed."""

    def __init__(self, question_set: Questions) -> None:
        self.question_set = question_set

    @cached_property
    def reader(self) -> Reader:
        """Reads answers to the items of the set."""
        return Reader(keyed_questions(self.question_set))

    def all_of(self, answers: Answers) -> list[Results]:
        """The results of every model that the rows name, as `score_all` gives them."""
        gathered = _gathered(self.question_set, self.reader, answers)
        return [_results(gathered, name, None) for name in sorted(gathered.tallies, key=str)]


def _unnamed(gathered: _Gathered) -> str:
    return ", and rows without a model" if None in gathered.tallies else ""


@dataclass(slots=True)
class _Part:
    """The rows of one file: how many, and those for items that the set does not have."""

    rows: int = 0
    unknown: int = 0
    unknown_ids: set[str] = field(default_factory=set)

    def stray(self, name: str) -> None:
        """One more row for an item that the set does not have."""
        self.unknown += 1
        _keep(name, self.unknown_ids, _KEPT_IDS)


@dataclass(slots=True)
class _Tally:
    """What is gathered of one model; of a folder, file by file."""

    sheet: Sheet = field(default_factory=Sheet)
    parts: dict[str, _Part] = field(default_factory=dict)
    protocols: set[str] = field(default_factory=set)
    origins: set[str | None] = field(default_factory=set)

    def whole(self) -> _Part:
        """All parts as one."""
        whole = _Part()
        for part in self.parts.values():
            whole.rows += part.rows
            whole.unknown += part.unknown
            for name in part.unknown_ids:
                _keep(name, whole.unknown_ids, _KEPT_IDS)
        return whole


def _keep(text: str, kept: set[str], most: int) -> None:
    """Keep the first of all texts in alphabetical order, in whatever order they come."""
    kept.add(text)
    if len(kept) > most:
        kept.remove(max(kept))


class _Gathered(NamedTuple):
    """Everything read, by model."""

    question_set: Questions
    reader: Reader
    tallies: dict[str | None, _Tally]
    source: str
    format: str
    sha256: str | None
    notes: Sequence[str]


def _gathered(question_set: Questions, reader: Reader, answers: Answers) -> _Gathered:
    path = Path(answers) if isinstance(answers, str | Path) else None
    source = str(path) if path else "answers"
    opened = _opened(answers)
    tallies = _tallied(opened.answers, reader)
    notes = [*opened.notes, *left_aside(_of_other_tasks(tallies))]
    sha256 = sha256_of(path) if path is not None and path.is_file() else None
    return _Gathered(question_set, reader, tallies, source, opened.name, sha256, notes)


def _of_other_tasks(tallies: dict[str | None, _Tally]) -> list[str]:
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


def _tallied(rows: Iterable[Answer], reader: Reader) -> dict[str | None, _Tally]:
    """Failed calls without a model, as batch results have them, are those of the only model."""
    tallies: dict[str | None, _Tally] = {}
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
    tallies: dict[str | None, _Tally],
    reader: Reader,
) -> None:
    tally = tallies.get(model)
    if tally is None:
        tally = tallies[model] = _Tally()
    part = tally.parts.get(answer.source)
    if part is None:
        part = tally.parts[answer.source] = _Part()
    part.rows += 1
    tally.origins.add(answer.origin)
    item = reader.places.get(answer.id)
    if item is None:
        part.stray(answer.id)
        return
    if answer.protocol is not None:
        _keep(answer.protocol, tally.protocols, _KEPT_PROTOCOLS)
    # Python's hash of text is 64 bits, keyed afresh in every process.
    digest = hash((answer.response, answer.error, answer.finish, answer.confidence))
    reading = reader.read(item, answer)
    tally.sheet.begin(answer.source)
    tally.sheet.add(item, answer.epoch, answer.line, digest, reading, answer.confidence)


def _results(gathered: _Gathered, name: str | None, called: str | None) -> Results:
    tally = gathered.tallies.get(name) or _Tally()
    reader = gathered.reader
    questions = reader.asked
    whole = tally.whole()
    _refuse_strangers(whole, gathered)
    settled = tally.sheet.settle([question.id for question in questions], gathered.source)
    outcomes = Outcomes(questions, *own_values(settled.columns, reader.judged), reader.methods)
    return Results(
        model=name or called or Path(gathered.source).stem,
        origin=_origin(tally, name, gathered.source),
        package=__version__,
        question_set=_set_info(gathered.question_set, questions),
        answers=AnswersInfo(
            source=Path(gathered.source).name,
            format=gathered.format,
            sha256=gathered.sha256,
            rows=whole.rows,
            folded=settled.folded,
            retried=settled.retried,
            unknown=whole.unknown,
            unknown_ids=tuple(sorted(whole.unknown_ids)),
            protocols=tuple(sorted(tally.protocols)),
            model=name,
            notes=tuple(gathered.notes),
        ),
        settings=Settings(),
        outcomes=outcomes,
        summary=summarised(outcomes),
        letters=letters_said(outcomes, reader.questions),
        values=values_said(outcomes, reader.questions),
    )


def _refuse_strangers(whole: _Part, gathered: _Gathered) -> None:
    if whole.unknown * 2 > whole.rows:
        raise MismatchError(
            f"{gathered.source}: expected answers to the items of this set; {whole.unknown} of "
            f"{whole.rows} rows answer other items, such as {shorten(min(whole.unknown_ids))}: "
            f"these answers are for another set. Score them with the set they were made from."
        )


def _origin(tally: _Tally, name: str | None, source: str) -> str | None:
    """What the rows say that answered; None for a model. FormatError where they disagree."""
    if len(tally.origins) > 1:
        told = ", ".join(sorted(origin or "a model" for origin in tally.origins))
        raise FormatError(
            f"{source}: field origin: expected the same in every row of {name!r}; there are "
            f"{told}. Give answerers names of their own with `model`."
        )
    return next(iter(tally.origins), None)


def is_sealed(manifest: Mapping[str, Any]) -> bool:
    """Whether a set's manifest keeps its seed back; one that says nothing of a seed does not."""
    return "seed" in manifest and manifest["seed"] is None


def _set_info(question_set: Questions, questions: Sequence[Any]) -> SetInfo:
    manifest = question_set.manifest
    return SetInfo(
        name=str(manifest.get("name", "unnamed")),
        items_sha256=question_set.items_sha256,
        key_sha256=manifest.get("key", {}).get("sha256"),
        items=len(questions),
        probes=len({question.probe for question in questions}),
        sealed=is_sealed(manifest),
    )
