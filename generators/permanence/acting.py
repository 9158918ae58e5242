"""How the permanence tasks' own events change poses, exactly."""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.permanence.kinds import (
    FindAt,
    HideBeside,
    LookBehind,
    LookUnder,
    PassBehind,
    Roll,
    Shift,
    ShiftScreens,
    ShowAll,
    Slide,
    TradePlaces,
    Wait,
)
from spatialbench.generators.permanence.stands import behind, free_spots, going, screen_at
from spatialbench.geometry.replay import (
    Inside,
    Poses,
    acted,
    add,
    carried_by,
    fits,
    holds,
    place_inside,
    standing_at,
    subtract,
)
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Scene
from spatialbench.geometry.story import Exchange, Hide


def row_of_cups(scene: Scene, poses: Poses) -> list[Body]:
    """The bodies that are open below, from left to right."""
    cups = [body for body in scene.bodies if body.shape.opens == "below"]
    return sorted(cups, key=lambda cup: poses[cup.name].position)


def shifted_to(event: Shift, scene: Scene, poses: Poses, inside: Inside) -> tuple[Body, Body]:
    """The cup that covers the body, and the one that it is put under. ValueError if none does, or
    there is no such cup."""
    cups, body = row_of_cups(scene, poses), scene.body(event.body)
    for place, cup in enumerate(cups):
        if inside(cup, poses[cup.name], body, poses[body.name]):
            if not 0 <= place + event.places < len(cups):
                raise ValueError(
                    f"there is no cup {event.places} places to the right of {cup.name!r}"
                )
            return cup, cups[place + event.places]
    raise ValueError(f"no cup covers {event.body!r}")


@acted.register
def _(event: Shift, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    _, cup = shifted_to(event, scene, poses, inside)
    place = place_inside(cup, poses[cup.name], scene.body(event.body))
    return poses | {event.body: replace(poses[event.body], position=place)}


@acted.register(FindAt)
@acted.register(Wait)
def _(event: FindAt | Wait, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses


def hidden_under(event: HideBeside, scene: Scene, poses: Poses) -> Body:
    """The cup under which the body is put. ValueError where there is none so far to that side."""
    cups = row_of_cups(scene, poses)
    place = [cup.name for cup in cups].index(event.beside) + event.places
    if not 0 <= place < len(cups):
        raise ValueError(f"there is no cup {event.places} places to the right of {event.beside!r}")
    return cups[place]


@acted.register
def _(event: HideBeside, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    hidden = Hide(event.body, hidden_under(event, scene, poses).name)
    return acted(hidden, scene, poses, inside)


def by_places(event: TradePlaces, poses: Poses) -> Exchange:
    """The same exchange, told by where everybody stands."""
    at = {name: poses[name].position for move in event.moves for name in move}
    return Exchange(tuple((at[name], at[other]) for name, other in event.moves))


@acted.register
def _(event: TradePlaces, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return acted(by_places(event, poses), scene, poses, inside)


@acted.register
def _(event: LookBehind, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses


def screens_at(event: LookBehind, scene: Scene, poses: Poses) -> list[Body]:
    """The screens that are lifted."""
    return [body for body in scene.bodies if poses[body.name].position in event.places]


def is_behind(screen: Body, poses: Poses, name: str) -> bool:
    """Whether a body stands behind a screen: farther away, and no farther aside than it is wide."""
    x, y, _ = poses[screen.name].position
    bx, by, _ = poses[name].position
    return by > y and abs(bx - x) <= screen.shape.extent()[0]


def ways_of(event: ShiftScreens, poses: Poses) -> list[tuple[str, Vector]]:
    """Each screen, from left to right, and by how much it moves."""
    row = sorted(event.screens, key=lambda name: poses[name].position)
    to = [row[(number + event.places) % len(row)] for number in range(len(row))]
    moves = zip(row, to, strict=True)
    return [(name, subtract(poses[o].position, poses[name].position)) for name, o in moves]


def with_what_is_behind(scene: Scene, poses: Poses, screen: str) -> list[str]:
    """A screen and all that stands behind it."""
    front = scene.body(screen)
    others = (body.name for body in scene.bodies if body.name != screen)
    return [screen, *(name for name in others if is_behind(front, poses, name))]


@acted.register
def _(event: ShiftScreens, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    after = dict(poses)
    for screen, by in ways_of(event, poses):
        for name in with_what_is_behind(scene, poses, screen):
            after[name] = replace(poses[name], position=add(poses[name].position, by))
    return after


@fits.register
def _(event: Shift, scene: Scene, poses: Poses) -> bool:
    try:
        shifted_to(event, scene, poses, holds)
    except ValueError:
        return False
    return True


@fits.register
def _(event: LookBehind, scene: Scene, poses: Poses) -> bool:
    lifted = screens_at(event, scene, poses)
    names = [body.name for body in scene.bodies if body not in lifted]
    return not any(is_behind(screen, poses, name) for screen in lifted for name in names)


# --- balls behind screens that slide ------------------------------------------------------------


def rolled(event: Roll, scene: Scene, poses: Poses) -> dict[str, Vector]:
    """Where each ball of an event rolls to."""
    groups = going(scene, poses, event.groups)
    found: dict[str, Vector] = {}
    leaving = {name for names in groups for name in names}
    still = {name: pose for name, pose in poses.items() if name not in leaving}
    for names, group in zip(groups, event.groups, strict=True):
        screen = screen_at(scene, poses, group.to)
        for name in names:
            spots = [] if screen is None else free_spots(screen, still, found.values())
            home = scene.body(name).pose.position
            found[name] = spots[0] if spots else home
    return found


@acted.register
def _(event: Roll, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    places = rolled(event, scene, poses)
    return poses | {n: replace(poses[n], position=place) for n, place in places.items()}


@acted.register
def _(event: Slide, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    after = poses
    for name, other in event.moves:
        by = subtract(poses[other].position, poses[name].position)
        names = [name, *behind(scene, poses, scene.body(name))]
        after = after | {n: replace(poses[n], position=add(poses[n].position, by)) for n in names}
    return after


# --- containers that look alike -----------------------------------------------------------------


@acted.register
def _(event: PassBehind, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    pairs = event.changed if event.pause else event.pairs
    moves = tuple(move for one, other in pairs for move in ((one, other), (other, one)))
    return acted(Exchange(moves), scene, poses, inside)


@acted.register(LookUnder)
@acted.register(ShowAll)
def _(event: LookUnder | ShowAll, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses


@fits.register
def _(event: LookUnder, scene: Scene, poses: Poses) -> bool:
    under = carried_by(scene, poses, standing_at(scene, poses, event.place), holds)
    return [scene.body(name).colour for name in under] == [event.colour]
