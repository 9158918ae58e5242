"""Films: they begin and end as the story does, and nothing has to be guessed in between."""

from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from named_bodies import named
from scipy.spatial.transform import Rotation as Outside

from spatialbench.generators.permanence.acting import shifted_to
from spatialbench.generators.permanence.kinds import Shift, TradePlaces
from spatialbench.geometry.film import Frame, Matrix4, axis_rotation, frames, pose_matrix
from spatialbench.geometry.footage import Footage
from spatialbench.geometry.lanes import lanes
from spatialbench.geometry.meshes import mesh_of
from spatialbench.geometry.replay import (
    carried_by,
    fitting_history,
    holds,
    replay,
)
from spatialbench.geometry.rotations import FACES, ROTATIONS
from spatialbench.geometry.scene import Body, Camera, Pose, Scene, coloured_cube
from spatialbench.geometry.shapes import Box, Cup, OpenBox
from spatialbench.geometry.story import Exchange, Leave, Show, Story, Turn
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks

DRAWN = {"paper/holes-v1"}
"""Their films are drawings: no body of the scene is seen to move."""

FILMED = [
    (task, level)
    for task, generator in tasks().items()
    if "frames" in generator.modalities and task not in DRAWN
    for level in generator.levels
]
ON_A_TABLE = [(task, level) for task, level in FILMED if task.startswith("permanence/")]
NAMING = [  # their events name all that moves
    (task, level)
    for task, level in ON_A_TABLE
    if any(name in task for name in ("hidden-where", "shell-game", "carried-unseen"))
]
TRADES = [
    (task, level)
    for task, level in FILMED
    if any(name in task for name in ("hidden-where", "who-looks-where", "a-not-b", "shell-game"))
]
FOLLOWED = [  # there are things that nothing but their places tells apart
    (task, level)
    for task, level in ON_A_TABLE
    if not any(name in task for name in ("hidden-where", "count-behind"))
]
PROBES = 6
CLOSE = 2.0  # millimetres that bodies may overlap: cups are pushed across the thin mats


@cache
def filmed(task: str, level: int) -> tuple[tuple[Scene, Story, tuple[Frame, ...]], ...]:
    """A few probes of a task as scene, history and frames."""
    found = []
    for index in range(PROBES):
        probe = make(task, seed="film", index=index, level=level)
        history = fitting_history(probe.scene, probe.story)
        footage = probe.film.footage() if probe.film else Footage()
        if not cups_of(probe.scene):  # what turns is seen as the story has it, not as in its paper
            footage = replace(footage, wrapped=())
        found.append((probe.scene, history, tuple(frames(probe.scene, history, footage))))
    return tuple(found)


def same(one: dict[str, Matrix4], other: dict[str, Matrix4]) -> bool:
    """Whether all bodies are at the same places."""
    return one.keys() == other.keys() and all(np.allclose(one[n], other[n]) for n in one)


def cups_of(scene: Scene) -> list[Body]:
    """The cups of a scene."""
    return [body for body in scene.bodies if isinstance(body.shape, Cup)]


def middles(frame: Frame, cups: list[Body]) -> Matrix4:
    """(n, 3) where the cups are."""
    return np.array([frame.poses[cup.name][:3, 3] for cup in cups])


# --- beginning, middle, end ---------------------------------------------------------------------


@pytest.mark.parametrize(("task", "level"), FILMED)
def test_a_film_begins_at_the_start_and_ends_at_the_end(task: str, level: int) -> None:
    """Its first frame is the scene, its last what the replay ends with."""
    for scene, history, film in filmed(task, level):
        first, *_, last = replay(scene, history)
        assert same(film[0].poses, {n: pose_matrix(p) for n, p in first.items()})
        assert same(film[-1].poses, {n: pose_matrix(p) for n, p in last.items()})


