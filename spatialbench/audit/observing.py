"""Which observers look at which part of a set, and how closely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from spatialbench.audit.entries import Entry, by_level, distinct, grouped
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.floors import Floor, beliefs_of, named_floors
from spatialbench.audit.learning.frames import frame_findings, frame_floors
from spatialbench.audit.learning.observers import blind_findings, learned_floors, table_of
from spatialbench.audit.learning.wordings import wording_findings, wording_floors
from spatialbench.audit.partial.strategies import LOOK_UP


class Depth(NamedTuple):
    """How closely a set is looked at: how many probes of a group (None: all) words and learners
    see, whether levels are looked at one by one, and whether pictures and floors are looked at."""

    most: int | None
    levels: bool
    floors: bool


DEPTHS: Mapping[str, Depth] = {"full": Depth(None, True, True), "quick": Depth(200, False, False)}
MOST_WORDED = 2000  # probes of a form, language and modality whose words are learnt from


def form_observed(probes: Sequence[Entry], scope: Scope, depth: Depth) -> Iterator[Finding | Floor]:
    """Blind observers of one form over all levels and for each, and the floors of each level."""
    some = distinct(_spread(probes, depth.most))
    yield from blind_findings(some, scope, table_of(some))
    if not depth.levels:
        return
    for level in by_level(probes):
        of_level = replace(scope, level=level[0].item.level)
        has_program = all(entry.key.scene for entry in level)
        believing = beliefs_of(level) if depth.floors and has_program else None
        table, different = table_of(level, believing), distinct(level)
        seen = table if different is level else table_of(different)
        yield from blind_findings(different, of_level, seen)
        if believing is not None:
            yield from named_floors(level, believing, of_level)
            yield from learned_floors(level, of_level, table)


def look_observed(
    folder: Path, probes: Sequence[Entry], scope: Scope, depth: Depth
) -> Iterator[Finding | Floor]:
    """Observers of words and pictures: one form, language and modality, all levels together."""
    some = _spread(probes, min(depth.most or MOST_WORDED, MOST_WORDED))
    yield from wording_findings(some, scope)
    if not depth.floors:
        return
    yield from wording_floors(some, scope)
    yield from frame_findings(folder, probes, scope)
    yield from frame_floors(folder, probes, scope)
    if scope.modality == "state" and all(entry.key.scene for entry in probes):
        for level in by_level(probes):
            of_level = replace(scope, level=level[0].item.level)
            floors = named_floors(level, beliefs_of(level), of_level)
            yield from (floor for floor in floors if floor.strategy == LOOK_UP)


def _spread(probes: Sequence[Entry], most: int | None) -> Sequence[Entry]:
    """At most so many of them, of every level alike."""
    if most is None or len(probes) <= most:
        return probes
    levels = grouped(probes, lambda entry: entry.item.level)
    return [entry for level in levels for entry in level[: -(-most // len(levels))]]
