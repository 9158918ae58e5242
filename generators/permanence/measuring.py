"""The permanence tasks' own events once more, on meshes."""

from __future__ import annotations

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.permanence.kinds import (
    FindAt,
    HideBeside,
    HowManyBehind,
    LookBehind,
    LookUnder,
    PassBehind,
    Roll,
    Shift,
    ShiftScreens,
    Slide,
    TradePlaces,
    Wait,
)
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Scene
from spatialbench.geometry.story import Exchange, Hide
from spatialbench.verification.bodies import (
    Poses,
    cavity_in_room,
    contents,
    in_room,
    inside,
    middle,
    placed,
    surface_of,
)
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import World, moved, poses_at_start, possible, shifted
from spatialbench.verification.rays import Doubles, first_hits

EDGE = 0.01  # of its height: a room that comes as near to the bottom of a body is open there


@moved.register
def _(event: Shift, scene: Scene, poses: Poses) -> Poses:
    """Cups are what has a room that is open below; they are counted along x."""
    cups = [body for body in scene.bodies if _opens_below(scene, poses, body.name)]
    cups.sort(key=lambda cup: float(middle(poses, cup.name)[0]))
    over = [n for n, cup in enumerate(cups) if inside(cup, poses, event.body).inside]
    if len(over) != 1 or not 0 <= over[0] + event.places < len(cups):
        raise Refused("no such cup", f"{len(over)} cups cover {event.body!r}")
    cavity = cavity_in_room(cups[over[0] + event.places], poses)
    if cavity is None:
        raise Refused("no room", "the cup is not hollow")
    bottom = in_room(scene.body(event.body), poses)[..., 2].min()
    by = (cavity.min((0, 1)) + cavity.max((0, 1))) / 2 - middle(poses, event.body)
    by[2] = cavity[..., 2].min() - bottom
    return shifted(poses, [event.body], by)


@moved.register(FindAt)
@moved.register(Wait)
def _(event: FindAt | Wait, scene: Scene, poses: Poses) -> Poses:
    return poses


@moved.register
def _(event: HideBeside, scene: Scene, poses: Poses) -> Poses:
    """Cups are counted along x from the middle of the one that is named."""
    cups = [body.name for body in scene.bodies if _opens_below(scene, poses, body.name)]
    cups.sort(key=lambda name: float(middle(poses, name)[0]))
    place = cups.index(event.beside) + event.places
    if not 0 <= place < len(cups):
        raise Refused("no such cup", f"{event.places} places from {event.beside!r}")
    return moved(Hide(event.body, cups[place]), scene, poses)


def _opens_below(scene: Scene, poses: Poses, name: str) -> bool:
    """Whether the room inside reaches down to the bottom of the body."""
    cavity = cavity_in_room(scene.body(name), poses)
    if cavity is None:
        return False
    outside = in_room(scene.body(name), poses)[..., 2]
    return bool(abs(cavity[..., 2].min() - outside.min()) < EDGE * np.ptp(outside))


@moved.register
def _(event: TradePlaces, scene: Scene, poses: Poses) -> Poses:
    """Each goes the way from its middle to that of the other, with what its room holds."""
    after = poses
    for name, other in event.moves:
        by = middle(poses, other) - middle(poses, name)
        after = shifted(after, [name, *contents(scene, poses, name)], by)
    return after


@moved.register
def _(event: LookBehind, scene: Scene, poses: Poses) -> Poses:
    return poses


@moved.register
def _(event: ShiftScreens, scene: Scene, poses: Poses) -> Poses:
    """Screens in the order of their middles; the place of each becomes that of another."""
    middles = np.array([middle(poses, name) for name in event.screens])
    order = np.argsort(middles[:, 0], kind="stable")
    goes_to = np.roll(order, -event.places)  # who stands where each in the row comes to
    after = poses
    for number, other in zip(order.tolist(), goes_to.tolist(), strict=True):
        name = event.screens[number]
        along = [name, *_behind(name, scene, poses)]
        after = shifted(after, along, middles[other] - middles[number])
    return after


@possible.register
def _(event: LookBehind, scene: Scene, worlds: list[World]) -> list[World]:
    """Only worlds in which nothing is behind the screens: those nearest to the places."""
    return [
        world
        for world in worlds
        if not any(_behind(n, scene, world.poses) for n in _nearest(event, scene, world.poses))
    ]


def _nearest(event: LookBehind, scene: Scene, poses: Poses) -> list[str]:
    names = [body.name for body in scene.bodies]
    middles = np.array([middle(poses, name) for name in names])
    away = np.linalg.norm(middles - np.array(event.places, np.float64)[:, None], axis=2)
    return [names[number] for number in away.argmin(axis=1).tolist()]


def _behind(name: str, scene: Scene, poses: Poses) -> list[str]:
    """What has its middle within the width of the screen, and farther back than any of it."""
    screen = in_room(scene.body(name), poses)
    low, high = screen.min((0, 1)), screen.max((0, 1))
    return [
        body.name
        for body in scene.bodies
        if low[0] <= (place := middle(poses, body.name))[0] <= high[0] and place[1] > high[1]
    ]


# --- balls behind screens that slide ------------------------------------------------------------

