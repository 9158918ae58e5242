"""One puzzle has one fingerprint, however it is told; another puzzle has another."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.geometry.asks import AtWhichPlace, FacesAt, VisibleFaces
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.program import Program
from spatialbench.geometry.rotations import OPPOSITE
from spatialbench.geometry.scene import Pose
from spatialbench.geometry.shapes import Shape
from spatialbench.geometry.story import Exchange, Turn
from spatialbench.items.fingerprint import fingerprint
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.render.palette import names

TASKS = list(tasks())
COLOURS = names()

places = st.tuples(st.sampled_from(TASKS), st.integers(1, 5), st.integers(0, 10**6))


def program(place: tuple[str, int, int]) -> Program:
    """The program of a probe."""
    task, level, index = place
    probe = make(task, seed="prints", level=level, index=index)
    return Program(probe.scene, probe.story, probe.ask)


def recoloured(text: str, new: dict[str, str]) -> str:
    """A colour, or a name that ends with one, in new colours."""
    kind, colon, colour = text.rpartition(":")
    return f"{kind}{colon}{new.get(colour, colour)}"


def everywhere(value: object, new: dict[str, str]) -> object:
    """The value with every colour renamed, in names, too."""
    if isinstance(value, str):
        return recoloured(value, new)
    if isinstance(value, tuple):
        parts = [everywhere(part, new) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if is_dataclass(value) and not isinstance(value, (type, Shape)):
        return replace(
            value, **{f.name: everywhere(getattr(value, f.name), new) for f in fields(value)}
        )
    return value


@given(places, st.permutations(COLOURS))
@settings(max_examples=60)
def test_colours_do_not_matter(place: tuple[str, int, int], other: list[str]) -> None:
    """Every colour becomes another one."""
    told = program(place)
    renamed = everywhere(told, dict(zip(COLOURS, other, strict=True)))
    assert isinstance(renamed, Program)
    assert fingerprint(place[0], renamed) == fingerprint(place[0], told)


def from_the_other_side(event: Event) -> Event:
    """A turn as it is said by somebody across from where it was said from."""
    if not isinstance(event, Turn):
        return event
    other = "clockwise" if event.direction == "counterclockwise" else "counterclockwise"
    return replace(event, seen_from=OPPOSITE[event.seen_from], direction=other)


def listed_otherwise(event: Event) -> Event:
    """An exchange with its moves in another order."""
    return Exchange(event.moves[::-1]) if isinstance(event, Exchange) else event


@given(places)
@settings(max_examples=60)
def test_the_telling_does_not_matter(place: tuple[str, int, int]) -> None:
    """Turns told from the other side, moves and bodies listed in another order."""
    told = program(place)
    story = tuple(listed_otherwise(from_the_other_side(event)) for event in told.story)
    scene = replace(told.scene, bodies=told.scene.bodies[::-1])
    again = Program(scene, story, told.ask)
    assert fingerprint(place[0], again) == fingerprint(place[0], told)


SWAP = {"left": "right", "right": "left"}


def mirrored(told: Program) -> Program:
    """A cube puzzle with left and right exchanged, in its scene, its turns and its question."""
    bodies = tuple(
        replace(body, marks=tuple((SWAP.get(face, face), mark) for face, mark in body.marks))
        for body in told.scene.bodies
    )
    story = tuple(
        replace(
            from_the_other_side(event),
            seen_from=SWAP.get(event.seen_from, event.seen_from),
        )
        for event in told.story
        if isinstance(event, Turn)
    )
    ask = told.ask
    if isinstance(ask, FacesAt):
        ask = replace(ask, sides=tuple(SWAP.get(side, side) for side in ask.sides))
    if isinstance(ask, VisibleFaces):
        x, y, z = ask.camera
        ask = replace(ask, camera=(-x, y, z))
    return Program(replace(told.scene, bodies=bodies), story, ask)


@given(places.filter(lambda place: place[0].startswith("cube/")))
@settings(max_examples=60)
def test_a_mirror_image_is_the_same_puzzle(place: tuple[str, int, int]) -> None:
    """With its words: who answers one can answer the other by exchanging left and right."""
    told = program(place)
    assert fingerprint(place[0], mirrored(told)) == fingerprint(place[0], told)


@given(places)
@settings(max_examples=30)
def test_one_step_less_is_another_puzzle(place: tuple[str, int, int]) -> None:
    """And so is another question, or another task."""
    told = program(place)
    own = fingerprint(place[0], told)
    if told.story:
        assert fingerprint(place[0], told._replace(story=told.story[:-1])) != own
    assert fingerprint("toy/other-v1", told) != own


def test_another_asked_face_is_another_puzzle() -> None:
    """Top and bottom are no mirror images of each other."""
    told = program(("cube/face-after-turns-v1", 3, 0))
    prints = {
        fingerprint("cube", told._replace(ask=FacesAt("cube", (side,))))
        for side in ("top", "bottom")
    }
    assert len(prints) == 2


@pytest.mark.parametrize("index", range(5))
def test_a_row_of_places_is_the_same_from_left_and_right(index: int) -> None:
    """Cups in a mirrored row, places numbered from the other end."""
    told = program(("permanence/shell-game-v1", 3, index))
    assert isinstance(told.ask, AtWhichPlace)

    def across(place: tuple[int, int, int]) -> tuple[int, int, int]:
        return (-place[0], *place[1:])

    bodies = tuple(
        replace(body, pose=Pose(across(body.pose.position))) for body in told.scene.bodies
    )
    story = tuple(
        Exchange(tuple((across(place), across(to)) for place, to in event.moves))
        if isinstance(event, Exchange)
        else event
        for event in told.story
    )
    ask = replace(told.ask, places=tuple(across(place) for place in told.ask.places[::-1]))
    again = Program(replace(told.scene, bodies=bodies), story, ask)
    assert fingerprint("shell", again) == fingerprint("shell", told)
