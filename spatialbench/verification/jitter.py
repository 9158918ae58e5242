"""The same program with everything a little elsewhere, a little larger or smaller, a little sooner
or later.

All lengths come back in micrometres, so that a thousandth can be drawn as a whole number; times are
milliseconds before and after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import isqrt
from typing import Any  # parts of any kind

from spatialbench.geometry.kinds import Means, changed
from spatialbench.geometry.program import Program
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Compound, Mesh, Part, Shape
from spatialbench.probes.draw import Draw

FINER = 1000  # micrometres a millimetre
SHARE = 20  # thousandths: 2 % either way


def jittered(program: Program, draw: Draw) -> Program:
    """The program in micrometres, with sizes, speeds and times changed by up to 2 %, places moved
    along each axis by up to 2 % of the spacing of the scene, and cameras by up to 2 % of their
    distance.

    Every event's place is moved on its own; the places of an ask stay, for they are what the
    bodies' places are compared with.
    """
    scene, story, ask = program
    shaking = Shaking(draw, spacing(scene), tuple(b.pose.position for b in scene.bodies))
    return Program(
        replace(
            scene,
            bodies=tuple([shaking.body(body) for body in scene.bodies]),
            camera=shaking.camera(scene.camera),
            agents=tuple(
                replace(a, position=shaking.place(a.position), target=shaking.place(a.target))
                for a in scene.agents
            ),
        ),
        tuple([changed(event, shaking.part) for event in story]),
        changed(ask, shaking.part),
    )


def _square(one: Vector, other: Vector) -> int:
    x, y, z = one[0] - other[0], one[1] - other[1], one[2] - other[2]
    return x * x + y * y + z * z


def _distance(one: Vector, other: Vector) -> int:
    return isqrt(_square(one, other))


def spacing(scene: Scene) -> int:
    """The largest distance in millimetres from the middle of a body to that of its nearest
    neighbour; for a body alone, its largest extent."""
    if len(scene.bodies) == 1:
        return 2 * max(scene.bodies[0].shape.extent())
    places = [body.pose.position for body in scene.bodies]
    return isqrt(
        max(
            min(_square(place, other) for other in places[:i] + places[i + 1 :])
            for i, place in enumerate(places)
        )
    )


def _finer(place: Vector) -> Vector:
    return (FINER * place[0], FINER * place[1], FINER * place[2])


@dataclass(frozen=True, slots=True)
class Shaking:
    """Moves and resizes by what it draws; `reach` is the spacing of the scene, and `places`
    those of its bodies, in millimetres."""

    draw: Draw
    reach: int
    places: tuple[Vector, ...]

    def near(self, place: Vector, reach: int) -> Vector:
        """A place moved along each axis by up to 2 % of the reach."""
        slack, draw = SHARE * reach, self.draw.between
        x = FINER * place[0] + draw(-slack, slack)
        y = FINER * place[1] + draw(-slack, slack)
        return (x, y, FINER * place[2] + draw(-slack, slack))

    def place(self, place: Vector) -> Vector:
        """A place moved by up to 2 % of the spacing."""
        return self.near(place, self.reach)

    def camera(self, camera: Camera) -> Camera:
        """A camera moved by up to 2 % of how far it looks."""
        reach = _distance(camera.position, camera.target)
        position = self.near(camera.position, reach)
        return Camera(position, _finer(camera.target), camera.view_angle)

    def size(self, length: int) -> int:
        """A length longer or shorter by up to 2 %."""
        return length * (FINER + self.draw.between(-SHARE, SHARE))

    def part(self, meaning: Means, value: Any) -> Any:
        """A part of an event, ask or shape, by what it means; what is no length stays."""
        match meaning:
            case Means.PLACE:
                return self.place(value)
            case Means.FIXED:
                return _finer(value)
            case Means.EYE:
                return self.near(value, min(_distance(value, place) for place in self.places))
            case Means.LENGTH:
                return self.size(value)
            case Means.DURATION:
                return self.size(value) // FINER
            case Means.SPEED:
                return (self.size(value[0]), self.size(value[1]), self.size(value[2]))
            case _:
                return value

    def body(self, body: Body) -> Body:
        """A body moved and resized."""
        pose = Pose(self.place(body.pose.position), body.pose.orientation)
        return Body(body.name, self.shape(body.shape), pose, body.colour, body.marks)

    def shape(self, shape: Shape) -> Shape:
        """A shape with every length changed on its own; a mesh is stretched along its axes, and
        what is put together grows as a whole, so that its parts still touch."""
        if isinstance(shape, Mesh):
            a, b, c = (self.size(1) for _ in range(3))
            stretched = tuple((a * x, b * y, c * z) for x, y, z in shape.vertices)
            return replace(shape, vertices=stretched)
        if isinstance(shape, Compound):
            factor = self.size(1)
            return replace(shape, parts=tuple([_grown(part, factor) for part in shape.parts]))
        return changed(shape, self.part)


def _grown(part: Part, factor: int) -> Part:
    """A part of a whole, in micrometres, with everything larger by the same factor."""
    if isinstance(part.shape, Mesh):
        corners = tuple([_times(factor, Means.PLACE, corner) for corner in part.shape.vertices])
        return Part(
            replace(part.shape, vertices=corners),
            _times(factor, Means.PLACE, part.at),
            part.turned,
        )
    return changed(part, partial(_times, factor))


def _times(factor: int, meaning: Means, value: Any) -> Any:
    if meaning is Means.LENGTH:
        return factor * value
    return tuple([factor * part for part in value]) if meaning is Means.PLACE else value
