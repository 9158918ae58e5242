"""Where somebody stands and looks moves nothing on the table."""

from __future__ import annotations

from spatialbench.generators.permanence.minds.kinds import Heeds
from spatialbench.generators.permanence.minds.people import name_of, standing
from spatialbench.geometry.replay import Inside, Poses, acted
from spatialbench.geometry.scene import Scene


@acted.register
def _(event: Heeds, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses | {name_of(event.who): standing(event.eyes, event.target)}