NEAR = 0.5  # of a screen's width: who is meant by a place stands as near as that
BACK = 0.6  # of a screen's width: how far behind it what goes there is put


@moved.register
def _(event: Roll, scene: Scene, poses: Poses) -> Poses:
    """All that go are found first, by what the camera does not see of them; where several lie on
    each other behind a screen, they are no less behind it."""
    hiders, first = _hiders(scene, poses), poses_at_start(scene)
    after, gone = poses, set[str]()
    for group in event.groups:
        start, to = (_screen_near(place, scene, poses) for place in (group.start, group.to))
        there = [name for name in _balls(scene, group.colour) if hiders[name] == start]
        names = [name for name in reversed(there) if name not in gone][: group.count]
        if len(names) < group.count:
            raise Refused("too few balls", f"{len(names)} {group.colour} ones are there")
        gone |= set(names)
        for name in names:
            place = middle(first, name) if to is None else _place_behind(scene.body(to), poses)
            after = shifted(after, [name], place - middle(poses, name))
    return after


def _balls(scene: Scene, colour: str) -> list[str]:
    """The names of the balls of a colour."""
    return [b.name for b in scene.bodies if b.name.startswith("ball:") and b.colour == colour]


def _screen_near(place: Vector, scene: Scene, poses: Poses) -> str | None:
    """The screen that stands around a place; None where there is none."""
    for body in scene.bodies:
        away = np.abs(middle(poses, body.name) - np.array(place, np.float64)).max()
        if body.name.startswith("screen:") and away < NEAR * np.ptp(in_room(body, poses)[..., 0]):
            return body.name
    return None


def _place_behind(screen: Body, poses: Poses) -> Doubles:
    """(3,) a place behind the screen, low down."""
    corners = in_room(screen, poses)
    low, high = corners.min((0, 1)), corners.max((0, 1))
    place: Doubles = (low + high) / 2
    place[1:] = high[1] + BACK * (high[0] - low[0]), low[2] + 0.2 * (high[2] - low[2])
    return place


def _hiders(scene: Scene, poses: Poses) -> dict[str, str | None]:
    """For each ball the screen that hides all of it from the camera; None where nothing of it is
    hidden. Refused in between."""
    screens = [body for body in scene.bodies if body.name.startswith("screen:")]
    triangles = [in_room(body, poses) for body in screens]
    owner = np.repeat(np.arange(len(screens)), [len(each) for each in triangles])
    eye, found = np.array(scene.camera.position, np.float64), dict[str, str | None]()
    for body in scene.bodies:
        if body.name.startswith("ball:"):
            rays = placed(surface_of(body.shape).corners, poses[body.name]) - eye
            hits = first_hits(eye, rays, np.concatenate(triangles))
            hiding = owner[hits.triangle[hits.distance < 1]]
            if 0 < len(hiding) < len(rays) or len(set(hiding.tolist())) > 1:
                raise Refused("partly in view", f"{len(hiding)} of {len(rays)} rays are stopped")
            found[body.name] = screens[hiding[0]].name if len(hiding) else None
    return found


@moved.register
def _(event: Slide, scene: Scene, poses: Poses) -> Poses:
    """Each screen goes where the other stands, with the balls that it hides; boards are let be, for
    nothing hangs on them."""
    hiders, after = _hiders(scene, poses), poses
    for name, other in event.moves:
        along = [ball for ball, screen in hiders.items() if screen == name]
        by = middle(poses, other) - middle(poses, name)
        after = shifted(after, [name, *along], by)
    return after


@measured.register
def _(ask: HowManyBehind, history: History) -> Found:
    """The balls of the colour of which the camera sees nothing, for that screen."""
    hiders = _hiders(history.scene, history.poses)
    hidden = [name for name in _balls(history.scene, ask.colour) if hiders[name] == ask.screen]
    return Found(len(hidden), {"hidden_share": 1.0})


# --- containers that look alike -----------------------------------------------------------------


@possible.register
def _(event: PassBehind, scene: Scene, worlds: list[World]) -> list[World]:
    """Pair after pair goes to each other's places; after a pause, it may also have turned back."""
    for one, other in event.pairs:
        trade = Exchange(((one, other), (other, one)))
        changed = [World(moved(trade, scene, w.poses), w.left, w.moments) for w in worlds]
        if event.pause and not event.known:
            worlds = [*worlds, *changed]
        elif not event.pause or (one, other) in event.changed:
            worlds = changed
    return worlds


@possible.register
def _(event: LookUnder, scene: Scene, worlds: list[World]) -> list[World]:
    """Only worlds in which the nearest container has this colour under it."""
    return [world for world in worlds if _under(event.place, scene, world.poses) == event.colour]


def _under(place: Vector, scene: Scene, poses: Poses) -> str:
    """The colour of what is under the container that is nearest to the place."""
    hollow = [body.name for body in scene.bodies if cavity_in_room(body, poses) is not None]
    away = [np.linalg.norm(middle(poses, name) - np.array(place, np.float64)) for name in hollow]
    under = contents(scene, poses, hollow[int(np.argmin(away))])
    if len(under) != 1:
        raise Refused("not one under it", f"{len(under)} bodies are under the nearest container")
    return scene.body(under[0]).colour
