"""Letters without symmetry stand where they belong, upright and not mirrored."""

from collections.abc import Iterator

import numpy as np
import pytest
from sample_scenes import COLOURS, CORNERS, LETTERS, lettered_cube, turned
from triangle_oracle import pixel_of

from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.rotations import FACES, NORMALS, ROTATIONS, Vector
from spatialbench.geometry.scene import Pose, Scene, marks_in_room
from spatialbench.render import render
from spatialbench.render.palette import glyph_colour, rgb

SIZE = 384

# Points in the stroke of each letter and points beside it, in hundredths of the face, x to the
# right and y upwards as one reads it; chosen by hand so that no turn or mirror image fits.
INKED = {
    "F": [(30, 84), (30, 20), (70, 84), (60, 51)],
    "R": [(27, 35), (27, 20), (74, 66), (73, 20)],
    "P": [(28, 84), (28, 20), (76, 65), (50, 46)],
    "G": [(22, 50), (50, 84), (60, 46), (50, 16)],
    "J": [(70, 80), (70, 45), (50, 84), (27, 32)],
    "L": [(32, 84), (32, 20), (70, 16), (50, 16)],
}
BLANK = {
    "F": [(70, 20), (60, 32), (50, 68)],
    "R": [(50, 66), (48, 22), (87, 45)],
    "P": [(70, 20), (50, 65), (60, 30)],
    "G": [(50, 62), (80, 57), (40, 50)],
    "J": [(30, 84), (30, 60), (88, 20)],
    "L": [(70, 84), (60, 50), (70, 40)],
}
# Right and up of each face for a reader who stands upright outside of it, written out by hand.
# Top and bottom are read from the front, as in the cross-shaped net around the front.
READS: dict[str, tuple[Vector, Vector]] = {
    "front": ((1, 0, 0), (0, 0, 1)),
    "back": ((-1, 0, 0), (0, 0, 1)),
    "left": ((0, -1, 0), (0, 0, 1)),
    "right": ((0, 1, 0), (0, 0, 1)),
    "top": ((1, 0, 0), (0, 1, 0)),
    "bottom": ((1, 0, 0), (0, -1, 0)),
}


def places(face: str, points: list[tuple[int, int]], quarters: int = 0) -> np.ndarray:
    """(n, 3) places on the face of a 100 mm cube, for a mark turned counter-clockwise."""
    right, up = (np.array(v, float) for v in READS[face])
    for _ in range(quarters):
        right, up = up, -right
    return np.array(
        [50.0 * np.array(NORMALS[face]) + (x - 50) * right + (y - 50) * up for x, y in points]
    )


def colours_at(scene: Scene, image: np.ndarray, where: np.ndarray) -> np.ndarray:
    """(n, 3) colours of the pixels that show these places."""
    column, row = np.floor(pixel_of(scene.camera, where, SIZE)).astype(int).T
    return image[row, column].astype(float)


def is_nearer_to(colours: np.ndarray, one: tuple[int, ...], two: tuple[int, ...]) -> np.ndarray:
    """Whether each colour is nearer to the first than to the second."""
    return np.abs(colours - one).sum(1) < np.abs(colours - two).sum(1)


def seen_faces(eye: Vector) -> Iterator[str]:
    """The faces of the cube that a corner camera sees."""
    return (f for f in FACES if sum(a * b for a, b in zip(NORMALS[f], eye, strict=True)) > 0)


@pytest.mark.parametrize("corner", CORNERS)
def test_every_letter_is_on_its_face_and_reads_right(corner: Vector) -> None:
    """The stroke's points have the glyph's colour and the points beside it the face's."""
    scene = lettered_cube((270 * corner[0], 270 * corner[1], 270 * corner[2]))
    image = render(scene, size=SIZE).image
    for face in seen_faces(corner):
        letter, ground = LETTERS[FACES.index(face)], rgb(COLOURS[FACES.index(face)])
        ink = glyph_colour(ground)
        inked = colours_at(scene, image, places(face, INKED[letter]))
        blank = colours_at(scene, image, places(face, BLANK[letter]))
        assert is_nearer_to(inked, ink, ground).all(), (face, letter)
        assert is_nearer_to(blank, ground, ink).all(), (face, letter)


@pytest.mark.parametrize("rotation", ROTATIONS, ids=lambda r: str(r.index))
def test_a_turned_cube_shows_its_marks_as_the_scene_says(rotation) -> None:
    """After each of the 24 rotations the letters are where `marks_in_room` puts them."""
    eye = (270, -270, 270)
    scene = lettered_cube(eye)
    image = render(scene, poses={"cube": pose_matrix(Pose((0, 0, 0), rotation))}, size=SIZE).image
    marks = marks_in_room(scene.body("cube"), rotation)
    for face in seen_faces(eye):
        mark = marks[face]
        ground = rgb(mark.colour)
        ink = glyph_colour(ground)
        inked = colours_at(scene, image, places(face, INKED[mark.glyph or ""], mark.turn))
        blank = colours_at(scene, image, places(face, BLANK[mark.glyph or ""], mark.turn))
        assert is_nearer_to(inked, ink, ground).all(), (face, mark)
        assert is_nearer_to(blank, ground, ink).all(), (face, mark)


@pytest.mark.parametrize("letter", LETTERS)
def test_the_chosen_points_tell_a_letter_from_its_turns_and_mirror_images(letter: str) -> None:
    """No other of the eight ways to lay the letter fits the points, so the test can fail."""
    from spatialbench.render.glyphs import bitmap

    cells = bitmap(letter, 100)
    fits = []
    for mirror in (False, True):
        for quarters in range(4):
            laid = np.rot90(cells[:, ::-1] if mirror else cells, quarters)
            inked = all(laid[y, x] for x, y in INKED[letter])
            fits.append(inked and not any(laid[y, x] for x, y in BLANK[letter]))
    assert fits == [True] + [False] * 7


def test_a_quarter_turn_in_between_leans_the_right_way() -> None:
    """Turned 30° counter-clockwise seen from above, a point of the front moves to the right."""
    scene = lettered_cube((0, -480, 0))
    image = render(scene, poses={"cube": turned((0, 0, 1), 30)}, size=SIZE).image
    where = places("front", INKED["F"]) @ turned((0, 0, 1), 30)[:3, :3].T
    colours = colours_at(scene, image, where)
    ground = rgb(COLOURS[0])
    assert is_nearer_to(colours, glyph_colour(ground), ground).all()
