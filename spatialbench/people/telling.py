"""An item as the page shows it: texts, pictures and films in order, and how it is answered.

What tells a model how to end its reply is left out, and so are the options, which are buttons.
Nothing else of the item is kept: no task, no level, no number of difficulty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any  # JSON

from spatialbench.items.item import Image, Item, Part, Text, letters
from spatialbench.items.notebook import LEAST_FRAMES
from spatialbench.items.words import tables

_FORM = re.compile(r"<([^<>]*)>\s*\Z")


def told(item: Item) -> dict[str, Any]:
    """The item as JSON for the page: `id`, `parts`, `ask`."""
    content, form = _without_closing(item.content)
    if item.answer_type == "choice":
        pictured = _pictured_options(item)
        content = content if pictured else _without_options(content, item)
        ask: dict[str, Any] = {"options": [["", text][not pictured] for text in item.options or ()]}
    else:
        ask = {"form": form}
    return {"id": item.id, "parts": list(_parts(content, item.modality)), "ask": ask}


def pictures_of(shown: dict[str, Any]) -> Iterator[str]:
    """The paths of all pictures that a told item shows."""
    for part in shown["parts"]:
        yield from ([part["image"]] if "image" in part else part.get("film", ()))


def _without_closing(content: tuple[Part, ...]) -> tuple[tuple[Part, ...], str]:
    """The message without its last paragraph, and the form of the answer that it names."""
    *before, last = content
    if not isinstance(last, Text):
        return content, ""
    opening, _, closing = last.text.rpartition("\n\n")
    form = _FORM.search(closing)
    if form is None:
        return content, ""
    return (*before, *([Text(opening)] if opening else [])), form[1]


def _pictured_options(item: Item) -> bool:
    """Whether the options are pictures of the message, each named after its letter."""
    name = tables(item.language)["pictures"]["option"]
    wanted = {name.format(letter=letter) for letter in letters(len(item.options or ()))}
    return wanted <= {image.label for image in item.images}


def _without_options(content: tuple[Part, ...], item: Item) -> tuple[Part, ...]:
    line = tables(item.language)["closing"]["option"]
    options = item.options or ()
    listed = "".join(
        "\n" + line.format(letter=letter, text=text)
        for letter, text in zip(letters(len(options)), options, strict=True)
    )
    return tuple(
        Text(part.text.replace(listed, "")) if isinstance(part, Text) else part for part in content
    )


def _parts(content: tuple[Part, ...], modality: str) -> Iterator[dict[str, Any]]:
    for pictured, run in groupby(content, lambda part: isinstance(part, Image)):
        if not pictured:
            yield from ({"text": part.text} for part in run if isinstance(part, Text))
            continue
        images = [part for part in run if isinstance(part, Image)]
        if len(images) >= LEAST_FRAMES and modality == "frames":
            paths, labels = ([getattr(one, name) for one in images] for name in ("path", "label"))
            yield {"film": paths, "labels": labels}
        else:
            yield from ({"image": one.path, "label": one.label} for one in images)
