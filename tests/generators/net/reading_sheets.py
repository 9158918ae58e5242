"""A solver of `net/folds` that knows nothing but what a model is told, and one that errs.

It shares nothing with the library: every edge of the sheet is left flat or bent, square by square,
as long as no two squares meet and the whole is no larger than the box; vectors are whole numbers,
lengths are half sides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

Cell = tuple[int, int]
Vector = tuple[int, int, int]
Frame = tuple[Vector, Vector, Vector, Vector]  # middle, out, right, up
FIRST: Frame = ((0, 0, 0), (0, 0, 1), (1, 0, 0), (0, 1, 0))
STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))
EMPTY = ("empty", "空")


def told(prompt: str) -> set[Cell]:
    """The squares of the rows that a prompt lists, in either language."""
    rows = re.findall(r"^(?:Row |第)(\d+)(?:: |行：)(.+)$", prompt, re.MULTILINE)
    return {
        (column, -int(number))
        for number, row in rows
        for column, word in enumerate(re.split(r", |、", row))
        if word not in EMPTY
    }


def given(prompt: str) -> set[Cell]:
    """The squares of a state: plates at whole steps from each other."""
    state = json.loads(next(line for line in prompt.splitlines() if line.startswith("{")))
    return {
        tuple(place // body["shape"]["size"][0] for place in body["pose"]["position"][:2])
        for body in state["bodies"]
    }


def box_of(prompt: str) -> list[int]:
    """The sides of the box that the question names, the least first; of a cube one each."""
    question = prompt.rpartition("\n\n")[0].rpartition("\n\n")[2]
    numbers = [int(number) for number in re.findall(r"\d", question)]
    return sorted(numbers) if numbers else [1, 1, 1]


def _plus(a: Vector, b: Vector, times: int = 1) -> Vector:
    return (a[0] + times * b[0], a[1] + times * b[1], a[2] + times * b[2])


def _minus(a: Vector) -> Vector:
    return (-a[0], -a[1], -a[2])


def next_frame(frame: Frame, step: Cell, bent: bool) -> Frame:
    """The square beside another, in its plane or bent down by a right angle."""
    middle, out, right, up = frame
    ahead = {(1, 0): right, (-1, 0): _minus(right), (0, 1): up, (0, -1): _minus(up)}[step]
    if not bent:
        return (_plus(middle, ahead, 2), out, right, up)
    place = _plus(_plus(middle, ahead), out, -1)
    turned = {(1, 0): (_minus(out), up), (-1, 0): (out, up)}
    turned |= {(0, 1): (right, _minus(out)), (0, -1): (right, out)}
    return (place, ahead, *turned[step])


def reach(middles: list[tuple[Vector, Vector]]) -> list[int]:
    """How far squares reach along the axes, in sides, the least first."""
    found = []
    for axis in range(3):
        ends = [m[axis] + sign * (0 if out[axis] else 1) for m, out in middles for sign in (1, -1)]
        found.append((max(ends) - min(ends)) // 2)
    return sorted(found)


def steps_of(cells: set[Cell], start: Cell) -> list[tuple[Cell, Cell]]:
    """From square to square through the sheet: the one that is there already, and the step."""
    seen, waiting, found = {start}, [start], []
    for x, y in waiting:
        for step in STEPS:
            there = (x + step[0], y + step[1])
            if there in cells and there not in seen:
                seen.add(there)
                waiting.append(there)
                found.append(((x, y), step))
    return found


def _going_on(
    cells: set[Cell], steps: list[tuple[Cell, Cell]], lying: dict[Cell, Frame], box: list[int]
) -> Iterator[dict[Cell, Frame]]:
    """All the ways to bend what is left."""
    if len(lying) == len(cells):
        yield lying
        return
    cell, step = steps[len(lying) - 1]
    for bent in (False, True):
        frame = next_frame(lying[cell], step, bent)
        now = lying | {(cell[0] + step[0], cell[1] + step[1]): frame}
        places = [(f[0], f[1]) for f in now.values()]
        far = reach(places)
        alone = frame[0] not in [f[0] for f in lying.values()]
        if alone and all(a <= b for a, b in zip(far, box, strict=True)):
            yield from _going_on(cells, steps, now, box)


def folds(cells: set[Cell], box: list[int]) -> bool:
    """Whether the sheet folds into the box."""
    start = min(cells)
    ways = _going_on(cells, steps_of(cells, start), {start: FIRST}, box)
    return any(_closed(cells, lying, box) for lying in ways)


def _closed(cells: set[Cell], lying: dict[Cell, Frame], box: list[int]) -> bool:
    """Whether it is the whole box, with nothing inside and nothing torn."""
    places = [(f[0], f[1]) for f in lying.values()]
    a, b, c = box
    if len(cells) != 2 * (a * b + b * c + c * a) or reach(places) != box:
        return False
    for middle, out in places:
        axis = next(i for i in range(3) if out[i])
        if any((m[axis] - middle[axis]) * out[axis] > 0 for m, _ in places):
            return False
    return all(
        lying[x + dx, y + dy]
        in (next_frame(lying[x, y], (dx, dy), False), next_frame(lying[x, y], (dx, dy), True))
        for x, y in cells
        for dx, dy in STEPS
        if (x + dx, y + dy) in cells
    )


def answered(prompt: str, read: Callable[[str], set[Cell]] = told) -> str:
    """The answer of a careful reader."""
    return "yes" if folds(read(prompt), box_of(prompt)) else "no"
