"""Pictures of strangers: PNG and nothing else."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import POSTSCRIPT, in_format, png, promising

from spatialbench.errors import FormatError, InputError
from spatialbench.png import MOST_BYTES, MOST_PIXELS, decoded, read_png


def test_a_png_gives_its_pixels() -> None:
    """Row by row, three bytes each."""
    assert decoded(png(5, side=2), "x") == (2, 2, bytes([5, 7, 9] * 4))


def test_postscript_starts_no_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture library would hand it to Ghostscript."""

    def started(*_: object, **__: object) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess, "Popen", started)
    with pytest.raises(FormatError, match=r"^x\.png: expected a PNG; its first bytes"):
        decoded(POSTSCRIPT, "x.png")


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "TIFF", "BMP", "WEBP", "PPM", "TGA", "ICO", "PDF"])
def test_other_formats_are_refused(kind: str) -> None:
    """Whatever the library could read besides."""
    with pytest.raises(FormatError, match="expected a PNG"):
        decoded(in_format(kind), "x")


@pytest.mark.parametrize(
    ("width", "height"), [(MOST_PIXELS + 1, 1), (2**31, 2**31), (60_000, 60_000), (0, 5)]
)
def test_a_size_that_none_of_ours_has_is_refused_before_decoding(width: int, height: int) -> None:
    """No room is made for it."""
    with pytest.raises(FormatError, match=f"says that it has {width} x {height}"):
        decoded(promising(width, height), "x")


@given(st.data())
def test_damaged_pngs_are_errors_of_ours(data: st.DataObject) -> None:
    """Or are read as some other picture."""
    good = bytearray(png(1))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(good)))
    for damaged in (bytes(good), bytes(good[:cut])):
        with suppress(FormatError):
            width, height, rgb = decoded(damaged, "x")
            assert len(rgb) == 3 * width * height


@pytest.mark.parametrize("kind", ["nothing", "folder", "pipe", "large", "zero byte"])
def test_what_is_no_file_of_a_picture_is_named(tmp_path: Path, kind: str) -> None:
    """A pipe would never end."""
    path = tmp_path / ("a\0b.png" if kind == "zero byte" else "a.png")
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate(MOST_BYTES + 1)
    with pytest.raises(InputError, match=r"Make the set again or fetch it whole\.$"):
        read_png(path)
