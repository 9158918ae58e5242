"""Files of strangers: faces of many corners, parts, materials, comments, and bombs."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh
from hypothesis import example, given
from hypothesis import strategies as st
from mesh_texts import L_SHAPE, SQUARE, WRITERS, Outline, obj, off, ply, prism

from spatialbench.errors import FormatError
from spatialbench.geometry.loading import load_mesh
from spatialbench.geometry.meshes import mesh_of
from spatialbench.geometry.polygons import triangulated
from spatialbench.geometry.shapes import Mesh
from spatialbench.geometry.shapes.building import Triangles, volume


def loaded(path: Path, data: bytes, **how: Any) -> Mesh:
    """The mesh of a file with these bytes."""
    path.write_bytes(data)
    return load_mesh(path, **how)


def volume_of(mesh: Mesh) -> float:
    """In cubic millimetres."""
    corners = np.array(mesh.vertices, float) / mesh.per_mm
    return volume(Triangles(corners, np.array(mesh.triangles)))


def area_of(mesh: Mesh) -> float:
    """Of all triangles, in square millimetres."""
    corners = np.array(mesh.vertices, float)[np.array(mesh.triangles)] / mesh.per_mm
    sides = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return float(np.linalg.norm(sides, axis=1).sum() / 2)


# --- faces of many corners ----------------------------------------------------------------------


@pytest.mark.parametrize("first", range(6))
@pytest.mark.parametrize("form", WRITERS)
def test_a_face_in_the_shape_of_an_l_is_filled_rightly(
    tmp_path: Path, form: str, first: int
) -> None:
    """Whichever of its corners is said first: no triangle lies outside, or is counted twice."""
    ending, write = WRITERS[form]
    mesh = loaded(tmp_path / f"l{ending}", write(*prism(L_SHAPE, first=first)))
    assert volume_of(mesh) == pytest.approx(3 * 20**3)
    assert area_of(mesh) == pytest.approx((2 * 3 + 8) * 20**2)


STAR: Outline = [
    (np.cos(i * np.pi / 8) * (2 - i % 2), np.sin(i * np.pi / 8) * (2 - i % 2)) for i in range(16)
]

ARROW: Outline = [(0, 0), (2, 3), (0, 1), (-2, 3)]


@example(
    outline=L_SHAPE, turn=(2.90625, -0.5, 1.5078125), first=0
)  # a corner on the edge of an ear
@given(
    outline=st.sampled_from([L_SHAPE, STAR, SQUARE, ARROW]),
    turn=st.tuples(st.floats(-3, 3), st.floats(-3, 3), st.floats(-3, 3)),
    first=st.integers(0, 15),
)
def test_the_triangles_of_a_face_cover_it_once(
    outline: Outline, turn: tuple[float, float, float], first: int
) -> None:
    """Their areas add up to its own, and all have its sense, wherever it lies in space."""
    matrix = trimesh.transformations.euler_matrix(*turn)[:3, :3]
    corners = np.array([(x, y, 0.0) for x, y in outline]) @ matrix.T
    polygon = [(first + i) % len(outline) for i in range(len(outline))]
    sides = corners[triangulated(corners, polygon, "x")]
    areas = np.cross(sides[:, 1] - sides[:, 0], sides[:, 2] - sides[:, 0]) @ matrix[:, 2] / 2
    x, y = np.array(outline).T
    whole = (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2
    assert areas.sum() == pytest.approx(whole)
    assert (areas >= -1e-9).all()


@pytest.mark.parametrize(
    ("outline", "height", "message"),
    [
        ([(0, 0), (2, 0), (2, 2), (1, 0), (0, 2)], 1.0, "expected faces that are flat"),
        ([(0, 0), (2, 2), (2, 0), (0, 2), (-2, 1)], 0.0, "expected faces that do not cross"),
        ([STAR[i * 6 % 16] for i in range(8)], 0.0, "expected faces that do not cross"),
        ([(0, 0)] * 5, 0.0, "expected faces with an area"),
        ([(0, 0), (1, 0)], 0.0, "expected faces of 3 to 1000 corners"),
    ],
    ids=["bent", "crossed", "pentagram", "no area", "two corners"],
)
def test_a_face_that_is_none_is_refused_with_the_remedy(
    outline: Outline, height: float, message: str
) -> None:
    """Any filling would be a guess."""
    corners = np.array([(x, y, height * (i % 2)) for i, (x, y) in enumerate(outline)])
    with pytest.raises(FormatError, match=rf"^x: {message}.*Triangulate its faces in the program"):
        triangulated(corners, range(len(outline)), "x")


def test_faces_that_would_take_long_are_refused(tmp_path: Path) -> None:
    """A comb of a thousand teeth, again and again."""
    comb = [(i, (i % 2) * 50.0) for i in range(900)] + [(900.0, -1.0), (0.0, -1.0)]
    corners, faces = prism(comb, side=0.1)
    with pytest.raises(FormatError, match="expected faces of fewer corners"):
        loaded(tmp_path / "comb.obj", obj(corners, faces * 9))


# --- parts and materials ------------------------------------------------------------------------


def boxes(*parts: tuple[float, float, bool]) -> trimesh.Trimesh:
    """Cubes: (side, place on x, whether it is inside out)."""
    made = []
    for side, place, inside_out in parts:
        box = trimesh.creation.box((side, side, side))
        box.apply_translation((place, 0, 0))
        if inside_out:
            box.invert()
        made.append(box)
    return trimesh.util.concatenate(made)


@pytest.mark.parametrize(
    "parts",
    [
        [(40, 0, False), (20, 50, True)],
        [(20, 0, False), (40, 50, True)],
        [(40, 0, False), (20, 50, False), (10, -50, True)],
        [(40, 0, False), (20, 0, True), (10, 50, True)],
    ],
    ids=["smaller", "larger", "third", "beside a hollow one"],
)
def test_a_part_inside_out_is_refused(
    tmp_path: Path, parts: list[tuple[float, float, bool]]
) -> None:
    """Beside others, it would be seen from within."""
    boxes(*parts).export(tmp_path / "a.stl")
    with pytest.raises(FormatError, match="one is inside out and no hole in another"):
        load_mesh(tmp_path / "a.stl")


@pytest.mark.parametrize(
    "parts",
    [
        [(40, 0, False), (20, 0, True)],
        [(40, 0, True), (20, 0, False)],
        [(40, 0, False), (20, 0, True), (10, 0, False)],
        [(40, 0, False), (20, 50, False)],
        [(40, 0, False), (20, 25, False)],
        [(40, 0, True), (20, 50, True)],
    ],
    ids=["hollow", "hollow, all inside out", "one in another", "apart", "one into another", "both"],
)
def test_parts_that_fit_together_are_read(
    tmp_path: Path, parts: list[tuple[float, float, bool]]
) -> None:
    """Holes, and bodies apart."""
    boxes(*parts).export(tmp_path / "a.stl")
    assert volume_of(load_mesh(tmp_path / "a.stl")) > 0


def test_a_body_in_two_materials_is_one_body(tmp_path: Path) -> None:
    """OBJ says them between its faces, GLB has a mesh for each."""
    corners, faces = prism(SQUARE)
    text = obj(corners, faces).decode().split("\n")
    text.insert(len(corners), "usemtl red")
    text.insert(len(corners) + 4, "usemtl blue")
    two = "mtllib none.mtl\n" + "\n".join(text)
    assert volume_of(loaded(tmp_path / "a.obj", two.encode())) == pytest.approx(8000)
    box = trimesh.creation.box((20, 20, 20))
    halves = [trimesh.Trimesh(box.vertices, box.faces[part::2], process=False) for part in (0, 1)]
    glb = trimesh.Scene(halves).export(file_type="glb")
    assert volume_of(loaded(tmp_path / "a.glb", glb, unit="mm")) == pytest.approx(8000)


def test_two_bodies_are_not_one(tmp_path: Path) -> None:
    """Each is closed by itself; the message says what to do."""
    two = trimesh.Scene([boxes((20, 0, False)), boxes((20, 50, False))]).export(file_type="glb")
    with pytest.raises(FormatError, match=r"expected one mesh; got 2 things\. Join them into one"):
        loaded(tmp_path / "a.glb", two)


# --- comments and odd spellings -----------------------------------------------------------------


def in_latin(form: str) -> bytes:
    """A cube whose comment is neither ASCII nor UTF-8."""
    square = prism(SQUARE)
    if form == "stl":
        text: str = trimesh.exchange.stl.export_stl_ascii(boxes((20, 0, False)))
        return text.replace("solid", "solid café", 1).encode("latin-1")
    texts = {
        "obj": b"# caf\xe9\n" + obj(*square),
        "off": off(*square).replace(b"OFF\n", b"OFF\n# caf\xe9\n"),
        "ply": ply(*square).replace(b"1.0\n", b"1.0\ncomment caf\xe9\n"),
    }
    return texts[form]


@pytest.mark.parametrize("form", ["obj", "off", "ply", "stl"])
def test_a_comment_may_be_in_any_encoding(tmp_path: Path, form: str) -> None:
    """Nobody needs to read it."""
    mesh = loaded(tmp_path / f"a.{form}", in_latin(form))
    assert volume_of(mesh) == pytest.approx(8000)


ODD_SPELLINGS = {
    "a.obj": obj(*prism(SQUARE)).replace(b"f ", b"f \\\n ").replace(b"\n", b"\r\n"),
    "texture.obj": obj(*prism(SQUARE)).replace(b"f 4 3", b"f 4/1/2 3//7"),
    "backwards.obj": b"\n".join(
        b"f " + b" ".join(str(int(n) - 9).encode() for n in line.split()[1:])
        if line.startswith(b"f ")
        else line
        for line in obj(*prism(SQUARE)).split(b"\n")
    ),
    "one line.off": off(*prism(SQUARE)).replace(b"OFF\n", b"OFF "),
    "coloured.off": off(*prism(SQUARE)).replace(b"OFF", b"COFF") + b" 255 0 0",
    "crlf.ply": ply(*prism(SQUARE)).replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("name", ODD_SPELLINGS)
def test_what_other_programs_write_is_read(tmp_path: Path, name: str) -> None:
    """Continued lines, textures, numbers from the end, colours, other ends of lines."""
    assert volume_of(loaded(tmp_path / name, ODD_SPELLINGS[name])) == pytest.approx(8000)


# --- bombs --------------------------------------------------------------------------------------


def glb(table: dict[str, Any]) -> bytes:
    """A GLB with this JSON and no data."""
    text = json.dumps(table).encode()
    text += b" " * (-len(text) % 4)
    chunk = struct.pack("<II", len(text), 0x4E4F534A) + text
    return b"glTF" + struct.pack("<II", 2, 12 + len(chunk)) + chunk


ACCESSOR = {"componentType": 5126, "count": 250_000, "type": "MAT4"}
BOMBS = {
    "many tables.glb": glb({"accessors": [ACCESSOR] * 5000}),
    "one table.glb": glb({"accessors": [{**ACCESSOR, "count": 10**12}]}),
    "no number.glb": glb({"accessors": [{**ACCESSOR, "count": "9" * 5000}]}),
    "places.glb": glb({"nodes": [{"mesh": 0}] * 5000, "meshes": [{"primitives": []}]}),
    "nested.glb": b"glTF" + b"\2\0\0\0" * 4 + b"[" * 100_000,
    "corners.ply": ply(*prism(SQUARE)).replace(b"vertex 8", b"vertex 99999999999"),
    "a list.ply": ply(*prism(SQUARE)).replace(b"\n4 ", b"\n400000000 "),
    "faces.off": b"OFF\n8 400000000 0\n",
    "corners.obj": b"v 1 2 3\n" * 700_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, name: str) -> None:
    """What a file says that it holds is looked at before room is made for it."""
    with pytest.raises(FormatError, match=rf"^{tmp_path}/{name}: expected "):
        loaded(tmp_path / name, BOMBS[name])


def test_a_mesh_placed_a_thousand_times_is_refused(tmp_path: Path) -> None:
    """A small file, and many triangles."""
    ball = trimesh.creation.icosphere(3)
    scene = trimesh.Scene()
    for place in range(300):
        at = trimesh.transformations.translation_matrix((place, 0, 0))
        scene.add_geometry(ball, geom_name="ball", node_name=f"n{place}", transform=at)
    with pytest.raises(FormatError, match="expected at most 100,000 triangles; it says that it"):
        loaded(tmp_path / "a.glb", scene.export(file_type="glb"))


def test_a_shape_from_a_file_is_a_body_like_any_other(tmp_path: Path) -> None:
    """Its mesh has the volume of the file's."""
    mesh = loaded(tmp_path / "l.off", off(*prism(L_SHAPE, first=2)))
    assert abs(mesh_of(mesh).volume) == pytest.approx(3 * 20**3, rel=1e-6)
