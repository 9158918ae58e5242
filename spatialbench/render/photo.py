"""The photo look: the same scene by Blender (the extra `photo`), for pictures that look real.

Bodies, marks and camera go over as the GLB of `solids`; lamp, world and film as the plain numbers
of `studio`. Ids and depth stay those of our own caster. Pixels depend on Blender's version and on
the machine: what is promised of other looks is not promised here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from math import atan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any  # bpy has no types

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import Poses
from spatialbench.errors import MissingExtra
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.render.backdrop import PLAIN
from spatialbench.render.colouring import toward_light
from spatialbench.render.lamp import RADIUS
from spatialbench.render.solids import export_glb, table_name

SAMPLES = 64
TABLE_LARGER = 40.0


@dataclass(frozen=True, slots=True)
class Studio:
    """Everything of a photo but the bodies: Blender's own units, z up.

    `toward` is the unit vector to the sun and `sun_angle` how wide it is, in radians; `sky` is
    linear RGB; `table` names the body that is given no edge; `view_angle` is the vertical one in
    degrees.
    """

    toward: tuple[float, float, float]
    sun_angle: float
    sun_strength: float
    sky: tuple[float, float, float]
    table: str | None
    view_angle: int
    width: int
    height: int
    samples: int


def _linear(value: int) -> float:
    """An sRGB step as linear light."""
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def studio(
    scene: Scene, camera: Camera | None = None, size: tuple[int, int] = (512, 512)
) -> Studio:
    """The light and the film of a scene's photo."""
    r, g, b = (_linear(v) for v in PLAIN)
    return Studio(
        toward=toward_light(scene.light),
        sun_angle=2 * atan(RADIUS),
        sun_strength=1.4,
        sky=(r, g, b),
        table=table_name(scene) if scene.floor else None,
        view_angle=(camera or scene.camera).view_angle,
        width=size[0],
        height=size[1],
        samples=SAMPLES,
    )


def check_installed() -> None:
    """MissingExtra where Blender's module is not installed. It is looked for, not loaded: once it
    is, a process cannot start others."""
    if find_spec("bpy") is None:
        raise MissingExtra("Blender's module bpy", "photo")


def photo(
    scene: Scene, poses: Poses | None, camera: Camera | None, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """(height, width, 3) sRGB by Blender's Cycles."""
    from PIL import Image

    check_installed()
    import bpy

    with TemporaryDirectory() as folder:
        file, out = Path(folder) / "scene.glb", Path(folder) / "photo.png"
        export_glb(scene, file, poses=poses, camera=camera)
        with _quiet():
            bpy.ops.wm.read_factory_settings(use_empty=True)
            bpy.ops.import_scene.gltf(filepath=str(file))
            _set_up(bpy, studio(scene, camera, size))
            bpy.context.scene.render.filepath = str(out)
            bpy.ops.render.render(write_still=True)
        with Image.open(out, formats=["PNG"]) as picture:
            return np.asarray(picture.convert("RGB")).copy()


def _set_up(bpy: Any, wanted: Studio) -> None:
    """Light, world and film."""
    from mathutils import Vector

    here = bpy.context.scene
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy, sun.angle = wanted.sun_strength, wanted.sun_angle
    lamp = bpy.data.objects.new("sun", sun)
    lamp.rotation_euler = Vector(wanted.toward).to_track_quat("Z", "Y").to_euler()
    here.collection.objects.link(lamp)
    here.world = bpy.data.worlds.new("sky")
    if bpy.app.version < (5, 0, 0):  # later ones always do, and warn
        here.world.use_nodes = True
    sky = here.world.node_tree.nodes["Background"].inputs
    sky["Color"].default_value, sky["Strength"].default_value = (*wanted.sky, 1.0), 0.9
    if wanted.table is not None:
        bpy.data.objects[wanted.table].scale *= TABLE_LARGER
    here.camera = next(o for o in bpy.data.objects if o.type == "CAMERA")
    here.render.engine, here.cycles.device = "CYCLES", "CPU"
    here.cycles.samples, here.cycles.seed = wanted.samples, 0
    here.view_settings.view_transform = "Standard"
    here.render.resolution_x, here.render.resolution_y = wanted.width, wanted.height
    here.render.image_settings.file_format = "PNG"


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what Blender prints, which would be among our own lines."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
