"""The line look: black outlines, flat colours, lettering, no shading and no shadow.

Every pixel is cast `FINER` times finer each way. A line runs where two neighbours show different
surfaces, so what is hidden has none; meshes have lines along their creases and where one part of
them stands before another. Whole numbers are averaged, so pixels are the same on every machine.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any  # types of numbers, which numpy makes

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.creases import parts
from spatialbench.caster.frame import SURFACES, Cast, Poses, Target, View, Window, cast, look
from spatialbench.caster.rays import Floats
from spatialbench.caster.triangles import AimedMesh
from spatialbench.geometry.meshes import triangles_of
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.geometry.shapes import Box, OpenBox, Shape
from spatialbench.render.colouring import GLYPH, pack
from spatialbench.render.marking import FaceMarks, Points, face_marks, faces_in_view
from spatialbench.render.palette import INK, RGB, glyph_colour, luminance, rgb

FINER = 4
LARGE = 1024
"""Pictures that are larger, each way, are cast only twice as fine."""
PAPER: RGB = (255, 255, 255)
ON_DARK: RGB = (158, 158, 160)
"""Lines on a face that is nearly black."""
DARK = 0.03
WIDTH = 1 / 250
"""Of a line, as a share of the picture's height, but at least `LEAST` pixels."""
LEAST = 1.3
JUMP = 0.012
"""A bend of nearness, as a share of it, at which one part of a mesh stands before another."""

Mask = NDArray[np.bool_]


# --- what each fine pixel shows -----------------------------------------------------------------


@lru_cache(64)
def crease_codes(mesh: Shape) -> NDArray[np.uint8]:
    """(m,) a number for each triangle, the same within a smooth part and different across every
    crease."""
    found = parts(triangles_of(mesh))
    return _coloured(found.one, found.other, int(found.part.max()) + 1)[found.part]


def _coloured(one: NDArray[np.int64], other: NDArray[np.int64], count: int) -> NDArray[np.uint8]:
    """A number below `SURFACES` for each of the groups, different for groups that meet."""
    beside: list[set[int]] = [set() for _ in range(count)]
    for i, j in set(zip(one.tolist(), other.tolist(), strict=True)):
        beside[i].add(j)
        beside[j].add(i)
    found = np.zeros(count, np.uint8)
    for group in range(count):
        taken = {int(found[i]) for i in beside[group] if i < group}
        free = (n for n in range(group, group + SURFACES) if n % SURFACES not in taken)
        found[group] = next(free, group) % SURFACES
    return found


def _by_crease(target: Target) -> Target:
    """A mesh whose surfaces are its smooth parts, not how they face the light."""
    shape, aimed = target.body.shape, target.aimed
    if not isinstance(aimed, AimedMesh):
        return target
    return replace(target, aimed=replace(aimed, code=crease_codes(shape)[aimed.number]))


def _letter(view: View, seen: Cast) -> None:
    """Add `GLYPH` to the surfaces where glyphs are, in place."""
    for target in view.targets:
        in_view = faces_in_view(target)
        if in_view:
            for face, mark in target.body.marks:
                if mark.glyph is not None and FACES.index(face) in in_view:
                    _letter_face(target, face, view, seen)


