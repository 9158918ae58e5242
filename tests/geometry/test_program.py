"""Programs as JSON: there and back unchanged, and nothing a stranger writes does any harm."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import FormatError
from spatialbench.geometry.asks import FacesAt
from spatialbench.geometry.program import KINDS, Program, decode, decode_program, encode
from spatialbench.geometry.rotations import FACES, ROTATIONS
from spatialbench.geometry.scene import Agent, Camera, Mark, Pose, Scene, coloured_cube
from spatialbench.geometry.shapes import Mesh
from spatialbench.geometry.story import Exchange, Hide, Leave, Turn
from spatialbench.probes.make import make
from spatialbench.probes.registry import kinds_of, tasks

TASKS = [(task, level) for task in tasks() for level in tasks()[task].levels]
CUBE = coloured_cube("cube", 10, dict.fromkeys(FACES, "red"), (0, 0, 0))
SCENE = Scene((CUBE,), Camera((0, -90, 0), (0, 0, 0)))
TURN = Turn("cube", "top", "clockwise", 1)


def record(**changed: Any) -> dict[str, Any]:
    """The fields of a key that hold its program."""
    whole = Program(SCENE, (TURN,), FacesAt("cube", ("front",)))
    return {name: encode(getattr(whole, name)) for name in Program._fields} | changed


def with_field(part: Any, path: str, value: Any) -> Any:
    """The JSON of a part, changed at a path of fields and places: "pose.position.0"."""
    changed = json.loads(json.dumps(encode(part)))
    *above, last = [int(p) if p.isdigit() else p for p in path.split(".")]
    place = changed
    for step in above:
        place = place[step]
    place[last] = value
    return changed


# --- there and back -----------------------------------------------------------------------------


@pytest.mark.parametrize(("task", "level"), TASKS)
@pytest.mark.parametrize("index", range(3))
def test_the_program_of_a_probe_survives_the_way_through_a_file(
    task: str, level: int, index: int
) -> None:
    """Scene, story and ask come back equal."""
    probe = make(task, seed="file", index=index, level=level)
    program = Program(probe.scene, probe.story, probe.ask)
    written = {name: encode(getattr(program, name)) for name in Program._fields}
    assert decode_program(json.loads(json.dumps(written)), kinds_of(task)) == program


@pytest.mark.parametrize(
    "part",
    [
        Mark("red", "A", 3),
        Mark("red"),
        Pose((1, -2, 3), ROTATIONS[17]),
        Agent("P", (1, 2, 3), (4, 5, 6)),
        Mesh(((0, 0, 0), (1, 0, 0)), ((0, 1, 0),)),
        Exchange((((1, 2, 3), (4, 5, 6)), ((4, 5, 6), (1, 2, 3)))),
        Leave("ball", "box", "screen", (1, 2, 3)),
        Turn("cube", "left", "counterclockwise", 3, "own"),
        SCENE,
    ],
    ids=lambda part: type(part).__name__,
)
def test_a_part_comes_back_equal(part: object) -> None:
    """Whatever is left out because it is the default."""
    assert decode(json.loads(json.dumps(encode(part)))) == part


def test_a_list_of_events_comes_back_as_a_story() -> None:
    """In order."""
    story = (TURN, Hide("ball", "cup"))
    assert decode(encode(story)) == story


def test_defaults_are_not_written() -> None:
    """A mark that is only a colour says only that."""
    assert encode(Mark("red")) == {"kind": "Mark", "colour": "red"}


def test_fields_of_newer_versions_are_ignored() -> None:
    """They are no error."""
    assert decode({"kind": "Mark", "colour": "red", "shine": 0.5}) == Mark("red")


# --- what does not fit is named -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (with_field(CUBE, "kind", "Robot"), "Robot"),
        (with_field(CUBE, "kind", None), "None"),
        (with_field(CUBE, "kind", ["Body"]), "a list of 1"),
        (with_field(CUBE, "name", 5), "field 'name' of a Body: expected text; got 5"),
        (with_field(CUBE, "pose.position", "0,0,0"), "field 'position' of a Pose: expected a list"),
        (with_field(CUBE, "pose.position", [1, 2]), "expected a list of 3; got one of 2"),
        (with_field(CUBE, "pose.position", [1, 2, 3, 4]), "expected a list of 3; got one of 4"),
        (with_field(CUBE, "pose.position.1", 2.0), "expected a whole number"),
        (with_field(CUBE, "pose.position.1", True), "expected a whole number"),
        (with_field(CUBE, "pose.position.1", 10**400), "got a larger one"),
        (with_field(CUBE, "pose.position.1", None), "expected a whole number"),
        (with_field(CUBE, "pose.orientation", 24), "whole number 0 to 23; got 24"),
        (with_field(CUBE, "pose.orientation", -1), "field 'orientation' of a Pose"),
        (with_field(CUBE, "pose.orientation", [[1]]), "field 'orientation' of a Pose"),
        (with_field(CUBE, "pose", encode(CUBE)), "expected an object of kind Pose; got the kind"),
        (with_field(CUBE, "shape", encode(TURN)), "field 'shape' of a Body: expected an object"),
        (with_field(CUBE, "marks", {"front": "red"}), "expected a list; got an object"),
        (with_field(CUBE, "marks.0", ["front"]), "expected a list of 2; got one of 1"),
        (with_field(CUBE, "marks.0.1.glyph", 7), "field 'glyph' of a Mark: expected text"),
        (with_field(TURN, "direction", "left"), "one of 'clockwise', 'counterclockwise'"),
        (with_field(TURN, "frame", []), "field 'frame' of a Turn"),
        (with_field(TURN, "quarters", "1"), "field 'quarters' of a Turn"),
        (with_field(SCENE, "floor", 1), "field 'floor' of a Scene: expected true or false"),
        ({"kind": "Turn", "body": "cube"}, "field 'seen_from' of a Turn: expected a value"),
        ({}, "got the kind None"),
        ("Scene", "expected an object"),
        (5, "expected an object"),
        (None, "expected an object"),
        ([TURN.body], "number 0 of the list"),
        ([[encode(TURN)]], "got a list of 1"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_named(changed: Any, message: str) -> None:
    """The field, what was expected, what came."""
    with pytest.raises(FormatError) as caught:
        decode(changed)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scene": encode(TURN)}, "field 'scene': expected an object of kind Scene"),
        ({"scene": None}, "field 'scene'"),
        ({"story": encode(TURN)}, "field 'story': expected a list"),
        ({"story": [encode(SCENE)]}, "field 'story': expected an object of kind"),
        ({"ask": [encode(FacesAt("cube", ("top",)))]}, "field 'ask': expected an object"),
        ({"ask": encode(FacesAt("ball", ("top",)))}, "names of bodies of the scene; got 'ball'"),
        ({"ask": encode(FacesAt("cube", ("north",)))}, "field 'sides' of a FacesAt"),
        ({"story": [with_field(TURN, "seen_from", "up")]}, "field 'seen_from' of a Turn"),
        ({"story": [encode(Hide("cube", "cup"))]}, "a Hide: expected names of bodies"),
        ({"scene": encode(Scene((CUBE, CUBE), SCENE.camera))}, "expected each name once"),
        ({"scene": with_field(SCENE, "bodies.0.marks.0.0", "up")}, "field 'marks' of a Body"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_belong_together_is_named(changes: dict[str, Any], message: str) -> None:
    """A program must fit its own scene."""
    with pytest.raises(FormatError) as caught:
        decode_program(record(**changes))
    assert message in str(caught.value)


@pytest.mark.parametrize("field", Program._fields)
def test_a_missing_part_is_named(field: str) -> None:
    """Scene, story and ask are all needed."""
    whole = record()
    del whole[field]
    with pytest.raises(FormatError, match=f"field '{field}'"):
        decode_program(whole)


# --- hostile input ------------------------------------------------------------------------------

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
objects = st.builds(
    lambda kind, more: {"kind": kind} | more,
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(
        st.sampled_from(("body", "position", "size", "pose", "marks", "to", "moves", "bodies")),
        anything,
        max_size=4,
    ),
)


@settings(max_examples=150)
@given(st.one_of(anything, objects, st.lists(objects, max_size=2)))
def test_a_strangers_json_is_read_or_refused(value: Any) -> None:
    """Either a value that is written the same again, or a FormatError; nothing else."""
    try:
        read = decode(value)
    except FormatError:
        return
    assert decode(encode(read)) == read


PLACES = [
    "scene.bodies.0.shape.size.2",
    "scene.bodies.0.pose",
    "scene.bodies.0.marks.3.1.turn",
    "scene.bodies",
    "scene.camera.view_angle",
    "story.0.body",
    "story.0.quarters",
    "story",
    "ask.side",
    "ask",
]


@settings(max_examples=15)
@given(anything)
@pytest.mark.parametrize("place", PLACES)
def test_anything_at_any_place_is_read_or_refused(place: str, value: Any) -> None:
    """One field of a good program replaced by whatever."""
    name, _, rest = place.partition(".")
    whole = record()
    changed = with_field(decode(whole[name]), rest, value) if rest else value
    with suppress(FormatError):
        assert isinstance(decode_program(whole | {name: changed}), Program)


@pytest.mark.parametrize("opening", ["[", '{"kind": "Body", "shape": ', '{"kind": "Scene", "x": '])
def test_deep_nesting_is_refused(opening: str) -> None:
    """However deep the nesting, it is not followed."""
    nested: Any = []
    for _ in range(100_000):
        nested = [nested] if opening == "[" else {**json.loads(opening + "0}"), "shape": nested}
    with pytest.raises(FormatError):
        decode(nested)


def test_names_of_other_classes_are_no_kinds() -> None:
    """Only scenes, stories, asks and their parts are read; nothing is looked up by name."""
    with pytest.raises(FormatError):
        decode({"kind": "Rotation", "index": 3})
    assert all(cls.__module__.startswith("spatialbench.geometry.") for cls in KINDS.values())
