"""The colours that things have: one plain name each, told apart in every light that we use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

RGB = tuple[int, int, int]
INK: RGB = (22, 22, 24)
CHALK: RGB = (250, 250, 250)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: sRGB from 0 to 255, its English and Chinese names, and whether tasks ask about
    it (grey is for what has no colour of its own)."""

    rgb: RGB
    en: str
    zh: str
    asked: bool


class Paper(NamedTuple):
    """What bodies are wrapped in: its colour and that of the pattern on it, sRGB from 0 to 255.
    Both are greys or browns that nobody takes for a colour that is asked about."""

    rgb: RGB
    print: RGB


@cache
def colours() -> dict[str, Colour]:
    """Every colour by its name in scenes."""
    return {name: _colour(entry) for name, entry in _assets()["colours"].items()}


@cache
def papers() -> dict[str, Paper]:
    """Every wrapping paper by its name in scenes."""
    entries = _assets()["papers"].items()
    return {name: Paper(_rgb(entry["srgb"]), _rgb(entry["print"])) for name, entry in entries}


@cache
def _assets() -> dict[str, dict[str, dict[str, object]]]:
    text = files("spatialbench.assets").joinpath("palette.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, dict[str, object]]] = json.loads(text)
    return table


def _colour(entry: dict[str, object]) -> Colour:
    return Colour(_rgb(entry["srgb"]), str(entry["en"]), str(entry["zh"]), bool(entry["asked"]))


def _rgb(srgb: object) -> RGB:
    if not isinstance(srgb, list):
        raise TypeError(f"srgb is three numbers from 0 to 255, not {srgb!r}")
    r, g, b = (int(v) for v in srgb)
    return (r, g, b)


def names() -> tuple[str, ...]:
    """The colours that tasks may ask about."""
    return tuple(name for name, colour in colours().items() if colour.asked)


def rgb(name: str) -> RGB:
    """The sRGB of a colour or a paper; KeyError naming the known colours if there is none of that
    name.

    >>> len(rgb("red"))
    3
    """
    if name in papers():
        return papers()[name].rgb
    if name not in colours():
        raise KeyError(f"colour {name!r} is unknown; the palette has {', '.join(colours())}")
    return colours()[name].rgb


def luminance(colour: RGB) -> float:
    """Relative luminance from 0 to 1, with the display's gamma taken as 2."""
    r, g, b = (v / 255 for v in colour)
    return 0.2126 * r * r + 0.7152 * g * g + 0.0722 * b * b


def glyph_colour(face: RGB) -> RGB:
    """Nearly black on a light face, nearly white on a dark one: whichever contrasts more. Papers
    are printed in a tone of their own."""
    if face in _prints():
        return _prints()[face]
    return INK if luminance(face) > 0.2 else CHALK


@cache
def _prints() -> dict[RGB, RGB]:
    return {paper.rgb: paper.print for paper in papers().values()}


def edge_colour(face: RGB) -> RGB:
    """A thin line around a face: darker than the face, or lighter where that would not show."""
    if luminance(face) < 0.08:
        return (face[0] + 46, face[1] + 46, face[2] + 46)
    r, g, b = (v * 62 // 100 for v in face)
    return (r, g, b)
