"""What all charts share: models by their place in the ranking, and numbers short enough to send.

A chart is data; the page's script draws it, for the models that are picked. Texts are `Said`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any  # JSON

from spatialbench.report.both import Both, Said
from spatialbench.report.tables.table import Table

Tables = Mapping[str, Table]
Spec = dict[str, Any]
Panel = dict[str, Any]

MOST_DRAWN = 8
"""So many models are told apart by colour and shape at a time."""
MOST_PANELS = 24


def places(tables: Tables) -> dict[str, int]:
    """The place of every model in the ranking, references last."""
    return {record["model"]: i for i, record in enumerate(tables["models"].records())}


def labels(tables: Tables, both: Both) -> list[Said]:
    """The label of every model, the best first; labels differ even where names are cut off."""
    found: list[Said] = []
    for model in places(tables):
        label = both.model(model)
        while label in found:  # names that differ only beyond what is shown
            label = Said(label.en + "′", label.zh + "′")
        found.append(label)
    return found


def short(value: float | None) -> float | None:
    """A number to four places: more is not seen.

    >>> short(1 / 3)
    0.3333
    """
    return None if value is None else round(value, 4)


def point(place: int, x: float, record: Mapping[str, Any], name: str = "wilson") -> list[Any]:
    """Model, x, accuracy, and the ends of its interval."""
    low, high = record[name]
    return [place, short(x), *map(short, (record["accuracy"], low, high))]


def panel(title: Said, ticks: Sequence[float], *, x: Said | None = None, **more: Any) -> Panel:
    """A picture with its title, the numbers along its x axis, and the name of these."""
    return {"title": title, "ticks": [*map(short, ticks)], "x": x, **more}


def xy(panels: Sequence[Panel], y: Said, **more: Any) -> Spec | None:
    """A chart of small pictures with a share upwards; None without a picture."""
    return {"kind": "xy", "y": y, "panels": list(panels), **more} if panels else None


def bars(panels: Sequence[Panel], **more: Any) -> Spec | None:
    """A chart of rows with bars or arrows along a share; None without a picture."""
    return {"kind": "bars", "panels": list(panels), **more} if panels else None
