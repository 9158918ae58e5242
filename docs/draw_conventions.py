"""Draws docs/pictures/conventions.png: a cube with the initial of each face, from two corners.

python docs/draw_conventions.py
"""

from pathlib import Path

from spatialbench.generators.cube.turning import VIEWS
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Body, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.render import contact_sheet, render

LETTERS = {"front": "F", "back": "B", "left": "L", "right": "R", "top": "T", "bottom": "U"}
COLOURS = ("red", "orange", "white", "yellow", "blue", "green")

cube = Body(
    "cube",
    Box((100, 100, 100)),
    Pose((0, 0, 0)),
    "white",
    tuple((f, Mark(c, LETTERS[f])) for f, c in zip(FACES, COLOURS, strict=True)),
)
scene = Scene((cube,), VIEWS[0], floor=False)
pictures = [render(scene, camera=camera, size=360) for camera in VIEWS]
sheet = contact_sheet(pictures, ["PICTURE 1", "PICTURE 2"])
sheet.save(Path(__file__).parent / "pictures" / "conventions.png")
