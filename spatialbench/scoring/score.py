"""Scoring: a set and an answer file in, `Results` out. Nothing of geometry is loaded.

results = score(load("sets/core"), "answers.jsonl")
results.accuracy, results.overall.low, results.overall.high
write_results(results, "results.json")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any  # rows as JSON

from spatialbench import __version__
from spatialbench.answers.rows import PEOPLE
from spatialbench.answers.source import Questions
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.jsonl import shorten
from spatialbench.scoring.gathering import Answers, Gathered, Part, Tally, gathered_of
from spatialbench.scoring.outcomes import Outcomes, own_values
from spatialbench.scoring.questions import keyed_questions
from spatialbench.scoring.reading import Reader
from spatialbench.scoring.results import AnswersInfo, Results, SetInfo, Settings, summarised
from spatialbench.scoring.said import letters_said, values_said

Set = Questions | str | Path
"""A set, or the folder of one."""


def score(question_set: Set, answers: Answers, *, model: str | None = None) -> Results:
    """The results of one model: `score("folder", "answers.jsonl")`. `model` picks it where the rows
    name several, and names it where they name none.

    Raises InputError if several models are there and none is picked, or the picked one is not;
    MismatchError if more than half of the rows answer items of another set; FormatError for bad
    rows and for two different answers to one item in one epoch.
    """
    scorer = Scorer(question_set)
    gathered = gathered_of(scorer.question_set, scorer.reader, answers)
    named = [name for name in gathered.tallies if name is not None]
    if len(gathered.tallies) > 1 and model is None:
        raise InputError(
            f"{gathered.source}: expected the answers of one model; there are {len(named)}: "
            f"{shorten(named, 200)}{_unnamed(gathered)}. Pick one (--model, or "
            f"`model` in Python), or give the file to `compare`, which takes them all."
        )
    if model is None:
        return _results(gathered, next(iter(gathered.tallies), None), None)
    if named and model not in named:
        raise InputError(
            f"{gathered.source}: expected answers of model {model!r}; there are those of "
            f"{shorten(named, 200)}. Use a name as it stands in the file."
        )
    return _results(gathered, model if named else None, model)


def score_all(question_set: Set, answers: Answers) -> list[Results]:
    """The results of every model that the rows name, sorted by name. Errors as in `score`."""
    return Scorer(question_set).all_of(answers)


def _loaded(question_set: Set) -> Questions:
    if not isinstance(question_set, str | Path):
        return question_set
    from spatialbench.sets import load

    return load(question_set)


class Scorer:
    """Scores any number of answer files on one set, which is read once: when it is first needed."""

    def __init__(self, question_set: Set) -> None:
        self.question_set: Questions = _loaded(question_set)

    @cached_property
    def reader(self) -> Reader:
        """Reads answers to the items of the set."""
        return Reader(keyed_questions(self.question_set))

    def all_of(self, answers: Answers) -> list[Results]:
        """The results of every model that the rows name, as `score_all` gives them."""
        gathered = gathered_of(self.question_set, self.reader, answers)
        return [_results(gathered, name, None) for name in sorted(gathered.tallies, key=str)]


def _unnamed(gathered: Gathered) -> str:
    return ", and rows without a model" if None in gathered.tallies else ""


def _results(gathered: Gathered, name: str | None, called: str | None) -> Results:
    tally = gathered.tallies.get(name) or Tally()
    reader = gathered.reader
    questions = reader.asked
    whole = tally.whole()
    _refuse_strangers(whole, gathered)
    settled = tally.sheet.settle([question.id for question in questions], gathered.source)
    columns, judged = own_values(settled.columns, reader.judged)
    outcomes = Outcomes(questions, columns, judged, reader.methods, settled.sittings)
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
            notes=(*gathered.notes, *_checks_told(whole.checks)),
        ),
        settings=Settings(),
        outcomes=outcomes,
        summary=summarised(outcomes),
        letters=letters_said(outcomes, reader.questions),
        values=values_said(outcomes, reader.questions),
    )


def _refuse_strangers(whole: Part, gathered: Gathered) -> None:
    if whole.unknown * 2 > whole.rows:
        raise MismatchError(
            f"{gathered.source}: expected answers to the items of this set; {whole.unknown} of "
            f"{whole.rows} rows answer other items, such as {shorten(min(whole.unknown_ids))}: "
            f"these answers are for another set. Score them with the set they were made from."
        )


def _origin(tally: Tally, name: str | None, source: str) -> str | None:
    """What the rows say that answered; None for a model. FormatError where they disagree."""
    if len(tally.people) > 1:
        raise FormatError(
            f"{source}: field participant: expected in every row of {name!r} or in none; some rows "
            f"have it. Give people and models names of their own with `model`."
        )
    if len(tally.origins) > 1:
        told = ", ".join(sorted(origin or "a model" for origin in tally.origins))
        raise FormatError(
            f"{source}: field origin: expected the same in every row of {name!r}; there are "
            f"{told}. Give answerers names of their own with `model`."
        )
    return PEOPLE if True in tally.people else next(iter(tally.origins), None)


def _checks_told(count: int) -> list[str]:
    return [f"{count} attention checks left out"] if count else []


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
