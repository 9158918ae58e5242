"""PNGs hold the pixels that were given, whatever they are."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from spatialbench.render.png import png_of

SIZES = st.tuples(st.integers(1, 40), st.integers(1, 40))


def noise(size: tuple[int, int], seed: int) -> NDArray[np.uint8]:
    """(h, w, 3) of pixels in which nothing follows from anything."""
    return np.random.default_rng(seed).integers(0, 256, (*size, 3), np.uint8)


def decoded(png: bytes) -> NDArray[np.uint8]:
    """The pixels, by another library."""
    with Image.open(BytesIO(png), formats=["PNG"]) as image:
        assert image.mode == "RGB"
        return np.asarray(image)


@settings(max_examples=60, deadline=None)
@given(size=SIZES, seed=st.integers(0, 2**32 - 1), level=st.integers(1, 9))
def test_another_library_reads_the_same_pixels(
    size: tuple[int, int], seed: int, level: int
) -> None:
    """At every level and size, down to one pixel."""
    image = noise(size, seed)
    assert (decoded(png_of(image, level)) == image).all()


@pytest.mark.parametrize("order", ["C", "F"])
def test_the_layout_in_memory_does_not_matter(order: str) -> None:
    """A picture may be a part of a larger one, or lie in columns."""
    image = np.asarray(noise((20, 30), 1), order=order)[3:17, ::-2]
    assert (decoded(png_of(image, 5)) == image).all()


def test_what_hardly_changes_takes_little_room() -> None:
    """A plain picture is a few hundred bytes."""
    assert len(png_of(np.full((512, 512, 3), 200, np.uint8), 5)) < 2_000
