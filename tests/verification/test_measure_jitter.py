"""Being 2 % off: drawn within bounds, the same every time, and told where it matters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.geometry.asks import AtWhichPlace, BehindWhich, InWhich, VisibleFaces
from spatialbench.geometry.program import Program
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Agent, Body, Camera, Pose, Scene, coloured_cube
from spatialbench.geometry.shapes import (
    Box,
    Compound,
    Cup,
    Cylinder,
    Mesh,
    OpenBox,
    Part,
    Shape,
    Sphere,
)
from spatialbench.geometry.story import ComeOut, Exchange, GoBehind, Hide, MayLeave, Move, Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.verification.jitter import FINER, jittered, spacing
from spatialbench.verification.measure import jitter_holds, measure

TASKS = [(task, level) for task in tasks() for level in tasks()[task].levels]
CAMERA = Camera((0, -2000, 600), (0, 0, 0))
SHAPES: tuple[Shape, ...] = (
    Box((100, 8, 50)),
    Sphere(100),
    Cylinder(100, 50),
    Cup(100, 120, 300, 10),
    OpenBox((100, 120, 140), 10),
    Mesh(
        ((0, 0, 0), (6, 0, 0), (0, 6, 0), (0, 0, 6)), ((0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3))
    ),
)
EVENTS = (
    Move("0", (1, 2, 3)),
    Exchange((((1, 2, 3), (4, 5, 6)), ((4, 5, 6), (1, 2, 3)))),
    GoBehind("0", "1", (1, 2, 3), ((7, 8, 9),)),
    MayLeave("0", "1", "2", (1, 2, 3)),
    ComeOut("0", "1", (1, 2, 3)),
    Hide("0", "1"),
    Turn("0", "top", "clockwise", 1),
)


def program() -> Program:
    """All shapes in a row, 500 apart, and all that can happen at a place."""
    bodies = tuple(
        Body(str(i), shape, Pose((500 * i, 0, 0)), "grey") for i, shape in enumerate(SHAPES)
    )
    scene = Scene(bodies, CAMERA, (Agent("P", (1, 2, 3), (4, 5, 6)),))
    return Program(scene, EVENTS, VisibleFaces("0", (0, -1000, 0)))


def lengths(part: object) -> list[int]:
    """All the whole numbers of a part, in order."""
    if isinstance(part, tuple):
        return [n for inner in part for n in lengths(inner)]
    if hasattr(part, "__dataclass_fields__"):
        return [n for name in part.__dataclass_fields__ for n in lengths(getattr(part, name))]
    return [part] if isinstance(part, int) and not isinstance(part, bool) else []


def within(before: object, after: object, slack: float) -> bool:
    """Whether all numbers are the same in micrometres, give or take."""
    pairs = zip(lengths(before), lengths(after), strict=True)
    return all(abs(b - FINER * a) <= slack for a, b in pairs)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_everything_is_off_by_up_to_2_percent(number: int) -> None:
    """Sizes of themselves, places of the spacing, cameras of their distance."""
    before, after = program(), jittered(program(), Draw("jitter", number))
    for one, other in zip(before.scene.bodies, after.scene.bodies, strict=True):
        assert within(one.pose.position, other.pose.position, 500 * 20)
        sizes = zip(lengths(one.shape), lengths(other.shape), strict=True)
        if isinstance(one.shape, Mesh):
            assert other.shape.triangles == one.shape.triangles  # type: ignore[union-attr]
        else:
            assert all(abs(b - FINER * a) <= 20 * a for a, b in sizes)
    assert within(before.scene.camera.position, after.scene.camera.position, 2089 * 20)
    assert within(before.ask.camera, after.ask.camera, 1000 * 20)  # type: ignore[union-attr]
    assert within(before.scene.agents, after.scene.agents, 500 * 20)
    assert within(before.story[:-1], after.story[:-1], 500 * 20)
    assert after.story[-1] == before.story[-1]


def test_what_is_put_together_grows_as_a_whole() -> None:
    """Meshes among its parts as much as the others, so that they still touch."""
    mesh = Mesh(
        ((0, 0, 0), (6, 0, 0), (0, 6, 0), (0, 0, 6)), ((0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3))
    )
    whole = Compound((Part(Box((10, 10, 10)), (0, 0, -5)), Part(mesh, (2, 3, 0))))
    scene = Scene((Body("0", whole, Pose((0, 0, 0)), "grey"),), CAMERA)
    after = jittered(Program(scene, (), VisibleFaces("0", (0, -1000, 0))), Draw("jitter"))
    corners = [body.shape.surface().vertices for body in (scene.bodies[0], after.scene.bodies[0])]
    grown = corners[1][corners[0] != 0] / corners[0][corners[0] != 0]
    assert grown == pytest.approx(grown[0])
    assert abs(grown[0] - FINER) <= 20


def test_places_and_sizes_are_all_touched() -> None:
    """Nothing that may be off is left where it was."""
    before, after = program(), jittered(program(), Draw("jitter"))
    same = [
        (a, b)
        for part in ("scene", "ask")
        for a, b in zip(lengths(getattr(before, part)), lengths(getattr(after, part)), strict=True)
        if a and b == FINER * a
    ]
    assert not same


def test_the_same_draw_gives_the_same_jitter() -> None:
    """Keyed, like everything that is drawn."""
    one, two, other = (jittered(program(), Draw("jitter", n)) for n in (1, 1, 2))
    assert one == two != other


def test_the_spacing_is_that_of_the_loneliest_body() -> None:
    """From each to its nearest neighbour; a body alone is its own measure."""
    bodies = [Body(str(x), Sphere(5), Pose((x, 0, 0)), "red") for x in (0, 30, 100)]
    assert spacing(Scene(tuple(bodies), CAMERA)) == 70
    assert spacing(Scene((bodies[0],), CAMERA)) == 10


# --- what it is for -----------------------------------------------------------------------------


@pytest.mark.parametrize(("task", "level"), TASKS)
def test_no_answer_hangs_on_2_percent(task: str, level: int) -> None:
    """Probes of every task and level hold."""
    for index in range(2):
        probe = make(task, seed="steady", index=index, level=level)
        draw = Draw("steady", task, level, index)
        assert jitter_holds(probe.scene, probe.story, probe.ask, value=probe.answer, draw=draw)


def ball_at(x: int, y: int, z: int) -> Scene:
    """A cup, a box, a screen in front of nothing, and a ball somewhere."""
    return Scene(
        (
            Body("cup", Cup(28, 38, 96, 3), Pose((0, 0, 48)), "red"),
            Body("box", OpenBox((74, 74, 84), 5), Pose((300, 0, 42)), "grey"),
            Body("screen", Box((200, 8, 300)), Pose((0, 300, 150)), "pink"),
            Body("ball", Sphere(22), Pose((x, y, z)), "white"),
        ),
        CAMERA,
    )


@pytest.mark.parametrize(
    ("scene", "ask"),
    [
        (ball_at(0, 0, 1), InWhich("ball", ("cup", "box"))),
        (ball_at(47, 0, 48), AtWhichPlace("ball", ((0, 0, 48), (107, 0, 48)))),
        (ball_at(82, 400, 22), BehindWhich("ball", "box", ("screen",), ((0, 0, 0),))),
    ],
    ids=["just-inside", "just-nearer", "just-hidden"],
)
def test_an_answer_that_hangs_on_2_percent_is_found_out(
    scene: Scene, ask: InWhich | AtWhichPlace | BehindWhich
) -> None:
    """It can be measured as it is, but not when everything is a little off."""
    value = measure(scene, (), ask).value
    assert not jitter_holds(scene, (), ask, value=value, draw=Draw("shaky"), times=12)


def test_a_wrong_value_does_not_hold() -> None:
    """Whatever the jitter."""
    colours = dict(zip(FACES, "abcdef", strict=True))
    scene = Scene((coloured_cube("cube", 100, colours, (0, 0, 0)),), CAMERA)
    ask = VisibleFaces("cube", (0, -400, 0))
    assert jitter_holds(scene, (), ask, value=["a"], draw=Draw("holds"))
    assert not jitter_holds(scene, (), ask, value=["b"], draw=Draw("holds"))
