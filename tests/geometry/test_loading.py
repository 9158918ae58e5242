"""Meshes of users: what is read becomes a shape in millimetres; what cannot be one is said."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import trimesh
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spatialbench.errors import FormatError, InputError
from spatialbench.gallery.things import chair, mug, union
from spatialbench.geometry import loading
from spatialbench.geometry.loading import FORMATS, from_trimesh, load_mesh
from spatialbench.geometry.meshes import mesh_of, triangles_of
from spatialbench.geometry.shapes import Mesh


def bounds(shape: Mesh) -> list[list[float]]:
    """Lowest and highest corner, in millimetres."""
    corners = triangles_of(shape).vertices
    return [corners.min(0).tolist(), corners.max(0).tolist()]


def saved(mesh: object, path: Path) -> Path:
    """The mesh written by trimesh."""
    mesh.export(path)
    return path


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_the_same_shape(tmp_path: Path, ending: str) -> None:
    """The mug, saved and loaded, has its size, its place and its triangles."""
    copy = mesh_of(mug()).copy()
    if ending == ".glb":  # metres, y upwards
        copy.apply_transform([[0.001, 0, 0, 0], [0, 0, 0.001, 0], [0, -0.001, 0, 0], [0, 0, 0, 1]])
    shape = load_mesh(saved(copy, tmp_path / f"mug{ending}"))
    assert len(shape.triangles) == len(mug().triangles)
    np.testing.assert_allclose(bounds(shape), bounds(mug()), atol=0.011)
    assert mesh_of(shape).volume == pytest.approx(mesh_of(mug()).volume, rel=1e-3)


@pytest.mark.parametrize(("unit", "side"), [("mm", 20), ("cm", 200), ("m", 20_000), ("in", 508)])
def test_a_unit_scales(unit: str, side: float) -> None:
    """Twenty of each."""
    shape = from_trimesh(trimesh.creation.box((20, 10, 10)), unit=unit)
    assert np.ptp(bounds(shape), axis=0)[0] == pytest.approx(side)


def test_the_longest_side_can_be_given() -> None:
    """The others follow."""
    shape = from_trimesh(trimesh.creation.box((20, 10, 5)), longest=100)
    assert np.ptp(bounds(shape), axis=0).tolist() == [100, 50, 25]


def test_a_mesh_seen_from_inside_is_turned_round() -> None:
    """Closed but with its normals inward."""
    box = trimesh.creation.box((20, 10, 5))
    box.invert()
    assert mesh_of(from_trimesh(box)).volume == pytest.approx(1000)


def test_the_mesh_given_is_left_as_it_is() -> None:
    """Its corners stay where they were."""
    box = trimesh.creation.box((20, 10, 5))
    before = box.vertices.copy()
    from_trimesh(box, longest=7)
    assert (box.vertices == before).all()


def open_box() -> trimesh.Trimesh:
    """A box without one of its triangles."""
    box = trimesh.creation.box((20, 10, 5))
    return trimesh.Trimesh(box.vertices, box.faces[1:])


def flat() -> trimesh.Trimesh:
    """A sheet with two sides and nothing between them."""
    corners = [(0, 0, 0), (9, 0, 0), (9, 9, 0), (0, 9, 0)]
    return trimesh.Trimesh(corners, [(0, 1, 2), (0, 2, 3), (0, 3, 1), (1, 3, 2)], process=False)


def infinite() -> trimesh.Trimesh:
    """A box with a corner that is nowhere."""
    box = trimesh.creation.box((20, 10, 5))
    corners = box.vertices.copy()
    corners[0] = np.nan
    return trimesh.Trimesh(corners, box.faces, process=False)


@pytest.mark.parametrize(
    ("mesh", "message"),
    [
        (open_box(), r"expected a closed \(watertight\) surface; 3 of its edges .* Fill the holes"),
        (flat(), "expected a body with room inside, a millionth at least of a cube"),
        (infinite(), "expected corners that are numbers"),
        (trimesh.Trimesh(), r"expected 1 to 100,000 triangles; got 0\. Save it with its faces"),
        (trimesh.creation.box((1e-3, 1e-3, 1e-3)), r"got 0\.001 mm, one unit taken as 1 mm\. Give"),
        (trimesh.creation.box((1e9, 1, 1)), r"longest side of 1 mm to 100 m; got 1e\+09 mm"),
    ],
    ids=["open", "flat", "nan", "empty", "tiny", "huge"],
)
def test_a_mesh_that_is_no_body_is_an_error(mesh: trimesh.Trimesh, message: str) -> None:
    """It says what was expected, what came, and what to do."""
    with pytest.raises(InputError, match=rf"^the mesh: .*{message}"):
        from_trimesh(mesh)


def test_a_mesh_of_too_many_triangles_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the remedy."""
    monkeypatch.setattr(loading, "MOST_TRIANGLES", 100)
    with pytest.raises(InputError, match=r"got 320\. Simplify it"):
        from_trimesh(trimesh.creation.icosphere(2), longest=50)


