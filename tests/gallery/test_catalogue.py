"""The sheets of the docs: everything is on them, and no label is cut off."""

from pathlib import Path

import numpy as np
import pytest

from spatialbench.caster.cameras import STYLES
from spatialbench.gallery import catalogue
from spatialbench.gallery import scenes as gallery
from spatialbench.geometry import shapes
from spatialbench.render.glyphs import names as glyphs
from spatialbench.render.palette import colours
from spatialbench.render.sheet import sheet_pixels


@pytest.fixture
def sheeted(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The labels of every sheet that is made."""
    found: list[list[str]] = []
    made = catalogue.contact_sheet

    def record(pictures, labels, *rest, **more):
        found.append(list(labels))
        return made(pictures, labels, *rest, **more)

    monkeypatch.setattr(catalogue, "contact_sheet", record)
    return found


def test_every_kind_of_body_is_shown_from_every_camera(sheeted: list[list[str]]) -> None:
    """Meshes among them."""
    catalogue.bodies_sheet(16)
    kinds = {type(shape) for _, shape, _ in catalogue.BODIES}
    assert kinds == {getattr(shapes, n) for n in shapes.__all__ if n not in ("Part", "Shape")}
    assert len(sheeted[0]) == len(set(sheeted[0])) == len(STYLES) * len(catalogue.BODIES)


def test_every_glyph_and_colour_is_shown(sheeted: list[list[str]]) -> None:
    """Each glyph once, each colour with and without letters."""
    catalogue.marks_sheet(16)
    catalogue.colours_sheet(16)
    assert sheeted[0] == list(glyphs())
    assert {label.removesuffix(", lettered") for label in sheeted[1]} == set(colours())


def test_a_long_label_is_written_smaller() -> None:
    """Its last letter is within the paper."""
    sheet = sheet_pixels([np.zeros((20, 160, 3), np.uint8)], ["THE LONGEST LABEL H"], gap=0)
    strip = sheet[20:]
    assert (strip[:, -4:] > 200).all()
    assert (strip < 100).any()


def test_the_command_writes_pictures_and_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every typical scene, and the sheets that need no Blender."""
    monkeypatch.setattr(catalogue, "sheets", lambda _: {"looks": catalogue.colours_sheet(16)})
    few = {name: gallery.shots()[name] for name in gallery.IN_LOOKS}
    monkeypatch.setattr(gallery, "shots", lambda: few)
    gallery.main(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"sheet.png", "looks.png", "furniture.png", "lettered-cube.png"} <= names