def _letter_face(target: Target, face: str, view: View, seen: Cast) -> None:
    code = (target.number + 1) * SURFACES + FACES.index(face)
    marks = face_marks(target, face, max(256, view.height // 2))
    for band in target.whole.clipped(view.width, view.height).bands():
        columns = np.flatnonzero((seen.surface[band.place] == code).any(0))
        if columns.size:
            left, right = band.left + int(columns[0]), band.left + int(columns[-1]) + 1
            _letter_band(marks, code, band._replace(left=left, right=right), view, seen)


def _letter_band(marks: FaceMarks, code: int, band: Window, view: View, seen: Cast) -> None:
    surface = seen.surface[band.place]
    shown = surface == code
    nearness = np.where(shown, seen.nearness[band.place], np.float32(1))
    shown &= marks.added(Points(*view.axes(band), nearness)) == GLYPH
    np.copyto(surface, np.int16(code + GLYPH), where=shown)


# --- lines --------------------------------------------------------------------------------------


def _outlines(parts: NDArray[np.int16]) -> Mask:
    """The pixels whose right or lower neighbour shows another part."""
    found = np.zeros(parts.shape, np.bool_)
    found[:-1] |= parts[1:] != parts[:-1]
    found[:, :-1] |= parts[:, 1:] != parts[:, :-1]
    return found


def _steps(nearness: Floats) -> Mask:
    """The pixels at which a surface breaks off before another: nearness, which is linear on a
    plane, bends sharply between neighbours, on the side that is nearer."""
    found = np.zeros(nearness.shape, np.bool_)
    for near, mask in ((nearness, found), (nearness.T, found.T)):
        here = near[1:-1]
        mask[1:-1] |= here + here - near[:-2] - near[2:] > here * np.float32(JUMP)
    return found


def _widened(mask: Mask, width: float) -> Mask:
    """The pixels within half a width of the lower right corner of a marked one."""
    high, wide = mask.shape
    reach = int(width / 2 + 1)
    padded = np.zeros((high + 2 * reach, wide + 2 * reach), np.bool_)
    padded[reach : reach + high, reach : reach + wide] = mask
    flat = padded.reshape(-1)
    place = np.flatnonzero(flat)
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            if (down - 0.5) * (down - 0.5) + (right - 0.5) * (right - 0.5) <= width * width / 4:
                flat[place + (down * (wide + 2 * reach) + right)] = True
    return np.ascontiguousarray(padded[reach : reach + high, reach : reach + wide])


# --- colours ------------------------------------------------------------------------------------


def _colours(view: View) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The packed colours of all surface numbers, and those of a line on them."""
    fill = [PAPER] * ((len(view.targets) + 1) * SURFACES)
    for target in view.targets:
        first = (target.number + 1) * SURFACES
        fill[first : first + SURFACES] = [rgb(target.body.colour)] * SURFACES
        if isinstance(target.body.shape, (Box, OpenBox)):
            for face, mark in target.body.marks:
                code = first + FACES.index(face)
                fill[code] = rgb(mark.colour)
                fill[code + GLYPH] = glyph_colour(fill[code])
    line = [ON_DARK if luminance(colour) < DARK else INK for colour in fill]
    for target in view.targets:
        first = (target.number + 1) * SURFACES
        line[first + GLYPH : first + SURFACES] = line[first : first + SURFACES - GLYPH]
    return pack(np.array(fill, np.uint8)), pack(np.array(line, np.uint8))


def _painted(seen: Cast, lines: Mask, view: View, finer: int) -> NDArray[np.uint8]:
    """(h, w, 3): the mean colour of every finer × finer block, rounded."""
    fill, line = _colours(view)
    high, wide = view.height // finer, view.width // finer
    image = fill.take(seen.surface[::finer, ::finer]).view(np.uint8).reshape(high, wide, 4)
    row, column = np.nonzero(_mixed(seen.surface, lines, finer))
    shown = seen.surface.reshape(high, finer, wide, finer)[row, :, column]
    inked = lines.reshape(high, finer, wide, finer)[row, :, column]
    colours = np.where(inked, line.take(shown), fill.take(shown))
    count = finer * finer
    total = colours.view(np.uint8).reshape(-1, count, 4).sum(1, dtype=np.uint16)
    image[row, column] = (total + np.uint16(count // 2)) // np.uint16(count)
    return np.ascontiguousarray(image[..., :3])


def _mixed(surface: NDArray[np.int16], lines: Mask, finer: int) -> Mask:
    """(h, w): the blocks that show several surfaces, or a line. The pixels of a block's row are
    compared at once, as one word."""
    word: Any
    mask: Any
    word, mask = (np.uint64, np.uint32) if finer == FINER else (np.uint32, np.uint16)
    ones = sum(1 << 16 * place for place in range(finer))
    alike = surface[::finer, ::finer].astype(word) * word(ones)
    words, inked = surface.view(word), lines.view(mask)
    mixed = np.zeros(alike.shape, np.bool_)
    for row in range(finer):
        mixed |= words[row::finer] != alike
        mixed |= inked[row::finer] != 0
    return mixed


def line_picture(
    scene: Scene, poses: Poses | None, camera: Camera | None, size: tuple[int, int]
) -> NDArray[np.uint8]:
    """(height, width, 3) sRGB: the scene as a line drawing."""
    finer = FINER if max(size) <= LARGE else 2
    view = look(scene, poses, camera, (size[0] * finer, size[1] * finer))
    view = replace(view, targets=tuple(_by_crease(target) for target in view.targets))
    seen = cast(view)
    lines = _outlines(seen.surface)
    for target in view.targets:
        if isinstance(target.aimed, AimedMesh):
            place = target.whole.clipped(view.width, view.height).place
            own = seen.surface[place] >> 6 == target.number + 1
            lines[place] |= _steps(seen.nearness[place]) & own
    lines = _widened(lines, max(LEAST, size[1] * WIDTH) * finer)
    _letter(view, seen)
    return _painted(seen, lines, view, finer)
