"""`view/unseen-view`: two views together leave one of four pictures, either alone leaves two."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from asking import drawn
from watching import shares

from spatialbench.caster.visibility import states
from spatialbench.errors import Refused
from spatialbench.generators.view.around import Standing
from spatialbench.generators.view.boards import board_body
from spatialbench.generators.view.kinds import ThirdView
from spatialbench.generators.view.parted import WALL, draw_cameras, shows, side_by_side
from spatialbench.generators.view.unseen_view import BOARD, LEVELS
from spatialbench.generators.view.which_view import NAMES
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import ids
from spatialbench.testing.pictures import look_of
from spatialbench.verification.measure import jitter_holds, measure

TASK = "view/unseen-view"
MANY = 200


@cache
def many(level: int) -> list[Probe]:
    """Many probes of a level."""
    return drawn(TASK, level, MANY)


def given(probe: Probe) -> list[Camera]:
    """The cameras of the two pictures that are given."""
    cameras = [shot.camera for shot in probe.pictures if isinstance(shot, Shot)]
    assert len(cameras) == 2
    return [camera for camera in cameras if camera is not None]


def option(probe: Probe, name: str) -> tuple[Scene, Camera]:
    """What an option shows, and by which camera."""
    shot = probe.option_pictures[name]
    assert isinstance(shot, Shot)
    assert shot.scene is not None
    assert shot.camera is not None
    return shot.scene, shot.camera


# --- what hides and what is seen ----------------------------------------------------------------


@pytest.mark.parametrize("askew", [False, True])
def test_what_is_behind_the_board_is_seen_from_there_alone(askew: bool) -> None:
    """Of one thing before it and one behind it, and not the other way round."""
    one, other = [Standing("ball", (40, -120))], [Standing("cylinder", (-60, 130))]
    for number in range(10):
        cameras = draw_cameras(Draw("cameras", number), askew=askew, left=number % 2 == 0)
        assert shows(one, other, cameras)
        assert not shows(other, one, cameras)


@pytest.mark.parametrize(("x", "found"), [(0, False), (30, False), (90, True)])
def test_things_stand_side_by_side_where_they_do_not_overlap(x: int, found: bool) -> None:
    """Seen from the front."""
    pair = [Standing("ball", (0, -180)), Standing("ball", (x, -80))]
    assert side_by_side(pair, (0, -760, 280)) is found


# --- probes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_rays_from_both_eyes_agree_with_the_key(level: int) -> None:
    """Where either alone leaves two; also where everything is a little off."""
    for index, probe in enumerate(many(level)[:5]):
        program = (probe.scene, probe.story, probe.ask)
        found = measure(*program)
        assert found.value == probe.answer
        assert found.margins["elsewhere"] == 1
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index), times=1)


def test_one_view_is_not_enough() -> None:
    """Without the picture that is wrong behind the board, what is seen from the front decides."""
    probe = many(1)[0]
    ask = probe.ask
    assert isinstance(ask, ThirdView)
    taken = probe.rivals["both-exchanged"]
    kept = [NAMES.index(str(probe.answer)), NAMES.index(str(taken))]
    two = replace(
        ask,
        pictures=tuple(ask.pictures[n] for n in kept),
        places=tuple(ask.places[n] for n in kept),
    )
    with pytest.raises(Refused, match="one view is enough"):
        measure(probe.scene, probe.story, two)
    same = replace(ask, places=(ask.places[kept[0]],) * 4)
    with pytest.raises(Refused, match="not one picture"):
        measure(probe.scene, probe.story, same)


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_measured_is_what_is_drawn(level: int) -> None:
    """The same things at the same places, the same board, the same eyes."""
    for probe in many(level)[:10]:
        ask = probe.ask
        assert isinstance(ask, ThirdView)
        assert tuple(camera.position for camera in given(probe)) == ask.eyes
        for name, places in zip(ask.pictures, ask.places, strict=True):
            scene, camera = option(probe, name)
            assert (camera.position, camera.target) == (ask.camera, ask.toward)
            assert tuple(scene.body(n).pose.position for n in ask.bodies) == places
            assert scene.body(BOARD) == board_body(BOARD, WALL, "grey")


@pytest.mark.parametrize("level", LEVELS)
def test_each_view_fits_two_of_the_four_tables(level: int) -> None:
    """Pixel by pixel: whoever sees one of the pictures that are given can say no more."""
    for probe in many(level)[:4]:
        for camera in given(probe):
            own = ids(probe.scene, camera=camera, size=64)
            same = [
                name
                for name in NAMES
                if (ids(option(probe, name)[0], camera=camera, size=64) == own).all()
            ]
            assert len(same) == 2
            assert probe.answer in same


@pytest.mark.parametrize("level", LEVELS)
def test_each_name_and_each_end_is_as_often_right(level: int) -> None:
    """To four standard deviations."""
    counted = Counter(probe.answer for probe in many(level))
    assert all(abs(counted[name] - MANY / 4) < 4 * (MANY * 3 / 16) ** 0.5 for name in NAMES)
    ends = Counter(probe.variant for probe in many(level))
    assert all(abs(count - MANY / 2) < 4 * (MANY / 4) ** 0.5 for count in ends.values())


def test_the_four_pictures_alone_do_not_say_which() -> None:
    """Neither the odd one out, nor that nearest to the mean, nor the darkest is right more often
    than one of four: to four standard deviations."""
    probes = [probe for level in LEVELS for probe in many(level)[:24]]
    found = shares(probes, size=24)
    assert all(abs(share - 0.25) < 4 * (3 / 16 / len(probes)) ** 0.5 for share in found.values())


@pytest.mark.parametrize("level", [3, 4, 5])
def test_left_and_right_kept_is_worth_no_more_than_chance_and_twenty(level: int) -> None:
    """And either view alone is right in half."""
    right = Counter(n for p in many(level) for n, v in p.rivals.items() if v == p.answer)
    assert right["order-kept"] / MANY < 0.45
    assert right["both-exchanged"] == 0
    for view in ("first-view-only", "second-view-only"):
        assert abs(right[view] / MANY - 0.5) < 4 * (0.25 / MANY) ** 0.5


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_one_half_is_seen_in_each_view_and_all_in_each_option(level: int) -> None:
    """At least half of each body, or nothing; a body covers 30 by 30 pixels of 512."""
    for probe in many(level)[:3]:
        things = [b.name for b in probe.scene.bodies if b.name != BOARD]
        halves = []
        for camera in given(probe):
            seen = states(probe.scene, camera=camera)
            assert {seen[name].state for name in things} == {"visible", "hidden"}
            halves.append({n for n in things if seen[n].fraction > 0.5})
        assert halves[0] | halves[1] == set(things)
        assert not halves[0] & halves[1]
        scene, camera = option(probe, str(probe.answer))
        covered = ids(scene, camera=camera, size=512)
        assert all((covered == number).sum() > 30 * 30 for number in range(len(things)))
        seen = states(scene, camera=camera)
        assert all(seen[name].fraction > 0.5 for name in things)


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_items_look_alike(level: int) -> None:
    """Of twelve."""
    items = [present(p, modality="image", choices=True, size=48) for p in many(level)[:12]]
    assert len({look_of(item) for item in items}) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_says_from_which_end(language: Language) -> None:
    """As it is in the first picture."""
    words = {"": ("left end", "on the left", "左"), "-right": ("right end", "on the right", "右")}
    for probe in many(1)[:8]:
        texts = present(probe, language=language, modality="image").content
        question = " ".join(getattr(part, "text", "") for part in texts)
        assert any(word in question for word in words[probe.variant])
