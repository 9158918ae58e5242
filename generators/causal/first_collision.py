"""Discs glide over a table, each at a steady speed: which two touch first?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from spatialbench.generators.causal.kinds import FirstTouch, Glide, Surface, Timetable, Track
from spatialbench.generators.causal.rivals import Pair, pairs_of, rival_pairs
from spatialbench.generators.causal.space import (
    LEVELS,
    SEEN,
    TABLE,
    DiscLevel,
    Found,
    bounced,
    check_clear,
    draw_discs,
    later,
)
from spatialbench.generators.causal.table import (
    DIRECTIONS,
    LIGHTS,
    disc_body,
    raised,
    rim,
    tray_camera,
    way_camera,
)
from spatialbench.generators.colours import COLOURS
from spatialbench.geometry.scene import Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

RATES = (2, 4)  # frames a second
RIMS = ("grey", "white", "black")  # what a rim may be coloured, if no disc is


def _scene(draw: Draw, found: Found, names: Sequence[str], tray: bool, seen: int) -> Scene:
    """The discs, the rim if there is one, and a camera that what is seen fills."""
    colours = [name.partition(":")[2] for name in names]
    free = [colour for colour in RIMS if colour not in colours]
    bodies = [disc_body(*each) for each in zip(names, found.discs, colours, strict=True)]
    walls = rim(TABLE, draw.choice(free)) if tray else ()
    ways = [(seen * disc.speed[0], seen * disc.speed[1]) for disc in found.discs]
    direction = draw.choice(DIRECTIONS)
    camera = tray_camera(TABLE, direction) if tray else way_camera(bodies, ways, direction)
    return Scene((*bodies, *walls), camera, light=draw.choice(LIGHTS))


def _glide(found: Found, names: Sequence[str], scene: Scene, seen: int, rate: int) -> Glide:
    tracks = [Track(n, raised(d.speed, 0)) for n, d in zip(names, found.discs, strict=True)]
    walls = tuple(body.name for body in scene.bodies if body.name not in names)
    return Glide(tuple(tracks), 1000 * seen, walls, rate)


class FirstCollision:
    """Every pair of colours is as likely."""

    id: ClassVar[str] = "causal/first-collision-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = Axis("discs", 3, 8)
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "nearest",
        "nearest-at-last",
        "closing-fastest",
        "paths-cross-first",
        "straight-on",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Discs of different colours with places and speeds, and a film of their beginning."""
        return _drawn(draw, LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many discs."""
        return _drawn(draw, LEVELS[5]._replace(discs=(steps, steps)))


def _drawn(draw: Draw, space: DiscLevel) -> Puzzle:
    seen, rate = draw.between(*SEEN), draw.choice(RATES)
    found = draw_discs(draw, space, seen)
    check_clear(found)
    colours = draw.sample(COLOURS, len(found.discs))
    names = tuple(f"disc:{colour}" for colour in colours)
    scene = _scene(draw, found, names, space.tray, seen)

    def said(pair: Pair) -> list[str]:
        return sorted(colours[number] for number in pair)

    pairs = [said(pair) for pair in pairs_of(found.discs)]
    answer, wrong = said(found.pair), rival_pairs(found.discs, found.paths, seen)
    rows = [(c, d.radius, d.place, d.speed) for c, d in zip(colours, found.discs, strict=True)]
    return Puzzle(
        scene=scene,
        story=(_glide(found, names, scene, seen, rate),),
        ask=FirstTouch(names),
        answer_type="labels",
        answer=answer,
        vocabulary=tuple(sorted(colours)),
        chance=1 / len(pairs),
        rivals={name: said(pair) for name, pair in wrong.items()},
        offered=tuple(p for p in draw.permutation(pairs) if p != answer)[:3],
        facts={"discs": len(colours), "seen": seen},
        key_facts={
            "seconds": round(float(found.time.floor()), 3),
            "bounces": bounced(found, seen),
        },
        margins={"later": round(later(found), 3)},
        words={
            "count": ("count", len(colours)),
            "discs": Timetable(tuple(rows)),
            "surface": Surface(TABLE if space.tray else None),
            "rate": ("number", rate),
        },
        film=Film(wide=True),
    )
