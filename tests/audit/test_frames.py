"""Small pictures are looked at one by one: what a single one gives away is found."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from handmade import LABELS, Question, questions, write_set
from numpy.typing import NDArray
from PIL import Image

from spatialbench.audit.entries import Entry, entries
from spatialbench.audit.findings import Scope, judged
from spatialbench.audit.learning.frames import frame_findings, frame_floors
from spatialbench.probes.make import short_id
from spatialbench.sets import load

COUNT, FRAMES, SIZE = 320, 4, 48
SCOPE = Scope(task="toy/pick-v1", form="choice", language="en", modality="frames")
COLOURS = {"red": (200, 40, 40), "green": (40, 160, 60), "blue": (40, 70, 200), "black": (9, 9, 9)}

Film = list[NDArray[np.uint8]]
Leak = Callable[[Question, Film], None]


def film(one: Question) -> Film:
    """Pictures in which a spot of any colour lies anywhere."""
    draws = np.random.default_rng(one.number)
    pictures = draws.integers(90, 110, (FRAMES, SIZE, SIZE, 3)).astype(np.uint8)
    for picture in pictures:
        x, y = draws.integers(0, SIZE - 12, 2)
        picture[y : y + 12, x : x + 12] = list(COLOURS.values())[draws.integers(4)]
    return list(pictures)


def in_half(leak: Leak) -> Leak:
    """The leak in every other film."""

    def some(one: Question, pictures: Film) -> None:
        if one.draw.chance(1, 2):
            leak(one, pictures)

    return some


def filmed(folder: Path, leak: Leak | None) -> list[Entry]:
    """The items of a set of films with that leak."""
    asked, files = questions(COUNT), {}
    for one in asked:
        one.modality, pictures = "frames", film(one)
        if leak is not None:
            leak(one, pictures)
        for number, picture in enumerate(pictures):
            name = f"media/{short_id(b'frames', one.number, number)}.png"
            file = BytesIO()
            Image.fromarray(picture).save(file, "PNG")
            one.images.append(name)
            files[name] = file.getvalue()
    return list(entries(load(write_set(folder / "set", asked, files))))


def failed(folder: Path, leak: Leak | None = None) -> set[str]:
    """The checks that fail where the leak is in half of the films."""
    found = filmed(folder, leak if leak is None else in_half(leak))
    rows = judged(list(frame_findings(folder / "set", found, SCOPE)), ())
    assert rows
    return {row.check for row in rows if not row.passed}


def test_films_that_say_nothing_pass(tmp_path: Path) -> None:
    """Neither pixels nor colours of a single picture pay, up or down."""
    assert failed(tmp_path) == set()


def coloured(place: int) -> Leak:
    """A corner of one picture has the colour of the answer."""

    def leak(one: Question, pictures: Film) -> None:
        pictures[place][:8, :8] = COLOURS[one.answer]

    return leak


@pytest.mark.parametrize(
    ("place", "name", "other"),
    [(0, "first", "last"), (1, "second", "first"), (3, "last", "first")],
    ids=["first", "second", "last"],
)
def test_a_colour_in_one_picture_is_found(
    tmp_path: Path, place: int, name: str, other: str
) -> None:
    """In that picture, and in no other."""
    found = failed(tmp_path, coloured(place))
    assert any(check.startswith(f"the {name} picture alone") for check in found)
    assert not any(check.startswith(f"the {other} picture alone") for check in found)


def test_a_shade_that_tells_the_letter_is_found(tmp_path: Path) -> None:
    """A corner of the last picture is brighter for later options."""

    def leak(one: Question, pictures: Film) -> None:
        pictures[-1][-8:, -8:] = 60 * one.options.index(one.answer)

    assert "the last picture alone, pixels, letter" in failed(tmp_path, leak)


def test_pictures_without_their_order_are_a_floor(tmp_path: Path) -> None:
    """What lies in any of the pictures is worth something to somebody who lost their order."""

    def leak(one: Question, pictures: Film) -> None:
        shade = 255 if LABELS.index(one.answer) % 2 else 0
        pictures[one.draw.below(FRAMES)][:8, :8] = shade

    found = filmed(tmp_path, leak)
    (floor,) = frame_floors(tmp_path / "set", found, SCOPE)
    assert floor.value > floor.chance + 0.1
