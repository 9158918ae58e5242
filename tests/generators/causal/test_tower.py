"""Towers of blocks: exact statics, a natural draw, and forces that say the same."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.errors import Refused
from spatialbench.generators.causal.towers.kinds import STANDS, Overloaded, SideView
from spatialbench.generators.causal.towers.measuring import Solid, reach, stands
from spatialbench.generators.causal.towers.piling import LEVELS
from spatialbench.generators.causal.towers.rivals import neighbours, rival_verdicts
from spatialbench.generators.causal.towers.stacks import Block, carrying, joints
from spatialbench.generators.causal.towers.tower import named
from spatialbench.generators.causal.towers.views import bodies_of
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import ids
from spatialbench.verification.measure import jitter_holds, measure

TASK = "causal/tower"
EACH_LEVEL = pytest.mark.parametrize("level", LEVELS)
COUNT = 200


@cache
def drawn(level: int) -> tuple[Probe, ...]:
    """Probes of a level."""
    return tuple(make(TASK, seed="natural", level=level, index=i) for i in range(COUNT))


def brick(x: int, *, wide: int = 8, weight: int = 1, y: int = 0) -> Block:
    """A block that begins there."""
    return Block((x, x + wide), (y, y + 8), 4, weight)


def measured_of(stack: list[Block]) -> object:
    """What forces on meshes say of blocks a, b, c … from the bottom up."""
    names = [chr(ord("a") + n) for n in range(len(stack))]
    bodies = bodies_of(stack, names)
    ask = Overloaded(tuple(b.name for b in bodies), tuple(b.weight for b in stack))
    return measure(Scene(bodies, Camera((0, -900, 0), (0, 0, 0))), (), ask).value


# --- known from outside -------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 9))
def test_the_harmonic_tower_is_the_steepest_that_stands(count: int) -> None:
    """Of n equal blocks the k-th from the top may stick out by 1 / 2k of its length: a thousandth
    of it less stands, a thousandth more falls at every block."""
    wide = 8400
    steps = [wide // (2 * k) for k in range(1, count)]  # from the top down

    def tower(more: int) -> list[Block]:
        lefts = [0]
        for step in steps:
            lefts.append(lefts[-1] - step - more)
        return [brick(left, wide=wide) for left in reversed(lefts)]

    assert all(carrying(tower(-wide // 1000)))
    assert not any(carrying(tower(wide // 1000)))
    assert {joint.x for joint in joints(tower(0))} == {Fraction(0)}


def test_a_counterweight_holds_what_would_fall_alone() -> None:
    """A plank of weight 1 sticks out too far; a block of weight 9 behind holds it, and a lighter
    one does not."""
    base, plank = brick(0), brick(5, wide=12)
    assert not carrying([base, plank])[0]
    heavy, light = brick(2, weight=9), brick(2, weight=1)
    assert carrying([base, plank, heavy]) == (True, True)
    assert carrying([base, plank, light]) == (False, True)
    assert neighbours([base, plank, heavy]) == (False, True)
    assert measured_of([base, plank, heavy]) == [STANDS]
    assert measured_of([base, plank, light]) == ["a"]


def test_a_lever_balances_where_weights_times_arms_are_equal() -> None:
    """Archimedes: with 3 at 2 and 1 at 6 from the edge the middle is over the edge itself."""
    stack = [brick(0), brick(4, wide=8, weight=3), brick(8, wide=8, weight=1)]
    assert joints(stack)[0].x == Fraction(-1, 8)  # 8 is the edge, 9 the middle
    assert joints([brick(0, wide=9), *stack[1:]])[0].x == 0


def test_depth_counts_as_width_does() -> None:
    """Turned by a quarter about the vertical, the same blocks fail."""
    stack = [brick(0), brick(5, weight=2), brick(2, weight=5), brick(-1)]
    turned = [Block(b.y, b.x, b.height, b.weight) for b in stack]
    assert carrying(stack) == carrying(turned)


# --- two truths ---------------------------------------------------------------------------------

blocks = st.builds(
    lambda x, y, wide, weight: brick(x, wide=wide, weight=weight, y=y),
    st.integers(-3, 3), st.integers(-3, 3), st.integers(7, 10), st.integers(1, 9),
)  # fmt: skip


@given(st.lists(blocks, min_size=2, max_size=6))
def test_forces_say_what_middles_over_edges_say(stack: list[Block]) -> None:
    """Wherever it is not too close for forces."""
    if min(joint.clear for joint in joints(stack)) < Fraction(1, 100):
        return
    names = [chr(ord("a") + n) for n in range(len(stack))]
    assert measured_of(stack) == named(carrying(stack), names)


def test_what_is_on_the_edge_is_refused() -> None:
    """The middle of the upper block is right over the edge of the lower one."""
    with pytest.raises(Refused, match="on the edge"):
        measured_of([brick(0), brick(4)])


def test_pushes_at_the_corners_reach_as_far_as_the_corners() -> None:
    """A load in the middle needs none of the way, one at the edge all of it."""
    corners = np.array([[-4.0, -4.0], [-4.0, 4.0], [4.0, -4.0], [4.0, 4.0]])
    for x, y, expected in ((0, 0, 0), (4, 0, 1), (2, 1, 0.5), (0, -6, 1.5)):
        load = Solid(2.0, np.array([x, y, 5.0]), np.zeros(3), np.zeros(3))
        assert reach([load], corners) == pytest.approx(expected)


def test_all_blocks_for_themselves_stand_or_fall_as_the_joints_say() -> None:
    """Which no joint knows of the others."""

    def solid(block: Block) -> Solid:
        low, high = np.array([block.x[0], block.y[0], 0.0]), np.array([block.x[1], block.y[1], 4.0])
        return Solid(float(block.weight), (low + high) / 2, low, high)

    for shifts in product((-3, 0, 3), repeat=3):
        lefts = [0, shifts[0], shifts[0] + shifts[1], sum(shifts)]
        stack = [brick(left) for left in lefts]
        if min(joint.clear for joint in joints(stack)) > 0:
            assert stands([solid(b) for b in stack]) == all(carrying(stack))


@EACH_LEVEL
def test_the_second_truth_agrees_and_jitter_changes_nothing(level: int) -> None:
    """On meshes, with everything 2 % elsewhere and larger or smaller."""
    for index, probe in enumerate(drawn(level)[:8]):
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index))


def test_a_rigid_body_simulation_agrees() -> None:
    """MuJoCo, if it is there: with all above a block in one piece, that piece stays or tips."""
    mujoco = pytest.importorskip("mujoco")
    for level in (1, 3, 5):
        for probe in drawn(level)[:2]:
            assert simulated(mujoco, probe) == probe.answer


def simulated(mujoco: object, probe: Probe) -> list[str]:
    """The blocks from which what is above turns by more than two degrees in a while."""
    bodies = list(probe.scene.bodies)
    assert isinstance(probe.ask, Overloaded)
    failing = []
    for number in range(len(bodies) - 1):
        geoms = []
        for body, weight in zip(bodies[number:], probe.ask.weights[number:], strict=True):
            half = " ".join(f"{part / 1000:.4f}" for part in body.shape.extent())
            at = " ".join(f"{part / 1000:.4f}" for part in body.pose.position)
            geoms.append(f'<geom type="box" size="{half}" pos="{at}" mass="{weight}"/>')
        xml = (
            '<mujoco><option timestep="0.001"/><worldbody>'
            f"{geoms[0]}<body><freejoint/>{''.join(geoms[1:])}</body></worldbody></mujoco>"
        )
        model = mujoco.MjModel.from_xml_string(xml)  # type: ignore[attr-defined]
        data = mujoco.MjData(model)  # type: ignore[attr-defined]
        for _ in range(500):
            mujoco.mj_step(model, data)  # type: ignore[attr-defined]
        if abs(data.qpos[3]) < np.cos(np.radians(1)):  # half the angle
            failing.append(bodies[number].colour)
    return sorted(failing) or [STANDS]


# --- the draw -----------------------------------------------------------------------------------


@EACH_LEVEL
def test_every_block_but_the_topmost_fails_as_often_as_not(level: int) -> None:
    """Within four standard deviations, wherever it is in the tower."""
    failing: Counter[int] = Counter()
    for probe in drawn(level):
        colours = [body.colour for body in probe.scene.bodies]
        assert isinstance(probe.answer, list)
        failing.update(colours.index(c) for c in probe.answer if c != STANDS)
    joints_of = range(LEVELS[level].blocks - 1)
    assert set(failing) == set(joints_of)
    assert all(abs(failing[n] - COUNT / 2) < 2 * COUNT**0.5 for n in joints_of)


@EACH_LEVEL
def test_every_joint_is_clear_by_the_margin_of_the_level(level: int) -> None:
    """At least 4 % of a width, at those that hold and at those that do not."""
    assert min(p.margins["clear"] for p in drawn(level)) >= LEVELS[level].margin[0] / 100 >= 0.04


@pytest.mark.parametrize("level", [3, 4, 5])
def test_no_partial_strategy_pays_much(level: int) -> None:
    """Each rival is right in at most chance + 20 points of the probes, by at most three standard
    errors more."""
    limit = drawn(level)[0].chance + 0.2
    for name in drawn(level)[0].rivals:
        right = sum(p.rivals[name] == p.answer for p in drawn(level)) / COUNT
        assert right <= limit + 3 * (limit * (1 - limit) / COUNT) ** 0.5, name


def test_rivals_name_what_they_stand_for() -> None:
    """A tall tower whose second block leans out, held by the third."""
    stack = [brick(0), brick(5), brick(2, weight=9), brick(1), brick(1), brick(3), brick(6)]
    found = rival_verdicts(stack, weighed=True, axes=2)
    assert found["looks-tall"][0] is False
    assert found["neighbours"] == (False, True, True, True, True, True)
    assert found["largest-overhang"].index(False) == 0
    assert all(found["top-only"])
    assert found["depth-ignored"] == carrying(stack)


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2])
def test_blocks_are_large_and_none_is_hidden(level: int) -> None:
    """In a picture of 512: each front at least 24 by 24 pixels, nothing cut off."""
    for probe in drawn(level)[:5]:
        (shot,) = probe.pictures
        assert isinstance(shot, Shot)
        covered = ids(probe.scene, camera=shot.camera, size=512)
        for number in range(len(probe.scene.bodies)):
            rows, columns = np.nonzero(covered == number)
            assert np.ptp(rows) >= 24
            assert np.ptp(columns) >= 24
        edge = np.concatenate([covered[0], covered[-1], covered[:, 0], covered[:, -1]])
        assert (edge < 0).all()


@pytest.mark.parametrize("level", [3, 4, 5])
def test_side_views_show_the_blocks_where_they_are(level: int) -> None:
    """From the front along x, from the right along y; every block lies on the one below."""
    for probe in drawn(level)[:20]:
        assert len(probe.pictures) == LEVELS[level].axes
        for axis, view in enumerate(probe.pictures):
            assert isinstance(view, SideView)
            for body, seen in zip(probe.scene.bodies, view.blocks, strict=True):
                middle, half = body.pose.position[axis], body.shape.extent()[axis]
                assert seen[:3] == (body.colour, (middle - half) // 10, (middle + half) // 10)
                assert seen[2] <= view.across
            assert all(b[4] == a[3] for b, a in pairwise(view.blocks))
            assert view.blocks[-1][4] <= view.up
