"""What `compare` and `report` are given: answer files, results, runs with names, and claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from spatialbench.errors import InputError

if TYPE_CHECKING:
    from spatialbench.answers.source import Questions
    from spatialbench.comparison.claims import Claim
    from spatialbench.scoring.results import Results

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="[NAME=]FILE…",
        help="Answer files, logs, or results of `score --out`; NAME=FILE calls a run NAME.",
    ),
]
Claims = Annotated[
    str,
    typer.Option(metavar="FILE|article|none", help="Hold these claims against what was measured."),
]


class Given(NamedTuple):
    """A file, and what the model in it is to be called, if that is said."""

    path: Path
    name: str | None


def given(text: str) -> Given:
    """The file that an argument names. A file of exactly that name is one, whatever signs it has;
    else what stands before an equals sign is a name."""
    if "=" not in text or Path(text).exists():
        return Given(Path(text), None)
    places = [place for place, sign in enumerate(text) if sign == "="]
    place = next((at for at in places if Path(text[at + 1 :]).exists()), places[0])
    name, file = text[:place].strip(), text[place + 1 :]
    if not name or not file:
        raise InputError(f"{text!r}: expected NAME=FILE, as in run-2=answers.jsonl")
    return Given(Path(file), name)


def scored(questions: Questions, files: Sequence[Given]) -> list[Results]:
    """The results of every model in every file."""
    from spatialbench.scoring import Scorer
    from spatialbench.scoring.sources import results_of

    scorer = Scorer(questions)
    return [one for path, name in files for one in results_of(scorer, path, name=name)]


def results_in(path: Path) -> Results:
    """The results that `score --out` wrote. InputError where a file holds something else."""
    from spatialbench.answers.kinds import is_results_file
    from spatialbench.scoring.results_file import read_results

    if path.is_file() and not is_results_file(path):
        raise InputError(
            f"{path}: expected results, as `spatialbench score DIR ANSWERS --out results.json` "
            f"writes them; this is another file. Score the answers first"
        )
    return read_results(path)


def claims_of(text: str) -> tuple[Claim, ...]:
    """The claims that `--claims` asks for: none, those of the article, or those in a file."""
    from spatialbench.comparison import article_claims, read_claims

    if text == "none":
        return ()
    return article_claims() if text == "article" else read_claims(text)
