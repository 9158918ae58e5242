"""`run`: ask a model everything in a set."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any  # settings of generation

import typer

from spatialbench.cli.common import AsJson, SetFolder, console, plain, print_json
from spatialbench.cli.ending import printable

if TYPE_CHECKING:
    from spatialbench.adapters.inspect_run import Asking, Run
    from spatialbench.scoring.aggregates import Aggregate

INCOMPLETE, STOPPED = 1, 130
"""Exit codes: some questions have no answer; a person stopped the run."""
Only = Annotated[str | None, typer.Option(help="Only these, with commas between.")]


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(run)


def run(
    folder: SetFolder,
    model: Annotated[str, typer.Option(help="provider/name, as inspect-ai names it.")],
    out: Annotated[Path, typer.Option(help="The answer file to write, or to go on with.")],
    name: Annotated[
        str | None, typer.Option(help="What the model is called in the file, and in reports.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Any OpenAI-compatible server, such as http://…/v1.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Ask N items, spread evenly; a longer run contains a shorter."),
    ] = None,
    languages: Only = None,
    modalities: Only = None,
    families: Only = None,
    tasks: Annotated[str | None, typer.Option(help="Ids or wildcards, with commas.")] = None,
    levels: Annotated[str | None, typer.Option(help="3, 1,2 or 1-5.")] = None,
    forms: Annotated[str | None, typer.Option(help="choice or open.")] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Ask everything that many times.")] = 1,
    temperature: Annotated[
        float | None, typer.Option(min=0, help="Default: the provider's.")
    ] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Default: the provider's.")] = None,
    connections: Annotated[int, typer.Option(min=1, help="Calls at the same time.")] = 10,
    retries: Annotated[int, typer.Option(min=0, help="Of a call that fails.")] = 5,
    cache: Annotated[bool, typer.Option(help="Answers that were given before.")] = False,
    protocol: Annotated[
        str | None, typer.Option(help="What else to write down: weights, template, …")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Begin anew, whatever is in the answer file.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Ask a model a set's questions through inspect-ai (extra `run`). Started again, it goes on."""
    from spatialbench.adapters.inspect_run import Run
    from spatialbench.adapters.inspect_run import run as ask

    config: dict[str, Any] = {"max_connections": connections, "max_retries": retries}
    config |= {"cache": True} if cache else {}
    config |= {} if temperature is None else {"temperature": temperature}
    config |= {} if max_tokens is None else {"max_tokens": max_tokens}
    only = {
        "language": languages, "modality": modalities, "family": families, "task": tasks,
        "level": levels, "form": forms,
    }  # fmt: skip
    wanted = Run(
        folder=Path(folder),
        model=model,
        out=out,
        name=name,
        base_url=base_url,
        api_key=None if base_url is None else os.environ.get("OPENAI_API_KEY", "none"),
        only=only,
        limit=limit,
        epochs=epochs,
        display="rich" if sys.stderr.isatty() and not as_json else "none",
        config=config,
        protocol=protocol,
        overwrite=overwrite,
    )
    try:
        done = ask(wanted)
    except KeyboardInterrupt:
        _end(f"stopped; what was answered is in {out}. The same command goes on.", STOPPED)
    _report(wanted, done, as_json=as_json)


def _report(wanted: Run, done: Asking, *, as_json: bool) -> None:
    whole = _accuracy(wanted) if done.answered else None
    if as_json:
        told = {name: getattr(whole, name) for name in ("right", "accuracy")} if whole else {}
        interval = {"low": whole.clustered.low, "high": whole.clustered.high} if whole else {}
        print_json({**asdict(done), **told, **interval})
    else:
        console().print(plain(_summary(wanted, done)))
        console().print(plain(_result(whole)))
    for note in done.notes:
        sys.stderr.write(f"spatialbench: {printable(note)}\n")
    if done.stopped:
        _end(f"stopped; {_lacking(done)} The same command goes on.", STOPPED)
    if done.failed or done.missing or done.ended:
        why = "" if done.ended is None else f" The run ended early: {done.ended}."
        _end(
            f"{wanted.out}: incomplete: {_lacking(done)}{why} The same command asks once more; "
            f"what went wrong is in the logs (`inspect view --log-dir {wanted.logs}`).",
            INCOMPLETE,
        )


def _end(words: str, code: int) -> None:
    sys.stderr.write(f"spatialbench: {printable(words)}\n")
    raise typer.Exit(code)


def _summary(wanted: Run, done: Asking) -> str:
    return (
        f"{wanted.out}: {done.answered} answers to {done.questions} questions ({done.before} from "
        f"before), {done.failed} failed calls."
    )


def _lacking(done: Asking) -> str:
    lacking, whole = done.failed + done.missing, done.answered + done.failed + done.missing
    return f"{lacking} of {whole} answers are missing, {done.failed} of them by failed calls."


def _accuracy(wanted: Run) -> Aggregate | None:
    """How well the file answers, where the key is at hand."""
    from spatialbench.scoring import score
    from spatialbench.sets import load

    questions = load(wanted.folder)
    return score(questions, wanted.out).overall if questions.has_key else None


def _result(whole: Aggregate | None) -> str:
    if whole is None or whole.accuracy is None:
        return "no accuracy: the key is not here, or nothing was answered"
    low, high = (100 * (end or 0.0) for end in (whole.clustered.low, whole.clustered.high))
    return (
        f"right {whole.right} of {whole.answered}: {100 * whole.accuracy:.1f} %, 95 % interval "
        f"{low:.1f} to {high:.1f} % (clustered by probe)"
    )
