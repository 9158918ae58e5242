"""`permanence/which-one`: facts from outside, solvers of words and of states, films."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_cups import placed, placed_in_state

from spatialbench.generators.permanence.alike import Look, Trade, places_left, rows_after
from spatialbench.generators.permanence.kinds import LookUnder, PassBehind
from spatialbench.generators.permanence.table import places_of, row
from spatialbench.generators.permanence.which_one import scene_of
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.film import frames
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.replay import fitting_history, histories
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.render import render
from spatialbench.verification.measure import measure

TASK = "permanence/which-one"
EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)
TWO = (places_of(row(2))[0], places_of(row(2))[1])


def place_of(marbles: list[str], story: tuple[Event, ...], cup: int = 1) -> object:
    """Where a cup is, measured."""
    places = places_of(row(len(marbles)))
    return measure(
        scene_of(marbles, "blue", "red"), story, AtWhichPlace(f"cup:{cup}", places)
    ).value


def pass_behind(*, pause: bool) -> PassBehind:
    """The two cups of a row of two."""
    return PassBehind("screen", (TWO,), pause)


# --- what is known --------------------------------------------------------------------------------


def test_two_that_look_alike_and_meet_out_of_sight_stream_or_bounce() -> None:
    """Which is which cannot be told by sight (Metzger 1934), unless their motion is known."""
    assert place_of(["red", "red"], (pass_behind(pause=True),)) == "cannot be told"
    assert place_of(["red", "red"], (pass_behind(pause=False),)) == "2"


@pytest.mark.parametrize(("colour", "place"), [("red", "1"), ("green", "2")])
def test_features_tell_which_is_which(colour: str, place: str) -> None:
    """Where they differ; where they do not, a look tells nothing."""
    look = LookUnder(TWO[0], colour)
    assert place_of(["red", "green"], (pass_behind(pause=True), look)) == place
    same = LookUnder(TWO[0], "red")
    assert place_of(["red", "red"], (pass_behind(pause=True), same)) == "cannot be told"


def test_a_look_before_the_screen_tells_nothing_of_what_comes_after_it() -> None:
    """Order matters."""
    look, story = LookUnder(TWO[0], "red"), (pass_behind(pause=True),)
    assert place_of(["red", "green"], (look, *story)) == "cannot be told"


some_trade = st.builds(
    lambda kind, pair: Trade(kind, (pair,)),
    st.sampled_from(("view", "on", "pause")),
    st.sampled_from([(0, 1), (0, 2), (1, 2), (2, 3), (0, 3)]),
)


@given(course=st.lists(some_trade, max_size=7))
def test_without_looks_there_is_a_history_for_every_choice(course: list[Trade]) -> None:
    """And no more rows than choices; with nothing that pauses there is one."""
    rows = rows_after(tuple(course), [0, 1, 0, 1])
    pauses = sum(trade.kind == "pause" for trade in course)
    assert 1 <= len(rows) <= 2**pauses
    assert all(sorted(cups) == [0, 1, 2, 3] for cups in rows)


@given(course=st.lists(some_trade, max_size=6), place=st.integers(0, 3), colour=st.integers(0, 1))
def test_a_look_only_rules_out(course: list[Trade], place: int, colour: int) -> None:
    """What is possible after it was possible before."""
    marbles = [0, 1, 1, 0]
    seen = places_left((*course, Look(place, colour)), marbles, 0)
    assert seen <= places_left(tuple(course), marbles, 0)


# --- solvers --------------------------------------------------------------------------------------


@EACH
def test_the_words_alone_say_which_one(level: int, wording: int, language: Language) -> None:
    """In either language."""
    for index in range(8):
        probe = make(TASK, seed="solving", level=level, index=index)
        assert placed(present(probe, language=language, wording=wording).prompt) == probe.answer


@EACH
def test_the_state_alone_says_which_one(level: int, wording: int, language: Language) -> None:
    """All rows that fit, by places."""
    for index in range(8):
        probe = make(TASK, seed="solving", level=level, index=index)
        item = present(probe, language=language, wording=wording, modality="state")
        assert placed_in_state(item.prompt) == probe.answer


@settings(max_examples=30, deadline=None)
@given(level=st.integers(1, 5), index=st.integers(0, 10**6))
def test_some_history_fits_what_is_told(level: int, index: int) -> None:
    """So that there is a film."""
    probe = make(TASK, seed="fits", level=level, index=index)
    assert fitting_history(probe.scene, probe.story)


# --- films ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2])
def test_whether_cups_turned_back_is_not_to_be_seen(level: int) -> None:
    """All histories look alike up to the first look under a cup."""
    probe = make(TASK, seed="films", level=level)
    looks = [n for n, event in enumerate(probe.story) if isinstance(event, LookUnder)]
    story = probe.story[: looks[0]] if looks else probe.story
    seen = tuple(body for body in probe.scene.bodies if not body.name.startswith("marble"))
    scene = replace(probe.scene, bodies=seen)
    found = {
        tuple(
            render(scene, poses=frame.poses, size=(96, 54)).pixel_hash()
            for frame in frames(probe.scene, history)
        )
        for history in histories(story)
    }
    assert len(found) == 1


@pytest.mark.parametrize("level", range(1, 6))
def test_a_pause_takes_longer_out_of_sight(level: int) -> None:
    """Four frames with it, two without it: as often nothing moves from frame to frame."""
    probe = make(TASK, seed="films", level=level)
    story = fitting_history(probe.scene, probe.story)
    film = list(frames(probe.scene, story))
    cups = [body.name for body in probe.scene.bodies if body.name.startswith("cup:")]
    for number, event in enumerate(probe.story):
        if isinstance(event, PassBehind):
            there = [f.poses[n][:3, 3] for f in film if f.event == number for n in cups]
            seen = np.sort(np.reshape(there, (-1, 3 * len(cups))))
            resting = sum(np.array_equal(one, two) for one, two in pairwise(seen))
            assert resting == len(event.pairs) * (3 if event.pause else 1)
