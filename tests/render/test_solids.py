"""Scenes for other programs: GLB in metres, y up, marks as textures; a page that can be turned."""

import re
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import trimesh
from sample_scenes import SHAPES, lettered_cube, meshes, row_of_cups, screens, turned

from spatialbench.errors import MissingExtra
from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.loading import load_mesh
from spatialbench.geometry.meshes import mesh_of
from spatialbench.geometry.rotations import FACES, NORMALS
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box, OpenBox
from spatialbench.render import export_glb, render, to_trimesh
from spatialbench.render.palette import glyph_colour, rgb
from spatialbench.render.photo import studio
from spatialbench.render.turnable import NOTE, turnable_page


def read_back(data: bytes) -> trimesh.Scene:
    """The GLB as trimesh reads it."""
    return trimesh.load_scene(BytesIO(data), file_type="glb")


def in_room(scene: trimesh.Scene, name: str) -> trimesh.Trimesh:
    """A body of a loaded GLB, in the room's millimetres."""
    pose, geometry = scene.graph[name]
    mesh = scene.geometry[geometry].copy()
    mesh.apply_transform(pose)
    x, y, z = mesh.vertices.T * 1000
    return trimesh.Trimesh(np.stack([x, -z, y], 1), mesh.faces)


@pytest.mark.parametrize("scene", [screens(), row_of_cups(2), meshes()], ids=["a", "b", "c"])
def test_every_body_is_where_it_is_in_the_room(scene: Scene) -> None:
    """By its name, in millimetres when scaled and turned back."""
    found = read_back(export_glb(scene))
    for body in scene.bodies:
        expected = mesh_of(body.shape).copy()
        expected.apply_transform(pose_matrix(body.pose))
        mesh = in_room(found, body.name)
        np.testing.assert_allclose(mesh.bounds, expected.bounds, atol=0.01)
        assert mesh.volume == pytest.approx(expected.volume, rel=1e-4)


def colour_at(mesh: trimesh.Trimesh, place: np.ndarray) -> tuple[int, ...]:
    """The colour of the texture where a place on the mesh is, averaged over a few pixels."""
    nearest = trimesh.triangles.closest_point(mesh.triangles, np.tile(place, (len(mesh.faces), 1)))
    triangle = int(((nearest - place) ** 2).sum(1).argmin())
    corners = mesh.triangles[triangle]
    share = trimesh.triangles.points_to_barycentric(corners[None], place[None])[0]
    u, v = share @ mesh.visual.uv[mesh.faces[triangle]]
    image = np.asarray(mesh.visual.material.baseColorTexture.convert("RGB"))
    row, column = int((1 - v) * image.shape[0]), int(u * image.shape[1])
    return tuple(image[row - 1 : row + 2, column - 1 : column + 2].mean((0, 1)).round().astype(int))


def test_every_face_has_its_colour() -> None:
    """Looked up in the texture at a place of the face that no glyph reaches."""
    scene = lettered_cube((300, -300, 300))
    found = to_trimesh(scene).geometry["cube"]
    for face, mark in scene.bodies[0].marks:
        normal = np.array(NORMALS[face], float)
        across = np.roll(normal, 1) + np.roll(normal, 2) * 0.1
        place = normal * 0.05 + across * 0.0465
        assert colour_at(found, place) == rgb(mark.colour)


def test_a_glyph_stands_upright_and_is_not_mirrored() -> None:
    """The letter L on the front: ink at its foot and its stem, none at its upper right."""
    body = Body(
        "it", Box((100, 100, 100)), Pose((0, 0, 0)), "white", (("front", Mark("red", "L")),)
    )
    mesh = to_trimesh(Scene((body,), Camera((0, -400, 0), (0, 0, 0)))).geometry["it"]
    ink = glyph_colour(rgb("red"))
    at = {
        corner: colour_at(mesh, np.array([x, -0.05, z]))
        for corner, x, z in (
            ("foot", 0.015, -0.034),
            ("stem", -0.02, 0.02),
            ("nothing", 0.02, 0.02),
        )
    }
    assert at == {"foot": ink, "stem": ink, "nothing": rgb("red")}


def test_the_inside_of_a_box_is_plain() -> None:
    """Marks are on the outside only."""
    box = OpenBox((120, 80, 60), 5)
    body = Body("it", box, Pose((0, 0, 0)), "green", tuple((f, Mark("red", "F")) for f in FACES))
    mesh = to_trimesh(Scene((body,), Camera((0, -400, 0), (0, 0, 0)))).geometry["it"]
    assert colour_at(mesh, np.array([0.0, -0.035, 0.01])) == rgb("green")
    assert colour_at(mesh, np.array([0.055, -0.04, 0.0])) == rgb("red")


