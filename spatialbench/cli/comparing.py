"""`compare`, `report` and `plan`: models side by side, and what numbers can bear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.answering import percent, read_from
from spatialbench.cli.common import AsJson, KeyFile, console, plain, print_json, table
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spatialbench.comparison import Comparison
    from spatialbench.comparison.totals import TotalsComparison
    from spatialbench.scoring.results import Results


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(compare)
    app.command()(report)


def compare(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="DIR FILE…", help="A set and answer files; with --totals: NAME=RIGHT/QUESTIONS."
        ),
    ],
    totals: Annotated[
        bool, typer.Option("--totals", help="Compare bare totals; no files are needed.")
    ] = False,
    key: KeyFile = None,
    baseline: Annotated[
        str | None, typer.Option(help="Compare every model with this one only.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare models: intervals, paired tests, ranks, claims, and what the numbers can bear."""
    if totals:
        _compare_totals(what, as_json=as_json)
        return
    if len(what) < 2:
        raise InputError("compare: expected a set and at least one answer file, or --totals")
    from spatialbench.comparison import compare as compare_results

    results = scored(what[0], what[1:], key)
    comparison = compare_results(results, baseline=baseline)
    if as_json:
        print_json(comparison.to_json())
        return
    say_what_was_read(results)
    show_comparison(comparison)


def scored(folder: str, files: Sequence[str], key: str | None) -> list[Results]:
    """The results of every model in every answer file."""
    from spatialbench.scoring import score_all
    from spatialbench.sets import load

    questions = load(folder, key=key)
    return [results for name in files for results in score_all(questions, Path(name))]


def say_what_was_read(results: Sequence[Results]) -> None:
    """A line for every model: which file, what it is, how many rows are for this set."""
    for one in results:
        console().print(plain(f"{one.model}: {read_from(one.answers)}"))


def show_comparison(comparison: Comparison) -> None:
    """The comparison as tables for people."""
    rows = [
        (
            f"{s.rank.low}-{s.rank.high}" if s.rank else "–",
            s.model,
            f"{s.overall.right} of {s.overall.answered}",
            percent(s.overall.accuracy),
            f"{percent(s.overall.low)} to {percent(s.overall.high)}",
            percent(s.overall.chance),
            percent(s.overall.parse_rate),
            str(s.overall.statuses.get("missing", 0) + s.overall.statuses.get("failed", 0)),
            percent(s.detectable),
        )
        for s in comparison.leaderboard
    ]
    columns = ("rank", "model", "right", "accuracy", "95 %", "chance", "read", "missing", "gap*")
    table(f"{len(rows)} models on {comparison.question_set.name}", columns, rows)
    console().print("* the smallest gap below this accuracy that would show (80 % power)\n")
    for pair in comparison.pairs:
        console().print(plain(f"- {pair.verdict['en']}"))
    _show_claims(comparison)


def report(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a set.")],
    answers: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Answer files.")],
    out: Annotated[Path, typer.Option(help="The page or file to write.")] = Path("report.html"),
    key: KeyFile = None,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    form: Annotated[str, typer.Option("--format", help="html, md, csv or json.")] = "html",
    pictures: Annotated[bool, typer.Option(help="Put the pictures into the page.")] = False,
    baseline: Annotated[str | None, typer.Option(help="Compare with this model only.")] = None,
) -> None:
    """Write the report: one page with tables, plots and every question with its answers."""
    from spatialbench.comparison import compare as compare_results
    from spatialbench.report import report as write_report
    from spatialbench.scoring import score_all
    from spatialbench.sets import load

    questions = load(folder, key=key)
    results = [one for name in answers for one in score_all(questions, name)]
    comparison = compare_results(results, baseline=baseline)
    say_what_was_read(results)
    write_report(
        questions,
        results,
        comparison,
        answers=answers,
        out=out,
        language=language,
        format=form,
        pictures=pictures,
    )
    console().print(f"the report is in {plain(out)}")


def _show_claims(comparison: Comparison) -> None:
    rows = [
        (
            check.claim.model,
            percent(check.claim.accuracy),
            percent(check.measured),
            "–" if check.low is None else f"{percent(check.low)} to {percent(check.high)}",
            check.outcome,
            "–" if check.needed is None else f"{check.needed} (from {check.nearest})",
        )
        for check in comparison.claims
    ]
    columns = ("claim", "claimed", "measured", "95 %", "outcome", "questions to tell it apart")
    if rows:
        console().print()
        table("claims", columns, rows)


def _compare_totals(texts: list[str], *, as_json: bool) -> None:
    from spatialbench.comparison import compare_totals, parse_total, plain, what_if

    found = [parse_total(text) for text in texts]
    comparison = compare_totals(found)
    accuracies = {total.model: total.right / total.n for total in found}
    bearing = what_if(accuracies)
    if as_json:
        print_json({"totals": plain(comparison), "what_if": plain(bearing)})
        return
    _show_totals(comparison)
    console().print("\nthe same shares with other numbers of questions:")
    for n, hypothetical in bearing.items():
        told = [_told(pair.a, pair.b, pair.better, pair.p_holm) for pair in hypothetical.pairs]
        console().print(f"  {n:>5} each: " + "; ".join(told))


def _told(a: str, b: str, better: str | None, p: float) -> str:
    sign = "=?" if better is None else ">" if better == a else "<"
    return plain(f"{a} {sign} {b} (p {p:.2g})")


def _show_totals(comparison: TotalsComparison) -> None:
    rows = [
        (
            f"{row.rank.low}-{row.rank.high}",
            row.model,
            f"{row.right} of {row.n}",
            percent(row.accuracy),
            f"{percent(row.low)} to {percent(row.high)}",
            percent(row.detectable),
        )
        for row in comparison.rows
    ]
    table("totals", ("rank", "model", "right", "accuracy", "95 %", "gap*"), rows)
    console().print("* the smallest gap below this accuracy that would show (80 % power)\n")
    for pair in comparison.pairs:
        needed = ", ".join(
            f"{n} ({'different questions' if kind == 'unpaired' else 'same, correlation ' + kind})"
            for kind, n in pair.needed.items()
            if n is not None
        )
        console().print(plain(f"- {pair.verdict['en']} Questions needed: {needed}."))
