"""The soft line where a body stands before another of its colour."""

from dataclasses import replace

import numpy as np
import pytest

from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Cup, Sphere
from spatialbench.render import render

CUP = Cup(28, 36, 90, 3)


def row(colours: tuple[str, ...], gap: int = 0) -> np.ndarray:
    """(w, 3): the pixels along the middle of two balls, the second behind the first."""
    bodies = tuple(
        Body(c + str(i), Sphere(40), Pose((i * (50 + gap), i * 60, 0)), c)
        for i, c in enumerate(colours)
    )
    scene = Scene(bodies, Camera((25, -500, 0), (25, 0, 0)), floor=False)
    return render(scene, size=256).image[128].astype(int)


@pytest.mark.parametrize("colour", ["blue", "white", "black", "purple"])
def test_balls_of_one_colour_are_told_apart(colour: str) -> None:
    """Along the row the brightness changes at the border by far more than it does elsewhere."""
    light = row((colour, colour)).sum(1)
    inner = light[100:170]
    steps = np.abs(np.diff(inner))
    assert steps.max() > 5 * max(np.median(steps), 2)


def test_nothing_is_drawn_between_bodies_of_other_colours_or_apart() -> None:
    """Two colours tell themselves apart; two that do not meet need no line."""
    from spatialbench.render import painter
    from spatialbench.render.rims import draw_rims

    assert painter.draw_rims is draw_rims
    for colours, gap in ((("blue", "red"), 0), (("blue", "blue"), 60)):
        with_line = row(colours, gap)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(painter, "draw_rims", lambda *_: None)
            np.testing.assert_array_equal(row(colours, gap), with_line)


@pytest.mark.parametrize("shape", [Sphere(40), CUP], ids=["ball", "cup"])
def test_what_is_white_has_an_outline(shape: Sphere | Cup) -> None:
    """Its outermost pixels are darker than what is within and what is behind."""
    scene = Scene((Body("it", shape, Pose((0, 0, 0)), "white"),), Camera((0, -500, 0), (0, 0, 0)))
    picture = render(replace(scene, floor=False), size=256)
    row, on = picture.image[128].astype(int).sum(1), picture.ids[128] == 0
    left = int(np.argmax(on))
    assert row[left] < row[left - 3] - 60
    assert row[left] < row[left + 6] - 60


def test_what_is_hidden_draws_no_line() -> None:
    """A ball under a cup of its colour changes no pixel."""
    cup = Body("cup", CUP, Pose((0, 0, 45)), "blue")
    ball = Body("ball", Sphere(15), Pose((0, 0, 15)), "blue")
    camera = Camera((0, -500, 300), (0, 0, 40))
    alone, both = (render(Scene(b, camera), size=128) for b in ((cup,), (cup, ball)))
    assert alone.pixel_hash() == both.pixel_hash()
