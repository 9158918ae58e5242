"""Pictures of strangers: PNG and nothing else, and not larger than ours can be.

A picture library believes what a file says of itself: that it is PostScript, or a million pixels
wide. Here it is asked for PNG alone, after a look at the size.
"""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from spatialbench.errors import FormatError, InputError

MOST_BYTES = 32 << 20
MOST_PIXELS = 1 << 23  # the largest of ours are frames of 3072 by 1728

_HEAD = struct.Struct(">8sI4sII")  # signature; length and name of the first chunk; width, height
_FIRST = (b"\x89PNG\r\n\x1a\n", 13, b"IHDR")
REMEDY = "Make the set again or fetch it whole."


class Pixels(NamedTuple):
    """A decoded picture: `rgb` has three bytes a pixel, row by row from the top."""

    width: int
    height: int
    rgb: bytes


def read_png(path: Path) -> bytes:
    """The bytes of a file that can be a PNG of ours. InputError where it is no regular file or too
    large."""
    try:
        if not path.is_file():
            raise InputError(f"{path}: the picture is missing. {REMEDY}")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"{path}: expected at most {MOST_BYTES} bytes; got {size}. {REMEDY}")
        return path.read_bytes()
    except (OSError, ValueError) as error:  # a path with a zero byte is a ValueError
        raise InputError(f"{path}: the picture cannot be read: {error}. {REMEDY}") from None


def decoded(png: bytes, where: str) -> Pixels:
    """The pixels of a PNG. FormatError where it is none, damaged, or too large."""
    _check_head(png, where)
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is odd, and read all the same
            with Image.open(BytesIO(png), formats=["PNG"]) as picture:
                found = picture.convert("RGB")
                return Pixels(found.width, found.height, found.tobytes())
    except Exception as error:  # noqa: BLE001  # decoders raise whatever they trip over
        raise FormatError(
            f"{where}: expected a PNG; it cannot be read: {str(error)[:120]}. {REMEDY}"
        ) from None


def _check_head(png: bytes, where: str) -> None:
    if len(png) < _HEAD.size or _HEAD.unpack_from(png)[:3] != _FIRST:
        raise FormatError(
            f"{where}: expected a PNG; its first bytes are not those of one. {REMEDY}"
        )
    *_, width, height = _HEAD.unpack_from(png)
    if not 1 <= width * height <= MOST_PIXELS:
        raise FormatError(
            f"{where}: expected a PNG of at most {MOST_PIXELS} pixels; it says that it has "
            f"{width} x {height}. {REMEDY}"
        )