def glb(table: bytes) -> bytes:
    """A GLB with this JSON and nothing else."""
    table += b" " * (-len(table) % 4)
    head = b"glTF" + (2).to_bytes(4, "little") + (20 + len(table)).to_bytes(4, "little")
    return head + len(table).to_bytes(4, "little") + b"JSON" + table


HUGE = b'{"asset":{"version":"2.0"},"accessors":[{"count":9000000000000,"type":"VEC3"}]}'
HOSTILE = {
    "huge.glb": (glb(HUGE), "it says that it holds 9,000,000,000,000"),
    "list.glb": (glb(b"[1,2]"), "expected a GLB"),
    "nested.glb": (glb(b"[" * 100_000), "expected a GLB"),
    "empty.glb": (b"", "expected a GLB"),
    "huge.ply": (
        b"ply\nformat ascii 1.0\nelement vertex 99999999999\nproperty float x\nend_header\n0\n",
        "it says that it holds 99,999,999,999",
    ),
    "huge.off": (b"OFF\n99999999999 1 0\n0 0 0\n", "it says that it holds 99,999,999,999"),
    "huge.stl": (b" " * 80 + b"\xff\xff\xff\xff" + b"\0" * 50, "cannot be read|it holds none"),
    "empty.stl": (b"", "it holds none. Save it with its faces"),
    "words.obj": (b"this is no mesh\nf 1 2 3\n", "cannot be read|got 0"),
    "numbers.obj": (b"v 0 0 0\nf 1 2 99999\n", "cannot be read|expected"),
    "drawing.svg": (b"<svg/>", r"expected a mesh as \.stl, .*; got '\.svg'"),
    "none": (b"", "got 'no ending'"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_mesh_is_an_error(tmp_path: Path, name: str) -> None:
    """It names the file; nothing is believed, nothing else is opened."""
    data, message = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=rf"{name}: .*({message})"):
        load_mesh(tmp_path / name)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Is the path right?"""
    with pytest.raises(InputError, match=r"no\.stl: cannot be read: No such file"):
        load_mesh(tmp_path / "no.stl")


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is looked at first."""
    monkeypatch.setattr(loading, "MOST_BYTES", 1024)
    (tmp_path / "a.stl").write_bytes(b"\0" * 2048)
    with pytest.raises(InputError, match=r"a\.stl: expected at most 0 MiB"):
        load_mesh(tmp_path / "a.stl")


def test_several_meshes_in_one_file_are_an_error(tmp_path: Path) -> None:
    """One body is one mesh."""
    two = trimesh.Scene([trimesh.creation.box((20, 10, 5)), trimesh.creation.icosphere(1, 9)])
    with pytest.raises(InputError, match=r"expected one mesh; got 2 things\. Join them into one"):
        load_mesh(saved(two, tmp_path / "two.glb"))


def test_a_mesh_file_opens_no_other_file(tmp_path: Path) -> None:
    """The materials that an OBJ names stay where they are."""
    secret = tmp_path / "secret.mtl"
    secret.write_text("newmtl a\nmap_Kd ../../etc/passwd\n")
    path = saved(trimesh.creation.box((20, 10, 5)), tmp_path / "a.obj")
    path.write_text(f"mtllib {secret}\nusemtl a\n{path.read_text()}")
    assert len(load_mesh(path).triangles) == 12


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.sampled_from(FORMATS), st.binary(max_size=300))
def test_no_bytes_make_it_fall_over(tmp_path: Path, ending: str, data: bytes) -> None:
    """Noise in a file is an error that names the file."""
    path = tmp_path / f"any{ending}"
    path.write_bytes(data)
    with pytest.raises(InputError, match=rf"any\{ending}"):
        load_mesh(path)


