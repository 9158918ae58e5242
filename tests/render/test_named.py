"""Whoever names the colours of a picture names those of its bodies, on every face that is seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from colour_science import ciede2000, lab

from spatialbench.caster.frame import SURFACES, Target, cast, look
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.shapes import Box, OpenBox
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot
from spatialbench.probes.registry import find, tasks
from spatialbench.render.colouring import EDGE, INSIDE, brightness, lit, swatches, toward_light
from spatialbench.render.palette import RGB, colours, rgb
from spatialbench.testing.golden import SEED

NAMES = {name: colour.rgb for name, colour in colours().items()} | {
    "brown": (139, 69, 19),  # CSS saddlebrown
    "dark brown": (101, 55, 0),  # brown of the xkcd survey of names
    "light grey": (192, 192, 192),  # CSS silver
}
PICTURED = [task for task in tasks() if {"image", "frames"} & set(find(task).modalities)]


@cache
def named(colour: RGB) -> str:
    """The name of the nearest colour, by CIEDE2000."""
    return min(NAMES, key=lambda name: ciede2000(lab(colour), lab(NAMES[name])))


def scenes(probe: Probe) -> Iterator[Scene]:
    """What the pictures of a probe show, and the first frame of its film."""
    for picture in probe.pictures:
        if isinstance(picture, Shot):
            yield picture.scene or probe.scene
    if "frames" in find(probe.task).modalities:
        yield probe.scene


def faces(scene: Scene) -> Iterator[tuple[str, RGB]]:
    """The colour names and the shaded colours of all faces in view."""
    view = look(scene, size=64)
    surfaces = set(np.unique(cast(view).surface).tolist())
    toward = toward_light(scene.light)
    for target in view.targets:
        for code, tones in swatches(target, toward).items():
            if (target.number + 1) * SURFACES + code in surfaces and not _is_mark(target, code):
                yield from ((_name(target, code), tone) for tone in tones)


def _is_mark(target: Target, code: int) -> bool:
    return isinstance(target.body.shape, Box | OpenBox) and code >= EDGE


def _name(target: Target, code: int) -> str:
    marks = dict(target.body.marks)
    if isinstance(target.body.shape, Box | OpenBox) and code < len(FACES):
        mark = marks.get(FACES[code])
        return mark.colour if mark else target.body.colour
    return target.body.colour


@pytest.mark.parametrize("task", PICTURED)
def test_every_face_of_the_golden_scenes_has_the_name_of_its_colour(task: str) -> None:
    """Grey and brown are no way of naming white and orange."""
    for level in find(task).levels:
        for scene in scenes(make(task, seed=SEED, level=level, index=0)):
            assert [(name, tone) for name, tone in faces(scene) if named(tone) != name] == []


@pytest.mark.parametrize("name", colours())
@pytest.mark.parametrize("cosine", [-1.0, 0.0, 1.0])
@pytest.mark.parametrize("scale", [1.0, INSIDE])
def test_no_light_changes_the_name_of_a_colour(name: str, cosine: float, scale: float) -> None:
    """Outside and inside of hollow bodies."""
    assert named(lit(rgb(name), scale * brightness(cosine))) == name


def test_without_sparing_light_colours_they_would_change() -> None:
    """At the darkest of insides, as it was before: orange was brown there."""
    orange, dark = rgb("orange"), 0.64
    assert named((round(dark * orange[0]), round(dark * orange[1]), round(dark * orange[2]))) != (
        "orange"
    )
