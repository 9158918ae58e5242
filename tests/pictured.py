"""Small PNGs and small sets with pictures, to be spoilt."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

from handmade import Question, questions, write_set
from PIL import Image

POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n%%EOF\n"


def png(number: int, side: int = 8) -> bytes:
    """A small picture of one colour, all different."""
    file = BytesIO()
    Image.new("RGB", (side, side), (number % 256, 7, 9)).save(file, "PNG")
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG, its checksum right."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def promising(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says that it is so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body


def in_format(kind: str) -> bytes:
    """A real picture in another format."""
    file = BytesIO()
    Image.new("RGB", (8, 8), (1, 2, 3)).save(file, kind)
    return file.getvalue()


def path_of(number: int) -> str:
    """The path of a picture within the set."""
    return f"media/{number:016x}.png"


def pictured_set(folder: Path, count: int = 4) -> Path:
    """A set by hand whose questions show a picture each."""

    def flaw(one: Question) -> None:
        one.modality, one.images = "image", [path_of(one.number)]

    return write_set(folder, questions(count, flaw), {path_of(i): png(i) for i in range(count)})
