"""The moments of the permanence tasks' own events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spatialbench.generators.permanence.acting import (
    by_places,
    hidden_under,
    rolled,
    screens_at,
    shifted_to,
    ways_of,
    with_what_is_behind,
)
from spatialbench.generators.permanence.kinds import (
    FindAt,
    Group,
    HideBeside,
    LookBehind,
    LookUnder,
    PassBehind,
    Places,
    Roll,
    Shift,
    ShiftScreens,
    ShowAll,
    Slide,
    TradePlaces,
    Wait,
)
from spatialbench.generators.permanence.stands import (
    LANE,
    PITCH,
    RADIUS,
    SCREEN_DEPTH,
    behind,
    going,
    screen_at,
    screens_of,
)
from spatialbench.geometry.film import (
    Matrix4,
    Moments,
    filmed,
    lift_height,
    matrices,
)
from spatialbench.geometry.replay import Poses, add, carried_by, holds, standing_at, step, subtract
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Pose, Scene
from spatialbench.geometry.story import Hide
from spatialbench.geometry.unseen import bared, covered, unseen_after

FORWARD = 112  # millimetres in front of the row, where the body goes from one cup to the other
AROUND = 170  # in front of the row, where screens go that come to its other end
STRIDE = 160  # millimetres from frame to frame at most: less than from one such screen to another


@filmed.register
def _(event: Shift, scene: Scene, poses: Poses) -> Moments:
    """The cup is lifted off the body, the body goes along in front of the row, and the other cup is
    lifted over it and set down again."""
    old, new = shifted_to(event, scene, poses, holds)
    after, name = step(scene, poses, event), event.body
    up_old, up_new = (_lifted(scene, poses, cup.name) for cup in (old, new))
    here, there = poses[name].position, after[name].position
    yield matrices(up_old)
    yield matrices(_at(poses, name, add(here, (0, -FORWARD, 0))))
    yield matrices(_at(up_new, name, add(there, (0, -FORWARD, 0))))
    yield matrices(_at(up_new, name, there))


def _lifted(scene: Scene, poses: Poses, name: str) -> Poses:
    return _at(poses, name, add(poses[name].position, (0, 0, lift_height(scene, name))))


def _at(poses: Poses, name: str, place: Vector) -> Poses:
    return poses | {name: replace(poses[name], position=place)}


@filmed.register
def _(event: TradePlaces, scene: Scene, poses: Poses) -> Moments:
    """Each in a lane of its own, as in any exchange."""
    return filmed(by_places(event, poses), scene, poses)


@filmed.register
def _(event: FindAt, scene: Scene, poses: Poses) -> Moments:
    """Hidden as ever, and found when the cup is lifted once more."""
    hidden = Hide(event.body, event.container)
    yield from filmed(hidden, scene, poses)
    under = step(scene, poses, hidden)
    yield matrices(under)
    yield matrices(_lifted(scene, under, event.container))


@filmed.register
def _(event: HideBeside, scene: Scene, poses: Poses) -> Moments:
    return filmed(Hide(event.body, hidden_under(event, scene, poses).name), scene, poses)


@covered.register
def _(event: HideBeside) -> frozenset[str]:
    return frozenset({event.body})


PAUSE = 5  # seconds that a frame stands for in which nothing happens


@filmed.register
def _(event: Wait, scene: Scene, poses: Poses) -> Moments:
    for _ in range(event.seconds // PAUSE - 1):
        yield matrices(poses)


@filmed.register
def _(event: LookBehind, scene: Scene, poses: Poses) -> Moments:
    for screen in screens_at(event, scene, poses):
        height = 2 * screen.shape.extent()[2]
        poses = _at(poses, screen.name, add(poses[screen.name].position, (0, 0, height)))
    yield matrices(poses)


@filmed.register
def _(event: ShiftScreens, scene: Scene, poses: Poses) -> Moments:
    """Screens that come to the other end step forward and go in front of the others, which move
    along meanwhile; then they step back into the row."""
    ways = ways_of(event, poses)
    around = [(way, by[0] * event.places < 0) for way, by in ways]
    parts = -(-max(abs(by[0]) for _, by in ways) // STRIDE)
    for part in range(parts + 1):
        now = dict(poses)
        for (screen, turned), (_, by) in zip(around, ways, strict=True):
            aside = (by[0] * part // parts, -AROUND if turned else 0, 0)
            for name in with_what_is_behind(scene, poses, screen):
                now = _at(now, name, add(poses[name].position, aside))
        yield matrices(now)


@bared.register
def _(event: Shift, scene: Scene, poses: Poses) -> frozenset[str]:
    return frozenset({event.body})


# --- balls behind screens that slide ------------------------------------------------------------

ABREAST = 46  # from ball to ball where several wait before a gap
BEFORE, BESIDE = SCREEN_DEPTH - 60, SCREEN_DEPTH + 60  # how deep they are then, and in the gap


@filmed.register
def _(event: Roll, scene: Scene, poses: Poses) -> Moments:
    return _rolling(event, scene, poses)


def _rolling(event: Roll, scene: Scene, poses: Poses) -> Iterator[dict[str, Matrix4]]:
    """One group after the other: through the gap to the left of a screen, one ball behind the
    other, and so out again."""
    after = rolled(event, scene, poses)
    now = poses
    for names, group in zip(going(scene, poses, event.groups), event.groups, strict=True):
        for x, depth in _way(scene, poses, group):
            yield matrices(now | _chain(poses, names, x, depth))
        now = now | {name: replace(poses[name], position=after[name]) for name in names}


def _way(scene: Scene, poses: Poses, group: Group) -> list[tuple[int, int]]:
    """Where the first ball of a group comes along: to the right, and away from the viewer."""
    gaps = [
        None if screen is None else poses[screen.name].position[0] - PITCH // 2
        for screen in (screen_at(scene, poses, place) for place in (group.start, group.to))
    ]
    out, into = gaps
    left = [] if out is None else [(out, BESIDE), (out, BEFORE)]
    return left + ([] if into is None else [(into, BEFORE), (into, BESIDE)])


def _chain(poses: Poses, names: Sequence[str], x: int, depth: int) -> Poses:
    """Before a gap they are abreast; only one at a time is in it, and the others wait."""
    now = dict[str, Pose]()
    for number, name in enumerate(names):
        first = depth == BEFORE or number == 0
        place = (x, depth, RADIUS) if first else (x + ABREAST, BEFORE, RADIUS)
        now[name] = replace(poses[name], position=add(place, (-ABREAST * number, 0, 0)))
    return now


@filmed.register
def _(event: Slide, scene: Scene, poses: Poses) -> Moments:
    """Each screen in a lane of its own, in turns in front of the row and behind it."""
    for across, aside in ((0, 1), (1, 1), (2, 1), (3, 1)):
        now = poses
        for number, (name, other) in enumerate(event.moves):
            lane = LANE * (number // 2 + 1) * (-1 if number % 2 == 0 else 1)
            x, _, _ = subtract(poses[other].position, poses[name].position)
            by = (x * across // 3, lane * aside, 0)
            for each in [name, *behind(scene, poses, scene.body(name))]:
                now = _at(now, each, add(poses[each].position, by))
        yield matrices(now)


@unseen_after.register(Roll)
@unseen_after.register(Slide)
def _(event: Roll | Slide, scene: Scene, poses: Poses, unseen: frozenset[str]) -> frozenset[str]:
    hidden = {name for screen in screens_of(scene) for name in behind(scene, poses, screen)}
    return frozenset(name for name in hidden if name.startswith("ball:"))


@bared.register
def _(event: Roll, scene: Scene, poses: Poses) -> frozenset[str]:
    return frozenset(rolled(event, scene, poses))


# --- containers that look alike -----------------------------------------------------------------

LANE_BEHIND = 150  # millimetres behind the row
HIDDEN = (2, 4)  # frames out of sight: without a pause, and with one


@filmed.register
def _(event: PassBehind, scene: Scene, poses: Poses) -> Moments:
    """Pair after pair: back from the row, each to its side of the screen, out of sight, and the
    same way out. What is seen is the same whether they have changed places or not."""
    after = step(scene, poses, event)
    for pair in event.pairs:
        ways = _ways_behind(event, scene, poses, pair)
        hidden = len(ways) // 2
        for places in ways[:hidden]:
            yield matrices(_pair_at(scene, poses, poses, pair, places))
        for places in ways[hidden:]:
            yield matrices(_pair_at(scene, poses, after, pair, places))
        there = [standing_at(scene, poses, start) for start in pair]
        back = {e for name in there for e in (name, *carried_by(scene, poses, name, holds))}
        poses = poses | {name: after[name] for name in back}


def _pair_at(
    scene: Scene,
    poses: Poses,
    standing: Poses,
    pair: Places,
    places: tuple[tuple[int, int], tuple[int, int]],
) -> Poses:
    """The poses, with those two that stand at the pair's places there."""
    now = poses
    for start, (x, y) in zip(sorted(pair), places, strict=True):
        name = standing_at(scene, standing, start)
        for each in [name, *carried_by(scene, standing, name, holds)]:
            now = _at(now, each, (x, y, poses[each].position[2]))
    return now


