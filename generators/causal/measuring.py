"""Which two bodies touch first, by small steps in time: a second truth that solves no equation.

All outlines are those of meshes seen from above. Every step moves each body by its speed; one whose
outline has run into that of a wall is thrown back. Two bodies touch at the first step at which no
line at right angles to that of their middles has them on either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from spatialbench.errors import FormatError, Refused
from spatialbench.generators.causal.kinds import FirstTouch, Glide
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import Poses, placed, surface_of
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, poses_at_start
from spatialbench.verification.rays import Doubles

STEPS = 50  # a second
LONGEST = 90  # seconds that are looked at
BLOCK = 200  # steps that are looked at together
LEAST_LATER = 0.02  # by what share of its time the second touch must be later than the first

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Bodies seen from above: (n, 2) middles and speeds, the (m, 2) corners of each outline around
    its middle, and the (w, 2) least and greatest corner of every wall."""

    middles: Doubles
    speeds: Doubles
    outlines: tuple[Doubles, ...]
    low: Doubles
    high: Doubles

    def blocks(self) -> Iterator[Doubles]:
        """The (BLOCK, n, 2) middles after every step, without end."""
        half = np.array([np.abs(outline).max(0) for outline in self.outlines])
        now, speeds = self.middles, self.speeds
        while True:
            block = np.empty((BLOCK, *now.shape))
            done = 0
            while done < BLOCK:
                block[done:] = speeds / STEPS
                block[done] += now
                ahead = np.add.accumulate(block[done:], out=block[done:])  # each step from the last
                turning = self._first_turn(ahead, speeds, half)
                done = BLOCK if turning is None else done + turning + 1
                now = block[done - 1]
                if turning is not None:
                    speeds = self._thrown_back(now, speeds, half)
            yield block

    def _first_turn(self, ahead: Doubles, speeds: Doubles, half: Doubles) -> int | None:
        """The first of (s, n, 2) middles at which a wall changes a speed; None if at none."""
        if not len(self.low):
            return None
        after, before = (ahead + half)[:, :, None], (ahead - half)[:, :, None]  # (s, n, 1, 2)
        inside = (after > self.low) & (self.high > before)
        step, body, wall = (inside[..., 0] & inside[..., 1]).nonzero()
        into = np.minimum(
            after[step, body, 0] - self.low[wall], self.high[wall] - before[step, body, 0]
        )
        axis = into.argmin(1)
        away = ahead[step, body, axis] - (self.low + self.high)[wall, axis] / 2
        turning = step[speeds[body, axis] * away < 0]
        return int(turning[0]) if len(turning) else None

    def _thrown_back(self, now: Doubles, speeds: Doubles, half: Doubles) -> Doubles:
        """The (n, 2) speeds, turned round for those that run into a wall, across the side of it
        that they have run into least."""
        if not len(self.low):
            return speeds
        into = np.minimum(
            (now + half)[:, None] - self.low, self.high - (now - half)[:, None]
        )  # (n, w, 2)
        touched = (into > 0).all(2)
        if not touched.any():
            return speeds
        after = speeds.copy()
        for body, wall in np.argwhere(touched):
            axis = int(into[body, wall].argmin())
            away = now[body, axis] - (self.low + self.high)[wall, axis] / 2
            if after[body, axis] * away < 0:
                after[body, axis] *= -1
        return after


def _outline(scene: Scene, poses: Poses, name: str) -> Doubles:
    """(m, 2) the corners of a body in the room, seen from above."""
    return placed(surface_of(scene.body(name).shape).corners, poses[name])[:, :2]


def _motion(event: Glide, scene: Scene, poses: Poses) -> Motion:
    names = [track.body for track in event.tracks]
    middles = np.array([poses[name][:2, 3] for name in names])
    outlines = [_outline(scene, poses, name) for name in names]
    walls = [_outline(scene, poses, name) for name in event.walls]
    return Motion(
        middles,
        np.array([track.speed[:2] for track in event.tracks], np.float64),
        tuple(o - middle for o, middle in zip(outlines, middles, strict=True)),
        np.array([wall.min(0) for wall in walls]).reshape(-1, 2),
        np.array([wall.max(0) for wall in walls]).reshape(-1, 2),
    )


