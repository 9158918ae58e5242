"""What is seen and told of discs in grooves: bodies, a camera, the slide, and a table's lines."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.generators.causal.grooves.kinds import Push, Row, Slide
from spatialbench.generators.causal.grooves.lanes import REST, Disc, Way
from spatialbench.generators.causal.grooves.sliding import PACE, UNIT, raised
from spatialbench.generators.causal.table import DIRECTIONS, LIGHTS, THICK, camera_for, corners
from spatialbench.geometry.scene import Body, Pose, Scene
from spatialbench.geometry.shapes import Box, Cylinder
from spatialbench.probes.draw import Draw

WIDE, LOW = 8, 1  # millimetres: a groove as it is drawn
BEYOND = 120  # millimetres that grooves are longer, as they are drawn, than from disc to disc
REST_SEEN = (1, 2)  # seconds that are filmed after the last push, at least
RATE = 6  # frames a second
WAYS: dict[Way, str] = {
    REST: "rest", (1, 0): "right", (-1, 0): "left", (0, 1): "away", (0, -1): "toward",
}  # fmt: skip


def _bodies(discs: Sequence[Disc], colours: Sequence[str]) -> tuple[Body, ...]:
    return tuple(
        Body(
            f"disc:{colour}",
            Cylinder(UNIT * disc.radius, THICK),
            Pose(raised((disc.x, disc.y), LOW + THICK // 2)),
            colour,
        )
        for disc, colour in zip(discs, colours, strict=True)
    )


def _grooves(discs: Sequence[Disc]) -> tuple[Body, ...]:
    """A flat strip for every groove: both of a resting disc, and the one that another is pushed
    along."""
    wide = 2 * UNIT * max(abs(disc.x) for disc in discs) + BEYOND
    deep = 2 * UNIT * max(abs(disc.y) for disc in discs) + BEYOND
    away = sorted({disc.x for disc in discs if not disc.way[0]})
    across = sorted({disc.y for disc in discs if not disc.way[1]})
    strips = [(Box((WIDE, deep, LOW)), (UNIT * x, 0, 0)) for x in away]
    strips += [(Box((wide, WIDE, LOW)), (0, UNIT * y, 0)) for y in across]
    return tuple(
        Body(f"groove:{number}", box, Pose(place), "grey")
        for number, (box, place) in enumerate(strips, 1)
    )


def scene_of(draw: Draw, discs: Sequence[Disc], colours: Sequence[str]) -> Scene:
    """The discs and their grooves, and a camera that the discs fill."""
    bodies = _bodies(discs, colours)
    camera = camera_for([c for body in bodies for c in corners(body)], draw.choice(DIRECTIONS))
    return Scene((*bodies, *_grooves(discs)), camera, light=draw.choice(LIGHTS))


def slide_of(draw: Draw, discs: Sequence[Disc], names: Sequence[str], latest: int) -> Slide:
    """The pushes, watched for some seconds after the last may come."""
    pushes = [
        Push(name, raised((PACE * disc.way[0], PACE * disc.way[1]), 0), 1000 * disc.after // PACE)
        for name, disc in zip(names, discs, strict=True)
        if disc.way != REST
    ]
    seconds = latest + draw.between(*REST_SEEN)
    return Slide(tuple(names), tuple(pushes), 1000 * seconds, RATE)


def row_of(colour: str, disc: Disc) -> Row:
    """A disc as it is told."""
    return (colour, disc.radius, (disc.x, disc.y), WAYS[disc.way], disc.after // PACE)
