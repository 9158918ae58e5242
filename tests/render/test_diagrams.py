"""Diagrams: areas, lines and signs where they belong, in pixels and as SVG."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, pi
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from spatialbench.caster.pixels import pixels_hash
from spatialbench.geometry.kinds import Diagram
from spatialbench.render.diagram_svg import diagram_svg
from spatialbench.render.diagrams import (
    MARGIN,
    PAPER,
    Drawing,
    Line,
    Mark,
    Patch,
    Sign,
    dashes,
    diagram_pixels,
    drawn,
)
from spatialbench.render.palette import INK, rgb

SIZE = 256
UNIT = SIZE * (1 - 2 * MARGIN)  # pixels of a drawing of one by one


@dataclass(frozen=True)
class Sketch(Diagram):
    """A drawing that is what it says."""

    marks: tuple[Mark, ...]
    width: float = 1.0
    height: float = 1.0


@drawn.register
def _(diagram: Sketch) -> Drawing:
    return Drawing(diagram.width, diagram.height, diagram.marks)


def pixels(*marks: Mark, width: float = 1.0, height: float = 1.0, size: int = SIZE) -> NDArray:  # type: ignore[type-arg]
    """(size, size, 3) int."""
    return diagram_pixels(Sketch(marks, width, height), size).astype(int)


def share(image: NDArray, colour: tuple[int, int, int]) -> NDArray:  # type: ignore[type-arg]
    """(h, w) how much of each pixel is of the colour, where all else is paper."""
    channel = int(np.abs(np.array(colour) - PAPER).argmax())
    whole = colour[channel] - PAPER[channel]
    return (image[..., channel] - PAPER[channel]) / whole  # type: ignore[no-any-return]


def square(x: float, y: float, colour: str, side: float = 1.0) -> Patch:
    """A square with its lower left corner there."""
    return Patch(((x, y), (x + side, y), (x + side, y + side), (x, y + side)), colour)


MIXED = Sketch(
    (
        square(0, 0, "red"),
        square(1, 0, "white"),
        Patch(((2, 1), (3, 1), (2.5, 2)), "blue"),
        Line((0, 0), (3, 2), 0.04),
        Line((0, 1.5), (2, 1.5), 0.05, 0.2),
        Sign("F", (0.5, 0.5), 0.7, "red", 1),
        Sign("R", (1.5, 0.5), 0.7, "white", 2),
        Sign("G", (0.5, 1.5), 0.5, None, 3),
        Sign("A", (2.5, 1.4), 0.4, "blue"),
    ),
    3,
    2,
)
"""A bit of everything."""


# --- patches ------------------------------------------------------------------------------------

places = st.floats(0, 1).map(lambda x: round(x, 3))
triangles = st.tuples(*[st.tuples(places, places)] * 3).filter(
    lambda t: (
        abs((t[1][0] - t[0][0]) * (t[2][1] - t[0][1]) - (t[1][1] - t[0][1]) * (t[2][0] - t[0][0]))
        > 0.05
    )
)


def area(corners: tuple[tuple[float, float], ...]) -> float:
    """By the shoelace formula."""
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise([*corners, corners[0]]))) / 2


@settings(max_examples=50, deadline=None)
@given(corners=triangles)
def test_a_patch_covers_its_area(corners: tuple[tuple[float, float], ...]) -> None:
    """Of the pixels along its edges a share, so that together they make up the area, to 4 % of
    the pixels around it (a slanting edge meets all pixels alike) and those at its corners."""
    covered = share(pixels(Patch(corners, "black")), rgb("black")).sum()
    around = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([*corners, corners[0]]))
    assert covered == pytest.approx(area(corners) * UNIT**2, abs=0.04 * around * UNIT + 3)


@settings(max_examples=20, deadline=None)
@given(corners=triangles)
def test_a_patch_is_the_same_either_way_round(corners: tuple[tuple[float, float], ...]) -> None:
    """Corners clockwise or counter-clockwise."""
    one, other = pixels(Patch(corners, "red")), pixels(Patch(corners[::-1], "red"))
    assert np.abs(one - other).max() <= 1


@pytest.mark.parametrize(
    "corners",
    [
        ((0.0, 0.0), (1.0, 0.0)),
        ((0.0, 0.0), (1.0, 0.0), (1.0, 0.0)),
        ((0.0, 0.0), (0.5, 0.0), (1.0, 0.0)),
        ((0.0, 0.0), (1.0, 0.0), (0.2, 0.2), (0.0, 1.0)),
    ],
    ids=["two corners", "one twice", "no area", "a dent"],
)
def test_what_is_no_convex_area_is_an_error(corners: tuple[tuple[float, float], ...]) -> None:
    """It would be painted as something else."""
    with pytest.raises(ValueError, match="a Patch: expected the corners of a convex area; got"):
        Patch(corners, "red")


def test_what_comes_later_is_painted_over() -> None:
    """In the order of the marks."""
    image = pixels(square(0, 0, "red"), square(0.25, 0.25, "blue", 0.5))
    assert tuple(image[SIZE // 2, SIZE // 2]) == rgb("blue")
    assert tuple(image[SIZE // 2, SIZE // 6]) == rgb("red")


def test_up_is_up_and_right_is_right() -> None:
    """y points up in a drawing, and the first row of pixels is the upper one."""
    image = pixels(square(0, 0.75, "red", 0.25), square(0.75, 0, "blue", 0.25))
    far, near = round(0.1 * SIZE), round(0.9 * SIZE)
    assert tuple(image[far, far]) == rgb("red")
    assert tuple(image[near, near]) == rgb("blue")


@pytest.mark.parametrize(("width", "height"), [(1, 1), (4, 3), (2, 5)])
def test_a_drawing_fills_the_picture_to_the_margin(width: int, height: int) -> None:
    """Its longer side reaches from margin to margin, and it is in the middle."""
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    inked = share(pixels(Patch(corners, "black"), width=width, height=height), rgb("black"))
    rows, columns = inked.sum(0).max(), inked.sum(1).max()
    assert max(rows, columns) == pytest.approx(UNIT, abs=1)
    assert rows / columns == pytest.approx(height / width, rel=0.02)
    assert np.abs(inked - inked[::-1, ::-1]).max() < 0.05


def test_a_drawing_of_no_size_is_an_error() -> None:
    """Nothing could be fitted."""
    with pytest.raises(ValueError, match="expected a width and a height above 0; got 0 by 1"):
        Drawing(0, 1, ())


# --- lines --------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(start=st.tuples(places, places), end=st.tuples(places, places), width=st.floats(0.02, 0.1))
def test_a_line_is_as_long_and_wide_as_it_says(
    start: tuple[float, float], end: tuple[float, float], width: float
) -> None:
    """A rectangle and two half discs; the margin has room for its ends."""
    inked = share(pixels(Line(start, end, width)), INK).sum()
    length = hypot(end[0] - start[0], end[1] - start[1])
    expected = (length * width + pi * width * width / 4) * UNIT**2
    assert inked == pytest.approx(expected, rel=0.03, abs=2)


@given(
    length=st.floats(0.05, 3), dash=st.floats(0.02, 0.4), turn=st.sampled_from([(1, 0), (0.6, 0.8)])
)
def test_a_dashed_line_begins_and_ends_with_ink(
    length: float, dash: float, turn: tuple[float, float]
) -> None:
    """Its pieces are as long as the gaps between them, about as long as was wished."""
    end = (length * turn[0], length * turn[1])
    pieces = dashes(Line((0.0, 0.0), end, 0.01, dash))
    assert pieces[0][0] == (0.0, 0.0)
    assert pieces[-1][1] == pytest.approx(end)
    sizes = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pieces]
    gaps = [hypot(b[0] - a[0], b[1] - a[1]) for (_, a), (b, _) in pairwise(pieces)]
    assert sizes == pytest.approx([sizes[0]] * len(sizes))
    assert gaps == pytest.approx([sizes[0]] * len(gaps))
    assert len(pieces) == 1 or dash / 2 < sizes[0] < 2 * dash


@pytest.mark.parametrize("end", [(0.9, 0.2), (0.2, 1.3), (0.8, 0.7)])
@pytest.mark.parametrize("dash", [0.2, 0.06, 0.03])
def test_a_dashed_line_is_its_pieces(end: tuple[float, float], dash: float) -> None:
    """However close they are, and where the picture ends."""
    line = Line((0.2, 0.2), end, 0.02, dash)
    pieces = [Line(*piece, line.width) for piece in dashes(line)]
    assert np.array_equal(pixels(line), pixels(*pieces))


def test_a_line_between_two_squares_leaves_no_seam() -> None:
    """Where two colours meet under a line, no paper shines through."""
    halves = (square(0, 0, "black"), square(1, 0, "blue"))
    image = pixels(*halves, Line((1, 0), (1, 1), 0.03), width=2, size=511)
    row = image[255, 60:-60]
    assert row.max(axis=0).tolist() == np.maximum(rgb("black"), rgb("blue")).tolist()


# --- signs --------------------------------------------------------------------------------------


def test_a_sign_stands_upright() -> None:
    """An F has its stem on the left and its long arm on top."""
    inked = share(pixels(Sign("F", (0.5, 0.5), 1.0)), INK)
    half = SIZE // 2
    assert inked[:, :half].sum() > 1.5 * inked[:, half:].sum()
    assert inked[:half].sum() > 1.2 * inked[half:].sum()


@pytest.mark.parametrize("turn", range(1, 4))
@pytest.mark.parametrize("name", ["F", "G", "R", "4"])
def test_a_sign_turns_counter_clockwise(name: str, turn: int) -> None:
    """By quarter turns: as the whole picture would."""
    upright, turned = (pixels(Sign(name, (0.5, 0.5), 0.8, turn=t)) for t in (0, turn))
    assert np.abs(np.rot90(upright, turn) - turned).mean() < 1
    assert np.abs(upright - turned).mean() > 3


@pytest.mark.parametrize("colour", ["red", "white", "black", "yellow", "blue"])
def test_a_sign_stands_out_from_what_it_is_on(colour: str) -> None:
    """Dark on light colours, light on dark ones."""
    image = pixels(square(0, 0, colour), Sign("H", (0.5, 0.5), 0.8, colour))
    apart = np.abs(image - np.array(rgb(colour))).max(axis=2)
    middle = apart[SIZE // 4 : -SIZE // 4, SIZE // 4 : -SIZE // 4]
    assert (middle > 100).mean() > 0.15


@pytest.mark.parametrize("at", [(0.0, 0.0), (1.0, 1.0), (-3.0, 0.5), (0.5, 4.0)])
def test_what_lies_beside_the_picture_is_cut_off(at: tuple[float, float]) -> None:
    """Marks of every kind may reach over the edge, or lie out of the picture."""
    x, y = at
    marks = (Sign("R", at, 0.9), square(x, y, "red"), Line(at, (x + 1, y + 1), 0.1))
    assert pixels(*marks).shape == (SIZE, SIZE, 3)


# --- as SVG -------------------------------------------------------------------------------------


def rasterised(svg: str, size: int) -> NDArray:  # type: ignore[type-arg]
    """(size, size, 3) int: the SVG as another program draws it (resvg)."""
    import vl_convert
    from PIL import Image

    sized = svg.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
    png = vl_convert.svg_to_png(sized)
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("size", [256, 512])
def test_the_svg_looks_as_the_pixels_do(size: int) -> None:
    """Drawn by another program; signs may be half a pixel off."""
    apart = np.abs(rasterised(diagram_svg(MIXED), size) - diagram_pixels(MIXED, size))
    assert apart.mean() < 1
    assert (apart.max(axis=2) > 64).mean() < 0.01


def test_the_svg_is_xml_without_fonts_or_pixels() -> None:
    """Nothing but shapes: it looks the same wherever it is shown."""
    root = ElementTree.fromstring(diagram_svg(MIXED))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags == {"svg", "rect", "g", "polygon", "path"}


# --- always the same ----------------------------------------------------------------------------


def test_pixels_are_the_same_on_every_machine() -> None:
    """Decoded pixels, frozen."""
    image = diagram_pixels(MIXED, 128)
    assert pixels_hash(128, 128, image.tobytes()) == "df4ac236a0ace06a75e6bf5c9927fb88"


def test_a_diagram_that_nobody_draws_is_an_error() -> None:
    """The message says which function to write."""

    class Plan(Diagram):
        """Not drawn."""

    with pytest.raises(TypeError, match=r"write a function `@drawn.register` in .*\.drawing"):
        diagram_pixels(Plan(), 64)