@moved.register
def _(event: Glide, scene: Scene, poses: Poses) -> Poses:
    motion, after = _motion(event, scene, poses), dict(poses)
    count = round(event.lasts() * STEPS)
    if count < 0:
        raise FormatError(f"a Glide: expected to last 0 s or more; got {event.lasts()}")
    middles = motion.middles
    for done, block in zip(range(0, count, BLOCK), motion.blocks(), strict=False):
        middles = block[min(count - done, BLOCK) - 1]
    for track, middle in zip(event.tracks, middles, strict=True):
        pose = poses[track.body].copy()
        pose[:2, 3] = middle
        after[track.body] = pose
    return after


@measured.register
def _(ask: FirstTouch, history: History) -> Found:
    """The colours of the two that touch first."""
    glides = [event for event in history.story if isinstance(event, Glide)]
    if len(glides) != 1 or len(history.story) != 1:
        raise Refused("no motion to go on", "expected one Glide and nothing else")
    (event,), scene = glides, history.scene
    motion = _motion(event, scene, poses_at_start(scene))
    moving = [track.body for track in event.tracks]
    asked = [moving.index(name) for name in ask.bodies if name in moving]
    first, *others = _touches(motion, list(combinations(asked, 2)))
    if first.step <= event.lasts() * STEPS:
        raise Refused("touch in view", f"two bodies touch after {first.step / STEPS} seconds")
    share = min((other.step / first.step - 1 for other in others), default=1.0)
    if share < LEAST_LATER:
        raise Refused("no clear first touch", f"the second is later by a share of {share:.3f} only")
    colours = sorted(scene.body(moving[number]).colour for number in first.pair)
    return Found(colours, {"later": min(share, 1.0)})


class Touch(NamedTuple):
    """At which step two bodies touch."""

    step: int
    pair: Pair


def _touches(motion: Motion, pairs: Sequence[Pair]) -> list[Touch]:
    """The touches in order of time, each as if no other had been, up to twice the time of the first
    at least; Refused if there is none."""
    found: list[Touch] = []
    reach = np.array([np.linalg.norm(outline, axis=1).max() for outline in motion.outlines])
    for done, middles in zip(range(0, LONGEST * STEPS, BLOCK), motion.blocks(), strict=False):
        left = [pair for pair in pairs if pair not in {touch.pair for touch in found}]
        found += sorted(_in_block(motion, middles, reach, left, done))
        if found and (len(found) > 1 or done + BLOCK >= 2 * found[0].step):
            return found
    if not found:
        raise Refused("no touch", f"in {LONGEST} seconds no two bodies touch")
    return found


def _in_block(
    motion: Motion, middles: Doubles, reach: Doubles, pairs: Sequence[Pair], done: int
) -> Iterator[Touch]:
    """The touches of pairs in (s, n, 2) middles, after so many steps that are done; (n,) is how far
    each outline reaches."""
    ones, others = np.array(pairs, np.int64).reshape(-1, 2).T
    apart = middles[:, others] - middles[:, ones]
    far = apart[..., 0] ** 2 + apart[..., 1] ** 2
    near = far <= (reach[ones] + reach[others]) ** 2
    for number in np.flatnonzero(near.any(axis=0)).tolist():
        (one, other), steps = pairs[number], np.flatnonzero(near[:, number])
        step = _first(apart[steps, number], motion.outlines[one], motion.outlines[other])
        if step is not None:
            yield Touch(done + int(steps[step]) + 1, (one, other))


def _first(apart: Doubles, one: Doubles, other: Doubles) -> int | None:
    """The first of the (s, 2) offsets at which two outlines overlap along the line of their
    middles; None if at none."""
    if not len(apart):
        return None
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    along = apart / np.where(lengths > 0, lengths, 1.0)  # at one place, they overlap on any line
    gaps = (apart * along).sum(1) - (along @ one.T).max(1) - (along @ -other.T).max(1)
    touching = np.flatnonzero(gaps <= 0)
    return int(touching[0]) if len(touching) else None
