"""`reproduce` and `rescore`: an item looked at again, results without items that were wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import AsJson, console, plain, print_json, table, utf8
from spatialbench.cli.outputs import Overwrite, writable
from spatialbench.cli.sources import results_in
from spatialbench.items.filters import split

if TYPE_CHECKING:
    from spatialbench.scoring.grading import Grade
    from spatialbench.testing.reproduce import Reproduced


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(reproduce)
    app.command()(rescore)


def reproduce(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of an item or a probe.")],
    seed: Annotated[str, typer.Option(callback=utf8, help="The seed of its set.")],
    tasks: Annotated[str, typer.Option(help="Ids or wildcards, with commas.")] = "*",
    probes: Annotated[int, typer.Option(min=1, help="How many of each level to try.")] = 1000,
    response: Annotated[str | None, typer.Option(help="A reply, to be graded.")] = None,
    out: Annotated[Path, typer.Option(help="Where pictures are written.")] = Path("shown"),
    as_json: AsJson = False,
) -> None:
    """Make an item again: its message, its program, both truths, its pictures, and a reply's
    grade."""
    from spatialbench.scoring.grading import grade
    from spatialbench.sets.suite import matching
    from spatialbench.testing.reproduce import reproduce as made_again

    found = made_again(name, seed=seed, generators=matching(split(tasks) or ["*"]), most=probes)
    item, key = found.presented.item, found.presented.key
    graded = None if response is None else grade(item, key, response)
    if as_json:
        from spatialbench.scoring.plain import plain as as_plain

        print_json(found.to_json() | ({} if graded is None else {"grade": as_plain(graded)}))
        return
    _show(found, graded, out)


def _show(found: Reproduced, graded: Grade | None, out: Path) -> None:
    import json

    from spatialbench.cli.showing import write_pictures

    item, key, check = found.presented.item, found.presented.key, found.check
    screen = console()
    screen.rule(plain(f"{item.id}  {item.task}  level {item.level}  index {found.index}"))
    screen.print(plain(item.prompt))
    screen.rule("program")
    for part, value in (("scene", key.scene), ("story", key.story), ("ask", key.ask)):
        screen.print(plain(f"{part}: {json.dumps(value, ensure_ascii=False)}"))
    screen.rule("answer")
    margins = ", ".join(f"{margin} {value:.3g}" for margin, value in check.margins.items())
    rows = [
        ("by the generator", str(check.expected)),
        ("measured on meshes", str(check.measured)),
        ("verdict", " ".join([check.status, check.note]).strip()),
        ("margins", margins or "–"),
    ]
    if graded is not None:
        rows.append(("the reply says", f"{graded.value} ({graded.status}): right: {graded.right}"))
    table("", ("", ""), rows)
    for path in write_pictures(item, out):
        screen.print(f"picture: {plain(path)}")


def rescore(
    results: Annotated[Path, typer.Argument(help="Results of `score --out`.")],
    without: Annotated[
        str, typer.Option(help="Ids of items with commas, or a file with one in each line.")
    ],
    out: Annotated[Path | None, typer.Option(help="Write the results as JSON, too.")] = None,
    with_key: Annotated[
        bool, typer.Option("--with-key", help="Of a sealed set, too: verdicts of every item.")
    ] = False,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Count results again without some items, as an erratum asks."""
    from spatialbench.cli.answering import report
    from spatialbench.scoring.results_file import to_json, write_results
    from spatialbench.scoring.without import without as left

    if out is not None:
        writable(out, ["json"], overwrite=overwrite, inputs=[results])
    told = left(results_in(results), _ids(without))
    if out is not None:
        write_results(told, out, with_key=with_key)
    if as_json:
        print_json(to_json(told, with_key=with_key))
        return
    report(told)


def _ids(text: str) -> list[str]:
    """Ids given with commas, or the lines of a file, of which what comes after # is left out."""
    path = Path(text)
    if not path.is_file():
        return split(text) or []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [name for line in lines if (name := line.partition("#")[0].strip())]
