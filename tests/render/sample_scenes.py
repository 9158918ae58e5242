"""Small scenes that the tests look at; every shape, several poses, with and without a floor."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from spatialbench.gallery.scenes import crowded_table, polycube
from spatialbench.gallery.things import chair, mug
from spatialbench.geometry.film import axis_rotation, frames, pose_matrix
from spatialbench.geometry.replay import fitting_history
from spatialbench.geometry.rotations import FACES, Vector, quarter_turns
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box, Cup, Cylinder, Mesh, OpenBox, Shape, Sphere
from spatialbench.items.middle import wrapped_in
from spatialbench.probes.make import make
from spatialbench.probes.probe import Film

LETTERS = "FRPGJL"
COLOURS = ("red", "orange", "yellow", "green", "blue", "white")
CORNERS: tuple[Vector, ...] = tuple(product((1, -1), repeat=3))  # type: ignore[arg-type]
CUP = Cup(28, 36, 90, 3)

TETRAHEDRON = Mesh(
    ((-40, -40, -40), (40, 40, -40), (40, -40, 40), (-40, 40, 40)),
    ((0, 1, 2), (0, 3, 1), (0, 2, 3), (1, 3, 2)),
)


@dataclass(frozen=True)
class Moment:
    """A scene with poses that are not the scene's own."""

    scene: Scene
    poses: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    @property
    def all_poses(self) -> dict[str, NDArray[np.float64]]:
        """The scene's own poses, with this moment's in their place."""
        return {b.name: pose_matrix(b.pose) for b in self.scene.bodies} | self.poses


def turned(axis: Vector, degrees: float, position: Vector = (0, 0, 0)) -> NDArray[np.float64]:
    """A pose turned about an axis of the room."""
    matrix = axis_rotation(axis, degrees)
    matrix[:3, 3] = position
    return matrix


def lettered_cube(eye: Vector, letters: str = LETTERS) -> Scene:
    """A cube of 100 mm, a letter on every face, seen from a place."""
    marks = tuple((f, Mark(c, g)) for f, c, g in zip(FACES, COLOURS, letters, strict=True))
    body = Body("cube", Box((100, 100, 100)), Pose((0, 0, 0)), "white", marks)
    return Scene((body,), Camera(eye, (0, 0, 0)), floor=False)


def plain_cube(eye: Vector) -> Scene:
    """A cube with six colours on a table."""
    marks = tuple((f, Mark(c)) for f, c in zip(FACES, COLOURS, strict=True))
    body = Body("cube", Box((100, 100, 100)), Pose((0, 0, 50)), "white", marks)
    return Scene((body,), Camera(eye, (0, 0, 40)))


