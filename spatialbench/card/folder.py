"""The files of Every Eval Ever: for each model the aggregate, and its answers line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from spatialbench.answers.files import open_answers
from spatialbench.answers.kinds import is_results_file
from spatialbench.answers.source import Questions
from spatialbench.card.columns import UNKNOWN
from spatialbench.card.every_eval_ever import aggregate, instances
from spatialbench.errors import InputError
from spatialbench.scoring.results import Results

Said = dict[tuple[str, int], str]


def every_eval_ever(
    results: Sequence[Results], questions: Questions, answers: Sequence[Path]
) -> dict[str, str]:
    """Names and contents. Of a sealed set, and of results without the answers, there are aggregates
    alone. InputError where the same answers are given twice."""
    prompts = {item.id: item.prompt for item in questions.items()}
    found: dict[str, str] = {}
    for one in results:
        place = _place(one)
        if f"{place}.json" in found:
            raise InputError(f"{one.model!r}: these answers are given twice")
        said = {} if one.question_set.sealed else _said(answers, one)
        lines = [_line(record) for record in instances(one, prompts, said)]
        record = aggregate(one)
        if lines:
            text = found[f"{place}_samples.jsonl"] = "".join(lines)
            record["detailed_evaluation_results"] = {
                "format": "jsonl",
                "file_path": f"{place}_samples.jsonl",
                "hash_algorithm": "sha256",
                "checksum": sha256(text.encode()).hexdigest(),
                "total_rows": len(lines),
            }
        found[f"{place}.json"] = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return found


def _place(results: Results) -> str:
    """Where the records of a model lie: `data/benchmark/developer/model/UUID`, with a UUID that
    the same answers have again."""
    developer, slash, name = results.model.rpartition("/")
    told = (results.question_set.items_sha256, results.model, results.answers.sha256)
    own = UUID(bytes=sha256(repr(told).encode()).digest()[:16], version=4)
    return "/".join(
        ("data", "spatialbench", _safe(developer if slash else ""), _safe(name), str(own))
    )


def _safe(name: str) -> str:
    """A name as a folder may be called."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-") or UNKNOWN


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _said(answers: Sequence[Path], results: Results) -> Said:
    """What this model said, by item and epoch."""
    return {place: response for path in answers for place, response in _rows(path, results)}


def _rows(path: Path, results: Results) -> Iterator[tuple[tuple[str, int], str]]:
    if is_results_file(path) or path.name != results.answers.source:
        return
    for answer in open_answers(path).answers:
        if answer.response is not None and answer.model in (results.answers.model, None):
            yield (answer.id, answer.epoch), answer.response
