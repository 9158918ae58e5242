"""Solvers of `net/opposite` that know nothing but what a model is told, and rules of thumb.

They share nothing with the library. A net is squares of a grid with their colours; it is folded
with vectors: each square knows which way its face looks, and where its right and its top have gone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

Cell = tuple[int, int]
Net = dict[Cell, str]
Vector = tuple[int, int, int]

CHINESE = dict(
    zip(
        ("红色", "橙色", "黄色", "绿色", "蓝色", "紫色", "粉色", "白色", "黑色"),
        ("red", "orange", "yellow", "green", "blue", "purple", "pink", "white", "black"),
        strict=True,
    )
)
COLOURS = tuple(CHINESE.values())
STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))


# --- folding ------------------------------------------------------------------------------------


def _minus(v: Vector) -> Vector:
    return (-v[0], -v[1], -v[2])


def normals(cells: Sequence[Cell]) -> dict[Cell, Vector]:
    """Which way each square looks once the net is folded away from the viewer."""
    frames: dict[Cell, tuple[Vector, Vector, Vector]] = {
        cells[0]: ((0, 0, 1), (1, 0, 0), (0, 1, 0))
    }
    waiting = [cells[0]]
    for cell in waiting:
        out, right, up = frames[cell]
        for (dx, dy), frame in {
            (1, 0): (right, _minus(out), up),
            (-1, 0): (_minus(right), out, up),
            (0, 1): (up, right, _minus(out)),
            (0, -1): (_minus(up), right, out),
        }.items():
            there = (cell[0] + dx, cell[1] + dy)
            if there in cells and there not in frames:
                frames[there] = frame
                waiting.append(there)
    return {cell: frame[0] for cell, frame in frames.items()}


def opposite(net: Net, cell: Cell) -> Cell:
    """The square that looks the other way."""
    found = normals(list(net))
    (there,) = (other for other in net if found[other] == _minus(found[cell]))
    return there


def cell_of(net: Net, colour: str) -> Cell:
    """The square of a colour."""
    (cell,) = (cell for cell, found in net.items() if found == colour)
    return cell


def top_of(nets: Sequence[Net], bottom: str) -> str:
    """The colour on top: from each cube to the next, the colour opposite."""
    for net in nets:
        bottom = net[opposite(net, cell_of(net, bottom))]
    return bottom


# --- reading ------------------------------------------------------------------------------------


def nets_told(prompt: str) -> list[Net]:
    """The sheets of a prompt, from the rows that it lists."""
    nets: list[Net] = []
    for number, row in re.findall(r"^(?:Row |第)(\d)(?:: |行：)(.+)$", prompt, re.MULTILINE):
        if number == "1":
            nets.append({})
        for column, word in enumerate(re.split(r", |、", row)):
            colour = CHINESE.get(word, word)
            if colour in COLOURS:
                nets[-1][column, -int(number)] = colour
    return nets


def colour_asked(prompt: str) -> str:
    """The colour of the face that is asked about, or that the tower stands on: the one colour that
    is named after the sheets and before the options."""
    last_row = list(re.finditer(r"^(?:Row |第\d行).+$", prompt, re.MULTILINE))[-1].end()
    told = re.sub(r"^[A-J](?:\. |．).*$", "", prompt[last_row:], flags=re.MULTILINE)
    for chinese, english in CHINESE.items():
        told = told.replace(chinese, f" {english} ")
    found = {word for word in re.findall(r"[a-z]+", told) if word in COLOURS}
    (colour,) = found
    return colour


def answered(prompt: str) -> str:
    """The answer of a careful reader of the words."""
    return top_of(nets_told(prompt), colour_asked(prompt))


def state_of(prompt: str) -> dict[str, Any]:
    """The JSON of a prompt."""
    line = next(line for line in prompt.splitlines() if line.startswith("{"))
    found: dict[str, Any] = json.loads(line)
    return found


def nets_given(state: dict[str, Any]) -> list[Net]:
    """The sheets of a state: plates at whole steps from each other."""
    bodies = {body["name"]: body for body in state["bodies"]}
    (fold,) = (event for event in state["story"] if event["kind"] == "net:FoldUp")
    nets = []
    for sheet in fold["sheets"]:
        net = {}
        for name in sheet:
            x, y, _ = bodies[name]["pose"]["position"]
            side = bodies[name]["shape"]["size"][0]
            net[x // side, y // side] = bodies[name]["colour"]
        nets.append(net)
    return nets


def answered_by_state(prompt: str) -> str:
    """The answer of a careful reader of the JSON, who takes from the words what is asked."""
    state = state_of(prompt)
    names = {body["name"]: body["colour"] for body in state["bodies"]}
    bottoms = [event["bottom"] for event in state["story"] if event["kind"] == "net:Stack"]
    question = prompt.split("\n\n")[-2]
    told = [colour for colour in COLOURS if re.search(rf"\b{colour}\b", question)]
    return top_of(nets_given(state), names[bottoms[0]] if bottoms else told[0])


# --- rules of thumb -----------------------------------------------------------------------------

Rule = Callable[[Net, Cell], list[Cell]]
"""The squares that a rule leaves for the opposite; one of them is then taken blindly."""


def away(net: Net, start: Cell) -> dict[Cell, int]:
    """How many steps in the net each square is away."""
    found, waiting = {start: 0}, [start]
    for cell in waiting:
        for dx, dy in STEPS:
            there = (cell[0] + dx, cell[1] + dy)
            if there in net and there not in found:
                found[there] = found[cell] + 1
                waiting.append(there)
    return found


def in_line(net: Net, cell: Cell) -> list[Cell]:
    """The squares two steps along in one line."""
    ahead = [((cell[0] + x, cell[1] + y), (cell[0] + 2 * x, cell[1] + 2 * y)) for x, y in STEPS]
    return [two for one, two in ahead if one in net and two in net]


def others(net: Net, cell: Cell) -> list[Cell]:
    """All the other squares."""
    return [other for other in net if other != cell]


def steps(count: int) -> Rule:
    """The squares so many steps away."""
    return lambda net, cell: [c for c, n in away(net, cell).items() if n == count]


def farthest(net: Net, cell: Cell) -> list[Cell]:
    """The squares the most steps away."""
    found = away(net, cell)
    return [c for c, n in found.items() if n == max(found.values())]


def straight_farthest(net: Net, cell: Cell) -> list[Cell]:
    """The squares the farthest away as the crow flies."""
    far = {c: (c[0] - cell[0]) ** 2 + (c[1] - cell[1]) ** 2 for c in net}
    return [c for c, n in far.items() if n == max(far.values())]


def no_neighbour(net: Net, cell: Cell) -> list[Cell]:
    """All but the neighbours in the plane."""
    return [c for c, n in away(net, cell).items() if n > 1]


def no_corner(net: Net, cell: Cell) -> list[Cell]:
    """All but the neighbours in the plane and those around a corner, which meet it when folded."""
    line = in_line(net, cell)
    return [c for c, n in away(net, cell).items() if n > 2 or c in line]


def not_paired(net: Net, cell: Cell) -> list[Cell]:
    """All but the squares that have their opposite in one line."""
    return [other for other in others(net, cell) if not in_line(net, other)]


def first_of(*rules: Rule) -> Rule:
    """The first rule that leaves any square."""
    return lambda net, cell: next((f for rule in rules if (f := rule(net, cell))), [])


def both(one: Rule, other: Rule) -> Rule:
    """What both rules leave."""
    return lambda net, cell: [c for c in one(net, cell) if c in other(net, cell)]


RULES: dict[str, Rule] = {
    "neighbour": steps(1),
    "two steps away": steps(2),
    "two along in a line": in_line,
    "three steps away": steps(3),
    "in a line, else three steps": first_of(in_line, steps(3)),
    "farthest": farthest,
    "farthest as the crow flies": straight_farthest,
    "in a line, else farthest": first_of(in_line, farthest),
    "no neighbour": no_neighbour,
    "no neighbour, no corner": no_corner,
    "in a line, else what is left over": first_of(in_line, not_paired),
}
"""Half an understanding: each holds for some squares of some nets."""

DEDUCTION = first_of(in_line, both(no_corner, not_paired))
"""All that can be excluded without folding: three true statements together."""


def chance_of_top(nets: Sequence[Net], bottom: str, rule: Rule) -> dict[str, float]:
    """How likely each colour is on top for one who goes by a rule and guesses what it leaves."""
    at = {bottom: 1.0}
    for net in nets:
        after: dict[str, float] = {}
        for colour, weight in at.items():
            cell = cell_of(net, colour)
            left = rule(net, cell) or others(net, cell)
            for there in left:
                after[net[there]] = after.get(net[there], 0.0) + weight / len(left)
        at = after
    return at
