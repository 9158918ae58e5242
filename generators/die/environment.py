"""A die to be rolled to a goal so that a number is on top there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, ClassVar  # JSON

from spatialbench.environments.environment import Environment, Told
from spatialbench.generators.die.dice import (
    COMPASS,
    DIE,
    SIDE,
    SIDE_OF,
    STEPS,
    TIPS,
    Cell,
    draw_colour,
    draw_numbers,
)
from spatialbench.generators.die.kinds import Compass, Heading, Plan, Squares
from spatialbench.generators.die.shortest_roll import (
    LEVELS,
    THICK,
    draw_board,
    middle_of,
    rows_of,
    scene_of,
)
from spatialbench.generators.die.ways import Board, search
from spatialbench.geometry.kinds import Phrase
from spatialbench.geometry.rotations import FACES, IDENTITY, Rotation
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Picture, Shot, Term

LARGEST = max(level.size for level in LEVELS.values())
WAYS: dict[str, Compass] = {way: way for way in COMPASS}
_FREE, _BLOCKED, _NO_SQUARE = range(3)


class RollToGoal(Environment):
    """Boards, goals and numbers are drawn as in `die/shortest-roll`."""

    id: ClassVar[str] = "die/roll-to-goal"
    task: ClassVar[str] = "die/shortest-roll-v1"
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    actions: ClassVar[tuple[str, ...]] = COMPASS
    sizes: ClassVar[tuple[int, ...]] = (
        *([LARGEST] * 2),
        *([7] * 6),
        *([LARGEST] * 2),
        7,
        *([3] * LARGEST**2),
    )

    _board: Board
    _goal_at: Cell
    _face: str
    _numbers: dict[str, int]
    _colour: str
    _cell: Cell
    _turn: Rotation

    def _draw(self, draw: Draw) -> None:
        found = draw_board(draw, LEVELS[self.level])
        self._board, (self._goal_at, self._face) = found.board, found.target
        self._numbers, self._colour = draw_numbers(draw), draw_colour(draw)
        self._cell, self._turn = found.board.start, IDENTITY

    def _do(self, action: str) -> Told | None:
        way = WAYS[action]
        there = (self._cell[0] + STEPS[way][0], self._cell[1] + STEPS[way][1])
        if not self._board.free(there):
            return None
        self._cell, self._turn = there, self._turn.then(TIPS[way])
        on_top = self._turn.came_from("top") == self._face
        self.reached = there == self._goal_at and on_top
        return Told("rolled", {"way": Heading(way)})

    def solve(self) -> Sequence[str]:
        """The first of the shortest ways from here: to whoever begins here, the face that is to be
        on top is where it has come to."""
        if self.done:
            return ()
        reached = search(self._board._replace(start=self._cell))
        return reached.way((self._goal_at, self._turn.goes_to(self._face)))

    def _now(self) -> dict[str, int]:
        return {side: self._numbers[self._turn.came_from(side)] for side in FACES}

    def goal(self) -> dict[str, Any]:
        """The square, in columns to the east and rows to the north from 0, and the number."""
        return {"square": list(self._goal_at), "top": self._numbers[self._face]}

    def _plan(self) -> tuple[tuple[str, ...], ...]:
        """The board as it is drawn; on the goal the die hides it."""
        rows = [list(row) for row in rows_of(self._board._replace(start=self._cell), self._goal_at)]
        x, y = self._cell
        rows[self._board.rows - 1 - y][x] = "start"
        return tuple(map(tuple, rows))

    def _goal(self) -> Told:
        x, y = self._goal_at
        return Told(
            "goal",
            {
                "size": ("number", self._board.columns),
                "number": ("number", self._numbers[self._face]),
                "column": ("number", x + 1),
                "row": ("number", y + 1),
            },
        )

    def _state(self) -> Told:
        now = self._now()
        sides: dict[str, Term | Phrase] = {way: ("number", now[SIDE_OF[way]]) for way in COMPASS}
        return Told("state", {**sides, "plan": Plan(self._plan()), "top": ("number", now["top"])})

    def scene(self) -> Scene:
        """The board with the die where it lies."""
        start = scene_of(self._board, self._goal_at, self._numbers, self._colour)
        place = middle_of(self._cell, self._board.columns, THICK + SIDE // 2)
        bodies = [
            Body(b.name, b.shape, Pose(place, self._turn), b.colour, b.marks)
            if b.name == DIE
            else b
            for b in start.bodies
        ]
        return Scene(tuple(bodies), start.camera)

    def stills(self) -> tuple[Picture, ...]:
        """The die from the south-east and from the north-west, and the board from above."""
        x, y, z = middle_of(self._cell, self._board.columns, THICK + SIDE // 2)
        bodies = tuple(body for body in self.scene().bodies if body.name == DIE)
        near = Camera((x + 230, y - 260, z + 250), (x, y, z), 26)
        far = Camera((x - 230, y + 260, z + 250), (x, y, z), 26)
        shots = [Shot(camera, Scene(bodies, camera, floor=False)) for camera in (near, far)]
        return (*shots, Squares(self._plan()))

    def vector(self) -> tuple[int, ...]:
        """Square and numbers of the die, square and number of the goal, and the board from the
        south-west: free, blocked, or no square."""
        cells = product(range(LARGEST), range(LARGEST))
        board = [self._square((x, y)) for y, x in cells]
        now = self._now()
        return (
            *self._cell,
            *(now[side] for side in FACES),
            *self._goal_at,
            self._numbers[self._face],
            *board,
        )

    def _square(self, cell: Cell) -> int:
        if max(cell) >= self._board.columns:
            return _NO_SQUARE
        return _BLOCKED if cell in self._board.blocked else _FREE


ENVIRONMENTS = (RollToGoal,)
