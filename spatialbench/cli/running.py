"""`run`: ask a model everything in a set."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any  # settings of generation

import typer

from spatialbench.cli.common import (
    AsJson,
    SetFolder,
    console,
    plain,
    print_json,
    refuse_input,
    set_files,
)
from spatialbench.errors import SpatialbenchError

Only = Annotated[str | None, typer.Option(help="Only these, with commas between.")]


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(run)


def run(
    folder: SetFolder,
    model: Annotated[str, typer.Option(help="provider/name, as inspect-ai names it.")],
    out: Annotated[Path, typer.Option(help="The answer file to write.")],
    base_url: Annotated[
        str | None, typer.Option(help="Any OpenAI-compatible server, such as http://…/v1.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first N items.")] = None,
    languages: Only = None,
    modalities: Only = None,
    families: Only = None,
    tasks: Only = None,
    levels: Only = None,
    forms: Annotated[str | None, typer.Option(help="choice or open.")] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Ask everything that many times.")] = 1,
    temperature: Annotated[float | None, typer.Option(help="Default: the provider's.")] = None,
    max_tokens: Annotated[int | None, typer.Option(help="Default: the provider's.")] = None,
    connections: Annotated[int, typer.Option(min=1, help="Calls at the same time.")] = 10,
    retries: Annotated[int, typer.Option(min=0, help="Of a call that fails.")] = 5,
    cache: Annotated[bool, typer.Option(help="Answers that were given before.")] = False,
    protocol: Annotated[
        str | None, typer.Option(help="What else to write down: weights, template, …")
    ] = None,
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
        base_url=base_url,
        api_key=None if base_url is None else os.environ.get("OPENAI_API_KEY", "none"),
        only=only,
        limit=limit,
        epochs=epochs,
        display="rich" if sys.stderr.isatty() and not as_json else "none",
        config=config,
        protocol=protocol,
    )
    refuse_input(out, set_files(folder, None))
    done = ask(wanted)
    if as_json:
        print_json({name: getattr(done, name) for name in done.__dataclass_fields__})
    else:
        again = " Start again to ask those once more." if done.failed else ""
        console().print(
            f"{plain(out)}: {done.answered} answers to {done.questions} questions "
            f"({done.before} from before), {done.failed} failed calls.{again}"
        )
    if done.answered == 0:
        raise SpatialbenchError(
            f"{out}: no call was answered; what went wrong is in the logs beside it "
            f"(`inspect view --log-dir {wanted.logs}`)"
        )
