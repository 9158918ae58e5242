"""`cube/mark-direction`: arrows as they are drawn, and what is drawn of them evenly."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.generators.cube.arrows import (
    POINTS,
    arrow_at,
    mirrored,
    pointing_of,
    sides_around,
    turns_that_bring,
)
from spatialbench.geometry.rotations import FACES, OPPOSITE, ROTATIONS, quarter_turns
from spatialbench.geometry.scene import marks_in_room
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find

TASK = "cube/mark-direction"
LEVELS = range(1, 6)
MANY = 1200

some_arrows = st.fixed_dictionaries({face: st.integers(0, 3) for face in FACES})
some_turn = st.sampled_from(ROTATIONS)
some_side = st.sampled_from(FACES)


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


def even(counted: Counter[object], kinds: int, spread: float = 5.0) -> bool:
    """Whether all kinds came up about equally often, within so many standard deviations."""
    mean = counted.total() / kinds
    return len(counted) == kinds and all(
        abs(n - mean) < spread * mean**0.5 for n in counted.values()
    )


@pytest.mark.parametrize("face", FACES)
def test_an_arrow_points_to_each_of_four_neighbours(face: str) -> None:
    """Never to its own side nor to the opposite one; upright as the convention has it."""
    assert set(POINTS[face]) == set(sides_around(face)) == set(FACES) - {face, OPPOSITE[face]}
    assert POINTS[face][0] == {"top": "back", "bottom": "front"}.get(face, "top")


def test_the_six_quarter_turns_of_a_die_in_the_hand() -> None:
    """Tipped forward, the arrow that points up on the front points away on the top; turned to the
    viewer's right, it still points up."""
    up = dict.fromkeys(FACES, 0)
    away = quarter_turns("right", 3)  # clockwise seen from the right: the front goes to the top
    assert away.goes_to("front") == "top"
    assert arrow_at(pointing_of(up), away, "top") == "back"
    aside = quarter_turns("top", 1)
    assert aside.goes_to("front") == "right"
    assert arrow_at(pointing_of(up), aside, "right") == "top"


@given(marks=some_arrows, turn=some_turn, side=some_side)
def test_arrows_are_the_marks_that_the_scene_has(
    marks: dict[str, int], turn: object, side: str
) -> None:
    """Where marks are in the room is worked out for pictures in a way of its own."""
    from spatialbench.generators.cube.arrows import arrow_scene
    from spatialbench.generators.cube.looks import draw_look
    from spatialbench.probes.draw import Draw

    look = draw_look(Draw("arrows"))
    scene = arrow_scene(dict.fromkeys(FACES, "red"), marks, look.near, look.light)
    seen = marks_in_room(scene.bodies[0], turn)[side]  # type: ignore[arg-type]
    assert POINTS[side][seen.turn] == arrow_at(pointing_of(marks), turn, side)  # type: ignore[arg-type]


@given(marks=some_arrows, side=some_side)
def test_each_direction_comes_by_one_rotation_of_each_face(
    marks: dict[str, int], side: str
) -> None:
    """Six of 24 for each of the four."""
    for to in sides_around(side):
        turns = turns_that_bring(pointing_of(marks), side, to)
        assert {turn.came_from(side) for turn in turns} == set(FACES)
        assert len(turns) == 6


@given(marks=some_arrows)
def test_a_mirror_image_of_a_mirror_image_is_the_cube(marks: dict[str, int]) -> None:
    """And the arrow at the front points to the other side, if it pointed sideways."""
    pointing = pointing_of(marks)
    across = {"left": "right", "right": "left"}
    assert mirrored(mirrored(pointing)) == pointing
    assert mirrored(pointing)["front"] == across.get(pointing["front"], pointing["front"])


@pytest.mark.parametrize("level", LEVELS)
def test_every_direction_is_as_often_right(level: int) -> None:
    """For each side that is asked about, and whatever the arrow there was like at the start."""
    assert even(Counter((p.ask.side, p.answer) for p in probes(level)), 24)  # type: ignore[attr-defined]
    unchanged = Counter(p.rivals["unchanged"] == p.answer for p in probes(level))
    assert unchanged[True] / MANY == pytest.approx(1 / 4, abs=0.05)


def test_only_one_turn_cannot_do_everything() -> None:
    """At level 1 a cube is drawn again where one turn cannot bring an arrow to all four sides."""
    assert {reason for p in probes(1) for reason in p.refused} == {"not every direction"}
    assert sum(len(p.refused) for p in probes(1)) / MANY == pytest.approx(0.15, abs=0.06)
    assert not any(p.refused for level in (2, 3, 4, 5) for p in probes(level))


@pytest.mark.parametrize("level", LEVELS)
def test_every_rival_that_the_task_names_comes_up(level: int) -> None:
    """Those of sequences where there is a sequence; the opposite never is the answer."""
    named = {name for probe in probes(level)[:200] for name in probe.rivals}
    parts = {"first-only", "last-only", "all-but-first", "all-but-last", "reversed-order"}
    assert named == set(find(TASK).rivals) - (parts if level == 1 else set())
    assert all(probe.rivals["opposite"] != probe.answer for probe in probes(level))


@pytest.mark.parametrize("level", [3, 4, 5])
@pytest.mark.parametrize("rival", [r for r in find(TASK).rivals if r != "opposite"])
def test_no_half_of_an_understanding_is_worth_twenty_points(rival: str, level: int) -> None:
    """Of four directions one is guessed."""
    right = sum(p.rivals[rival] == p.answer for p in probes(level)) / MANY
    assert right < 1 / 4 + 0.20
