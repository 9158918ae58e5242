"""Floors: what half of an understanding is worth, per task, level and form.

A model is compared with them, as with chance. They are measured and published, not forbidden; where
one is too high, the ask is changed, not the draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any  # JSON

from spatialbench.audit.entries import Entry, program_of
from spatialbench.audit.findings import Scope
from spatialbench.audit.partial.beliefs import NOTHING, Belief, worth
from spatialbench.audit.partial.strategies import all_beliefs
from spatialbench.errors import FormatError, SpatialbenchError
from spatialbench.items.sections import sections

HIGHEST = 0.20  # by which a floor may be above chance, from level `FROM` on, in the default form
FROM = 3
LEAST_PARTIAL = 0.1  # of the items: where a part is the whole story in nearly all, it is no part


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a partial strategy gets of `n` items, `error` being the standard error; the items in
    which its part was the whole story are left out of `n`."""

    strategy: str
    scope: Scope
    value: float
    error: float
    chance: float
    n: int

    @property
    def high(self) -> bool:
        """Whether half of an understanding pays more than it may at this level."""
        return (self.scope.level or 0) >= FROM and self.value > self.chance + HIGHEST

    def to_json(self) -> dict[str, Any]:
        """The floor as it is written."""
        scope = {name: part for name, part in asdict(self.scope).items() if part is not None}
        numbers = {name: round(getattr(self, name), 4) for name in ("value", "error", "chance")}
        return {"strategy": self.strategy, **scope, **numbers, "n": self.n, "high": self.high}


Believing = Sequence[Mapping[str, Belief | None]]
"""For each entry the strategies that have something to do with it, and what they believe."""


def beliefs_of(found: Iterable[Entry]) -> Believing:
    """What every named strategy believes of each of these items; FormatError where the program of
    one cannot be acted out."""
    return [_believed(entry) for entry in found]


def _believed(entry: Entry) -> Mapping[str, Belief | None]:
    """The parts of a stranger's program may each be such, and not belong together."""
    try:
        program, parts = program_of(entry), sections(entry.item, happens=entry.happens)
        return all_beliefs(entry, program, parts)
    except SpatialbenchError:
        raise
    except Exception as error:
        raise FormatError(
            f"item {entry.item.id!r}: fields 'scene', 'story' and 'ask' of its key: expected a "
            f"program that can be acted out; it cannot ({type(error).__name__}: "
            f"{str(error)[:120]}). Take the key from where it came from"
        ) from error


def named_floors(found: Sequence[Entry], believing: Believing, scope: Scope) -> list[Floor]:
    """The floor of each named strategy; the entries are one a probe, of one level and form."""
    names = dict.fromkeys(name for beliefs in believing for name in beliefs)
    floors = [_floor(name, found, believing, scope) for name in names]
    return [floor for floor in floors if floor.n > LEAST_PARTIAL * len(found)]


def _floor(name: str, found: Sequence[Entry], believing: Believing, scope: Scope) -> Floor:
    counted = [
        (entry, belief)
        for entry, beliefs in zip(found, believing, strict=True)
        if (belief := beliefs.get(name, NOTHING)) is not None
    ]
    worths = [worth(belief, entry) for entry, belief in counted]
    return floor_of(name, scope, worths, [entry for entry, _ in counted])


def floor_of(name: str, scope: Scope, worths: Sequence[float], found: Sequence[Entry]) -> Floor:
    """The floor of a strategy that is right in these items with these probabilities."""
    n = len(worths)
    value = sum(worths) / n if n else 0.0
    return Floor(
        strategy=name,
        scope=scope,
        value=value,
        error=sqrt(sum((one - value) ** 2 for one in worths)) / n if n else 0.0,
        chance=sum(entry.item.chance for entry in found) / n if n else 0.0,
        n=n,
    )
