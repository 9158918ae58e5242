"""Discs in grooves, exactly."""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.causal.grooves.kinds import Slide
from spatialbench.generators.causal.grooves.sliding import course_of, place_in_room
from spatialbench.geometry.replay import Inside, Poses, acted
from spatialbench.geometry.scene import Scene


@acted.register
def _(event: Slide, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    """Where all are at the end; the nearest whole millimetre, were it between two."""
    after, course = dict(poses), course_of(event, scene, poses)
    for number, name in enumerate(event.discs):
        x, y = place_in_room(course, number, event.lasts())
        place = (round(x), round(y), poses[name].position[2])
        after[name] = replace(poses[name], position=place)
    return after
