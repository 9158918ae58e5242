"""Which number is on which side of a die after every move."""

from __future__ import annotations

from collections.abc import Mapping

from spatialbench.generators.die.dice import COMPASS, SIDE_OF
from spatialbench.generators.die.kinds import Heading, PipsOn
from spatialbench.geometry.kinds import Phrase
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import replay
from spatialbench.geometry.rotations import Rotation
from spatialbench.geometry.scene import Body
from spatialbench.items.tracing import Claim, State, traced
from spatialbench.probes.probe import Term

_NAMES: Mapping[str, Term | Phrase] = {
    "top": ("side", "top"),
    **{SIDE_OF[way]: Heading(way) for way in COMPASS},
    "bottom": ("side", "bottom"),
}
"""What the sides of the room are called here."""


@traced.register
def _(ask: PipsOn, program: Program) -> list[State]:
    body = program.scene.body(ask.body)
    states = replay(program.scene, program.story)
    turns = [poses[ask.body].orientation for poses in states]
    return [_numbers(body, turn) for turn in turns if isinstance(turn, Rotation)]


def _numbers(body: Body, turn: Rotation) -> State:
    return tuple(
        Claim("pips", {"side": name}, {"number": ("number", _pips(body, turn.came_from(side)))})
        for side, name in _NAMES.items()
    )


def _pips(body: Body, face: str) -> int:
    return int((dict(body.marks)[face].glyph or "").removeprefix("pips-"))
