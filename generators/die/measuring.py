"""Rolling and reading a die again, on meshes: it is turned about the lowest edge that is measured
on its triangles, and rays from outside meet the face that counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.die.kinds import Compass, PipsOn, Roll, ShortestRoll
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import (
    OUTWARD,
    SIDES,
    Matrix4,
    Poses,
    in_room,
    middle,
    surface_of,
)
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import LEAST_FACING, built, measured
from spatialbench.verification.motion import moved, poses_at_start, rotation
from spatialbench.verification.rays import Doubles, first_hits
from spatialbench.verification.sight import eye_out_of, straight_rays

NEAR = 0.05  # of the size of a body: corners that lie at one height, or equally far out
PIPS = "pips-"
TOWARD: dict[Compass, Doubles] = {
    "north": OUTWARD["back"],
    "east": OUTWARD["right"],
    "south": OUTWARD["front"],
    "west": OUTWARD["left"],
}


def lower_edge(corners: Doubles, toward: Doubles) -> Doubles:
    """(n, 3) the corners that are lowest and, among these, the farthest out."""
    slack = NEAR * float(np.ptp(corners, axis=0).max())
    lowest = corners[corners[:, 2] < corners[:, 2].min() + slack]
    far = lowest @ toward
    edge: Doubles = lowest[far > far.max() - slack]
    return edge


def tipped(scene: Scene, poses: Poses, name: str, way: Compass) -> Poses:
    """The poses when a body has been tipped over its lower edge."""
    toward = TOWARD[way]
    corners = in_room(scene.body(name), poses).reshape(-1, 3)
    edge = lower_edge(corners, toward).mean(0)
    turn = rotation(np.cross(OUTWARD["top"], toward), 90)
    pose = poses[name].copy()
    pose[:3, :3] = turn @ pose[:3, :3]
    pose[:3, 3] = turn @ (pose[:3, 3] - edge) + edge
    return poses | {name: pose}


@moved.register
def _(event: Roll, scene: Scene, poses: Poses) -> Poses:
    return tipped(scene, poses, event.body, event.toward)


def pips_at(scene: Scene, poses: Poses, name: str, side: str) -> tuple[int, float]:
    """The pips on the one face that rays from far out of a side meet, and the cosine of its normal
    to that side; Refused if they meet several, a face without pips, or one that is askew."""
    body = scene.body(name)
    eye = eye_out_of(body, poses, side)
    triangles = in_room(body, poses)
    hit = first_hits(eye, straight_rays(body, poses, eye), triangles).triangle
    faces = set(surface_of(body.shape).faces[hit[hit >= 0]].tolist())
    if len(faces) != 1 or (hit < 0).any():
        raise Refused("no one face", f"rays at the {side} of {name!r} meet {len(faces)}")
    glyph = dict(body.marks)[SIDES[faces.pop()]].glyph or ""
    if not glyph.removeprefix(PIPS).isdigit():
        raise Refused("no pips", f"the face at the {side} of {name!r} shows {glyph!r}")
    corners = triangles[hit[0]]
    normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    facing = float(normal @ OUTWARD[side] / np.linalg.norm(normal))
    if facing < LEAST_FACING:
        raise Refused("face askew", f"it is at a cosine of {facing:.2f} to the {side}")
    return int(glyph.removeprefix(PIPS)), facing


@measured.register
def _(ask: PipsOn, history: History) -> Found:
    """The pips of all the sides together."""
    if not ask.sides:
        raise Refused("no sides", "the ask names no side")
    scene, poses = history.scene, history.poses
    found = [pips_at(scene, poses, ask.body, side) for side in ask.sides]
    return Found(sum(pips for pips, _ in found), {"facing": min(facing for _, facing in found)})


# --- the fewest rolls ---------------------------------------------------------------------------

Cell = tuple[int, int]
"""Steps as wide as the die, to the east and to the north of where it lies."""

STEP: dict[Compass, Cell] = {"north": (0, 1), "east": (1, 0), "south": (0, -1), "west": (-1, 0)}
HIGH = 10  # sizes of the die: how far above a square the eye is
FOOT = 0.2  # of the size of the die, from the middle of a square: as far as rays are sent
AT_GOAL = 0.3  # of the size of the die: so near its middle is to that of the goal
MOST = 64  # squares each way from the die


class Ground(NamedTuple):
    """(3,) the middle of the die at the start, its (3,) sizes, (n, 3, 3) triangles of the board and
    the blocks, and how many of them are the board's."""

    place: Doubles
    size: Doubles
    triangles: Doubles
    board: int

    def free(self, place: Doubles) -> bool:
        """Whether rays from above all meet the board there first; Refused where only some do."""
        eye = place + OUTWARD["top"] * HIGH * self.size[2]
        aside = FOOT * self.size * [[0, 0, 0], [1, 1, 0], [1, -1, 0], [-1, 1, 0], [-1, -1, 0]]
        hit = first_hits(eye, place - eye + aside, self.triangles).triangle
        board = (hit >= 0) & (hit < self.board)
        if board.any() and not board.all():
            raise Refused("half on a square", "a block or the rim reaches into a square")
        return bool(board.all())

    def near(self, place: Doubles, goal: Doubles) -> bool:
        """Whether a place is over the goal; Refused where it hardly is."""
        away = np.abs((place - goal)[:2] / self.size[:2]).max()
        if AT_GOAL < away < 1 - AT_GOAL:
            raise Refused("beside the goal", f"the die is {away:.2f} of its size off the goal")
        return bool(away <= AT_GOAL)


