"""A solver of films of `permanence/who-looks-where` that knows nothing but what a model is shown:
the question, and which pixels of each frame belong to which thing.

Cups have no names for it: they are followed by where they stand on the table, each in its lane.
Somebody faces the table who looks as in the first frame, and does not who looks otherwise or is
not in the picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import radians, tan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from reading_minds import PEOPLE, asked
from solving import CHINESE_COLOURS

from spatialbench.geometry.film import Frame, frames
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.probes.probe import Probe
from spatialbench.render import ids

SIZE = (384, 216)
CUP_MIDDLE = 48  # millimetres above the table
IN_ROW = 40  # as near to the row are the cups that stand in it
ALIKE = 0.9  # the overlap with the first frame of somebody who faces the table
_CLOTHED = re.compile(rf"({'|'.join(PEOPLE)}) ?[(（](\w+)[)）]")
_CLOTHES = re.compile(r" ?[(（]\w+[)）]")

Mask = NDArray[np.bool_]


class View(NamedTuple):
    """(n, 2) where cups are on the table, to the right and away, and what is seen of people, by the
    colours of their clothes."""

    cups: NDArray[np.float64]
    people: dict[str, Mask]


def on_table(mask: Mask, camera: Camera) -> tuple[float, float]:
    """Where on the table the middle of what is seen is, if it is as high as the middle of a cup."""
    down, across = (float(part.mean()) for part in np.nonzero(mask))
    eye = np.array(camera.position, float)
    ahead = np.array(camera.target, float) - eye
    ahead /= np.linalg.norm(ahead)
    right = np.cross(ahead, (0, 0, 1))
    right /= np.linalg.norm(right)
    half = tan(radians(camera.view_angle) / 2) / (SIZE[1] / 2)
    x, y = ((across + 0.5 - SIZE[0] / 2) * half, (SIZE[1] / 2 - down - 0.5) * half)
    ray = ahead + x * right + y * np.cross(right, ahead)
    place = eye + ray * (CUP_MIDDLE - eye[2]) / ray[2]
    return float(place[0]), float(place[1])


def view_of(scene: Scene, frame: Frame) -> View:
    """What a frame shows."""
    seen, cups, people = ids(scene, poses=frame.poses, size=SIZE), [], {}
    for number, body in enumerate(scene.bodies):
        kind, mask = body.name.partition(":")[0], seen == number
        if kind == "cup":
            cups.append(on_table(mask, scene.camera))
        elif kind == "person":
            people[body.colour] = mask
    return View(np.array(sorted(cups)), people)


def facing(view: View, first: View) -> set[str]:
    """The colours of those who look as at first."""
    found = set()
    for colour, mask in view.people.items():
        both, either = (mask & first.people[colour]).sum(), (mask | first.people[colour]).sum()
        if both > ALIKE * either:
            found.add(colour)
    return found


def looked_for_in_film(ask: str, probe: Probe) -> str:
    """The number of the place, from the frames; what comes after them says whose mind is asked
    about."""
    views = [view_of(probe.scene, frame) for frame in frames(probe.scene, probe.story)]
    first, minds = views[0], minds_of(ask)
    row = first.cups[:, 0]
    place = _nearest(_ball_at(probe), row)
    away: list[View] = []
    for view in views[4:]:  # by then the ball is under its cup
        if np.abs(view.cups[:, 1]).max() > IN_ROW:
            away.append(view)
        elif away:
            if minds <= facing(away[0], first):
                place = _gone_to(place, away[0].cups, away[-1].cups, row)
            away = []
    return str(place + 1)


def minds_of(ask: str) -> set[str]:
    """The colours of those who are asked about; nobody's where the truth is."""
    seen = {PEOPLE[name]: colour for name, colour in _CLOTHED.findall(ask)}
    clothes = {who: CHINESE_COLOURS.get(colour[:-1], colour) for who, colour in seen.items()}
    return {clothes[who] for who in asked(_CLOTHES.sub("", ask))}


def _ball_at(probe: Probe) -> float:
    names = [body.name for body in probe.scene.bodies]
    mask = ids(probe.scene, size=SIZE) == names.index("ball")
    return on_table(mask, probe.scene.camera)[0]


def _nearest(x: float, row: Sequence[float] | NDArray[np.float64]) -> int:
    return int(np.abs(np.asarray(row) - x).argmin())


def _gone_to(
    place: int,
    out: NDArray[np.float64],
    back: NDArray[np.float64],
    row: NDArray[np.float64],
) -> int:
    """Where the cup from a place is in the end: in the lane in which it has gone out."""
    leaving = next(cup for cup in out if _nearest(cup[0], row) == place)
    return _nearest(back[np.abs(back[:, 1] - leaving[1]).argmin()][0], row)
