"""Scenes as pixels, instance ids and depth: numpy only, the same pixels on every machine."""

from spatialbench.render.picture import Picture, ids, pixel_hash, render
from spatialbench.render.sheet import animation, contact_sheet

__all__ = ["Picture", "animation", "contact_sheet", "ids", "pixel_hash", "render"]
