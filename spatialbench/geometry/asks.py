"""What is asked, as data. The wording turns an ask into a sentence, `verify` measures it."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.geometry.rotations import Vector


@dataclass(frozen=True, slots=True)
class FaceAt:
    """Which colour is on the body's face toward that side of the room?"""

    body: str
    side: str


@dataclass(frozen=True, slots=True)
class VisibleFaces:
    """Which colours of the body does a camera at this place see? The camera looks at the body."""

    body: str
    camera: Vector


@dataclass(frozen=True, slots=True)
class FaceToward:
    """Looking at the body head-on from the front: which colour is the one face in view?"""

    body: str


@dataclass(frozen=True, slots=True)
class InWhich:
    """In (or under) which of these containers is the body?"""

    body: str
    containers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtWhichPlace:
    """At which of these places, numbered from 1, is the body?"""

    body: str
    places: tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class BehindWhich:
    """Behind which screen is the body, or is it still in the container, or can it not be told?"""

    body: str
    container: str
    screens: tuple[str, ...]


Ask = FaceAt | VisibleFaces | FaceToward | InWhich | AtWhichPlace | BehindWhich
