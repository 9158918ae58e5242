"""Solvers of the polycube tasks that know nothing but what a model is told.

They share nothing with the library. Two shapes are compared by trying to lay one over the
other with every signed permutation of the axes; the determinant says whether it was a turn.
"""

from __future__ import annotations

import json
import re
from itertools import permutations, product
from typing import Any

Cell = tuple[int, int, int]
Shape = frozenset[Cell]


def settled(cells: list[Cell]) -> Shape:
    """Moved against the axes."""
    low = [min(cell[axis] for cell in cells) for axis in range(3)]
    return frozenset((x - low[0], y - low[1], z - low[2]) for x, y, z in cells)


def sign_of(order: tuple[int, ...]) -> int:
    """1 for an even permutation of three, −1 for an odd one."""
    return 1 if order in {(0, 1, 2), (1, 2, 0), (2, 0, 1)} else -1


def verdict(one: Shape, other: Shape) -> str:
    """`same` if only turns lay one over the other, `mirror` if only reflections do."""
    kinds = set()
    for order, signs in product(permutations(range(3)), product((1, -1), repeat=3)):
        moved = [tuple(s * cell[i] for s, i in zip(signs, order, strict=True)) for cell in one]
        if settled(moved) == other:  # type: ignore[arg-type]
            kinds.add(sign_of(order) * signs[0] * signs[1] * signs[2])
    (kind,) = kinds
    return "same" if kind == 1 else "mirror"


def shapes_told(prompt: str) -> list[Shape]:
    """The shapes of a prompt, from the layers that it lists."""
    shapes: list[list[Cell]] = []
    layer = row = 0
    for line in prompt.split("\n"):
        if re.fullmatch(r"Shape \d|形体\d", line):
            shapes.append([])
        elif found := re.fullmatch(r"(?:Layer |第)(\d)(?:|层)[:：]", line):
            layer, row = int(found[1]), 0
        elif re.fullmatch(r"[#.]+", line):
            row -= 1
            shapes[-1] += [(x, row, layer) for x, sign in enumerate(line) if sign == "#"]
    return [settled(cells) for cells in shapes]


def state_of(prompt: str) -> dict[str, Any]:
    """The JSON of a state twin."""
    line = next(line for line in prompt.split("\n") if line.startswith("{"))
    state: dict[str, Any] = json.loads(line)
    return state


def shapes_of_state(prompt: str) -> list[Shape]:
    """The shapes of a state twin, in sides of their cubes."""
    found = []
    for body in state_of(prompt)["bodies"]:
        side = body["shape"]["parts"][0]["shape"]["size"][0]
        at = [part["at"] for part in body["shape"]["parts"]]
        low = [min(place[axis] for place in at) for axis in range(3)]
        found.append(
            settled([tuple((p - q) // side for p, q in zip(a, low, strict=True)) for a in at])  # type: ignore[misc]
        )
    return found


def _adds_unseen(prompt: str) -> bool:
    question = prompt.split("\n\n")[-2]
    return re.search(r"greatest|at most|最多", question) is not None


def count_told(prompt: str) -> int:
    """The number of cubes that is asked for, from the rows of the board."""
    total, more = 0, _adds_unseen(prompt)
    for row in re.findall(r"^(?:Row \d: |第\d行：)(.+)$", prompt, re.MULTILINE):
        for low, high in re.findall(r"(\d+)(?:(?: to |到)(\d+))?", row):
            total += int(high) if more and high else int(low)
    return total


def count_of_state(prompt: str) -> int:
    """The same from the columns of a state twin and what is said of the unseen squares."""
    side = int(re.search(r"(?:edges of |棱长)(\d+)", prompt)[1])  # type: ignore[index]
    columns = [b for b in state_of(prompt)["bodies"] if b["name"].startswith("column")]
    total = sum(body["shape"]["size"][2] // side for body in columns)
    if _adds_unseen(prompt):
        heights = re.findall(r"(?:up to a height of |最高可到)(\d+)", prompt)
        total += sum(int(height) // side for height in heights)
    return total
