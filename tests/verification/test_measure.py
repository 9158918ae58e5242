"""Measuring on meshes: the same answers as the generators', and right where the answer is plain."""

import ast
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

import spatialbench.generators
import spatialbench.verification
from spatialbench.errors import Refused
from spatialbench.geometry.asks import (
    Ask,
    AtWhichPlace,
    BehindWhich,
    FacesAt,
    FaceToward,
    InWhich,
    VisibleFaces,
)
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Body, Camera, Pose, Scene, coloured_cube
from spatialbench.geometry.shapes import Box, Cup, Cylinder, OpenBox, Sphere
from spatialbench.geometry.story import (
    Exchange,
    GoBehind,
    Hide,
    Leave,
    MayLeave,
    Move,
    Show,
    Story,
    Turn,
)
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.verification.measure import UNTOLD, measure

PROBES = 20
TASKS = [(task, level) for task in tasks() for level in tasks()[task].levels]
UNTELLABLE = [(task, level) for task, level in TASKS if tasks()[task].undetermined]

COLOURS = dict(zip(FACES, ("red", "green", "blue", "white", "black", "pink"), strict=True))
FAR = Camera((0, -2000, 600), (0, 0, 0))


def alone(colours: dict[str, str] = COLOURS) -> Scene:
    """A cube in the middle of the room."""
    return Scene((coloured_cube("cube", 100, colours, (0, 0, 0)),), FAR)


def turn(seen_from: str, *, own: bool = False) -> Turn:
    """A quarter turn clockwise."""
    return Turn("cube", seen_from, "clockwise", 1, "own" if own else "room")


def table(*, ball: tuple[int, int, int] = (0, -200, 22)) -> Scene:
    """Two cups, a box, a screen and a ball."""
    return Scene(
        (
            Body("cup:red", Cup(28, 38, 96, 3), Pose((-100, 0, 48)), "red"),
            Body("cup:blue", Cup(28, 38, 96, 3), Pose((100, 0, 48)), "blue"),
            Body("box", OpenBox((74, 74, 84), 5), Pose((300, 0, 42)), "grey"),
            Body("screen:pink", Box((200, 8, 300)), Pose((0, 300, 150)), "pink"),
            Body("screen:green", Box((200, 8, 300)), Pose((300, 300, 150)), "green"),
            Body("ball", Sphere(22), Pose(ball), "white"),
        ),
        FAR,
    )


PLACES = AtWhichPlace("ball", ((-100, 0, 48), (100, 0, 48)))
CUPS = InWhich("ball", ("cup:red", "cup:blue"))
SCREENS = BehindWhich(
    "ball", "box", ("screen:pink", "screen:green"), ((0, 300, 100), (300, 300, 100))
)


# --- apart from the generators ------------------------------------------------------------------


FORBIDDEN = ("generators", "geometry.replay", "geometry.film", "probes.registry", "probes.make")

WATCHING = {"films", "keys", "verify"}
"""They derive no answer: whether a film can be followed is asked of the film."""


def measuring_modules() -> list[Path]:
    """The files that derive an answer the second way: the core's, and those of the abilities."""
    core = Path(spatialbench.verification.__file__).parent.glob("*.py")
    own = Path(spatialbench.generators.__file__).parent.glob("*/measuring.py")
    return [*(path for path in sorted(core) if path.stem not in WATCHING), *sorted(own)]


