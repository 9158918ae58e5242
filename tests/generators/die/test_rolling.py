"""Dice roll: facts from outside, and the same on meshes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import Refused
from spatialbench.generators.die.dice import (
    COMPASS,
    DIE,
    SIDE,
    SIDE_OF,
    STEPS,
    TIPS,
    die,
    draw_numbers,
)
from spatialbench.generators.die.kinds import Compass, PipsOn, Roll
from spatialbench.generators.die.moves import outcome
from spatialbench.generators.die.top_after_rolls import MIDDLE, pips
from spatialbench.geometry.film import frames, pose_matrix
from spatialbench.geometry.replay import replay
from spatialbench.geometry.rotations import FACES, IDENTITY, OPPOSITE, cross, dot
from spatialbench.geometry.rotations import NORMALS as OUT
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.verification.bodies import in_room
from spatialbench.verification.measure import jitter_holds, measure
from spatialbench.verification.motion import possible_worlds

some_rolls = st.lists(st.sampled_from(COMPASS), max_size=20)
some_numbers = st.builds(lambda n: draw_numbers(Draw("numbers", n)), st.integers(0, 10**6))


def scene_of(body: Body) -> Scene:
    """A die alone."""
    return Scene((body,), Camera((0, -500, 500), (0, 0, 0)))


def story_of(rolls: list[Compass]) -> tuple[Roll, ...]:
    """Rolls as events."""
    return tuple(Roll(DIE, way) for way in rolls)


def handedness(numbers: dict[str, int]) -> int:
    """1 where 1, 2 and 3 go round counter-clockwise about the corner where they meet, else −1."""
    place = {number: OUT[side] for side, number in numbers.items()}
    return dot(cross(place[1], place[2]), place[3])


# --- dice ---------------------------------------------------------------------------------------


def test_every_die_is_drawn_as_often() -> None:
    """24 ways to lie for each of the two hands: 48 in all, each of 9,600 about 200 times."""
    counted = Counter(
        tuple(draw_numbers(Draw("dice", i))[face] for face in FACES) for i in range(9600)
    )
    assert len(counted) == 48
    assert all(130 < count < 270 for count in counted.values())


@given(numbers=some_numbers)
def test_opposite_numbers_add_up_to_seven(numbers: dict[str, int]) -> None:
    """And all six are there."""
    assert all(numbers[face] + numbers[OPPOSITE[face]] == 7 for face in FACES)
    assert set(numbers.values()) == set(range(1, 7))


@pytest.mark.parametrize("hand", [1, -1])
def test_both_hands_are_drawn(hand: int) -> None:
    """As often as each other."""
    drawn = [handedness(draw_numbers(Draw("hands", i))) for i in range(1000)]
    assert 420 < drawn.count(hand) < 580


@given(numbers=some_numbers, rolls=some_rolls)
def test_rolling_keeps_the_hand(numbers: dict[str, int], rolls: list[Compass]) -> None:
    """No die becomes its mirror image."""
    end = outcome(rolls)
    after = {face: numbers[end.came_from(face)] for face in FACES}
    assert handedness(after) == handedness(numbers)


# --- facts about rolling --------------------------------------------------------------------------


@pytest.mark.parametrize("way", COMPASS)
def test_a_roll_brings_the_side_below_and_the_top_to_the_side(way: Compass) -> None:
    """And the side left behind to the top."""
    side, tip = SIDE_OF[way], TIPS[way]
    assert tip.goes_to(side) == "bottom"
    assert tip.goes_to("top") == side
    assert tip.came_from("top") == OPPOSITE[side]


@given(rolls=some_rolls)
def test_rolling_back_undoes_it(rolls: list[Compass]) -> None:
    """The same way back, each roll the other way: the die lies as it lay, where it was."""
    there = story_of(rolls)
    back = tuple(roll.the_other_way() for roll in reversed(there))
    scene = scene_of(die(draw_numbers(Draw("back")), "white", MIDDLE))
    assert replay(scene, there + back)[-1][DIE] == Pose(MIDDLE, IDENTITY)


AXIS = {face: i // 2 for i, face in enumerate(FACES)}


@given(rolls=some_rolls)
def test_the_parity_of_the_square_is_that_of_how_the_die_lies(rolls: list[Compass]) -> None:
    """On a chessboard: on squares of the colour of the first a die lies in one of 12 ways, on the
    others in one of the other 12. A quarter turn exchanges two axes, so that axes are permuted
    evenly exactly where the number of rolls is even."""
    end = outcome(rolls)
    axes = [AXIS[end.goes_to(face)] for face in ("front", "left", "top")]
    odd = sum(a > b for i, a in enumerate(axes) for b in axes[i + 1 :]) % 2
    square = sum(sum(STEPS[way]) for way in rolls) % 2
    assert odd == len(rolls) % 2 == square


def test_round_a_square_of_four_cells_turns_a_die_about_a_corner() -> None:
    """East, north, west, south: back where it was, a third of a turn about a diagonal."""
    end = outcome(["east", "north", "west", "south"])
    assert end != IDENTITY
    assert end.then(end).then(end) == IDENTITY


def test_all_ways_to_lie_are_reached_on_twelve_of_each_colour() -> None:
    """24 in all by rolling, 12 of them by even numbers of rolls."""
    reached, even = {IDENTITY}, {IDENTITY}
    for _ in range(4):
        reached |= {r.then(t) for r in reached for t in TIPS.values()}
        even |= {r.then(t).then(u) for r in even for t in TIPS.values() for u in TIPS.values()}
    assert (len(reached), len(even)) == (24, 12)


@given(number=st.integers(1, 6), times=st.integers(0, 12))
def test_rolled_straight_on_the_sides_stay_at_the_sides(number: int, times: int) -> None:
    """Whoever rolls north and north again keeps what is east in the east."""
    end = outcome(["north"] * times)
    assert end.came_from("right") == "right"
    assert (end == IDENTITY) == (times % 4 == 0)


# --- the same on meshes -------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(numbers=some_numbers, rolls=some_rolls)
def test_measured_rolls_end_in_the_same_pose(numbers: dict[str, int], rolls: list[Compass]) -> None:
    """Floats about edges that were found on triangles, and whole numbers."""
    scene, story = scene_of(die(numbers, "white", MIDDLE)), story_of(rolls)
    exact = replay(scene, story)[-1]
    (world,) = possible_worlds(scene, story)
    assert np.allclose(world.poses[DIE], pose_matrix(exact[DIE]), atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(numbers=some_numbers, rolls=some_rolls, count=st.integers(1, 3), seed=st.integers(0, 99))
def test_rays_count_the_pips_that_algebra_has(
    numbers: dict[str, int], rolls: list[Compass], count: int, seed: int
) -> None:
    """On one side or on three, also where everything is 2 % off."""
    sides = ("top", "front", "right")[:count]
    program = (scene_of(die(numbers, "white", MIDDLE)), story_of(rolls), PipsOn(DIE, sides))
    answer = pips(numbers, sides)(outcome(rolls))
    assert measure(*program).value == answer
    assert jitter_holds(*program, value=answer, draw=Draw("jitter", seed))


@given(rolls=some_rolls)
def test_in_the_film_the_die_stands_on_the_board_all_the_time(rolls: list[Compass]) -> None:
    """Flat or on an edge, never in it or above it, and no frame turns it by more than 45°."""
    body = die(draw_numbers(Draw("film")), "white", MIDDLE)
    film = list(frames(scene_of(body), story_of(rolls)))
    assert len(film) == 1 + 2 * len(rolls)
    for frame in film:
        low = in_room(body, frame.poses)[..., 2].min()
        assert low == pytest.approx(MIDDLE[2] - SIDE / 2, abs=1e-9)
    for one, other in pairwise(film):
        turn = one.poses[DIE][:3, :3].T @ other.poses[DIE][:3, :3]
        assert np.degrees(np.arccos((np.trace(turn) - 1) / 2)) == pytest.approx(45)


def test_a_cube_without_pips_has_no_number() -> None:
    """And says so."""
    plain = Body(DIE, Box((SIDE,) * 3), Pose(MIDDLE), "white", (("top", Mark("white", "A")),))
    with pytest.raises(Refused, match="no pips"):
        measure(scene_of(plain), (), PipsOn(DIE, ("top",)))


def test_no_side_asked_is_no_question() -> None:
    """And says so."""
    body = die(draw_numbers(Draw("none")), "white", MIDDLE)
    with pytest.raises(Refused, match="no sides"):
        measure(scene_of(body), (), PipsOn(DIE, ()))
