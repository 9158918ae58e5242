"""Discs in grooves, frame by frame: so many frames a second, none left out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from spatialbench.generators.causal.grooves.kinds import Slide
from spatialbench.generators.causal.grooves.sliding import course_of, place_in_room
from spatialbench.geometry.film import Matrix4, Moments, filmed, matrices
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.scene import Scene


@filmed.register
def _(event: Slide, scene: Scene, poses: Poses) -> Moments:
    return _moments(event, scene, poses)


def _moments(event: Slide, scene: Scene, poses: Poses) -> Iterator[dict[str, Matrix4]]:
    course, moment, step = course_of(event, scene, poses), Fraction(0), Fraction(1, event.rate)
    while (moment := moment + step) < event.lasts():
        now = matrices(poses)
        for number, name in enumerate(event.discs):
            x, y = place_in_room(course, number, moment)
            now[name][:2, 3] = (float(x), float(y))
        yield now
