"""`permanence/count-behind`: facts from outside, solvers of words and of states, films."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_rolls import counted, counted_in_state

from spatialbench.errors import Refused
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.count_behind import LEVELS
from spatialbench.generators.permanence.kinds import Group, HowManyBehind, Roll, Slide
from spatialbench.generators.permanence.stands import (
    DIRECTIONS,
    IN_FRONT,
    places_of,
    scene_of,
)
from spatialbench.geometry.film import Frame, frames
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Scene
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.render import ids
from spatialbench.verification.measure import measure

TASK = "permanence/count-behind"
SIZE = (384, 216)
EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)
some_probe = st.builds(
    lambda level, index: make(TASK, seed="counts", level=level, index=index),
    st.sampled_from(range(1, 6)),
    st.integers(0, 10**6),
)


def screens(*colours: str) -> Scene:
    """Screens from left to right, with six red balls and six blue ones before them."""
    return scene_of(colours, {"red": 6, "blue": 6}, DIRECTIONS[0], LIGHTS[0])


def into(count: int, place: int = 0, of: int = 1, colour: str = "red") -> Roll:
    """So many balls go behind the screen at a place of the row."""
    return Roll((Group(colour, count, IN_FRONT, places_of(of)[place]),))


def out(count: int, place: int = 0, of: int = 1, colour: str = "red") -> Roll:
    """So many come out from behind it."""
    return Roll((Group(colour, count, places_of(of)[place], IN_FRONT),))


def reds(scene: Scene, story: tuple[Event, ...], screen: str = "white") -> object:
    """How many red balls are behind a screen, measured."""
    return measure(scene, story, HowManyBehind(f"screen:{screen}", "red")).value


# --- what is known --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "count"),
    [((into(1), into(1)), 2), ((into(2), out(1)), 1), ((into(3), out(2)), 1), ((into(2),), 2)],
    ids=["1 + 1", "2 - 1", "3 - 2", "2"],
)
def test_infants_know_one_and_one_and_two_less_one(story: tuple[Event, ...], count: int) -> None:
    """Addition and subtraction behind a screen (Wynn 1992)."""
    assert reds(screens("white"), story) == count


def test_what_leaves_one_screen_for_another_is_behind_that() -> None:
    """And a screen that slides takes along what is behind it."""
    left, right = places_of(2)
    across = Roll((Group("red", 1, left, right),))
    swap = Slide((("screen:white", "screen:black"), ("screen:black", "screen:white")))
    scene, story = screens("white", "black"), (into(2, 0, 2), across)
    assert [reds(scene, story, screen) for screen in ("white", "black")] == [1, 1]
    later = (*story, swap, into(1, 0, 2))
    assert [reds(scene, later, screen) for screen in ("white", "black")] == [1, 2]


def test_more_cannot_come_out_than_are_behind() -> None:
    """The second truth says so, and gives no number."""
    with pytest.raises(Refused, match="too few balls"):
        reds(screens("white"), (into(1), out(2)))


# --- what a probe is ------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(probe=some_probe)
def test_no_ball_is_lost(probe: object) -> None:
    """All screens together hide what is not in view, and the answer is one of the level's."""
    story, level = probe.story, LEVELS[probe.level]  # type: ignore[attr-defined]
    ask, scene = probe.ask, probe.scene  # type: ignore[attr-defined]
    names = [body.name for body in scene.bodies if body.name.startswith("screen:")]
    hidden = [measure(scene, story, HowManyBehind(name, ask.colour)).value for name in names]
    assert sum(map(int, hidden)) == level.supply - probe.rivals["seen-now"]  # type: ignore[attr-defined]
    assert 0 <= probe.answer <= level.most  # type: ignore[attr-defined]


@pytest.mark.parametrize("level", range(1, 6))
def test_every_number_is_as_often_right(level: int) -> None:
    """From none to the most that a level has."""
    found = [make(TASK, seed="even", level=level, index=i).answer for i in range(300)]
    shares = [found.count(number) / 300 for number in range(LEVELS[level].most + 1)]
    assert sum(shares) == 1
    assert max(shares) - min(shares) < 0.15


# --- solvers --------------------------------------------------------------------------------------


@EACH
def test_the_words_alone_say_how_many(level: int, wording: int, language: Language) -> None:
    """In either language."""
    for index in range(6):
        probe = make(TASK, seed="solving", level=level, index=index)
        assert counted(present(probe, language=language, wording=wording).prompt) == probe.answer


@EACH
def test_the_state_alone_says_how_many(level: int, wording: int, language: Language) -> None:
    """Screens by where they stand, and groups that go there."""
    for index in range(6):
        probe = make(TASK, seed="solving", level=level, index=index)
        item = present(probe, language=language, wording=wording, modality="state")
        assert counted_in_state(item.prompt) == probe.answer


# --- films ----------------------------------------------------------------------------------------


def seen(scene: Scene, frame: Frame) -> dict[str, int]:
    """How many pixels each ball has, all drawn."""
    found = ids(scene, poses=frame.poses, size=SIZE)
    counts = np.bincount(found[found >= 0].ravel(), minlength=len(scene.bodies))
    names = [body.name for body in scene.bodies]
    return {n: int(c) for n, c in zip(names, counts, strict=True) if n.startswith("ball:")}


@pytest.mark.parametrize("level", range(1, 6))
def test_a_ball_is_seen_where_it_is_out_and_not_a_pixel_of_it_behind_a_screen(level: int) -> None:
    """At the end of every event, even if what is out of sight were drawn."""
    probe = make(TASK, seed="films", level=level)
    ends = {frame.event: frame for frame in frames(probe.scene, probe.story)}
    for frame in ends.values():
        pixels = seen(probe.scene, frame)
        assert all(pixels[name] == 0 for name in frame.unseen)
        assert min((n for name, n in pixels.items() if name not in frame.unseen), default=99) > 60


@pytest.mark.parametrize("level", range(2, 6))
def test_nothing_behind_a_screen_is_seen_while_it_slides(level: int) -> None:
    """It is not drawn then."""
    probe = make(TASK, seed="films", level=level)
    slides = [n for n, event in enumerate(probe.story) if isinstance(event, Slide)]
    film = list(frames(probe.scene, probe.story))
    for number in slides:
        before = [f.unseen for f in film if f.event < number][-1]
        assert {f.unseen for f in film if f.event == number} == {before}
