"""A picture is checked whenever it is sent or packed."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import seal
from pictured import path_of, pictured_set, png

from spatialbench.adapters.export import FORMATS, Options, export
from spatialbench.adapters.questions import picture, questions
from spatialbench.errors import InputError, SpatialbenchError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of four questions with a picture each."""
    return pictured_set(tmp_path / "set")


def test_a_picture_is_sent_as_it_was_made(folder: Path) -> None:
    """Byte for byte."""
    sent = [picture(image) for one in questions(folder=folder) for image in one.item.images]
    assert sent == [png(number) for number in range(4)]


@pytest.mark.parametrize("damaged", [png(77), png(0)[:-20], b""], ids=["other", "cut", "empty"])
def test_a_damaged_picture_is_not_sent(folder: Path, damaged: bytes) -> None:
    """A model's answer to it would mean nothing."""
    (folder / path_of(2)).write_bytes(damaged)
    asked = list(questions(folder=folder))
    with pytest.raises(SpatialbenchError, match=rf"{path_of(2)}: expected"):
        picture(asked[2].item.images[0])


def test_texts_need_no_pictures(folder: Path) -> None:
    """They can be asked about where the media were left behind."""
    for path in (folder / "media").iterdir():
        path.unlink()
    assert len(list(questions(folder=folder))) == 4


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_picture_is_not_packed(folder: Path, tmp_path: Path, name: str) -> None:
    """Nothing is left of the export that it was to be part of."""
    (folder / path_of(2)).write_bytes(png(77))
    with pytest.raises(SpatialbenchError, match=rf"{path_of(2)}: expected the pixels"):
        export(name, folder, tmp_path / "out", options=Options(model="m"))
    assert not list(tmp_path.glob("out*"))


def test_a_picture_that_leads_out_of_the_set_is_not_sent(folder: Path, tmp_path: Path) -> None:
    """Whatever it is a link to."""
    path = folder / path_of(0)
    path.rename(tmp_path / "elsewhere.png")
    path.symlink_to(tmp_path / "elsewhere.png")
    seal(folder)
    (first, *_) = questions(folder=folder)
    with pytest.raises(InputError, match="its path leads out of it"):
        picture(first.item.images[0])
