"""`eval`: from the name of a suite to the page about a model, in one command."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from spatialbench.cli.common import Seed, console, plain, progress_bar, say
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from spatialbench.adapters.inspect_run import Asking
    from spatialbench.items.item import Item
    from spatialbench.sets import QuestionSet

LETTERS_A_TOKEN = {"en": 4.0, "zh": 1.5}
"""Characters that are a token, roughly: tokenizers differ by half as much again."""


class Burden(NamedTuple):
    """What a model is going to be sent."""

    questions: int
    pictures: int
    tokens: int

    def __str__(self) -> str:
        pictures = f", {self.pictures:,} pictures" if self.pictures else ""
        counted = " (pictures not counted)" if self.pictures else ""
        return f"{self.questions:,} questions{pictures}, about {self.tokens:,} tokens{counted}"


def add_to(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command("eval")(evaluate)


def evaluate(
    suite: Annotated[str, typer.Argument(help="A name (`spatialbench suites`), or a .toml file.")],
    model: Annotated[str, typer.Option(help="provider/name, as inspect-ai names it.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder to work in; default: eval-SUITE.")
    ] = None,
    seed: Seed = "demo",
    name: Annotated[str | None, typer.Option(help="What the model is called in reports.")] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Any OpenAI-compatible server, such as http://…/v1.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Ask N items, spread evenly; a longer run contains a shorter."),
    ] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Default: the provider's.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before anything is sent.")] = False,
) -> None:
    """Make a suite if it is not there, ask a model, score, and write the page. It says how much
    will be sent before it asks, and goes on where it was stopped. Needs the extra `run`."""
    from spatialbench.adapters.inspect_run import Run, run

    home = out or Path(f"eval-{Path(suite).stem}")
    questions = _questions(suite, home / "set", seed)
    called = re.sub(r"[^A-Za-z0-9._-]+", "-", name or model)
    wanted = Run(
        folder=home / "set",
        model=model,
        out=home / f"{called}.jsonl",
        name=name,
        base_url=base_url,
        api_key=None if base_url is None else os.environ.get("OPENAI_API_KEY", "none"),
        limit=limit,
        display="rich" if sys.stderr.isatty() else "none",
        config={
            "max_connections": 10,
            **({} if max_tokens is None else {"max_tokens": max_tokens}),
        },
    )
    say(f"{model} will be sent {burden(_chosen(questions, limit))}.")
    if not yes and not typer.confirm("Go on?", default=True):
        raise typer.Exit(2)
    try:
        done = run(wanted)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            f"stopped; what was answered is in {wanted.out}: the same command goes on"
        ) from None
    _told(questions, wanted.out, done, home / "report.html")


def _questions(suite: str, folder: Path, seed: str) -> QuestionSet:
    """The set of that suite, made if it is not there; InputError where another one is."""
    from spatialbench.sets import load
    from spatialbench.sets.build import build_set
    from spatialbench.sets.suite import read_suite

    recipe = read_suite(suite)
    if not folder.exists():
        with progress_bar("making questions", quiet=False) as progress:
            build_set(recipe, folder, seed=seed, workers=os.cpu_count() or 1, progress=progress)
    found = load(folder)
    told = found.manifest["suite"]["name"], found.manifest["seed"]
    if told != (recipe.name, seed):
        raise InputError(
            f"{folder}: expected the questions of suite {recipe.name!r}, seed {seed!r}; these are "
            f"of {told[0]!r}, seed {told[1]!r}. Name another --out"
        )
    return found


def _chosen(questions: QuestionSet, limit: int | None) -> list[Item]:
    from spatialbench.items.spread import spread

    items = list(questions.items())
    return spread(items, len(items) if limit is None else limit)


def burden(items: list[Item]) -> Burden:
    """How much these items are to send, roughly."""
    tokens = sum(len(item.prompt) / LETTERS_A_TOKEN[item.language] for item in items)
    return Burden(len(items), sum(len(item.images) for item in items), 1000 * round(tokens / 1000))


def _told(questions: QuestionSet, answers: Path, done: Asking, page: Path) -> None:
    from spatialbench.cli.answering import report as show_results
    from spatialbench.comparison import compare
    from spatialbench.report import report
    from spatialbench.scoring import score

    if not done.answered:
        raise InputError(
            f"{answers}: no question was answered: {done.ended or 'all calls failed'}. What went "
            f"wrong is in field error of the file, and in the logs beside it"
        )
    results = score(questions, answers)
    show_results(results)
    report(questions, [results], compare([results]), answers=[answers], out=page)
    console().print(f"the report is in {plain(page)}: open it in a browser")
    if done.failed or done.missing or done.ended:
        say(f"{done.failed + done.missing} answers are missing; the same command asks once more")
        raise typer.Exit(1)
