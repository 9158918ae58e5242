"""What becomes of discs in grooves, by small steps in time: a second truth that foresees nothing.

Outlines are those of meshes seen from above. In every step each disc moves by its speed; two whose
middles are no farther apart than their outlines reach, and that come nearer, exchange their speeds.
What discs did to a touch is seen by taking away every set of them, all worlds step by step at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from spatialbench.errors import Refused
from spatialbench.generators.causal.grooves.kinds import EffectsOn, Slide, SlidingWithout
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
            self.touch(one, other)

    def touch(self, one: int, other: int) -> bool:
        """Two that come nearer exchange their speeds; whether they did. Refused where they are not
        in one groove."""
        apart = self.middles[other] - self.middles[one]
        closing = self.speeds[one] - self.speeds[other]
        if apart @ closing <= 0:
            return False
        along = int(np.abs(closing).argmax())
        aside = abs(apart[1 - along]) / (self.reaches[one] + self.reaches[other])
        if closing[1 - along] != 0 or aside > ASIDE:
            raise Refused("not in one groove", f"two discs touch {aside:.2f} to the side")
        self.speeds[[one, other]] = self.speeds[[other, one]]
        return True


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


# --- what discs did to a touch ------------------------------------------------------------------

COARSE = 50  # steps a second, where many worlds are looked at

Touch = tuple[int, int]
Bools = NDArray[np.bool_]


@dataclass(slots=True, eq=False)
class Worlds:
    """Many worlds of the same discs: (w, n) which are there, the motion of all as it is at first,
    and the touches in each world, in order of time."""

    there: Bools
    first: Motion
    touches: list[list[Touch]]

    def run(self) -> None:
        """Until no push is left and no two that are there come nearer."""
        first, (w, n) = self.first, self.there.shape
        ones, others = np.triu_indices(n, 1)
        reach = (first.reaches[ones] + first.reaches[others]) ** 2
        both = self.there[:, ones] & self.there[:, others]
        middles, speeds = np.tile(first.middles, (w, 1, 1)), np.zeros((w, n, 2))
        last = first.after[np.isfinite(first.after)].max(initial=0.0)
        for number in range(1, LONGEST * COARSE + 1):
            began = (first.after > (number - 1) / COARSE) & (first.after <= number / COARSE)
            began |= (number == 1) & (first.after <= 0)
            if began.any():
                self._push(speeds, began)
            middles += speeds / COARSE
            apart = middles[:, others] - middles[:, ones]
            nearer = both & ((apart * (speeds[:, ones] - speeds[:, others])).sum(2) > 0)
            for world, pair in np.argwhere(nearer & ((apart**2).sum(2) <= reach)).tolist():
                self._touch(world, (int(ones[pair]), int(others[pair])), middles, speeds)
            if number / COARSE > last and not nearer.any():
                return

    def _push(self, speeds: Doubles, began: Bools) -> None:
        pushed = self.there & began
        if np.abs(speeds[pushed]).any():
            raise Refused("pushed in motion", "a disc moves before it is pushed")
        speeds[pushed] = np.broadcast_to(self.first.pushes, speeds.shape)[pushed]

    def _touch(self, world: int, pair: Touch, middles: Doubles, speeds: Doubles) -> None:
        one, other = pair
        motion = Motion(
            middles[world],
            speeds[world],
            self.first.pushes,
            self.first.after,
            self.first.reaches,
        )
        if motion.touch(one, other):
            self.touches[world].append(pair)


def _until(touches: Sequence[Touch], two: Touch) -> Sequence[Touch] | None:
    """The touches before that of the two; None if they do not touch."""
    return touches[: touches.index(two)] if two in touches else None


def _spread(touches: Iterable[Touch], start: Iterable[int]) -> set[int]:
    """Whom motion can have come to from some, touch by touch."""
    found = set(start)
    for pair in touches:
        if found & set(pair):
            found |= set(pair)
    return found


def _did(disc: int, sets: Sequence[frozenset[int]], logs: Sequence[list[Touch]], two: Touch) -> str:
    """What a disc did, of which all accounts agree; `sets` are those taken away in each world, the
    first of them none. Refused where they do not."""
    happens = {gone: _until(log, two) for gone, log in zip(sets, logs, strict=True)}
    everything, bare = sets[0], frozenset({disc})
    now, without = happens[everything], happens[bare]
    same = [gone for gone in sets if disc not in gone and (happens[gone] is None) == (now is None)]
    decides = [gone for gone in same if (happens[gone | bare] is None) != (now is None)]
    if now is not None:
        part = bool(_spread(reversed(now), two) & bare)
        anyway = any(disc in gone and happens[gone] is not None for gone in sets)
        cases = {
            (True, True, False): "caused",
            (True, False, True): "enabled",
            (False, False, True): "no difference",
        }
        found = cases.get((everything in decides, part, anyway))
    elif without is None:
        found = "no difference"
    else:
        bringing = _spread(reversed(without), two)
        met = _spread(logs[0], bare) - bare
        found = "prevented" if met & bringing else None
    if found is None or (found == "no difference" and decides):
        raise Refused("disputed", f"accounts differ on disc {disc}")
    return found


@measured.register
def _(ask: EffectsOn, history: History) -> Found:
    """By colour, what each disc did."""
    slides = [event for event in history.story if isinstance(event, Slide)]
    if len(slides) != 1 or len(history.story) != 1:
        raise Refused("no motion to go on", "expected one Slide and nothing else")
    scene, names = history.scene, slides[0].discs
    asked = [names.index(name) for name in ask.discs]
    sets = [frozenset(s) for k in range(len(asked) + 1) for s in combinations(asked, k)]
    there = np.array([[n not in gone for n in range(len(names))] for gone in sets])
    worlds = Worlds(
        there, _motion(slides[0], scene, poses_at_start(scene), names), [[] for _ in sets]
    )
    worlds.run()
    one, other = sorted(names.index(name) for name in ask.two)
    found = {
        scene.body(names[n]).colour: _did(n, sets, worlds.touches, (one, other)) for n in asked
    }
    return Found(dict(sorted(found.items())), {"worlds": float(len(sets))})
