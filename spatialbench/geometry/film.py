"""A story as a sequence of frames: poses in between, so that every event is seen to happen.

Frames are sampled so that nothing has to be guessed: a turn moves by less than 45° a frame (half of
the quarter turn after which a cube looks the same), exchanged bodies each keep to a lane of their
own, and a body that goes behind a screen is shown before, hidden, and after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import singledispatch
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.followed import between, in_paper, look_alikes, parts_between
from spatialbench.geometry.footage import Footage
from spatialbench.geometry.kinds import Event, beside
from spatialbench.geometry.lanes import lane_depth, lanes
from spatialbench.geometry.quaternions import Exact
from spatialbench.geometry.replay import (
    Poses,
    add,
    carried_by,
    holds,
    standing_at,
    start,
    step,
    subtract,
)
from spatialbench.geometry.rotations import NORMALS, Vector
from spatialbench.geometry.scene import Pose, Scene
from spatialbench.geometry.story import (
    ComeOut,
    Exchange,
    GoBehind,
    Hide,
    Leave,
    Lift,
    Move,
    Nudge,
    Show,
    Story,
    Turn,
)
from spatialbench.geometry.unseen import bared, unseen_after

Matrix4 = NDArray[np.float64]
Moments = Iterator[dict[str, Matrix4]]
DEGREES_A_FRAME = 30
AS_IT_IS = Footage()
LEAST_ALONG = 3  # parts of the way along a lane


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One moment: (4, 4) poses of all bodies by name, the number of the event that is on (−1 before
    the first), and the bodies that are out of sight.

    What is out of sight is not drawn: even its shadow, or a rounding of light, could tell where it
    is."""

    event: int
    poses: dict[str, Matrix4]
    unseen: frozenset[str] = frozenset()


def pose_matrix(pose: Pose) -> Matrix4:
    """(4, 4) float64: the body's own millimetres → the room's."""
    matrix = np.eye(4)
    matrix[:3, :3] = pose.orientation.matrix
    matrix[:3, 3] = pose.position
    return matrix


def axis_rotation(axis: Vector | Exact, degrees: float) -> Matrix4:
    """(4, 4) rotation about a unit axis through the origin, counter-clockwise from its tip."""
    x, y, z = (float(part) for part in axis)
    c, s = cos(radians(degrees)), sin(radians(degrees))
    k = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    matrix = np.eye(4)
    matrix[:3, :3] = np.eye(3) + s * k + (1 - c) * (k @ k)
    return matrix


def matrices(poses: Poses) -> dict[str, Matrix4]:
    return {name: pose_matrix(pose) for name, pose in poses.items()}


def _shifted(poses: Poses, names: list[str], by: Vector) -> dict[str, Matrix4]:
    return matrices(
        poses | {n: Pose(add(poses[n].position, by), poses[n].orientation) for n in names}
    )


def _turning(
    poses: Poses, event: Turn, frames_a_turn: int | None = None
) -> Iterator[dict[str, Matrix4]]:
    """The moments between, evenly: 30° apart, or so many a turn that its end is the last frame."""
    sign = 1 if event.direction == "counterclockwise" else -1
    pose = poses[event.body]
    axis: Vector | Exact = NORMALS[event.seen_from]
    if event.frame == "own":
        axis = pose.orientation(NORMALS[event.seen_from])
    whole = 90 * event.quarters
    count = frames_a_turn or whole // DEGREES_A_FRAME
    for number in range(1, count):
        matrix = axis_rotation(axis, sign * whole * number / count) @ pose_matrix(
            Pose((0, 0, 0), pose.orientation)
        )
        matrix[:3, 3] = pose.position
        yield matrices(poses) | {event.body: matrix}


def _with_contents(scene: Scene, poses: Poses, name: str) -> list[str]:
    return [name, *carried_by(scene, poses, name, holds)]


def _along(
    scene: Scene, poses: Poses, name: str, places: list[Vector]
) -> Iterator[dict[str, Matrix4]]:
    names = _with_contents(scene, poses, name)
    for place in places:
        yield _shifted(poses, names, subtract(place, poses[name].position))


def _hiding(scene: Scene, poses: Poses, event: Hide) -> Iterator[dict[str, Matrix4]]:
    after = step(scene, poses, event)
    if scene.body(event.container).shape.opens == "below":
        up = (0, 0, lift_height(scene, event.container))
        yield _shifted(poses, [event.container], up)
        yield _shifted(after, [event.container], up)
    else:
        height = 2 * scene.body(event.container).shape.extent()[2]
        yield _shifted(after, [event.body], (0, 0, height))


def lift_height(scene: Scene, name: str) -> int:
    """How far a cup is lifted: enough to see all that was under it."""
    return 2 * scene.body(name).shape.extent()[2] + 10


def _exchanging(scene: Scene, poses: Poses, event: Exchange) -> Moments:
    """Into the lanes, along them, evenly, and (at the end of the event) out of them."""
    moves = [(standing_at(scene, poses, place), to) for place, to in event.moves]
    taken = lanes([(poses[name].position[0], to[0]) for name, to in moves])
    one, two = dict(poses), dict(poses)
    for (name, to), lane in zip(moves, taken, strict=True):
        aside = (0, lane_depth(lane, 2 * scene.body(name).shape.extent()[0]), 0)
        along = add(subtract(to, poses[name].position), aside)
        for each in _with_contents(scene, poses, name):
            one[each] = replace(poses[each], position=add(poses[each].position, aside))
            two[each] = replace(poses[each], position=add(poses[each].position, along))
    first, last = matrices(one), matrices(two)
    parts = parts_between(first, last, look_alikes(scene), ())
    yield from (first, *between(first, last, max(parts, LEAST_ALONG)), last)


