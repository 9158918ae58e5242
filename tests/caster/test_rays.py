"""Where rays meet shapes, for rays whose answer is known by hand or by another formula."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.caster.hits import aim, hit, put, put_hit
from spatialbench.caster.rays import (
    INNER,
    Grid,
    camera_pencil,
    own_pencil,
    pixel_grid,
    rigid,
    solid,
)
from spatialbench.geometry.scene import Camera
from spatialbench.geometry.shapes import Box, Cup, Cylinder, OpenBox, Shape, Sphere

CUP = Cup(28, 36, 90, 3)
MIDDLE = Grid(np.zeros((1, 1), np.float32), np.zeros((1, 1), np.float32))
SHAPES = {
    "box": Box((100, 60, 80)),
    "sphere": Sphere(50),
    "cylinder": Cylinder(40, 90),
    "cup": CUP,
    "open box": OpenBox((100, 80, 60), 4),
}


def looked_at(shape: Shape, eye: tuple[int, int, int], target: tuple[int, int, int] = (0, 0, 0)):
    """(depth, surface code) in the middle of the picture; depth is infinite for a miss."""
    found = hit(aim(solid(shape), camera_pencil(Camera(eye, target))), MIDDLE)
    near = float(found.nearness[0, 0])
    return (1 / near if near else float("inf")), int(found.code[0, 0])


@pytest.mark.parametrize(
    ("shape", "eye", "depth", "code"),
    [
        (Box((100, 60, 80)), (0, -500, 0), 470, 0),
        (Box((100, 60, 80)), (0, 500, 0), 470, 1),
        (Box((100, 60, 80)), (-500, 0, 0), 450, 2),
        (Box((100, 60, 80)), (500, 0, 0), 450, 3),
        (Box((100, 60, 80)), (0, 0, 500), 460, 4),
        (Box((100, 60, 80)), (0, 0, -500), 460, 5),
        (Sphere(50), (0, -500, 0), 450, 0),
        (Cylinder(40, 90), (0, -500, 0), 460, 0),
        (Cylinder(40, 90), (0, 0, 500), 455, 4),
        (CUP, (0, -500, 0), 468, 0),
        (CUP, (0, 0, 500), 455, 4),
        (CUP, (0, 0, -500), 542, INNER + 4),
        (OpenBox((100, 80, 60), 4), (0, 0, 500), 526, INNER + 5),
        (OpenBox((100, 80, 60), 4), (0, 0, -500), 470, 5),
        (OpenBox((100, 80, 60), 4), (0, -500, 0), 460, 0),
    ],
)
def test_a_shape_straight_ahead(shape: Shape, eye, depth: float, code: int) -> None:
    """Depth and surface along the six axes, worked out by hand."""
    found = looked_at(shape, eye)
    assert found[0] == pytest.approx(depth, rel=1e-5)
    assert found[1] == code


def test_into_a_bowl_from_the_side_one_sees_its_inner_wall() -> None:
    """Over the near rim of an open box, on to the inner side of the far wall."""
    depth, code = looked_at(OpenBox((100, 80, 60), 4), (0, -200, 120), (0, 0, 20))
    assert code == INNER + 1
    assert depth == pytest.approx(236 * sqrt(1 + 0.25), rel=1e-5)


def test_a_ray_beside_a_shape_misses() -> None:
    """Infinitely deep."""
    assert looked_at(Sphere(50), (0, -500, 0), (60, 0, 0))[0] == float("inf")


def test_a_shape_behind_the_eye_is_not_seen() -> None:
    """Looking away."""
    assert looked_at(Sphere(50), (0, -500, 0), (0, -600, 0))[0] == float("inf")


@given(
    st.tuples(st.integers(-60, 60), st.integers(-60, 60), st.integers(-60, 60)),
    st.integers(10, 60),
)
@settings(max_examples=60, deadline=None)
def test_a_ball_is_met_where_its_equation_says(aimed_at, radius: int) -> None:
    """The quadratic formula in float64, for any ray from one place."""
    eye = np.array([150.0, -400.0, 220.0])
    ahead = np.array(aimed_at) - eye
    ahead /= np.linalg.norm(ahead)
    along = -eye @ ahead
    root = along * along - eye @ eye + radius * radius
    depth, _ = looked_at(Sphere(radius), (150, -400, 220), aimed_at)
    if root > 1:  # clear hits and misses: on the outline either may be said
        assert depth == pytest.approx(along - sqrt(root), rel=1e-4)
    elif root < -1:
        assert depth == float("inf")


@pytest.mark.parametrize("name", SHAPES)
def test_a_surface_that_is_met_is_on_the_shape(name: str) -> None:
    """Every place that is met lies within the bounding box."""
    pencil = camera_pencil(Camera((210, -330, 240), (0, 0, 0)))
    grid = pixel_grid(48, 48)
    found = hit(aim(solid(SHAPES[name]), pencil), grid)
    met = found.nearness > 0
    x, y = (np.broadcast_to(v, met.shape)[met][:, None].astype(float) for v in grid[:2])
    directions = x * pencil.x[:3] + y * pencil.y[:3] + np.array(pencil.z[:3])
    places = np.array(pencil.eye[:3]) + directions / found.nearness[met][:, None]
    assert met.any()
    assert (np.abs(places) <= 51).all()


@pytest.mark.parametrize("name", SHAPES)
def test_samples_of_a_pixel_list_agree_with_the_grid(name: str) -> None:
    """The same rays, given as places with samples around them, meet the same surfaces."""
    aimed = aim(solid(SHAPES[name]), camera_pencil(Camera((210, -330, 240), (0, 0, 0))))
    grid = pixel_grid(32, 32)
    x, y = (np.broadcast_to(v, (32, 32)).reshape(1, -1) for v in grid[:2])
    none = np.zeros((1, 1), np.float32)
    listed = hit(aimed, Grid(x, y, none, none))
    whole = hit(aimed, grid)
    np.testing.assert_allclose(listed.nearness.reshape(32, 32), whole.nearness, rtol=1e-5)


def test_the_camera_looks_upright() -> None:
    """To the right in the picture is to the viewer's right, and up is up."""
    pencil = camera_pencil(Camera((0, -500, 0), (0, 0, 0)))
    assert pencil.x[0] > 0
    assert pencil.y[2] > 0


