"""`people` and `attended`: the test that a person takes, and who was there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import (
    AsJson,
    KeyFile,
    SetFolder,
    print_json,
    progress_bar,
    say,
    table,
)
from spatialbench.cli.outputs import Overwrite, say_what_is_made, writable
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(people)
    app.command()(attended)


def people(
    folder: SetFolder,
    out: Annotated[
        Path, typer.Option(help="The folder to make; its name goes to the checks, too.")
    ],
    items: Annotated[
        int | None,
        typer.Option(min=1, help="Questions for each person, spread over tasks and levels."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="en or zh, with commas; default: all that the set has.")
    ] = None,
    modalities: Annotated[
        str | None,
        typer.Option(help="text, image, frames, state, with commas; default: all but state."),
    ] = None,
    tasks: Annotated[str | None, typer.Option(help="Ids or wildcards, with commas.")] = None,
    levels: Annotated[str | None, typer.Option(help="3, 1,2 or 1-5.")] = None,
    practice: Annotated[int, typer.Option(min=0, max=50, help="Practice questions.")] = 4,
    post_to: Annotated[
        str | None, typer.Option(metavar="URL", help="Send the answers there, too, at the end.")
    ] = None,
    consent: Annotated[
        Path | None,
        typer.Option(help="Your own text of consent: TOML with the lines en = … and zh = …"),
    ] = None,
    key: KeyFile = None,
) -> None:
    """Make the test that a person takes: a folder that opens in a browser, without a server."""
    from spatialbench.people.folder import Plan, write_people
    from spatialbench.sets import load

    say_what_is_made(out.parent)
    plan = Plan(
        language=language,
        each=items,
        practice=practice,
        post_to=post_to,
        consent=None if consent is None else read_consent(consent),
        only={"modality": modalities, "task": tasks, "level": levels},
    )
    with progress_bar("pictures", quiet=False) as progress:
        written = write_people(load(folder, key=key), out, plan, progress=progress)
    say(f"the page is {written.page}; put the whole folder wherever it can be opened")
    for name, sizes in written.booklets.items():
        say(f"{name}: {questions_told(sizes)}")
    say(f"{written.checks} tells who was there (`spatialbench attended`); keep it to yourself")


def attended(
    checks: Annotated[Path, typer.Argument(help="OUT-checks.jsonl, which `people` wrote.")],
    answers: Annotated[Path, typer.Argument(help="What people saved: a file, or a folder.")],
    least: Annotated[
        float, typer.Option(min=0, max=1, help="So much of the checks must be right.")
    ] = 0.5,
    out: Annotated[
        Path | None, typer.Option(help="Write the answers of those who were there, as JSONL.")
    ] = None,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Say who was there, by the attention checks, and keep the answers of those who were."""
    from dataclasses import asdict

    from spatialbench.durable import write_atomically
    from spatialbench.jsonl import line_of
    from spatialbench.people.attended import judged

    if out is not None:
        writable(out, ["jsonl"], overwrite=overwrite, inputs=[checks, answers])
    found = judged(checks, answers, least=least)
    if out is not None:
        write_atomically(out, "".join(map(line_of, found.rows)).encode())
    if as_json:
        print_json([asdict(one) for one in found.people])
        return
    rows = [
        (
            one.participant,
            str(one.answers),
            f"{one.right}/{one.checks}",
            "–" if one.seconds is None else f"{one.seconds:.1f}",
            "yes" if one.kept else "no",
        )
        for one in found.people
    ]
    table("", ("participant", "answers", "checks right", "seconds (median)", "kept"), rows)
    kept = sum(one.kept for one in found.people)
    say(f"{kept} of {len(found.people)} participants are kept, with {len(found.rows)} answers")


def questions_told(sizes: Sequence[int]) -> str:
    """How many questions a person gets, and in how many booklets they are."""
    least, most = min(sizes), max(sizes)
    each = f"{most} questions" if least == most else f"{least} to {most} questions"
    if len(sizes) == 1:
        return f"{each} for each person, the same for all"
    return f"{each} for each person, in {len(sizes)} booklets: every person gets one of them"


def read_consent(path: Path) -> Mapping[str, str]:
    """The text of consent by language. InputError where the file is none."""
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f'--consent {path}: expected TOML with the lines en = "…" and zh = "…"; {error}'
        ) from None
    strange = [name for name, text in found.items() if name not in ("en", "zh") or not text]
    if strange or not all(isinstance(text, str) for text in found.values()):
        raise InputError(
            f"--consent {path}: expected texts under en and zh alone; got {', '.join(found)}"
        )
    return found
