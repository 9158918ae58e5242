"""Anybody's mesh as a shape: files (STL, OBJ, PLY, OFF, GLB) and trimesh meshes, checked.

What is read from a file is data from a stranger: only these formats, only the file itself (no
materials, textures or other files that it names), and no more than `MOST_TRIANGLES` triangles.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args  # parsed JSON; trimesh has no stubs

import numpy as np
from numpy.typing import NDArray

from spatialbench.errors import FormatError, InputError, SpatialbenchError
from spatialbench.geometry.mesh_files import MOST_TRIANGLES, read_polygons
from spatialbench.geometry.parts import bulk, has_part_inside_out
from spatialbench.geometry.polygons import check_work, triangulated
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes import Mesh
from spatialbench.geometry.shapes.building import Triangles, is_closed, volume

if TYPE_CHECKING:
    from trimesh import Trimesh

Unit = Literal["mm", "cm", "m", "in"]
MILLIMETRES: dict[str, float] = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4}
FORMATS = (".stl", ".obj", ".ply", ".off", ".glb")
POLYGONAL = (".obj", ".off", ".ply")  # faces of any number of corners
MOST_ACCESSED = 16 * MOST_TRIANGLES  # rows of all tables of a GLB together
MOST_NODES = 1000
MOST_BYTES = 64 * 1024 * 1024
SMALLEST, LARGEST = 1.0, 100_000.0
"""Of the longest side, in millimetres."""
FARTHEST = 1e10
"""Units of a corner from the origin, beyond which nothing can be computed with it."""
THINNEST = 1e-6  # of a cube with the longest side: what encloses less has no room inside
PER_MM = 100
"""Corners are kept to the hundredth of a millimetre."""

FACELESS = "Save it with its faces, not as points or lines alone, in the format that its name says"

Doubles = NDArray[np.float64]


def load_mesh(path: Path | str, *, unit: Unit | None = None, longest: int | None = None) -> Mesh:
    """The one closed mesh in a file as a shape in millimetres, its middle at the origin.

    `unit` is what one unit of the file is; by default metres in a GLB, as its standard says, and
    millimetres elsewhere. `longest` scales the longest side to so many millimetres instead. A GLB
    has y upwards and is turned to have z upwards. FormatError or InputError names the file, what
    was expected, what came and the remedy.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise InputError(
            f"{path}: expected a mesh as {', '.join(FORMATS)}; got {kind or 'no ending'!r}. Save "
            f"it as one of these, with everything in the one file"
        )
    with np.errstate(all="ignore"):  # numbers of a stranger; `from_trimesh` checks them
        found = _loaded(_content(path), kind, str(path))
        if kind == ".glb":
            found.apply_transform([[1, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]])
    unit = unit or ("m" if kind == ".glb" else "mm")
    return from_trimesh(found, unit=unit, longest=longest, where=str(path))


def from_trimesh(
    mesh: Trimesh, *, unit: Unit = "mm", longest: int | None = None, where: str = "the mesh"
) -> Mesh:
    """A closed trimesh mesh as a shape in millimetres, its middle at the origin; the mesh given is
    left as it is. FormatError begins with `where`."""
    if unit not in get_args(Unit):
        raise InputError(f"unit {unit!r} is unknown; there are {', '.join(MILLIMETRES)}")
    if longest is not None and not SMALLEST <= longest <= LARGEST:
        raise InputError(f"longest: expected 1 mm to {LARGEST:,.0f} mm; got {longest}")
    merged = mesh.copy()
    _check_numbers(merged, where)
    merged.merge_vertices(merge_tex=True, merge_norm=True)
    corners = np.asarray(merged.vertices, np.float64)
    low, high = corners.min(0), corners.max(0)
    side = float((high - low).max())
    scale = MILLIMETRES[unit] if longest is None else longest / max(side, 1e-300)
    if side == 0:
        raise FormatError(
            f"{where}: expected a body; all its corners are at one place. Save the mesh again from "
            f"the program that made it"
        )
    _check_size(side * scale, where, unit)
    middle = (corners - (low + high) / 2) * scale
    faces = _outward(Triangles(middle, np.asarray(merged.faces, np.int64)), where)
    return Mesh(_vectors(np.rint(middle * PER_MM)), _vectors(faces), PER_MM)


