"""Shapes and piles again, on meshes with floating numbers.

Which cells of a grid are filled is found by rays that cross the surface; shapes are laid over one
another by three of their cubes; and what can stand unseen is every cube that no ray from the eye
reaches before it meets a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations, product
from typing import NamedTuple

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.polycube.kinds import CubesInPile, SameOrMirror
from spatialbench.geometry.scene import Body
from spatialbench.verification.bodies import OUTWARD, Poses, in_room
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.rays import Doubles, crossed, distances, first_hits

# --- shapes -------------------------------------------------------------------------------------

NEAR = 0.1  # sides: as near as a cube lies to where it belongs
EQUAL = 0.002  # squares of a side: no two products of ways from the middle differ by so little
FAR = 9.0  # sizes of a shape: how far away rays come from
EYES = ((1.0, 0.37, 0.71), (-0.43, 1.0, -0.59))


class Lattice(NamedTuple):
    """The grid of a shape in the room: (3, 3) unit directions as rows, a side of its cubes, and the
    (3,) place where three faces of the bounding box meet."""

    axes: Doubles
    side: float
    corner: Doubles


def _lattice(triangles: Doubles) -> Lattice:
    """The grid by the edges of the triangles: the shortest are sides of cubes."""
    edges = (triangles[:, [1, 2, 0]] - triangles).reshape(-1, 3)
    lengths = np.linalg.norm(edges, axis=1)
    side = float(lengths.min())
    sides = edges[lengths < 1.2 * side] / side
    first = sides[0]
    second = sides[int(np.abs(sides @ first).argmin())]
    axes = np.array([first, second, np.cross(first, second)])
    return Lattice(axes, side, (triangles.reshape(-1, 3) @ axes.T).min(0))


def cubes_of(body: Body, poses: Poses) -> Doubles:
    """(n, 3) the middles of the cubes of a shape in the room, in sides: of every cell of its grid
    whether rays to its middle cross the surface an odd number of times. Refused where two rays do
    not agree."""
    triangles = in_room(body, poses)
    grid = _lattice(triangles)
    corners = triangles.reshape(-1, 3) @ grid.axes.T
    size = np.rint((corners.max(0) - grid.corner) / grid.side).astype(int)
    cells = np.array(list(product(*map(range, size)))) + 0.5
    middles = (grid.corner + grid.side * cells) @ grid.axes
    found = [_enclosed(middles, triangles, np.array(eye)) for eye in EYES]
    if (found[0] != found[1]).any():
        raise Refused("on an edge", f"it is not clear which cubes {body.name!r} has")
    inside: Doubles = middles[found[0]] / grid.side
    return inside


def _enclosed(places: Doubles, triangles: Doubles, eye: Doubles) -> Doubles:
    """(n,) whether places are inside, by rays from far away in that direction."""
    corners = triangles.reshape(-1, 3)
    middle = corners.mean(0)
    there = middle + FAR * np.ptp(corners, axis=0).max() * eye
    odd: Doubles = (distances(there, places - there, triangles) < 1).sum(1) % 2 == 1
    return odd


def laid_over(one: Doubles, other: Doubles) -> Iterator[Doubles]:
    """Every (3, 3) rotation or reflection about their middles by which (n, 3) points come to lie on
    (n, 3) others: three points that span the space are matched with all that are as far from one
    another and from the middle."""
    one, other = one - one.mean(0), other - other.mean(0)
    anchors = _spanning(one)
    base = one[anchors]
    gram = base @ base.T
    products = other @ other.T
    for places in permutations(range(len(other)), 3):
        if np.abs(products[np.ix_(places, places)] - gram).max() > EQUAL:
            continue
        move: Doubles = np.linalg.solve(base, other[list(places)]).T.astype(np.float64)
        gaps = np.linalg.norm((one @ move.T)[:, None] - other, axis=2).min(1)
        if gaps.max() < NEAR:
            yield move


def _spanning(points: Doubles) -> list[int]:
    """The three points that span the most with the middle."""
    threes = np.array(list(combinations(range(len(points)), 3)))
    volumes = np.abs(np.linalg.det(points[threes]))
    if volumes.max() < EQUAL:
        raise Refused("a flat shape", "it is its own mirror image")
    found: list[int] = threes[int(volumes.argmax())].tolist()
    return found


@measured.register
def _(ask: SameOrMirror, history: History) -> Found:
    """Which kind of motion lays the first shape over the second."""
    one, other = (
        cubes_of(history.scene.body(name), history.poses) for name in (ask.first, ask.second)
    )
    if len(one) != len(other):
        raise Refused("not alike", f"{len(one)} and {len(other)} cubes")
    signs = {float(np.sign(np.linalg.det(move))) for move in laid_over(one, other)}
    if len(signs) != 1:
        raise Refused("not alike" if not signs else "no handedness", f"{len(signs)} ways")
    return Found("same" if signs == {1.0} else "mirror", {"clear": 1 - NEAR})


# --- piles --------------------------------------------------------------------------------------

HIGHEST = 12  # layers
WIDER = 1.1  # how much of a slit between two columns is none: what stands side by side touches
PLACES = (-0.82, -0.41, 0.0, 0.41, 0.82)  # on a face, in halves of a side
LEAST_SEEN = 0.04  # share of the rays to a cube from which it counts as seen; below, none may come


Square = tuple[int, int]


class Board(NamedTuple):
    """A board with its columns: how many squares it is wide and deep, a side in millimetres, the
    place of its front left upper corner, how many cubes stand on each square, and by square the
    (n, 3, 3) triangles of the column that look toward the eye."""

    wide: int
    deep: int
    side: float
    corner: Doubles
    heights: dict[Square, int]
    columns: dict[Square, Doubles]


def _board(ask: CubesInPile, history: History, eye: Doubles) -> Board:
    scene, poses = history.scene, history.poses
    columns = [in_room(scene.body(name), poses) for name in ask.columns]
    spans = np.array([np.ptp(c.reshape(-1, 3), axis=0) for c in columns])
    side = float(np.median(spans[:, :2]))
    corners = in_room(scene.body(ask.board), poses).reshape(-1, 3)
    low, high = corners.min(0), corners.max(0)
    wide, deep = (int(n) for n in np.rint((high - low)[:2] / side))
    heights = dict.fromkeys(product(range(wide), range(deep)), 0)
    there = {}
    for column, span in zip(columns, spans, strict=True):
        middle = (column.reshape(-1, 3).min(0) + span / 2 - low) / side
        x, y = (int(n) for n in np.floor(middle[:2]))
        if heights.get((x, y), 1):
            raise Refused("no square", f"two columns at square {x}, {y}, or one beside the board")
        heights[x, y] = int(np.rint(span[2] / side))
        there[x, y] = _toward(_wider(column), eye)
    corner = np.array([low[0], low[1], high[2]])
    return Board(wide, deep, side, corner, heights, there)


def _wider(column: Doubles) -> Doubles:
    """A column that is a little wider and deeper: slits between columns are closed."""
    corners = column.reshape(-1, 3)
    middle = (corners.min(0) + corners.max(0)) / 2
    there: Doubles = middle + (column - middle) * (WIDER, WIDER, 1)
    return there


def _toward(triangles: Doubles, eye: Doubles) -> Doubles:
    """The triangles whose outside the eye is on: of closed surfaces a ray from it meets one of
    these first."""
    a, b, c = triangles.transpose(1, 2, 0)
    facing = (crossed(b - a, c - a) * (eye[:, None] - a)).sum(0) > 0
    kept: Doubles = triangles[facing]
    return kept


def share_seen(board: Board, square: Square, layer: int, eye: Doubles) -> float:
    """The share of rays to places on the sides of a cube toward the eye that come to it before they
    meet a column of another square, were it there."""
    half = board.side / 2
    middle = board.corner + board.side * (np.array([*square, layer]) + 0.5)
    places = [
        middle + half * (normal + a * np.roll(normal, 1) + b * np.roll(normal, 2))
        for normal in OUTWARD.values()
        if normal @ (eye - middle - half * normal) > 0
        for a, b in product(PLACES, repeat=2)
    ]
    others = [found for other, found in board.columns.items() if other != square]
    if not others:
        return 1.0
    rays = np.array(places) - eye
    distance = first_hits(eye, rays, np.concatenate(others)).distance
    return float((distance > 1 - SKIN).mean())


SKIN = 0.002  # of a ray: what is met only there is the cube itself


def _is_seen(board: Board, square: Square, layer: int, eye: Doubles) -> bool:
    share = share_seen(board, square, layer, eye)
    if 0 < share < LEAST_SEEN:
        raise Refused("hardly seen", f"{share:.3f} of a cube at {square} in layer {layer}")
    return share > 0


@measured.register
def _(ask: CubesInPile, history: History) -> Found:
    """All cubes of the columns, and every one above them that could be there unseen."""
    eye = np.array(ask.eye, np.float64)
    board = _board(ask, history, eye)
    least, unseen = sum(board.heights.values()), 0
    for square, height in board.heights.items():
        if height and not _is_seen(board, square, height - 1, eye):
            raise Refused("not the lowest", f"the column at {square} ends unseen")
        unseen += next(n for n in range(HIGHEST) if _is_seen(board, square, height + n, eye))
    if ask.bound == "exact" and unseen:
        raise Refused("left open", f"{unseen} cubes more can stand unseen")
    return Found(least + unseen * (ask.bound == "greatest"), {"seen_from": LEAST_SEEN})
