"""Sheets of all that can be drawn: every body, colour, glyph, camera and look.

`python -m spatialbench.gallery.scenes FOLDER` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle, islice
from typing import TYPE_CHECKING

from spatialbench.caster.cameras import STYLES
from spatialbench.caster.pixels import Look
from spatialbench.caster.rays import Matrix4
from spatialbench.errors import MissingExtra
from spatialbench.gallery.things import chair, mug, steps
from spatialbench.geometry.rotations import FACES, IDENTITY, Rotation, quarter_turns
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box, Cup, Cylinder, OpenBox, Shape, Sphere
from spatialbench.render.glyphs import names as glyphs
from spatialbench.render.palette import colours, papers
from spatialbench.render.picture import Picture, render
from spatialbench.render.sheet import contact_sheet

if TYPE_CHECKING:
    from PIL.Image import Image

Scenes = Mapping[str, tuple[Scene, Mapping[str, Matrix4]]]
"""Scenes by name, each with the poses of its bodies."""
ANYWHERE = Camera((0, -500, 300), (0, 0, 0))
BODIES: tuple[tuple[str, Shape, str], ...] = (
    ("box", Box((90, 60, 70)), "blue"),
    ("ball", Sphere(40), "white"),
    ("can", Cylinder(34, 90), "purple"),
    ("cup", Cup(28, 36, 90, 3), "green"),
    ("bowl", Cup(28, 36, 90, 3), "red"),
    ("open box", OpenBox((110, 80, 60), 4), "pink"),
    ("steps", steps(), "purple"),
    ("mug", mug(), "yellow"),
    ("chair", chair(), "orange"),
)


def _alone(name: str, shape: Shape, colour: str) -> Scene:
    over = name == "bowl"
    turn: Rotation = quarter_turns("front", 2) if over else IDENTITY
    body = Body(name, shape, Pose((0, 0, shape.extent()[2]), turn), colour)
    return Scene((body,), ANYWHERE)


def bodies_sheet(size: int = 180) -> Image:
    """Every kind of body from every camera."""
    scenes = [_alone(*entry) for entry in BODIES]
    pictures = [render(s, camera=style, size=size) for style in STYLES for s in scenes]
    labels = [f"{name}, {style}" for style in STYLES for name, _, _ in BODIES]
    return contact_sheet(pictures, labels, len(BODIES), label_height=22)


def _cube(colour: str, letters: tuple[str | None, ...]) -> Scene:
    marks = tuple((f, Mark(colour, g)) for f, g in zip(FACES, letters, strict=True))
    return Scene((Body("cube", Box((100, 100, 100)), Pose((0, 0, 50)), colour, marks),), ANYWHERE)


def marks_sheet(size: int = 112) -> Image:
    """Every glyph on a cube, in all colours by turns, on front, right and top; patterns of paper on
    papers."""
    plain, printed = cycle(colours()), cycle(papers())
    shown = [
        (name, _cube(next(printed if name.startswith("paper-") else plain), (name,) * len(FACES)))
        for name in glyphs()
    ]
    pictures = [render(scene, camera="corner", size=size) for _, scene in shown]
    return contact_sheet(pictures, [name for name, _ in shown], 12, label_height=22)


def colours_sheet(size: int = 150) -> Image:
    """Every colour on a lit, a side and a shaded face, plain, and with a glyph in each turn."""
    pictures: list[Picture] = []
    labels: list[str] = []
    for number, (name, letters) in enumerate((c, g) for c in colours() for g in ("", "FRPGJL")):
        marks = tuple(islice(letters, 6)) or (None,) * 6
        pictures.append(render(_cube(name, marks), camera="corner", size=size))
        labels.append(name if number % 2 == 0 else f"{name}, lettered")
    return contact_sheet(pictures, labels, 10, label_height=22)


def looks_sheet(scenes: Scenes, looks: tuple[Look, ...], size: int = 288) -> Image:
    """Scenes in several looks, a row for each look."""
    pictures = [
        render(scene, poses=poses, look=look, size=size)
        for look in looks
        for scene, poses in scenes.values()
    ]
    labels = [f"{name}, {look}" for look in looks for name in scenes]
    return contact_sheet(pictures, labels, len(scenes))


def sheets(scenes: Scenes) -> dict[str, Image]:
    """All sheets by name; that of photos only where Blender is installed."""
    found = {
        "bodies": bodies_sheet(),
        "marks": marks_sheet(),
        "colours": colours_sheet(),
        "looks": looks_sheet(scenes, ("shaded", "line")),
    }
    try:
        found["photos"] = looks_sheet(scenes, ("photo",))
    except MissingExtra:
        pass
    return found
