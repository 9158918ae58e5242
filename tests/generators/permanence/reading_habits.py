"""Solvers of `permanence/a-not-b` that know nothing but what a model is told."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from following_cups import Places, excursions, nearest, on_table
from solving import colours_in, row_of_cups, state_of, story_of, traded

from spatialbench.geometry.film import frames
from spatialbench.probes.probe import Film, Probe
from spatialbench.render import ids

_FARTHER = {"one place": 1, "two places": 2, "第一个": 1, "第二个": 2}


def hidden_at_last(prompt: str) -> str:
    """The colour of the cup with the ball, from the words."""
    row, found = row_of_cups(prompt), ""
    for line in story_of(prompt):
        far = re.search("|".join(_FARTHER), line)
        if far:
            right = re.search(r"\bright\b|右边", line) is not None
            near = row.index(colours_in(line)[0])
            found = row[near + _FARTHER[far[0]] * (1 if right else -1)]
        elif len(colours_in(line)) > 1:
            row = traded(row, line)
    return found


def hidden_at_last_in_state(prompt: str) -> str:
    """The same from the JSON."""
    state = state_of(prompt)
    x = {b["name"]: b["pose"]["position"][0] for b in state["bodies"] if b["name"][:3] == "cup"}
    found = ""
    for event in state["story"]:
        if event["kind"] == "permanence:TradePlaces":
            x |= {name: x[other] for name, other in event["moves"]}
        elif event["kind"] == "permanence:HideBeside":
            row = sorted(x, key=lambda name: x[name])
            found = row[row.index(event["beside"]) + event["places"]]
    return found.partition(":")[2]


def times_found(prompt: str) -> int:
    """How often the ball was found where it had been put."""
    return sum(bool(re.search("lift|拿起", line)) for line in story_of(prompt))


# --- watching -----------------------------------------------------------------------------------

SIZE = (256, 256)
AT_A_CUP = -60  # millimetres from the row: from there on the ball is at one


class Watched(NamedTuple):
    """The colour of the cup with the ball, and how often it was found before."""

    cup: str
    found: int


def watched(probe: Probe) -> Watched:
    """From the picture of the start, and frames in which cups look alike: which one stands where is
    followed to the nearest cup of each next frame, until the ball is seen for the last time."""
    film, balls = list[Places](), list[tuple[float, float]]()
    names = [body.name for body in probe.scene.bodies]
    film_of = probe.film or Film()
    for frame in frames(probe.scene, probe.story, film_of.footage()):
        seen = ids(probe.scene, poses=frame.poses, size=SIZE)
        cups = [n for n, name in enumerate(names) if name.startswith("cup:")]
        film.append(np.array(sorted(on_table(seen == n, probe.scene.camera) for n in cups)))
        if "ball" not in frame.unseen and (mask := seen == names.index("ball")).any():
            balls.append(on_table(mask, probe.scene.camera))
    row, standing = film[0][:, 0], _pictured(probe)
    for gone in excursions(film):
        moved = {gone.goes_to(place, row): colour for place, colour in enumerate(standing)}
        standing = [moved[place] for place in range(len(standing))]
    there = [y > AT_A_CUP for _, y in balls]
    back = sum(one and not other for one, other in pairwise(there))
    return Watched(standing[nearest(balls[-1][0], row)], back)


def _pictured(probe: Probe) -> list[str]:
    """The colours of the cups in the picture of the start, from the left."""
    cups = [body for body in probe.scene.bodies if body.name.startswith("cup:")]
    seen, names = ids(probe.scene, size=SIZE), [body.name for body in probe.scene.bodies]
    middles = {c.colour: np.nonzero(seen == names.index(c.name))[1].mean() for c in cups}
    return sorted(middles, key=lambda colour: float(middles[colour]))
