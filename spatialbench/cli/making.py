"""`tasks`, `suites` and `generate`: what there is, and making sets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import (
    AsJson,
    Executors,
    console,
    executor_of,
    plain,
    print_json,
    progress_bar,
    table,
    utf8,
)
from spatialbench.cli.outputs import say_what_is_made
from spatialbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spatialbench.probes.generator import Generator
    from spatialbench.sets.recurring import Unlike
    from spatialbench.sets.suite import Suite


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(tasks)
    app.command()(suites)
    app.command()(generate)


def tasks(as_json: AsJson = False) -> None:
    """List the tasks: id, family, modalities, languages, levels, axis, answer type, rivals."""
    from spatialbench.items.item import LANGUAGES
    from spatialbench.probes.generator import axis_of
    from spatialbench.probes.registry import tasks as all_tasks

    found = all_tasks().values()
    if as_json:
        print_json([_record(generator) for generator in found])
        return
    rows = [
        (
            g.id,
            g.answer_type,
            " ".join(g.modalities),
            " ".join(LANGUAGES),
            f"{min(g.levels)}-{max(g.levels)}",
            f"{axis.least}-{axis.most} {axis.name}" if (axis := axis_of(g)) else "",
        )
        for g in found
    ]
    columns = ("task", "answer", "modalities", "languages", "levels", "axis")
    table(f"{len(rows)} tasks", columns, rows)


def _record(generator: Generator) -> dict[str, object]:
    from spatialbench.items.item import LANGUAGES
    from spatialbench.probes.generator import axis_of
    from spatialbench.probes.registry import family_of

    axis = axis_of(generator)
    return {
        "id": generator.id,
        "family": family_of(generator.id),
        "answer_type": generator.answer_type,
        "modalities": list(generator.modalities),
        "languages": list(LANGUAGES),
        "levels": {str(n): dict(level) for n, level in generator.levels.items()},
        "axis": None if axis is None else axis._asdict(),
        "rivals": list(generator.rivals),
        "undetermined": generator.undetermined,
    }


def suites(as_json: AsJson = False) -> None:
    """List the suites that `generate` knows by name: how many questions, and what for."""
    from spatialbench.sets.suite import built_in_suites, read_suite

    found = {name: read_suite(name) for name in built_in_suites()}
    rows = [(name, *_counted(one)) for name, one in found.items()]
    if as_json:
        names = ("name", "probes", "items")
        print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    told = [(name, f"{probes:,}", f"{items:,}") for name, probes, items in rows]
    table(f"{len(rows)} suites", ("suite", "probes", "items"), told)
    for name, one in found.items():
        console().print(f"\n{plain(name)}: {plain(one.about)}")


def _counted(suite: Suite) -> tuple[int, int]:
    """How many probes and items it has."""
    from spatialbench.sets.suite import plan

    jobs = plan(suite)
    return len(jobs), sum(len(job.forms) for job in jobs)


def generate(
    suite: Annotated[str, typer.Argument(help="A name (`spatialbench suites`), or a .toml file.")],
    out: Annotated[Path, typer.Option(help="The folder to make.")],
    seed: Annotated[
        str | None, typer.Option(callback=utf8, help="Any text; default: a new random one.")
    ] = None,
    sealed: Annotated[
        bool, typer.Option(help="Keep the seed, 128 random bits, out of the manifest: in seed.txt.")
    ] = False,
    seed_file: Annotated[
        Path | None, typer.Option(help="Make a sealed set again, from its seed.txt.")
    ] = None,
    unlike: Annotated[
        list[Path] | None,
        typer.Option(help="A set (with key) whose puzzles are not to come again; several times."),
    ] = None,
    tasks: Annotated[str | None, typer.Option(help="Ids or wildcards, with commas.")] = None,
    probes: Annotated[int | None, typer.Option(min=1, help="How many in each part.")] = None,
    each: Annotated[
        int | None, typer.Option(min=1, help="In place of that: how many of each task and level.")
    ] = None,
    levels: Annotated[str | None, typer.Option(help="3, 1,2 or 1-5.")] = None,
    axis: Annotated[
        str | None,
        typer.Option(help="In place of levels: numbers of steps (turns, rolls, swaps), as 1,2,64."),
    ] = None,
    languages: Annotated[str | None, typer.Option(help="en, zh or en,zh.")] = None,
    modalities: Annotated[
        str | None, typer.Option(help="Of text, state, image, frames, with commas.")
    ] = None,
    choices: Annotated[
        bool | None, typer.Option("--choices/--open", help="Multiple choice, or open questions.")
    ] = None,
    look: Annotated[
        str | None, typer.Option(help="How pictures are drawn: shaded, line or photo.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes; the bytes are the same.")] = 1,
    executor: Executors = "processes",
    shards: Annotated[
        int | None,
        typer.Option(min=1, help="Cut into so many packed files, which workers write themselves."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a set: items, key, pictures, manifest. Stopped half way, the same command goes on."""
    from spatialbench.items.filters import parse_levels, parse_steps, split
    from spatialbench.sets.build import build_set
    from spatialbench.sets.changes import Changes
    from spatialbench.sets.suite import read_suite

    changes = Changes(
        split(tasks),
        probes,
        parse_levels(levels),
        split(languages),
        split(modalities),
        choices,
        look,  # type: ignore[arg-type]  # checked there
        each,
        parse_steps(axis),
    )
    recipe = changes.applied(read_suite(suite))
    seed = _seed(out, seed, seed_file, sealed=sealed)
    say_what_is_made(out.parent)
    try:
        with progress_bar("making probes", quiet=as_json) as progress:
            built = build_set(
                recipe,
                out,
                seed=seed,
                public=not sealed,
                unlike=_unlike(unlike or []),
                workers=workers,
                executor=executor_of(executor),
                shards=shards,
                progress=progress,
            )
    except KeyboardInterrupt:
        raise KeyboardInterrupt(  # never the seed: it may be a secret, and lies in the folder
            f"stopped; what was made is in {out}.partial: run the same command and it goes on"
        ) from None
    shown = "kept secret, in seed.txt" if sealed else seed
    if as_json:
        counts = {"items": built.items, "probes": built.probes, "pictures": built.pictures}
        print_json({"path": str(built.path), "seed": None if sealed else seed, **counts})
        return
    console().print(
        f"{plain(built.path)}: {built.items} items of {built.probes} probes, "
        f"{built.pictures} pictures (seed: {plain(shown)})"
    )


def _seed(out: Path, given: str | None, file: Path | None, *, sealed: bool) -> str:
    """The seed that was given, that of a set begun before, or a new one."""
    from spatialbench.sets.folder import partial_seed
    from spatialbench.sets.seeds import fresh_seed, read_seed, refuse_guessable

    if given is not None and file is not None:
        raise InputError("give --seed or --seed-file, not both")
    begun = read_seed(file) if file is not None else partial_seed(out)
    if sealed and given is not None and given != begun:
        refuse_guessable("")  # whatever it is: it has stood on a command line
    return given or begun or fresh_seed()


def _unlike(folders: Sequence[Path]) -> Unlike | None:
    """What refuses the puzzles of these sets; None where there are none."""
    from spatialbench.sets import load
    from spatialbench.sets.recurring import unlike

    return unlike([load(folder) for folder in folders]) if folders else None
