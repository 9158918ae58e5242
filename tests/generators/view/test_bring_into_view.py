"""The camera that is moved until a thing is seen: what it sees is what is rendered and what rays
meet, and what is told is enough to look for the thing, but does not say where it is."""

from __future__ import annotations

from copy import copy
from itertools import product
from math import dist

import numpy as np
import pytest
from searching import Searcher, on_table, visible
from searching import view as read

from spatialbench.caster.visibility import states
from spatialbench.environments import Environment, environment
from spatialbench.generators.view.environment import LEVELS, BringIntoView
from spatialbench.generators.view.nooks import PLANS, draw_group
from spatialbench.generators.view.stations import (
    ACTIONS,
    STATIONS,
    Stand,
    Ways,
    camera_at,
    seen_at,
    shortest,
)
from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.scene import Body, Pose, Scene
from spatialbench.items.item import LANGUAGES
from spatialbench.probes.draw import Draw
from spatialbench.verification.bodies import in_room
from spatialbench.verification.rays import first_hits
from spatialbench.verification.sight import outline_rays

NAME = "view/bring-into-view"


def begun(level: int, number: int = 0, language: str = "en", seed: str = "view") -> BringIntoView:
    """A puzzle."""
    found = environment(NAME, level=level, language=language)  # type: ignore[arg-type]
    assert isinstance(found, BringIntoView)
    found.reset(seed, number)
    return found


def whole_scene(acted: BringIntoView) -> Scene:
    """With what is hidden, too."""
    return Scene((*acted._bodies, *acted._boards), camera_at(acted._stand))


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_seen_is_what_is_rendered(level: int) -> None:
    """From every place: of what is hidden no pixel, of what is seen 35 % at least."""
    acted = begun(level)
    scene = whole_scene(acted)
    for stand in acted._table.ways.stands():
        found = states(scene, camera=camera_at(stand), size=320)
        for body, one in zip(acted._bodies, acted._table.things, strict=True):
            state = "visible" if stand in one.seen else "hidden"
            assert found[body.name].state == state, (stand, body.name, found[body.name])


def share(scene: Scene, name: str, eye: np.ndarray) -> float:
    """How much of its outline rays meet first."""
    poses = {body.name: pose_matrix(body.pose) for body in scene.bodies}
    own = in_room(scene.body(name), poses)
    rays = outline_rays(eye, own.reshape(-1, 3), own.reshape(-1, 3).mean(0))[::7]
    far = first_hits(eye, rays, own).distance
    rays, far = rays[np.isfinite(far)], far[np.isfinite(far)]
    others = np.concatenate([in_room(b, poses) for b in scene.bodies if b.name != name])
    return float((far < first_hits(eye, rays, others).distance).mean())


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_seen_is_what_rays_meet(level: int) -> None:
    """On meshes."""
    acted = begun(level, 1)
    scene = whole_scene(acted)
    for stand in acted._table.ways.stands():
        eye = np.array(camera_at(stand).position, np.float64)
        for body, one in zip(acted._bodies, acted._table.things, strict=True):
            found = share(scene, body.name, eye)
            assert found >= 0.35 if stand in one.seen else found == 0


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_what_is_told_is_where_things_are(level: int, language: str) -> None:
    """Read from the words: the boards, and the places of what is seen, to a centimetre."""
    acted = begun(level, 2, language)
    reader = Searcher(acted.text(), language)
    assert len(reader.told.boards) == len(acted._boards)
    assert reader.told.ladders == acted._table.ways.ladders
    assert len(reader.told.closed) == 2 * len(acted._table.ways.closed)
    for stand in acted._table.ways.stands():
        acted._stand = stand
        told = read(acted.text(), language)
        assert (told.stand[0], ["low", "high"].index(told.stand[1])) == stand
        places = [body.pose.position for body in acted._seen()]
        found = [on_table(told.stand, *there) for there in told.seen.values()]
        assert len(found) == len(places)
        for x, y in found:
            assert min(dist((10 * x, 10 * y), place[:2]) for place in places) < 12
        assert all(visible(told.stand, place, reader.told.boards) for place in found)


def searched(acted: Environment, language: str = "en") -> float:
    """What a searcher who reads only the words is worth."""
    searcher = Searcher(acted.text(), language)
    while not acted.done:
        outcome = acted.step(searcher.next())
        assert outcome.valid
        if not outcome.done:
            searcher.moved(outcome.observation)
    return acted.score


