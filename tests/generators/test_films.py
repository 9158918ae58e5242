"""What a film shows and what it must not show, measured in pixels."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
import pytest

from spatialbench.caster.frame import SURFACES, cast, look
from spatialbench.generators.permanence.kinds import Shift
from spatialbench.geometry.film import Frame, frames
from spatialbench.geometry.replay import fitting_history, histories
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import ComeOut, GoBehind, Hide, Show, Story
from spatialbench.items.middle import wrapped_in
from spatialbench.items.present import present
from spatialbench.probes.make import make
from spatialbench.probes.probe import Film, Probe
from spatialbench.probes.registry import find, tasks
from spatialbench.render import ids, render

SIZE = (288, 162)
DRAWN = {"paper/holes-v1"}  # no bodies are filmed
FILMED = [t for t in tasks() if "frames" in find(t).modalities and t not in DRAWN]
PERMANENCE = ("permanence/hidden-where", "permanence/shell-game", "permanence/carried-unseen")
CARRIED = "permanence/carried-unseen"


def pixels_of(probe: Probe, frame: Frame, name: str) -> int:
    """How many pixels show the body."""
    scene = in_sight(probe, frame)
    names = [body.name for body in scene.bodies]
    if name not in names:
        return 0
    return int(np.count_nonzero(ids(scene, poses=frame.poses, size=SIZE) == names.index(name)))


def in_sight(probe: Probe, frame: Frame) -> Scene:
    """The scene as it is drawn: without what is out of sight."""
    bodies = tuple(body for body in probe.scene.bodies if body.name not in frame.unseen)
    return replace(probe.scene, bodies=bodies)


def filmed(probe: Probe) -> tuple[Story, list[Frame]]:
    """The story that is filmed, and its frames."""
    story = fitting_history(probe.scene, probe.story)
    return story, list(frames(probe.scene, story, (probe.film or Film()).footage()))


def looks(probe: Probe, frame: Frame) -> str:
    """What the frame looks like."""
    return render(in_sight(probe, frame), poses=frame.poses, size=(192, 108)).pixel_hash()


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("task", PERMANENCE)
def test_the_ball_is_seen_before_it_is_hidden_and_never_after_unless_shown(
    task: str, level: int
) -> None:
    """Between hiding and asking not one pixel of the ball is seen but where the box is tipped, not
    even if what is out of sight were drawn."""
    probe = make(task, seed="films", index=level, level=level)
    story, film = filmed(probe)
    assert pixels_of(probe, film[0], "ball") > 20
    last_hiding = max(i for i, event in enumerate(story) if isinstance(event, (Hide, Shift)))
    after = [f for f in film if f.event > last_hiding and not isinstance(story[f.event], Show)]
    drawn = [replace(frame, unseen=frozenset()) for frame in after]
    assert sum(pixels_of(probe, frame, "ball") for frame in drawn) == 0


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_tipping_the_box_shows_the_ball_exactly_where_the_story_says_so(level: int) -> None:
    """Of the frames of each look, the tipped one shows the ball if and only if it is inside."""
    probe = make(CARRIED, seed="films", index=level, level=level)
    story, film = filmed(probe)
    for number, event in enumerate(story):
        if isinstance(event, Show):
            seen = max(pixels_of(probe, f, "ball") for f in film if f.event == number)
            assert (seen > 10) == (event.contents == ("ball",))


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_the_box_is_hidden_behind_a_screen_and_seen_when_it_is_out(level: int) -> None:
    """Not a pixel behind the screen; in front nearly all of what it would show alone."""
    probe = make(CARRIED, seed="films", index=level, level=level)
    story, film = filmed(probe)
    ends = {frame.event: frame for frame in film}
    alone = pixels_of(probe, film[0], "box")
    behind = [
        pixels_of(probe, ends[i], "box") for i, e in enumerate(story) if isinstance(e, GoBehind)
    ]
    out = [pixels_of(probe, ends[i], "box") for i, e in enumerate(story) if isinstance(e, ComeOut)]
    assert set(behind) == {0}
    assert min(out) > 0.7 * alone


@pytest.mark.parametrize("level", [1, 2])  # longer films have as many moments, only more of them
def test_every_history_that_fits_looks_the_same(level: int) -> None:
    """No frame, and no number of frames, tells where the ball was left."""
    probe = next(
        p
        for i in range(200)
        if (p := make(CARRIED, seed="films", index=i, level=level)).undetermined
    )
    fitting = []
    for history in histories(probe.story):
        film = list(frames(probe.scene, history))
        shown = [
            (f, e.contents)
            for f in film
            if f.event >= 0 and isinstance(e := history[f.event], Show)
        ]
        right = all(
            (max(pixels_of(probe, f, "ball") for f, c in shown if c is contents) > 10)
            == (contents == ("ball",))
            for contents in [c for _, c in shown]
        )
        if right:
            fitting.append([looks(probe, frame) for frame in film])
    assert len(fitting) > 1
    assert all(film == fitting[0] for film in fitting)


WRAPPED = ["cube/face-after-turns", "cube/facing-you", "cube/mark-direction"]


def wrapped(probe: Probe) -> tuple[Scene, list[Frame]]:
    """The scene with the cube in its paper, and the film as it is drawn."""
    assert probe.film is not None
    body = wrapped_in(probe.film.paper, probe.scene.bodies[0])
    scene = replace(probe.scene, bodies=(body,))
    film = frames(scene, probe.story, probe.film.footage())
    return scene, list(film)


@pytest.mark.parametrize("level", [2, 5])
@pytest.mark.parametrize("task", WRAPPED)
def test_the_wrapped_cube_looks_the_same_after_every_turn(task: str, level: int) -> None:
    """The end of a film gives nothing away: it looks like its beginning, whatever the paper."""
    for index in range(4):
        scene, film = wrapped(make(task, seed="films", index=index, level=level))
        ends = {frame.event: frame for frame in film}
        seen = {render(scene, poses=frame.poses, size=96).pixel_hash() for frame in ends.values()}
        assert len(seen) == 1


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("task", WRAPPED)
def test_films_of_a_wrapped_cube_are_as_long_as_they_have_turns(task: str, level: int) -> None:
    """Their frames are so many a turn, whatever its angle: they say nothing about the quarters."""
    for index in range(6):
        probe = make(task, seed="films", index=index, level=level)
        _, film = wrapped(probe)
        assert probe.film is not None
        assert len(film) == 1 + len(probe.story) * (probe.film.frames_a_turn or 0)


def test_papers_and_speeds_are_drawn_apart_from_the_answer() -> None:
    """All papers, patterns and speeds come up with every answer, as often as by chance."""
    level = Counter[tuple[object, str]]()
    for index in range(1200):
        probe = make("cube/mark-direction", seed="films", index=index, level=1)
        assert probe.film is not None
        level[probe.film.frames_a_turn, str(probe.answer)] += 1
        level[probe.film.paper.colour, str(probe.answer)] += 1
    for (looked, answer), count in level.items():
        of_answer = sum(n for (_, other), n in level.items() if other == answer) / 2
        of_look = sum(n for (other, _), n in level.items() if other == looked)
        expected = of_answer * of_look / 1200
        assert abs(count - expected) < 4.5 * expected**0.5


def test_frames_that_look_the_same_are_one_picture() -> None:
    """Nothing is stored twice, and nothing else is shared."""
    for task in ("cube/facing-you", "permanence/carried-unseen"):
        item = present(make(task, seed="films", level=4), modality="frames", size=64)
        by_path = defaultdict(set)
        for image in item.images:
            assert image.png is not None
            by_path[image.path].add(image.png())
        assert all(len(pictures) == 1 for pictures in by_path.values())
        assert len(by_path) < 0.8 * len(item.images)


FURNITURE = ("board", "groove:", "wall:")
"""What others move on or along: it may be larger than the picture."""


@pytest.mark.parametrize("task", FILMED)
def test_what_happens_fills_the_picture(task: str) -> None:
    """Over the whole film all that moves, or is met, takes 60 % of the width or the height, and
    none of it is cut off but discs that slide off the table."""
    for level in find(task).levels:
        probe = make(task, seed="framed", level=level, index=0)
        wide = probe.film is not None and probe.film.wide
        width, height = (160, 90) if wide else (128, 128)
        story = probe.film.story if probe.film and probe.film.story else probe.story
        film = list(
            frames(
                probe.scene, fitting_history(probe.scene, story), (probe.film or Film()).footage()
            )
        )
        number = {
            k for k, body in enumerate(probe.scene.bodies) if not body.name.startswith(FURNITURE)
        }
        seen = np.zeros((height, width), bool)
        for frame in film:
            found = cast(look(probe.scene, frame.poses, probe.scene.camera, (width, height)))
            seen |= np.isin(found.surface // SURFACES - 1, list(number))
        columns, rows = np.flatnonzero(seen.any(0)), np.flatnonzero(seen.any(1))
        assert max((np.ptp(columns) + 1) / width, (np.ptp(rows) + 1) / height) >= 0.6
        cut = seen[[0, -1]].any() or seen[:, [0, -1]].any()
        assert not cut or task.startswith("causal/")


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("name", ["hidden-where", "shell-game", "who-looks-where", "a-not-b"])
def test_the_ball_is_large_enough_to_be_seen(name: str, level: int) -> None:
    """Some forty pixels across in the first frame, where it lies in front of the cups, and the
    number of a place is not hidden by it."""
    for index in range(3):
        probe = make(f"permanence/{name}", seed="large", level=level, index=index)
        wide = probe.film is not None and probe.film.wide
        seen = ids(probe.scene, size=(768, 432) if wide else (512, 512))
        names = [body.name for body in probe.scene.bodies]
        rows, columns = np.nonzero(seen == names.index("ball"))
        assert min(np.ptp(rows), np.ptp(columns)) + 1 >= 38
        mats = [n for n, name in enumerate(names) if name.startswith("mat:")]
        counts = [int((seen == number).sum()) for number in mats]
        assert not counts or min(counts) > 0.7 * max(counts)