@pytest.mark.parametrize(("task", "level"), FILMED)
def test_the_last_frame_of_each_event_is_what_it_leads_to(task: str, level: int) -> None:
    """Event by event, as the replay has it."""
    for scene, history, film in filmed(task, level):
        states = replay(scene, history)
        ends = {frame.event: frame.poses for frame in film}
        for number, poses in ends.items():
            assert same(poses, {n: pose_matrix(p) for n, p in states[number + 1].items()})


@pytest.mark.parametrize(("task", "level"), FILMED)
def test_every_event_is_shown_in_order_but_what_happens_unseen(task: str, level: int) -> None:
    """Leaving a ball behind a screen has no frame that could tell of it."""
    for _, history, film in filmed(task, level):
        shown = [number for number, event in enumerate(history) if not event.secret]
        assert list(dict.fromkeys(frame.event for frame in film)) == [-1, *shown]
        assert [f.event for f in film] == sorted(f.event for f in film)


@pytest.mark.parametrize(("task", "level"), NAMING)
def test_only_what_an_event_names_moves_and_what_is_inside_it(task: str, level: int) -> None:
    """All else stays put from frame to frame."""
    for scene, history, film in filmed(task, level):
        states = replay(scene, history)
        for before, after in pairwise(film):
            event, poses = history[after.event], states[after.event]
            names = named(event, scene, poses)
            names += [getattr(event, "container", names[0])]
            if isinstance(event, Shift):
                names += [cup.name for cup in shifted_to(event, scene, poses, holds)]
            cast = {c for n in names for c in (n, *carried_by(scene, poses, n, holds))}
            # a ball that was left unseen is somewhere else in the frame after it
            cast |= {e.body for e in history[: after.event] if isinstance(e, Leave)}
            still = before.poses.keys() - cast
            assert same(*({n: f.poses[n] for n in still} for f in (before, after)))


# --- steps --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("task", "level"), FILMED)
def test_a_turn_goes_less_than_45_degrees_a_frame(task: str, level: int) -> None:
    """Less than half of the quarter turn after which a plain cube looks the same."""
    for _, history, film in filmed(task, level):
        for before, after in pairwise(film):
            if isinstance(history[after.event], Turn):
                name = history[after.event].body  # type: ignore[union-attr]
                turned = after.poses[name][:3, :3] @ before.poses[name][:3, :3].T
                assert np.degrees(Outside.from_matrix(turned).magnitude()) < 44


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("direction", ["clockwise", "counterclockwise"])
@pytest.mark.parametrize("frame", ["room", "own"])
def test_a_turn_is_on_its_way_all_along(face: str, direction: str, frame: str) -> None:
    """Every frame of 270° is a turn by as much more about the same axis, from any orientation."""
    cube = coloured_cube("cube", 10, dict.fromkeys(FACES, "red"), (1, 2, 3))
    cube = Body("cube", cube.shape, Pose((1, 2, 3), ROTATIONS[7]), "red")
    scene = Scene((cube,), Camera((0, -90, 0), (0, 0, 0)))
    turn = Turn("cube", face, direction, 3, frame)  # type: ignore[arg-type]
    for each, count in ((None, 9), (7, 7)):
        film = list(frames(scene, (turn,), Footage(each)))
        steps = [b.poses["cube"][:3, :3] @ a.poses["cube"][:3, :3].T for a, b in pairwise(film)]
        assert len(steps) == count
        assert all(np.allclose(step, steps[0]) for step in steps)
        assert all(f.poses["cube"][:3, 3].tolist() == [1, 2, 3] for f in film)


