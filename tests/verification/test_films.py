"""Films are watched once more: who knows no names takes the nearest that looks alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spatialbench.errors import FormatError
from spatialbench.geometry.footage import Footage
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.geometry.story import Move, Story
from spatialbench.items.item import Presented
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.make import make
from spatialbench.probes.registry import find, tasks
from spatialbench.verification.films import follow
from spatialbench.verification.keys import check_key

CUBE, SCREEN = Box((40, 40, 40)), Box((600, 10, 200))
PAST: Story = (Move("a", (200, 0, 20)),)
FILMED = [
    (task, level)
    for task, generator in tasks().items()
    if "frames" in generator.modalities
    for level in (min(generator.levels), max(generator.levels))
]


def two_cubes(*more: Body) -> Scene:
    """Of which one is moved straight through the other."""
    bodies = [Body(n, CUBE, Pose((x, 0, 20)), "red") for n, x in (("a", 0), ("b", 100))]
    return Scene((*bodies, *more), Camera((100, -900, 100), (100, 0, 50)))


def filmed(task: str, level: int) -> Presented:
    """A question about a film, and its key."""
    forms = find(task).forms
    wanted = Wanted("en", "frames", "open" not in forms, 0, 32, "shaded")
    return with_key(make(task, seed="watched", level=level, index=1), wanted)


def test_whoever_goes_through_another_cannot_be_followed() -> None:
    """It is said in which frames and of what."""
    found = follow(two_cubes(), PAST, Footage())
    assert found.margin <= 0
    assert found.fault.startswith("from frame 1 to 2 of the film the nearest one that looks like")


@pytest.mark.parametrize(
    ("scene", "footage"),
    [
        (two_cubes(), Footage(counted=("a", "b"))),
        (two_cubes(Body("screen", SCREEN, Pose((100, -60, 100)), "blue")), Footage()),
    ],
    ids=["counted", "behind a screen"],
)
def test_nobody_needs_to_follow_what_is_counted_or_hidden(scene: Scene, footage: Footage) -> None:
    """Then the film has no fault."""
    assert follow(scene, PAST, footage).fault == ""


def test_what_is_wrapped_looks_alike_whatever_its_colour() -> None:
    """So it has to be followed, too."""
    scene = two_cubes()
    other = replace(scene, bodies=(scene.bodies[0], replace(scene.bodies[1], colour="green")))
    assert follow(other, PAST, Footage()).fault == ""
    assert follow(other, PAST, Footage(wrapped=("a", "b"))).fault


@pytest.mark.parametrize(("task", "level"), FILMED)
def test_every_film_that_is_asked_about_can_be_followed(task: str, level: int) -> None:
    """The key of the item says how it is filmed, and the check how clearly."""
    check = check_key(filmed(task, level).key.to_json())
    assert check.status == "agrees", check.note
    if task != "paper/holes-v1":  # drawn, not filmed
        assert check.margins["film_nearest"] >= 0.2


def test_an_item_without_a_film_has_no_film_in_its_key() -> None:
    """So that keys of words stay as short as they were."""
    probe = make("permanence/shell-game", seed="watched", level=1)
    assert "film" not in with_key(probe, Wanted("en", "text", False, 0, 32, "shaded")).key.to_json()


@pytest.mark.parametrize(
    ("film", "said"),
    [
        ([], "field 'film': expected an object of kind Footage; got a list of 0"),
        ({"kind": "Cup"}, "expected an object of kind Footage; got the kind 'Cup'"),
        ({"kind": "Footage", "frames_a_turn": 0}, "'frames_a_turn' of a Footage: expected 1 to"),
        ({"kind": "Footage", "frames_a_turn": 10**8}, "expected 1 to 360; got 100000000"),
        ({"kind": "Footage", "wrapped": ["cup:99"]}, "expected names of bodies of the scene; got"),
        ({"kind": "Footage", "story": 5}, "field 'story' of a Footage: expected a list; got 5"),
        ({"kind": "Footage", "story": [{"kind": "Lift", "body": "x"}]}, "a Lift: expected names"),
    ],
    ids=["list", "other kind", "no frames", "too many", "stranger", "no story", "strange story"],
)
def test_a_film_that_is_none_is_refused_by_name(film: Any, said: str) -> None:
    """Whatever a stranger's key has there."""
    record = filmed("permanence/shell-game", 1).key.to_json() | {"film": film}
    with pytest.raises(FormatError) as error:
        check_key(record)
    assert said in str(error.value)
    assert record["id"] in str(error.value)
