"""Which bodies an event of a film moves by itself, for tests."""

from spatialbench.generators.permanence.acting import screens_at
from spatialbench.generators.permanence.kinds import LookBehind, ShiftScreens, TradePlaces
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.replay import Poses, standing_at
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Exchange


def exchanged(scene: Scene, poses: Poses, event: Exchange | TradePlaces) -> list[str]:
    """The bodies that trade places, in the order in which they are told."""
    if isinstance(event, TradePlaces):
        return [name for name, _ in event.moves]
    return [standing_at(scene, poses, place) for place, _ in event.moves]


def named(event: Event, scene: Scene, poses: Poses) -> list[str]:
    """The bodies that the event itself moves."""
    if isinstance(event, Exchange | TradePlaces):
        return exchanged(scene, poses, event)
    if isinstance(event, LookBehind):
        return [screen.name for screen in screens_at(event, scene, poses)]
    return list(event.screens) if isinstance(event, ShiftScreens) else [event.body]  # type: ignore[attr-defined]
