"""Readers of tables with boards, that know the words or the JSON only: they look along lines from
many points of each thing to the eyes."""

from __future__ import annotations

import re
from itertools import product
from math import atan2, cos, degrees, hypot, pi, radians, sin
from typing import NamedTuple

from reading_views import Somebody, Table, colour_in, state_of, table_told
from solving import question_of

FIELD = 60.0
EYES = 10.0
Point = tuple[float, float, float]


class Panel(NamedTuple):
    """An upright rectangle from one end to the other, its height, and perhaps a window in it."""

    ends: tuple[float, float, float, float]
    high: float
    window: tuple[float, float, float, float] | None


def points_of(noun: str, one: Somebody) -> list[Point]:
    """Many points of a thing that stands there, in centimetres."""
    steps = [i / 8 for i in range(9)]
    if noun == "cube":
        return [(one.x - 2.3 + 4.6 * a, one.y - 2.3 + 4.6 * b, 4.6 * c) for a, b, c in _grid(steps)]
    around = [2 * pi * i / 16 for i in range(16)]
    if noun == "cylinder":
        return [
            (one.x + 2.1 * cos(a), one.y + 2.1 * sin(a), 5.8 * c) for a, c in product(around, steps)
        ]
    return [
        (
            one.x + 2.7 * sin(pi * c) * cos(a),
            one.y + 2.7 * sin(pi * c) * sin(a),
            2.7 - 2.7 * cos(pi * c),
        )
        for a, c in product(around, steps)
    ]


def _grid(steps: list[float]) -> list[Point]:
    return [p for p in product(steps, repeat=3) if {0.0, 1.0} & set(p)]


def passes(panel: Panel, eye: Point, point: Point) -> bool:
    """Whether the line from a point to the eye misses a board."""
    x, y, a, b = panel.ends
    length = hypot(a - x, b - y)
    u, v = (a - x) / length, (b - y) / length

    def across(p: Point) -> float:
        return (p[1] - y) * u - (p[0] - x) * v

    here, there = across(eye), across(point)
    if here * there >= 0:
        return True
    share = here / (here - there)
    met = [e + share * (p - e) for e, p in zip(eye, point, strict=True)]
    along = (met[0] - x) * u + (met[1] - y) * v
    if not (0 <= along <= length and met[2] <= panel.high):
        return True
    if panel.window is None:
        return False
    left, right, low, high = panel.window
    return left < along < right and low < met[2] < high


def seen_by(table: Table, nouns: dict[str, str], panels: list[Panel], figure: str) -> list[str]:
    """The colours of what the figure sees."""
    who = table[figure]
    eye = (who.x, who.y, EYES)

    def sees(point: Point) -> bool:
        off = degrees(atan2(point[1] - who.y, point[0] - who.x)) - who.looks
        inside = abs((off + 180) % 360 - 180) <= FIELD
        return inside and all(passes(panel, eye, point) for panel in panels)

    things = [colour for colour in table if colour != figure]
    return sorted(c for c in things if any(map(sees, points_of(nouns[c], table[c]))))


# --- from the words -----------------------------------------------------------------------------

_NOUNS = {"ball": "ball", "cube": "cube", "cylinder": "cylinder"}
_NOUNS |= {"小球": "ball", "方块": "cube", "圆柱": "cylinder"}
_THING = re.compile(r"^\| (.*?(ball|cube|cylinder|小球|方块|圆柱)) \|", re.M)
_PANEL = re.compile(r"^\| \d+ \| \((\S+), (\S+)\) \| \((\S+), (\S+)\) \| (\d+) \| (.*?) \|$", re.M)


def sights_told(prompt: str) -> list[str]:
    """What the figure sees, from the words in either language."""
    nouns = {colour_in(name): _NOUNS[noun] for name, noun in _THING.findall(prompt)}
    panels = []
    for *ends, high, window in _PANEL.findall(prompt):
        numbers = [float(n) for n in re.findall(r"\d+", window)]
        x, y, a, b = map(float, ends)
        opening = (numbers[0], numbers[1], numbers[2], numbers[3]) if numbers else None
        panels.append(Panel((x, y, a, b), float(high), opening))
    return seen_by(table_told(prompt), nouns, panels, colour_in(question_of(prompt).split("\n")[0]))


# --- from the state -----------------------------------------------------------------------------


def sights_of_state(prompt: str) -> list[str]:
    """The same from JSON."""
    table, nouns, panels = {}, {}, []
    for body in state_of(prompt)["bodies"]:
        noun, _, name = body["name"].partition(":")
        x, y, _ = (part / 10 for part in body["pose"]["position"])
        q = body["pose"].get("orientation", {"w": 1, "z": 0})
        turn = 2 * degrees(atan2(q["z"], q["w"]))
        if noun == "board":
            panels.append(_panel(body["shape"], x, y, turn))
        else:
            table[name], nouns[name] = Somebody(x, y, 90 + turn), noun
    return seen_by(table, nouns, panels, colour_in(question_of(prompt).split("\n")[0]))


def _panel(shape: dict, x: float, y: float, turn: float) -> Panel:  # type: ignore[type-arg]
    parts = shape.get("parts", [{"shape": shape, "at": [0, 0, 0]}])
    spans = [
        [part["at"][axis] + sign * part["shape"]["size"][axis] / 2 for sign in (-1, 1)]
        for axis in (0, 2)
        for part in parts
    ]
    along, up = spans[: len(parts)], spans[len(parts) :]
    half = max(right for _, right in along) / 10
    low, high = min(a for a, _ in up), max(b for _, b in up)
    u, v = cos(radians(turn)), sin(radians(turn))
    window = None
    if len(parts) > 1:  # left, right, below, above the window
        window = (
            half + along[0][1] / 10,
            half + along[1][0] / 10,
            (up[2][1] - low) / 10,
            (up[3][0] - low) / 10,
        )
    ends = (x - half * u, y - half * v, x + half * u, y + half * v)
    return Panel(ends, (high - low) / 10, window)
