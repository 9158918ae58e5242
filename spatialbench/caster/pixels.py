"""Pictures as such: how they may be drawn, and the hash of their pixels."""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

Look = Literal["shaded", "line", "photo"]
LOOKS: tuple[Look, ...] = ("shaded", "line", "photo")
"""How pictures are drawn; the first is the usual one."""


def pixels_hash(width: int, height: int, rgb: bytes) -> str:
    """BLAKE2b over the size and the RGB pixels of a picture, 32 hexadecimal digits: PNG bytes
    differ between builds of zlib."""
    digest = blake2b(f"{width}x{height}".encode(), digest_size=16)
    digest.update(rgb)
    return digest.hexdigest()
