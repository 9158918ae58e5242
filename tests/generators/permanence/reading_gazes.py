"""A solver of films of `permanence/who-looks-where` that knows nothing but what a model is shown:
the question, and which pixels of each frame belong to which thing; cups have no names for it.

Somebody faces the table who looks as in the first frame, and does not who looks otherwise or is
not in the picture.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from following_cups import Mask, Places, excursions, nearest, on_table
from reading_minds import PEOPLE, asked
from solving import CHINESE_COLOURS

from spatialbench.geometry.film import Frame, frames
from spatialbench.geometry.scene import Scene
from spatialbench.probes.probe import Probe
from spatialbench.render import ids

SIZE = (384, 216)
ALIKE = 0.9  # the overlap with the first frame of somebody who faces the table
_CLOTHED = re.compile(rf"({'|'.join(PEOPLE)}) ?[(（](\w+)[)）]")
_CLOTHES = re.compile(r" ?[(（]\w+[)）]")


class View(NamedTuple):
    """Where cups are, and what is seen of people, by the colours of their clothes."""

    cups: Places
    people: dict[str, Mask]


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
    place = nearest(_ball_at(probe), row)
    for gone in excursions(view.cups for view in views):
        if minds <= facing(views[gone.frame], first):
            place = gone.goes_to(place, row)
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
