"""The pictures of a set: hashes over decoded pixels, for PNG bytes differ between zlib builds."""

from __future__ import annotations

from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any  # JSON

from spatialbench.caster.pixels import pixels_hash
from spatialbench.jsonl import read_lines

INDEX = "media/index.jsonl"


def pixel_hash(png: bytes) -> str:
    """The hash of the decoded pixels of a picture."""
    from PIL import Image

    with Image.open(BytesIO(png)) as picture:
        pixels = picture.convert("RGB")
        return pixels_hash(pixels.width, pixels.height, pixels.tobytes())


def media_summary(folder: Path) -> dict[str, Any]:
    """How many pictures a set has, and one hash over the pixels of all of them."""
    digest, count = blake2b(digest_size=32), 0
    for _, record in read_lines(folder / INDEX, "media"):
        digest.update(f"{record['path']} {record['pixels']}\n".encode())
        count += 1
    return {"count": count, "pixels": digest.hexdigest()}
