"""Diagrams as SVG, for print and for pages: no pixels, no fonts."""

from __future__ import annotations

from spatialbench.geometry.kinds import Diagram
from spatialbench.render.diagrams import MARGIN, PAPER, XY, Line, Mark, Patch, Sign, dashes, drawn
from spatialbench.render.glyphs import glyph
from spatialbench.render.palette import INK, RGB, glyph_colour, rgb


def diagram_svg(diagram: Diagram) -> str:
    """The same drawing as an SVG file, for print: no pixels, no fonts."""
    drawing = drawn(diagram)
    size = max(drawing.width, drawing.height) / (1 - 2 * MARGIN)
    left, up = (size - drawing.width) / 2, (size + drawing.height) / 2
    body = "".join(_svg(mark) for mark in drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(size)} {_n(size)}">'
        f'<rect width="{_n(size)}" height="{_n(size)}" fill="{_hex(PAPER)}"/>'
        f'<g transform="translate({_n(left)} {_n(up)}) scale(1 -1)" stroke-linecap="round">'
        f"{body}</g></svg>\n"
    )


def _svg(mark: Mark) -> str:
    match mark:
        case Patch(corners=corners, colour=colour):
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
            return f'<polygon points="{points}" fill="{_hex(rgb(colour))}"/>'
        case Line():
            pieces = dashes(mark)
            return _svg_lines(pieces, mark.width, INK)
        case Sign():
            return _svg_sign(mark)


def _svg_lines(pieces: list[tuple[XY, XY]], width: float, colour: RGB) -> str:
    path = "".join(f"M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}" for a, b in pieces)
    return f'<path d="{path}" stroke="{_hex(colour)}" stroke-width="{_n(width)}" fill="none"/>'


def _svg_sign(sign: Sign) -> str:
    shape, unit = glyph(sign.name), sign.height / 100
    ink = INK if sign.on is None else glyph_colour(rgb(sign.on))
    strokes = _svg_lines(list(shape.pieces), shape.width, ink)
    filled = "".join(
        f'<polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in outline)}" fill="{_hex(ink)}"/>'
        for outline in shape.outlines
    )
    x, y = sign.at
    place = f"translate({_n(x)} {_n(y)}) rotate({90 * (sign.turn % 4)}) scale({_n(unit)})"
    return f'<g transform="{place} translate(-50 -50)">{strokes}{filled}</g>'


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _hex(colour: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