def row_of_cups(count: int, colours: tuple[str, ...] = ("blue",)) -> Scene:
    """Cups in a row, numbered mats before them, a red ball."""
    bodies = []
    for i in range(count):
        x = i * 110 - (count - 1) * 55
        bodies.append(Body(f"cup{i}", CUP, Pose((x, 0, 45)), colours[i % len(colours)]))
        mat = (("top", Mark("white", str(i + 1))),)
        bodies.append(Body(f"mat{i}", Box((60, 40, 2)), Pose((x, -80, 1)), "white", mat))
    bodies.append(Body("ball", Sphere(20), Pose((-40, -150, 20)), "red"))
    away = 200 + 220 * count
    return Scene(tuple(bodies), Camera((0, -away, away * 4 // 5), (0, -30, 20)))


def screens() -> Scene:
    """Three screens, an open box before them, a ball."""
    bodies = [
        Body(f"screen{i}", Box((140, 10, 200)), Pose((i * 190 - 190, 100, 100)), colour)
        for i, colour in enumerate(("red", "blue", "green"))
    ]
    bodies.append(Body("box", OpenBox((120, 80, 100), 4), Pose((20, -120, 50)), "orange"))
    bodies.append(Body("ball", Sphere(20), Pose((-120, -140, 20)), "red"))
    return Scene(tuple(bodies), Camera((0, -940, 310), (0, 0, 70)))


def one(
    shape: Box | Sphere | Cylinder | Cup | OpenBox | Mesh, eye: Vector = (150, -260, 200)
) -> Scene:
    """One body in the middle, no floor."""
    body = Body("it", shape, Pose((0, 0, 0)), "green")
    return Scene((body,), Camera(eye, (0, 0, 0)), floor=False)


SHAPES = {
    "box": Box((100, 60, 80)),
    "sphere": Sphere(50),
    "cylinder": Cylinder(40, 90),
    "cup": CUP,
    "open box": OpenBox((100, 80, 60), 4),
    "mesh": TETRAHEDRON,
}


def meshes() -> Scene:
    """A mug and a chair, each a mesh, and a box that the chair hides in part."""
    bodies = (
        Body("chair", chair(), Pose((0, 0, 440)), "orange"),
        Body("mug", mug(), Pose((-60, -60, 508), quarter_turns("top", 1)), "blue"),
        Body("box", Box((200, 200, 300)), Pose((150, 420, 150)), "green"),
    )
    return Scene(bodies, Camera((900, -1900, 1500), (40, 60, 420), 34))


def moments() -> dict[str, Moment]:
    """Scenes by name, for golden pictures and for comparing machines."""
    found = {
        f"letters from {''.join('+-'[v < 0] for v in corner)}": Moment(
            lettered_cube((270 * corner[0], 270 * corner[1], 270 * corner[2]))
        )
        for corner in CORNERS
    }
    found["head-on"] = Moment(lettered_cube((0, -480, 0)))
    found["from above"] = Moment(lettered_cube((0, 0, 480)))
    found["from below"] = Moment(lettered_cube((0, 0, -480)))
    for degrees in (30, 60):
        found[f"turning {degrees}"] = Moment(
            lettered_cube((270, -270, 270)), {"cube": turned((0, 0, 1), degrees)}
        )
    found["cube on a table"] = Moment(plain_cube((250, -300, 260)))
    found["two cups"] = Moment(row_of_cups(2, ("red", "pink")))
    found["nine cups"] = Moment(row_of_cups(9, COLOURS))
    found["a cup lifted and a bowl"] = Moment(
        row_of_cups(3),
        {"cup0": turned((0, 0, 1), 0, (-110, 0, 145)), "cup1": turned((1, 0, 0), 180, (0, 0, 45))},
    )
    found["screens"] = Moment(screens())
    found["a tipped box"] = Moment(
        screens(),
        {
            "box": turned((1, 0, 0), 90, (20, -120, 40)),
            "ball": turned((0, 0, 1), 0, (20, -130, 30)),
        },
    )
    found["a chair and a mug"] = Moment(meshes())
    for name, shape in SHAPES.items():
        found[name] = Moment(one(shape))
    for colour in (*COLOURS, "grey"):
        found[f"a {colour} sphere on the table"] = Moment(on_the_table(Sphere(50), colour))
    for turn in (0, 90, 180, 270):
        found[f"F turned by {turn}"] = Moment(marked("F", turn // 90))
    for glyph in LETTERS[1:]:
        found[f"{glyph} in front"] = Moment(marked(glyph, 0))
    for name, shape in SHAPES.items():
        if not isinstance(shape, Sphere | Mesh):
            found[f"{name} on the table"] = Moment(on_the_table(shape, "blue"))
    found |= film_frames()
    found["a polycube"] = Moment(polycube())
    found["a table and a screen"] = Moment(crowded_table())
    return found


def on_the_table(shape: Shape, colour: str) -> Scene:
    """One body on the table, with its shadow."""
    body = Body("it", shape, Pose((0, 0, int(shape.extent()[2]))), colour)
    return Scene((body,), Camera((120, -300, 240), (0, 0, 40)))


def marked(glyph: str, quarters: int) -> Scene:
    """A cube with a glyph on its front, turned."""
    marks = (("front", Mark("yellow", glyph, quarters)),)
    body = Body("cube", Box((100, 100, 100)), Pose((0, 0, 0)), "white", marks)
    return Scene((body,), Camera((120, -420, 160), (0, 0, 0)), floor=False)


FILMS = (
    "cube/face-after-turns",
    "permanence/hidden-where",
    "permanence/shell-game",
    "permanence/carried-unseen",
)


def film_frames() -> dict[str, Moment]:
    """Frames from the middle of real films, three of each task."""
    found = {}
    for task in FILMS:
        probe = make(task, seed="golden", level=2)
        filmed = probe.film or Film()
        bodies = [
            wrapped_in(filmed.paper, body) if body.name in filmed.wrapped else body
            for body in probe.scene.bodies
        ]
        scene = replace(probe.scene, bodies=tuple(bodies))
        story = fitting_history(scene, probe.story)
        film = list(frames(scene, story, filmed.footage()))
        for number in (len(film) // 4, len(film) // 2, 3 * len(film) // 4):
            found[f"{task}, frame {number}"] = Moment(scene, film[number].poses)
    return found
