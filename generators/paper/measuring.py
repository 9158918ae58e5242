"""Folding and punching again, on meshes with floating numbers.

The plates are taken as triangles in the room. A fold cuts them along a plane, turns what is beyond
it about the line by 180°, and lays it in front of the rest or behind it. Rays from the front meet
the layers one after the other, and the shares of a triangle's corners in the point where one is met
say where in the flat sheet that point was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.paper.kinds import Fold, HolesIn, Punch
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import OUTWARD, SIDES, Poses, in_room, middle, surface_of
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, rotation
from spatialbench.verification.rays import Doubles

MARGIN = 0.25  # of a cell: as far from its middle a hole meets the same paper all around
ROUND = 8  # rays around the middle of a hole
LEAST = 1e-6  # of a cell: nearer to a line is on it
TURNED = 0.3  # radians: no ray around the middle is exactly above, beside or across a corner


class Paper(NamedTuple):
    """(n, 3, 3) triangles of paper in the room, and where they lay in the flat sheet."""

    now: Doubles
    flat: Doubles


def sheet_of(scene: Scene, poses: Poses, names: Sequence[str]) -> Paper:
    """The front faces of plates."""
    found = []
    for name in names:
        body = scene.body(name)
        front = surface_of(body.shape).faces == SIDES.index("front")
        found.append(in_room(body, poses)[front])
    triangles = np.concatenate(found)
    return Paper(triangles, triangles)


def size_of(scene: Scene, names: Sequence[str]) -> float:
    """The side of a cell: the mean of those of the plates."""
    spans = [np.ptp(surface_of(scene.body(name).shape).corners, axis=0) for name in names]
    return float(np.mean(spans, axis=0)[[0, 2]].mean())


def _pieces(side: Doubles, least: float) -> list[tuple[Doubles, bool]]:
    """The pieces of a triangle: (3, 3) shares of its corners, a row a corner of the piece, and
    whether the piece is beyond; `side` says how far beyond each corner of the triangle is."""
    corners = np.eye(3)
    found: list[tuple[Doubles, bool]] = []
    for beyond, ahead in ((True, side), (False, -side)):
        loop: list[Doubles] = []
        for i, j in ((0, 1), (1, 2), (2, 0)):
            if ahead[i] > -least:
                loop.append(corners[i])
            if min(ahead[i], ahead[j]) < -least and max(ahead[i], ahead[j]) > least:
                share = ahead[i] / (ahead[i] - ahead[j])
                loop.append((1 - share) * corners[i] + share * corners[j])
        for k in range(1, len(loop) - 1):
            found.append((np.array([loop[0], loop[k], loop[k + 1]]), beyond))
    return found


def _cut(paper: Paper, place: Doubles, normal: Doubles, least: float) -> tuple[Paper, Paper]:
    """The paper on this side of a plane, and the paper beyond it."""
    side = (paper.now - place) @ normal
    near, far = (side <= least).all(1), (side >= -least).all(1)
    parts: dict[bool, list[Paper]] = {
        True: [Paper(paper.now[far & ~near], paper.flat[far & ~near])],
        False: [Paper(paper.now[near], paper.flat[near])],
    }
    for i in np.flatnonzero(~near & ~far):
        for shares, beyond in _pieces(side[i], least):
            piece = Paper((shares @ paper.now[i])[None], (shares @ paper.flat[i])[None])
            parts[beyond].append(piece)
    return _joined(parts[False]), _joined(parts[True])


def _joined(parts: Sequence[Paper]) -> Paper:
    return Paper(np.concatenate([p.now for p in parts]), np.concatenate([p.flat for p in parts]))


def folded(paper: Paper, fold: Fold, cell: float) -> Paper:
    """The paper after a fold; Refused where the line has no paper on one of its sides, or the fold
    leaves open which side is turned."""
    start, end = (np.array(place, np.float64) for place in fold.line)
    axis = (end - start) / np.linalg.norm(end - start)
    normal = np.cross(axis, OUTWARD["back"])
    toward = float(normal @ np.sum([OUTWARD[side] for side in fold.moved], axis=0))
    if abs(toward) < 0.5:
        raise Refused("no side", f"of a line, {' and '.join(fold.moved)} is no side")
    rest, part = _cut(paper, start, normal * np.sign(toward), LEAST * cell)
    if not len(rest.now) or not len(part.now):
        raise Refused("no fold", "on one side of the line there is no paper")
    turned = (part.now - start) @ rotation(axis, 180).T + start
    out = OUTWARD[fold.over]
    clear = (rest.now @ out).max() - (turned @ out).min() + cell  # over all that lies there
    return _joined([rest, Paper(turned + clear * out, part.flat)])


# --- punching -----------------------------------------------------------------------------------


class Met(NamedTuple):
    """For the layers that a ray meets, from the front: (k,) how deep they are, and (k, 3) where in
    the flat sheet it meets them."""

    depth: Doubles
    flat: Doubles


def met(paper: Paper, x: float, z: float) -> Met:
    """What a ray from the front to the back through this x and z meets."""
    ax, az = (paper.now[..., [0, 2]] - (x, z)).transpose(2, 1, 0)  # (3, n) each: corners
    twice = np.stack([ax[i - 2] * az[i - 1] - ax[i - 1] * az[i - 2] for i in range(3)])
    whole = twice.sum(0)
    shares = twice / np.where(whole == 0, np.inf, whole)
    hit = (whole != 0) & (shares >= -1e-12).all(0)
    part = shares[:, hit].T[:, :, None]
    depth = (part * paper.now[hit]).sum(1)[:, 1]
    order = np.argsort(depth, kind="stable")
    return Met(depth[order], (part * paper.flat[hit]).sum(1)[order])


def _cells_at(paper: Paper, middles: Doubles, x: float, z: float, cell: float) -> tuple[int, ...]:
    """The numbers of the cells whose middles are nearest to where a ray meets the layers."""
    found = met(paper, x, z)
    away = np.linalg.norm(found.flat[:, None] - middles, axis=2)
    numbers = np.unique(away.argmin(1)) if len(found.depth) else np.array([], int)
    layers = 1 + int((np.diff(found.depth) > cell / 2).sum()) if len(found.depth) else 0
    if layers != len(numbers):
        raise Refused("not one by one", f"{layers} layers are met in {len(numbers)} cells")
    return tuple(numbers.tolist())


def _holes(paper: Paper, middles: Doubles, at: Sequence[float], cell: float) -> tuple[int, ...]:
    """The cells that a hole goes through; Refused where it meets an edge, a crease, or nothing."""
    angle = TURNED + 2 * np.pi * np.arange(ROUND) / ROUND
    around = MARGIN * cell * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    rays = [(at[0] + dx, at[2] + dz) for dx, dz in [(0.0, 0.0), *around.tolist()]]
    found = {_cells_at(paper, middles, x, z, cell) for x, z in rays}
    if len(found) != 1 or () in found:
        raise Refused("on an edge", f"a hole at {tuple(at)} meets an edge of the paper, or none")
    return found.pop()


@moved.register
def _(event: Fold, scene: Scene, poses: Poses) -> Poses:
    """A plate may be bent: where the paper lies is found out when holes are asked for."""
    return poses


@moved.register
def _(event: Punch, scene: Scene, poses: Poses) -> Poses:
    return poses


@measured.register
def _(ask: HolesIn, history: History) -> Found:
    """The cells by name, sorted; Refused where nothing is punched, or paper is folded later."""
    scene, poses, story = history.scene, history.poses, history.story
    if not story or [type(event) for event in story] != [Fold] * (len(story) - 1) + [Punch]:
        raise Refused("no holes", "the story is not one of folds and then holes")
    cell, paper = size_of(scene, ask.cells), sheet_of(scene, poses, ask.cells)
    middles = np.array([middle(poses, name) for name in ask.cells])
    holes: set[int] = set()
    for event in story:
        if isinstance(event, Fold):
            paper = folded(paper, event, cell)
        elif isinstance(event, Punch):
            for at in event.at:
                holes |= set(_holes(paper, middles, at, cell))
    names = sorted(ask.cells[number].partition(":")[2] for number in holes)
    return Found(names, {"from_edges": MARGIN})
