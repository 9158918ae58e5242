"""How folds, holes and the grid are told, by the names of columns, rows and cells."""

from __future__ import annotations

from math import isqrt

from spatialbench.generators.paper.kinds import Fold, Grid, Punch
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene
from spatialbench.items.saying import Voice, said
from spatialbench.items.telling import Telling, told
from spatialbench.items.words import pick


def _column(number: int) -> str:
    return chr(ord("A") + number)


class _Sheet:
    """The places of a sheet by name."""

    def __init__(self, scene: Scene) -> None:
        self._cells = isqrt(len(scene.bodies))
        self._side = scene.bodies[0].shape.extent()[0] * 2

    def steps(self, place: Vector) -> tuple[int, int]:
        """How many whole cells a place is from the left and from below."""
        return (place[0] // self._side, place[2] // self._side)

    def cell(self, right: int, up: int) -> str:
        """The cell that has so many to its left and below it."""
        return f"{_column(right)}{self._cells - up}"

    def line(self, fold: Fold) -> tuple[str, object, object]:
        """How a line is called: which sort it is, and between or from and to what it runs."""
        (x, up), (to_x, to_up) = sorted(map(self.steps, fold.line))
        if x == to_x:
            return ("vertical", _column(x - 1), _column(x))
        if up == to_up:
            return ("horizontal", self._cells - up, self._cells - up + 1)
        if up < to_up:
            return ("rising", self.cell(x, up), self.cell(to_x - 1, to_up - 1))
        return ("falling", self.cell(x, up - 1), self.cell(to_x - 1, to_up))


@told.register
def _(event: Fold, telling: Telling) -> str:
    sort, a, b = _Sheet(telling.puzzle.scene).line(event)
    tables = telling.voice.tables
    return telling.known("Fold").format(
        line=tables["lines"][sort].format(a=a, b=b),
        side=tables["beside"]["-".join(event.moved)],
        over=tables["over"][event.over],
    )


@told.register
def _(event: Punch, telling: Telling) -> str:
    sheet = _Sheet(telling.puzzle.scene)
    places = telling.voice.row([sheet.cell(*sheet.steps(place)) for place in event.at])
    return telling.known("Punch").format(places=places)


@said.register
def _(phrase: Grid, voice: Voice) -> str:
    sentence = pick(voice.tables["grid"]["divided"], voice.wording)
    return sentence.format(cells=phrase.cells, last=_column(phrase.cells - 1))
