"""`view/camera-moved`: posts tell a camera that goes around a plate from a plate that turns."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import atan2, degrees, hypot

import pytest
from asking import drawn
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.caster.frame import amodal, amodal_in_frame, look
from spatialbench.caster.visibility import states
from spatialbench.errors import Refused
from spatialbench.extraction.extract import extract
from spatialbench.generators.view.camera_moved import LEVELS, Move, moves_of, offered_with
from spatialbench.generators.view.kinds import Changed
from spatialbench.generators.view.plates import camera_after, turned_about
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.items.choices import choices_of
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Probe, Shot
from spatialbench.testing.pictures import look_of
from spatialbench.verification.measure import jitter_holds, measure

TASK = "view/camera-moved"
MANY = 400
places = st.tuples(st.integers(-200, 200), st.integers(-200, 200))


@cache
def many(level: int) -> list[Probe]:
    """Many probes of a level."""
    return drawn(TASK, level, MANY)


def shown(probe: Probe) -> list[tuple[Scene, Camera]]:
    """What the two pictures show, and by which cameras."""
    shots = [shot for shot in probe.pictures if isinstance(shot, Shot)]
    return [(s.scene or probe.scene, s.camera) for s in shots if s.camera is not None]


# --- moves --------------------------------------------------------------------------------------


def test_left_is_the_cameras_own() -> None:
    """From the front, a quarter to its left brings it to the left side of the table; it keeps its
    height."""
    before, after = camera_after().position, camera_after(left=2).position
    assert before[0] == 0
    assert before[1] < 0
    assert after == (before[1], 0, before[2])


@pytest.mark.parametrize(("eighths", "there"), [(2, (0, 100)), (4, (-100, 0)), (1, (71, 71))])
def test_a_plate_turns_counter_clockwise_seen_from_above(
    eighths: int, there: tuple[int, int]
) -> None:
    """From the viewer's right away from the viewer."""
    assert turned_about((100, 0), eighths) == there


@given(place=places, eighths=st.integers(0, 15))
def test_turned_on_and_back_it_is_where_it_was(place: tuple[int, int], eighths: int) -> None:
    """To a millimetre or two."""
    back = turned_about(turned_about(place, eighths), -eighths)
    assert max(abs(a - b) for a, b in zip(back, place, strict=True)) <= 2


def test_a_camera_that_goes_around_shows_the_plate_as_one_that_turns() -> None:
    """The same things in the same places, but for what does not turn with it."""
    for eighths in range(8):
        assert Move(left=eighths).seen() == Move(plate=eighths).seen()
        eye = camera_after(left=eighths).position
        home = turned_about((eye[0], eye[1]), eighths)
        before = camera_after().position
        assert max(abs(a - b) for a, b in zip(home, before[:2], strict=True)) <= 2


@pytest.mark.parametrize("level", LEVELS)
def test_offered_moves_are_a_group(level: int) -> None:
    """From any of the four one gets the others, and all may have happened."""
    every = set(moves_of(LEVELS[level]))
    for move in every:
        four = set(offered_with(move, LEVELS[level]))
        assert len(four) == 4
        assert four <= every
        assert all(set(offered_with(other, LEVELS[level])) == four for other in four)


def test_so_many_moves_there_are() -> None:
    """By hand: eight alone; 16 − 4, 64 − 4, and three times as many, each with codes of its own."""
    for level, count in ((1, 8), (2, 12), (3, 60), (4, 60), (5, 180)):
        codes = {tuple(move.codes()) for move in moves_of(LEVELS[level])}
        assert len(codes) == len(moves_of(LEVELS[level])) == count
        assert () not in codes


# --- probes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_rays_agree_with_the_key(level: int) -> None:
    """Also where everything is a little off."""
    for index, probe in enumerate(many(level)[:6]):
        program = (probe.scene, probe.story, probe.ask)
        found = measure(*program)
        assert found.value == probe.answer
        assert found.margins["elsewhere"] == 1
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index), times=1)


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_measured_is_what_is_drawn(level: int) -> None:
    """The same eyes, the same things at the same places, posts where they were."""
    for probe in many(level)[:20]:
        ask = probe.ask
        assert isinstance(ask, Changed)
        (first, before), (second, after) = shown(probe)
        assert first == probe.scene
        assert (before.position, after.position) == (ask.before, ask.after)
        assert tuple(second.body(name).pose.position for name in ask.bodies) == ask.places
        assert all(first.body(name) == second.body(name) for name in ask.posts)


