"""What is seen in the pictures: pips large enough, pictures that differ, arrows as told."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from spatialbench.generators.die.dice import DIE, SIDE
from spatialbench.generators.die.kinds import Arrows, Roll
from spatialbench.geometry.rotations import NORMALS, UPRIGHT, cross
from spatialbench.items.present import present
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import ids
from spatialbench.render.diagrams import Sign, drawn
from spatialbench.render.glyphs import bitmap

TASK = "die/top-after-rolls"
LEVELS = range(1, 6)


def closeup(probe: Probe) -> Shot:
    """The picture of the die."""
    shot = probe.pictures[0]
    assert isinstance(shot, Shot)
    return shot


def on_picture(shot: Shot, points: np.ndarray, size: int = 512) -> np.ndarray:
    """(n, 2) pixels where (n, 3) places of the room are seen, from the upper left."""
    assert shot.camera is not None
    eye, target = (np.array(v, float) for v in (shot.camera.position, shot.camera.target))
    ahead = (target - eye) / np.linalg.norm(target - eye)
    right = np.cross(ahead, (0, 0, 1))
    right /= np.linalg.norm(right)
    up = np.cross(right, ahead)
    away = (points - eye) @ ahead
    scale = size / 2 / np.tan(np.radians(shot.camera.view_angle / 2))
    x, y = (points - eye) @ right / away, (points - eye) @ up / away
    return np.column_stack([size / 2 + scale * x, size / 2 - scale * y])


def corners_of(face: str, middle: tuple[int, int, int]) -> np.ndarray:
    """(4, 3) the corners of a face in the room, in order."""
    out, up = np.array(NORMALS[face]), np.array(UPRIGHT[face])
    across = np.array(cross(NORMALS[face], UPRIGHT[face]))
    half = SIDE / 2
    return np.array(middle) + half * np.array(
        [out + up + across, out + up - across, out - up - across, out - up + across]
    )


def area(quad: np.ndarray) -> float:
    """Pixels within (4, 2) corners in order."""
    x, y = quad.T
    return float(abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2)


@pytest.mark.parametrize("index", range(60))
def test_three_faces_are_seen_whole_and_large(index: int) -> None:
    """The top, the south side and the one beside it: far more than 24 by 24 pixels, narrow nowhere,
    within the picture; and the id image has as many pixels of the die as they have together."""
    probe = make(TASK, seed="seen", level=1 + index % 5, index=index)
    shot, sides = closeup(probe), ["top", "front", "left"]
    assert shot.camera is not None
    if shot.camera.position[0] > 0:
        sides[2] = "right"
    middle = probe.scene.body(DIE).pose.position
    quads = [on_picture(shot, corners_of(side, middle)) for side in sides]
    for quad in quads:
        edges = np.linalg.norm(quad - np.roll(quad, 1, axis=0), axis=1)
        assert edges.min() > 50
        assert area(quad) / edges.max() > 40  # how wide it is across its longer edges
        assert quad.min() > 8
        assert quad.max() < 504
    seen = ids(shot.scene or probe.scene, camera=shot.camera, size=512) == 0
    assert np.count_nonzero(seen) == pytest.approx(sum(map(area, quads)), rel=0.02)


def shrunk(png: bytes) -> np.ndarray:
    """(8, 9) grey values of a picture that has been shrunk."""
    with Image.open(BytesIO(png), formats=["PNG"]) as picture:
        return np.asarray(picture.convert("L").resize((9, 8)), int)


def look_of(probe: Probe) -> bytes:
    """A 64-bit dHash of each of the two pictures."""
    images = present(probe, modality="image", size=128).images
    grey = [shrunk(image.png()) for image in images if image.png is not None]
    return b"".join(np.packbits(one[:, 1:] > one[:, :-1]).tobytes() for one in grey)


@pytest.mark.parametrize("level", LEVELS)
def test_pictures_of_a_level_differ(level: int) -> None:
    """Of 40 at least 38 by their difference hash."""
    looks = {look_of(make(TASK, seed="looks", level=level, index=i)) for i in range(40)}
    assert len(looks) >= 38


@pytest.mark.parametrize("count", range(1, 7))
def test_a_face_has_as_many_pips_as_its_number(count: int) -> None:
    """Dots that are apart, counted by going from one ink cell to the next."""
    cells = bitmap(f"pips-{count}", 96).astype(bool)
    from scipy.ndimage import label

    assert label(cells)[1] == count


@pytest.mark.parametrize(("count", "ways"), [(1, 1), (2, 2), (3, 2), (4, 1), (5, 1), (6, 2)])
def test_pips_stand_as_on_dice(count: int, ways: int) -> None:
    """Half a turn changes none of them; a quarter turn changes two, three and six."""
    cells = bitmap(f"pips-{count}", 96)
    assert len({np.rot90(cells, k).tobytes() for k in range(4)}) == ways


@pytest.mark.parametrize("level", LEVELS)
def test_arrows_are_those_of_the_story(level: int) -> None:
    """In order, and each turned as the compass says: up is north."""
    probe = make(TASK, seed="arrows", level=level)
    diagram = probe.pictures[1]
    assert isinstance(diagram, Arrows)
    told = [getattr(event, "toward", None) or event.direction for event in probe.story]  # type: ignore[attr-defined]
    assert list(diagram.moves) == told
    signs = [m for m in drawn(diagram).marks if isinstance(m, Sign) and not m.name.isdigit()]
    ways = {0: "north", 1: "west", 2: "south", 3: "east"}  # quarter turns counter-clockwise
    assert [ways[s.turn] if s.name == "arrow" else s.name for s in signs] == told
    places = [(-round(sign.at[1], 3), round(sign.at[0], 3)) for sign in signs]
    assert places == sorted(places)


def test_a_film_does_not_show_the_arrows_and_wraps_the_die() -> None:
    """One picture of the start, then the frames, in which no face has pips."""
    probe = make(TASK, seed="film", level=3)
    item = present(probe, modality="frames")
    moments = [2 if isinstance(event, Roll) else 3 for event in probe.story]
    assert len(item.images) == 1 + 1 + sum(moments)
    assert probe.film is not None
    assert probe.film.wrapped == (DIE,)


def test_bent_arrows_go_round_as_they_are_called() -> None:
    """Clockwise over the top to the right, where the head is; the other is its mirror image."""
    cells = bitmap("clockwise", 100)
    assert cells[20:48, 50:].sum() > 2 * cells[20:48, :50].sum()
    mirrored = bitmap("counterclockwise", 100)[:, ::-1]
    assert (cells != mirrored).mean() < 0.01
