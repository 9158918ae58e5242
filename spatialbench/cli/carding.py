"""`card`: rows that can stand in a paper, in the forms that others read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import KeyFile
from spatialbench.cli.outputs import Overwrite, set_files, writable
from spatialbench.cli.sources import Files, given, results_in, scored
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from spatialbench.card import Row
    from spatialbench.cli.sources import Given
    from spatialbench.scoring.results import Results
    from spatialbench.sets import QuestionSet

FOLDERS = ("hf", "eee")
"""Formats that are several files."""


def add_to(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(card)
    app.command()(leaderboard)


def card(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a set.")],
    answers: Files,
    form: Annotated[
        str, typer.Option("--format", help="markdown, latex, html, json, hf or eee.")
    ] = "markdown",
    out: Annotated[
        Path | None, typer.Option(help="The file to write, or the folder of hf and eee.")
    ] = None,
    dataset: Annotated[
        str | None, typer.Option(help="hf: the benchmark's dataset on the hub, owner/name.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="hf: a URL with the answers.")] = None,
    key: KeyFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Print a row a model with everything that a number needs: interval, n, chance, floor, by
    ability, language and modality, settings, what could not be read, set and version."""
    from spatialbench.card import row_of
    from spatialbench.card.formats import FORMATS
    from spatialbench.sets import load

    if form not in (*FORMATS, *FOLDERS):
        raise InputError(f"--format {form}: expected one of {', '.join((*FORMATS, *FOLDERS))}")
    files = [given(text) for text in answers]
    inputs = [*(file.path for file in files), *set_files(folder, key)]
    if form in FOLDERS:
        _refuse_folder(out, form)
    elif out is not None:
        _check_file(out, form, inputs, overwrite=overwrite)
    questions = load(folder, key=key)
    results = scored(questions, files)
    rows = [row_of(one) for one in results]
    if out is not None and form in FOLDERS:
        _write_folder(out, _files(form, rows, results, questions, files, dataset, source))
        return
    text = FORMATS[form](rows)
    if out is None:
        from spatialbench.cli.ending import printable

        sys.stdout.write(printable(text))
        return
    from spatialbench.durable import write_atomically

    write_atomically(out, text.encode())


def leaderboard(
    results: Annotated[
        list[Path], typer.Argument(metavar="RESULTS…", help="Results of `score --out`, of one set.")
    ],
    out: Annotated[Path, typer.Option(help="The page to write.")] = Path("leaderboard.html"),
    overwrite: Overwrite = False,
) -> None:
    """Write a page with the rows of models and their ranges of ranks, from results alone."""
    from spatialbench.card.leaderboard import leaderboard as page
    from spatialbench.durable import write_atomically

    writable(out, ["html"], overwrite=overwrite, inputs=results)
    write_atomically(out, page([results_in(path) for path in results]).encode())
    typer.echo(f"the leaderboard is in {out}", err=True)


def _check_file(out: Path, form: str, inputs: list[Path], *, overwrite: bool) -> None:
    from spatialbench.card.formats import ENDINGS

    endings = [ending for ending, name in ENDINGS.items() if name == form]
    writable(out, endings, overwrite=overwrite, inputs=inputs)


def _refuse_folder(out: Path | None, form: str) -> None:
    if out is None:
        raise InputError(f"--format {form} is several files: say --out and the folder to make")
    if out.exists():
        raise InputError(f"--out {out}: expected the name of a new folder; that is there")


def _files(
    form: str,
    rows: list[Row],
    results: list[Results],
    questions: QuestionSet,
    files: list[Given],
    dataset: str | None,
    source: str | None,
) -> dict[str, str]:
    if form == "hf":
        from spatialbench.card.hub import all_files

        if dataset is None:
            raise InputError("--format hf: say --dataset owner/name, the benchmark on the hub")
        return all_files(rows, dataset, source)
    from spatialbench.card.folder import every_eval_ever

    return every_eval_ever(results, questions, [file.path for file in files])


def _write_folder(out: Path, files: dict[str, str]) -> None:
    from spatialbench.durable import write_atomically

    for place, text in files.items():
        write_atomically(out / place, text.encode())
    typer.echo(f"{out}: {len(files)} files", err=True)