@pytest.mark.parametrize("path", measuring_modules(), ids=lambda p: f"{p.parent.name}.{p.stem}")
def test_measuring_shares_nothing_with_what_it_checks(path: Path) -> None:
    """It imports neither a generator nor the exact replay, nor the film made from it; an ability
    sees of itself only what its events and asks are."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    kinds = f"spatialbench.generators.{path.parent.name}.kinds"
    assert not [n for n in names for part in FORBIDDEN if part in n and n != kinds]


# --- the generators' answers --------------------------------------------------------------------


@pytest.mark.parametrize(("task", "level"), TASKS)
def test_what_is_measured_is_the_answer(task: str, level: int) -> None:
    """Probe by probe, "cannot be told" included."""
    for index in range(PROBES):
        probe = make(task, seed="measured", index=index, level=level)
        measured = measure(probe.scene, probe.story, probe.ask)
        assert (index, measured.value) == (index, probe.answer)
        assert measured.undetermined == probe.undetermined


@pytest.mark.parametrize(("task", "level"), UNTELLABLE)
def test_what_cannot_be_told_is_told_neither_by_the_key_nor_by_the_meshes(
    task: str, level: int
) -> None:
    """Both say so of the same probes, and of some but not of all."""
    probes = [make(task, seed="untold", index=index, level=level) for index in range(30)]
    told = [measure(p.scene, p.story, p.ask) for p in probes]
    assert [m.value == UNTOLD for m in told] == [p.undetermined for p in probes]
    assert 0 < sum(m.undetermined for m in told) < len(told)


@pytest.mark.parametrize(("task", "level"), TASKS)
def test_margins_are_wide(task: str, level: int) -> None:
    """No answer of a generator is a close call."""
    probe = make(task, seed="margins", level=level)
    measured = measure(probe.scene, probe.story, probe.ask)
    if probe.answer_type != "construction":  # what was searched through leaves no doubt
        assert measured.margins
    assert min(measured.margins.values(), default=1.0) >= 0.04


# --- faces --------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", FACES)
def test_a_cube_that_is_not_turned_shows_its_own_faces(side: str) -> None:
    """Each side of the room has the face of that name."""
    assert measure(alone(), (), FacesAt("cube", (side,))).value == [COLOURS[side]]


@pytest.mark.parametrize(
    ("story", "front"),
    [
        ((turn("top"),), "right"),
        ((turn("bottom"),), "left"),
        ((turn("right"),), "bottom"),
        ((turn("left"),), "top"),
        ((turn("front"),), "front"),
        ((Turn("cube", "top", "clockwise", 2),), "back"),
        ((Turn("cube", "top", "counterclockwise", 3),), "right"),
        ((turn("front"), turn("top")), "top"),
        ((turn("front"), turn("top", own=True)), "right"),
    ],
    ids=str,
)
def test_turns_bring_the_right_face_to_the_front(story: Story, front: str) -> None:
    """Written out by hand, with a cube in hand; looking from the front tells the same."""
    assert measure(alone(), story, FacesAt("cube", ("front",))).value == [COLOURS[front]]
    assert measure(alone(), story, FaceToward("cube")).value == COLOURS[front]


@pytest.mark.parametrize("corner", tuple(product((-400, 400), repeat=3)), ids=str)
def test_from_a_corner_one_sees_three_faces(corner: tuple[int, int, int]) -> None:
    """Those that the corner is out of."""
    pairs = (("left", "right"), ("front", "back"), ("bottom", "top"))
    seen = [pair[place > 0] for pair, place in zip(pairs, corner, strict=True)]
    measured = measure(alone(), (), VisibleFaces("cube", corner))
    assert measured.value == sorted(COLOURS[face] for face in seen)
    assert measured.margins["least_seen"] == pytest.approx(1 / 3, abs=0.02)


def test_head_on_one_sees_one_face() -> None:
    """The others are edge-on, or behind."""
    assert measure(alone(), (), VisibleFaces("cube", (0, -400, 0))).value == [COLOURS["front"]]
    assert measure(alone(), (), VisibleFaces("cube", (0, -400, 300))).value == sorted(
        [COLOURS["front"], COLOURS["top"]]
    )


def test_what_stands_before_a_face_hides_it() -> None:
    """All bodies count, not only the one that is asked about."""
    wall = Body("wall", Box((300, 10, 300)), Pose((0, -100, -50)), "grey")
    scene = replace(alone(), bodies=(*alone().bodies, wall))
    camera = (0, -400, 400)
    assert COLOURS["front"] in str(measure(alone(), (), VisibleFaces("cube", camera)).value)
    assert measure(scene, (), VisibleFaces("cube", camera)).value == [COLOURS["top"]]


def test_faces_of_one_colour_are_one_colour_seen() -> None:
    """A set of colours names each once."""
    scene = alone(dict.fromkeys(FACES, "red"))
    assert measure(scene, (), VisibleFaces("cube", (400, -400, 400))).value == ["red"]


def test_a_face_without_a_mark_has_the_colour_of_its_body() -> None:
    """A plain cylinder is plain all around."""
    scene = Scene((Body("pillar", Cylinder(30, 80), Pose((5, 5, 40)), "green"),), FAR)
    assert measure(scene, (), FacesAt("pillar", ("top",))).value == ["green"]


# --- containers, places, screens ----------------------------------------------------------------


@pytest.mark.parametrize("cup", ["red", "blue"])
def test_a_hidden_ball_is_in_its_cup_and_moves_with_it(cup: str) -> None:
    """Wherever the cup goes."""
    story = (Hide("ball", f"cup:{cup}"), Move(f"cup:{cup}", (0, -400, 48)))
    assert measure(table(), story, CUPS).value == cup


def test_a_ball_follows_its_cup_through_an_exchange_to_the_other_place() -> None:
    """From the left place to the right one."""
    swap = Exchange((((-100, 0, 48), (100, 0, 48)), ((100, 0, 48), (-100, 0, 48))))
    story = (Hide("ball", "cup:red"), swap)
    assert measure(table(), story[:1], PLACES).value == "1"
    assert measure(table(), story, PLACES).value == "2"
    assert measure(table(), story, CUPS).value == "red"


def leaving(*screens: str) -> Story:
    """The box is carried behind these screens, and the ball may be left behind each."""
    events: list[GoBehind | MayLeave] = []
    for screen in screens:
        x = {"screen:pink": 0, "screen:green": 300}[screen]
        events.append(GoBehind("box", screen, (x, 400, 42)))
        events.append(MayLeave("ball", "box", screen, (x, 480, 22)))
    return (Hide("ball", "box"), *events, Move("box", (-300, -300, 42)))


@pytest.mark.parametrize(
    ("story", "where"),
    [
        ((Hide("ball", "box"),), "box"),
        (leaving("screen:pink"), UNTOLD),
        ((*leaving("screen:pink"), Show("box", ("ball",))), "box"),
        ((*leaving("screen:pink"), Show("box", ())), "1"),
        ((*leaving("screen:green"), Show("box", ())), "2"),
        ((*leaving("screen:pink", "screen:green"), Show("box", ())), UNTOLD),
        ((*leaving("screen:pink", "screen:green", "screen:pink"), Show("box", ())), UNTOLD),
        ((*leaving("screen:green", "screen:green"), Show("box", ())), "2"),
        ((Leave("ball", "box", "screen:pink", (0, 400, 22)),), "1"),
    ],
)
def test_where_the_ball_is_follows_from_all_histories_that_fit(story: Story, where: str) -> None:
    """If they agree it is there, if not it cannot be told."""
    measured = measure(table(), story, SCREENS)
    assert (measured.value, measured.undetermined) == (where, where == UNTOLD)


def test_how_many_histories_fit_is_noted() -> None:
    """Two chances and none: three."""
    assert measure(table(), leaving("screen:pink", "screen:green"), SCREENS).note == (
        "3 histories fit"
    )


# --- too close to call --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scene", "story", "ask", "reason"),
    [
        (table(ball=(0, 0, 48)), (), PLACES, "between places"),
        (table(), (), AtWhichPlace("ball", ()), "no places"),
        (table(), (), CUPS, "not in one"),
        (table(), (), SCREENS, "partly in view"),
        (table(ball=(100, 400, 22)), (), SCREENS, "partly in view"),
        (table(), (), BehindWhich("ball", "box", (), ()), "no screens"),
        (table(), (Show("box", ("ball",)),), CUPS, "no history fits"),
        (table(), (Hide("ball", "screen:pink"),), CUPS, "nothing to hide in"),
        (alone(), (), VisibleFaces("cube", (60, -400, 0)), "hardly seen"),
        (alone(), (), VisibleFaces("cube", (0, 0, 0)), "camera too near"),
        (alone(), (), VisibleFaces("cube", (0, -45, 0)), "camera too near"),
        (table(), (), FacesAt("ball", ("front",)), "no one face"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_too_close_to_call_is_refused(
    scene: Scene, story: Story, ask: Ask, reason: str
) -> None:
    """With its reason, and never rounded to an answer."""
    with pytest.raises(Refused) as caught:
        measure(scene, story, ask)
    assert caught.value.reason == reason
