"""The line look: flat colours, black outlines of what is seen, the same pixels everywhere."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sample_scenes import lettered_cube, meshes, moments, one, plain_cube, row_of_cups, screens
from test_determinism import ENVIRONMENTS

from spatialbench.caster.creases import corner_normals, parts
from spatialbench.errors import InputError
from spatialbench.gallery.things import chair, mug
from spatialbench.geometry.meshes import triangles_of
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, Sphere
from spatialbench.render import render
from spatialbench.render.palette import CHALK, INK, rgb

HERE = Path(__file__).parent
GOLDEN = HERE / "data" / "line_hashes.json"
EYE = Camera((0, -500, 0), (0, 0, 0))


def colours_in(image: np.ndarray) -> dict[tuple[int, int, int], int]:
    """How many pixels have each colour."""
    found, counts = np.unique(image.reshape(-1, 3), axis=0, return_counts=True)
    return {tuple(c): int(n) for c, n in zip(found.tolist(), counts, strict=True)}


def test_faces_are_flat_and_the_paper_is_white() -> None:
    """Nearly all pixels of a cube on a table are paper, ink or one of three palette colours."""
    image = render(plain_cube((250, -300, 260)), look="line").image
    counts = colours_in(image)
    plain = {(255, 255, 255), INK, rgb("red"), rgb("green"), rgb("blue")}
    assert plain <= counts.keys()
    assert sum(n for c, n in counts.items() if c in plain) > 0.98 * image.shape[0] ** 2


def test_ids_and_depth_are_those_of_the_usual_look() -> None:
    """Only the image differs."""
    shaded, line = (render(screens(), look=x, size=96) for x in ("shaded", "line"))
    np.testing.assert_array_equal(shaded.ids, line.ids)
    np.testing.assert_array_equal(shaded.depth, line.depth)
    assert shaded.pixel_hash() != line.pixel_hash()


def ink(image: np.ndarray) -> np.ndarray:
    """Which pixels are nearly ink."""
    return (image.astype(int) < 90).all(2)


def test_what_is_hidden_has_no_line() -> None:
    """A ball behind a screen changes nothing."""
    screen = Body("screen", Box((200, 10, 200)), Pose((0, 0, 0)), "yellow")
    ball = Body("ball", Sphere(30), Pose((0, 60, 0)), "red")
    alone, both = (Scene(b, EYE, floor=False) for b in ((screen,), (screen, ball)))
    assert render(alone, look="line").pixel_hash() == render(both, look="line").pixel_hash()


def test_bodies_of_one_colour_are_told_apart() -> None:
    """A line runs where one stands before the other."""
    bodies = (
        Body("back", Box((200, 10, 200)), Pose((0, 0, 0)), "yellow"),
        Body("front", Box((60, 10, 60)), Pose((0, -60, 0)), "yellow"),
    )
    row = ink(render(Scene(bodies, EYE, floor=False), look="line", size=200).image)[100]
    assert (np.diff(row.astype(int)) == 1).sum() == 4


def test_a_line_is_as_wide_in_large_pictures_as_it_is_in_small_ones() -> None:
    """About the same share of a picture, but never below a pixel."""
    shares = [
        ink(render(plain_cube((250, -300, 260)), look="line", size=s).image).mean()
        for s in (512, 1024, 1500)
    ]
    assert max(shares) < 1.35 * min(shares)


def test_letters_stand_on_their_faces() -> None:
    """White on red, black on yellow."""
    counts = colours_in(render(lettered_cube((0, -480, 0)), look="line").image)
    assert counts[CHALK] > 1000
    counts = colours_in(render(lettered_cube((-480, 0, 0)), look="line").image)
    assert counts[INK] > 3000


def test_an_edge_between_two_black_faces_is_seen() -> None:
    """It is lighter than they are."""
    body = Body("it", Box((100, 100, 100)), Pose((0, 0, 0)), "black")
    scene = Scene((body,), Camera((300, -300, 300), (0, 0, 0)), floor=False)
    picture = render(scene, look="line")
    inner = picture.image[220:292, 220:292].astype(int)
    assert inner.max() > 140
    assert inner.min() < 40


def test_a_chair_has_its_creases() -> None:
    """Its smooth parts are its flat sides, and each differs from its neighbours."""
    found = parts(triangles_of(chair()))
    assert (found.part[:, None] == found.part).sum() > len(found.part)
    assert (found.one != found.other).all()
    normals = corner_normals(triangles_of(chair()))
    np.testing.assert_allclose(np.abs(normals).max(-1), 1)


def test_a_mug_is_smooth_around_its_wall() -> None:
    """Normals at a corner are the same in the triangles of one part; lengths are 1."""
    surface = triangles_of(mug())
    normals = corner_normals(surface)
    np.testing.assert_allclose((normals * normals).sum(-1), 1, atol=1e-9)
    wall = np.abs(np.hypot(*surface.vertices[:, :2].T + np.array([[17.5], [0]])) - 40) < 0.02
    on = wall[surface.faces] & (np.abs(surface.vertices[surface.faces][..., 2]) < 5)
    assert (np.abs(normals[on][:, 2]) < 0.2).all()


def test_a_handle_before_a_wall_has_an_outline() -> None:
    """Where a part of a mesh stands before another of the same smooth part."""
    scene = one(mug(), (330, -60, 60))
    picture = render(scene, look="line", size=256)
    assert ink(picture.image)[110:150, 110:146].sum() > 30


LINED = {name: m for name, m in moments().items() if "from" not in name or name == "from above"}


def hashes() -> dict[str, str]:
    """The pixel hash of every sample scene as a line drawing."""
    return {
        name: render(m.scene, poses=m.all_poses, size=64, look="line").pixel_hash()
        for name, m in LINED.items()
    }


@pytest.mark.parametrize("name", LINED)
def test_a_line_drawing_has_its_golden_pixels(name: str) -> None:
    """A change of any pixel is one that somebody meant."""
    moment = LINED[name]
    found = render(moment.scene, poses=moment.all_poses, size=64, look="line").pixel_hash()
    assert found == json.loads(GOLDEN.read_text())[name]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_line_drawings_are_the_same_in(environment: str) -> None:
    """Another process, other vector units, another BLAS."""
    import os

    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "test_lines.py")],
        env=os.environ | ENVIRONMENTS[environment],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == json.loads(GOLDEN.read_text())


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (33, 17)])
def test_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    """Tiny frames included."""
    assert render(row_of_cups(2), size=size, look="line").image.shape == (size[1], size[0], 3)


def test_an_unknown_look_is_named() -> None:
    """With those that there are."""
    with pytest.raises(InputError, match="'oil' is unknown; there are shaded, line, photo"):
        render(meshes(), look="oil", size=16)  # type: ignore[arg-type]


def test_a_camera_may_be_given_by_name() -> None:
    """As if it had been asked for."""
    from spatialbench.caster.cameras import camera_of

    scene = screens()
    named = render(scene, camera="corner", size=64)
    asked = render(scene, camera=camera_of("corner", scene, size=64), size=64)
    assert named.pixel_hash() == asked.pixel_hash()


if __name__ == "__main__":
    if "--renew" in sys.argv:
        GOLDEN.write_text(json.dumps(hashes(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    else:
        print(json.dumps(hashes()))
