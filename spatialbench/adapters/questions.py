"""What adapters ask with: a set in a folder, or one made on the fly from a suite and a seed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from spatialbench.errors import InputError
from spatialbench.items.filters import picked
from spatialbench.items.item import Image, Item, Key, Text


class Asked(NamedTuple):
    """An item with its key (None where it is kept apart), and where its pictures are (None where
    they are drawn when asked)."""

    item: Item
    key: Key | None
    folder: Path | None


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

    return (Asked(one.item, one.key, None) for one in generate(suite, seed=seed))


def _stored(folder: Path) -> Iterator[Asked]:
    from spatialbench.sets import load

    stored = load(folder)
    at_hand = stored.key_path.exists()
    keys = {key.id: key for key in stored.keys()} if at_hand else {}  # noqa: SIM118 (no mapping)
    return (Asked(item, keys.get(item.id), folder) for item in stored.items())


def picture(image: Image, folder: Path | None) -> bytes:
    """The PNG of a picture. InputError where it is missing, or its path leads out of the set."""
    if image.png is not None:
        return image.png()
    if folder is None:
        raise InputError(f"{image.path}: the set of this picture has no folder")
    path = folder / image.path
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"{path}: expected a picture inside the set; its path leads out of it")
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: the picture cannot be read: {error.strerror}. Take the set's media/ along."
        ) from None


def data_uri(image: Image, folder: Path | None) -> str:
    """The picture as text that a web page or a chat interface takes."""
    return f"data:image/png;base64,{b64encode(picture(image, folder)).decode()}"


def message(item: Item) -> Iterator[str | Image]:
    """The message in order, as texts and pictures; what a picture is called stands before it."""
    colon = "：" if item.language == "zh" else ": "
    for part in item.content:
        if isinstance(part, Text):
            yield part.text
        else:
            yield f"{part.label}{colon}".strip()
            yield part
