"""Charts as SVG that can stand in the page: drawn by Vega without a network, then stripped to plain
shapes and text, with the page's colours in place of the stand-ins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any  # a specification is JSON
from xml.etree import ElementTree as ET

from spatialbench.report.charts.theme import CONFIG, VARIABLES

if TYPE_CHECKING:
    import altair as alt

_SHAPES = frozenset({"svg", "g", "path", "line", "rect", "text", "tspan", "clipPath", "defs"})
_KEPT = frozenset(
    {
        "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "transform",
        "viewBox", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
        "stroke-opacity", "fill-opacity", "opacity", "text-anchor", "font-size",
        "font-weight", "id", "clip-path",
    }
)  # fmt: skip
_COLOURS = frozenset({"fill", "stroke"})
_URL = re.compile(r"url\(#([\w-]+)\)")
_PRECISE = re.compile(r"\d+\.\d{3,}(?:e[-+]?\d+)?")
_MARGIN = 32
# Vega measures text in its own font; the reader's may be an eighth wider, and must not be cut off.
SAID = "¶"
"""Begins the description of a mark that is to be shown where the pointer rests on it."""


INHERITED = frozenset(
    {
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
        "toString", "valueOf", "__proto__", "__defineGetter__", "__defineSetter__",
        "__lookupGetter__", "__lookupSetter__",
    }
)  # fmt: skip
"""What every object of JavaScript has: Vega looks names up in objects, finds these, and fails."""

_APART = "\u2060"  # no name has it: what cannot be seen is written as an escape


def svg(chart: alt.TopLevelMixin, *, name: str, label: str) -> str:
    """The chart as an inline SVG element. `name` keeps its ids apart from other charts', `label`
    says to a screen reader what it shows. ValueError for a colour that the theme does not know."""
    specification = apart(chart.to_dict())
    specification["config"] = CONFIG
    return cleaned(_drawn(specification), name=name, label=label)


def apart(value: Any) -> Any:
    """A specification in which no name is one that every object has."""
    if isinstance(value, dict):
        return {name: apart(one) for name, one in value.items()}
    if isinstance(value, list):
        return [apart(one) for one in value]
    return value + _APART if isinstance(value, str) and value in INHERITED else value


def _drawn(specification: dict[str, Any]) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))


def cleaned(source: str, *, name: str, label: str) -> str:
    """The SVG with known shapes and attributes only, and the page's colours."""
    root = _clean(ET.fromstring(source.replace(_APART, "")), name)
    if root is None:
        raise ValueError(f"chart {name}: expected an SVG element")
    width, height = (float(part) for part in root.get("viewBox", "0 0 1 1").split()[2:])
    left, right, top = min(_MARGIN, width / 8), _MARGIN, _MARGIN / 4
    box = f"{-left:g} {-top:g} {width + left + right:g} {height + top:g}"
    root.attrib = {"viewBox": box, "role": "img", "aria-label": label, "class": "chart"}
    root.set("width", f"{width + left + right:g}")  # where there is room; CSS lets it shrink
    return ET.tostring(root, encoding="unicode")


def _clean(element: ET.Element, name: str) -> ET.Element | None:
    tag = element.tag.rpartition("}")[2]
    if tag not in _SHAPES or element.get("display") == "none" or element.get("d") == "":
        return None
    kept = ET.Element(tag, dict(_attributes(element, name)))
    kept.text = element.text
    kept.extend([child for one in element if (child := _clean(one, name)) is not None])
    if tag == "g" and len(kept) == 0:
        return None
    _add_title(kept, element)
    return kept


def _attributes(element: ET.Element, name: str) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if key == "id":
            yield key, f"{name}-{value}"
        elif key in _COLOURS:
            yield key, _colour(value)
        elif key in _KEPT:
            shorter = _PRECISE.sub(lambda match: f"{float(match.group()):.2f}", value)
            yield key, _URL.sub(rf"url(#{name}-\1)", shorter)


def _colour(value: str) -> str:
    if value in {"none", "transparent"}:
        return "none"
    if value.lower() not in VARIABLES:
        raise ValueError(f"the theme has no colour {value!r}")
    return f"var(--{VARIABLES[value.lower()]})"


def _add_title(kept: ET.Element, element: ET.Element) -> None:
    said = element.get("aria-label", "")
    if said.startswith(SAID):
        title = ET.Element("title")
        title.text = said.removeprefix(SAID)
        kept.insert(0, title)
