"""What a measurement is given, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Story
from spatialbench.probes.probe import Value
from spatialbench.verification.bodies import Poses

Margins = Mapping[str, float]
"""How clear a measurement was: shares and ratios, larger is clearer."""


class Moment(NamedTuple):
    """When, in seconds from the start, and (4, 4) poses of all bodies."""

    time: Fraction
    poses: Poses


class History(NamedTuple):
    """One way that things can have gone: the scene, the story that was told, where everything is
    at the end, and the moments: the start, and the end of each event."""

    scene: Scene
    story: Story
    poses: Poses
    moments: tuple[Moment, ...]


class Found(NamedTuple):
    """What holds in one history, and how clearly."""

    value: Value
    margins: Margins