@pytest.mark.parametrize(("height", "up"), [(500, 1), (-500, -1)])
def test_straight_down_and_up_the_picture_lies_as_marks_do(height: int, up: int) -> None:
    """From above, up in the picture is away from the viewer; from below it is towards."""
    pencil = camera_pencil(Camera((0, 0, height), (0, 0, 0)))
    assert pencil.y[1] * up > 0
    assert pencil.x[0] > 0


def test_an_eye_in_own_coordinates_undoes_the_pose() -> None:
    """A body that was moved and turned sees the eye as if it had stayed."""
    quarter = np.array([[0, -1, 0, 5], [1, 0, 0, 6], [0, 0, 1, 7], [0, 0, 0, 1.0]])
    pencil = camera_pencil(Camera((5, 16, 7), (5, 6, 7)))
    assert own_pencil(pencil, rigid(quarter)).eye == (10, 0, 0, 1)


@pytest.mark.parametrize("shape", [Cup(20, 30, 60, 20), OpenBox((40, 40, 40), 20)])
def test_walls_must_leave_room(shape: Shape) -> None:
    """A hollow body without a hollow is refused."""
    with pytest.raises(ValueError, match="leave no room inside"):
        solid(shape)


@pytest.mark.parametrize("samples", [False, True])
@pytest.mark.parametrize("eye", [(250, -300, 200), (0, 0, -400), (0, -500, 0), (10, 5, 0)])
@pytest.mark.parametrize("name", SHAPES)
def test_what_is_put_is_what_is_hit(name: str, eye: tuple[int, int, int], samples: bool) -> None:
    """To the last bit, before and behind what is there already."""
    aimed = aim(solid(SHAPES[name]), camera_pencil(Camera(eye, (5, 0, 10))))
    grid = pixel_grid(64, 48)
    if samples:
        grid = Grid(grid.x, grid.y[20:21], *(np.array([[-0.01], [0.01]], np.float32),) * 2)
    there = np.random.default_rng(1).choice([0, 1 / 500, 1 / 430, 1 / 300], grid.shape)
    wanted = np.full(grid.shape, 7, np.int16), there.astype(np.float32)
    found = wanted[0].copy(), wanted[1].copy()
    put_hit(hit(aimed, grid), 64, *wanted)
    put(aimed, grid, 64, *found)
    assert all(np.array_equal(*pair) for pair in zip(found, wanted, strict=True))
