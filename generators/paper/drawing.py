"""Sheets of paper as they are drawn for folding: the layers from the back to the front, the grid on
which places are named, the next crease with what is turned over about it, and the holes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from spatialbench.generators.paper.folding import Crease, Outline, Point, inside, part_of, square
from spatialbench.generators.paper.kinds import Folded, Panel
from spatialbench.render.diagrams import XY, Drawing, Line, Mark, Patch, Sign, drawn

# Lengths are shares of a cell.
THIN, EDGE, CREASE, SHAFT = 0.02, 0.05, 0.09, 0.08
DOTS, DASH = 0.1, 0.3
LABEL = 0.62  # height of letters and digits
ASIDE = 1.0  # the room for them
HOLE, INNER = 0.3, 0.21
HEAD = 0.56
REACH = 0.9  # an arrow goes at least so far from the crease, to both sides
TURNED = "grey"
SHORTENED = {1: 0.6, 2: -0.6}
"""How wide what has turned by 53° and by 127° looks from the front, beside how wide it is."""


class Layer(NamedTuple):
    """A piece of paper that lies flat, and whether its back is toward the viewer."""

    outline: Outline
    back: bool


def layers_of(cells: int, folds: Sequence[Folded]) -> list[Layer]:
    """The layers of a folded sheet, the one in front first."""
    layers = [Layer(square(cells), back=False)]
    for a, b, c, over in folds:
        crease = Crease(a, b, c)
        rest = [layer._replace(outline=part) for layer, part in _parts(layers, crease.reversed())]
        turned = [
            Layer(tuple(crease.mirrored(point) for point in reversed(part)), not layer.back)
            for layer, part in reversed(list(_parts(layers, crease)))
        ]
        layers = [*turned, *rest] if over else [*rest, *turned]
    return layers


def _parts(layers: Sequence[Layer], crease: Crease) -> Iterator[tuple[Layer, Outline]]:
    """The layers that have a part beyond a crease, with that part."""
    for layer in layers:
        sides = [crease.beyond(point) for point in layer.outline]
        if max(sides) > 0:
            yield layer, layer.outline if min(sides) >= 0 else part_of(layer.outline, crease)


class Piece(NamedTuple):
    """A layer as it is seen, flat or turning."""

    outline: tuple[XY, ...]
    back: bool


def _turning(panel: Panel, fold: Folded) -> list[Piece]:
    """The layers while a fold is made, the one in front first: those that turn about the crease are
    nearer to it, and beyond a right angle they lie before or behind the rest."""
    crease, wide = Crease(*fold[:3]), SHORTENED[panel.turned]
    layers = layers_of(panel.cells, panel.done)
    rest = [Piece(part, layer.back) for layer, part in _parts(layers, crease.reversed())]
    moving = [
        Piece(tuple(_between(crease, point, wide) for point in part), layer.back != (wide < 0))
        for layer, part in _parts(layers, crease)
    ]
    if wide < 0:
        moving.reverse()
    return [*moving, *rest] if fold[3] else [*rest, *moving]


def _between(crease: Crease, point: Point, wide: float) -> XY:
    """Where a point is seen that turns about a crease."""
    mirrored = crease.mirrored(point)
    share = (1 - wide) / 2
    x, y = (p + share * (q - p) for p, q in zip(point, mirrored, strict=True))
    return (x, y)


def seen(layers: Sequence[Layer]) -> list[Layer]:
    """The layers without those that lie behind another one as a whole."""
    found: list[Layer] = []
    for layer in layers:
        if not any(all(inside(p, front.outline) for p in layer.outline) for front in found):
            found.append(layer)
    return found


# --- marks --------------------------------------------------------------------------------------


class _Place(NamedTuple):
    """Where the lower left corner of the sheet is."""

    x: float
    y: float

    def at(self, point: tuple[float, float]) -> XY:
        """A point in half cells on the drawing."""
        return (self.x + point[0] / 2, self.y + point[1] / 2)

    def all(self, points: Sequence[tuple[float, float]]) -> tuple[XY, ...]:
        """Points on the drawing."""
        return tuple(self.at(point) for point in points)


def _outlined(corners: Sequence[XY], width: float) -> list[Mark]:
    after = [*corners[1:], corners[0]]
    return [Line(p, q, width) for p, q in zip(corners, after, strict=True)]


def _grid(cells: int, place: _Place) -> Iterator[Mark]:
    """The places: dotted lines, a line around, letters above and numbers to the left."""
    side = 2 * cells
    for i in range(2, side, 2):
        yield Line(place.at((i, 0)), place.at((i, side)), THIN, DOTS)
        yield Line(place.at((0, i)), place.at((side, i)), THIN, DOTS)
    yield from _outlined(place.all(square(cells)), THIN)
    for i in range(cells):
        middle = 2 * i + 1
        yield Sign(chr(ord("A") + i), place.at((middle, side + ASIDE)), LABEL)
        yield Sign(str(cells - i), place.at((-ASIDE, middle)), LABEL)


def _crossing(outline: Outline, crease: Crease) -> tuple[XY, XY]:
    """Where a crease enters and leaves the paper."""
    ends = sorted({p for p in part_of(outline, crease) if crease.beyond(p) == 0})
    return ends[0], ends[-1]


def _arrow(start: XY, end: XY, *, dashed: bool) -> list[Mark]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = sqrt(dx * dx + dy * dy)
    ux, uy = HEAD * dx / length, HEAD * dy / length
    x, y = end[0] - ux, end[1] - uy
    head = Patch((end, (x - uy / 2, y + ux / 2), (x + uy / 2, y - ux / 2)), "black")
    return [Line(start, (x, y), SHAFT, DASH / 2 if dashed else 0.0), head]


def _mean(points: Sequence[XY]) -> XY:
    return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))


def _next(panel: Panel, fold: Folded, place: _Place) -> Iterator[Mark]:
    """The crease, and an arrow from what is turned over to where it comes to lie."""
    crease, outline = Crease(*fold[:3]), _outline(panel)
    first, last = _crossing(outline, crease)
    yield Line(place.at(first), place.at(last), CREASE, DASH)
    yield from _arrow(*map(place.at, _reaching(outline, crease)), dashed=not fold[3])


def _reaching(outline: Outline, crease: Crease) -> tuple[XY, XY]:
    """From the middle of what is turned over to where that comes to lie, in half cells."""
    part = part_of(outline, crease)
    (x, y), (to_x, to_y) = _mean(part), _mean([crease.mirrored(point) for point in part])
    dx, dy = to_x - x, to_y - y
    more = max(0.0, 4 * REACH / sqrt(dx * dx + dy * dy) - 1) / 2
    return (x - more * dx, y - more * dy), (to_x + more * dx, to_y + more * dy)


def _outline(panel: Panel) -> Outline:
    outline = square(panel.cells)
    for a, b, c, _ in panel.done:
        outline = part_of(outline, Crease(a, b, c).reversed())
    return outline


def _circle(middle: XY, radius: float) -> tuple[XY, ...]:
    """Corners of a circle, by fractions: the same on every machine."""
    quarter = [((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)) for t in (0.0, 0.2, 0.41, 0.66)]
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1))
    return tuple(
        (middle[0] + radius * (x * c - y * s), middle[1] + radius * (x * s + y * c))
        for c, s in turns
        for x, y in quarter
    )


def _hole(middle: XY) -> list[Mark]:
    return [Patch(_circle(middle, HOLE), "black"), Patch(_circle(middle, INNER), "white")]


def _paper(panel: Panel, place: _Place) -> Iterator[Mark]:
    """The layers from the back to the front, each with its edge; what is turned over next is
    grey."""
    if panel.fold is not None and panel.turned:
        for piece in reversed(_turning(panel, panel.fold)):
            yield Patch(place.all(piece.outline), panel.back if piece.back else panel.front)
            yield from _outlined(place.all(piece.outline), EDGE)
        return
    crease = None if panel.fold is None else Crease(*panel.fold[:3])
    for layer in reversed(seen(layers_of(panel.cells, panel.done))):
        yield Patch(place.all(layer.outline), panel.back if layer.back else panel.front)
        if crease is not None:
            for _, part in _parts([layer], crease):
                yield Patch(place.all(part), TURNED)
        yield from _outlined(place.all(layer.outline), EDGE)


@drawn.register
def _(diagram: Panel) -> Drawing:
    left, below, right, above = (part / 10 for part in diagram.room)
    place, cells = _Place(left + ASIDE, below), diagram.cells
    marks = [*_paper(diagram, place), *_grid(cells, place)]
    if diagram.fold is not None and not diagram.turned:
        marks += _next(diagram, diagram.fold, place)
    for hole in diagram.holes:
        marks += _hole(place.at(hole))
    return Drawing(place.x + cells + right, below + cells + ASIDE + above, tuple(marks))
