"""Readers of tables with figures, that know the words or the JSON only."""

from __future__ import annotations

import json
import re
from math import atan2, cos, degrees, radians, sin
from typing import Any, NamedTuple  # JSON

from solving import CHINESE_COLOURS, question_of, story_of

ROUND = ("front", "front-left", "left", "back-left", "behind", "back-right", "right", "front-right")
_COLOURS = {**{f"{zh}色": en for zh, en in CHINESE_COLOURS.items()}}
_COLOURS |= {en: en for en in CHINESE_COLOURS.values()}
_COLOUR = "|".join(_COLOURS)
_FIGURE = re.compile(rf"({_COLOUR})(?: figure|小人)")
_BODY = re.compile(rf"({_COLOUR})(?: (?:figure|ball|cube|cylinder)|小人|小球|方块|圆柱)")
_ROW = re.compile(r"^\| (.*?) \| \((-?\d+), (-?\d+)\) \| (?:\((-?\d+), (-?\d+)\)|–) \|$", re.M)


class Somebody(NamedTuple):
    """Where a body is, in centimetres, and in how many degrees it looks, counter-clockwise from
    the viewer's right; 90 for what looks nowhere."""

    x: float
    y: float
    looks: float = 90.0


Table = dict[str, Somebody]
"""Everything by its colour."""


def colour_in(text: str) -> str:
    """The first colour named."""
    found = re.search(_COLOUR, text)
    assert found is not None
    return _COLOURS[found[0]]


def table_told(prompt: str) -> Table:
    """The table in the words of either language."""
    found = {}
    for name, x, y, u, v in _ROW.findall(prompt):
        looks = degrees(atan2(int(v), int(u))) if u else 90.0
        found[colour_in(name)] = Somebody(int(x), int(y), looks)
    return found


def moved(table: Table, line: str) -> Table:
    """The table after one sentence of the story."""
    who = _FIGURE.search(line)
    assert who is not None
    colour = _COLOURS[who[1]]
    x, y, looks = table[colour]
    if turn := re.search(r"(\d+)°", line):
        left = re.search(r"\bleft\b|左", line) is not None
        return table | {colour: Somebody(x, y, looks + int(turn[1]) * (1 if left else -1))}
    far = re.search(r"(\d+) ?(?:cm|厘米)", line)
    assert far is not None
    return table | {colour: ahead(table[colour], int(far[1]))}


def ahead(one: Somebody, far: float) -> Somebody:
    """Moved straight on."""
    x, y, looks = one
    return Somebody(x + far * cos(radians(looks)), y + far * sin(radians(looks)), looks)


def direction(there: Somebody, here: Somebody, looks: float, parts: int) -> str:
    """The nearest of so many directions."""
    off = degrees(atan2(there.y - here.y, there.x - here.x)) - looks
    return ROUND[round(off / (360 / parts)) % parts * (8 // parts)]


def answer_told(prompt: str) -> str:
    """The direction, from the words."""
    table = table_told(prompt)
    if len(prompt.split("\n\n")) > 5:  # a story is told
        for line in story_of(prompt):
            table = moved(table, line)
    return _asked(prompt, table)


_PLACE = re.compile(rf"(?:Seen from the |place of the |按|以|站在|到了)({_COLOUR})")


def _asked(prompt: str, table: Table) -> str:
    question = question_of(prompt).split("\n")[0]
    place = _PLACE.search(question)
    assert place is not None
    figure = _COLOURS[place[1]]
    named = [_COLOURS[colour] for colour in _BODY.findall(question)]
    thing = next(colour for colour in named if colour != figure)
    own = re.search(r"the way you|as you do|和你一样|像现在这样|你现在的方向", question) is None
    looks = table[figure].looks if own else 90.0
    parts = 8 if re.search("front left|左前方", question) else 4
    return direction(table[thing], table[figure], looks, parts)


# --- from the state -----------------------------------------------------------------------------


def state_of(prompt: str) -> dict[str, Any]:
    """The JSON of a state twin."""
    found: dict[str, Any] = json.loads(next(s for s in prompt.split("\n") if s.startswith("{")))
    return found


def table_of_state(prompt: str) -> Table:
    """The table after the story."""
    state, table = state_of(prompt), {}
    for body in state["bodies"]:
        x, y, _ = body["pose"]["position"]
        q = body["pose"].get("orientation")
        looks = 90 + 2 * degrees(atan2(q["z"], q["w"])) if q else 90.0
        table[body["colour"]] = Somebody(x / 10, y / 10, looks)
    for event in state["story"]:
        colour = event["figure"].partition(":")[2]
        one = table[colour]
        if event["kind"] == "view:Pivot":
            table[colour] = one._replace(looks=one.looks + 45 * event["eighths"])
        else:
            table[colour] = ahead(one, event["length"] / 10)
    return table


def answer_of_state(prompt: str) -> str:
    """The direction, from the JSON."""
    return _asked(prompt, table_of_state(prompt))