def walked(acted: Environment) -> float:
    """What it is worth to go to the left, and to turn where there is no way."""
    way = 0
    while not acted.done:
        if not acted.step(("left", "right")[way]).valid:
            way = 1 - way
    return acted.score


@pytest.mark.parametrize("level", [1, 4])
def test_who_looks_for_it_is_better_than_who_only_walks(level: int) -> None:
    """And always finds it."""
    scores = [searched(begun(level, number)) for number in range(12)]
    assert min(scores) > 0
    assert sum(scores) > sum(walked(begun(level, number)) for number in range(12)) + 1


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_nothing_tells_where_the_hidden_thing_is(level: int, language: str) -> None:
    """Were it elsewhere, text, state, vector and pictures would be the same."""
    acted = begun(level, 3, language)
    other = copy(acted)
    first, *more = acted._bodies
    moved = Body(first.name, first.shape, Pose((7, 7, 7)), first.colour)
    other._bodies = (moved, *more)
    other._table = acted._table._replace(
        things=(acted._table.things[0]._replace(at=(7, 7)), *acted._table.things[1:])
    )
    assert (other.text(), other.caption()) == (acted.text(), acted.caption())
    assert (other.state(), other.vector()) == (acted.state(), acted.vector())
    assert other.picture(96) == acted.picture(96)


@pytest.mark.parametrize("level", LEVELS)
def test_the_steps_left_do_not_tell_how_far_it_is(level: int) -> None:
    """They are the same in all puzzles of a level."""
    assert len({begun(level, number).left for number in range(3)}) == 1


@pytest.mark.parametrize("level", LEVELS)
def test_it_is_hidden_at_first_and_as_far_as_the_level_says(level: int) -> None:
    """And seen at the end, by name."""
    for number in range(4):
        acted = begun(level, number)
        assert acted._bodies[0] not in acted._seen()
        assert acted.shortest >= LEVELS[level].least
        for action in acted.solve():
            acted.step(action)
        assert acted.goal()["see"] in {body.name for body in acted.scene().bodies}


def test_left_is_clockwise_from_above() -> None:
    """From the south to the south-west; who looks north has the west on the left."""
    ways = Ways(2, frozenset([Stand(2, 0)]), frozenset([4]))
    assert STATIONS[:2] == ("south", "south-west")
    assert camera_at(Stand(0, 0)).position[:2] == (0, -1588)
    assert ways.after(Stand(0, 0), "left") == Stand(1, 0)
    assert camera_at(Stand(1, 0)).position[0] < 0
    assert ways.after(Stand(0, 0), "right") == Stand(7, 0)
    assert ways.after(Stand(2, 0), "left") is ways.after(Stand(3, 0), "right") is None
    assert ways.after(Stand(3, 0), "up") is ways.after(Stand(4, 1), "up") is None
    assert ways.after(Stand(4, 0), "up") == Stand(4, 1)


def test_ways_around_a_closed_one() -> None:
    """By hand: from the west to the north-west, all the way round."""
    ways = Ways(1, frozenset([Stand(2, 0)]), frozenset())
    assert shortest(ways, Stand(2, 0), Stand(3, 0).__eq__) == ["right"] * 7
    both = Ways(1, frozenset([Stand(2, 0), Stand(3, 0)]), frozenset())
    assert shortest(both, Stand(2, 0), Stand(3, 0).__eq__) is None
    assert set(ACTIONS) == {"left", "right", "up", "down"}


def test_where_things_are_seen() -> None:
    """By hand: from the south-west, things on both sides of the middle."""
    assert seen_at(Stand(0, 0), (-100, 0)) == (10, 159)
    ahead = seen_at(Stand(1, 0), (0, 0))
    assert ahead == (0, 159)
    left, far = seen_at(Stand(1, 0), (-100, 100))
    assert (left, far) == (14, 159)


@pytest.mark.parametrize("kind", PLANS)
def test_ends_of_boards_are_whole_centimetres(kind: object) -> None:
    """However the group is turned: what is told is exact."""
    groups = [draw_group(Draw("ends", number), kind) for number in range(40)]  # type: ignore[arg-type]
    ends = [end for group in groups if group for b in group.boards for end in b.ends()]
    assert ends
    assert not any(part % 10 for end in ends for part in end)
