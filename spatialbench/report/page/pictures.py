"""The pictures of a set as data URIs: small ones, all of them as they are, or none, only names."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol  # JSON

from spatialbench.errors import InputError
from spatialbench.items.item import Image, Item
from spatialbench.report.page.thumbnails import Thumbnails

_PNG = b"\x89PNG\r\n\x1a\n"


class Pictures(Protocol):
    """What the question browser shows of pictures: data for its script, or None."""

    def still(self, path: str) -> str | None:
        """A picture by its path within the set."""

    def film(self, run: Sequence[Image]) -> dict[str, Any] | None:
        """Pictures that follow one another: places that are `kept`, and, unless each of them is a
        picture of its own, their tiles."""


class NoPictures:
    """No picture is at hand."""

    def still(self, path: str) -> str | None:
        return None

    def film(self, run: Sequence[Image]) -> dict[str, Any] | None:
        return None


class WholePictures:
    """Every picture as it is; InputError for a file that is missing, is no PNG, or lies
    elsewhere."""

    def __init__(self, folder: Path) -> None:
        self._picture = pictures_in(folder)

    def still(self, path: str) -> str | None:
        return self._picture(path)

    def film(self, run: Sequence[Image]) -> dict[str, Any] | None:
        return {"kept": list(range(len(run)))}


class SmallPictures:
    """Small ones within a budget; see `thumbnails`."""

    def __init__(self, folder: Path, items: Sequence[Item]) -> None:
        self._made = Thumbnails(folder, items)

    def still(self, path: str) -> str | None:
        return self._made.still(path)

    def film(self, run: Sequence[Image]) -> dict[str, Any] | None:
        film = self._made.film(tuple(one.path for one in run))
        if film is None:
            return None
        size = [film.columns, film.width, film.height]
        return {"tiles": film.uri, "size": size, "kept": list(film.kept)}


def pictures_in(folder: Path) -> Callable[[str], str | None]:
    """A function from a picture's path within the set to its data URI.

    The function raises InputError for a file that is missing, is no PNG, or lies elsewhere.
    """
    root = folder.resolve()

    def picture(path: str) -> str:
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            raise InputError(
                f"{folder / path}: expected a picture of the set; there is none. Make the report "
                f"without --pictures, or take the set from where it came from."
            )
        data = file.read_bytes()
        if not data.startswith(_PNG):
            raise InputError(f"{file}: expected a PNG; it is none. Make the set again.")
        return f"data:image/png;base64,{b64encode(data).decode()}"

    return picture
