"""Chart: accuracy by task and level, with what guessing and half of an understanding get there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any  # rows

from spatialbench.audit.kept import Cell, Height, cell
from spatialbench.report.both import Both, Said
from spatialbench.report.charts.series import (
    MOST_PANELS,
    Panel,
    Spec,
    Tables,
    panel,
    places,
    point,
    short,
    xy,
)

_HALF = 0.42  # of a level, to both sides: how wide its lines are
_SPREAD = 0.56  # of a level, over which the models stand side by side
_CLEAR = 0.02  # above chance: what is lower is not drawn


def floor_charts(tables: Tables, both: Both) -> Spec | None:
    """A picture for each task and form: models as points; lines for guessing (dashed), for each
    named strategy (thin), for the highest of all, learned ones among them (thick)."""
    records: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in tables["floors"].records():
        records.setdefault((one["task"], one["form"]), []).append(one)
    shown = list(records)[:MOST_PANELS]
    forms = len({form for _, form in shown}) > 1
    rank = places(tables)
    panels = [_panel(place, records[place], rank, both, forms=forms) for place in shown]
    return xy(panels, both("columns.accuracy"), aside=_SPREAD)


def _panel(
    place: tuple[str, str],
    records: list[dict[str, Any]],
    rank: dict[str, int],
    both: Both,
    *,
    forms: bool,
) -> Panel:
    task, form = place
    title, named = both.word("task", task), both.word("label", form)
    if forms:
        title = Said(f"{title.en} · {named.en}", f"{title.zh} · {named.zh}")
    chance = {int(one["level"]): one["chance"] for one in records}
    flat = [line for level in sorted(chance) for line in _lines(place, level, chance[level], both)]
    points = [point(rank[one["model"]], int(one["level"]), one, "clustered") for one in records]
    return panel(title, sorted(chance), x=both("columns.level"), points=points, flat=flat)


def _lines(place: tuple[str, str], level: int, chance: float, both: Both) -> Iterator[list[Any]]:
    """Kind, from, to, height and name of every line of a level."""
    task, form = place
    known = cell(task, level, form) or Cell(chance, (), ())
    guessing = Height("guessing", known.chance, 0.0)
    kinds = [("chance", guessing), *[("named", height) for height in known.named]]
    if known.highest.value > known.chance:
        kinds.append(("highest", known.highest))
    for kind, height in kinds:
        if kind == "chance" or height.value > known.chance + _CLEAR:
            said = both.word("strategy", height.strategy)
            yield [kind, level - _HALF, level + _HALF, short(height.value), said]
