"""Scenes as pixels, instance ids and depth: numpy only, the same pixels on every machine."""

from spatialbench.render.picture import Picture, ids, pixel_hash, render
from spatialbench.render.png import png_of
from spatialbench.render.sheet import animation, contact_sheet
from spatialbench.render.solids import export_glb, to_trimesh
from spatialbench.render.turnable import turnable_page

__all__ = [
    "Picture",
    "animation",
    "contact_sheet",
    "export_glb",
    "ids",
    "pixel_hash",
    "png_of",
    "render",
    "to_trimesh",
    "turnable_page",
]
