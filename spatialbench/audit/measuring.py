"""Floors of tasks without a set: probes drawn as the generators draw them, any seed, any number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal  # JSON

from spatialbench.audit.drawn import drawn
from spatialbench.audit.entries import Entry
from spatialbench.audit.findings import Finding, Row, Scope, judged
from spatialbench.audit.floors import Floor, beliefs_of, named_floors
from spatialbench.audit.learning.observers import blind_findings, learned_floors, table_of
from spatialbench.audit.learning.ranking import check_installed
from spatialbench.probes.draw import Seed
from spatialbench.probes.generator import Generator, Modality
from spatialbench.probes.registry import exemptions

PROBES = 2000

Part = Literal["named", "learned", "blind"]
"""Floors of named strategies, floors that are learned, and blind observers."""

PARTS: tuple[Part, ...] = ("named", "learned", "blind")


@dataclass(frozen=True, slots=True)
class Measured:
    """The floors of tasks, and how the blind observers fared."""

    floors: tuple[Floor, ...]
    rows: tuple[Row, ...]

    @property
    def high(self) -> tuple[Floor, ...]:
        """The floors that are higher than they may be."""
        return tuple(floor for floor in self.floors if floor.high)

    @property
    def passed(self) -> bool:
        """Whether no floor is too high and no blind observer away from chance."""
        return not self.high and all(row.passed for row in self.rows)

    def to_json(self) -> dict[str, Any]:
        """The floors and the blind observers as they are written."""
        return {
            "passed": self.passed,
            "floors": [floor.to_json() for floor in self.floors],
            "blind": [row.to_json() for row in self.rows],
        }


def measured(
    generators: Sequence[Generator],
    *,
    levels: Sequence[int] | None,
    probes: int,
    seed: Seed,
    modality: Modality | None = None,
    parts: Sequence[Part] = PARTS,
) -> Measured:
    """These parts of what the tasks are worth at these levels (None: all), in the forms that they
    have, in the modality (None: text, or the first that the task has). MissingExtra if something is
    to be learned and scikit-learn is not there."""
    if set(parts) != {"named"}:
        check_installed()
    found = [
        one
        for generator in generators
        for level in levels or generator.levels
        if level in generator.levels and _has(generator, modality)
        for choices in [form == "choice" for form in generator.forms]
        for one in _cell(generator, level, probes, seed, modality, choices, parts)
    ]
    floors = tuple(one for one in found if isinstance(one, Floor))
    findings = [one for one in found if isinstance(one, Finding)]
    return Measured(floors, judged(findings, exemptions()))


def _has(generator: Generator, modality: Modality | None) -> bool:
    return modality is None or modality in generator.modalities


def _cell(
    generator: Generator,
    level: int,
    probes: int,
    seed: Seed,
    modality: Modality | None,
    choices: bool,
    parts: Sequence[Part],
) -> Iterator[Finding | Floor]:
    """One task, level and form."""
    shown = modality or ("text" if "text" in generator.modalities else generator.modalities[0])
    found: list[Entry] = list(
        drawn(generator, level, count=probes, seed=seed, modality=shown, choices=choices)
    )
    scope = Scope(task=generator.id, form=found[0].form, level=level, modality=modality)
    believing = None if set(parts) == {"blind"} else beliefs_of(found)
    if believing is not None and "named" in parts:
        yield from named_floors(found, believing, scope)
    if "learned" in parts or "blind" in parts:
        table = table_of(found, believing)
        if "learned" in parts:
            yield from learned_floors(found, scope, table)
        if "blind" in parts:
            yield from blind_findings(found, scope, table)
