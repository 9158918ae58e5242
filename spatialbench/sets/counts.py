"""What a manifest counts, line by line or part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any  # JSON

FIELDS = ("task", "level", "language", "modality")


class Counts:
    """Items by all that divides them, probes, and refusals by task and reason."""

    def __init__(self) -> None:
        self.items = self.probes = 0
        self.by = {name: Counter[str]() for name in (*FIELDS, "axis")}
        self.refused: dict[str, Counter[str]] = {}
        self._last: str | None = None

    def add_items(self, lines: Iterable[bytes]) -> None:
        """Count items; those of a probe stand together, and come in one call or the next."""
        decode = _counted()
        for line in lines:
            item = decode(line)
            self.items += 1
            self.probes += item.probe != self._last
            self._last = item.probe
            for name in FIELDS:
                if name != "level" or item.axis is None:
                    self.by[name][str(getattr(item, name))] += 1
            if item.axis is not None:
                self.by["axis"][f"{item.facts[item.axis]} {item.axis}"] += 1

    def add_refused(self, lines: Iterable[str]) -> None:
        """Count lines with a task and a reason."""
        for line in lines:
            task, reason = line.rstrip("\n").split("\t")
            self.refused.setdefault(task, Counter())[reason] += 1

    def add(self, counts: Mapping[str, Any], refusals: Mapping[str, Mapping[str, int]]) -> None:
        """Add what was counted in a part of other probes, as it stands in JSON."""
        self.items += counts["items"]
        self.probes += counts["probes"]
        for name, found in self.by.items():
            found.update(counts.get(name, {}))
        for task, reasons in refusals.items():
            self.refused.setdefault(task, Counter()).update(reasons)

    def to_json(self) -> dict[str, Any]:
        """The counts as they stand in a manifest."""
        return {
            "items": self.items,
            "probes": self.probes,
            **{name: dict(sorted(self.by[name].items())) for name in FIELDS},
            **({"axis": dict(self.by["axis"])} if self.by["axis"] else {}),
        }

    def refusals(self) -> dict[str, dict[str, int]]:
        """The refusals as they stand in a manifest."""
        return {task: dict(sorted(found.items())) for task, found in sorted(self.refused.items())}


@cache
def _counted() -> Callable[[bytes], Any]:
    """What is counted of the line of an item, ten times as fast as all of it."""
    from msgspec import defstruct
    from msgspec.json import Decoder

    fields: list[Any] = [(name, str) for name in ("probe", "task", "language", "modality")]
    more: list[Any] = [("level", int), ("facts", dict[str, Any]), ("axis", str | None, None)]
    return Decoder(defstruct("Counted", fields + more)).decode
