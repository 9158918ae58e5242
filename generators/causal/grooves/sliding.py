"""A slide as an exact course, and a course as places in the room."""

from __future__ import annotations

from fractions import Fraction

from spatialbench.generators.causal.grooves.kinds import Slide
from spatialbench.generators.causal.grooves.lanes import FINE, REST, Course, Disc, place_at, play
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.shapes import Cylinder

UNIT = 10  # millimetres a centimetre
PACE = 10  # centimetres a second


def _sign(part: int) -> int:
    return (part > 0) - (part < 0)


def course_of(event: Slide, scene: Scene, poses: Poses) -> Course:
    """What happens to the discs of a slide, in their order. ValueError for what is not in whole
    centimetres, or not as fast as all others."""
    pushes = {push.body: push for push in event.pushes}
    discs = []
    for name in event.discs:
        shape, (x, y, _) = scene.body(name).shape, poses[name].position
        push, way, after = pushes.get(name), REST, 0
        if push is not None:
            way = (_sign(push.speed[0]), _sign(push.speed[1]))
            after = push.after * PACE // 1000
            if sorted(map(abs, push.speed)) != [0, 0, UNIT * PACE]:
                raise ValueError(f"{name!r}: a disc slides along one axis at {UNIT * PACE} mm/s")
        if not isinstance(shape, Cylinder) or x % UNIT or y % UNIT or shape.radius % UNIT:
            raise ValueError(f"{name!r}: expected a disc in whole centimetres")
        discs.append(Disc(x // UNIT, y // UNIT, shape.radius // UNIT, way, after))
    return play(discs)


def place_in_room(course: Course, number: int, time: Fraction) -> tuple[Fraction, Fraction]:
    """Where the middle of a disc is so many seconds after the beginning, in millimetres."""
    x, y = place_at(course.legs[number], int(time * PACE * FINE))
    return (Fraction(UNIT * x, FINE), Fraction(UNIT * y, FINE))


def raised(place: tuple[int, int], height: int) -> Vector:
    """Centimetres on the table as a place in millimetres."""
    return (UNIT * place[0], UNIT * place[1], height)
