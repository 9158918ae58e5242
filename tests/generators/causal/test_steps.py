"""Steps taken in blocks are those taken one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.generators.causal.measuring import BLOCK, STEPS, Motion
from spatialbench.verification.rays import Doubles

places = st.tuples(st.integers(-250, 250), st.integers(-250, 250))
speeds = st.tuples(st.integers(-900, 900), st.integers(-900, 900))
SQUARE = np.array([[-20.0, -20.0], [20.0, -20.0], [20.0, 20.0], [-20.0, 20.0]])
WALLS = np.array([[-420, -420, -400, 420], [400, -420, 420, 420], [-420, -420, 420, -400],
                  [-420, 400, 420, 420], [-30, -30, 30, 30]], np.float64)  # fmt: skip


def one_by_one(motion: Motion, count: int) -> Doubles:
    """The middles after each of so many steps: every wall looked at in turn at every step."""
    now, speed, found = motion.middles.copy(), motion.speeds.copy(), []
    for _ in range(count):
        now = now + speed / STEPS
        for body, (middle, outline) in enumerate(zip(now, motion.outlines, strict=True)):
            half = np.abs(outline).max(0)
            for low, high in zip(motion.low, motion.high, strict=True):
                into = np.minimum(middle + half - low, high - (middle - half))
                axis = int(into.argmin())
                away = middle[axis] - (low + high)[axis] / 2
                if (into > 0).all() and speed[body, axis] * away < 0:
                    speed[body, axis] *= -1
        found.append(now)
    return np.array(found)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(places, speeds), min_size=1, max_size=4))
def test_blocks_are_the_steps_one_by_one(tracks: list[tuple[tuple[int, int], ...]]) -> None:
    """To the last bit, through every bounce."""
    middles, moving = (np.array(part, np.float64) for part in zip(*tracks, strict=True))
    motion = Motion(middles, moving, (SQUARE,) * len(tracks), WALLS[:, :2], WALLS[:, 2:])
    blocks = motion.blocks()
    found = np.concatenate([next(blocks), next(blocks)])
    assert (found == one_by_one(motion, 2 * BLOCK)).all()
