"""`permanence/possible`: films in fours, facts from outside, solvers of words and of films."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from reading_films import missed, watched

from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.staging.kinds import CannotBe, LiftScreens, Tamper
from spatialbench.generators.permanence.staging.possible import enters, lift, tampers, trade
from spatialbench.generators.permanence.staging.stage import DIRECTIONS, scene_of
from spatialbench.generators.permanence.staging.staged import (
    BREACHES,
    LEVELS,
    Sight,
    Staged,
    draw_staged,
)
from spatialbench.geometry.film import Frame, frames
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Scene
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe
from spatialbench.render import ids, render
from spatialbench.verification.measure import measure

TASK = "permanence/possible"
COLOURS = ("red", "green", "blue")
LIKE = ("white", DIRECTIONS[0], LIGHTS[0])
EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)
some_probe = st.builds(
    lambda level, index: make(TASK, seed="films", level=level, index=index),
    st.sampled_from(range(1, 6)),
    st.integers(0, 10**6),
)


def told(staged: Staged, screens: int) -> tuple[Scene, tuple[Event, ...]]:
    """A scene and what happens in it."""
    colours = COLOURS[: len(staged.kinds)]
    colour, direction, light = LIKE
    things = list(zip(colours, staged.kinds, strict=True))
    story = (
        enters(staged, colours, screens, range(len(colours))),
        *(trade(step, screens) for step in staged.steps),
        *tampers(staged, colours, screens),
        lift(staged, colours, screens),
    )
    return scene_of(screens, colour, things, direction, light), story


def right(staged: Staged) -> tuple[Sight, ...]:
    """What is seen in the end, if all is as it must be."""
    must = zip(staged.must_be(), staged.kinds, strict=True)
    return tuple(None if place == staged.shut else (place, kind) for place, kind in must)


def found(staged: Staged, screens: int = 2) -> object:
    """What cannot be, measured."""
    scene, story = told(staged, screens)
    return measure(scene, story, CannotBe(COLOURS[: len(staged.kinds)])).value


# --- what is known --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen", "wrong"),
    [((0, "ball"), []), ((1, "ball"), ["red"]), ((0, "cube"), ["red"]), (None, ["red"])],
    ids=["as it was", "elsewhere", "changed", "vanished"],
)
def test_infants_look_longer_at_what_cannot_be(seen: Sight, wrong: list[str]) -> None:
    """A thing that was hidden is gone, is behind the other of two screens, or has become another
    (Baillargeon, Spelke & Wasserman 1985; Spelke et al. 1995; Wilcox & Baillargeon 1998)."""
    assert found(Staged(("ball",), (0,), (), None, (seen,))) == wrong


def test_what_a_screen_takes_along_comes_out_elsewhere() -> None:
    """After a swap it is the old place that cannot be."""
    swapped = Staged(("cube",), (0,), (((0, 1),),), None, ((1, "cube"),))
    assert found(swapped) == []
    assert found(swapped._replace(seen=((0, "cube"),))) == ["red"]


def test_what_a_screen_hides_that_stays_may_be_there() -> None:
    """But not in front of one's eyes as well."""
    shut = Staged(("ball",), (1,), (), 1, (None,))
    assert found(shut) == []
    assert found(shut._replace(seen=((0, "ball"),))) == ["red"]


# --- in fours -------------------------------------------------------------------------------------


def pictures(staged: Staged, screens: int) -> list[str]:
    """Every frame of a film, by its pixels."""
    scene, story = told(staged, screens)
    return [
        render(in_sight(scene, frame), poses=frame.poses, size=(192, 108)).pixel_hash()
        for frame in frames(scene, story)
    ]


def in_sight(scene: Scene, frame: Frame) -> Scene:
    """What is drawn."""
    bodies = tuple(body for body in scene.bodies if body.name not in frame.unseen)
    return replace(scene, bodies=bodies)


@pytest.mark.parametrize("level", range(1, 6))
def test_four_films_have_the_same_frames_twice(level: int) -> None:
    """Two beginnings and two ends: the frames of the possible two, and all pairs of frames that
    follow each other, are those of the impossible two, pixel by pixel."""
    shape = LEVELS[level]
    one, other = (draw_staged(Draw("fours", level, n), shape) for n in (1, 4))
    other = other._replace(shut=one.shut)
    ends = right(one), right(other)
    assert ends[0] != ends[1]
    possible = [
        pictures(s._replace(seen=e), shape.screens) for s, e in zip((one, other), ends, strict=True)
    ]
    crossed = [
        pictures(s._replace(seen=e), shape.screens) for s, e in zip((other, one), ends, strict=True)
    ]
    assert sum(map(Counter, possible), Counter()) == sum(map(Counter, crossed), Counter())
    assert pairs(possible) == pairs(crossed)
    assert not any(film in possible for film in crossed)


