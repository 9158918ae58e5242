"""The pictures of a set: hashes over decoded pixels, for PNG bytes differ between zlib builds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any  # JSON

from spatialbench.caster.pixels import pixels_hash
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.items.item import Item, Text
from spatialbench.png import REMEDY, decoded, read_png
from spatialbench.sets.shards import Shard, Table, shards_in

INDEX = "media/index.jsonl"


def pixel_hash(png: bytes, where: str = "the picture") -> str:
    """The hash of the decoded pixels of a picture. FormatError begins with `where`."""
    return pixels_hash(*decoded(png, where))


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a set: the hash of the pixels of each, by its path within the set."""

    folder: Path
    pixels: Mapping[str, str]

    def png(self, path: str) -> bytes:
        """The PNG of a picture, as it was when the set was made. InputError where it is not in
        the index, missing, changed, damaged, or lies elsewhere."""
        file = self.folder / path
        if path not in self.pixels:
            raise MismatchError(f"{self.folder / INDEX}: expected a line for {path}. {REMEDY}")
        if not file.resolve().is_relative_to(self.folder.resolve()):
            raise InputError(f"{file}: expected a picture inside the set; its path leads out of it")
        png = read_png(file)
        if pixel_hash(png, str(file)) != self.pixels[path]:
            raise MismatchError(
                f"{file}: expected the pixels that were written when the set was made; it has "
                f"others. {REMEDY}"
            )
        return png


def read_index(index: Table) -> dict[str, str]:
    """The hash of the pixels of each picture, by its path, as media/index.jsonl has it."""
    found: dict[str, str] = {}
    for place, record in index.records("media"):
        if record["path"] in found:
            raise FormatError(
                f"{place}: field path: expected each picture once; "
                f"{record['path']} is on an earlier line, too. {REMEDY}"
            )
        found[record["path"]] = record["pixels"]
    return found


def media_summary(folder: Path, shards: tuple[Shard, ...] = ()) -> dict[str, Any]:
    """How many pictures a set has, and one hash over the pixels of all of them."""
    digest, count = blake2b(digest_size=32), 0
    for _, record in Table.of(folder, "media", shards).records("media"):
        digest.update(f"{record['path']} {record['pixels']}\n".encode())
        count += 1
    return {"count": count, "pixels": digest.hexdigest()}


def pictures_of(folder: Path, manifest: Mapping[str, Any]) -> Pictures:
    """The pictures of a set. MismatchError where the index is not the one of the manifest."""
    index = index_of(folder, manifest)
    found, expected = media_summary(folder, index.shards), manifest["media"]
    for name in ("count", "pixels"):
        if found[name] != expected[name]:
            raise MismatchError(
                f"{index.path}: expected the pictures that the manifest names (media.{name} "
                f"{str(expected[name])[:16]}); this index has {str(found[name])[:16]}. {REMEDY}"
            )
    return Pictures(folder, read_index(index))


def index_of(folder: Path, manifest: Mapping[str, Any]) -> Table:
    """The index of a set's pictures."""
    where = str(folder / "manifest.json")
    return Table.of(folder, "media", shards_in(manifest, "media", where))


def picture_files(folder: Path, index: Table) -> set[str]:
    """The paths of what lies among the pictures, but for the index itself."""
    return {f"media/{file.name}" for file in (folder / "media").glob("*")} - set(index.names)


def with_pictures(item: Item, pictures: Callable[[], Pictures]) -> Item:
    """The item of a stored set with its pictures at hand: read and checked when asked for."""
    if not item.images:
        return item
    content = tuple(
        part
        if isinstance(part, Text)
        else replace(part, png=partial(_read_picture, pictures, part.path))
        for part in item.content
    )
    return replace(item, content=content)


def _read_picture(pictures: Callable[[], Pictures], path: str) -> bytes:
    return pictures().png(path)
