"""`net/fold-view`: one picture alone is possible, and without the net any of them could be it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures_of_nets import least_square, looks_of_pictures
from reading_nets import normals

from spatialbench.errors import Refused
from spatialbench.generators.net.fold_view import (
    GLYPHS,
    LEVELS,
    changes,
    draw_marks,
    shown_at,
)
from spatialbench.generators.net.kinds import FoldBack, Laid, WhichView
from spatialbench.generators.net.nets import Net, nets
from spatialbench.generators.net.views import (
    can_be,
    corners,
    cube_of,
    each_impossible,
    faces_of,
    frames,
    lying,
    rotated,
    turned,
    ways_to_see,
)
from spatialbench.geometry.rotations import FACES, NORMALS, ROTATIONS, quarter_turns
from spatialbench.geometry.scene import Body, Mark, marks_in_room
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


def marks_of(probe: Probe) -> dict[tuple[int, int], Mark]:
    """What is on the squares of the picture of a probe."""
    picture = probe.pictures[0]
    assert isinstance(picture, Laid)
    looks = zip(picture.colours, picture.signs, strict=True)
    marks = [Mark(colour, name or None, turn) for colour, (name, turn) in looks]
    return dict(zip(picture.cells, marks, strict=True))


def views_of(probe: Probe) -> dict[str, dict[str, Mark]]:
    """What each option shows, by its value."""
    shots = {name: shot for name, shot in probe.option_pictures.items() if isinstance(shot, Shot)}
    return {name: dict(shot.scene.bodies[0].marks) for name, shot in shots.items() if shot.scene}


# --- the algebra --------------------------------------------------------------------------------


@given(net=some_net)
def test_every_square_becomes_a_face_of_its_own(net: Net) -> None:
    """Seen from above and folded away, it looks out of that face; vectors say the same."""
    looking = normals(list(net))
    for cell, face in faces_of(net).items():
        assert NORMALS[face] == looking[cell]
    assert set(faces_of(net).values()) == set(FACES)


@given(net=some_net)
def test_squares_that_share_an_edge_share_it_on_the_cube(net: Net) -> None:
    """What is to the right of a square is, folded, where its right has gone."""
    for (x, y), turn in frames(net).items():
        for step, side in (((1, 0), "right"), ((0, 1), "back")):
            other = (x + step[0], y + step[1])
            if other in net:
                assert faces_of(net)[other] == turn.goes_to(side)


@given(rotation=some_rotation, turns=st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_marks_turn_with_their_cube(rotation: object, turns: list[int]) -> None:
    """As a body's marks do in a scene."""
    cube = {face: Mark("red", "F", turn) for face, turn in zip(FACES, turns, strict=True)}
    body = Body("cube", None, None, "red", tuple(cube.items()))  # type: ignore[arg-type]
    assert rotated(cube, rotation) == marks_in_room(body, rotation)  # type: ignore[arg-type]


@given(face=st.sampled_from(FACES), turn=st.integers(0, 3), quarters=st.integers(0, 3))
def test_turning_a_cube_about_a_face_turns_its_mark(face: str, turn: int, quarters: int) -> None:
    """Counter-clockwise seen from outside, as marks are."""
    assert lying(quarter_turns(face, quarters), face, turn) == (face, (turn + quarters) % 4)


@given(draw=draws, net=some_net, rotation=some_rotation)
def test_a_cube_can_look_as_it_does(draw: Draw, net: Net, rotation: object) -> None:
    """Turned in any way; with a mark of the three turned by a quarter it cannot."""
    cube = cube_of(net, draw_marks(draw, LEVELS[3], net))
    view = rotated({face: cube[face] for face in corners()[0]}, rotation)  # type: ignore[arg-type]
    assert can_be(cube, view)
    for side in view:
        assert not can_be(cube, {**view, side: turned(view[side], 1)})


def test_a_corner_is_seen_in_three_ways() -> None:
    """Its faces go round."""
    seen = frozenset(("front", "right", "top"))
    for corner in corners():
        ways = ways_to_see(corner, seen)
        assert len(ways) == 3
        assert {way.goes_to(corner[0]) for way in ways} == seen


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


# --- levels -------------------------------------------------------------------------------------

SLIP = 0.12  # how often a square is bent to a wrong side, or a sign is taken to be turned otherwise


def noisy_cube(draw: Draw, marks: Mapping[tuple[int, int], Mark]) -> dict[str, Mark]:
    """The cube of somebody who folds from square to square and now and then slips."""
    net = tuple(marks)
    found, waiting, turns = {}, [net[0]], {net[0]: ROTATIONS[0]}
    for x, y in waiting:
        for (dx, dy), bend in BENDS.items():
            there = (x + dx, y + dy)
            if there in net and there not in turns:
                slipped = draw.chance(round(1000 * SLIP), 1000)
                turns[there] = (draw.choice(list(BENDS.values())) if slipped else bend).then(
                    turns[x, y]
                )
                waiting.append(there)
    for cell, mark in marks.items():
        quarters = draw.below(4) if mark.glyph and draw.chance(round(1000 * SLIP), 1000) else 0
        face, turn = lying(turns[cell], "top", turned(mark, quarters).turn)
        found[face] = Mark(mark.colour, mark.glyph, turn if mark.glyph else 0)
    return found


BENDS = {
    (1, 0): quarter_turns("front", 3),
    (-1, 0): quarter_turns("front", 1),
    (0, 1): quarter_turns("right", 3),
    (0, -1): quarter_turns("right", 1),
}


def by_slips(draw: Draw, probe: Probe) -> str:
    """Somebody who folds, squares that lie far apart by many steps, and takes any picture that then
    is possible; any at all where none is."""
    views = views_of(probe)
    start = views[str(probe.answer)].values()
    marks = marks_of(probe)
    wanted = [cell for cell, mark in marks.items() if mark_looks(mark) in map(mark_looks, start)]
    order = path_from(tuple(marks), wanted[draw.below(len(wanted))], wanted)
    cube = noisy_cube(draw, {cell: marks[cell] for cell in order})
    possible = [name for name, view in views.items() if can_be(cube, view)]
    return draw.choice(possible or sorted(views))


def mark_looks(mark: Mark) -> tuple[str, str | None]:
    """A mark but for its turn."""
    return mark.colour, mark.glyph


def path_from(
    net: Net, start: tuple[int, int], wanted: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The squares on the ways from one square to others, that one first."""
    before, waiting = {start: start}, [start]
    for x, y in waiting:
        for dx, dy in BENDS:
            there = (x + dx, y + dy)
            if there in net and there not in before:
                before[there] = (x, y)
                waiting.append(there)
    needed = {start}
    for cell in wanted:
        while cell not in needed:
            needed.add(cell)
            cell = before[cell]
    return [cell for cell in waiting if cell in needed]


def test_who_slips_now_and_then_gets_worse_from_level_to_level() -> None:
    """As the squares that meet lie farther apart and more is to be compared."""
    shares = []
    for level in EACH:
        draw = Draw("slips", level)
        right = [by_slips(draw, p) == p.answer for p in probes(level) for _ in range(3)]
        shares.append(sum(right) / len(right))
    assert shares == sorted(shares, reverse=True), shares


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