def test_poses_are_followed() -> None:
    """A moved cube is exported where it is."""
    scene = lettered_cube((300, -300, 300))
    pose = turned((0, 0, 1), 30, (10, 20, 30))
    mesh = in_room(read_back(export_glb(scene, poses={"cube": pose})), "cube")
    np.testing.assert_allclose(mesh.bounds.mean(0), [10, 20, 30], atol=0.01)
    assert np.ptp(mesh.bounds, axis=0)[0] == pytest.approx(136.6, abs=0.1)


def test_the_camera_goes_along() -> None:
    """Its place and its vertical angle of view; it looks at its target."""
    scene = screens()
    found = to_trimesh(scene, size=(300, 200))
    pose, x, y, z = found.camera_transform, *scene.camera.position
    np.testing.assert_allclose(pose[:3, 3], [x / 1000, z / 1000, -y / 1000])
    x, y, z = np.subtract(scene.camera.target, scene.camera.position)
    ahead = np.array([x, z, -y]) / np.linalg.norm([x, y, z])
    np.testing.assert_allclose(-pose[:3, 2], ahead, atol=1e-9)
    assert found.camera.fov[1] == scene.camera.view_angle


def test_the_same_scene_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of chance is in a GLB."""
    scene, path = row_of_cups(2), tmp_path / "a.glb"
    assert export_glb(scene, path) == export_glb(scene) == path.read_bytes()


def test_odd_names_do_not_collide() -> None:
    """A body may be called what the exporter calls its own things."""
    names = ("world", "table", "camera", "table_")
    bodies = tuple(
        Body(n, Box((10, 10, 10)), Pose((20 * i, 0, 5)), "red") for i, n in enumerate(names)
    )
    found = read_back(export_glb(Scene(bodies, Camera((0, -400, 0), (0, 0, 0)))))
    assert {*names, "table__"} <= set(found.geometry)


def test_an_exported_body_can_be_loaded_again(tmp_path: Path) -> None:
    """What leaves as GLB comes in as a mesh of the same size."""
    body = Body("it", SHAPES["cup"], Pose((0, 0, 45)), "red")
    scene = Scene((body,), Camera((0, -400, 0), (0, 0, 0)), floor=False)
    export_glb(scene, tmp_path / "cup.glb")
    shape = load_mesh(tmp_path / "cup.glb")
    assert mesh_of(shape).volume == pytest.approx(mesh_of(body.shape).volume, rel=0.01)
    np.testing.assert_allclose(mesh_of(shape).bounds, mesh_of(body.shape).bounds, atol=0.02)


# --- the page -----------------------------------------------------------------------------------


def test_a_page_says_what_it_shows_in_both_languages() -> None:
    """It shows more than the pictures of the question do."""
    page = turnable_page(screens(), "a <script>alert(1)</script> title")
    assert all(line in page.replace("&#x27;", "'") for line in NOTE)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "$B64GLTF" not in page


def test_a_page_is_mended_where_the_viewer_is_known() -> None:
    """Colours are sRGB and the light comes from all sides."""
    page = turnable_page(screens(), "x")
    assert "sRGBEncoding;" in page
    assert "HemisphereLight(0xffffff" in page


def test_a_page_loads_nothing_from_elsewhere() -> None:
    """No element that would fetch anything."""
    page = turnable_page(screens(), "x")
    assert not re.findall(r"<(?:link|img|iframe|script|meta)[^>]*\b(?:src|href|http-equiv)", page)


# --- photos -------------------------------------------------------------------------------------


def test_a_studio_has_the_light_and_the_film_of_the_scene() -> None:
    """What Blender is told, as numbers."""
    scene = screens()
    found = studio(scene, None, (300, 200))
    assert (found.width, found.height, found.view_angle) == (300, 200, 30)
    np.testing.assert_allclose(np.array(found.toward) * 7, scene.light.toward, atol=1e-9)
    assert found.table == "table"
    assert studio(lettered_cube((300, -300, 300))).table is None
    assert all(0.7 < v < 1 for v in found.sky)


def test_a_photo_without_blender_names_the_extra() -> None:
    """And what to install."""
    if find_spec("bpy") is not None:
        pytest.skip("Blender is installed here")
    with pytest.raises(MissingExtra, match=r"bpy is not installed.*extra 'photo'"):
        render(screens(), look="photo", size=16)


def test_a_photo_shows_the_scene_that_our_own_ids_say() -> None:
    """Where Blender is installed: bodies have about their own colours where their ids are."""
    pytest.importorskip("bpy")
    scene = lettered_cube((0, -480, 0))
    picture = render(scene, look="photo", size=64)
    red = picture.image[picture.ids == 0].mean(0)
    assert red[0] > 2 * red[1]
    assert picture.image[picture.ids < 0].mean() > 200
