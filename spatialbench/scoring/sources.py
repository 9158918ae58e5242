"""Results from whatever holds them: an answer file, a harness's log, or results written before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spatialbench.answers.kinds import is_results_file
from spatialbench.answers.source import Questions
from spatialbench.errors import InputError, MismatchError
from spatialbench.scoring.results import Results
from spatialbench.scoring.results_file import read_results
from spatialbench.scoring.score import Scorer


def results_of(scorer: Scorer, path: Path, *, name: str | None = None) -> list[Results]:
    """The results on the scorer's set of every model in a file. `name` is what the only one is to
    be called, so that two runs of one model can stand side by side.

    Raises InputError for a name where there are several models, MismatchError for results on
    another set or by another key; else as `score_all`.
    """
    is_results = is_results_file(path)
    found = [_read(scorer.question_set, path)] if is_results else scorer.all_of(path)
    if name is None:
        return found
    if len(found) > 1:
        raise InputError(
            f"{name}={path}: expected the answers of one model to call {name!r}; the file has "
            f"{len(found)}: {', '.join(repr(one.model) for one in found)}. Leave the name out, or "
            f"put each model into a file of its own."
        )
    return [replace(one, model=name) for one in found]


def _read(questions: Questions, path: Path) -> Results:
    results = read_results(path)
    told = results.question_set
    if told.items_sha256 != questions.items_sha256:
        raise MismatchError(
            f"{path}: expected results on the set with items {questions.items_sha256[:16]}…; they "
            f"are on {told.name!r} with items {told.items_sha256[:16]}…. Give the set they are on."
        )
    key = questions.manifest.get("key", {}).get("sha256")
    if key is not None and told.key_sha256 not in (None, key):
        raise MismatchError(
            f"{path}: expected results by the key {key[:16]}…; they were scored with "
            f"{str(told.key_sha256)[:16]}…. Score the answers again with the key of this set."
        )
    return results
