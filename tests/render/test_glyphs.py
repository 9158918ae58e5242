"""Our own letterforms."""

import numpy as np
import pytest

from spatialbench.geometry.rotations import FACES
from spatialbench.render.glyphs import bitmap, glyph, names
from spatialbench.render.lettering import line

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = [*LETTERS, *"0123456789", "arrow", "dot", "triangle"]


def turns(cells: np.ndarray) -> list[np.ndarray]:
    """The glyph as drawn and after each quarter turn."""
    return [np.rot90(cells, k) for k in range(4)]


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Common ink over all ink."""
    return float((a & b).sum() / (a | b).sum())


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_stays_within_its_square(name: str) -> None:
    """Its outermost cells are blank, and there is ink within."""
    cells = bitmap(name, 64)
    border = np.concatenate([cells[0], cells[-1], cells[:, 0], cells[:, -1]])
    assert not border.any()
    assert 0.04 < cells.mean() < 0.5


@pytest.mark.parametrize("name", SIGNS)
def test_no_two_signs_look_alike_as_drawn(name: str) -> None:
    """Common ink stays well below all ink for every other sign."""
    mine = bitmap(name, 64)
    others = [overlap(mine, bitmap(other, 64)) for other in SIGNS if other != name]
    assert max(others) < 0.86


@pytest.mark.parametrize("letter", "FRPGJL")
def test_letters_used_for_orientation_have_no_symmetry(letter: str) -> None:
    """No turn and no mirror image of the letter resembles it."""
    cells = bitmap(letter, 64)
    images = [*turns(cells)[1:], *turns(cells[:, ::-1])]
    assert max(overlap(cells, image) for image in images) < 0.78


@pytest.mark.parametrize("name", ["arrow", "triangle", "A", "T"])
def test_upright_signs_are_symmetric_about_their_middle(name: str) -> None:
    """They lean to neither side."""
    cells = bitmap(name, 100)
    assert overlap(cells, cells[:, ::-1]) > 0.97


def test_the_arrow_points_upwards() -> None:
    """Its head, the wider part, is above."""
    cells = bitmap("arrow", 100)
    assert cells[55:75].sum(axis=1).max() > 2 * cells[15:45].sum(axis=1).max()


def test_bitmaps_of_two_sizes_are_one_shape() -> None:
    """A finer bitmap, averaged, is nearly the coarse one."""
    coarse = bitmap("R", 64).astype(float)
    fine = bitmap("R", 256).reshape(64, 4, 64, 4).mean(axis=(1, 3))
    assert np.abs(coarse - fine).mean() < 0.02


def test_an_unknown_glyph_is_named() -> None:
    """The message lists what there is."""
    with pytest.raises(KeyError, match="known are A B C"):
        glyph("no such sign")


def test_every_face_name_can_be_written() -> None:
    """Labels in lower case are drawn as capitals."""
    for face in FACES:
        np.testing.assert_array_equal(line(face, 16), line(face.upper(), 16))
    assert set(LETTERS) <= set(names())


def test_a_sign_without_a_glyph_is_drawn_as_a_frame() -> None:
    """Nothing is left out unseen."""
    assert line("字", 20).sum() > 0
    assert line("a b", 20).shape[1] > line("ab", 20).shape[1]


def test_a_path_that_begins_with_w_has_strokes_of_its_own_width() -> None:
    """And where a stroke has no length it is a dot: as wide as it says, in a bitmap as in SVG."""
    assert glyph("pips-2").width > glyph("A").width > glyph("grid-9").width
    cells = bitmap("pips-2", 200)
    dot = cells[:100].any(axis=0)
    assert dot.sum() == round(glyph("pips-2").width * 2)


PATTERNS = [name for name in names() if name.startswith("paper-")]


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_of_paper_look_the_same_turned_and_in_a_mirror(name: str) -> None:
    """So a face looks the same after every turn of a cube; cells on the border of a stroke may
    differ by a rounding."""
    cells = bitmap(name, 256)
    for other in (np.rot90(cells), cells[::-1], cells.T):
        assert (cells != other).mean() < 0.001
    assert 0.1 < cells.mean() < 0.6
    assert not cells[0].any()
    assert not cells[-1].any()
