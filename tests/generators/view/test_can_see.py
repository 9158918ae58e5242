"""What a figure sees among boards: exact shadows, words, state, pictures."""

from __future__ import annotations

import pytest
from asking import EACH, asked, drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_sights import sights_of_state, sights_told

from spatialbench.caster.visibility import states
from spatialbench.generators.view.boards import (
    ALONG,
    Board,
    Window,
    board_body,
    box_corners,
    crosses,
    effect,
)
from spatialbench.generators.view.can_see import LEVELS
from spatialbench.generators.view.courses import State
from spatialbench.generators.view.figures import EYES
from spatialbench.generators.view.kinds import Sees
from spatialbench.generators.view.sights import FIELD, SEEN, Thing, in_field, sight_of, way_of
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.items.choices import choices_of
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.probe import Probe
from spatialbench.render import ids
from spatialbench.testing.pictures import look_of
from spatialbench.verification.measure import measure

TASK = "view/can-see"
EYE = (0, 0, 100)
WALL = Board((0, 200), (1, 0), 100, 130)
CUBE = (23, 23, 23)


def probes(level: int, count: int) -> list[Probe]:
    """The first probes of a level."""
    return drawn(TASK, level, count)


# --- shadows ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("board", "place", "found"),
    [
        (WALL, (0, 300), "hides"),
        (WALL, (0, 100), "clear"),  # before it
        (WALL, (250, 300), "clear"),  # beyond its end
        (WALL, (150, 300), None),  # its end is in the middle of what is seen
        (WALL._replace(height=30), (0, 500), "clear"),  # over it
        (WALL._replace(height=90), (0, 260), "hides"),  # lower than the eyes, but close
        (WALL._replace(window=Window(-80, 20, 20, 120)), (-50, 340), "clear"),
        (WALL._replace(window=Window(-80, 20, 20, 120)), (90, 300), "hides"),
    ],
)
def test_what_a_board_does(board: Board, place: tuple[int, int], found: str | None) -> None:
    """To a cube on the table, for an eye ten centimetres above it."""
    assert effect(board, EYE, box_corners((*place, 23), CUBE)) == found


@settings(max_examples=60, deadline=None)
@given(
    at=st.tuples(st.integers(-15, 15), st.integers(6, 30)),
    place=st.tuples(st.integers(-30, 30), st.integers(6, 50)),
    along=st.sampled_from(list(ALONG)),
    height=st.sampled_from([50, 90, 130]),
    opening=st.sampled_from([None, Window(-80, 20, 20, 100)]),
)
def test_pixels_agree_with_shadows(at, place, along, height, opening) -> None:  # type: ignore[no-untyped-def]
    """A camera at the eye sees none of what is hidden, and all of what is clear."""
    board = Board((10 * at[0], 10 * at[1]), along, 100, height if opening is None else 130, opening)
    x, y = 10 * place[0], 10 * place[1]
    found = effect(board, EYE, box_corners((x, y, 23), CUBE))
    camera = Camera(EYE, (x, y, 23), 40)
    cube = Body("cube", Box((46, 46, 46)), Pose((x, y, 23)), "red")
    scene = Scene((cube, board_body("board", board, "grey")), camera, floor=False)
    if found is not None:
        share = states(scene)["cube"].fraction
        assert share == 0 if found == "hides" else share > 0.99


def test_a_board_is_crossed_between_its_ends() -> None:
    """Seen from above."""
    assert crosses(WALL, (0, 0), (0, 300))
    assert not crosses(WALL, (0, 0), (0, 150))
    assert not crosses(WALL, (0, 0), (250, 300))


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((0, 300), True),
        ((0, -300), False),
        ((300, 30), False),
        ((200, 200), None),
        ((300, 160), None),
    ],
)
def test_the_field_of_view_has_clear_borders(place: tuple[int, int], found: bool | None) -> None:
    """Inside up to 45°, outside from 75° on, for all of the thing."""
    assert in_field(State((0, 0), (0, 1)), box_corners((*place, 23), CUBE)) is found


def test_ways_are_told_apart() -> None:
    """The same cube, seen over a low board and hidden by the next one."""
    low, tall = Board((0, 100), (1, 0), 50, 50), Board((0, 200), (1, 0), 100, 130)
    eye, cube = State((0, 0), (0, 1)), Thing((0, 300), CUBE)
    seen, hidden = sight_of(eye, cube, [low]), sight_of(eye, cube, [low, tall])
    assert seen is not None
    assert hidden is not None
    assert (way_of(seen), way_of(hidden)) == ("over", "second")


# --- probes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_meshes_agree_with_the_key(level: int) -> None:
    """What is seen is seen by far more than is asked for."""
    for probe in probes(level, 12):
        found = measure(probe.scene, probe.story, probe.ask)
        assert found.value == probe.answer
        assert found.margins["seen"] > 0.4
        assert found.margins["degrees"] > 10


@pytest.mark.parametrize("level", LEVELS)
def test_as_many_are_seen_as_the_level_says(level: int) -> None:
    """So that the chance of a guess is known."""
    among = LEVELS[level]
    least = sum(way in SEEN for way in among.ways)
    for probe in probes(level, 12):
        assert least <= len(probe.answer) <= least + among.more  # type: ignore[arg-type]


@pytest.mark.parametrize("level", LEVELS)
def test_choices_are_of_one_size_and_say_nothing(level: int) -> None:
    """Every thing that is not in all of them is in as many of them as the others."""
    for probe in probes(level, 12):
        sets = [frozenset(value) for value in choices_of(probe)]  # type: ignore[arg-type]
        assert len(set(sets)) == len(sets) >= 3
        assert len({len(one) for one in sets}) == 1
        changing = frozenset.union(*sets) - frozenset.intersection(*sets)
        if len(sets[0]) > 1 and len(probe.vocabulary) - len(sets[0]) > 1:
            assert {sum(thing in one for one in sets) for thing in changing} == {2}


# --- words and state ----------------------------------------------------------------------------

COUNT = 6


@EACH
def test_a_reader_of_the_words_gives_the_key(level: int, language: Language) -> None:
    """By lines from many points of each thing to the eyes."""
    for probe, prompt in asked(TASK, level, COUNT, language, "text"):
        assert sights_told(prompt) == probe.answer


@EACH
def test_a_reader_of_the_state_gives_the_key(level: int, language: Language) -> None:
    """The same from JSON."""
    for probe, prompt in asked(TASK, level, COUNT, language, "state"):
        assert sights_of_state(prompt) == probe.answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_say_how_a_figure_sees(language: Language) -> None:
    """How high its eyes are, and how wide its field of view is."""
    prompt = present(probes(1, 1)[0], language=language, modality="text").prompt
    assert EYES == 100
    assert FIELD == 60
    assert "10 cm above the table" in prompt or "离桌面10厘米" in prompt
    assert "60°" in prompt


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_the_viewer_sees_all_that_is_asked_about(level: int) -> None:
    """At least 24 by 24 pixels of a picture of 512."""
    for probe in probes(level, 4):
        scene, ask = probe.scene, probe.ask
        assert isinstance(ask, Sees)
        seen, covered = states(scene), ids(scene, size=512)
        for number, body in enumerate(scene.bodies):
            if body.name in (*ask.bodies, ask.figure):
                assert seen[body.name].fraction > 0.8
                assert (covered == number).sum() > 24 * 24


@pytest.mark.parametrize("level", LEVELS)
def test_pictures_differ(level: int) -> None:
    """None looks like another."""
    items = [present(probe, modality="image", size=96) for probe in probes(level, 12)]
    assert len({look_of(item) for item in items}) == 12
