"""Which colour is on which side after every turn, and where its arrow points."""

from __future__ import annotations

from spatialbench.generators.cube.arrows import POINTS
from spatialbench.generators.cube.kinds import ArrowAt
from spatialbench.geometry.asks import FacesAt, FaceToward, VisibleFaces
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import replay
from spatialbench.geometry.rotations import FACES, Rotation
from spatialbench.geometry.scene import Body
from spatialbench.items.tracing import Claim, State, traced


@traced.register(FacesAt)
@traced.register(FaceToward)
@traced.register(VisibleFaces)
def _(ask: FacesAt | FaceToward | VisibleFaces, program: Program) -> list[State]:
    body = program.scene.body(ask.body)
    return [_faces(body, turn) for turn in _turns(ask.body, program)]


@traced.register
def _(ask: ArrowAt, program: Program) -> list[State]:
    body = program.scene.body(ask.body)
    return [_arrows(body, turn) for turn in _turns(ask.body, program)]


def _turns(name: str, program: Program) -> list[Rotation]:
    """How the body has turned by the start and after each event."""
    found = [poses[name].orientation for poses in replay(program.scene, program.story)]
    return [turn for turn in found if isinstance(turn, Rotation)]


def _faces(body: Body, turn: Rotation) -> State:
    marks = dict(body.marks)
    return tuple(
        Claim(
            "face",
            {"side": ("side", side)},
            {"colour": ("colour", marks[turn.came_from(side)].colour)},
        )
        for side in FACES
    )


def _arrows(body: Body, turn: Rotation) -> State:
    marks, found = dict(body.marks), []
    for side in FACES:
        face = turn.came_from(side)
        mark = marks[face]
        to = turn.goes_to(POINTS[face][mark.turn])
        true = {"colour": ("colour", mark.colour), "to": ("side", to)}
        found.append(Claim("arrow", {"side": ("side", side)}, dict(true)))
    return tuple(found)