def _vectors(rows: NDArray[np.float64] | NDArray[np.int64]) -> tuple[Vector, ...]:
    whole: list[list[int]] = rows.astype(np.int64).tolist()
    return tuple([(x, y, z) for x, y, z in whole])


def _check_numbers(mesh: Trimesh, where: str) -> None:
    count = len(mesh.faces)
    if not 1 <= count <= MOST_TRIANGLES:
        raise FormatError(
            f"{where}: expected 1 to {MOST_TRIANGLES:,} triangles; got {count:,}. "
            + (FACELESS if count == 0 else "Simplify it in the program that made it")
        )
    corners, faces = np.asarray(mesh.vertices), np.asarray(mesh.faces)
    if faces.min() < 0 or faces.max() >= len(corners):
        raise FormatError(
            f"{where}: expected triangles of its {len(corners):,} corners; got the number of "
            f"another one. Save the mesh again from the program that made it"
        )
    if not (np.abs(corners) < FARTHEST).all():  # what is no number is not less either
        raise FormatError(
            f"{where}: expected corners that are numbers below {FARTHEST:.0e}; got one that is "
            f"not. Save the mesh again from the program that made it"
        )


def _check_size(side: float, where: str, unit: str) -> None:
    if not SMALLEST <= side <= LARGEST:
        raise FormatError(
            f"{where}: expected a longest side of {SMALLEST:.0f} mm to {LARGEST / 1000:.0f} m; got "
            f"{side:.3g} mm, one unit taken as 1 {unit}. Give the unit that it is in (unit=…: "
            f"{', '.join(MILLIMETRES)}) or the side that it is to have in mm (longest=…)"
        )


def _outward(surface: Triangles, where: str) -> NDArray[np.int64]:
    """The triangles as seen from outside."""
    if not is_closed(surface.faces):
        raise FormatError(
            f"{where}: expected a closed (watertight) surface; {_open_edges(surface.faces)} of its "
            f"edges do not lie between exactly two triangles of one sense. Fill the holes and make "
            f"the normals consistent in the program that made it"
        )
    inside, least = volume(surface), THINNEST * float(np.ptp(surface.vertices, axis=0).max()) ** 3
    if abs(inside) < least:
        if bulk(surface) >= least:  # parts that are against each other
            raise _inside_out(where)
        raise FormatError(
            f"{where}: expected a body with room inside, a millionth at least of a cube as long as "
            f"it; it has less. Give it thickness in the program that made it"
        )
    faces = surface.faces if inside > 0 else surface.faces[:, ::-1]
    if has_part_inside_out(Triangles(surface.vertices, faces)):
        raise _inside_out(where)
    return faces


def _inside_out(where: str) -> FormatError:
    return FormatError(
        f"{where}: expected all parts with their outside outwards; one is inside out and no hole "
        f"in another. Make the normals consistent in the program that made it"
    )


def _open_edges(faces: NDArray[np.int64]) -> int:
    ahead = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    sense = np.where(ahead[:, 0] < ahead[:, 1], 1, -1)
    edges, which = np.unique(np.sort(ahead, axis=1), axis=0, return_inverse=True)
    which = which.reshape(-1)
    balance = np.bincount(which, weights=sense, minlength=len(edges))
    return int(((balance != 0) | (np.bincount(which) != 2)).sum())


# --- files --------------------------------------------------------------------------------------


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FormatError(
                f"{path}: expected at most {MOST_BYTES // 1024**2} MiB; got {size // 1024**2} MiB. "
                f"Simplify it in the program that made it"
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror or error}. Is the path right?"
        ) from None


