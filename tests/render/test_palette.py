"""The palette, by numbers: every colour can be told from every other in every light we use."""

from itertools import combinations, product

import numpy as np
import pytest
from colour_science import MACHADO, ciede2000, lab, seen_with

from spatialbench.caster.cameras import STYLES
from spatialbench.geometry.rotations import FACES, NORMALS
from spatialbench.geometry.scene import Body, Camera, Light, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box, Sphere
from spatialbench.render import render
from spatialbench.render.backdrop import PLAIN, TABLE
from spatialbench.render.colouring import brightness, lit, toward_light
from spatialbench.render.palette import (
    CHALK,
    INK,
    colours,
    edge_colour,
    glyph_colour,
    luminance,
    names,
    papers,
    rgb,
)

DARKEST, BRIGHTEST = brightness(-1.0), brightness(1.0)
LIGHTS = {"away": DARKEST, "across": brightness(0.0), "toward": BRIGHTEST}
PAIRS = list(combinations(colours(), 2))


def difference(one: str, two: str, light_one: str, light_two: str) -> float:
    """CIEDE2000 of two colours, each in its light."""
    return ciede2000(lab(lit(rgb(one), LIGHTS[light_one])), lab(lit(rgb(two), LIGHTS[light_two])))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_is_the_published_one(one, two, expected: float) -> None:
    """Pairs from the table of Sharma, Wu and Dalal (2005)."""
    assert ciede2000(one, two) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_colours_differ_whatever_their_light(one: str, two: str) -> None:
    """At least 20 between any two colours, also when one is lit and the other is in shade."""
    least = min(difference(one, two, a, b) for a, b in product(LIGHTS, repeat=2))
    assert least >= 20


@pytest.mark.parametrize("deficiency", MACHADO)
@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_colours_differ_with_a_colour_vision_deficiency(
    one: str, two: str, deficiency: str
) -> None:
    """At least 12 in equal light for the three common deficiencies at full severity."""
    least = min(
        ciede2000(
            seen_with(deficiency, lit(rgb(one), light)), seen_with(deficiency, lit(rgb(two), light))
        )
        for light in LIGHTS.values()
    )
    assert least >= 12


@pytest.mark.parametrize("light", [Light((-2, -3, 6)), Light((1, 0, 0)), Light((0, 0, -5))])
def test_no_face_leaves_the_measured_range_of_light(light: Light) -> None:
    """The brightness of every face lies between the extremes that the colours were tested at."""
    toward = toward_light(light)
    for normal in NORMALS.values():
        cosine = sum(n * t for n, t in zip(normal, toward, strict=True))
        assert DARKEST <= brightness(cosine) <= BRIGHTEST


def test_shade_keeps_four_fifths_of_the_light() -> None:
    """Sides stay bright enough to be named."""
    assert pytest.approx(0.8) == DARKEST


@pytest.mark.parametrize("name", names())
def test_a_glyph_has_the_ink_that_contrasts_more(name: str) -> None:
    """Black or white, whichever is further in luminance ratio."""

    def contrast(ink) -> float:
        a, b = sorted((luminance(ink) + 0.05, luminance(rgb(name)) + 0.05))
        return b / a

    assert contrast(glyph_colour(rgb(name))) == max(contrast(INK), contrast(CHALK))


@pytest.mark.parametrize("name", colours())
def test_an_edge_line_shows_on_its_face(name: str) -> None:
    """The line differs visibly from the face that it goes around."""
    assert ciede2000(lab(edge_colour(rgb(name))), lab(rgb(name))) > 10


