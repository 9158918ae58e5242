"""`demo`: the whole road in one command."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import console, plain, progress_bar, table
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spatialbench.scoring.results import Results

CLAIMED = ("0.92", "0.78", "0.81")  # the article's shares
BASELINES = ("random", "constant:A", "rival:unchanged", "rival:inverse-turns", "rival:last-seen")
SEED = "demo"
MARK = "spatialbench-demo.txt"


def add_to(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(demo)


def demo(
    out: Annotated[Path, typer.Option(help="The folder to work in.")] = Path("demo"),
) -> None:
    """Make the article suite, answer it, score, compare, and write the report. No model is asked:
    three simulated ones are right as often as the article claims of real ones."""
    from spatialbench.cli.answering import write_answers
    from spatialbench.cli.comparison_tables import show_comparison
    from spatialbench.comparison import Claim, compare
    from spatialbench.report import report
    from spatialbench.scoring import score
    from spatialbench.sets import load
    from spatialbench.sets.build import build_set
    from spatialbench.sets.suite import read_suite

    _make_room(out)
    say = console().print
    with progress_bar("making probes and pictures", quiet=False) as progress:
        built = build_set(
            read_suite("article"),
            out / "article",
            seed=SEED,
            workers=os.cpu_count() or 1,
            progress=progress,
        )
    say(f"{built.items} items of {built.probes} probes, {built.pictures} pictures")
    questions = load(out / "article")
    strategies = [f"simulated:{share}" for share in CLAIMED] + list(BASELINES)
    files = [out / f"{strategy.replace(':', '-')}.jsonl" for strategy in strategies]
    for strategy, path in zip(strategies, files, strict=True):
        write_answers(questions, strategy, seed=SEED, out=path)
    results = [score(questions, path) for path in files]
    claims = [
        Claim(
            model=f"simulated-{share}",
            accuracy=float(share),
            source="a simulated model with the share that the article claims of a real one",
        )
        for share in CLAIMED
    ]
    comparison = compare(results, claims=claims)
    show_comparison(comparison)
    page = out / "report.html"
    report(questions, results, comparison, answers=files, out=page)
    _show_card(results[: len(CLAIMED)], out / "card.md")
    say(f"\nthe report is in {plain(page)}: open it in a browser")


def _show_card(results: Sequence[Results], path: Path) -> None:
    """The rows of the card, as columns: so they fit on a terminal."""
    from spatialbench.card import row_of
    from spatialbench.card.columns import columns_of
    from spatialbench.card.formats import markdown

    rows = [row_of(one) for one in results]
    path.write_text(markdown(rows), encoding="utf-8")
    _, *columns = columns_of(rows)
    shown = [[column.heading, *map(column.cell, rows)] for column in columns]
    console().print()
    table(f"the card, also in {path}", ["", *(row.model for row in rows)], shown)


def _make_room(out: Path) -> None:
    """Only a folder that an earlier demo made is emptied."""
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).is_file():
            raise InputError(f"{out} is not empty and no demo made it; choose another --out")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("made by `spatialbench demo`, and emptied by the next one\n")
