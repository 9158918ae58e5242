"""What a film does not show: what is covered, and what comes to light while an event goes on."""

from __future__ import annotations

from functools import singledispatch

from spatialbench.geometry.kinds import Event, bring
from spatialbench.geometry.replay import Poses, carried_by, holds
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Hide, Lift, Show


@singledispatch
def covered(event: Event) -> frozenset[str]:
    """What is out of sight from the end of an event on; nothing, unless it hides something."""
    bring(event, "filming")
    own = covered.dispatch(type(event))
    nothing: frozenset[str] = frozenset()
    return nothing if own is covered.dispatch(object) else own(event)


@covered.register
def _(event: Hide) -> frozenset[str]:
    return frozenset({event.body})


@singledispatch
def unseen_after(
    event: Event, scene: Scene, poses: Poses, unseen: frozenset[str]
) -> frozenset[str]:
    """What is out of sight from the end of an event on, when everything is in these poses: what was
    before, and what the event covers. Where things come out again, `filming.py` says what is
    left."""
    bring(event, "filming")
    own = unseen_after.dispatch(type(event))
    if own is unseen_after.dispatch(object):
        return unseen | covered(event)
    return own(event, scene, poses, unseen)


@singledispatch
def bared(event: Event, scene: Scene, poses: Poses) -> frozenset[str]:
    """What is in sight while an event goes on though it was hidden before; most often nothing."""
    bring(event, "filming")
    own = bared.dispatch(type(event))
    nothing: frozenset[str] = frozenset()
    return nothing if own is bared.dispatch(object) else own(event, scene, poses)


@bared.register
def _(event: Show, scene: Scene, poses: Poses) -> frozenset[str]:
    return frozenset(event.contents)


@bared.register
def _(event: Lift, scene: Scene, poses: Poses) -> frozenset[str]:
    return frozenset(carried_by(scene, poses, event.body, holds))
