"""`audit`, `floors`, `sizes`, `contaminated`: does anything but understanding pay?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spatialbench.cli.common import (
    AsJson,
    Executors,
    KeyFile,
    SetFolder,
    console,
    executor_of,
    plain,
    print_json,
    table,
)
from spatialbench.items.filters import parse_levels, split

if TYPE_CHECKING:
    from spatialbench.audit.audit import Audit
    from spatialbench.audit.findings import Row
    from spatialbench.audit.floors import Floor
    from spatialbench.audit.measuring import Measured, Part

LEAST_SHOWN = 0.05  # above chance at some level, for a strategy to have a line without --all


def add_to(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(audit)
    app.command()(floors)
    app.command()(sizes)
    app.command()(contaminated)


def audit(
    folder: SetFolder,
    key: KeyFile = None,
    quick: Annotated[
        bool, typer.Option(help="In under a minute: fewer probes, no levels, pictures or floors.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every row, not only what stands out.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes: a task each.")] = 1,
    executor: Executors = "processes",
    as_json: AsJson = False,
) -> None:
    """Try blind observers on a set, look for flaws of its files, and measure what half of an
    understanding is worth; exit status 1 if a check fails. Needs the extra `audit`."""
    from spatialbench.audit.audit import audit as audit_set
    from spatialbench.sets import load

    found = audit_set(
        load(folder, key=key), quick=quick, workers=workers, executor=executor_of(executor)
    )
    if as_json:
        print_json(found.to_json())
    else:
        report_audit(found, everything=everything)
    if not found.passed:
        raise typer.Exit(1)


def report_audit(found: Audit, *, everything: bool) -> None:
    """The audit as two tables: findings (what fails, and of every check the row that is nearest to
    failing) and floors."""
    rows = list(found.rows) if everything else _nearest(found.rows)
    table(
        f"audit: {len(found.rows)} rows, {len(found.failed)} fail, {len(found.too_few)} say "
        "nothing for want of probes"
        + ("" if everything else "; of each check, the row nearest to its bounds"),
        ("check", "where", "value", "bounds", "random key", "finds", "n", "verdict"),
        [_told(row) for row in rows],
    )
    for row in found.rows:
        if not row.passed or row.why:
            console().print(plain(str(row)))
    if found.floors:
        report_floors(found.floors, everything=everything)


def _told(row: Row) -> tuple[object, ...]:
    return (
        row.check,
        str(row.scope),
        f"{row.value:.3f}",
        row.bounds.replace("at most", "≤"),
        "–" if row.null is None else f"{row.null:.3f}",
        "–" if row.finds is None else f"+{row.finds:.3f}",
        row.n,
        "FAILED" if row.verdict == "failed" else row.verdict,
    )


def _nearest(rows: Sequence[Row]) -> list[Row]:
    """Of every check the row that is nearest to its bounds, and every row that fails."""
    nearest: dict[str, Row] = {}
    for row in rows:
        best = nearest.get(row.check)
        if best is None or row.excess > best.excess:
            nearest[row.check] = row
    return [row for row in rows if row is nearest[row.check] or not row.passed]


def floors(
    tasks: Annotated[str, typer.Argument(help="Ids or wildcards, with commas.")] = "*",
    levels: Annotated[str | None, typer.Option(help="3, 1,2 or 1-5.")] = None,
    probes: Annotated[int, typer.Option(min=1, help="How many of each task and level.")] = 2000,
    seed: Annotated[str, typer.Option(help="Any text.")] = "floors",
    modality: Annotated[
        str | None, typer.Option(help="In which items are asked; default: text.")
    ] = None,
    named: Annotated[bool, typer.Option("--named", help="Only what learns nothing.")] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Only blind observers that learn: none may pay.")
    ] = False,
    write: Annotated[
        Path | None, typer.Option(help="Put the floors into this file, for reports to draw.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every strategy.")] = False,
    as_json: AsJson = False,
) -> None:
    """What half of an understanding is worth, by task and level, on probes drawn as they come; exit
    status 1 if a floor is too high or a blind observer away from chance."""
    from spatialbench.audit.measuring import measured
    from spatialbench.sets.suite import matching

    found = measured(
        matching(split(tasks) or ["*"]),
        levels=parse_levels(levels),
        probes=probes,
        seed=seed,
        modality=modality,  # type: ignore[arg-type]  # checked by what the tasks have
        parts=_parts(named=named, blind=blind, write=write is not None),
    )
    if write is not None:
        from spatialbench.audit.kept import write as write_floors

        write_floors(write, found.floors, seed=seed, probes=probes)
    if as_json:
        print_json(found.to_json())
    else:
        report_measured(found, everything=everything)
    if not found.passed:
        raise typer.Exit(1)


def _parts(*, named: bool, blind: bool, write: bool) -> tuple[Part, ...]:
    """Those that were asked for; where floors are written, what is blind is none."""
    if named or blind:
        return (*(["named"] if named else []), *(["blind"] if blind else []))  # type: ignore[arg-type]  # both are parts
    return ("named", "learned") if write else ("named", "learned", "blind")


def report_measured(found: Measured, *, everything: bool) -> None:
    """Floors by task and form, then the blind observers."""
    report_floors(found.floors, everything=everything)
    if found.rows:
        table(
            "blind observers: within 3 points of chance",
            ("observer", "where", "right", "chance", "random key", "finds", "verdict"),
            [
                (
                    row.check.removeprefix("learned: "),
                    f"{row.scope.task}, {row.scope.form}, {row.scope.level}",
                    f"{row.value:.1%}",
                    f"{row.chance:.1%}",
                    "–" if row.null is None else f"{row.null:.1%}",
                    "–" if row.finds is None else f"+{row.finds:.1%}",
                    row.verdict,
                )
                for row in found.rows
                if everything or not row.passed
            ],
        )
    for floor in found.high:
        where = f"{floor.scope.task}, {floor.scope.form}, level {floor.scope.level}"
        told = f"{floor.value:.1%} by {floor.strategy!r}, chance {floor.chance:.1%}"
        console().print(plain(f"too high: {where}: {told}"))


def report_floors(found: Sequence[Floor], *, everything: bool) -> None:
    """A table for each task and form: strategies down, levels across, in per cent."""
    places = dict.fromkeys((f.scope.task, f.scope.form, f.scope.modality) for f in found)
    for place in places:
        those = [f for f in found if (f.scope.task, f.scope.form, f.scope.modality) == place]
        name = ", ".join(part for part in place if part)
        _floor_table(f"{name}: right in per cent (! too high)", those, everything=everything)


def _floor_table(title: str, found: Sequence[Floor], *, everything: bool) -> None:
    columns = sorted({_column(floor) for floor in found})
    cells = {(floor.strategy, _column(floor)): floor for floor in found}
    chance = {_column(floor): f"{floor.chance:.1%}" for floor in found}
    names = dict.fromkeys(floor.strategy for floor in found)
    paying = {f.strategy for f in found if f.value > f.chance + LEAST_SHOWN}
    rows: list[tuple[object, ...]] = [("chance", *(chance[column] for column in columns))]
    for name in names:
        if everything or name in paying:
            rows.append((name, *(_cell(cells.get((name, column))) for column in columns)))
    table(title, ("strategy", *(head for *_, head in columns)), rows)


def _column(floor: Floor) -> tuple[bool, int, str]:
    """What a column is sorted by, numbers of steps after levels, and its head."""
    level, steps = floor.scope.level or 0, floor.scope.steps
    if steps is not None:
        return True, int(steps.rpartition("=")[2]), steps
    return False, level, f"level {level}" if level else "all levels"


def _cell(floor: Floor | None) -> str:
    if floor is None:
        return "–"
    return f"{floor.value:.1%}" + ("!" if floor.high else "")


def sizes(
    tasks: Annotated[str, typer.Argument(help="Ids or wildcards, with commas.")] = "*",
    levels: Annotated[str | None, typer.Option(help="3, 1,2 or 1-5.")] = None,
    draws: Annotated[int, typer.Option(min=1, help="Of each task and level.")] = 10_000,
    seed: Annotated[str, typer.Option(help="Any text.")] = "sizes",
    as_json: AsJson = False,
) -> None:
    """Count the puzzles of each level that differ by more than colours, names and telling, and how
    many of them come again under another seed."""
    from spatialbench.audit.sizes import SMALL
    from spatialbench.audit.sizes import sizes as sizes_of
    from spatialbench.sets.suite import matching

    found = list(
        sizes_of(
            matching(split(tasks) or ["*"]), levels=parse_levels(levels), draws=draws, seed=seed
        )
    )
    if as_json:
        print_json([size.to_json() for size in found])
        return
    table(
        f"different puzzles in {draws:,} draws; small: fewer than {SMALL}",
        ("task", "level", "puzzles", "again under another seed", ""),
        [(s.task, s.level, s.puzzles, f"{s.again:.1%}", "small" * s.small) for s in found],
    )


def contaminated(
    folder: SetFolder,
    against: Annotated[list[str], typer.Option(help="Another set (with key); several times.")],
    key: KeyFile = None,
    as_json: AsJson = False,
) -> None:
    """Count the puzzles of a set that others have, too, however they are coloured, named, mirrored
    or told; exit status 1 if there are any."""
    from dataclasses import asdict

    from spatialbench.sets import load
    from spatialbench.sets.recurring import recurring

    found = recurring(load(folder, key=key), [load(other) for other in against])
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        table(
            "puzzles that come again",
            ("task", "level", "puzzles", "known", "share"),
            [(r.task, r.level, r.puzzles, r.known, f"{r.known / r.puzzles:.1%}") for r in found],
        )
    if any(one.known for one in found):
        raise typer.Exit(1)
