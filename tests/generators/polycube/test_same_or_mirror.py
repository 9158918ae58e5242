"""`polycube/same-or-mirror`: what is drawn, what is seen of it, and that it is measured alike."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from spatialbench.errors import Refused
from spatialbench.generators.polycube.kinds import SameOrMirror
from spatialbench.generators.polycube.polycubes import MIRRORS, Polycube, mirrored, polycubes
from spatialbench.generators.polycube.same_or_mirror import LEVELS, body_of
from spatialbench.generators.polycube.sight import tells_apart
from spatialbench.generators.polycube.views import NORM, SIDE, orientations, toward_eye
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.geometry.shapes import Compound
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import ids
from spatialbench.verification.measure import jitter_holds, measure

TASK = "polycube/same-or-mirror"
MANY = 400
LEAST_PIXELS = 24 * 24


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


def scene_of(first: Polycube, second: Polycube) -> Scene:
    """Two shapes beside each other, each turned askew."""
    q, r = orientations()[7], orientations()[-9]
    bodies = (body_of("a", first, -300, q, "red"), body_of("b", second, 300, r, "blue"))
    return Scene(bodies, Camera((0, -900, 0), (0, 0, 0)), floor=False)


@pytest.mark.parametrize("level", LEVELS)
def test_same_and_mirrored_are_even_and_no_rival_knows(level: int) -> None:
    """Within four standard deviations: what is counted or looks alike says nothing."""
    error = 4 * 0.5 / MANY**0.5
    assert Counter(p.answer for p in probes(level))["same"] / MANY == pytest.approx(0.5, abs=error)
    if level >= 3:
        for name in probes(level)[0].rivals:
            right = sum(p.rivals[name] == p.answer for p in probes(level)) / MANY
            assert right == pytest.approx(0.5, abs=error), name


@pytest.mark.parametrize("level", LEVELS)
def test_cubes_and_angles_are_those_of_the_level(level: int) -> None:
    """Both shapes have as many cubes as is said."""
    space = LEVELS[level]
    for probe in probes(level)[:100]:
        assert space.cubes[0] <= probe.facts["cubes"] <= space.cubes[1]
        assert space.angle[0] - 1 <= probe.facts["angle"] <= space.angle[1] + 1
        for body in probe.scene.bodies:
            assert isinstance(body.shape, Compound)
            assert len(set(body.shape.parts)) == probe.facts["cubes"]


@pytest.mark.parametrize("level", LEVELS)
def test_every_cube_is_seen(level: int) -> None:
    """On the id image: 24 by 24 pixels of it at least, in a picture of 512."""
    for probe in probes(level)[:8]:
        for shot in probe.pictures:
            assert isinstance(shot, Shot)
            assert shot.scene is not None
            covered = ids(shot.scene, camera=shot.camera, size=512)
            counted = np.bincount(covered[covered >= 0], minlength=len(shot.scene.bodies))
            assert counted.min() >= LEAST_PIXELS
            edge = np.concatenate([covered[0], covered[-1], covered[:, 0], covered[:, -1]])
            assert (edge == -1).all()  # nothing is cut off


@pytest.mark.parametrize("level", LEVELS)
def test_pictures_show_the_bodies_of_the_scene(level: int) -> None:
    """Each cube of a picture is a part of its body, turned alike, larger by one factor."""
    for probe in probes(level)[:20]:
        for body, shot in zip(probe.scene.bodies, probe.pictures, strict=True):
            assert isinstance(shot, Shot)
            assert shot.scene is not None
            assert isinstance(body.shape, Compound)
            turn, side = body.pose.orientation, body.shape.parts[0].shape.extent()[0] * 2
            there = {tuple(p * SIDE / side for p in turn(part.at)) for part in body.shape.parts}
            assert {box.pose.position for box in shot.scene.bodies} == there
            assert {box.pose.orientation for box in shot.scene.bodies} == {turn}


def test_pictures_differ() -> None:
    """Of forty probes of a level no two look alike, in thumbnails of 32 by 32."""
    for level in LEVELS:
        looks = set()
        for probe in probes(level)[:40]:
            shot = probe.pictures[0]
            assert isinstance(shot, Shot)
            assert shot.scene is not None
            looks.add((ids(shot.scene, camera=shot.camera, size=32) >= 0).tobytes())
        assert len(looks) >= 38


def test_orientations_are_exact_and_no_two_cells_look_alike() -> None:
    """Of one norm, so that every cube has its place in whole numbers."""
    assert all(sum(part * part for part in q) == NORM for q in orientations())
    assert len(orientations()) == len(set(orientations())) > 500
    assert all(tells_apart(tuple(sorted(map(abs, toward_eye(q))))) for q in orientations()[::25])  # type: ignore[arg-type]


@pytest.mark.parametrize("level", LEVELS)
def test_the_second_truth_agrees_and_jitter_changes_nothing(level: int) -> None:
    """On meshes, with everything 2 % elsewhere and larger or smaller."""
    for index in range(10):
        probe = make(TASK, seed="measured", level=level, index=index)
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index))


@pytest.mark.parametrize("cells", sorted(polycubes(5))[::23])
def test_the_second_truth_knows_which_shapes_are_handed(cells: Polycube) -> None:
    """Every pentacube and its mirror image: refused where both answers would be right."""
    for mirror in MIRRORS:
        scene = scene_of(cells, mirrored(cells, mirror))
        both = {mirrored(cells, m) for m in MIRRORS} & _all_ways(cells)
        if both:
            with pytest.raises(Refused, match=r"flat|handedness"):
                measure(scene, (), SameOrMirror("a", "b"))
        else:
            assert measure(scene, (), SameOrMirror("a", "b")).value == "mirror"
            same = scene_of(cells, cells)
            assert measure(same, (), SameOrMirror("a", "b")).value == "same"


def _all_ways(cells: Polycube) -> set[Polycube]:
    from spatialbench.generators.polycube.polycubes import ways_to_lie

    return ways_to_lie(cells)


def test_shapes_of_which_neither_is_the_other_are_refused() -> None:
    """Not same and not mirrored."""
    one, other = sorted(polycubes(4))[0], sorted(polycubes(4))[40]
    with pytest.raises(Refused, match=r"not alike|flat"):
        measure(scene_of(one, other), (), SameOrMirror("a", "b"))
