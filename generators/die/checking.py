"""Rolls carried out from square to square: whether they do what is asked, or nearly."""

from __future__ import annotations

from functools import lru_cache

from spatialbench.generators.die.kinds import ShortestRoll
from spatialbench.generators.die.ways import Board, Target, search, walked
from spatialbench.geometry.rotations import NORMALS
from spatialbench.geometry.scene import Scene, marks_in_room
from spatialbench.probes.construction import tried
from spatialbench.probes.trial import Steps, Tried

LIKE = ("too-long", "wrong-number", "through-a-block", "ends-beside")
"""The near misses."""


@lru_cache(maxsize=64)
def read(ask: ShortestRoll, scene: Scene) -> tuple[Board, Target, int]:
    """The board of a scene in squares, what is to be reached, and with how many rolls at least."""
    board, body = scene.body(ask.board), scene.body(ask.body)
    side = 2 * body.shape.extent()[0]
    left, low = (board.pose.position[i] - board.shape.extent()[i] for i in (0, 1))

    def cell(name: str) -> tuple[int, int]:
        x, y, _ = scene.body(name).pose.position
        return (x - left) // side, (y - low) // side

    columns, rows = (2 * board.shape.extent()[i] // side for i in (0, 1))
    blocked = frozenset(map(cell, ask.blocks))
    found = Board(columns, rows, blocked, cell(ask.body))
    marks = marks_in_room(body, body.pose.orientation)  # type: ignore[arg-type]
    face = next(face for face in NORMALS if marks[face].glyph == f"pips-{ask.pips}")
    target = (cell(ask.goal), face)
    return found, target, search(found).least[target]


@tried.register
def _(ask: ShortestRoll, scene: Scene, steps: Steps) -> Tried:
    board, target, least = read(ask, scene)
    end, free = walked(board, steps)
    if not free:
        return Tried(False, ("through-a-block",) if end == target else ())
    if end == target:
        return Tried(True) if len(steps) == least else Tried(False, ("too-long",))
    if end[0] == target[0]:
        return Tried(False, ("wrong-number",))
    apart = abs(end[0][0] - target[0][0]) + abs(end[0][1] - target[0][1])
    return Tried(False, ("ends-beside",) if apart == 1 else ())
