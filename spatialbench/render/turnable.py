"""A page in which a scene can be turned with the mouse; it needs no network.

The viewer is trimesh's, with three.js in it. It begins with the camera's own view.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from math import atan, degrees, radians, tan

from spatialbench.caster.frame import Poses, Size, shape_of
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.render.backdrop import PLAIN
from spatialbench.render.solids import to_trimesh

NOTE = (
    "The scene before anything happens. Drag to turn, scroll to zoom; turned, it shows sides that "
    "the question's own pictures do not show.",
    "这是任何事情发生之前的场景。拖动可旋转，滚动可缩放；转动后会看到题目图片中看不到的面。",
)
ROOM = 1.25
_STYLE = (
    "position:fixed;left:0;right:0;bottom:0;padding:10px 16px;background:#fffd;color:#222;"
    "font:14px/1.5 system-ui,sans-serif"
)
_MENDED = (
    # colours as they are in the pictures, light from all sides, our own background
    (
        "renderer.setPixelRatio(window.devicePixelRatio);",
        "renderer.setPixelRatio(window.devicePixelRatio);"
        "renderer.outputEncoding=THREE.sRGBEncoding;"
        "scene.add(new THREE.HemisphereLight(0xffffff,0xd8d4cc,0.75));"
        f"scene.background=new THREE.Color('rgb{PLAIN}');",
    ),
    ("new THREE.DirectionalLight(0xffffff,1.75)", "new THREE.DirectionalLight(0xffffff,0.3)"),
)


def _wider(camera: Camera, size: Size) -> Camera:
    """One that shows all of the picture in a square window, too, with room for the words."""
    width, height = shape_of(size)
    half = atan(tan(radians(camera.view_angle) / 2) * max(1.0, width / height))
    return replace(camera, view_angle=min(120, int(degrees(half) * 2 * ROOM)))


def turnable_page(
    scene: Scene,
    title: str,
    *,
    poses: Poses | None = None,
    camera: Camera | None = None,
    size: Size = 512,
) -> str:
    """The page as HTML; it says that it shows more than the pictures do."""
    from trimesh.viewer.notebook import scene_to_html

    wider = _wider(camera or scene.camera, size)
    page: str = scene_to_html(to_trimesh(scene, poses=poses, camera=wider, size=size))
    for old, new in _MENDED:
        page = page.replace(old, new)
    page = page.replace("<title>trimesh: threejs viewer</title>", f"<title>{escape(title)}</title>")
    lines = "<br>".join(escape(line) for line in (title, *NOTE))
    return page.replace("</body>", f'<div id="note" style="{_STYLE}">{lines}</div></body>')
