"""Typical scenes, for looking at and for measuring; `python -m spatialbench.gallery.scenes FOLDER`
writes them as PNGs, and the sheets: these scenes, and every body, glyph, colour, camera and look.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from spatialbench.gallery.things import chair, mug
from spatialbench.geometry.film import Matrix4, axis_rotation, pose_matrix
from spatialbench.geometry.rotations import FACES, Vector
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box, Cup, Cylinder, OpenBox, Sphere
from spatialbench.render.palette import names
from spatialbench.render.picture import Picture, render
from spatialbench.render.sheet import contact_sheet

CUBE = ("red", "orange", "yellow", "green", "blue", "white")


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """A scene with the poses of the bodies that are not where the scene has them."""

    scene: Scene
    moved: dict[str, Matrix4] = field(default_factory=dict)

    @property
    def poses(self) -> dict[str, Matrix4]:
        """(4, 4) poses of all bodies."""
        return {b.name: pose_matrix(b.pose) for b in self.scene.bodies} | self.moved

    def picture(self, size: int = 512) -> Picture:
        """The scene, rendered."""
        return render(self.scene, poses=self.poses, size=size)


def cube(eye: Vector, letters: str | None = None, *, floor: bool = False) -> Scene:
    """A cube of 100 mm with six colours, perhaps a letter on every face."""
    glyphs = tuple(letters) if letters else (None,) * 6
    marks = tuple((f, Mark(c, g)) for f, c, g in zip(FACES, CUBE, glyphs, strict=True))
    body = Body("cube", Box((100, 100, 100)), Pose((0, 0, 50 if floor else 0)), "white", marks)
    return Scene((body,), Camera(eye, (0, 0, 45 if floor else 0)), floor=floor)


def row_of_cups(count: int, colours: tuple[str, ...]) -> Scene:
    """Cups with numbered mats before them, and a red ball."""
    bodies: list[Body] = [Body("ball", Sphere(20), Pose((55 - 55 * count, -150, 20)), "red")]
    for i in range(count):
        x = 110 * i - 55 * (count - 1)
        mark = (("top", Mark("white", str(i + 1))),)
        bodies.append(
            Body(f"cup {i + 1}", Cup(28, 36, 90, 3), Pose((x, 0, 45)), colours[i % len(colours)])
        )
        bodies.append(Body(f"mat {i + 1}", Box((60, 40, 2)), Pose((x, -80, 1)), "white", mark))
    away = 220 * count + 180
    return Scene(tuple(bodies), Camera((0, -away * 3 // 4, away * 3 // 5), (0, -30, 25)))


def screens(count: int) -> Scene:
    """Coloured screens, an open box with a ball in it before them."""
    colours = ("red", "blue", "green", "yellow", "purple")
    bodies = [
        Body(
            f"{colours[i]} screen",
            Box((140, 10, 200)),
            Pose((190 * i - 95 * (count - 1), 100, 100)),
            colours[i],
        )
        for i in range(count)
    ]
    bodies.append(Body("box", OpenBox((120, 80, 100), 4), Pose((20, -120, 50)), "orange"))
    bodies.append(Body("ball", Sphere(20), Pose((20, -120, 24)), "red"))
    away = 330 * count
    return Scene(tuple(bodies), Camera((0, -away, away * 3 // 10), (0, 0, 70)))


def table_top() -> Scene:
    """Eight things of all shapes."""
    cup, can = Cup(28, 36, 90, 3), Cylinder(26, 80)
    things = (
        Body("box", Box((70, 70, 70)), Pose((-150, 60, 35)), "blue"),
        Body("ball", Sphere(32), Pose((-40, 90, 32)), "orange"),
        Body("cup", cup, Pose((70, 70, 45)), "green"),
        Body("can", can, Pose((170, 60, 40)), "purple"),
        Body("open box", OpenBox((110, 80, 60), 4), Pose((-110, -70, 30)), "pink"),
        Body("small ball", Sphere(18), Pose((-10, -40, 18)), "red"),
        Body("plate", Box((90, 60, 14)), Pose((80, -60, 7)), "white"),
        Body("brick", Box((40, 80, 50)), Pose((180, -60, 25)), "yellow"),
    )
    return Scene(things, Camera((60, -760, 560), (10, 0, 15)))


def crowded_table() -> Scene:
    """The eight things before a screen that hides some of them in part."""
    table = table_top()
    screen = Body("screen", Box((150, 8, 150)), Pose((40, 10, 75)), "black")
    return Scene((*table.bodies, screen), table.camera)


POLYCUBE = (
    (0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 1, 0), (2, 1, 1),
    (2, 1, 2), (1, 1, 2), (0, 1, 2), (0, 1, 3), (0, 0, 3),
)  # fmt: skip


def polycube() -> Scene:
    """Ten cubes in a winding row, in the manner of Shepard and Metzler (1971)."""
    bodies = tuple(
        Body(f"cube {n}", Box((40, 40, 40)), Pose((40 * x - 40, 40 * y - 20, 40 * z - 40)), "white")
        for n, (x, y, z) in enumerate(POLYCUBE)
    )
    return Scene(bodies, Camera((330, -420, 260), (0, 0, 20)), floor=False)


def furniture() -> Scene:
    """A chair and a mug, which are meshes, and two boxes."""
    bodies = (
        Body("chair", chair(), Pose((0, 0, 440)), "orange"),
        Body("mug", mug(), Pose((-60, -60, 508)), "blue"),
        Body("box", Box((240, 240, 300)), Pose((190, 470, 150)), "green"),
        Body("stool", Box((260, 260, 360)), Pose((-330, 330, 180)), "white"),
    )
    return Scene(bodies, Camera((900, -1900, 1450), (-20, 100, 390), 34))


def a_mug() -> Scene:
    """The mug alone."""
    body = Body("mug", mug(), Pose((0, 0, 48)), "blue")
    return Scene((body,), Camera((150, -330, 260), (10, 0, 45)))


def _pose(axis: Vector, degrees: float, position: Vector) -> Matrix4:
    matrix = axis_rotation(axis, degrees)
    matrix[:3, 3] = position
    return matrix


def shots() -> dict[str, Shot]:
    """The typical scenes by name."""
    three = row_of_cups(3, ("blue",))
    tipped = {
        "box": _pose((1, 0, 0), 90, (20, -120, 40)),
        "ball": _pose((0, 0, 1), 0, (20, -130, 24)),
    }
    lifted = {
        "cup 1": _pose((0, 0, 1), 0, (-110, 0, 145)),
        "cup 2": _pose((1, 0, 0), 180, (0, 0, 45)),
        "ball": _pose((0, 0, 1), 0, (-110, 0, 20)),
    }
    corner = (270, -270, 270)
    return {
        "lettered cube": Shot(cube(corner, "FRPGJL")),
        "the same from below": Shot(cube((-270, -270, -270), "FRPGJL")),
        "coloured cube": Shot(cube(corner)),
        "head-on": Shot(cube((0, -480, 0), "FRPGJL")),
        "turned by 30°": Shot(cube(corner), {"cube": _pose((0, 0, 1), 30, (0, 0, 0))}),
        "cube on a table": Shot(cube((250, -330, 260), floor=True)),
        "six cups": Shot(row_of_cups(6, names())),
        "nine cups": Shot(row_of_cups(9, names())),
        "lifted, a bowl": Shot(three, lifted),
        "three screens": Shot(screens(3)),
        "the box tipped": Shot(screens(3), tipped),
        "table top": Shot(table_top()),
        "table top, a screen": Shot(crowded_table()),
        "lettered cube on a table": Shot(cube((250, -330, 260), "FRPGJL", floor=True)),
        "polycube": Shot(polycube()),
        "furniture": Shot(furniture()),
        "a mug": Shot(a_mug()),
    }


IN_LOOKS = ("lettered cube", "lifted, a bowl", "the box tipped", "furniture")


def main(folder: Path) -> None:
    """Write every typical scene and the sheets."""
    from spatialbench.gallery.catalogue import sheets

    folder.mkdir(parents=True, exist_ok=True)
    pictures = {name: shot.picture() for name, shot in shots().items()}
    for name, picture in pictures.items():
        slug = name.replace(",", "").replace("°", "").replace(" ", "-")
        (folder / f"{slug}.png").write_bytes(picture.png(9))
    small = [shot.picture(224) for shot in shots().values()]
    contact_sheet(small, list(pictures), 7, label_height=22).save(
        folder / "sheet.png", optimize=True
    )
    in_looks = {name: (shots()[name].scene, shots()[name].poses) for name in IN_LOOKS}
    for name, sheet in sheets(in_looks).items():
        sheet.save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
