"""What a picture says about itself."""

import sys
from dataclasses import replace
from io import BytesIO
from itertools import product

import numpy as np
import pytest
from PIL import Image
from sample_scenes import SHAPES, lettered_cube, one, plain_cube, row_of_cups, turned

from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Body, Camera, Light, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box, Mesh, Sphere
from spatialbench.render import animation, contact_sheet, ids, pixel_hash, render
from spatialbench.render.backdrop import PLAIN
from spatialbench.render.sheet import sheet_pixels

EYE = (0, -400, 0)


def ball(name: str, place: tuple[int, int, int], radius: int = 20) -> Body:
    """A red ball."""
    return Body(name, Sphere(radius), Pose(place), "red")


def scene_of(*bodies: Body, floor: bool = False) -> Scene:
    """Bodies seen from the front."""
    return Scene(bodies, Camera(EYE, (0, 0, 0)), floor=floor)


def test_planes_have_the_size_and_kind_promised() -> None:
    """A picture of 60 by 40 has rows first, and the documented number types."""
    picture = render(row_of_cups(2), size=(60, 40))
    assert picture.image.shape == (40, 60, 3)
    assert picture.image.dtype == np.uint8
    assert (picture.ids.shape, picture.ids.dtype) == ((40, 60), np.int16)
    assert (picture.depth.shape, picture.depth.dtype) == ((40, 60), np.float32)


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (7, 1), (33, 17), (64, 128), (130, 258)])
def test_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    """Odd, narrow and tiny frames included, with shadows in them."""
    assert render(row_of_cups(3), size=size).image.shape == (size[1], size[0], 3)


def test_the_middle_of_a_ball_is_its_radius_nearer() -> None:
    """Depth is in millimetres along the viewing direction."""
    depth = render(scene_of(ball("a", (0, 0, 0))), size=65).depth
    assert depth[32, 32] == pytest.approx(380, abs=1e-3)
    assert np.isinf(depth[0, 0])


def test_the_floor_has_depth_but_no_id() -> None:
    """Where only the table is seen, the id is −1 and the depth that of the table."""
    scene = replace(plain_cube((0, -300, 300)), bodies=())
    picture = render(replace(scene, camera=Camera((0, 0, 500), (0, 0, 0))), size=33)
    assert (picture.ids == -1).all()
    np.testing.assert_allclose(picture.depth, 500, rtol=1e-5)


def test_ids_alone_are_those_of_the_picture() -> None:
    """The cheap pass and the full one agree."""
    scene = row_of_cups(3)
    np.testing.assert_array_equal(ids(scene, size=96), render(scene, size=96).ids)


def test_marks_do_not_change_ids() -> None:
    """A glyph is part of its body."""
    marked = lettered_cube((270, -270, 270))
    plain = replace(marked, bodies=(replace(marked.bodies[0], marks=()),))
    np.testing.assert_array_equal(ids(marked), ids(plain))
    assert set(np.unique(render(marked, size=64).ids)) == {-1, 0}


def test_a_body_that_nothing_covers_is_seen_whole() -> None:
    """Its fraction is 1, and 0 for one outside of the frame."""
    found = render(scene_of(ball("a", (0, 0, 0)), ball("far", (900, 0, 0))), size=64)
    assert found.visible_fraction() == {"a": 1.0, "far": 0.0}


def test_half_a_body_behind_another_is_seen_by_half() -> None:
    """A box covers the left half of a ball."""
    cover = Body("box", Box((200, 10, 200)), Pose((-100, -100, 0)), "blue")
    found = render(scene_of(ball("a", (0, 0, 0)), cover), size=128)
    assert found.visible_fraction()["a"] == pytest.approx(0.5, abs=0.04)


def test_poses_and_camera_can_be_given() -> None:
    """They take the place of the scene's own."""
    scene = scene_of(ball("a", (0, 0, 0)))
    moved = render(scene, poses={"a": turned((0, 0, 1), 0, (30, 0, 0))}, size=64)
    assert moved.pixel_hash() == render(scene_of(ball("a", (30, 0, 0))), size=64).pixel_hash()
    camera = Camera((0, -400, 0), (0, 0, 0), 60)
    assert (render(scene, camera=camera, size=64).ids == 0).sum() < (ids(scene, size=64) == 0).sum()


