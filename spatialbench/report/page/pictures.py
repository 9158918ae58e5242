"""The pictures of a set as data URIs; a report without them names their files only."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from spatialbench.errors import InputError

_PNG = b"\x89PNG\r\n\x1a\n"


def no_pictures(path: str) -> str | None:
    """No picture is at hand."""
    return None


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
                f"without pictures, or take the set from where it came from."
            )
        data = file.read_bytes()
        if not data.startswith(_PNG):
            raise InputError(f"{file}: expected a PNG; it is none. Make the set again.")
        return f"data:image/png;base64,{b64encode(data).decode()}"

    return picture