def _ways_behind(
    event: PassBehind, scene: Scene, poses: Poses, pair: Places
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Moment by moment where the left one of a pair is, and where the right one."""
    left, right = sorted(pair)
    wide, deep, _ = scene.body(event.screen).shape.extent()
    _, depth, _ = poses[event.screen].position
    reach, _, _ = scene.body(standing_at(scene, poses, left)).shape.extent()
    aside, behind_it = wide + reach + 20, depth + deep + reach + 15
    way_in = [
        ((left[0], LANE_BEHIND), (right[0], LANE_BEHIND)),
        ((-aside, LANE_BEHIND), (aside, LANE_BEHIND)),
        ((-aside, behind_it), (aside, behind_it)),
    ]
    apart = max(wide // 3, reach + 4)  # the two stand beside each other there
    hidden = ((-apart, behind_it), (apart, behind_it))
    return [*way_in, *[hidden] * HIDDEN[event.pause], *way_in[::-1]]


@filmed.register
def _(event: LookUnder, scene: Scene, poses: Poses) -> Moments:
    yield matrices(_lifted(scene, poses, standing_at(scene, poses, event.place)))


@bared.register
def _(event: LookUnder, scene: Scene, poses: Poses) -> frozenset[str]:
    under = carried_by(scene, poses, standing_at(scene, poses, event.place), holds)
    return frozenset(under)


@filmed.register
def _(event: ShowAll, scene: Scene, poses: Poses) -> Moments:
    for name in event.bodies:
        poses = _lifted(scene, poses, name)
    yield matrices(poses)


@covered.register
def _(event: ShowAll) -> frozenset[str]:
    return frozenset(event.under)
