"""Meshes and looks: milliseconds of a picture of 512 × 512: `python benchmarks/looks.py`.

Every figure is the least CPU time of several pictures. The balls are meshes of ever more triangles;
`first` is the first picture of a mesh, which is checked then.
"""

from __future__ import annotations

from time import process_time

import trimesh

from spatialbench.caster.pixels import Look
from spatialbench.gallery.scenes import shots
from spatialbench.geometry.loading import from_trimesh
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Mesh
from spatialbench.render import export_glb, render

SIZE = 512


def ball(fineness: int) -> Scene:
    """A ball of triangles on a table."""
    mesh = from_trimesh(trimesh.creation.icosphere(fineness, 60.0))
    body = Body("ball", mesh, Pose((0, 0, 60)), "blue")
    return Scene((body,), Camera((150, -330, 260), (10, 0, 45)))


def scenes() -> dict[str, Scene]:
    """Scenes without meshes first, then with more and more triangles."""
    named = {name: shots()[name].scene for name in ("lettered cube", "table top", "furniture")}
    mug = {"a mug": shots()["a mug"].scene}
    return named | mug | {f"ball, {n}": ball(n) for n in (4, 5, 6)}


def triangles(scene: Scene) -> int:
    """How many triangles the meshes of a scene have."""
    shapes = [body.shape for body in scene.bodies]
    return sum(len(shape.triangles) for shape in shapes if isinstance(shape, Mesh))


def timed(scene: Scene, look: Look, count: int = 7) -> tuple[float, float]:
    """Milliseconds of the first picture, and the least of the others."""
    spans = []
    for _ in range(count):
        start = process_time()
        render(scene, look=look, size=SIZE)
        spans.append(1000 * (process_time() - start))
    return spans[0], min(spans[1:])


def main() -> None:
    """Print the table."""
    print(f"{'scene':14} {'triangles':>9} {'first':>7} {'shaded':>7} {'line':>7} {'GLB bytes':>10}")
    for name, scene in scenes().items():
        first, shaded = timed(scene, "shaded")
        _, line = timed(scene, "line")
        size = len(export_glb(scene))
        print(f"{name:14} {triangles(scene):9,} {first:7.0f} {shaded:7.1f} {line:7.1f} {size:10,}")


if __name__ == "__main__":
    main()
