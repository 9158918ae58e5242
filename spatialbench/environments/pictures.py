"""Environments in pictures: stills of how things are, or the last event as a film."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.geometry.film import frames
from spatialbench.geometry.kinds import Diagram, Event
from spatialbench.geometry.scene import Scene
from spatialbench.items.pictures import diagram_of, picture_of
from spatialbench.probes.probe import Picture

WIDE = (3, 2, 27, 32)  # frames of films are so much wider, and so much lower, than stills


def pictures_of(
    pictures: Sequence[Picture], scene: Scene, last: tuple[Scene, Event] | None, size: int
) -> tuple[bytes, ...]:
    """PNG after PNG: the stills, or where there are none the frames of what happened last."""
    if pictures:
        return tuple(_still(picture, scene, size) for picture in pictures)
    before, story = (scene, ()) if last is None else (last[0], (last[1],))
    a, b, c, d = WIDE
    shape = (size * a // b, size * c // d)
    made = [
        picture_of("", "", before, frame.poses, None, shape, "shaded")
        for frame in frames(before, story)
    ]
    return tuple([image.png() for image in made if image.png is not None])


def _still(picture: Picture, scene: Scene, size: int) -> bytes:
    if isinstance(picture, Diagram):
        image = diagram_of("", "", picture, size)
    else:
        shown = scene if picture.scene is None else picture.scene
        camera = shown.camera if picture.camera is None else picture.camera
        image = picture_of("", "", shown, None, camera, (size, size), "shaded")
    if image.png is None:
        raise ValueError("a picture that was just made can be drawn")
    return image.png()
