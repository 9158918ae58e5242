"""The same program with everything a little elsewhere and a little larger or smaller.

All lengths come back in micrometres, so that a thousandth can be drawn as a whole number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isqrt

from spatialbench.geometry.asks import Ask, AtWhichPlace, VisibleFaces
from spatialbench.geometry.program import Program
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import (
    Body,
    Box,
    Camera,
    Cup,
    Cylinder,
    Mesh,
    OpenBox,
    Pose,
    Scene,
    Shape,
    Sphere,
    half_extent,
)
from spatialbench.geometry.story import (
    ComeOut,
    Event,
    Exchange,
    GoBehind,
    Leave,
    MayLeave,
    Move,
)
from spatialbench.probes.draw import Draw

FINER = 1000  # micrometres a millimetre
SHARE = 20  # thousandths: 2 % either way


def jittered(program: Program, draw: Draw) -> Program:
    """The program in micrometres, with sizes changed by up to 2 %, places moved along each axis by
    up to 2 % of the spacing of the scene, and cameras by up to 2 % of their distance.

    Every event's place is moved on its own; the places of an ask stay, for they are what the
    bodies' places are compared with.
    """
    scene, story, ask = program
    shaking = Shaking(draw, spacing(scene))
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
        tuple([shaking.event(event) for event in story]),
        _shaken_ask(scene, ask, shaking),
    )


def _distance(one: Vector, other: Vector) -> int:
    return isqrt(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)))


def spacing(scene: Scene) -> int:
    """The largest distance in millimetres from the middle of a body to that of its nearest
    neighbour; for a body alone, its largest extent."""
    if len(scene.bodies) == 1:
        return 2 * max(half_extent(scene.bodies[0].shape))
    places = [body.pose.position for body in scene.bodies]
    return max(
        min(_distance(place, other) for j, other in enumerate(places) if j != i)
        for i, place in enumerate(places)
    )


def _shaken_ask(scene: Scene, ask: Ask, shaking: Shaking) -> Ask:
    match ask:
        case VisibleFaces(body=body, camera=camera):
            reach = _distance(camera, scene.body(body).pose.position)
            return replace(ask, camera=shaking.near(camera, reach))
        case AtWhichPlace(places=places):
            return replace(ask, places=tuple([_finer(place) for place in places]))
        case _:
            return ask


def _finer(place: Vector) -> Vector:
    return (FINER * place[0], FINER * place[1], FINER * place[2])


@dataclass(frozen=True, slots=True)
class Shaking:
    """Moves and resizes by what it draws; `reach` is the spacing of the scene, millimetres."""

    draw: Draw
    reach: int

    def near(self, place: Vector, reach: int) -> Vector:
        """A place moved along each axis by up to 2 % of the reach."""
        slack = SHARE * reach
        x, y, z = (FINER * part + self.draw.between(-slack, slack) for part in place)
        return (x, y, z)

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

    def sizes(self, lengths: Vector) -> Vector:
        """Three lengths, each on its own."""
        return (self.size(lengths[0]), self.size(lengths[1]), self.size(lengths[2]))

    def body(self, body: Body) -> Body:
        """A body moved and resized."""
        pose = Pose(self.place(body.pose.position), body.pose.orientation)
        return replace(body, shape=self.shape(body.shape), pose=pose)

    def shape(self, shape: Shape) -> Shape:
        """A shape with every length changed on its own."""
        match shape:
            case Box(size=size):
                return Box(self.sizes(size))
            case Sphere(radius=radius):
                return Sphere(self.size(radius))
            case Cylinder(radius=radius, height=height):
                return Cylinder(self.size(radius), self.size(height))
            case Cup(top_radius=top, rim_radius=rim, height=height, wall=wall):
                return Cup(self.size(top), self.size(rim), self.size(height), self.size(wall))
            case OpenBox(size=size, wall=wall):
                return OpenBox(self.sizes(size), self.size(wall))
            case Mesh(vertices=vertices):
                a, b, c = self.sizes((1, 1, 1))
                return replace(shape, vertices=tuple((a * x, b * y, c * z) for x, y, z in vertices))

    def event(self, event: Event) -> Event:
        """An event with its places moved."""
        match event:
            case Move() | MayLeave() | Leave():
                return replace(event, to=self.place(event.to))
            case GoBehind() | ComeOut():
                via = tuple([self.place(place) for place in event.via])
                return replace(event, to=self.place(event.to), via=via)
            case Exchange(moves=moves):
                return Exchange(tuple([(name, self.place(to)) for name, to in moves]))
            case _:
                return event
