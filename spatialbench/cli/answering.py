"""`answer` and `score`: embedded answerers, and how many answers are right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import (
    AsJson,
    KeyFile,
    Seed,
    SetFolder,
    WithKey,
    console,
    plain,
    print_json,
    say,
    table,
)
from spatialbench.cli.outputs import Overwrite, set_files, writable

if TYPE_CHECKING:
    from spatialbench.scoring.aggregates import Aggregate
    from spatialbench.scoring.results import AnswersInfo, Results


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(answer)
    app.command()(score)


def answer(
    folder: SetFolder,
    strategy: Annotated[
        str,
        typer.Option(
            "--with",
            help="oracle, random, refuse, constant:A, rival:unchanged, simulated:0.92.",
        ),
    ],
    out: Annotated[Path, typer.Option(help="The answer file to write.")],
    seed: Seed = "demo",
    key: KeyFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Let an embedded answerer answer a set: baselines, rivals, and models of a known accuracy."""
    from spatialbench.sets import load

    writable(out, ["jsonl"], overwrite=overwrite, inputs=set_files(folder, key))
    rows = write_answers(load(folder, key=key), strategy, seed=seed, out=out)
    console().print(f"{plain(out)}: {rows} answers by {plain(strategy)}")


def write_answers(questions: object, strategy: str, *, seed: str, out: Path) -> int:
    """Write the answers of a strategy, whole or not at all; returns how many there are."""
    from spatialbench.answers.answerers import answer as answers_of
    from spatialbench.durable import write_atomically
    from spatialbench.jsonl import line_of
    from spatialbench.sets import QuestionSet

    if not isinstance(questions, QuestionSet):
        raise TypeError(f"expected a QuestionSet; got {type(questions).__name__}")
    lines = [line_of(row) for row in answers_of(questions, strategy, seed=seed)]
    write_atomically(out, "".join(lines).encode())
    return len(lines)


def score(
    folder: SetFolder,
    answers: Annotated[
        Path, typer.Argument(help="Answers: JSONL, CSV, parquet, or a harness's log.")
    ],
    key: KeyFile = None,
    model: Annotated[str | None, typer.Option(help="Which model of the file, or its name.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the results as JSON, too.")] = None,
    with_key: WithKey = False,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Score an answer file: how much is right, with intervals, and what became of the rest."""
    from spatialbench.scoring import score as score_answers
    from spatialbench.scoring.results_file import to_json, write_results
    from spatialbench.sets import load

    if out is not None:
        inputs = [answers, *set_files(folder, key)]
        writable(out, ["json"], overwrite=overwrite, inputs=inputs)
    results = score_answers(load(folder, key=key), answers, model=model)
    if out is not None:
        write_results(results, out, with_key=with_key)
    if as_json:
        print_json(to_json(results, with_key=with_key))
        return
    report(results)


def percent(share: float | None) -> str:
    """A share as a percentage, – where there is none."""
    return "–" if share is None else f"{100 * share:.1f} %"


def _tenths(share: float | None) -> str:
    return percent(share).removesuffix(" %")


def share_range(low: float | None, high: float | None) -> str:
    """Two shares in percent without the sign, – where there are none."""
    return "–" if low is None or high is None else f"{_tenths(low)}–{_tenths(high)}"


def report(results: Results) -> None:
    """The results as tables for people."""
    whole = results.overall
    say(read_from(results.answers))
    facts = [*_shares(whole), *_counts(whole)]
    table(f"{results.model} on {results.question_set.name}", ("", ""), facts)
    if not whole.is_complete:
        low, high = whole.bounds
        say(
            f"incomplete: {whole.answered} of {whole.n} answered. The accuracy lies between "
            f"{percent(low)} (all missing wrong) and {percent(high)} (all missing right)."
        )
    columns = ("", "answers", "right %", "95 %", "chance", "read", "missing")
    for dimension, parts in results.summary.slices.items():
        if len(parts) > 1:
            rows = [_slice_row(value, part) for value, part in parts.items()]
            table(f"by {dimension}", (dimension, *columns[1:]), rows)
    _report_causes(results)


def _shares(whole: Aggregate) -> list[tuple[str, str]]:
    from spatialbench.stats.cluster_counts import EXACT

    clustered = whole.clustered
    exact = ", exact" if clustered.note == EXACT else ""
    corrected = whole.chance_corrected
    return [
        ("right of all answers", f"{whole.right} of {whole.answered}"),
        ("accuracy (unreadable counts as wrong)", percent(whole.accuracy)),
        ("  95 % interval (Wilson)", _interval(whole.low, whole.high)),
        (f"  95 % interval (by probe{exact})", _interval(clustered.low, clustered.high)),
        ("accuracy of what could be read", percent(whole.parsed_only)),
        ("accuracy if all unreadable were right", percent(whole.best_case)),
        ("accuracy if missing and failed were wrong", percent(whole.with_missing)),
        ("could be read", percent(whole.parse_rate)),
        ("blind guessing", percent(whole.chance)),
        (
            "chance-corrected (0 guessing, 1 perfect)",
            "–" if corrected is None else f"{corrected:.3f}",
        ),
    ]


def _counts(whole: Aggregate) -> list[tuple[str, str]]:
    return [(f"  {name}", str(count)) for name, count in whole.statuses.items() if count]


def _interval(low: float | None, high: float | None) -> str:
    return "–" if low is None else f"{percent(low)} to {percent(high)}"


def read_from(answers: AnswersInfo) -> str:
    """What was recognised in a file of answers, and how many of its rows are for this set."""
    matched = answers.rows - answers.unknown
    told = (
        f"{answers.source}: {answers.format}, {answers.rows} rows, {matched} for items of this set"
    )
    others = [f"others, such as {answers.unknown_ids[0]}"] if answers.unknown_ids else []
    return "; ".join([told, *others, *answers.notes])


def _slice_row(value: str, part: Aggregate) -> tuple[str, ...]:
    return (
        str(value),
        str(part.answered),
        _tenths(part.accuracy),
        share_range(part.low, part.high),
        _tenths(part.chance),
        _tenths(part.parse_rate),
        str(part.missing),
    )


def _report_causes(results: Results) -> None:
    rows = [
        (c.rival, str(c.wrong), percent(c.share), percent(c.expected))
        for c in results.summary.causes
        if c.task is None
    ]
    columns = ("wrong way of thinking", "wrong answers", "equal to it", "by chance")
    if rows:
        table("what the wrong answers equal", columns, rows)
