"""A glide as exact paths, in millimetres and seconds."""

from __future__ import annotations

from spatialbench.generators.causal.kinds import Glide
from spatialbench.generators.causal.paths import Disc, Path, Plane, path_of
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.shapes import Box, Cylinder


def tray_of(event: Glide, scene: Scene, poses: Poses) -> Plane | None:
    """Half of the inner sides of the tray that the walls make around the origin; None without
    walls. ValueError for walls that are no such tray."""
    if not event.walls:
        return None
    limits: list[set[int]] = [set(), set()]
    for name in event.walls:
        shape, place = scene.body(name).shape, poses[name].position
        if not isinstance(shape, Box):
            raise ValueError(f"wall {name!r}: expected a Box; got a {type(shape).__name__}")
        axis = 0 if place[1] == 0 else 1
        limits[axis].add(abs(place[axis]) - shape.size[axis] // 2)
    if [len(limit) for limit in limits] != [1, 1]:
        raise ValueError(f"the walls {event.walls} are no tray around the origin")
    return (limits[0].pop(), limits[1].pop())


def paths_of(event: Glide, scene: Scene, poses: Poses) -> dict[str, Path]:
    """The path of every body of the glide, by name."""
    tray = tray_of(event, scene, poses)
    found = {}
    for track in event.tracks:
        shape, (x, y, _), (u, v, _) = (
            scene.body(track.body).shape,
            poses[track.body].position,
            track.speed,
        )
        if not isinstance(shape, Cylinder):
            raise ValueError(f"{track.body!r}: only discs glide; got a {type(shape).__name__}")
        found[track.body] = path_of(Disc((x, y), (u, v), shape.radius), tray, event.lasts())
    return found
