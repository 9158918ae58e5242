"""`export` and `path`: a set in the form that another harness or trainer takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spatialbench.cli.common import AsJson, SetFolder, console, plain, print_json, progress_bar
from spatialbench.cli.outputs import say_what_is_made
from spatialbench.errors import InputError


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(export)
    app.command()(path)


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="huggingface, webdataset, openai-batch, anthropic-batch, lmms-eval or vlmevalkit.",
        ),
    ],
    folder: SetFolder,
    out: Annotated[Path, typer.Option(help="The folder to make.")],
    model: Annotated[str | None, typer.Option(help="Of a batch: who is asked.")] = None,
    max_tokens: Annotated[int, typer.Option(min=1, help="Of a batch.")] = 4096,
    temperature: Annotated[float | None, typer.Option(help="Of a batch.")] = None,
    with_key: Annotated[
        bool, typer.Option("--with-key", help="huggingface: the answers, too, apart.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Export a set to another harness, to a batch interface, or for training."""
    from spatialbench.adapters.export import Options
    from spatialbench.adapters.export import export as write

    options = Options(
        model=model, max_tokens=max_tokens, temperature=temperature, with_key=with_key
    )
    say_what_is_made(out.parent)
    with progress_bar("exporting", quiet=as_json) as progress:
        files = write(form, Path(folder), out, options=options, progress=progress)
    if as_json:
        print_json({"path": str(out), "files": [str(file.relative_to(out)) for file in files]})
        return
    size = sum(file.stat().st_size for file in files)
    console().print(f"{plain(out)}: {len(files)} files, {size / 1e6:.1f} MB")


def path(
    harness: Annotated[str, typer.Argument(metavar="HARNESS", help="lm-eval.")],
) -> None:
    """Print the folder that a harness is to be given: lm-eval's --include_path."""
    from importlib.resources import files

    if harness not in _FOLDERS:
        raise InputError(f"harness {harness!r} has no folder; there are {', '.join(_FOLDERS)}")
    typer.echo(str(files("spatialbench.adapters") / _FOLDERS[harness]))


_FOLDERS = {"lm-eval": "lm_eval_tasks"}