def _tipping(scene: Scene, poses: Poses, name: str) -> Iterator[dict[str, Matrix4]]:
    """Tipped toward the viewer and lying on the table: opening to the front, whatever is inside
    turned with it."""
    half = scene.body(name).shape.extent()
    centre = np.array(poses[name].position, dtype=np.float64)
    lift = half[1] - half[2]
    turn = axis_rotation((1, 0, 0), 90.0)
    now = matrices(poses)
    for member in _with_contents(scene, poses, name):
        matrix = now[member].copy()
        matrix[:3, 3] -= centre
        matrix = turn @ matrix
        matrix[:3, 3] += centre
        matrix[2, 3] += lift
        now[member] = matrix
    yield now


@singledispatch
def filmed(event: Event, scene: Scene, poses: Poses) -> Moments:
    """The moments between the poses before an event and those after it, as (4, 4) poses of all
    bodies; may be none. An ability's `filming.py` says so of its own events."""
    moments: Moments = beside(filmed, event, "filming")(event, scene, poses)
    return moments


@filmed.register
def _(event: Turn, scene: Scene, poses: Poses) -> Moments:
    return _turning(poses, event)


@filmed.register
def _(event: Hide, scene: Scene, poses: Poses) -> Moments:
    return _hiding(scene, poses, event)


@filmed.register
def _(event: Exchange, scene: Scene, poses: Poses) -> Moments:
    return _exchanging(scene, poses, event)


@filmed.register
def _(event: Lift, scene: Scene, poses: Poses) -> Moments:
    yield _shifted(poses, [event.body], (0, 0, lift_height(scene, event.body)))


@filmed.register
def _(event: Nudge, scene: Scene, poses: Poses) -> Moments:
    depth = 2 * scene.body(event.body).shape.extent()[1]
    place = add(poses[event.body].position, (0, -depth, 0))
    return _along(scene, poses, event.body, [place])


@filmed.register(GoBehind)
@filmed.register(ComeOut)
def _(event: GoBehind | ComeOut, scene: Scene, poses: Poses) -> Moments:
    return _along(scene, poses, event.body, list(event.via))


@filmed.register
def _(event: Move, scene: Scene, poses: Poses) -> Moments:
    by = subtract(event.to, poses[event.body].position)
    half = (by[0] // 2, by[1] // 2, by[2] // 2)
    return _along(scene, poses, event.body, [add(poses[event.body].position, half)])


@filmed.register
def _(event: Show, scene: Scene, poses: Poses) -> Moments:
    return _tipping(scene, poses, event.body)


@filmed.register
def _(event: Leave, scene: Scene, poses: Poses) -> Moments:
    return iter(())


def frames(scene: Scene, story: Story, footage: Footage = AS_IT_IS) -> Iterator[Frame]:
    """The start, then for every event the moments in between and its end; nothing for what happens
    unseen.

    Turns are by 30° a frame; or each takes so many frames, its end included, whatever its angle,
    and the number of frames says no more than that of the turns. Bodies that are wrapped begin each
    event unturned, so that not even a rounding of light tells how they lie. Of bodies that look
    alike the nearest in the next frame is the same one (`geometry.followed`), but of those that are
    counted and never told apart."""
    scene = in_paper(scene, footage.wrapped)
    groups = look_alikes(scene, footage.counted)
    last: Frame | None = None
    for frame in _moments(scene, story, footage.frames_a_turn, footage.wrapped):
        if last is not None:
            unseen = last.unseen | frame.unseen
            parts = parts_between(last.poses, frame.poses, groups, unseen)
            for poses in between(last.poses, frame.poses, parts):
                yield Frame(frame.event, poses, unseen)
        yield frame
        last = frame


def _moments(
    scene: Scene, story: Story, frames_a_turn: int | None, alike: Collection[str]
) -> Iterator[Frame]:
    """The start, and what the events say of themselves."""
    poses = start(scene)
    unseen: frozenset[str] = frozenset()
    yield Frame(-1, _unturned(matrices(poses), poses, alike))
    for number, event in enumerate(story):
        if frames_a_turn is not None and isinstance(event, Turn):
            between = _turning(poses, event, frames_a_turn)
        else:
            between = filmed(event, scene, poses)
        for moment in between:
            shown = _unturned(moment, poses, alike)
            yield Frame(number, shown, unseen - bared(event, scene, poses))
        poses = step(scene, poses, event)
        unseen = unseen_after(event, scene, poses, unseen)
        if not event.secret:  # a frame of its own would tell that it happened
            yield Frame(number, _unturned(matrices(poses), poses, alike), unseen)


def _unturned(
    moment: dict[str, Matrix4], poses: Poses, alike: Collection[str]
) -> dict[str, Matrix4]:
    """The moment, as if these bodies had not been turned before the event."""
    for name in alike:
        before = np.array(poses[name].orientation.matrix, np.float64)
        moment[name][:3, :3] = moment[name][:3, :3] @ before.T + 0.0  # no negative zero
    return moment
