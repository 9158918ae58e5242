"""Whatever a mesh file holds, it is a closed body or an error of ours."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import trimesh
from fuzz.spoiling import EDITS, Edit, damaged
from hypothesis import given
from hypothesis import strategies as st
from mesh_texts import L_SHAPE, WRITERS, prism

from spatialbench.errors import SpatialbenchError
from spatialbench.geometry.loading import load_mesh
from spatialbench.geometry.meshes import mesh_of

BALL = trimesh.creation.icosphere(1, 50)
FILES = {
    **{name: (ending, write(*prism(L_SHAPE))) for name, (ending, write) in WRITERS.items()},
    "stl": (".stl", BALL.export(file_type="stl")),
    "text stl": (".stl", trimesh.exchange.stl.export_stl_ascii(BALL).encode()),
    "glb": (".glb", BALL.export(file_type="glb")),
}
TOKENS = [
    b"nan", b"inf", b"-1", b"1e400", b"9" * 5000, b"\n", b"v 1 2 3\n", b"f 1 2 3\n", b"usemtl x\n",
    b"mtllib /etc/passwd\n", b"\xff\xff\xff\xff", b"element face 9999999\n", b"end_header\n", b"#",
    b'"count":99999999', b'"uri":"/etc/passwd",', b"property list int double x\n", b"{", b"]",
]  # fmt: skip


@given(st.sampled_from(sorted(FILES)), EDITS)
def test_a_damaged_mesh_is_a_body_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[Edit]
) -> None:
    """What is read can be worked with."""
    ending, data = FILES[name]
    path = tmp_path_factory.getbasetemp() / f"fuzzed{ending}"
    path.write_bytes(damaged(data, edits, TOKENS))
    try:
        mesh = load_mesh(path)
    except SpatialbenchError as error:
        told = str(error)
    else:
        told = f"{path} {mesh_of(mesh).volume}"
    assert told.startswith(str(path))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [0, 1, 10, 50, 90, 99])
def test_a_mesh_cut_off_is_an_error_of_ours_or_a_body(tmp_path: Path, name: str, kept: int) -> None:
    """As after a download that broke off."""
    ending, data = FILES[name]
    path = tmp_path / f"cut{ending}"
    path.write_bytes(data[: len(data) * kept // 100])
    with suppress(SpatialbenchError):
        assert load_mesh(path).triangles
