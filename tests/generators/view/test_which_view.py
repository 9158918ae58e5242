"""`view/which-view`: one picture is what the figure sees, and the four alone do not say which."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from asking import drawn
from hypothesis import given
from hypothesis import strategies as st
from watching import distances, pixels_of

from spatialbench.caster.visibility import states
from spatialbench.errors import Refused
from spatialbench.generators.view.around import (
    Look,
    Seen,
    Standing,
    camera_at,
    glimpsed,
    hidden,
    length_of,
    mirrored_across,
    orders,
    place_at,
)
from spatialbench.generators.view.bearings import ALL_AROUND
from spatialbench.generators.view.kinds import PictureSeen
from spatialbench.generators.view.which_view import LEVELS, NAMES
from spatialbench.geometry.scene import Scene
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import ids
from spatialbench.testing.pictures import look_of
from spatialbench.verification.measure import jitter_holds, measure

TASK = "view/which-view"
MANY = 200
looks = st.sampled_from(ALL_AROUND)
places = st.tuples(st.integers(-180, 180), st.integers(-180, 180))


@cache
def many(level: int) -> list[Probe]:
    """Many probes of a level."""
    return drawn(TASK, level, MANY)


def probes(level: int, count: int) -> list[Probe]:
    """The first probes of a level."""
    return many(level)[:count]


def scene_of(probe: Probe, name: str) -> Scene:
    """What an option shows."""
    shot = probe.option_pictures[name]
    assert isinstance(shot, Shot)
    assert shot.scene is not None
    assert shot.camera == shot.scene.camera
    return shot.scene


# --- how things look from around ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("looking", "tangent"), [((0, 1), 250), ((0, -1), -250), ((1, 0), 0), ((-1, 0), 0)]
)
def test_what_is_at_the_viewers_right(looking: tuple[int, int], tangent: int) -> None:
    """Is to the left of who stands opposite, and in the middle for who stands at the sides."""
    assert glimpsed(Standing("ball", (95, 0)), looking).tangent() == tangent


@given(place=places, looking=looks)
def test_mirrored_twice_is_where_it_was(place: tuple[int, int], looking: tuple[int, int]) -> None:
    """To a millimetre each way; and as far to the other side."""
    there = mirrored_across((*place, 20), looking)
    back = mirrored_across(there, looking)
    assert max(abs(a - b) for a, b in zip(back, (*place, 20), strict=True)) <= 2
    one, other = (glimpsed(Standing("ball", at), looking) for at in (place, there[:2]))
    assert abs(one.aside + other.aside) <= 2 * length_of(looking)
    assert abs(one.along - other.along) <= 2 * length_of(looking)


def test_a_thing_close_behind_another_is_hidden_and_a_far_one_is_seen_over_it() -> None:
    """By more than half, and by less; and not at all beside it."""
    near = glimpsed(Standing("cylinder", (0, -100)), (0, 1))
    for at, least, most in (((0, -20), 500, 1000), ((0, 180), 0, 400), ((120, -20), 0, 0)):
        assert least <= hidden(near, glimpsed(Standing("ball", at), (0, 1)), 1) <= most


@given(looking=looks)
def test_eyes_stand_where_the_figure_does(looking: tuple[int, int]) -> None:
    """And look to the middle of the table."""
    x, y = place_at(looking)
    camera = camera_at(looking)
    assert camera.position[:2] == (x, y)
    assert x * looking[0] + y * looking[1] < 0
    assert abs(x * looking[1] - y * looking[0]) <= length_of(looking)


# --- probes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_rays_from_the_eyes_agree_with_the_key(level: int) -> None:
    """Clearly, also where everything is a little off."""
    for index, probe in enumerate(probes(level, 12)):
        program = (probe.scene, probe.story, probe.ask)
        found = measure(*program)
        assert found.value == probe.answer
        assert found.margins["overlap"] > 0.5
        assert found.margins["elsewhere"] == 1
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index), times=1)


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_measured_is_what_is_drawn(level: int) -> None:
    """The same things at the same places, by the same eyes."""
    for probe in probes(level, 10):
        ask = probe.ask
        assert isinstance(ask, PictureSeen)
        rows = zip(ask.pictures, ask.from_eyes, ask.toward, ask.places, strict=True)
        for name, eye, aim, at in rows:
            scene = scene_of(probe, name)
            assert (scene.camera.position, scene.camera.target) == (eye, aim)
            assert scene.camera.view_angle == ask.degrees
            assert {b.name: b.pose.position for b in scene.bodies} == dict(
                zip(ask.bodies, at, strict=True)
            )


def test_pictures_that_are_all_alike_are_refused() -> None:
    """As is a set without the right one."""
    probe = probes(1, 1)[0]
    ask = probe.ask
    assert isinstance(ask, PictureSeen)
    right = ask.pictures.index(str(probe.answer))
    wrong = [number for number in range(4) if number != right]
    for numbers in ([right] * 4, [*wrong, wrong[0]]):
        same = PictureSeen(
            ask.figure,
            ask.eyes,
            ask.bodies,
            NAMES,
            tuple(ask.from_eyes[n] for n in numbers),
            tuple(ask.toward[n] for n in numbers),
            tuple(ask.places[n] for n in numbers),
            ask.degrees,
        )
        with pytest.raises(Refused, match="not one picture"):
            measure(probe.scene, probe.story, same)


@pytest.mark.parametrize("level", LEVELS)
def test_each_name_is_as_often_right(level: int) -> None:
    """To four standard deviations; positions are drawn when it is presented."""
    counted = Counter(probe.answer for probe in probes(level, MANY))
    assert all(abs(counted[name] - MANY / 4) < 4 * (MANY * 3 / 16) ** 0.5 for name in NAMES)


@pytest.mark.parametrize("level", LEVELS)
def test_order_alone_does_not_say_which(level: int) -> None:
    """Neither the picture with the most things to the left, nor that with the nearest, nor that
    which is most like the others in who is left of whom, is right more often than one of four."""
    right: Counter[str] = Counter()
    for probe in probes(level, MANY):
        seen = {name: _seen(scene_of(probe, name)) for name in NAMES}
        apart = {
            n: sum(a[0] == b[0] for o in NAMES for a, b in zip(seen[n], seen[o], strict=True))
            for n in NAMES
        }
        for rule, score in (
            ("left", {n: sum(tangent < 0 for tangent, _ in seen[n]) for n in NAMES}),
            ("near", {n: -min(along for _, along in seen[n]) for n in NAMES}),
            ("like", apart),
        ):
            best = [n for n in NAMES if score[n] == max(score.values())]
            right[rule] += (probe.answer in best) / len(best)
    assert all(abs(count / MANY - 0.25) < 0.12 for count in right.values())


def _seen(scene: Scene) -> list[tuple[int, float]]:
    """Of each thing whether it is left (−1) or right (1) of the middle, and how far away it is."""
    (x, y, _), found = scene.camera.position, []
    for body in scene.bodies:
        a, b = body.pose.position[0] - x, body.pose.position[1] - y
        aside = b * x - a * y
        found.append(((aside > 0) - (aside < 0), (a * a + b * b) ** 0.5))
    return found


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_every_thing_is_seen_in_every_picture(level: int) -> None:
    """By 45 % and more of it, and never cut off; in the picture of the table at 30 by 30 pixels
    of 512 or more."""
    for probe in probes(level, 3):
        for scene in (probe.scene, *(scene_of(probe, name) for name in NAMES)):
            seen = states(scene)
            assert min(seen[body.name].fraction for body in scene.bodies) > 0.45
        covered = ids(probe.scene, size=512)
        for number in range(len(probe.scene.bodies)):
            assert (covered == number).sum() > 30 * 30


@pytest.mark.parametrize("level", LEVELS)
def test_the_four_pictures_differ_visibly(level: int) -> None:
    """In any two of them at least two things share no pixel with themselves, or one in twenty."""
    for probe in probes(level, 4):
        count = len(probe.scene.bodies) - 1
        seen = [ids(scene_of(probe, name), size=96) for name in NAMES]
        for number, one in enumerate(seen):
            for other in seen[:number]:
                shared = [((one == n) & (other == n)).sum() for n in range(count)]
                least = [20 * both < (one == n).sum() for n, both in enumerate(shared)]
                assert sum(least) >= 2
        assert distances(pixels_of(probe)[0])[0, 1:].min() > 0.2


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_items_look_alike(level: int) -> None:
    """Of twelve."""
    items = [present(p, modality="image", choices=True, size=64) for p in probes(level, 12)]
    assert len({look_of(item) for item in items}) == 12


def test_near_things_have_no_place_to_the_side_of_each_other() -> None:
    """Orders are claimed only where they are clear."""
    things = tuple(Standing("ball", at) for at in ((0, 0), (10, 10), (150, 120)))
    found = orders(Seen(things, Look((0, 1))))
    assert found[:2] == [(0, 0), (-1, -1)]
    assert orders(Seen(things, Look((0, 1), -1)))[1] == (1, -1)


@pytest.mark.parametrize("rival", ["own-view", "nearest-only", "leftmost-only"])
@pytest.mark.parametrize("level", [3, 4, 5])
def test_no_part_of_the_way_is_worth_twenty_points(rival: str, level: int) -> None:
    """Above one of four."""
    right = sum(probe.rivals[rival] == probe.answer for probe in probes(level, MANY))
    assert right / MANY < 0.45 + 0.07
