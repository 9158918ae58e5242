"""What a tower carries, by forces: a second truth in which nothing is known of middles over edges.

Weights act where the meshes have the middle of their volume. Between two blocks, forces can only
push, at the corners of where their outlines overlap; whether such forces hold what is above is a
linear program. Once each joint is looked at alone, with all above it as one piece, and once all
blocks together, each for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

from spatialbench.errors import Refused
from spatialbench.generators.causal.towers.kinds import STANDS, Overloaded
from spatialbench.verification.bodies import Poses, in_room
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.rays import Doubles

CLEAR = (0.04, 0.02, 0.01, 0.005)
"""Of a width: were the edges so much nearer and farther, nothing would change. The first that holds
is the margin; the last must."""


class Solid(NamedTuple):
    """The weight of a block, the (3,) middle of its volume, and its lowest and highest (3,)
    corner."""

    weight: float
    middle: Doubles
    low: Doubles
    high: Doubles


def _solid(triangles: Doubles, weight: float) -> Solid:
    """By the pyramids between its triangles and the origin."""
    volumes = np.linalg.det(triangles) / 6
    middle = (triangles.sum(1) / 4 * volumes[:, None]).sum(0) / volumes.sum()
    corners = triangles.reshape(-1, 3)
    return Solid(weight, middle, corners.min(0), corners.max(0))


def _touching(below: Solid, above: Solid) -> Doubles:
    """(4, 2) the corners of where two outlines overlap, seen from above."""
    low, high = np.maximum(below.low, above.low)[:2], np.minimum(below.high, above.high)[:2]
    if (low >= high).any():
        raise Refused("not on each other", "two blocks of the tower do not overlap")
    return np.array([[x, y] for x in (low[0], high[0]) for y in (low[1], high[1])])


def reach(load: Sequence[Solid], corners: Doubles) -> float:
    """By what factor the corners must be drawn apart, from their middle, for pushes there to hold
    the load: below 1 what they are is enough. The pushes, times that factor, are least in sum."""
    weights = np.array([solid.weight for solid in load])
    middle = corners.mean(0)
    moments = weights @ np.array([solid.middle[:2] - middle for solid in load])
    found = linprog(np.ones(len(corners)), A_eq=(corners - middle).T, b_eq=moments / weights.sum())
    if found.fun is None:
        raise Refused("no forces", found.message)
    return float(found.fun)


def stands(tower: Sequence[Solid]) -> bool:
    """Whether pushes at all the joints can hold every block for itself."""
    joints = [_touching(below, above) for below, above in pairwise(tower)]
    count, pushes = len(tower) - 1, 4 * len(joints)
    forces, wanted = np.zeros((3 * count, pushes)), np.zeros(3 * count)
    for number, solid in enumerate(tower[1:]):  # the lowest one stands on the table
        rows = slice(3 * number, 3 * number + 3)
        for joint, sign in ((number, 1), (number + 1, -1)):
            if joint < count:
                arms = joints[joint] - solid.middle[:2]
                forces[rows, 4 * joint : 4 * joint + 4] = sign * np.vstack([np.ones(4), arms.T])
        wanted[3 * number] = solid.weight
    return bool(linprog(np.zeros(pushes), A_eq=forces, b_eq=wanted).status == 0)


def _tower(ask: Overloaded, history: History, poses: Poses) -> list[tuple[str, Solid]]:
    """The blocks with their colours, from the bottom up by where they are."""
    bodies = [history.scene.body(name) for name in ask.blocks]
    found = [
        (body.colour, _solid(in_room(body, poses), float(weight)))
        for body, weight in zip(bodies, ask.weights, strict=True)
    ]
    return sorted(found, key=lambda block: float(block[1].middle[2]))


def _fails(below: Solid, above: Solid, load: Sequence[Solid]) -> tuple[bool, float]:
    """Whether a block does not carry the load, and how far that is from the other, in shares of the
    wider of the two blocks: the first of `CLEAR` at which it is the same on both sides. Refused
    where it is at none."""
    corners = _touching(below, above)
    width = np.maximum(below.high - below.low, above.high - above.low)[:2]
    for share in CLEAR:
        out = share * width * np.sign(corners - corners.mean(0))
        less, more = reach(load, corners + out), reach(load, corners - out)
        if not less < 1 < more:
            return less > 1, share
    raise Refused("on the edge", f"a load is less than {CLEAR[-1]} of a width from an edge")


@measured.register
def _(ask: Overloaded, history: History) -> Found:
    """The colours of the blocks that do not carry what is above them."""
    tower = _tower(ask, history, history.poses)
    solids = [solid for _, solid in tower]
    overloaded, clear = [], CLEAR[0]
    for number, (below, above) in enumerate(pairwise(solids)):
        fails, far = _fails(below, above, solids[number + 1 :])
        clear = min(clear, far)
        if fails:
            overloaded.append(tower[number][0])
    if stands(solids) == bool(overloaded):
        raise Refused("two truths", "joint by joint it is not what all blocks together do")
    return Found(sorted(overloaded) or [STANDS], {"clear": clear})
