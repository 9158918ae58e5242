"""Sheets of squares that are folded around a box, in whole numbers.

A box is a by b by c squares; a cube is one by one by one. Its surface is a × b and so on unit
squares. A sheet is laid on it from one square: going on over a square's edge stays in the plane
where the box goes on, and else bends around its edge. A sheet folds into the box if, laid on from
some square, its squares come to lie on all squares of the surface, each on its own, and those that
hang together in the sheet do so there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from spatialbench.generators.net.nets import Cell, Net, beside
from spatialbench.geometry.replay import add, subtract
from spatialbench.geometry.rotations import NORMALS, ROTATIONS, Rotation, Vector, cross, dot
from spatialbench.probes.draw import Draw

Box = tuple[int, int, int]
CUBE: Box = (1, 1, 1)
STEPS: tuple[Cell, ...] = ((1, 0), (-1, 0), (0, 1), (0, -1))


class Frame(NamedTuple):
    """A square of a sheet as it lies on a box around the origin: its middle, in half sides, which
    way its upper side looks, and where its right and its top are."""

    middle: Vector
    out: Vector
    right: Vector
    up: Vector


def area(box: Box) -> int:
    """Of how many squares the surface is."""
    a, b, c = box
    return 2 * (a * b + b * c + c * a)


def _minus(v: Vector) -> Vector:
    return (-v[0], -v[1], -v[2])


def gone_on(frame: Frame, step: Cell, box: Box) -> Frame:
    """The next square of the sheet in that direction, in the plane or around the edge."""
    middle, out, right, up = frame
    along = right if step[1] == 0 else up
    ahead = along if sum(step) > 0 else _minus(along)
    reach = sum(abs(part) * side for part, side in zip(ahead, box, strict=True))
    if dot(middle, ahead) + 2 < reach:
        return Frame(add(add(middle, ahead), ahead), out, right, up)
    around = _minus(out) if ahead == along else out
    if step[1] == 0:
        return Frame(subtract(add(middle, ahead), out), ahead, around, up)
    return Frame(subtract(add(middle, ahead), out), ahead, right, around)


class Surface(NamedTuple):
    """A box as numbers: for each way in which a square of a sheet can lie on it, the number of the
    next square's way in each of `STEPS`, and the number of the place on the surface; and of the
    ways that are the same up to turning the box one each."""

    after: tuple[tuple[int, ...], ...]
    place: tuple[int, ...]
    starts: tuple[int, ...]


@cache
def surface(box: Box) -> Surface:
    """The surface of a box."""
    frames = _frames(box)
    number = {frame: i for i, frame in enumerate(frames)}
    places = {frame.middle: i for i, frame in enumerate(frames)}
    turns = [turn for turn in ROTATIONS if all(_turned(f, turn) in number for f in frames)]
    alike = {frozenset(number[_turned(frame, turn)] for turn in turns) for frame in frames}
    return Surface(
        tuple(tuple(number[gone_on(frame, step, box)] for step in STEPS) for frame in frames),
        tuple(places[frame.middle] for frame in frames),
        tuple(sorted(min(same) for same in alike)),
    )


def _turned(frame: Frame, turn: Rotation) -> Frame:
    return Frame(turn(frame.middle), turn(frame.out), turn(frame.right), turn(frame.up))


def _frames(box: Box) -> list[Frame]:
    """Every way in which a square can lie on a box."""
    middle = (box[0] - 1, box[1] - 1, box[2])
    found = [
        Frame(middle, NORMALS["top"], NORMALS[side], cross(NORMALS["top"], NORMALS[side]))
        for side in ("right", "back", "left", "front")
    ]
    seen = set(found)
    for frame in found:
        near = {gone_on(frame, step, box): None for step in STEPS}
        found += [other for other in near if other not in seen]
        seen.update(near)
    return found


def laid(net: Net, start: int, on: Surface) -> dict[Cell, int] | None:
    """How the squares lie, the first of them so; None where two come to lie on one place, or where
    neighbours in the sheet would have to be torn apart."""
    cells, found, taken = set(net), {net[0]: start}, {on.place[start]}
    waiting = [net[0]]
    for cell in waiting:
        for step, way in zip(STEPS, on.after[found[cell]], strict=True):
            there = (cell[0] + step[0], cell[1] + step[1])
            if there not in cells:
                continue
            if there not in found and on.place[way] not in taken:
                found[there] = way
                taken.add(on.place[way])
                waiting.append(there)
            elif found.get(there) != way:
                return None
    return found


def folds(net: Net, box: Box) -> bool:
    """Whether the sheet folds into the box."""
    on = surface(box)
    return len(net) == area(box) and any(laid(net, way, on) is not None for way in on.starts)


# --- drawing ------------------------------------------------------------------------------------


def unfolded(draw: Draw, box: Box) -> list[Cell]:
    """A net of the box, square by square: any square of it, any of its edges, where one more can
    lie flat. Fewer squares where it does not go on."""
    on, count = surface(box), area(box)
    found = {(0, 0): draw.choice(on.starts)}
    order, taken = [(0, 0)], {on.place[found[0, 0]]}
    for _ in range(20 * count):
        if len(order) == count:
            break
        cell, number = draw.choice(order), draw.below(4)
        there = (cell[0] + STEPS[number][0], cell[1] + STEPS[number][1])
        way = on.after[found[cell]][number]
        if there not in found and on.place[way] not in taken and _joins(found, there, way, on):
            found[there] = way
            taken.add(on.place[way])
            order.append(there)
    return order


def _joins(found: Mapping[Cell, int], there: Cell, way: int, on: Surface) -> bool:
    """Whether all neighbours in the sheet are neighbours on the box, too."""
    for (x, y), other in zip(STEPS, on.after[way], strict=True):
        if found.get((there[0] + x, there[1] + y), other) != other:
            return False
    return True


def hangs_together(cells: Sequence[Cell]) -> bool:
    """Whether one comes from any square to any other."""
    left, waiting = set(cells[1:]), [cells[0]]
    for cell in waiting:
        near = [there for there in beside(cell) if there in left]
        left.difference_update(near)
        waiting += near
    return not left


def open_spots(cells: Sequence[Cell]) -> list[Cell]:
    """The places along the edges of a sheet, in a fixed order."""
    own = set(cells)
    return list(dict.fromkeys(t for cell in cells for t in beside(cell) if t not in own))


def removable(cells: Sequence[Cell]) -> list[Cell]:
    """The squares without which the sheet still hangs together."""
    return [one for one in cells if hangs_together([cell for cell in cells if cell != one])]


def joints(cells: Sequence[Cell], spot: Cell) -> tuple[int, int]:
    """To how many squares beside it, and above and below it, a square there would be joined."""
    x, y = spot
    return (
        ((x - 1, y) in cells) + ((x + 1, y) in cells),
        ((x, y - 1) in cells) + ((x, y + 1) in cells),
    )
