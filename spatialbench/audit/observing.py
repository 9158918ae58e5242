"""Which observers look at which part of a set, and how closely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from spatialbench.audit.entries import Entry, by_cell, cell_of, distinct
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.floors import Floor, beliefs_of, named_floors
from spatialbench.audit.learning.frames import frame_findings, frame_floors
from spatialbench.audit.learning.observers import blind_findings, learned_floors, table_of
from spatialbench.audit.learning.wordings import wording_findings, wording_floors
from spatialbench.audit.partial.strategies import LOOK_UP


class Depth(NamedTuple):
    """How closely a set is looked at: how many probes of a group (None: all) words and learners
    see, whether cells (levels, or numbers of steps) are looked at one by one, and whether pictures
    and floors are looked at."""

    most: int | None
    cells: bool
    floors: bool


DEPTHS: Mapping[str, Depth] = {"full": Depth(None, True, True), "quick": Depth(200, False, False)}
MOST_WORDED = 2000  # probes of a form, language and modality whose words are learnt from


def form_observed(probes: Sequence[Entry], scope: Scope, depth: Depth) -> Iterator[Finding | Floor]:
    """Blind observers of one form over all cells and for each, and the floors of each."""
    some = distinct(_spread(probes, depth.most))
    yield from blind_findings(some, scope, table_of(some))
    if not depth.cells:
        return
    for cell in by_cell(probes):
        of_cell = replace(scope, **cell_of(cell[0])._asdict())
        has_program = all(entry.key.scene for entry in cell)
        believing = beliefs_of(cell) if depth.floors and has_program else None
        table, different = table_of(cell, believing), distinct(cell)
        seen = table if different is cell else table_of(different)
        yield from blind_findings(different, of_cell, seen)
        if believing is not None:
            yield from named_floors(cell, believing, of_cell)
            yield from learned_floors(cell, of_cell, table)


def look_observed(
    folder: Path, probes: Sequence[Entry], scope: Scope, depth: Depth
) -> Iterator[Finding | Floor]:
    """Observers of words and pictures: one form, language and modality, all cells together."""
    some = _spread(probes, min(depth.most or MOST_WORDED, MOST_WORDED))
    yield from wording_findings(some, scope)
    if not depth.floors:
        return
    yield from wording_floors(some, scope)
    yield from frame_findings(folder, probes, scope)
    yield from frame_floors(folder, probes, scope)
    if scope.modality == "state" and all(entry.key.scene for entry in probes):
        for cell in by_cell(probes):
            of_cell = replace(scope, **cell_of(cell[0])._asdict())
            floors = named_floors(cell, beliefs_of(cell), of_cell)
            yield from (floor for floor in floors if floor.strategy == LOOK_UP)


def _spread(probes: Sequence[Entry], most: int | None) -> Sequence[Entry]:
    """At most so many of them, of every cell alike."""
    if most is None or len(probes) <= most:
        return probes
    cells = by_cell(probes)
    return [entry for cell in cells for entry in cell[: -(-most // len(cells))]]
