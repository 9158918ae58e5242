"""`net/fold-view`: one picture alone is possible, and without the net any of them could be it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures_of_nets import least_square, looks_of_pictures, marks_of, views_of

from spatialbench.errors import Refused
from spatialbench.generators.net.fold_view import (
    GLYPHS,
    LEVELS,
    changes,
    draw_marks,
    shown_at,
)
from spatialbench.generators.net.kinds import FoldBack, WhichView
from spatialbench.generators.net.nets import Net, nets
from spatialbench.generators.net.views import (
    can_be,
    corners,
    cube_of,
    each_impossible,
)
from spatialbench.geometry.rotations import ROTATIONS
from spatialbench.geometry.scene import Mark
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import render
from spatialbench.render.glyphs import bitmap
from spatialbench.verification.looks import seen_from
from spatialbench.verification.measure import jitter_holds, measure
from spatialbench.verification.motion import possible_worlds

TASK = "net/fold-view"
EACH = range(1, 6)
MANY = 400
some_net = st.sampled_from(nets())
some_rotation = st.sampled_from(ROTATIONS)
draws = st.integers(0, 10**9).map(lambda number: Draw("views", number))


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


# --- the four pictures --------------------------------------------------------------------------


@pytest.mark.parametrize("level", EACH)
@settings(max_examples=20, deadline=None)
@given(draw=draws)
def test_the_four_cubes_come_of_any_one_of_them(level: int, draw: Draw) -> None:
    """Each change of the four, done after each other, is one of the four again: a group. So
    nothing in the pictures says which cube was there first."""
    asked = LEVELS[level]
    shown = draw.choice(shown_at(asked.hops, asked.longest_row))
    cube = cube_of(shown.net, draw_marks(draw, asked, shown.net))
    four = changes(draw, draw.choice(asked.ways), shown)
    images = [change(cube) for change in four]
    for change in four:
        assert all(change(image) in images for image in images)
        assert len([image for image in images if image not in map(change, images)]) == 0


@pytest.mark.parametrize("level", EACH)
def test_one_picture_alone_is_possible(level: int) -> None:
    """By all 24 turns of the cube that the net gives."""
    for probe in probes(level)[:150]:
        marks = marks_of(probe)
        cube = cube_of(tuple(marks), marks)
        assert [n for n, view in views_of(probe).items() if can_be(cube, view)] == [probe.answer]


@pytest.mark.parametrize("level", EACH)
def test_each_name_is_as_often_right(level: int) -> None:
    """To five standard deviations; positions are drawn when it is presented."""
    counted = Counter(probe.answer for probe in probes(level))
    assert len(counted) == 4
    assert all(abs(n - MANY / 4) < 5 * (MANY / 4) ** 0.5 for n in counted.values())


@pytest.mark.parametrize("level", [3, 4, 5])
def test_the_picture_most_like_the_others_is_right_no_more_often(level: int) -> None:
    """Counted by marks, with their turns, that a picture has in common with the others."""
    right = 0.0
    for probe in probes(level):
        looks = {n: set(map(repr, view.values())) for n, view in views_of(probe).items()}
        common = {
            n: sum(len(look & other) for other in looks.values()) for n, look in looks.items()
        }
        best = [name for name, count in common.items() if count == max(common.values())]
        right += (probe.answer in best) / len(best)
    assert abs(right / MANY - 1 / 4) < 0.09


@pytest.mark.parametrize("level", [2, 3, 4, 5])
def test_from_level_two_the_same_marks_are_seen_in_at_least_two_pictures(level: int) -> None:
    """So that what is seen does not decide: where it is does, and how it is turned."""
    for probe in probes(level)[:100]:
        seen = Counter(
            frozenset((m.colour, m.glyph) for m in view.values())
            for view in views_of(probe).values()
        )
        assert min(seen.values()) >= (1 if level == 2 else 2)
        assert max(seen.values()) >= 2


@pytest.mark.parametrize("level", [3, 4, 5])
@pytest.mark.parametrize("rival", ["turns-ignored", "near-pair-only", "folded-inward"])
def test_no_part_of_the_way_is_worth_twenty_points(rival: str, level: int) -> None:
    """Above one of four."""
    named = [probe for probe in probes(level) if rival in probe.rivals]
    right = sum(probe.rivals[rival] == probe.answer for probe in named)
    assert right / len(named) < 0.45 + 0.05


# --- the second truth ---------------------------------------------------------------------------


@pytest.mark.parametrize("level", EACH)
def test_marks_on_folded_plates_agree_and_jitter_changes_nothing(level: int) -> None:
    """Read by rays off the very bodies that are drawn."""
    for index, probe in enumerate(probes(level)[:25]):
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        draw = Draw("jitter", index)
        assert jitter_holds(*program, value=probe.answer, draw=draw, times=1)


def test_the_cubes_that_are_drawn_are_those_that_are_measured() -> None:
    """With the same marks, at the same place, by the same eye."""
    for probe in probes(4)[:20]:
        assert isinstance(probe.ask, WhichView)
        for name, eye in zip(probe.ask.views, probe.ask.eyes, strict=True):
            shot = probe.option_pictures[name]
            assert isinstance(shot, Shot)
            assert shot.scene is not None
            assert shot.scene.bodies == (probe.scene.body(name),)
            assert shot.camera is not None
            assert shot.camera.position == eye
            assert shot.scene.camera == shot.camera


@settings(max_examples=30, deadline=None)
@given(net=some_net)
def test_plates_bent_back_have_their_prints_outside(net: Net) -> None:
    """All upper sides look away from the middle."""
    plates = make(TASK, seed="print", level=1, index=nets().index(net))
    (world,) = possible_worlds(plates.scene, plates.story)
    event = plates.story[0]
    assert isinstance(event, FoldBack)
    places = np.array([world.poses[name][:3, 3] for name in event.sheet])
    outward = np.array([world.poses[name][:3, 2] for name in event.sheet])
    assert (((places - places.mean(axis=0)) * outward).sum(axis=1) > 0).all()


def test_two_cubes_that_look_right_are_refused() -> None:
    """As is none."""
    probe = probes(1)[0]
    assert isinstance(probe.ask, WhichView)
    number = probe.ask.views.index(str(probe.answer))
    for numbers, count in (((number, number), 2), ((), 0)):
        ask = WhichView(
            probe.ask.plates,
            tuple(probe.ask.views[n] for n in numbers),
            tuple(probe.ask.eyes[n] for n in numbers),
        )
        with pytest.raises(Refused, match=f"{count} of the views"):
            measure(probe.scene, probe.story, ask)


@given(draw=draws)
@settings(max_examples=20, deadline=None)
def test_views_that_two_cubes_can_show_are_refused(draw: Draw) -> None:
    """Cubes that are alike show alike."""
    cube = cube_of(nets()[0], draw_marks(draw, LEVELS[4], nets()[0]))
    view = {face: cube[face] for face in corners()[0]}
    assert not each_impossible([cube, cube], [view, view])


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", EACH)
def test_pictures_differ_and_marks_are_large_enough(level: int) -> None:
    """Of forty nets at least 38 look different; a square is 24 pixels wide of 512 or more."""
    items = [present(p, modality="image", choices=True, size=128) for p in probes(level)[:40]]
    assert len(looks_of_pictures(items)) >= 38
    assert all(least_square(probe) >= 32 for probe in probes(level))


@pytest.mark.parametrize("level", [1, 3, 5])
def test_all_three_faces_are_seen_at_a_glance(level: int) -> None:
    """In every picture of a cube each covers at least 60 by 60 pixels of 512, and is the only thing
    that is seen there."""
    for probe in probes(level)[:6]:
        assert isinstance(probe.ask, WhichView)
        shot = probe.option_pictures[str(probe.answer)]
        assert isinstance(shot, Shot)
        assert shot.scene is not None
        cube = shot.scene.bodies[0]
        poses = {cube.name: np.eye(4)}
        poses[cube.name][:3, 3] = cube.pose.position
        eye = np.array(probe.ask.eyes[probe.ask.views.index(cube.name)], np.float64)
        assert len(seen_from(cube, poses, eye)) == 3
        for face, _ in cube.marks:
            plain = [(other, Mark("red" if other == face else "blue")) for other, _ in cube.marks]
            image = render(scene_with(shot, tuple(plain)), size=512).image.astype(np.int16)
            red = (image[..., 0] > 120) & (image[..., 0] > image[..., 2] + 60)
            assert red.sum() >= 60 * 60


def scene_with(shot: Shot, marks: tuple[tuple[str, Mark], ...]) -> object:
    """The scene of a picture with other marks on its cube."""
    from dataclasses import replace

    assert shot.scene is not None
    return replace(shot.scene, bodies=(replace(shot.scene.bodies[0], marks=marks),))


@pytest.mark.parametrize("glyph", GLYPHS)
def test_a_sign_looks_different_in_each_of_four_turns(glyph: str) -> None:
    """And unlike every other sign in any of them."""
    own = [np.rot90(bitmap(glyph, 40), k) for k in range(4)]
    others = [np.rot90(bitmap(o, 40), k) for o in GLYPHS if o != glyph for k in range(4)]
    least = min((own[0] != other).mean() for other in (*own[1:], *others))
    assert least > 0.06