def test_a_pose_that_is_missing_is_named() -> None:
    """Poses must cover every body."""
    with pytest.raises(KeyError, match="a"):
        render(scene_of(ball("a", (0, 0, 0))), poses={}, size=8)


def test_background_without_floor_is_plain() -> None:
    """Exactly one colour."""
    image = render(scene_of(ball("a", (0, 0, 0), 5)), size=64).image
    assert (image[0] == PLAIN).all()
    assert (image[-1] == PLAIN).all()


@pytest.mark.parametrize("name", SHAPES)
def test_edges_are_smooth(name: str) -> None:
    """Along the outline there are colours between the body's and the background's."""
    picture = render(one(SHAPES[name]), size=96)
    assert len(np.unique(picture.image.reshape(-1, 3), axis=0)) > 20


def test_a_body_shades_the_table() -> None:
    """Away from the light, beside the body, the table is darker than without it."""
    scene = plain_cube((0, -300, 400))
    empty = render(replace(scene, bodies=()), size=96)
    full = render(scene, size=96)
    floor = full.ids == -1
    darker = full.image[floor].astype(int).sum(1) < empty.image[floor].astype(int).sum(1) - 40
    assert 0.01 < darker.mean() < 0.5


def test_the_lit_side_of_the_table_is_not_darkened_at_the_foot_of_a_body() -> None:
    """Shadow does not leak out from under a cup towards the light."""
    scene = row_of_cups(1)
    image, seen = render(scene, size=256).image, ids(scene, size=256)
    cup = next(i for i, b in enumerate(scene.bodies) if b.name == "cup0")
    rows, columns = np.nonzero(seen == cup)
    lowest = rows.max()
    beneath = image[lowest + 3, columns[rows == lowest]].astype(int)
    around = image[lowest + 3, 5].astype(int)
    assert np.abs(beneath - around).max() <= 6


@pytest.mark.parametrize("toward", [(0, 0, -1), (1, 0, 0), (0, 0, 1), (-1, 2, 1)])
def test_light_may_come_from_anywhere(toward: tuple[int, int, int]) -> None:
    """From below there is no shadow, but there is a picture; and from straight above too."""
    scene = replace(row_of_cups(2), light=Light(toward))
    assert render(scene, size=48).image.std() > 0


def test_light_from_nowhere_is_refused() -> None:
    """A direction needs a length."""
    with pytest.raises(ValueError, match="light must come from somewhere"):
        render(replace(row_of_cups(1), light=Light((0, 0, 0))), size=8)


def test_a_camera_where_it_looks_is_refused() -> None:
    """It has no direction."""
    with pytest.raises(ValueError, match="the very place where it looks"):
        render(row_of_cups(1), camera=Camera((0, 0, 0), (0, 0, 0)), size=8)


@pytest.mark.parametrize("size", [0, (10, 0), (-3, 5)])
def test_an_empty_picture_is_refused(size: int | tuple[int, int]) -> None:
    """At least one pixel each way."""
    with pytest.raises(ValueError, match="at least one pixel"):
        render(row_of_cups(1), size=size)


def test_an_unknown_glyph_is_named() -> None:
    """The message lists what there is."""
    marks = (("front", Mark("white", "Ж")),)
    body = Body("b", Box((100, 100, 100)), Pose((0, 0, 0)), "white", marks)
    with pytest.raises(KeyError, match="'Ж' is unknown; known are A B C"):
        render(scene_of(body), size=16)


@pytest.mark.parametrize("eye", list(product((0, 3, -400), (0, 5, 90))))
def test_a_camera_inside_a_body_still_gives_a_picture(eye: tuple[int, int]) -> None:
    """Nothing is promised about what it shows, but it does not fail."""
    scene = row_of_cups(1)
    camera = Camera((eye[0], -1, eye[1]), (0, 0, 40))
    assert render(scene, camera=camera, size=32).image.shape == (32, 32, 3)


