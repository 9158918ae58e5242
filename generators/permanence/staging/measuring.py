"""What is seen in a film, followed on meshes by rays from the camera, moment by moment, as somebody
does who knows nothing of how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.permanence.staging.kinds import (
    CannotBe,
    Enter,
    LiftScreens,
    Tamper,
    TradeStands,
)
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Scene
from spatialbench.verification.bodies import Poses, in_room, middle, placed, surface_of
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, shifted
from spatialbench.verification.rays import Doubles, first_hits

NEAR = 0.5  # of a screen's width: who is meant by a place stands as near as that
LEAST = 0.35  # of its outline is seen of what is seen
SHARP = 8  # corners of a cube; a ball has more


# --- where everything is ------------------------------------------------------------------------


@moved.register(Enter)
@moved.register(Tamper)
def _(event: Enter | Tamper, scene: Scene, poses: Poses) -> Poses:
    for going in event.goes:
        by = np.array(going.to, np.float64) - middle(poses, going.body)
        poses = shifted(poses, [going.body], by)
    return poses


@moved.register
def _(event: TradeStands, scene: Scene, poses: Poses) -> Poses:
    """Each screen goes from its middle to that of the other, with all that is behind it."""
    after = poses
    for start, to in event.moves:
        name, other = (_screen_near(place, scene, poses) for place in (start, to))
        by = middle(poses, other) - middle(poses, name)
        after = shifted(after, [name, *_behind(name, scene, poses)], by)
    return after


@moved.register
def _(event: LiftScreens, scene: Scene, poses: Poses) -> Poses:
    return poses


def _screens(scene: Scene) -> list[Body]:
    return [body for body in scene.bodies if body.name.startswith("screen:")]


def _screen_near(place: Vector, scene: Scene, poses: Poses) -> str:
    """The screen around a place; Refused where there is none."""
    for body in _screens(scene):
        away = np.abs(middle(poses, body.name) - np.array(place, np.float64)).max()
        if away < NEAR * np.ptp(in_room(body, poses)[..., 0]):
            return body.name
    raise Refused("no such screen", f"none stands at {place}")


def _behind(name: str, scene: Scene, poses: Poses) -> list[str]:
    """What has its middle within the width of the screen, and farther back than any of it."""
    screen = in_room(scene.body(name), poses)
    low, high = screen.min((0, 1)), screen.max((0, 1))
    places = {body.name: middle(poses, body.name) for body in scene.bodies}
    return [n for n, (x, y, _) in places.items() if low[0] <= x <= high[0] and y > high[1]]


# --- what is seen -------------------------------------------------------------------------------


def _on_table(body: Body, poses: Poses) -> bool:
    """Whether any of it is above the table."""
    return bool(in_room(body, poses)[..., 2].max() > 0)


def _stopped(
    body: Body, others: Sequence[Body], scene: Scene, poses: Poses
) -> tuple[float, set[str]]:
    """The share of the rays from the camera to the corners of a body that others stop, and which of
    these do."""
    if not others:
        return 0.0, set()
    triangles = [in_room(other, poses) for other in others]
    owner = np.repeat(np.arange(len(others)), [len(each) for each in triangles])
    eye: Doubles = np.array(scene.camera.position, np.float64)
    rays = placed(surface_of(body.shape).corners, poses[body.name]) - eye
    hits = first_hits(eye, rays, np.concatenate(triangles))
    met = owner[hits.triangle[hits.distance < 1]].tolist()
    return len(met) / len(rays), {others[number].name for number in met}


def _hider(body: Body, scene: Scene, poses: Poses) -> str | None:
    """The screen that hides all of a body from the camera; None where nothing of it is hidden by
    any. Refused in between."""
    share, by = _stopped(body, _screens(scene), scene, poses)
    if 0 < share < 1 or len(by) > 1:
        raise Refused("partly in view", f"{share:.2f} of the rays are stopped by {len(by)} screens")
    return by.pop() if by else None


def _of(scene: Scene, colour: str, poses: Poses) -> list[Body]:
    """The bodies of a colour on the table, but for screens and boards."""
    fixed = ("screen:", "board:")
    own = [b for b in scene.bodies if b.colour == colour and not b.name.startswith(fixed)]
    return [body for body in own if _on_table(body, poses)]


Last = tuple[str, str | None]
"""Which body was seen last, and which screen it went behind."""


def _followed(colour: str, history: History) -> Last:
    """The body of that colour that was seen, and the screen that hid it first. Refused where it
    was never seen, or did not go behind a screen."""
    last: Last | None = None
    for moment in history.moments:
        for body in _of(history.scene, colour, moment.poses):
            hider = _hider(body, history.scene, moment.poses)
            if hider is None:
                last = (body.name, None)
            elif last == (body.name, None):
                return (body.name, hider)
    raise Refused("never hidden", f"the last that is seen of the {colour} one is {last}")


def _lifted(names: Iterable[str], scene: Scene, poses: Poses) -> Poses:
    """The poses with screens high above what is behind them."""
    for name in names:
        height = float(np.ptp(in_room(scene.body(name), poses)[..., 2]))
        poses = shifted(poses, [name], np.array([0.0, 0.0, 2 * height]))
    return poses


def _sights(
    colour: str, lifted: list[str], scene: Scene, poses: Poses
) -> tuple[list[tuple[str, str]], float]:
    """Every body of a colour that is seen under a lifted screen, with that screen; and the least
    share of one that is seen. Refused where little is seen of one."""
    up, found, least = _lifted(lifted, scene, poses), list[tuple[str, str]](), 1.0
    for body in _of(scene, colour, poses):
        others = [b for b in scene.bodies if b is not body and _on_table(b, poses)]
        share = 1 - _stopped(body, others, scene, up)[0]
        if share == 0:
            continue
        if share < LEAST:
            raise Refused("hardly seen", f"{share:.2f} of {body.name!r} is seen")
        least = min(least, share)
        found += [(body.name, name) for name in lifted if body.name in _behind(name, scene, poses)]
    return found, least


@measured.register
def _(ask: CannotBe, history: History) -> Found:
    """For each thing: behind the screen that hid it, if that is lifted, the same body is seen, and
    nowhere else one of its colour."""
    scene = history.scene
    happened = zip(history.story, history.moments[1:], strict=True)
    lifts = [(event, m.poses) for event, m in happened if isinstance(event, LiftScreens)]
    if not lifts:
        raise Refused("never lifted", "no screen is lifted")
    event, poses = lifts[0]
    lifted = [_screen_near(place, scene, poses) for place in event.places]
    wrong, seen, least = list[str](), set[tuple[str, str, str]](), 1.0
    for colour in ask.things:
        name, screen = _followed(colour, history)
        found, share = _sights(colour, lifted, scene, poses)
        least = min(least, share)
        if found != ([(name, screen)] if screen in lifted else []):
            wrong.append(colour)
        seen |= {(colour, _kind(scene.body(body)), where) for body, where in found}
    told = {(s.colour, s.thing, _screen_near(s.place, scene, poses)) for s in event.shown}
    if seen != told:
        raise Refused("shown otherwise", f"told is {sorted(told)}, seen is {sorted(seen)}")
    return Found(sorted(wrong), {"seen": least})


def _kind(body: Body) -> str:
    return "ball" if len(surface_of(body.shape).corners) > SHARP else "cube"
