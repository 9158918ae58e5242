"""Plates fold and stack: exactly, and on meshes, by two roads to the same cubes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import Refused
from spatialbench.generators.net.acting import middle_of
from spatialbench.generators.net.kinds import FoldUp, OnTop, OppositeTo, Stack
from spatialbench.generators.net.nets import Net, nets, pairs, polyominoes
from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.quaternions import Quaternion
from spatialbench.geometry.replay import replay
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.verification.measure import jitter_holds, measure
from spatialbench.verification.motion import possible_worlds

SIDE, THICK = 80, 2
NAMES = tuple("abcdef")
TASK = "net/opposite"

some_net = st.sampled_from(nets())
some_order = st.permutations(range(6))


def sheet(net: Net, order: list[int], prefix: str = "", at: int = 0) -> tuple[Body, ...]:
    """The plates of a net, each of its own colour, in any order."""
    colours = ("red", "green", "blue", "white", "black", "pink")
    return tuple(
        Body(
            prefix + NAMES[i],
            Box((SIDE, SIDE, THICK)),
            Pose((SIDE * net[i][0] + at, SIDE * net[i][1], THICK // 2)),
            colours[i],
        )
        for i in order
    )


def scene_of(*bodies: Body) -> Scene:
    """A scene of plates."""
    return Scene(bodies, Camera((0, -800, 800), (0, 0, 0)))


def names_of(bodies: tuple[Body, ...]) -> tuple[str, ...]:
    return tuple(body.name for body in bodies)


# --- folding ------------------------------------------------------------------------------------


@given(net=some_net, order=some_order)
def test_a_folded_net_is_a_cube(net: Net, order: list[int]) -> None:
    """Whichever plate comes first: six plates half a side out from one middle, each upright to the
    direction in which it lies."""
    plates = sheet(net, order)
    after = replay(scene_of(*plates), (FoldUp((names_of(plates),)),))[-1]
    middle = middle_of(NAMES, after)
    out = {n: tuple(p - m for p, m in zip(after[n].position, middle, strict=True)) for n in NAMES}
    assert {tuple(map(abs, v)) for v in out.values()} == {
        (SIDE // 2, 0, 0),
        (0, SIDE // 2, 0),
        (0, 0, SIDE // 2),
    }
    assert len(set(out.values())) == 6
    for name in NAMES:  # what was the upper side of every plate is inside
        inward = after[name].orientation((0, 0, 1))
        assert inward == tuple(-2 * x // SIDE for x in out[name])


@given(net=some_net, order=some_order)
def test_hinges_stay_closed(net: Net, order: list[int]) -> None:
    """Plates that were joined along an edge still have its two ends in common."""
    plates = sheet(net, order)
    after = replay(scene_of(*plates), (FoldUp((names_of(plates),)),))[-1]

    def ends(name: str, other: str) -> list[tuple[float, ...]]:
        i, j = NAMES.index(name), NAMES.index(other)
        (dx, dy), pose = (net[j][0] - net[i][0], net[j][1] - net[i][1]), after[name]
        half = SIDE // 2
        corners = [(dx * half + s * dy * half, dy * half + s * dx * half, 0) for s in (1, -1)]
        moved = [pose.orientation(corner) for corner in corners]
        return sorted(tuple(a + b for a, b in zip(pose.position, m, strict=True)) for m in moved)

    for i, name in enumerate(NAMES):
        for j, other in enumerate(NAMES[i + 1 :], i + 1):
            if abs(net[i][0] - net[j][0]) + abs(net[i][1] - net[j][1]) == 1:
                assert ends(name, other) == ends(other, name)


@settings(max_examples=40, deadline=None)
@given(net=some_net, order=some_order)
def test_measured_hinges_fold_to_the_same_poses(net: Net, order: list[int]) -> None:
    """Floats about edges that were found on meshes, and whole numbers down a tree."""
    plates = sheet(net, order)
    scene, story = scene_of(*plates), (FoldUp((names_of(plates),)),)
    exact = replay(scene, story)[-1]
    (world,) = possible_worlds(scene, story)
    for name in NAMES:
        assert np.allclose(world.poses[name], pose_matrix(exact[name]), atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(net=some_net, number=st.integers(0, 5))
def test_rays_through_the_middle_meet_the_opposite_square(net: Net, number: int) -> None:
    """As the algebra of nets has it, for every square of every net."""
    plates = sheet(net, list(range(6)))
    ask = OppositeTo(NAMES[number], NAMES)
    found = measure(scene_of(*plates), (FoldUp((NAMES,)),), ask)
    assert found.value == plates[net.index(pairs()[net, net[number]].opposite)].colour


@settings(max_examples=20, deadline=None)
@given(net=some_net, turn=st.integers(1, 40))
def test_a_sheet_that_lies_askew_folds_as_well(net: Net, turn: int) -> None:
    """On meshes nothing hangs on the axes of the room: the whole sheet turned about the vertical
    by any angle."""
    askew = Quaternion(40, 0, 0, turn)
    plates = tuple(
        replace(body, pose=Pose(tuple(round(part) for part in askew(body.pose.position)), askew))  # type: ignore[arg-type]
        for body in sheet(net, list(range(6)))
    )
    found = measure(scene_of(*plates), (FoldUp((NAMES,)),), OppositeTo("a", NAMES))
    assert found.value == plates[net.index(pairs()[net, net[0]].opposite)].colour


@pytest.mark.parametrize("net", sorted(polyominoes(6) - set(nets()))[::11])
def test_a_sheet_that_does_not_fold_has_no_opposites(net: Net) -> None:
    """Two of its plates come to lie at one face."""
    with pytest.raises(Refused, match="not a cube"):
        measure(scene_of(*sheet(net, list(range(6)))), (FoldUp((NAMES,)),), OppositeTo("a", NAMES))


def test_a_plate_alone_has_nothing_opposite() -> None:
    """And says so."""
    plate = sheet(nets()[0], [0])
    with pytest.raises(Refused, match="not a cube"):
        measure(scene_of(*plate), (), OppositeTo("a", ("a",)))


# --- stacking -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [3, 4, 5])
@pytest.mark.parametrize("index", range(4))
def test_a_tower_stands_and_touching_faces_are_alike(level: int, index: int) -> None:
    """Cubes one above the other; plates that touch have one colour; the asked one is on top."""
    probe = make(TASK, seed="towers", level=level, index=index)
    after, scene = replay(probe.scene, probe.story)[-1], probe.scene
    stack = probe.story[-1]
    assert isinstance(stack, Stack)
    floors = [
        sorted(cube, key=lambda name: after[name].position[2])[:: len(cube) - 1]
        for cube in stack.cubes
    ]
    assert floors[0][0] == stack.bottom
    for (_, above), (below, _) in pairwise(floors):
        assert scene.body(above).colour == scene.body(below).colour
        one, other = after[above].position, after[below].position
        assert (other[0], other[1], other[2]) == (one[0], one[1], one[2] + THICK)
    assert scene.body(floors[-1][1]).colour == probe.answer


def test_a_tower_needs_one_face_of_the_colour_below() -> None:
    """A cube with two such faces could stand on either."""
    net = nets()[0]
    first, second = sheet(net, list(range(6)), "1"), sheet(net, list(range(6)), "2", 600)
    alike = tuple(replace(body, colour="red") for body in second)
    cubes = (names_of(first), names_of(alike))
    story = (FoldUp(cubes), Stack(cubes, first[0].name))
    scene = scene_of(*(replace(body, colour="red") for body in first), *alike)
    with pytest.raises(Refused, match="6 plates of the next cube are red"):
        measure(scene, story, OnTop(cubes[0] + cubes[1]))


@pytest.mark.parametrize("level", range(1, 6))
def test_the_second_truth_agrees_and_jitter_changes_nothing(level: int) -> None:
    """On meshes, with everything 2 % elsewhere and larger or smaller."""
    for index in range(25):
        probe = make(TASK, seed="measured", level=level, index=index)
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index))
