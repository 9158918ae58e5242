"""What is asked, as data. The wording turns an ask into a sentence, `verify` measures it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from spatialbench.geometry.kinds import Ask, BodyName, EyePlace, FixedPlace, SideName


@dataclass(frozen=True, slots=True)
class FacesAt(Ask):
    """Which colours are on the body's faces toward these sides of the room?"""

    body: BodyName
    sides: tuple[SideName, ...]


@dataclass(frozen=True, slots=True)
class VisibleFaces(Ask):
    """Which colours of the body does a camera at this place see? The camera looks at the body."""

    body: BodyName
    camera: EyePlace


@dataclass(frozen=True, slots=True)
class FaceToward(Ask):
    """Looking at the body head-on from the front: which colour is the one face in view?"""

    body: BodyName


@dataclass(frozen=True, slots=True)
class InWhich(Ask):
    """In (or under) which of these containers is the body?"""

    unordered: ClassVar[tuple[str, ...]] = ("containers",)

    body: BodyName
    containers: tuple[BodyName, ...]


@dataclass(frozen=True, slots=True)
class AtWhichPlace(Ask):
    """At which of these places, numbered from 1, is the body?"""

    unordered: ClassVar[tuple[str, ...]] = ("places",)

    body: BodyName
    places: tuple[FixedPlace, ...]


@dataclass(frozen=True, slots=True)
class BehindWhich(Ask):
    """Behind the screen at which of these places, numbered from 1, is the body, or is it still in
    the container, or can it not be told?"""

    unordered: ClassVar[tuple[str, ...]] = ("screens", "places")

    body: BodyName
    container: BodyName
    screens: tuple[BodyName, ...]
    places: tuple[FixedPlace, ...]
