"""Solvers of the die tasks that know nothing but what a model is told.

They share nothing with the library. A die is a table of six numbers; a roll hands four of them on.
"""

from __future__ import annotations

import json
import re
from typing import Any

Die = dict[str, int]
"""The number at the top, the bottom and the four sides."""

CHINESE = {"北": "north", "东": "east", "南": "south", "西": "west"}
WAYS = tuple(CHINESE.values())
BACK = {"north": "south", "south": "north", "east": "west", "west": "east"}
_WAY = "north|east|south|west|[北东南西]"
ROOM = {"front": "south", "back": "north", "left": "west", "right": "east"}


def rolled(die: Die, way: str) -> Die:
    """The die after a roll: the top goes to that side, that side below, and so round."""
    back = BACK[way]
    moved = {
        way: die["top"],
        "bottom": die[way],
        back: die["bottom"],
        "top": die[back],
    }
    return {**die, **moved}


def turned(die: Die, direction: str) -> Die:
    """The die after a quarter turn on the spot, seen from above."""
    step = 1 if direction == "clockwise" else -1
    return {**die, **{WAYS[(i + step) % 4]: die[way] for i, way in enumerate(WAYS)}}


def moved(die: Die, move: str) -> Die:
    """The die after a roll or a turn on the spot."""
    return turned(die, move) if move.endswith("clockwise") else rolled(die, move)


def english(way: str) -> str:
    """A direction by its English name."""
    return CHINESE.get(way, way)


def hidden(seen: dict[str, int]) -> Die:
    """All six numbers from three: opposite ones add up to 7."""
    opposite = {**BACK, "top": "bottom"}
    return {**seen, **{opposite[side]: 7 - number for side, number in seen.items()}}


def die_told(prompt: str) -> Die:
    """The die of a prompt in words, in either language."""
    start = prompt.split("\n\n")[1].splitlines()[-1]
    if "骰" in prompt:
        found = re.findall(r"(顶面|[南北东西])[^\d，、。]*(\d)点?", start)
        seen = {"top" if side == "顶面" else CHINESE[side]: int(n) for side, n in found}
        return hidden(seen)
    top = re.search(r"(\d) on top|top (?:of the die )?is (\d)", start)
    assert top
    seen = {"top": int(next(n for n in top.groups() if n))}
    if "number on" in start:
        pairs = re.findall(rf"({_WAY}) side (\d)", start)
    else:
        pairs = [(side, n) for n, side in re.findall(rf"(\d) on (?:its|the) ({_WAY}) side", start)]
    return hidden({**seen, **{side: int(n) for side, n in pairs}})


def move_told(line: str) -> str:
    """The move that a sentence tells."""
    if "时针" in line:
        return "counterclockwise" if "逆" in line else "clockwise"
    round_ = re.search(r"(?:counter)?clockwise", line)
    return round_[0] if round_ else english(re.findall(_WAY, line)[-1])


def moves_told(prompt: str) -> list[str]:
    """Every move of a prompt in words, in order."""
    lines = re.findall(r"^\d+(?:\. |．)(.*)$", prompt, re.MULTILINE) or [prompt.split("\n\n")[2]]
    return [move_told(line) for line in lines]


def sides_asked(prompt: str) -> list[str]:
    """The sides that the question is about."""
    question = re.sub(r"^[A-J](?:\. |．).*$", "", prompt.split("\n\n")[-2], flags=re.MULTILINE)
    return ["top", *(english(way) for way in re.findall(_WAY, question))]


def answered(prompt: str) -> int:
    """What a careful reader of the words says."""
    die = die_told(prompt)
    for move in moves_told(prompt):
        die = moved(die, move)
    return sum(die[side] for side in sides_asked(prompt))


def state_of(prompt: str) -> dict[str, Any]:
    """The JSON of a prompt."""
    line = next(line for line in prompt.splitlines() if line.startswith("{"))
    found: dict[str, Any] = json.loads(line)
    return found


def die_given(state: dict[str, Any]) -> Die:
    """The die of a state."""
    (body,) = (body for body in state["bodies"] if body["name"] == "die")
    return {
        ROOM.get(side, side): int(mark["glyph"].removeprefix("pips-"))
        for side, mark in body["marks"]
    }


def answered_by_state(prompt: str) -> int:
    """What a careful reader of the JSON says, who takes from the words what is asked."""
    state = state_of(prompt)
    die = die_given(state)
    for event in state["story"]:
        die = moved(die, event.get("toward") or event["direction"])
    return sum(die[side] for side in sides_asked(prompt))


# --- the shortest ways ----------------------------------------------------------------------------

STEPS = {"north": (0, -1), "east": (1, 0), "south": (0, 1), "west": (-1, 0)}
Cell = tuple[int, int]
"""Columns from the west, rows from the north."""


class Map:
    """A board: where one can be, where the die is, where it is to go."""

    def __init__(self, free: set[Cell], start: Cell, goal: Cell) -> None:
        self.free, self.start, self.goal = free, start, goal

    @classmethod
    def told(cls, prompt: str) -> Map:
        """The map of a prompt in words."""
        rows = [line.split() for line in prompt.splitlines() if re.fullmatch(r"[.#SG ]+", line)]
        squares = {(x, y): sign for y, row in enumerate(rows) for x, sign in enumerate(row)}
        named = {sign: cell for cell, sign in squares.items()}
        return cls({cell for cell, s in squares.items() if s != "#"}, named["S"], named["G"])

    @classmethod
    def given(cls, state: dict[str, Any]) -> Map:
        """The map of a state: squares as wide as the die, from the edges of the board on."""
        bodies = {body["name"]: body for body in state["bodies"]}
        side, board = bodies["die"]["shape"]["size"][0], bodies["board"]
        count = board["shape"]["size"][0] // side

        def cell(name: str) -> Cell:
            x, y, _ = bodies[name]["pose"]["position"]
            half = board["shape"]["size"][0] // 2
            return (x + half) // side, count - 1 - (y + half) // side

        cells = {(x, y) for x in range(count) for y in range(count)}
        blocked = {cell(name) for name in bodies if name.startswith("block")}
        return cls(cells - blocked, cell("die"), cell("goal"))

    def shortest(self, die: Die, number: int) -> list[list[str]]:
        """All the shortest ways to the goal with that number on top, wave by wave."""
        ways = [(self.start, die, list[str]())]
        seen = {(self.start, tuple(die.items()))}
        while ways:
            right = [told for cell, now, told in ways if (cell, now["top"]) == (self.goal, number)]
            if right:
                return right
            after = []
            for (x, y), now, told in ways:
                for way, (dx, dy) in STEPS.items():
                    there = (x + dx, y + dy)
                    then = rolled(now, way)
                    if there in self.free and (there, tuple(then.items())) not in seen:
                        after.append((there, then, [*told, way]))
            seen |= {(cell, tuple(now.items())) for cell, now, _ in after}
            ways = after
        return []


def number_asked(prompt: str) -> int:
    """The number that is to be on top at the goal."""
    question = prompt.split("\n\n")[-2].splitlines()[0]
    (number,) = re.findall(r"\d", question)
    return int(number)


def options_of(prompt: str) -> list[list[str]]:
    """The ways that are offered."""
    lines = re.findall(r"^[A-J](?:\. |．)(.*)$", prompt, re.MULTILINE)
    return [[english(way) for way in re.findall(_WAY, line)] for line in lines]
