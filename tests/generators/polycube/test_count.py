"""`polycube/count`: which piles look alike, found again by trying all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np
import pytest

from spatialbench.generators.polycube.boards import BOARD, bodies_of
from spatialbench.generators.polycube.count import DIRECTIONS, LEVELS
from spatialbench.generators.polycube.kinds import CubesInPile
from spatialbench.generators.polycube.piles import most_of
from spatialbench.generators.polycube.sight import tells_apart
from spatialbench.generators.polycube.views import (
    SQUARE,
    Framing,
    cubes_of,
    pile_camera,
    side_in_pile,
    squares_of,
)
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.items.choices import choices_of
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import ids, render
from spatialbench.verification.measure import jitter_holds, measure

TASK = "polycube/count"
MANY = 120
SIZE = (2, 2, 3)
FRAMING = Framing(8, 90)


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


def all_piles(highest: int) -> Iterator[list[list[int]]]:
    """Every pile on four squares."""
    for a, b, c, d in product(range(highest + 1), repeat=4):
        yield [[a, b], [c, d]]


def picture(rows: list[list[int]], camera: Camera) -> bytes:
    """What is seen of a pile, to the pixel."""
    shown = (*squares_of(2, 2, "yellow"), *cubes_of(rows, "red"))
    return render(Scene(shown, camera, floor=False), size=160).image.tobytes()


@pytest.mark.parametrize("direction", [DIRECTIONS[0], DIRECTIONS[12], DIRECTIONS[15]])
def test_all_piles_that_look_the_same_have_the_numbers_that_are_enumerated(
    direction: tuple[int, int, int],
) -> None:
    """Every pile on four squares is drawn; of those with one picture, the fewest and the most cubes
    are what the generator says, wherever it says anything."""
    camera = pile_camera(direction, SIZE, FRAMING)
    alike: dict[bytes, list[list[list[int]]]] = {}
    for rows in all_piles(3):
        alike.setdefault(picture(rows, camera), []).append(rows)
    shown = 900 / side_in_pile(direction, SIZE, FRAMING) ** 2
    decided = left_open = 0
    for group in alike.values():
        sums = [sum(map(sum, rows)) for rows in group]
        lowest = group[sums.index(min(sums))]
        pile = {(x, y): lowest[y][x] for x in range(2) for y in range(2)}
        most = most_of(pile, direction, shown)
        if most is not None and max(most.values()) <= 3:
            decided += 1
            left_open += len(group) > 1
            assert sum(most.values()) == max(sums)
    assert decided > 40
    assert left_open >= 1


@pytest.mark.parametrize("level", LEVELS)
def test_every_number_offered_is_as_often_right(level: int) -> None:
    """The least of the four as often as the greatest."""
    places = Counter(
        sorted(n for n in choices_of(p) if isinstance(n, int)).index(int(str(p.answer)))
        for p in probes(level)
    )
    assert set(places) == {0, 1, 2, 3}
    assert all(abs(n - MANY / 4) < 5 * (MANY / 4) ** 0.5 for n in places.values())
    low, high = LEVELS[level].numbers
    commonest = max(Counter(p.answer for p in probes(level)).values()) / MANY
    chance = 1 / (high - low - 2)
    assert commonest < chance + 5 * (chance / MANY) ** 0.5


@pytest.mark.parametrize("level", LEVELS)
def test_the_rivals_are_wrong_where_cubes_are_hidden(level: int) -> None:
    """Whoever counts what is seen, or the whole block, gets nowhere from level 3 on."""
    for name in ("visible-only", "faces", "seen-from-above", "full-block", "other-bound"):
        right = sum(p.rivals.get(name) == p.answer for p in probes(level)) / MANY
        assert right <= (0.3 if level == 1 else 0.12), name


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_left_open_is_asked_for_as_a_bound(level: int) -> None:
    """Nothing is at levels 1 and 2, something is above."""
    space = LEVELS[level]
    for probe in probes(level)[:60]:
        assert isinstance(probe.ask, CubesInPile)
        assert (probe.ask.bound == "exact") == (probe.key_facts["unseen"] == 0)
        assert probe.key_facts["unseen"] <= space.unseen
        assert probe.key_facts["layers"] <= space.layers


@pytest.mark.parametrize("level", LEVELS)
def test_every_column_is_seen_at_its_top(level: int) -> None:
    """On the id image: 24 by 24 pixels of the highest cube of each column."""
    for probe in probes(level)[:6]:
        shot = probe.pictures[0]
        assert isinstance(shot, Shot)
        assert shot.scene is not None
        covered = ids(shot.scene, camera=shot.camera, size=512)
        counted = np.bincount(covered[covered >= 0], minlength=len(shot.scene.bodies))
        tops: dict[tuple[int, int], tuple[int, int]] = {}
        for number, body in enumerate(shot.scene.bodies):
            x, y, z = body.pose.position
            if body.name.startswith("cube"):
                tops[x, y] = max(tops.get((x, y), (0, 0)), (z, int(counted[number])))
        assert min(pixels for _, pixels in tops.values()) >= 24 * 24
        edge = np.concatenate([covered[0], covered[-1], covered[:, 0], covered[:, -1]])
        assert (edge == -1).all()


@pytest.mark.parametrize("level", LEVELS)
def test_cubes_that_may_be_there_do_not_change_the_picture(level: int) -> None:
    """The highest pile looks as the lowest does, to the pixel."""
    for probe in probes(level)[:3]:
        shot = probe.pictures[0]
        assert isinstance(shot, Shot)
        assert shot.scene is not None
        squares = {tuple(x for x in s[:2]): s[2] for s in probe.words["unseen"].squares}  # type: ignore[union-attr]
        colour = probe.scene.bodies[1].colour
        extra = [
            body
            for (x, y), high in squares.items()
            for body in _tower(x // SQUARE, y // SQUARE, high // SQUARE, colour)
        ]
        scene = Scene((*shot.scene.bodies, *extra), shot.scene.camera, floor=False)
        seen = set(np.unique(ids(scene, camera=shot.camera, size=512)).tolist())
        assert not seen & set(range(len(shot.scene.bodies), len(scene.bodies)))


def _tower(x: int, y: int, high: int, colour: str) -> list[object]:
    from dataclasses import replace

    rows = [[0] * (x + 1) for _ in range(y + 1)]
    rows[y][x] = high
    return [replace(body, name=f"extra:{x}:{y}:{body.name}") for body in cubes_of(rows, colour)]


def test_no_two_cells_look_alike_from_any_direction() -> None:
    """So that a corner that is seen says where its cube is."""
    assert all(tells_apart(tuple(sorted(direction))) for direction in DIRECTIONS)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", LEVELS)
def test_the_second_truth_agrees_and_jitter_changes_nothing(level: int) -> None:
    """On meshes, with everything 2 % elsewhere and larger or smaller."""
    for index in range(4):
        probe = make(TASK, seed="measured", level=level, index=index)
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index))


@pytest.mark.parametrize("bound", ["least", "greatest"])
def test_the_second_truth_counts_what_a_tall_column_hides(bound: str) -> None:
    """Behind a wall of four there is room for some; before it there is none."""
    rows = [[4, 4], [0, 4]]
    bodies = bodies_of(rows, "red", "blue")
    camera = pile_camera((3, -5, 4), (2, 2, 4), FRAMING)
    names = tuple(body.name for body in bodies[1:])
    ask = CubesInPile(names, BOARD, camera.position, bound)  # type: ignore[arg-type]
    found = measure(Scene(bodies, camera, floor=False), (), ask).value
    assert (found == 12) if bound == "least" else (12 < int(str(found)) < 16)
