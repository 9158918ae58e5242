"""Discs in grooves as words and JSON tell them: read by nothing of the library."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reading_tables import PAIR, rows_of
from solving import state_of

from spatialbench.items.item import Language

WAYS = {
    "to the right": (1, 0), "to the left": (-1, 0), "away from you": (0, 1), "towards you": (0, -1),
    "向右": (1, 0), "向左": (-1, 0), "远离你": (0, 1), "朝向你": (0, -1),
}  # fmt: skip
LINES = {
    "en": rf"\| (\w+) \| (\d+) \| {PAIR['en']} \| ([\w ]+) \| (?:after (\d+) s|–) \|",
    "zh": rf"\|(\w+)\|(\d+)\|{PAIR['zh']}\|(\w+)\|(?:(\d+)秒后|–)\|",
}


@dataclass
class Told:
    """A disc as it is told: in centimetres and seconds."""

    colour: str
    radius: float
    x: float
    y: float
    push: tuple[float, float]
    after: float
    u: float = 0.0
    v: float = 0.0


def read_words(prompt: str, language: Language) -> list[Told]:
    """The discs of the table."""
    discs = []
    for colour, (radius, x, y, way, after) in rows_of(LINES[language], prompt):
        u, v = WAYS.get(way, (0, 0))
        pace = float(re.search(r"(?:at |每秒(?:滑动)?)(\d+)", prompt)[1])  # type: ignore[index]
        told = (float(radius), float(x), float(y))
        discs.append(Told(colour, *told, (pace * u, pace * v), float(after or 0)))
    return discs


def read_state(prompt: str) -> list[Told]:
    """The same of the JSON alone, in millimetres and seconds."""
    state = state_of(prompt)
    (slide,) = state["story"]
    pushes = {push["body"]: push for push in slide["pushes"]}
    discs = []
    for body in state["bodies"]:
        if body["name"] in slide["discs"]:
            push = pushes.get(body["name"], {"speed": (0, 0, 0), "after": 0})
            (x, y, _), (u, v, _) = body["pose"]["position"], push["speed"]
            radius = body["shape"]["radius"]
            discs.append(Told(body["colour"], radius, x, y, (u, v), push["after"] / 1000))
    return discs