def ground(ask: ShortestRoll, scene: Scene, poses: Poses) -> Ground:
    """What the die rolls on."""
    size = np.ptp(in_room(scene.body(ask.body), poses).reshape(-1, 3), axis=0)
    board = in_room(scene.body(ask.board), poses)
    blocks = [in_room(scene.body(name), poses) for name in ask.blocks]
    return Ground(middle(poses, ask.body), size, np.concatenate([board, *blocks]), len(board))


def free_cells(on: Ground, goal: Doubles) -> dict[Cell, bool]:
    """The squares that the die can come to, and whether the goal is there."""
    found: dict[Cell, bool] = {}
    waiting: list[Cell] = [(0, 0)]
    looked = {(0, 0)}
    for cell in waiting:
        place = on.place + on.size * [*cell, 0]
        if max(map(abs, cell)) > MOST or not on.free(place):
            continue
        found[cell] = on.near(place, goal)
        around = [(cell[0] + x, cell[1] + y) for x, y in STEP.values()]
        waiting += [one for one in around if one not in looked]
        looked.update(around)
    return found


class Lying(NamedTuple):
    """The ways to lie that rolling leads to, numbered from 0 as at the start: which each roll leads
    to, and the pips on top."""

    after: list[dict[Compass, int]]
    pips: list[int]


def lying(ask: ShortestRoll, scene: Scene, poses: Poses) -> Lying:
    """Every way to lie, by rolling the mesh until nothing new comes."""
    known = [poses[ask.body]]
    found = Lying([], [])
    for pose in known:
        there = poses | {ask.body: pose}
        found.pips.append(pips_at(scene, there, ask.body, "top")[0])
        after = {way: tipped(scene, there, ask.body, way)[ask.body] for way in STEP}
        found.after.append({way: _number(known, one) for way, one in after.items()})
    return found


def _number(known: list[Matrix4], pose: Matrix4) -> int:
    """Which of the known poses a body lies as; if as none, one more is known."""
    for number, other in enumerate(known):
        if np.abs(pose[:3, :3] - other[:3, :3]).max() < NEAR:
            return number
    known.append(pose)
    return len(known) - 1


@lru_cache(maxsize=16)
def shortest(ask: ShortestRoll, scene: Scene) -> tuple[Compass, ...]:
    """The first of the shortest ways, in the order of the compass; Refused if there is none."""
    poses = poses_at_start(scene)
    on = ground(ask, scene, poses)
    cells, ways = free_cells(on, middle(poses, ask.goal)), lying(ask, scene, poses)
    waiting: list[tuple[Cell, int, tuple[Compass, ...]]] = [((0, 0), 0, ())]
    seen = {((0, 0), 0)}
    for cell, pose, rolls in waiting:
        if cells[cell] and ways.pips[pose] == ask.pips:
            return rolls
        for way, (x, y) in STEP.items():
            there = (cell[0] + x, cell[1] + y), ways.after[pose][way]
            if there[0] in cells and there not in seen:
                seen.add(there)
                waiting.append((*there, (*rolls, way)))
    raise Refused("no way", "no rolls bring the die to the goal as it is asked for")


@measured.register
def _(ask: ShortestRoll, history: History) -> Found:
    return Found(list(shortest(ask, history.scene)), {})


@built.register
def _(ask: ShortestRoll, history: History, steps: Sequence[Compass]) -> bool:
    """The die rolled on its mesh all the way, and looked at from above at the end."""
    scene, poses = history.scene, history.poses
    on = ground(ask, scene, poses)
    for way in steps:
        poses = tipped(scene, poses, ask.body, way)
        if not on.free(middle(poses, ask.body)):
            return False
    at_goal = on.near(middle(poses, ask.body), middle(poses, ask.goal))
    shown = pips_at(scene, poses, ask.body, "top")[0] == ask.pips
    return at_goal and shown and len(steps) == len(shortest(ask, scene))
