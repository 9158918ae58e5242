"""What adapters ask with: a set in a folder, or one made on the fly from a suite and a seed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spatialbench.errors import InputError
from spatialbench.items.filters import picked
from spatialbench.items.item import Image, Item, Key, Text
from spatialbench.sets.media import with_pictures

if TYPE_CHECKING:
    pass


class Asked(NamedTuple):
    """An item with its key (None where it is kept apart). Its pictures are drawn, or read from the
    set and checked, when they are asked for."""

    item: Item
    key: Key | None


def questions(
    suite: str = "quick",
    *,
    seed: str = "demo",
    folder: str | Path | None = None,
    only: Mapping[str, str | None] | None = None,
) -> Iterator[Asked]:
    """The items of the set in `folder`, or else of a suite and seed. `only` picks by language,
    modality, family, task, level and form, in the words of `spatialbench generate`. InputError
    where nothing is left."""
    source = _made(suite, seed) if folder is None else _stored(Path(folder))
    try:
        yield from picked(source, only or {}, lambda asked: asked.item)
    except InputError as error:
        raise type(error)(f"{folder or suite}: {error}") from None


def _made(suite: str, seed: str) -> Iterator[Asked]:
    from spatialbench.sets.generate import generate

    return (Asked(one.item, one.key) for one in generate(suite, seed=seed))


def _stored(folder: Path) -> Iterator[Asked]:
    from spatialbench.sets import load

    stored = load(folder)
    pictures = cache(stored.pictures)
    pairs = stored.pairs() if stored.has_key else ((item, None) for item in stored.items())
    for item, key in pairs:
        yield Asked(with_pictures(item, pictures), key)


def picture(image: Image) -> bytes:
    """The PNG of a picture. SpatialbenchError where it is missing, damaged, not the one of the
    set, or not at hand."""
    if image.png is None:
        raise InputError(f"{image.path}: the set of this picture is not at hand")
    return image.png()


def data_uri(image: Image) -> str:
    """The picture as text that a web page or a chat interface takes."""
    return png_uri(picture(image))


def png_uri(png: bytes) -> str:
    """The same of a PNG."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


def message(item: Item) -> Iterator[str | Image]:
    """The message in order, as texts and pictures; what a picture is called stands before it."""
    colon = "：" if item.language == "zh" else ": "
    for part in item.content:
        if isinstance(part, Text):
            yield part.text
        else:
            yield f"{part.label}{colon}".strip()
            yield part
