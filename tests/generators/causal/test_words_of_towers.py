"""Solvers that read nothing but the words, or nothing but the JSON of a tower, agree with the key.

They share nothing with the library: a load tips if, about some edge of the joint, the turning
moments of its blocks sum up outward.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from reading_tables import colour_of, solved, stated, told
from solving import state_of

from spatialbench.items.item import LANGUAGES, Language

TASK = "causal/tower"
COUNT = solved(40)

COLUMNS = {
    "left side": "left", "right side": "right", "front side": "front", "back side": "back",
    "weight (kg)": "weight", "height": "height", "左侧面": "left", "右侧面": "right",
    "正面": "front", "背面": "back", "重量（千克）": "weight", "高": "height",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A block as it is told: colour, outline seen from above, weight."""

    colour: str
    sides: dict[str, float]
    weight: float


def tips(load: list[Told], below: Told, low: str, high: str) -> bool:
    """Whether a load turns over one of two opposite edges."""
    first = max(below.sides[low], load[0].sides[low])
    last = min(below.sides[high], load[0].sides[high])
    middles = [((b.sides[low] + b.sides[high]) / 2, b.weight) for b in load]
    over_first = sum(w * (first - m) for m, w in middles)
    over_last = sum(w * (m - last) for m, w in middles)
    return over_first > 0 or over_last > 0


def failing(tower: list[Told]) -> list[str]:
    """The colours of the blocks off which what is above tips."""
    pairs = [("left", "right"), ("front", "back")]
    found = [
        below.colour
        for number, below in enumerate(tower[:-1])
        if any(tips(tower[number + 1 :], below, *pair) for pair in pairs if pair[0] in below.sides)
    ]
    return sorted(found) or ["stands"]


def read_words(prompt: str) -> list[Told]:
    """The rows of the table, under the names of its columns."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in prompt.split("\n")
        if line.startswith("|") and "---" not in line
    ]
    names = [COLUMNS[head] for head in rows[0][1:]]
    found = []
    for colour, *numbers in rows[1:]:
        sides = dict(zip(names, map(float, numbers), strict=True))
        found.append(Told(colour_of(colour), sides, sides.get("weight", 1.0)))
    return found


def read_state(prompt: str) -> list[Told]:
    """The bodies from the lowest up, with the weights of the legend."""
    legend = prompt.split("\n{")[0]
    weights = dict(re.findall(r"(\w+) (\d+)(?=[,.])", legend)) or {
        colour_of(colour): weight for colour, weight in re.findall(r"(\w色)(\d+)", legend)
    }
    found = []
    bodies = sorted(state_of(prompt)["bodies"], key=lambda body: body["pose"]["position"][2])
    for body in bodies:
        (x, y, _), (wide, deep, _) = body["pose"]["position"], body["shape"]["size"]
        sides = {
            "left": x - wide / 2,
            "right": x + wide / 2,
            "front": y - deep / 2,
            "back": y + deep / 2,
        }
        found.append(Told(body["colour"], sides, float(weights.get(body["colour"], 1))))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_words_are_enough(level: int, language: Language) -> None:
    """In each wording in turn."""
    for probe, prompt in told(TASK, level, COUNT, language):
        assert failing(read_words(prompt)) == probe.answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_state_is_enough(level: int, language: Language) -> None:
    """Its JSON and the weights of its legend."""
    for probe, prompt in stated(TASK, level, COUNT, [language]):
        assert failing(read_state(prompt)) == probe.answer


def test_the_solver_knows_what_is_certain() -> None:
    """A brick half over tips when it is a little further out, and not when a little less."""
    low = Told("a", {"left": 0, "right": 10}, 1)
    assert failing([low, Told("b", {"left": 6, "right": 16}, 1)]) == ["a"]
    assert failing([low, Told("b", {"left": 4, "right": 14}, 1)]) == ["stands"]