def _loaded(data: bytes, kind: str, where: str) -> Trimesh:
    """The one mesh in a file's bytes, where it stands."""
    try:
        return _polygonal(data, kind, where) if kind in POLYGONAL else _parsed(data, kind, where)
    except SpatialbenchError:
        raise
    except Exception as error:  # noqa: BLE001  # loaders raise whatever they trip over
        raise FormatError(
            f"{where}: expected a {kind} mesh; it cannot be read ({type(error).__name__}: "
            f"{str(error)[:120]}). Save it again from the program that made it"
        ) from None


def _polygonal(data: bytes, kind: str, where: str) -> Trimesh:
    import trimesh

    found = read_polygons(data, kind, where)
    corners = np.array(found.corners, np.float64).reshape(-1, 3)
    check_work(found.faces, where)
    faces = [ear for face in found.faces for ear in triangulated(corners, face, where)]
    return trimesh.Trimesh(corners, np.array(faces, np.int64).reshape(-1, 3), process=False)


def _parsed(data: bytes, kind: str, where: str) -> Trimesh:
    """Of an STL or GLB. A body whose parts have materials of their own is one body."""
    import trimesh

    if kind == ".glb":
        _check_glb(data, where)
    elif data[:5] == b"solid":  # as text, its name may be in any encoding
        data = data[:80].decode("ascii", "replace").replace("\ufffd", "?").encode() + data[80:]
    scene = trimesh.load_scene(BytesIO(data), file_type=kind[1:], resolver={}, skip_materials=True)
    placed = [scene.graph[name] for name in scene.graph.nodes_geometry]
    shapes = [scene.geometry[name] for _, name in placed]
    total = sum(len(shape.faces) for shape in shapes if isinstance(shape, trimesh.Trimesh))
    if total > MOST_TRIANGLES:
        raise _too_many(where, f"{total:,} triangles")
    meshes = [shape.copy() for shape in shapes if isinstance(shape, trimesh.Trimesh)]
    if not meshes or len(meshes) < len(shapes) or _bodies(meshes) > 1:
        if not meshes:
            raise FormatError(f"{where}: expected one mesh; it holds none. {FACELESS}")
        raise FormatError(
            f"{where}: expected one mesh; got {len(shapes)} things. Join them into one, leave out "
            f"what is no mesh, and save it again"
        )
    for mesh, (matrix, _) in zip(meshes, placed, strict=True):
        mesh.apply_transform(matrix)
    faces = [mesh.faces for mesh in meshes]
    starts = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes)])
    return trimesh.Trimesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([part + start for part, start in zip(faces, starts, strict=False)]),
        process=False,
    )


def _bodies(meshes: Sequence[Trimesh]) -> int:
    """How many of the meshes are closed by themselves; one where none is."""
    welded = [mesh.copy() for mesh in meshes]
    for mesh in welded:
        mesh.merge_vertices(merge_tex=True, merge_norm=True)
    return sum(is_closed(np.asarray(mesh.faces, np.int64)) for mesh in welded)


def _too_many(where: str, came: str) -> FormatError:
    return FormatError(
        f"{where}: expected at most {MOST_TRIANGLES:,} triangles; it says that it holds {came}. "
        f"Simplify it in the program that made it"
    )


def _check_glb(data: bytes, where: str) -> None:
    """FormatError if the file says that it holds more than anybody may load: loaders believe it
    and make room first."""
    size = int.from_bytes(data[12:16], "little")
    try:
        table: Any = json.loads(data[20 : 20 + size])
        numbers = sum(max(0, int(accessor["count"])) for accessor in table.get("accessors", []))
        nodes = len(table.get("nodes", [])) + len(table.get("meshes", []))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise FormatError(
            f"{where}: expected a GLB, which begins with JSON; got something else. "
            f"Save it again from the program that made it"
        ) from None
    if numbers > MOST_ACCESSED:
        raise _too_many(where, f"{numbers:,} numbers")
    if nodes > MOST_NODES:
        raise FormatError(
            f"{where}: expected at most {MOST_NODES:,} meshes and places for them; it says that it "
            f"holds {nodes:,}. Join them into one mesh and save it again"
        )