def mangled(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    """The bytes with some of them changed."""
    found = bytearray(data)
    for place, value in changes:
        found[place % len(found)] = value
    return bytes(found)


WHOLE = {
    ending: trimesh.creation.icosphere(1, 50).export(file_type=ending[1:]) for ending in FORMATS
}


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ending=st.sampled_from(FORMATS),
    changes=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=9),
)
def test_a_mangled_file_is_a_shape_or_an_error(
    tmp_path: Path, ending: str, changes: list[tuple[int, int]]
) -> None:
    """Numbers of corners that there are not, corners nowhere, broken counts: nothing else
    happens."""
    whole = WHOLE[ending]
    path = tmp_path / f"any{ending}"
    path.write_bytes(mangled(whole.encode() if isinstance(whole, str) else whole, changes))
    with suppress(InputError):
        assert isinstance(load_mesh(path), Mesh)


# --- the examples -------------------------------------------------------------------------------


@pytest.mark.parametrize(("shape", "holes"), [(mug(), 1), (chair(), 3)], ids=["mug", "chair"])
def test_an_example_is_one_closed_surface(shape: Mesh, holes: int) -> None:
    """One piece, with as many holes through it as one sees: the handle; the gaps between slats."""
    mesh = mesh_of(shape)
    assert mesh.is_watertight
    assert mesh.euler_number == 2 - 2 * holes


def test_a_union_of_boxes_has_their_volume() -> None:
    """What they share is counted once."""
    joined = union((((0, 20), (0, 20), (0, 20)), ((10, 40), (5, 15), (5, 15))))
    assert mesh_of(joined).volume == pytest.approx(8000 + 2000)


def test_the_parts_of_a_millimetre_are_one_or_more() -> None:
    """A mesh of none is refused when it is made."""
    with pytest.raises(InputError, match="'per_mm' of a Mesh: expected 1 or more; got 0"):
        Mesh(chair().vertices, chair().triangles, 0)


def apart(*, turned: bool) -> trimesh.Trimesh:
    """Two equal boxes side by side, the second perhaps inside out: then the volumes cancel."""
    one, other = trimesh.creation.box((20, 10, 5)), trimesh.creation.box((20, 10, 5))
    other.apply_translation((50, 0, 0))
    if turned:
        other.invert()
    return trimesh.util.concatenate([one, other])


def at_one_place() -> trimesh.Trimesh:
    """Triangles without extent."""
    return trimesh.Trimesh([[5, 5, 5]] * 3, [[0, 1, 2]], process=False)


def thin(thick: float) -> trimesh.Trimesh:
    """A needle."""
    return trimesh.creation.box((1000, thick, thick))


@pytest.mark.parametrize(
    ("wrong", "message", "mended"),
    [
        (apart(turned=True), "Make the normals consistent", apart(turned=False)),
        (at_one_place(), "at one place. Save the mesh again", trimesh.creation.box((9, 9, 9))),
        (thin(0.5), "Give it thickness", thin(2)),
        (open_box(), "Fill the holes", trimesh.creation.box((20, 10, 5))),
    ],
    ids=["against each other", "one place", "needle", "open"],
)
def test_who_does_what_the_message_says_has_a_mesh(
    wrong: trimesh.Trimesh, message: str, mended: trimesh.Trimesh
) -> None:
    """The remedy is the one for what is wrong."""
    with pytest.raises(InputError, match=message):
        from_trimesh(wrong, longest=100)
    assert from_trimesh(mended, longest=100).extent()[0] == 50


@pytest.mark.parametrize("longest", [0, -3, 10**9])
def test_a_longest_side_out_of_range_is_named(longest: int) -> None:
    """With the range; units do not come into it."""
    with pytest.raises(InputError, match=r"longest: expected 1 mm to 100,000 mm; got"):
        from_trimesh(trimesh.creation.box((9, 9, 9)), longest=longest)


def test_points_and_many_places_are_told_apart(tmp_path: Path) -> None:
    """A file without faces; and one whose meshes are to be joined, which then is read."""
    trimesh.Scene([trimesh.PointCloud(np.eye(3))]).export(tmp_path / "points.glb")
    with pytest.raises(FormatError, match=r"it holds none\. Save it with its faces"):
        load_mesh(tmp_path / "points.glb")
    scene, box = trimesh.Scene(), trimesh.creation.box((0.02, 0.02, 0.02))
    for number in range(1001):
        at = trimesh.transformations.translation_matrix((number % 40 / 25, number // 40 / 25, 0))
        scene.add_geometry(box, node_name=str(number), transform=at)
    scene.export(tmp_path / "places.glb")
    with pytest.raises(FormatError, match=r"at most 1,000 meshes and places .* Join them into one"):
        load_mesh(tmp_path / "places.glb")
    trimesh.util.concatenate(list(scene.dump())).export(tmp_path / "joined.glb")
    assert load_mesh(tmp_path / "joined.glb", longest=1000).extent()[0] == 500
