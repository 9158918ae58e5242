"""How a story is filmed, as far as it says where everything is in each frame."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.geometry.kinds import BodyName, Event


@dataclass(frozen=True, slots=True)
class Footage:
    """What the frames of a film hang on besides scene and story (`geometry.film.frames`).

    `wrapped` are bodies in the same paper on every face; `counted` those that look alike and are
    never told apart. Where `frames_a_turn` is given, every turn takes so many frames. `story` is
    what is filmed, where that is not what happened."""

    frames_a_turn: int | None = None
    wrapped: tuple[BodyName, ...] = ()
    counted: tuple[BodyName, ...] = ()
    story: tuple[Event, ...] | None = None
