"""Replaying parts of a story as somebody would who heard only them.

Events that are told by places happen to whatever stands there. What may have happened unseen gives
several worlds; what is shown rules worlds out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from spatialbench.geometry.kinds import Event
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import Poses, fits, start, step
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene


class World(NamedTuple):
    """Poses that are possible, how many ways lead to them, and whether on the way something
    happened of which it is left open whether it did."""

    poses: Poses
    ways: int = 1
    happened: bool = False


class Told(NamedTuple):
    """An event and the poses in which it was told."""

    event: Event
    before: Poses


def told(program: Program) -> list[Told]:
    """The whole story; each event with the poses before it, nothing having happened unseen."""
    found, poses = [], start(program.scene)
    for event in program.story:
        found.append(Told(event, poses))
        if event.happening() is None:
            poses = step(program.scene, poses, event)
    return found


def replayed(
    scene: Scene, events: Iterable[Told], *, any_direction: bool = False, asked: str | None = None
) -> list[World]:
    """The worlds in which these events may end; none where what is shown fits no world. Which body
    is the one that is asked about is kept apart, even where others look the same."""
    worlds, looks = [World(start(scene))], _looks(scene, asked)
    for one in events:
        after = [_after(scene, world, one, any_direction) for world in worlds]
        worlds = list(chain.from_iterable(after))
        if any_direction:  # else worlds that differ stay different
            worlds = _merged(worlds, looks)
    return worlds


def _after(scene: Scene, world: World, one: Told, any_direction: bool) -> Iterator[World]:
    done = one.event.happening()
    if done is not None:  # it may not have happened, and of all such things one did at most
        yield world
        if not world.happened:
            yield World(step(scene, world.poses, done), world.ways, happened=True)
        return
    both = [one.event, one.event.the_other_way()] if any_direction else [one.event]
    for way in dict.fromkeys(way for each in both for way in each.freely() or (each,)):
        if fits(way, scene, world.poses) and (after := _stepped(scene, world.poses, way)):
            yield world._replace(poses=after)


def _stepped(scene: Scene, poses: Poses, event: Event) -> Poses | None:
    """The poses after an event; None where it cannot be acted on what there is."""
    try:
        return step(scene, poses, event)
    except (ValueError, LookupError, StopIteration):
        return None


def _looks(scene: Scene, asked: str | None) -> dict[str, int]:
    """A number for the looks of each body: identical cups have the same, but for the one that is
    asked about."""
    first: dict[tuple[object, ...], int] = {}
    return {
        body.name: first.setdefault(
            (body.shape, body.colour, body.marks, body.name == asked), len(first)
        )
        for body in scene.bodies
    }


def _merged(found: Iterable[World], looks: Mapping[str, int]) -> list[World]:
    """The worlds, those that look the same as one."""
    merged: dict[object, World] = {}
    for world in found:
        sight = frozenset((looks[name], pose) for name, pose in world.poses.items())
        alike = merged.get((sight, world.happened))
        ways = world.ways + (alike.ways if alike else 0)
        merged[sight, world.happened] = world._replace(ways=ways)
    return list(merged.values())


def moved_to(poses: Poses, names: Iterable[str], place: Vector) -> Poses:
    """The poses with these bodies put at that place."""
    return {**poses, **{name: replace(poses[name], position=place) for name in names}}