@pytest.mark.parametrize("frame", ["room", "own"])
def test_what_looks_the_same_after_every_turn_begins_each_unturned(frame: str) -> None:
    """It is drawn at one of its 24 places: the moments differ from the true ones by one of the
    rotations of a cube, and the ends of turns are all the same."""
    cube = Body("cube", Box((10, 10, 10)), Pose((1, 2, 3), ROTATIONS[7]), "grey")
    scene = Scene((cube,), Camera((0, -90, 0), (0, 0, 0)))
    story = tuple(Turn("cube", side, "clockwise", 1, frame) for side in ("top", "front", "left"))  # type: ignore[arg-type]
    true, drawn = (list(frames(scene, story, Footage(5, each))) for each in ((), ("cube",)))
    cubes = [np.array(rotation.matrix, float) for rotation in ROTATIONS]
    for one, other in zip(true, drawn, strict=True):
        apart = one.poses["cube"][:3, :3].T @ other.poses["cube"][:3, :3]
        assert any(np.allclose(apart, rotation) for rotation in cubes)
    assert {f.poses["cube"].tobytes() for f in drawn[::5]} == {drawn[0].poses["cube"].tobytes()}


@pytest.mark.parametrize(("task", "level"), FOLLOWED)
def test_the_nearest_that_looks_the_same_in_the_next_frame_is_the_same(
    task: str, level: int
) -> None:
    """Body by body, forwards and backwards in time; what is covered is not looked at."""
    groups = 0
    for scene, _, film in filmed(task, level):
        looks: dict[object, list[str]] = {}
        for body in scene.bodies:
            paper = isinstance(body.shape, Cup) and "a-not-b" in task
            looks.setdefault((body.shape, paper or (body.colour, body.marks)), []).append(body.name)
        for names in (names for names in looks.values() if len(names) > 1):
            groups += 1
            for before, after in pairwise(film):
                shown = [name for name in names if name not in before.unseen | after.unseen]
                one, two = (np.array([f.poses[n][:3, 3] for n in shown]) for f in (before, after))
                if same_places(one, two):  # nothing is seen to move
                    continue
                away = np.linalg.norm(one[:, None] - two[None], axis=2)
                order = list(range(len(shown)))
                assert away.argmin(0).tolist() == away.argmin(1).tolist() == order
    assert groups


def same_places(one: Matrix4, two: Matrix4) -> bool:
    """Whether something is at each of these places before and after, whichever it is."""
    places = (sorted(map(tuple, np.round(each, 6).tolist())) for each in (one, two))
    return next(places) == next(places)


@pytest.mark.parametrize(("task", "level"), TRADES)
def test_cups_go_along_in_lanes_beside_the_row(task: str, level: int) -> None:
    """Their depth does not change meanwhile: to the right they go in front of the row, to the left
    behind it."""
    for scene, history, film in filmed(task, level):
        cups = cups_of(scene)
        for before, after in pairwise(film):
            if isinstance(history[after.event], (Exchange, TradePlaces)):
                one, two = middles(before, cups), middles(after, cups)
                for along, aside, depth in zip(*(two - one).T[:2], one[:, 1], strict=True):
                    assert along == 0 or (aside == 0 and along * depth < 0)


# --- nothing meets ------------------------------------------------------------------------------


@pytest.mark.parametrize(("task", "level"), TRADES)
def test_cups_never_meet_while_they_change_places(task: str, level: int) -> None:
    """Nor between frames: their axes stay apart by at least the sum of the radii of their rims."""
    for scene, _, film in filmed(task, level):
        cups = cups_of(scene)
        first, second = np.triu_indices(len(cups), 1)
        for before, after in pairwise(film):
            one, two = middles(before, cups), middles(after, cups)
            for share in np.linspace(0, 1, 9):
                now = (one + (two - one) * share)[:, :2]
                away = np.linalg.norm(now[first] - now[second], axis=1)
                assert away.min() >= 2 * max(
                    c.shape.rim_radius for c in cups if isinstance(c.shape, Cup)
                )


def boxes(scene: Scene, frame: Frame) -> dict[str, Matrix4]:
    """(2, 3) lowest and highest corner of every body by name."""
    found = {}
    for body in scene.bodies:
        pose = frame.poses[body.name]
        corners = np.asarray(mesh_of(body.shape).vertices) @ pose[:3, :3].T + pose[:3, 3]
        found[body.name] = np.array([corners.min(0), corners.max(0)])
    return found


