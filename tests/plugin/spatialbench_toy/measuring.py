"""The heaviest once more: who outweighs whom, step by step (Warshall's closure)."""

from __future__ import annotations

import numpy as np

from spatialbench.errors import Refused
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import Poses
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved
from spatialbench_toy.kinds import HeaviestOf, Tip


@moved.register
def _(event: Tip, scene: Scene, poses: Poses) -> Poses:
    return poses


@measured.register
def _(ask: HeaviestOf, history: History) -> Found:
    names = list(ask.bodies)
    over = np.zeros((len(names), len(names)), bool)
    for event in history.story:
        if isinstance(event, Tip):
            sides = names.index(event.left), names.index(event.right)
            over[sides if event.down == "left" else sides[::-1]] = True
    for k in range(len(names)):
        over |= np.outer(over[:, k], over[k])
    top = [name for name, row in zip(names, over, strict=True) if row.sum() == len(names) - 1]
    if len(top) != 1:
        raise Refused("no heaviest", "the weighings leave it open")
    return Found(history.scene.body(top[0]).colour, {})
