"""What annotations say, and what an ability is told that has not said enough."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

import pytest

from spatialbench.geometry import asks, story
from spatialbench.geometry.film import filmed
from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Event,
    Means,
    Place,
    beside,
    changed,
    check_kind,
    kind_name,
    meanings,
)
from spatialbench.geometry.replay import acted
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes import Box, Compound, Part
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved


@dataclass(frozen=True, slots=True)
class Wobble(Event):
    """An event that nobody has said anything about."""

    body: BodyName
    via: tuple[tuple[Count, Place], ...] = ()
    way: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Whither(Ask):
    """An ask that nobody has said anything about."""

    body: BodyName


@dataclass(frozen=True, slots=True)
class Mute(Event):
    """An event with a place that does not say that it is one."""

    to: Vector


OWN = [
    kind
    for module in (story, asks)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, (Event, Ask)) and kind not in (Event, Ask)
]


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.__name__)
def test_every_field_of_the_core_says_what_it_means(kind: type) -> None:
    """And its name in files is its own."""
    check_kind(kind)
    assert kind_name(kind) == kind.__name__


def test_a_field_that_does_not_say_what_it_means_is_an_error() -> None:
    """It would not be checked, nor shaken, and nobody would notice."""
    with pytest.raises(TypeError, match="field 'to' does not say what it means"):
        check_kind(Mute)


def test_the_name_of_a_kind_has_its_ability_before_it() -> None:
    """Two plugins may both have a Wobble."""
    assert kind_name(Wobble).endswith(":Wobble")


def test_meanings_are_found_at_any_depth() -> None:
    """In tuples of tuples."""
    found = list(meanings(Wobble("it", ((2, (1, 2, 3)),))))
    assert found == [
        ("body", Means.BODY, "it"),
        ("via", Means.COUNT, 2),
        ("via", Means.PLACE, (1, 2, 3)),
    ]


def test_what_is_changed_is_what_means_the_same() -> None:
    """A part of a compound, too, and the shape that is in it."""

    def doubled(meaning: Means, value: object) -> object:
        if meaning is Means.LENGTH:
            return 2 * value  # type: ignore[operator]
        return value

    pair = Compound((Part(Box((1, 2, 3)), (5, 5, 5)),))
    assert changed(pair, doubled) == Compound((Part(Box((2, 4, 6)), (5, 5, 5)),))


WANTED = [
    (acted, (Wobble("it"), None, {}, None), "acting"),
    (filmed, (Wobble("it"), None, {}), "filming"),
    (moved, (Wobble("it"), None, {}), "measuring"),
    (measured, (Whither("it"), None), "measuring"),
]


@pytest.mark.parametrize(
    ("function", "arguments", "part"), WANTED, ids=lambda v: getattr(v, "__name__", "")
)
def test_what_is_not_said_is_an_error_that_names_what_to_write(
    function: object, arguments: tuple[object, ...], part: str
) -> None:
    """Never a default that passes in silence."""
    name = function.__name__  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match=rf"@{name}\.register` in .*{part}"):
        function(*arguments)  # type: ignore[operator]


def test_what_is_said_later_is_found() -> None:
    """`beside` looks again where something was registered since."""

    @singledispatch
    def spoken(event: object) -> str:
        return str(beside(spoken, event, "speaking")(event))

    @spoken.register
    def _(event: Wobble) -> str:
        return f"{event.body} wobbles"

    assert spoken(Wobble("it")) == "it wobbles"