def overlap(one: Matrix4, other: Matrix4) -> float:
    """How deep two boxes are in each other, along the axis where it is least; negative: apart."""
    return float((np.minimum(one[1], other[1]) - np.maximum(one[0], other[0])).min())


def within(container: Matrix4, body: Matrix4) -> bool:
    """Whether the middle of a body is over or under the middle half of the container."""
    middle, size = container.mean(0), container[1] - container[0]
    return bool((np.abs(body.mean(0) - middle)[:2] <= size[:2] / 4).all())


@pytest.mark.parametrize(("task", "level"), ON_A_TABLE)
def test_no_two_bodies_are_at_one_place(task: str, level: int) -> None:
    """In every frame the boxes around bodies are apart, but for the ball and what it is in."""
    for scene, _, film in filmed(task, level):
        hollow = {b.name for b in scene.bodies if isinstance(b.shape, (Cup, OpenBox))}
        for frame in film:
            found = boxes(scene, frame)
            for one, other in combinations(found, 2):
                deep = overlap(found[one], found[other])
                held = other == "ball" or other.startswith("marble:")
                put_in = one in hollow and held and within(found[one], found[other])
                assert deep <= CLOSE or put_in, (frame.event, one, other)


@pytest.mark.parametrize(("task", "level"), ON_A_TABLE)
def test_nothing_sinks_into_the_table(task: str, level: int) -> None:
    """In no frame is a corner below it, but of what lies under it as a whole, unseen."""
    for scene, _, film in filmed(task, level):
        for frame in film:
            found = boxes(scene, frame).values()
            assert min(b[0, 2] for b in found if b[1, 2] > 0) >= -1e-6


# --- parts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [-90, 0, 30, 90, 200])
@pytest.mark.parametrize("axis", [(1, 0, 0), (0, -1, 0), (0, 0, 1)], ids=str)
def test_a_rotation_about_an_axis_is_that_of_scipy(
    axis: tuple[int, int, int], degrees: float
) -> None:
    """Counter-clockwise seen from the tip of the axis."""
    theirs = Outside.from_rotvec(np.radians(degrees) * np.array(axis)).as_matrix()
    assert np.allclose(axis_rotation(axis, degrees)[:3, :3], theirs)


@given(st.permutations(range(9)))
def test_ways_in_one_lane_do_not_overlap_and_all_in_it_go_the_same_way(order: list[int]) -> None:
    """To the right in front of the row, to the left behind it; no more lanes than ways that pass
    one place at once."""
    ways = [(place, to) for place, to in enumerate(order) if place != to]
    taken = dict(zip(ways, lanes(ways), strict=True))
    for one, other in combinations(ways, 2):
        assert (taken[one] < 0) == (one[0] < one[1])
        if taken[one] == taken[other]:
            assert max(one) <= min(other) or max(other) <= min(one)
    passing = [sum(low <= x < high for low, high in ways) for x in range(9)]
    assert max(map(abs, taken.values()), default=0) == max(passing)


def test_a_box_is_shown_with_what_is_in_it() -> None:
    """Tipped by 90° towards the viewer, the ball with it, and then put back."""
    (task,) = (task for task in tasks() if "carried-unseen" in task)
    _, history, film = next(
        f for f in filmed(task, 3) if any(isinstance(e, Show) and e.contents for e in f[1])
    )
    number = next(i for i, e in enumerate(history) if isinstance(e, Show) and e.contents)
    before = film[[f.event for f in film].index(number) - 1].poses
    tipped, after = (f.poses for f in film if f.event == number)
    for name in ("box", "ball"):
        assert tipped[name][:3, 2] == pytest.approx([0, -1, 0])
        assert np.allclose(before[name], after[name])
    offsets = [p["box"][:3, :3].T @ (p["ball"] - p["box"])[:3, 3] for p in (before, tipped)]
    assert np.allclose(offsets[0], offsets[1])