@pytest.mark.parametrize("level", LEVELS)
def test_angles_on_the_table_give_the_key(level: int) -> None:
    """By the directions of the cameras, and of one thing before and after."""
    for probe in many(level):
        (first, before), (second, after) = shown(probe)
        assert isinstance(probe.ask, Changed)
        name = probe.ask.bodies[0]
        left = -_turn(before.position[:2], after.position[:2])
        plate = _turn(first.body(name).pose.position[:2], second.body(name).pose.position[:2])
        far = [hypot(*camera.position) for camera in (before, after)]
        steep = [c.position[2] / d for c, d in zip((before, after), far, strict=True)]
        codes = [f"C{left % 8}", f"P{plate % 8}"]
        codes += ["H1"] if steep[1] > steep[0] + 0.05 else []
        codes += ["H2"] if steep[1] < steep[0] - 0.05 else []
        codes += ["D1"] if far[1] < 0.9 * far[0] else ["D2"] if far[1] > 1.1 * far[0] else []
        assert sorted(code for code in codes if not code.endswith("0")) == probe.answer


def _turn(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Eighths of a turn, counter-clockwise."""
    return round((degrees(atan2(other[1], other[0]) - atan2(one[1], one[0]))) / 45)


def test_a_move_that_is_hardly_one_is_refused() -> None:
    """As is one to a place in between."""
    probe = next(p for p in many(1) if p.answer == ["D1"])
    ask = probe.ask
    assert isinstance(ask, Changed)
    x, y, z = ask.before
    for eye, why in (
        ((x, y, z + 150), "hardly moved"),
        ((round(-0.4 * y), y, z), "not one picture"),
    ):
        off = Changed(ask.posts, ask.bodies, ask.before, eye, ask.toward, ask.degrees, ask.places)
        with pytest.raises(Refused, match=why):
            measure(probe.scene, probe.story, off)


@pytest.mark.parametrize("level", LEVELS)
def test_each_turn_is_as_often_right(level: int) -> None:
    """Of the first letter, to four standard deviations."""
    counted = Counter(tuple(probe.answer) for probe in many(level))  # type: ignore[arg-type]
    share = 1 / len(moves_of(LEVELS[level]))
    most = MANY * share + 5 * (MANY * share) ** 0.5 + 1
    assert max(counted.values()) < most


@pytest.mark.parametrize("rival", ["camera-only", "plate-only", "posts-ignored", "things-ignored"])
@pytest.mark.parametrize("level", [3, 4, 5])
def test_no_part_of_the_way_is_worth_twenty_points(rival: str, level: int) -> None:
    """Above the share of the likeliest set."""
    right = sum(probe.rivals.get(rival) == probe.answer for probe in many(level))
    assert right / MANY < many(level)[0].chance + 0.2


# --- words and pictures -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", LEVELS)
def test_codes_are_listed_and_read(level: int, language: Language) -> None:
    """Every code of the level has its line; a reply in the form asked for is read as the key."""
    for probe in many(level)[:4]:
        prompt = present(probe, language=language).prompt
        for code in probe.vocabulary:
            assert f"\n{code}: " in prompt or f"\n{code}：" in prompt
        told = f"ANSWER: {', '.join(probe.answer)}"  # type: ignore[arg-type]
        assert extract(told, "labels", probe.vocabulary).value == probe.answer


@pytest.mark.parametrize("level", LEVELS)
def test_choices_are_the_group(level: int) -> None:
    """Four sets, the answer among them."""
    for probe in many(level)[:20]:
        values = choices_of(probe)
        assert len(values) == 4
        assert probe.answer in values


@pytest.mark.parametrize("level", LEVELS)
def test_all_is_seen_in_both_pictures(level: int) -> None:
    """Within the frame, and by 60 % or more."""
    for probe in many(level)[:6]:
        for scene, camera in shown(probe):
            view, seen = look(scene, None, camera, 96), states(scene, camera=camera)
            for target in view.targets:
                assert amodal_in_frame(target, view) == amodal(target, view)
                if target.body.name != "plate:1":
                    assert seen[target.body.name].fraction > 0.6


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_items_look_alike(level: int) -> None:
    """Of twenty."""
    items = [present(probe, modality="image", size=64) for probe in many(level)[:20]]
    assert len({look_of(item) for item in items}) == 20
