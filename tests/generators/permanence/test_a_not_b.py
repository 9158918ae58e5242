"""`permanence/a-not-b`: dose, control, what parts are worth, solvers of words, of
states and of films."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from reading_habits import hidden_at_last, hidden_at_last_in_state, times_found, watched

from spatialbench.errors import Refused
from spatialbench.generators.permanence.a_not_b import LEVELS, row_after
from spatialbench.generators.permanence.kinds import FindAt, HideBeside, TradePlaces, Wait
from spatialbench.generators.permanence.table import BALL, ball, cup, cup_camera, row
from spatialbench.geometry.asks import InWhich
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.replay import replay
from spatialbench.geometry.scene import Scene
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.verification.measure import measure

TASK = "permanence/a-not-b"
COLOURS = ("red", "green", "blue")
CUPS = tuple(f"cup:{colour}" for colour in COLOURS)
EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)


def found(*story: Event) -> object:
    """Under which of three cups the ball is, measured."""
    bodies = [cup(n, x, c) for n, x, c in zip(CUPS, row(3), COLOURS, strict=True)]
    scene = Scene((*bodies, ball(0, -150, "black")), cup_camera(3, 150))
    return measure(scene, story, InWhich("ball", CUPS)).value


# --- what is known --------------------------------------------------------------------------------


@pytest.mark.parametrize("dose", range(4))
def test_however_often_it_was_found_at_a_it_is_at_b(dose: int) -> None:
    """Piaget 1954."""
    trials = (FindAt("ball", "cup:red"),) * dose
    assert found(*trials, HideBeside("ball", "cup:green", 1), Wait(10)) == "blue"


def test_what_is_beside_a_cup_hangs_on_how_the_row_stands_then() -> None:
    """Red and blue have traded places."""
    trade = TradePlaces((("cup:red", "cup:blue"), ("cup:blue", "cup:red")))
    assert found(trade, HideBeside("ball", "cup:green", 1)) == "red"
    assert found(trade, HideBeside("ball", "cup:blue", 2)) == "red"


def test_there_is_no_cup_beyond_the_row() -> None:
    """The second truth says so, and gives none."""
    with pytest.raises(Refused, match="no such cup"):
        found(HideBeside("ball", "cup:blue", 1))


def test_trades_of_cups_by_name_are_carried_out_in_order() -> None:
    """0 and 1 swap, then 1 goes to 2 and 2 to 1."""
    assert row_after(3, [((0, 1), (1, 0)), ((1, 2), (2, 1))]) == [2, 0, 1]


# --- what a probe is ------------------------------------------------------------------------------


@pytest.mark.parametrize("level", range(1, 6))
def test_every_dose_of_the_level_comes_up_and_habit_is_worth_no_more_than_chance(
    level: int,
) -> None:
    """Where A and B are the same cup (the control), looking at A is right."""
    probes = [make(TASK, seed="doses", level=level, index=index) for index in range(500)]
    least, most = LEVELS[level].dose
    assert {probe.facts["dose"] for probe in probes} == set(range(least, most + 1))
    habits = [probe for probe in probes if probe.facts["dose"]]
    right = [probe.rivals["perseverate-a"] == probe.answer for probe in habits]
    assert right == [bool(probe.key_facts["control"]) for probe in habits]
    assert sum(right) / len(right) == pytest.approx(1 / LEVELS[level].cups, abs=0.07)


@pytest.mark.parametrize("level", [3, 4, 5])
def test_whoever_leaves_out_a_trade_is_seldom_right(level: int) -> None:
    """The first, the last, any one, or all: at most chance and 20 points, give or take luck."""
    probes = [make(TASK, seed="parts", level=level, index=index) for index in range(300)]
    for name in ("one-trade-short", "first-trade-forgotten", "any-trade-forgotten", "cups-stay"):
        right = sum(probe.rivals.get(name) == probe.answer for probe in probes) / len(probes)
        assert right < 1 / LEVELS[level].cups + 0.2, name


# --- solvers --------------------------------------------------------------------------------------


@EACH
def test_the_words_alone_say_where_the_ball_is(
    level: int, wording: int, language: Language
) -> None:
    """And how often it was found before, in either language."""
    for index in range(6):
        probe = make(TASK, seed="solving", level=level, index=index)
        prompt = present(probe, language=language, wording=wording).prompt
        assert hidden_at_last(prompt) == probe.answer
        assert times_found(prompt) == probe.facts["dose"]


@EACH
def test_the_state_alone_says_where_the_ball_is(
    level: int, wording: int, language: Language
) -> None:
    """By where cups stand along x."""
    for index in range(6):
        probe = make(TASK, seed="solving", level=level, index=index)
        item = present(probe, language=language, wording=wording, modality="state")
        assert hidden_at_last_in_state(item.prompt) == probe.answer


# --- films ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", range(1, 6))
def test_the_picture_and_the_film_say_where_the_ball_is_and_how_often_it_was_found(
    level: int,
) -> None:
    """Of cups that look alike the lanes say which is which."""
    for index in range(2):
        probe = make(TASK, seed="film", level=level, index=index)
        assert watched(probe) == (probe.answer, probe.facts["dose"])


@pytest.mark.parametrize("level", [3, 4, 5])
def test_the_last_frames_and_the_picture_alone_do_not_say_it(level: int) -> None:
    """The cup that stood at first where the ball is hidden last: at most chance and 20 points."""
    right, count = 0, 300
    for index in range(count):
        probe = make(TASK, seed="places", level=level, index=index)
        last = replay(probe.scene, probe.story)[-1]
        x, *_ = last[BALL].position
        first = next(b for b in probe.scene.bodies if b.name != BALL and b.pose.position[0] == x)
        right += first.colour == probe.answer
    assert right / count < 1 / LEVELS[level].cups + 0.2


@pytest.mark.parametrize("level", [1, 4])
def test_in_other_colours_the_picture_is_another_one_and_the_film_is_not(level: int) -> None:
    """No frame tells the colour of a cup."""
    probe = make(TASK, seed="film", level=level, index=3)
    *cups, ball_body = probe.scene.bodies
    others = [cup.colour for cup in cups[1:] + cups[:1]]
    changed = [replace(cup, colour=other) for cup, other in zip(cups, others, strict=True)]
    scene = replace(probe.scene, bodies=(*changed, ball_body))
    one, other = (
        [image.pixels() for image in present(each, modality="frames", size=64).images]
        for each in (probe, replace(probe, scene=scene))
    )
    assert one[0] != other[0]
    assert one[1:] == other[1:]