def pairs(films: Sequence[Sequence[str]]) -> Counter[tuple[str, str]]:
    """How often one frame follows another."""
    return Counter(pair for film in films for pair in pairwise(film))


@settings(max_examples=40, deadline=None)
@given(probe=some_probe)
def test_there_is_a_cut_exactly_where_something_cannot_be(probe: Probe) -> None:
    """Nobody hears of it, and it has no frame of its own."""
    cuts = [n for n, event in enumerate(probe.story) if isinstance(event, Tamper)]
    assert bool(cuts) == bool(probe.answer)
    assert sum(probe.key_facts[name] for name in BREACHES) == len(probe.answer)  # type: ignore[arg-type]
    assert {frame.event for frame in frames(probe.scene, probe.story)}.isdisjoint(cuts)


@cache
def staged(level: int, count: int) -> tuple[Staged, ...]:
    """Many of a level."""
    return tuple(draw_staged(Draw("many", level, n), LEVELS[level]) for n in range(count))


@pytest.mark.parametrize("level", range(1, 6))
def test_what_is_seen_in_the_end_comes_up_as_often_where_it_is_wrong(level: int) -> None:
    """Also what is seen in the beginning: for each thing, each in half of the films."""
    rows = [
        (one.seen[0], one.entered[0], one.kinds[0], 0 in one.wrong(one.must_be()))
        for one in staged(level, 4000)
    ]
    assert sum(wrong for *_, wrong in rows) / len(rows) == pytest.approx(0.5, abs=0.03)
    for column in range(3):
        for value in {row[column] for row in rows}:
            those = [row[3] for row in rows if row[column] == value]
            assert sum(those) / len(those) == pytest.approx(0.5, abs=0.1), value


def masks(probe: Probe) -> NDArray[np.float64]:
    """Where the first thing is in the first frame, in the one with lifted screens and in all of
    them, and how much that changes from frame to frame, in 24 by 14 pixels each."""
    film = []
    for frame in frames(probe.scene, probe.story):
        shown = in_sight(probe.scene, frame)
        seen = ids(shown, poses=frame.poses, size=(24, 14))
        things = [b.name.startswith(("ball:", "cube:")) for b in shown.bodies] + [False]
        film.append(np.array(things)[seen].ravel())
    stack = np.array(film, np.float64)
    changes = np.abs(np.diff(stack, axis=0)).sum(axis=0)
    return np.concatenate([stack[0], stack[-2], stack.sum(axis=0), changes, [1.0]])


def test_neither_single_frames_nor_their_differences_tell() -> None:
    """A linear observer that learns from half of the films is at chance in the other half."""
    probes = [make(TASK, seed="observed", level=1, index=n) for n in range(400)]
    table = np.array([masks(probe) for probe in probes])
    wrong = np.array([bool(probe.answer) for probe in probes]) * 2.0 - 1
    learned, tested = slice(0, None, 2), slice(1, None, 2)
    x, y = table[learned], wrong[learned]
    weights = np.linalg.solve(x.T @ x + 10 * np.eye(x.shape[1]), x.T @ y)
    share = float(np.mean(np.sign(table[tested] @ weights) == wrong[tested]))
    assert share == pytest.approx(0.5, abs=0.12)


# --- solvers --------------------------------------------------------------------------------------


@EACH
def test_the_words_alone_say_what_cannot_be(level: int, wording: int, language: Language) -> None:
    """In either language."""
    for index in range(8):
        probe = make(TASK, seed="solving", level=level, index=index)
        assert missed(present(probe, language=language, wording=wording).prompt) == probe.answer


@pytest.mark.parametrize("level", range(1, 6))
def test_the_pictures_alone_say_what_cannot_be(level: int) -> None:
    """By somebody who follows screens that look alike."""
    for index in range(2):
        probe = make(TASK, seed="watching", level=level, index=index)
        assert watched(probe) == probe.answer


@settings(max_examples=25, deadline=None)
@given(probe=some_probe)
def test_the_words_of_the_end_are_what_is_seen(probe: Probe) -> None:
    """Every thing that is seen under a lifted screen is named, and no other."""
    event = probe.story[-1]
    assert isinstance(event, LiftScreens)
    ends = list(frames(probe.scene, probe.story))[-2]
    shown = in_sight(probe.scene, ends)
    seen = ids(shown, poses=ends.poses, size=(384, 216))
    looks = {
        (body.colour, body.name.partition(":")[0])
        for number, body in enumerate(shown.bodies)
        if body.name.startswith(("ball:", "cube:")) and (seen == number).sum() > 30
    }
    assert looks == {(one.colour, one.thing) for one in event.shown}
