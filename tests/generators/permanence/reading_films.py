"""Solvers of `permanence/possible` that know nothing but what a model is told, or what it is shown.

The one reads the words. The other watches the frames: screens look alike, and are followed from
picture to picture by where they are; it asks no event what happens.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from solving import CHINESE_COLOURS, story_of

from spatialbench.geometry.film import Frame, frames
from spatialbench.geometry.scene import Scene
from spatialbench.probes.probe import Probe
from spatialbench.render import ids

COLOURS = {f"{zh}色": en for zh, en in CHINESE_COLOURS.items()} | {
    en: en for en in CHINESE_COLOURS.values()
}
KINDS = {"ball": "ball", "cube": "cube", "小球": "ball", "方块": "cube"}
_THING = rf"({'|'.join(COLOURS)}) ?({'|'.join(KINDS)})"
_ENTERS = re.compile(rf"{_THING}(?: behind the screen at place |到)(\d)")
_HERE = re.compile(r"at places? [\d, and]+, [^;.]+|[\d、和]+号位置[都什有][^，。]+")


def missed(prompt: str) -> list[str]:
    """The things that are not as they must be, from the words."""
    first, *trades, last = story_of(prompt)
    kinds, where = dict[str, str](), dict[str, int]()
    for colour, kind, place in _ENTERS.findall(first):
        kinds[COLOURS[colour]], where[COLOURS[colour]] = KINDS[kind], int(place)
    for line in trades:
        numbers = [int(digit) for digit in re.findall(r"\d", line)]
        pairs = dict(zip(numbers[::2], numbers[1::2], strict=True))
        if len(pairs) == 1:
            pairs |= {to: start for start, to in pairs.items()}
        where = {colour: pairs.get(place, place) for colour, place in where.items()}
    up, seen = set[int](), dict[str, tuple[int, str]]()
    for part in _HERE.findall(last):
        places = [int(digit) for digit in re.findall(r"\d", part)]
        up |= set(places)
        for colour, kind in re.findall(_THING, part):
            seen[COLOURS[colour]] = (places[0], KINDS[kind])
    return _unlike(kinds, where, up, seen)


def _unlike(
    kinds: Mapping[str, str],
    where: Mapping[str, int],
    up: set[int],
    seen: Mapping[str, tuple[int, str]],
) -> list[str]:
    must = {c: (p, kinds[c]) if p in up else None for c, p in where.items()}
    return sorted(colour for colour, sight in must.items() if sight != seen.get(colour))


# --- watching -----------------------------------------------------------------------------------

SIZE = (768, 432)
ROW = 3  # pixels by which screens that stand in a row may differ in height
LIFT = 30  # pixels by which a lifted screen is higher than one that stands


class View(NamedTuple):
    """Where the screens are in a picture, as (across, down) of their upper edges, and each thing
    that is seen, by colour and kind, as the same of its middle."""

    screens: list[tuple[float, float]]
    things: dict[tuple[str, str], tuple[float, float]]


def view_of(scene: Scene, frame: Frame) -> View:
    """A frame as somebody sees it."""
    bodies = tuple(body for body in scene.bodies if body.name not in frame.unseen)
    shown = replace(scene, bodies=bodies)
    seen = ids(shown, poses=frame.poses, size=SIZE)
    view = View([], {})
    for number, body in enumerate(bodies):
        down, across = np.nonzero(seen == number)
        kind = body.name.partition(":")[0]
        if not len(down) or kind == "board":
            continue
        if kind == "screen":
            edge = across[down == down.min()]
            view.screens.append((float(edge.mean()), float(down.min())))
        else:
            view.things[body.colour, kind] = (float(across.mean()), float(down.mean()))
    return view


def watched(probe: Probe) -> list[str]:
    """The things that are not as they must be, from the pictures."""
    views = [view_of(probe.scene, frame) for frame in frames(probe.scene, probe.story)]
    film = [unnamed(view) for view in views]
    standing = film[0].screens
    places: dict[str, int] = {}
    kinds = dict(film[0].things.keys())
    order = list(range(len(standing)))  # which of the first screens stands at each place now
    lanes: list[int] = []  # the same, by lanes from the farthest, while screens are out of the row
    seen, up = dict[str, tuple[int, str]](), set[int]()
    for before, now in itertools.pairwise(film):
        for colour, kind in before.things.keys() - now.things.keys():
            x, _ = before.things[colour, kind]
            if kinds[colour] == kind and colour not in places:
                places[colour] = _right_of(x, standing)
        if now.things and len(places) == len(kinds):
            up, seen = _look(now, standing)
            break
        if _in_row(before) and not _in_row(now):
            lanes = [order[_nearest(x, standing)] for x, _ in _by_depth(now)]
        elif not _in_row(before) and _in_row(now):
            order = _put_back(_by_depth(before), lanes, standing)
    where = {colour: order.index(place) for colour, place in places.items()}
    return _unlike(kinds, where, up, seen)


def unnamed(view: View) -> View:
    """Screens from the left, so that nothing is known of which is which."""
    return View(sorted(view.screens), view.things)


def _in_row(view: View) -> bool:
    heights = [down for _, down in view.screens]
    return max(heights) - min(heights) < ROW


def _by_depth(view: View) -> list[tuple[float, float]]:
    return sorted(view.screens, key=lambda place: place[1])


def _nearest(x: float, standing: Sequence[tuple[float, float]]) -> int:
    return min(range(len(standing)), key=lambda place: abs(standing[place][0] - x))


def _right_of(x: float, standing: Sequence[tuple[float, float]]) -> int:
    """Who goes through the gap to the left of a screen goes behind that."""
    return next(place for place, (across, _) in enumerate(standing) if across > x)


def _put_back(
    lanes: Sequence[tuple[float, float]],
    who: Sequence[int],
    standing: Sequence[tuple[float, float]],
) -> list[int]:
    found = dict(zip([_nearest(x, standing) for x, _ in lanes], who, strict=True))
    return [found[place] for place in range(len(standing))]


def _look(
    view: View, standing: Sequence[tuple[float, float]]
) -> tuple[set[int], dict[str, tuple[int, str]]]:
    """Which screens are up, and what is seen behind each."""
    up = {_nearest(x, standing) for x, down in view.screens if down < standing[0][1] - LIFT}
    seen = {c: (_nearest(x, standing), kind) for (c, kind), (x, _) in view.things.items()}
    return up, seen
