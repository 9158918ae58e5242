"""Discs in grooves: exact courses, what an absence changes, films, and small steps that agree."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.errors import Refused
from spatialbench.generators.causal.grooves.kinds import Push, Slide, SlidingWithout
from spatialbench.generators.causal.grooves.lanes import FINE, Disc, Hit, place_at, play
from spatialbench.generators.causal.grooves.laying import APART, LEVELS, Laid, moving
from spatialbench.generators.causal.grooves.rivals import rival_sets
from spatialbench.geometry.film import frames
from spatialbench.geometry.replay import replay
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Cylinder
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.render import ids
from spatialbench.verification.measure import jitter_holds, measure
from spatialbench.verification.motion import possible_worlds

TASK = "causal/without-it"
EACH_LEVEL = pytest.mark.parametrize("level", LEVELS)
COUNT = 100
SIZE = (768, 432)


@cache
def drawn(level: int) -> tuple[Probe, ...]:
    """Probes of a level."""
    return tuple(make(TASK, seed="natural", level=level, index=i) for i in range(COUNT))


def slide_of(probe: Probe) -> Slide:
    """What happens."""
    (event,) = probe.story
    assert isinstance(event, Slide)
    return event


def cm(*hits: tuple[float, int, int]) -> tuple[Hit, ...]:
    """Touches, their times in centimetres of sliding."""
    return tuple(Hit(int(time * FINE), one, other) for time, one, other in hits)


# --- known from outside -------------------------------------------------------------------------


def test_the_last_ball_of_a_cradle_flies_off() -> None:
    """One comes, the next three touch one after the other, the last one goes."""
    course = play([Disc(0, 0, 3, (1, 0)), Disc(20, 0, 5), Disc(40, 0, 5), Disc(60, 0, 5)])
    assert course.hits == cm((12, 0, 1), (22, 1, 2), (32, 2, 3))
    assert moving(course) == {3}
    ends = [place_at(legs, 50 * FINE)[0] // FINE for legs in course.legs]
    assert ends == [12, 30, 50, 78]


def test_two_that_meet_turn_back() -> None:
    """Both go on as fast, each the other way."""
    course = play([Disc(0, 0, 3, (1, 0)), Disc(26, 0, 3, (-1, 0))])
    assert course.hits == cm((10, 0, 1))
    assert [legs[-1].way for legs in course.legs] == [(-1, 0), (1, 0)]


def test_who_comes_later_finds_the_place_empty() -> None:
    """A disc knocked out of a crossing is not hit by the one that comes across; without the first
    push it is."""
    discs = [Disc(-20, 0, 3, (1, 0)), Disc(0, 0, 5), Disc(0, -40, 3, (0, 1))]
    assert moving(play(discs)) == {1, 2}
    assert moving(play(discs, removed=0)) == {1}


@pytest.mark.parametrize(
    ("discs", "reason"),
    [
        ([Disc(0, 0, 5), Disc(4, -30, 3, (0, 1))], "not in one groove"),  # hit off its middle
        ([Disc(0, 0, 5), Disc(9, -30, 3, (0, 1))], "not in one groove"),  # a near miss
        ([Disc(-20, 0, 3, (1, 0)), Disc(0, -20, 3, (0, 1))], "not in one groove"),  # at a crossing
        ([Disc(0, 0, 3, (1, 0)), Disc(20, 0, 3, (1, 0), 90)], "hit before it is pushed"),
    ],
)
def test_what_is_not_clear_is_refused(discs: list[Disc], reason: str) -> None:
    """Oblique touches, near misses, pushes of what was hit."""
    with pytest.raises(Refused, match=reason):
        play(discs)


rows = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from([(1, 0), (-1, 0), (0, 0)])),
    min_size=2, max_size=7, unique_by=lambda disc: disc[0],
)  # fmt: skip


@given(rows)
def test_in_one_groove_speeds_pass_through_and_discs_keep_their_order(
    row: list[tuple[int, tuple[int, int]]],
) -> None:
    """Equal weights: as many move as are pushed, the leftward ones end on the left."""
    try:
        course = play([Disc(20 * x, 0, 3, way) for x, way in row])
    except Refused:  # hit just as it is pushed
        return
    ends = [legs[-1].way[0] for _, legs in sorted(zip(row, course.legs, strict=True))]
    assert sorted(ends) == ends
    assert sorted(ends) == sorted(way[0] for _, way in row)
    order = sorted(range(len(row)), key=lambda n: row[n][0])
    late = [place_at(course.legs[n], 4000 * FINE)[0] for n in order]
    assert late == sorted(late)


# --- two truths ---------------------------------------------------------------------------------


@EACH_LEVEL
def test_small_steps_and_the_exact_course_end_alike(level: int) -> None:
    """To within a few steps of a hundredth of a second."""
    for probe in drawn(level)[:5]:
        exact = replay(probe.scene, probe.story)[-1]
        (world,) = possible_worlds(probe.scene, probe.story)
        for name in slide_of(probe).discs:
            off = np.abs(np.array(exact[name].position) - world.poses[name][:3, 3])
            assert off.max() < 10


@EACH_LEVEL
def test_the_second_truth_agrees_and_jitter_changes_nothing(level: int) -> None:
    """With everything 2 % elsewhere, larger or smaller, faster or slower."""
    for index, probe in enumerate(drawn(level)[:4]):
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index))


def test_the_second_truth_refuses_what_touches_aside() -> None:
    """One passes a resting disc half a disc aside."""
    bodies = tuple(
        Body(f"disc:{c}", Cylinder(30, 8), Pose((x, y, 4)), c)
        for c, x, y in (("red", 0, 0), ("blue", 30, -200), ("white", 300, 0))
    )
    names = tuple(body.name for body in bodies)
    slide = Slide(names, (Push("disc:blue", (0, 100, 0), 0),), 4000)
    ask = SlidingWithout(names, "disc:white")
    with pytest.raises(Refused, match="not in one groove"):
        measure(Scene(bodies, Camera((0, 0, 900), (0, 0, 0))), (slide,), ask)


# --- the draw -----------------------------------------------------------------------------------


@EACH_LEVEL
def test_as_many_slide_on_as_are_pushed(level: int) -> None:
    """Less one, where the removed disc is one of those; and it is never among them."""
    for probe in drawn(level):
        assert isinstance(probe.ask, SlidingWithout)
        assert isinstance(probe.answer, list)
        pushed = {push.body for push in slide_of(probe).pushes} - {probe.ask.removed}
        assert len(probe.answer) == len(pushed)
        assert probe.ask.removed.partition(":")[2] not in probe.answer
        assert all(len(value) == len(probe.answer) for value in probe.offered)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", [3, 4, 5])
def test_no_partial_strategy_pays_much(level: int) -> None:
    """Leaving the disc out of what happened, passing through, and the like: right in at most
    chance + 20 points of the probes, by at most three standard errors more."""
    limit = float(np.mean([probe.chance for probe in drawn(level)])) + 0.2
    names = {name for probe in drawn(level) for name in probe.rivals}
    for name in names:
        right = sum(p.rivals.get(name) == p.answer for p in drawn(level)) / COUNT
        assert right <= limit + 3 * (limit * (1 - limit) / COUNT) ** 0.5, name


def test_rivals_say_what_they_stand_for() -> None:
    """A cradle of three that a disc starts, and another one that comes across later."""
    discs = (
        Disc(-20, 0, 3, (1, 0)),
        Disc(0, 0, 5),
        Disc(20, 0, 5),
        Disc(0, -60, 3, (0, 1)),
        Disc(0, 40, 5),
    )
    laid = Laid(discs, play(discs), 0, play(discs, 0))
    assert moving(laid.course) == {2, 4}
    assert moving(laid.without) == {4}
    assert rival_sets(laid) == {
        "replay": {2, 4},
        "pass-through": {3},
        "touched-only": {2, 4},
        "one-push-on": {1},
        "row-by-row": {4},
    }


# --- films --------------------------------------------------------------------------------------


@EACH_LEVEL
def test_touches_are_three_frames_apart_and_all_pushes_are_seen(level: int) -> None:
    """In what happened; a film shows a second after the last push at least."""
    for probe in drawn(level):
        event = slide_of(probe)
        discs = [_disc(probe, event, name) for name in event.discs]
        times = [hit.time for hit in play(discs).hits]
        assert all(b - a >= APART * FINE for a, b in pairwise(times))
        assert Fraction(APART, 10) * event.rate >= 3
        assert event.lasts_for >= max(push.after for push in event.pushes) + 1000


def _disc(probe: Probe, event: Slide, name: str) -> Disc:
    body = probe.scene.body(name)
    assert isinstance(body.shape, Cylinder)
    x, y, _ = body.pose.position
    for push in event.pushes:
        if push.body == name:
            way = (push.speed[0] // 100, push.speed[1] // 100)
            return Disc(x // 10, y // 10, body.shape.radius // 10, way, push.after // 100)
    return Disc(x // 10, y // 10, body.shape.radius // 10)


@EACH_LEVEL
def test_frames_are_as_many_as_the_words_say(level: int) -> None:
    """The first at the start, the last at the end."""
    probe = drawn(level)[0]
    event = slide_of(probe)
    item = present(probe, modality="frames", size=64)
    assert len(item.images) == event.lasts() * event.rate + 1
    assert f"{event.rate} frames a second" in item.prompt


@EACH_LEVEL
@pytest.mark.parametrize("factor", [Fraction(1, 2), Fraction(2)])
def test_half_and_double_the_frames_show_the_same_motion(level: int, factor: Fraction) -> None:
    """Every frame of the slower film is one of the faster."""
    for probe in drawn(level)[:3]:
        event = slide_of(probe)
        other = replace(event, rate=int(event.rate * factor))
        film, again = list(frames(probe.scene, (event,))), list(frames(probe.scene, (other,)))
        slow, fast = (film, again) if factor > 1 else (again, film)
        for one, same in zip(slow, fast[::2], strict=True):
            assert all(np.allclose(one.poses[n], same.poses[n]) for n in one.poses)


@EACH_LEVEL
def test_discs_are_large_and_the_picture_is_filled(level: int) -> None:
    """At the start every disc is at least 40 pixels wide in a film of 512, and all of it is seen;
    together they take more than 60 % of the height."""
    for probe in drawn(level)[:4]:
        seen = ids(probe.scene, size=SIZE)
        names = [body.name for body in probe.scene.bodies]
        tops = []
        for name in slide_of(probe).discs:
            rows_, columns = np.nonzero(seen == names.index(name))
            assert np.ptp(columns) + 1 >= 40
            assert rows_.min() > 0
            assert rows_.max() < SIZE[1] - 1
            tops += [rows_.min(), rows_.max()]
        assert np.ptp(tops) > 0.6 * SIZE[1]
