"""The table from above, with the stations around it; distances of stations are not to scale."""

from __future__ import annotations

from itertools import product

from spatialbench.generators.view.bearings import Plane, turned
from spatialbench.generators.view.kinds import AroundTable
from spatialbench.generators.view.stations import STATIONS
from spatialbench.render.diagrams import XY, Drawing, Line, Mark, Patch, Sign, drawn

WIDE = 200  # centimetres, of all that is drawn
RINGS = (84, 62)  # how far from the middle the low and the high stations are
_ROOT = 0.70710678
STATION, CAMERA = 3.5, 10.0  # how wide they are drawn
WAY, BOARD, LOW_BOARD = 0.8, 1.6, 6.0  # widths of lines, and the length of dashes


@drawn.register
def _(diagram: AroundTable) -> Drawing:
    marks: list[Mark] = []
    stands = product(range(diagram.heights), range(len(STATIONS)))
    for height, station in stands:
        if (height, station) not in diagram.closed:
            ends = (_stand(height, station), _stand(height, station + 1))
            marks.append(Line(*ends, WAY))
    for station in diagram.ladders:
        marks.append(Line(_stand(0, station), _stand(1, station), WAY))
    for height, station in product(range(diagram.heights), range(len(STATIONS))):
        marks.append(_square(_stand(height, station), STATION, "black"))
    marks.append(_square(_stand(*diagram.at), CAMERA, "yellow"))
    marks.append(Sign("C", _stand(*diagram.at), CAMERA, on="yellow"))
    tall = max(board[4] for board in diagram.boards)
    for a, b, c, d, high in diagram.boards:
        dash = LOW_BOARD if high < tall else 0.0
        marks.append(Line(_at((a, b)), _at((c, d)), BOARD, dash))
    marks.append(Sign("N", (WIDE / 2, WIDE - 5), 9))
    return Drawing(WIDE, WIDE, tuple(marks))


def _at(place: Plane) -> XY:
    return (WIDE / 2 + place[0], WIDE / 2 + place[1])


def _stand(height: int, station: int) -> XY:
    x, y = turned((0, -1), -station)
    far = RINGS[height] * (_ROOT if x and y else 1)
    return (WIDE / 2 + far * x, WIDE / 2 + far * y)


def _square(at: XY, wide: float, colour: str) -> Patch:
    (x, y), half = at, wide / 2
    corners = (
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    )
    return Patch(corners, colour)
