"""How large a program may be: looked at before anything is made of it, for it may be a stranger's.

The numbers leave room above what any task draws; measuring the largest program that passes takes
seconds, not minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any  # JSON

from spatialbench.errors import FormatError

MOST_BODIES = 128
MOST_EVENTS = 500  # of 200 steps there are up to two each, and what comes before them
MOST_TRIANGLES = 5_000
MOST_VALUES = 100_000
DEEPEST = 40
REMEDY = "Take a program that a task drew, or make it smaller."


def check_limits(record: Mapping[str, Any]) -> None:
    """FormatError where the scene, story or ask of a record is too large to work on. Whether they
    are such at all is looked at elsewhere."""
    scene, story = record.get("scene"), record.get("story")
    bodies = scene.get("bodies") if isinstance(scene, Mapping) else None
    _check("field 'bodies' of a Scene", "bodies", _length(bodies), MOST_BODIES)
    _check("field 'story'", "events", _length(story), MOST_EVENTS)
    triangles = _walked([scene, story, record.get("ask")])
    _check("field 'scene'", "triangles", triangles, MOST_TRIANGLES)


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def _check(where: str, what: str, count: int, most: int) -> None:
    if count > most:
        raise FormatError(f"{where}: expected at most {most:,} {what}; got {count:,}. {REMEDY}")


def _walked(top: list[Any]) -> int:
    """How many triangles there are; FormatError where there are too many values, or they are
    nested too deeply."""
    triangles = values = 0
    layer = top
    for _ in range(DEEPEST):
        values += len(layer)
        _check("the program", "values", values, MOST_VALUES)
        below: list[Any] = []
        for value in layer:
            if isinstance(value, dict):
                triangles += _length(value.get("triangles"))
                below += value.values()
            elif isinstance(value, list):
                below += value
        if not below:
            return triangles
        layer = below
    raise FormatError(f"the program: expected at most {DEEPEST} values in each other. {REMEDY}")
