"""Results as JSON: written a line per outcome, read and checked against its schema.

    {"format": 1, "package", "model", "origin", "set", "answers", "settings", "aggregates",
     "causes", "letters", "values", "calibration", "repeats", "key", "items": [...],
     "outcomes": [...]}

`items` say where each item belongs, `outcomes` what came of it in each epoch; neither says what
would have been right, though a right value says it. Of a sealed set nothing is written by which
the key could be put together, unless it is asked for: no rivals, no verdict on an item, no slices
of which one has fewer than ten answers ("key": "withheld"). The aggregates are computed again
when a file is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any  # JSON

import numpy as np

from spatialbench.durable import write_atomically
from spatialbench.errors import FormatError, InputError
from spatialbench.jsonl import check, read_json
from spatialbench.scoring.judging import Judged
from spatialbench.scoring.outcomes import (
    CODES,
    MISSING,
    NONE,
    Columns,
    Outcome,
    Outcomes,
    Sitting,
)
from spatialbench.scoring.plain import plain
from spatialbench.scoring.questions import Question
from spatialbench.scoring.results import (
    FORMAT,
    AnswersInfo,
    Results,
    SetInfo,
    Settings,
    summarised,
)
from spatialbench.scoring.said import Letters, Said
from spatialbench.scoring.withholding import Shown, Withheld, told_of

SCHEMA = "results"


def to_json(results: Results, *, with_key: bool = False) -> dict[str, Any]:
    """The whole of the results as one JSON object; `with_key` shows the verdicts on the items of a
    sealed set, too."""
    told = told_of(results, with_key)
    return {
        **_head(results, told),
        "items": [told.question(question) for question in results.questions],
        "outcomes": [told.outcome(outcome) for outcome in _asked(results.outcomes)],
    }


def _asked(outcomes: Outcomes) -> Iterator[Outcome]:
    """The outcomes of all that was asked: of people, no more than they answered."""
    return (outcomes[int(row)] for row in np.flatnonzero(outcomes.asked))


def _head(results: Results, told: Shown) -> dict[str, Any]:
    return told.head(_whole_head(results)) | {"key": told.key}


def _whole_head(results: Results) -> dict[str, Any]:
    summary = results.summary
    return {
        "format": FORMAT,
        "package": results.package,
        "model": results.model,
        "origin": results.origin,
        "set": plain(results.question_set),
        "answers": plain(results.answers),
        "settings": plain(results.settings),
        "aggregates": {"overall": plain(summary.overall), **plain(summary.slices)},
        "causes": plain(summary.causes),
        "letters": plain(results.letters),
        "values": plain(results.values),
        "calibration": plain(summary.calibration),
        "repeats": plain(summary.repeats),
    }


def write_results(results: Results, path: str | Path, *, with_key: bool = False) -> None:
    """Write the results as JSON, whole or not at all; `with_key` as in `to_json`."""
    write_atomically(Path(path), "".join(_pieces(results, told_of(results, with_key))).encode())


def _pieces(results: Results, told: Shown) -> Iterator[str]:
    head = json.dumps(_head(results, told), ensure_ascii=False, allow_nan=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "items": [\n'
    yield ",\n".join(_line(told.question(question)) for question in results.questions)
    yield '\n ],\n "outcomes": [\n'
    for number, outcome in enumerate(_asked(results.outcomes)):
        yield (",\n" if number else "") + _line(told.outcome(outcome))
    yield "\n ]\n}\n"


def _line(record: Mapping[str, Any]) -> str:
    return "  " + json.dumps(record, ensure_ascii=False, allow_nan=False)


def read_results(path: str | Path) -> Results:
    """The results in a file. InputError or FormatError where it holds none."""
    return _parsed(read_json(Path(path), SCHEMA), str(path))


def from_json(record: Mapping[str, Any]) -> Results:
    """The results that `to_json` gave; FormatError naming the field that breaks the schema."""
    check(record, SCHEMA, "results")
    return _parsed(record, "results")


def _parsed(record: Mapping[str, Any], where: str) -> Results:
    if record.get("key") == Withheld.key:
        raise InputError(
            f"{where}: these are results of a sealed set without the verdicts on its items, and "
            f"nothing can be computed from them. Score the answers again with --with-key, or "
            f"compare the answer files themselves"
        )
    questions = tuple(_question(item) for item in record["items"])
    outcomes = _outcomes(questions, record["outcomes"], where)
    letters = [Letters(o["options"], tuple(o["said"]), tuple(o["key"])) for o in record["letters"]]
    return Results(
        model=record["model"],
        origin=record.get("origin"),
        package=record["package"],
        question_set=SetInfo(**_known(record["set"], SetInfo)),
        answers=_answers(record["answers"]),
        settings=Settings(**_known(record["settings"], Settings)),
        outcomes=outcomes,
        summary=summarised(outcomes),
        letters=letters,
        values=[Said(**_known(one, Said)) for one in record["values"]],
    )


def _known(record: Mapping[str, Any], kind: Any) -> dict[str, Any]:  # a dataclass
    """The fields that this version knows; the schema has seen to those that must be there."""
    return {name: record[name] for name in kind.__dataclass_fields__ if name in record}


def _answers(record: Mapping[str, Any]) -> AnswersInfo:
    known = _known(record, AnswersInfo)
    known |= {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return AnswersInfo(**known)


def _question(record: Mapping[str, Any]) -> Question:
    known = {name: record[name] for name in Question._fields if name in record}
    return Question(**{**known, "rivals": tuple(record["rivals"])})


def _outcomes(
    questions: Sequence[Question], records: Sequence[Mapping[str, Any]], where: str
) -> Outcomes:
    place = {question.id: number for number, question in enumerate(questions)}
    sittings = _sittings(records)
    judged: list[Judged] = []
    methods: dict[str, int] = {}
    rows: list[tuple[float, ...]] = []
    for number, record in enumerate(records):
        if record["id"] not in place:
            raise FormatError(
                f"{where}: field outcomes.{number}.id: expected the id of one of the items; got "
                f"{record['id']!r}. Score the answers again."
            )
        item = place[record["id"]]
        epoch = sittings[_sitting(record)] if sittings else record["epoch"]
        rows.append((item, epoch, *_row(record, item, judged, methods)))
    if sittings:
        rows += _unasked(rows, len(questions), len(sittings))
    columns = _columns(rows)
    _refuse_holes(columns, len(questions), where)
    return Outcomes(questions, columns, judged, list(methods), tuple(sittings))


def _sitting(record: Mapping[str, Any]) -> Sitting:
    return Sitting(record.get("participant") or "", record["epoch"])


def _sittings(records: Sequence[Mapping[str, Any]]) -> dict[Sitting, int]:
    """The sittings of people with their numbers; none where a model answered."""
    found = {_sitting(record) for record in records if record.get("participant")}
    return {sitting: number for number, sitting in enumerate(sorted(found), 1)}


def _unasked(
    rows: Sequence[tuple[float, ...]], items: int, sittings: int
) -> Iterator[tuple[float, ...]]:
    """Rows for what a person was not asked."""
    there = {row[:2] for row in rows}
    for cell in product(range(items), range(1, sittings + 1)):
        if cell not in there:
            yield (*cell, MISSING, NONE, NONE, NONE, NONE, np.nan, np.nan)


def _refuse_holes(columns: Columns, n_items: int, where: str) -> None:
    epochs = np.unique(columns.epoch)
    cells = np.unique(columns.item.astype(np.int64) << 32 | columns.epoch)
    if not len(cells) == len(columns) == n_items * len(epochs):
        raise FormatError(
            f"{where}: field outcomes: expected each of the {n_items} items once in each of the "
            f"{len(epochs)} epochs; got {len(columns)} outcomes. Score the answers again."
        )


def _row(
    record: Mapping[str, Any], item: int, judged: list[Judged], methods: dict[str, int]
) -> tuple[float, ...]:
    start, end = record["span"] or (NONE, NONE)
    method = record["method"]
    number = NONE
    if record["status"] == "ok":
        number = len(judged)
        judged.append(_judged(record, item))
    return (
        CODES[record["status"]],
        NONE if method is None else methods.setdefault(method, len(methods)),
        number,
        start,
        end,
        _number(record["confidence"]),
        _number(record.get("seconds")),
    )


def _number(stated: float | None) -> float:
    return float("nan") if stated is None else stated


def _judged(record: Mapping[str, Any], item: int) -> Judged:
    return Judged(
        item=item,
        value=record["value"],
        meaning=record["meaning"],
        right=record["right"],
        partial=record["partial"],
        equals=tuple(record["equals"]),
    )


def _columns(rows: Sequence[tuple[float, ...]]) -> Columns:
    ordered = sorted(rows, key=lambda row: row[:2])
    *whole, confidence, seconds = np.array(ordered, float).reshape(len(ordered), 9).T
    item, epoch, status, method, judged, start, end = (one.astype(np.int32) for one in whole)
    return Columns(item, epoch, status, method, judged, start, end, confidence, seconds)
