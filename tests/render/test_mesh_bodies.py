"""Meshes in scenes: exact ids and depth, against two independent ray casters; their shadows."""

import numpy as np
import pytest
import trimesh
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sample_scenes import meshes
from triangle_oracle import depths, mesh_of, rays

from spatialbench.caster.frame import look
from spatialbench.errors import FormatError
from spatialbench.gallery.things import union
from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.loading import from_trimesh
from spatialbench.geometry.meshes import mesh_of as trimesh_of
from spatialbench.geometry.rotations import ROTATIONS, quarter_turns
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, Mesh
from spatialbench.render import ids, render
from spatialbench.render.backdrop import backdrop
from spatialbench.render.colouring import toward_light

SIZE = 72
BALL = from_trimesh(trimesh.creation.icosphere(3, 100.0))
SIDES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
CUBE = Mesh(
    tuple((x, y, z) for x in (-400, 400) for y in (-400, 400) for z in (-400, 400)),
    tuple(t for a, b, c, d in SIDES for t in ((a, b, c), (a, c, d))),
    10,
)


def expected(scene: Scene, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Ids and depths by meeting every triangle of every body in float64."""
    every = np.stack(
        [depths(mesh_of(b.shape), pose_matrix(b.pose), scene.camera, size) for b in scene.bodies]
    )
    nearest = every.min(0)
    return np.where(np.isfinite(nearest), every.argmin(0), -1), nearest


def test_meshes_have_exact_ids_and_depth() -> None:
    """Every pixel of a chair, a mug and a box shows the body, and is as deep, as the triangles say;
    one ray in a thousand may pass an edge on the other side."""
    scene = meshes()
    found = render(scene, size=SIZE)
    numbers, depth = expected(scene, SIZE)
    same = found.ids == numbers
    assert same.mean() > 0.999
    bodies = same & (numbers >= 0)
    assert set(numbers[bodies]) == {0, 1, 2}
    assert np.abs(found.depth - depth)[bodies].max() < 1.5
    assert np.median(np.abs(found.depth - depth)[bodies]) < 0.001


def test_embree_says_the_same() -> None:
    """Intel's ray tracer, through trimesh, where it is installed (the extra `verify`)."""
    pytest.importorskip("embreex")
    from trimesh.ray.ray_pyembree import RayMeshIntersector

    scene, size = meshes(), 256
    directions = rays(scene.camera, size)
    origins = np.broadcast_to(np.array(scene.camera.position, float), directions.shape)
    nearest, numbers = np.full(size * size, np.inf), np.full(size * size, -1)
    for number, body in enumerate(scene.bodies):
        mesh = trimesh_of(body.shape).copy()
        mesh.apply_transform(pose_matrix(body.pose))
        triangle = RayMeshIntersector(mesh).intersects_first(origins, directions)
        hit = np.flatnonzero(triangle >= 0)
        normal = mesh.face_normals[triangle[hit]]
        corner = mesh.triangles[triangle[hit], 0] - origins[hit]
        along = (normal * corner).sum(1) / (normal * directions[hit]).sum(1)
        closer = along < nearest[hit]
        nearest[hit[closer]], numbers[hit[closer]] = along[closer], number
    found = render(scene, size=size)
    same = found.ids.reshape(-1) == numbers
    assert same.mean() > 0.9995
    bodies = same & (numbers >= 0)
    assert np.quantile(np.abs(found.depth.reshape(-1) - nearest)[bodies], 0.999) < 0.05


@settings(deadline=None, max_examples=30)
@given(st.tuples(*[st.integers(-700, 700)] * 3), st.integers(0, 23))
def test_no_ray_slips_between_triangles(eye: tuple[int, int, int], turn: int) -> None:
    """The rows and columns of a convex mesh are whole, wherever it is seen from."""
    assume(sum(v * v for v in eye) > 300 * 300)
    body = Body("it", BALL, Pose((0, 0, 0), ROTATIONS[turn]), "red")
    seen = ids(Scene((body,), Camera(eye, (0, 0, 0), 40), floor=False), size=160) == 0
    assert seen.any()
    for lines in (seen, seen.T):
        ends = np.diff(lines.astype(np.int8), axis=1, prepend=0, append=0)
        assert (np.abs(ends).sum(1) <= 2).all()


def test_an_eye_inside_a_mesh_sees_none_of_it() -> None:
    """As with every other body."""
    scene = Scene((Body("it", BALL, Pose((0, 0, 0)), "red"),), Camera((10, 0, 0), (0, 9, 0)))
    assert (ids(scene, size=32) == -1).all()


def test_a_mesh_that_passes_the_eye_is_drawn() -> None:
    """It reaches behind the camera; what is before it fills the picture."""
    wall = union((((-500, 500), (-500, 500), (-500, -10)),))
    body, camera = Body("it", wall, Pose((0, 0, -255)), "red"), Camera((0, 0, 60), (0, 400, -60))
    assert (ids(Scene((body,), camera, floor=False), size=32)[8:] == 0).all()


def table(shape: Box | Mesh, turn: int = 0) -> np.ndarray:
    """(h, w) packed colours of the table with the shadow of one body 80 mm high on it."""
    pose = Pose((10, -20, 40), quarter_turns("top", turn))
    scene = Scene((Body("it", shape, pose, "red"),), Camera((200, -500, 500), (0, 0, 0)))
    return backdrop(look(scene, size=160), toward_light(scene.light))


@pytest.mark.parametrize("turn", [0, 1])
def test_a_mesh_casts_the_shadow_of_the_body_it_is(turn: int) -> None:
    """A cube of triangles and the cube itself darken the same table, within a step of colour."""
    solid, mesh = (table(s, turn).view(np.uint8).astype(int) for s in (Box((80, 80, 80)), CUBE))
    assert (np.abs(solid - mesh) <= 2).mean() > 0.997
    assert solid.min() < 180


def test_light_falls_through_a_chair() -> None:
    """Between its slats, and between its legs, the table is lit."""
    scene = meshes()
    chair = Scene(scene.bodies[:1], Camera((0, 0, 4000), (0, 0, 0)), light=scene.light)
    lit = backdrop(look(chair, size=200), toward_light(scene.light)).view(np.uint8)[::, ::4]
    hull = (lit < lit.max() - 12).astype(int)
    rows = np.abs(np.diff(hull, axis=0)).sum(0).max()
    assert rows >= 4  # dark, light and dark again along one column


@pytest.mark.parametrize(
    "broken",
    [Mesh(CUBE.vertices, CUBE.triangles[1:]), Mesh(CUBE.vertices, CUBE.triangles[::-1] * 2)],
    ids=["a hole", "each triangle twice"],
)
def test_a_broken_mesh_is_not_drawn(broken: Mesh) -> None:
    """The message says what a mesh must be."""
    scene = Scene((Body("it", broken, Pose((0, 0, 0)), "red"),), Camera((0, -900, 0), (0, 0, 0)))
    with pytest.raises(FormatError, match="expected a closed surface seen from outside"):
        render(scene, size=16)