def test_many_bodies_are_painted_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes with letters and balls, before one another."""
    row = [ball(f"ball {n}", (45 * n - 200, 40, 20)) for n in range(9)]
    marks = tuple((face, Mark("white", "R")) for face in FACES)
    boxes = [
        Body(f"box {n}", Box((40, 40, 40)), Pose((45 * n - 200, -20, 20)), "blue", marks)
        for n in range(9)
    ]
    scene = scene_of(*row, *boxes, floor=True)
    many = render(scene, size=200).image
    monkeypatch.setattr("spatialbench.render.plate.MANY", 99)
    assert np.array_equal(render(scene, size=200).image, many)


def test_a_png_holds_the_pixels() -> None:
    """Decoded again, at any level, it is the same image."""
    picture = render(row_of_cups(1), size=40)
    for level in (1, 9):
        decoded = np.asarray(Image.open(BytesIO(picture.png(level))))
        np.testing.assert_array_equal(decoded, picture.image)
    assert picture._repr_png_()[:4] == b"\x89PNG"


def test_the_hash_is_over_pixels_and_shape() -> None:
    """The same bytes in another shape are another image."""
    image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    assert pixel_hash(image) != pixel_hash(image.reshape(2, 8, 3))
    assert pixel_hash(image) == pixel_hash(image.copy())
    assert len(pixel_hash(image)) == 32


def test_rendering_does_not_load_pillow() -> None:
    """Only encoding does; so scoring and verifying need no Pillow."""
    import subprocess

    code = (
        "import sys; from spatialbench.render import ids; import spatialbench.render.painter; "
        "sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_contact_sheet_has_a_label_under_every_picture() -> None:
    """Two columns of three pictures: ink in every strip, white where no picture is."""
    pictures = [render(scene_of(ball("a", (0, 0, 0))), size=40)] * 3
    sheet = sheet_pixels(pictures, ["one", "two", "three"], 2, gap=4, label_height=16)
    assert sheet.shape == (2 * 60 + 4, 2 * 44 + 4, 3)
    assert sheet[44:60, 4:44].min() < 60
    assert sheet[68:, 48:].min() == 255
    assert contact_sheet(pictures, ["a", "b", "c"]).size[0] > 80


def test_a_sheet_needs_a_label_for_each_picture() -> None:
    """Counts must agree."""
    with pytest.raises(ValueError, match="1 pictures and 0 labels"):
        contact_sheet([render(row_of_cups(1), size=8)], [])


def test_an_animation_has_every_frame(tmp_path) -> None:
    """Lossless, in order, and written where it is told to."""
    pictures = [render(scene_of(ball("a", (x, 0, 0))), size=32) for x in (0, 20, 40)]
    data = animation(pictures, tmp_path / "film.webp")
    assert (tmp_path / "film.webp").read_bytes() == data
    with Image.open(BytesIO(data)) as film:
        assert film.n_frames == 3
        film.seek(2)
        np.testing.assert_array_equal(np.asarray(film.convert("RGB")), pictures[2].image)


def test_an_animation_needs_a_frame() -> None:
    """None is an error."""
    with pytest.raises(ValueError, match="at least one picture"):
        animation([])


def test_a_mesh_of_thousands_of_triangles_looks_like_the_ball_it_is() -> None:
    """The same pixels but for the outline, and no holes between triangles."""
    import trimesh

    fine = trimesh.creation.icosphere(4, 1000)
    corners = tuple(tuple(int(v) for v in p) for p in fine.vertices.round())
    mesh = Body("it", Mesh(corners, tuple(map(tuple, fine.faces.tolist()))), Pose((0, 0, 0)), "red")
    camera = Camera((0, -4000, 1000), (0, 0, 0), 50)
    found = ids(Scene((mesh,), camera, floor=False), size=96)
    exact = ids(Scene((ball("it", (0, 0, 0), 1000),), camera, floor=False), size=96)
    assert (found != exact).mean() < 0.004
    assert (found == exact)[36:60, 36:60].all()