@pytest.mark.parametrize("name", papers())
def test_a_paper_is_taken_for_no_colour_that_is_asked_about(name: str) -> None:
    """At least 15 from each of them, 14 in its print, whatever their lights; and 10 between paper
    and print, as between it and what is behind it."""
    paper = papers()[name]
    for tone, least in ((paper.rgb, 15), (paper.print, 14)):
        for asked, one, two in product(names(), LIGHTS.values(), LIGHTS.values()):
            assert ciede2000(lab(lit(tone, one)), lab(lit(rgb(asked), two))) >= least, asked
    assert ciede2000(lab(paper.rgb), lab(paper.print)) >= 10
    assert glyph_colour(rgb(name)) == paper.print
    assert min(ciede2000(lab(lit(paper.rgb, one)), lab(PLAIN)) for one in LIGHTS.values()) >= 15


def test_names_are_plain_and_different_in_both_languages() -> None:
    """No two colours share a name."""
    assert len({c.en for c in colours().values()}) == len(colours())
    assert len({c.zh for c in colours().values()}) == len(colours())


def drawn(colour: str, style: str, look: str) -> list[tuple[int, int, int]]:
    """The darkest, the middle and the brightest colour that pixels of a cube and a ball have,
    away from their outlines and edge lines."""
    bodies = (
        Body("cube", Box((100, 100, 100)), Pose((-70, 0, 50)), colour),
        Body("ball", Sphere(50), Pose((70, 0, 50)), colour),
    )
    scene = Scene(bodies, Camera((0, -9, 0), (0, 0, 0)))
    picture = render(scene, camera=style, look=look, size=96)
    surface = np.where(picture.cast.surface % 64 < 16, picture.cast.surface, 0)
    calm = surface > 0
    for axis, step in product((0, 1), (-2, -1, 1, 2)):
        calm &= np.roll(surface, step, axis) == surface
    found = sorted(map(tuple, picture.image[calm].tolist()), key=luminance)
    return [found[0], found[len(found) // 2], found[-1]]


@pytest.mark.parametrize("look", ["shaded", "line"])
@pytest.mark.parametrize("style", STYLES)
def test_colours_differ_as_they_are_drawn(style: str, look: str) -> None:
    """At least 20 between pixels of any two colours, from every camera and in every look whose
    pixels are ours."""
    seen = {colour: [lab(c) for c in drawn(colour, style, look)] for colour in colours()}
    least = min(ciede2000(a, b) for one, two in PAIRS for a, b in product(seen[one], seen[two]))
    assert least >= 20


@pytest.mark.parametrize("colour", colours())
def test_marks_stand_out_at_256_pixels(colour: str) -> None:
    """On all three faces that are seen: three times the luminance, as for large letters."""
    marks = tuple((face, Mark(colour, "E")) for face in FACES)
    body = Body("it", Box((100, 100, 100)), Pose((0, 0, 50)), colour, marks)
    scene = Scene((body,), Camera((0, -9, 0), (0, 0, 0)))
    picture = render(scene, camera="corner", size=256)
    for code in (FACES.index(face) for face in ("front", "right", "top")):
        plain, ink = (
            picture.image[picture.cast.surface == 64 + code + more].tolist() for more in (0, 32)
        )
        assert len(ink) > 300
        a, b = (float(np.median([true_luminance(p) for p in part])) for part in (plain, ink))
        assert (max(a, b) + 0.05) / (min(a, b) + 0.05) >= 3


def true_luminance(colour: list[int]) -> float:
    """Relative luminance with sRGB's own gamma."""
    r, g, b = (v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("behind", [PLAIN, TABLE])
@pytest.mark.parametrize("name", [n for n in colours() if n != "white"])
def test_colours_stand_out_from_what_is_behind(name: str, behind: tuple[int, int, int]) -> None:
    """At least 15 in every light; what is white has an outline instead."""
    least = min(ciede2000(lab(lit(rgb(name), light)), lab(behind)) for light in LIGHTS.values())
    assert least >= 15


def test_grey_is_never_asked_about() -> None:
    """It is for wrapping and backgrounds."""
    assert "grey" not in names()
    assert len(names()) == 9


def test_an_unknown_colour_is_named() -> None:
    """The message lists what there is."""
    with pytest.raises(KeyError, match=r"'mauve' is unknown; the palette has red, orange"):
        rgb("mauve")
