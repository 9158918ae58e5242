"""What becomes of discs in grooves, by small steps in time: a second truth that foresees nothing.

Outlines are those of meshes seen from above. In every step each disc moves by its speed; two whose
middles are no farther apart than their outlines reach, and that come nearer, exchange their speeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.causal.grooves.kinds import Slide, SlidingWithout
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import Poses, placed, surface_of
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, poses_at_start
from spatialbench.verification.rays import Doubles

STEPS = 100  # a second
LONGEST = 24  # seconds that are looked at
ASIDE = 0.3  # of a touch: two that touch farther to the side than that are not in one groove


@dataclass(slots=True, eq=False)
class Motion:
    """Bodies seen from above: (n, 2) middles and speeds, (n, 2) speeds that they are pushed with,
    (n,) seconds after which that is, infinite for none, and (n,) how far their outlines reach."""

    middles: Doubles
    speeds: Doubles
    pushes: Doubles
    after: Doubles
    reaches: Doubles

    def step(self, number: int) -> None:
        """A step in time, the first of which is number 1."""
        began = (self.after > (number - 1) / STEPS) & (self.after <= number / STEPS)
        began |= (number == 1) & (self.after <= 0)
        if began.any():
            if np.abs(self.speeds[began]).any():
                raise Refused("pushed in motion", "a disc moves before it is pushed")
            self.speeds[began] = self.pushes[began]
        self.middles += self.speeds / STEPS
        apart = self.middles[:, None] - self.middles[None]
        near = (apart**2).sum(2) <= (self.reaches[:, None] + self.reaches[None]) ** 2
        for one, other in np.argwhere(np.triu(near, 1)).tolist():
            self._touch(one, other)

    def _touch(self, one: int, other: int) -> None:
        """Two that come nearer exchange their speeds; Refused where they are not in one groove."""
        apart = self.middles[other] - self.middles[one]
        closing = self.speeds[one] - self.speeds[other]
        if apart @ closing <= 0:
            return
        along = int(np.abs(closing).argmax())
        aside = abs(apart[1 - along]) / (self.reaches[one] + self.reaches[other])
        if closing[1 - along] != 0 or aside > ASIDE:
            raise Refused("not in one groove", f"two discs touch {aside:.2f} to the side")
        self.speeds[[one, other]] = self.speeds[[other, one]]


def _reach(scene: Scene, poses: Poses, name: str) -> float:
    corners = placed(surface_of(scene.body(name).shape).corners, poses[name])[:, :2]
    return float(np.linalg.norm(corners - poses[name][:2, 3], axis=1).max())


def _motion(event: Slide, scene: Scene, poses: Poses, names: Sequence[str]) -> Motion:
    pushes = {push.body: push for push in event.pushes}
    speeds = [pushes[name].speed[:2] if name in pushes else (0, 0) for name in names]
    after = [pushes[name].after / 1000 if name in pushes else np.inf for name in names]
    return Motion(
        np.array([poses[name][:2, 3] for name in names], np.float64),
        np.zeros((len(names), 2)),
        np.array(speeds, np.float64),
        np.array(after, np.float64),
        np.array([_reach(scene, poses, name) for name in names], np.float64),
    )


@moved.register
def _(event: Slide, scene: Scene, poses: Poses) -> Poses:
    motion, after = _motion(event, scene, poses, event.discs), dict(poses)
    for number in range(1, round(event.lasts() * STEPS) + 1):
        motion.step(number)
    for name, middle in zip(event.discs, motion.middles, strict=True):
        pose = poses[name].copy()
        pose[:2, 3] = middle
        after[name] = pose
    return after


@measured.register
def _(ask: SlidingWithout, history: History) -> Found:
    """The colours of those that move when nothing can touch any more."""
    slides = [event for event in history.story if isinstance(event, Slide)]
    if len(slides) != 1 or len(history.story) != 1:
        raise Refused("no motion to go on", "expected one Slide and nothing else")
    scene, names = history.scene, [name for name in ask.discs if name != ask.removed]
    motion = _motion(slides[0], scene, poses_at_start(scene), names)
    for number in range(1, LONGEST * STEPS + 1):
        motion.step(number)
    moving = np.linalg.norm(motion.speeds, axis=1).tolist()
    found = [scene.body(name).colour for name, moves in zip(names, moving, strict=True) if moves]
    return Found(sorted(found), {"apart": _apart(motion)})


def _apart(motion: Motion) -> float:
    """How many touches' width lies between the nearest two at the end."""
    away = np.linalg.norm(motion.middles[:, None] - motion.middles[None], axis=2)
    shares = away / (motion.reaches[:, None] + motion.reaches[None])
    return float(shares[~np.eye(len(shares), dtype=bool)].min())
