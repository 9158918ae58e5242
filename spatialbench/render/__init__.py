"""Scenes as pixels, instance ids and depth: numpy only, the same pixels on every machine."""

from spatialbench.render.picture import Picture, ids, pixel_hash, render

__all__ = ["Picture", "ids", "pixel_hash", "render"]
