"""Prisms as OBJ, OFF and PLY, their faces of any number of corners."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

Corners = list[tuple[float, float, float]]
Faces = list[list[int]]
Outline = Sequence[tuple[float, float]]

L_SHAPE: Outline = [(0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2)]
SQUARE: Outline = [(0, 0), (1, 0), (1, 1), (0, 1)]


def prism(outline: Outline, *, first: int = 0, side: float = 20.0) -> tuple[Corners, Faces]:
    """An upright prism of height one; its top and bottom are said from their corner `first` on."""
    n = len(outline)
    corners = [(x * side, y * side, z * side) for z in (0, 1) for x, y in outline]
    top = [n + (first + i) % n for i in range(n)]
    bottom = [(first - i) % n for i in range(n)]
    walls = [[i, (i + 1) % n, n + (i + 1) % n, n + i] for i in range(n)]
    return corners, [bottom, top, *walls]


def obj(corners: Corners, faces: Faces) -> bytes:
    """Numbers from 1."""
    lines = [f"v {x:g} {y:g} {z:g}" for x, y, z in corners]
    lines += ["f " + " ".join(str(i + 1) for i in face) for face in faces]
    return "\n".join(lines).encode()


def off(corners: Corners, faces: Faces) -> bytes:
    """Numbers from 0, after how many there are."""
    lines = ["OFF", f"{len(corners)} {len(faces)} 0"]
    lines += [f"{x:g} {y:g} {z:g}" for x, y, z in corners]
    lines += [f"{len(face)} " + " ".join(map(str, face)) for face in faces]
    return "\n".join(lines).encode()


def _header(form: str, corners: Corners, faces: Faces) -> str:
    return (
        f"ply\nformat {form} 1.0\nelement vertex {len(corners)}\n"
        "property float x\nproperty float y\nproperty float z\nproperty uchar red\n"
        f"element face {len(faces)}\nproperty list uchar int vertex_indices\nend_header\n"
    )


def ply(corners: Corners, faces: Faces) -> bytes:
    """As text, with a colour that nobody asked for."""
    lines = [f"{x:g} {y:g} {z:g} 7" for x, y, z in corners]
    lines += [f"{len(face)} " + " ".join(map(str, face)) for face in faces]
    return (_header("ascii", corners, faces) + "\n".join(lines)).encode()


def binary_ply(order: str) -> Callable[[Corners, Faces], bytes]:
    """As bytes in an order, `<` or `>`."""
    form = {"<": "binary_little_endian", ">": "binary_big_endian"}[order]

    def write(corners: Corners, faces: Faces) -> bytes:
        body = b"".join(struct.pack(f"{order}3fB", *corner, 7) for corner in corners)
        body += b"".join(struct.pack(f"{order}B{len(f)}i", len(f), *f) for f in faces)
        return _header(form, corners, faces).encode() + body

    return write


WRITERS: dict[str, tuple[str, Callable[[Corners, Faces], bytes]]] = {
    "obj": (".obj", obj),
    "off": (".off", off),
    "ply": (".ply", ply),
    "little-endian ply": (".ply", binary_ply("<")),
    "big-endian ply": (".ply", binary_ply(">")),
}
