"""`compare` and `report`: models side by side, and what numbers can bear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import (
    AsJson,
    KeyFile,
    WithKey,
    print_json,
    say,
)
from spatialbench.cli.outputs import Overwrite, set_files, writable
from spatialbench.cli.sources import Claims, Files, claims_of, given, scored
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spatialbench.scoring.results import Results


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(compare)
    app.command()(report)


def compare(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="DIR [NAME=]FILE…",
            help="A set, and answer files, logs or results; NAME=FILE calls a run NAME. With "
            "--totals: NAME=RIGHT/QUESTIONS.",
        ),
    ],
    totals: Annotated[
        bool, typer.Option("--totals", help="Compare bare totals; no files are needed.")
    ] = False,
    key: KeyFile = None,
    baseline: Annotated[
        str | None, typer.Option(help="Compare every model with this one only.")
    ] = None,
    claims: Claims = "none",
    fresh: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="DIR FILE",
            help="A fresh set of the same suite, and answers of the same models to it: is the "
            "public one known to them?",
        ),
    ] = None,
    with_key: WithKey = False,
    as_json: AsJson = False,
) -> None:
    """Compare models: intervals, paired tests, ranks, claims, and what the numbers can bear."""
    if totals:
        _compare_totals(what, as_json=as_json)
        return
    if len(what) < 2:
        raise InputError("compare: expected a set and at least one answer file, or --totals")
    from spatialbench.cli.comparison_tables import show_comparison
    from spatialbench.cli.contaminating import gaps_to_fresh, show_gaps_to_fresh
    from spatialbench.comparison import compare as compare_results
    from spatialbench.comparison import plain
    from spatialbench.sets import load

    asked = claims_of(claims)
    results = scored(load(what[0], key=key), [given(text) for text in what[1:]])
    comparison = compare_results(results, claims=asked, baseline=baseline)
    if comparison.question_set.sealed and not with_key:
        comparison = comparison.withheld()
    found = [] if fresh is None else gaps_to_fresh(results, *fresh)
    if as_json:
        told = {} if fresh is None else {"contamination": plain(found)}
        print_json({**comparison.to_json(), **told})
        return
    say_what_was_read(results)
    show_comparison(comparison)
    if fresh is not None:
        show_gaps_to_fresh(found)


def say_what_was_read(results: Sequence[Results]) -> None:
    """A line for every model: which file, what it is, how many rows are for this set."""
    from spatialbench.cli.answering import read_from

    for one in results:
        say(f"{one.model}: {read_from(one.answers)}")


def report(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a set.")],
    answers: Files,
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write: .html, .md, .csv or .json; default: report.html."),
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="Its format, where --out does not say it.")
    ] = None,
    key: KeyFile = None,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    pictures: Annotated[
        bool | None,
        typer.Option(help="Put all pictures into the page as they are, or none; default: small."),
    ] = None,
    baseline: Annotated[str | None, typer.Option(help="Compare with this model only.")] = None,
    claims: Claims = "none",
    with_key: WithKey = False,
    overwrite: Overwrite = False,
) -> None:
    """Write the report: one page with tables, plots and every question with its answers."""
    from spatialbench.answers.kinds import is_results_file
    from spatialbench.comparison import compare as compare_results
    from spatialbench.report import FORMATS
    from spatialbench.report import report as write_report
    from spatialbench.sets import load

    asked, files = claims_of(claims), [given(text) for text in answers]
    if form is not None and form not in FORMATS:
        raise InputError(f"--format {form}: expected one of {', '.join(FORMATS)}")
    out = out or Path(f"report.{form or FORMATS[0]}")
    endings = FORMATS if form is None else [form]
    inputs = [*(file.path for file in files), *set_files(folder, key)]
    ending = writable(out, endings, overwrite=overwrite, inputs=inputs)
    questions = load(folder, key=key)
    results = scored(questions, files)
    comparison = compare_results(results, claims=asked, baseline=baseline)
    say_what_was_read(results)
    write_report(
        questions,
        results,
        comparison,
        answers=[path for path, _ in files if not is_results_file(path)],
        out=out,
        language=language,
        format=ending,
        pictures=pictures,
        with_key=with_key,
    )
    say(f"the report is in {out}")


def _compare_totals(texts: list[str], *, as_json: bool) -> None:
    from spatialbench.cli.comparison_tables import show_totals
    from spatialbench.comparison import compare_totals, parse_total, plain, what_if

    found = [parse_total(text) for text in texts]
    comparison = compare_totals(found)
    bearing = what_if({total.model: total.right / total.n for total in found})
    if as_json:
        print_json({"totals": plain(comparison), "what_if": plain(bearing)})
        return
    show_totals(comparison, bearing)
