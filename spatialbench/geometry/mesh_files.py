"""Corners and faces from OBJ, OFF and PLY: faces of any number of corners, and nothing else that
these files can hold (materials, colours, normals, names of other files).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from spatialbench.errors import FormatError

MOST_TRIANGLES = 100_000
MOST_NUMBERS = 3 * MOST_TRIANGLES
"""Corners, and corners of faces, that are read before a file is refused."""


@dataclass(slots=True)
class Polygons:
    """What a file holds: positions, and faces as numbers of positions from 0."""

    where: str
    corners: list[tuple[float, float, float]] = field(default_factory=list)
    faces: list[list[int]] = field(default_factory=list)
    numbers: int = 0

    def corner(self, words: Sequence[str | float]) -> None:
        """Add a position."""
        x, y, z = map(float, words[:3])
        self.corners.append((x, y, z))
        self._count(1)

    def face(self, corners: list[int]) -> None:
        """Add a face."""
        self.faces.append(corners)
        self._count(len(corners))

    def promised(self, rows: int) -> None:
        """FormatError where a file says that it holds too many rows of a kind."""
        if rows > MOST_NUMBERS:
            raise FormatError(
                f"{self.where}: expected at most {MOST_TRIANGLES:,} triangles; it says that it "
                f"holds {rows:,} rows of a kind. Simplify it in the program that made it"
            )

    def _count(self, more: int) -> None:
        self.numbers += more
        if self.numbers > 2 * MOST_NUMBERS:
            raise FormatError(
                f"{self.where}: expected at most {MOST_TRIANGLES:,} triangles; it holds more. "
                f"Simplify it in the program that made it"
            )


def read_polygons(data: bytes, kind: str, where: str) -> Polygons:
    """The corners and faces of a file of that kind (.obj, .off or .ply). ValueError, IndexError,
    struct.error or FormatError where it is none."""
    found = Polygons(where)
    {".obj": _read_obj, ".off": _read_off, ".ply": _read_ply}[kind](data, found)
    if not found.corners:
        return Polygons(where)  # whatever it is, it is no mesh
    for face in found.faces:
        if not all(0 <= corner < len(found.corners) for corner in face):
            raise FormatError(
                f"{where}: expected faces of its {len(found.corners):,} corners; got the number "
                f"of another one. Save the mesh again from the program that made it"
            )
    return found


# --- OBJ ----------------------------------------------------------------------------------------


def _read_obj(data: bytes, found: Polygons) -> None:
    for line in data.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ").splitlines():
        name, *words = line.split(b"#")[0].decode("latin-1").split() or [""]
        if name == "v":
            found.corner(words)
        elif name == "f":
            numbers = [int(word.partition("/")[0]) for word in words]
            found.face([n - 1 if n > 0 else len(found.corners) + n for n in numbers])


# --- OFF ----------------------------------------------------------------------------------------


def _read_off(data: bytes, found: Polygons) -> None:
    lines = (line.split(b"#")[0].decode("latin-1").split() for line in data.splitlines())
    rows = (line for line in lines if line)
    head = next(rows, [])
    if not head or not re.fullmatch(r"(ST)?C?N?OFF", head[0]):
        raise ValueError("it does not begin with OFF")
    corners, faces, *_ = map(int, head[1:] or next(rows, []))
    found.promised(max(corners, faces))
    for _ in range(corners):
        found.corner(next(rows))
    for _ in range(faces):
        count, *rest = next(rows)
        if len(rest) < int(count):
            raise ValueError("a face has fewer corners than it says")
        found.face([int(word) for word in rest[: int(count)]])


# --- PLY ----------------------------------------------------------------------------------------


class _Property(NamedTuple):
    """A column: of numbers, or of lists where `length` is the type of their lengths."""

    name: str
    type: str
    length: str | None


class _Element(NamedTuple):
    name: str
    rows: int
    properties: list[_Property]


class _Cursor(Protocol):
    def take(self, kind: str) -> float: ...


_TYPES = {
    "char": "b", "int8": "b", "uchar": "B", "uint8": "B", "short": "h", "int16": "h",
    "ushort": "H", "uint16": "H", "int": "i", "int32": "i", "uint": "I", "uint32": "I",
    "float": "f", "float32": "f", "double": "d", "float64": "d",
}  # fmt: skip


class _Words:
    """Numbers written as text."""

    def __init__(self, body: bytes) -> None:
        self._words: Iterator[re.Match[bytes]] = re.finditer(rb"\S+", body)

    def take(self, kind: str) -> float:
        """The next number."""
        word = next(self._words)[0]
        return float(word) if kind in "fd" else int(word)


class _Bytes:
    """Numbers as bytes, in one of the two orders."""

    def __init__(self, body: bytes, order: str) -> None:
        self._body, self._at = body, 0
        self._forms = {kind: struct.Struct(order + kind) for kind in _TYPES.values()}

    def take(self, kind: str) -> float:
        """The next number."""
        form = self._forms[kind]
        (value,) = form.unpack_from(self._body, self._at)
        self._at += form.size
        number: float = value
        return number


def _read_ply(data: bytes, found: Polygons) -> None:
    head = re.match(rb"ply\s.*?\nend_header[ \t]*\r?\n", data, re.DOTALL)
    if head is None:
        raise ValueError("it has no header of a PLY")
    lines = [line.split() for line in head[0].decode("latin-1").splitlines()]
    form = next(line[1] for line in lines if line[:1] == ["format"])
    orders = {"binary_little_endian": "<", "binary_big_endian": ">"}
    body = data[head.end() :]
    cursor = _Words(body) if form == "ascii" else _Bytes(body, orders[form])
    elements = _elements(lines)
    found.promised(max((element.rows for element in elements), default=0))
    for element in elements:
        for _ in range(element.rows):
            _read_row(element, cursor, found)


def _elements(lines: Sequence[list[str]]) -> list[_Element]:
    found: list[_Element] = []
    for line in lines:
        if line[:1] == ["element"]:
            found.append(_Element(line[1], int(line[2]), []))
        elif line[:2] == ["property", "list"]:
            found[-1].properties.append(_Property(line[4], _TYPES[line[3]], _TYPES[line[2]]))
        elif line[:1] == ["property"]:
            found[-1].properties.append(_Property(line[2], _TYPES[line[1]], None))
    return [element for element in found if element.properties]


def _read_row(element: _Element, cursor: _Cursor, found: Polygons) -> None:
    row: dict[str, float] = {}
    for column in element.properties:
        if column.length is None:
            row[column.name] = cursor.take(column.type)
            continue
        values = [cursor.take(column.type) for _ in range(int(cursor.take(column.length)))]
        if element.name == "face" and column.name in ("vertex_indices", "vertex_index"):
            found.face([int(value) for value in values])
    if element.name == "vertex":
        found.corner([row["x"], row["y"], row["z"]])
