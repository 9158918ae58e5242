"""An item as a notebook shows it: its message with its pictures, and a film as one that moves."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from itertools import groupby

from spatialbench.items.item import Image, Item, Text
from spatialbench.notebook import paragraph

LEAST_FRAMES = 3  # pictures in a row from which on they are a film
PACE = 250  # milliseconds a frame
WIDEST = 360  # pixels


def shown(item: Item) -> str:
    """The message as HTML."""
    return "".join(_parts(item))


def _parts(item: Item) -> Iterator[str]:
    for pictured, run in groupby(item.content, lambda part: isinstance(part, Image)):
        if not pictured:
            yield from (paragraph(part.text) for part in run if isinstance(part, Text))
            continue
        images = [part for part in run if isinstance(part, Image)]
        if item.modality == "frames" and len(images) >= LEAST_FRAMES:
            yield _film(images)
        else:
            yield from map(_picture, images)


def _picture(image: Image) -> str:
    if image.png is None:
        return f"<p>[{escape(image.label)}: {escape(image.path)}]</p>"
    return _figure(image.png(), "png", image.label)


def _film(images: Sequence[Image]) -> str:
    pngs = [image.png() for image in images if image.png is not None]
    label = f"{images[0].label} – {images[-1].label}"
    if len(pngs) < len(images):
        return f"<p>[{escape(label)}: {escape(images[0].path)} …]</p>"
    return _figure(film(pngs, pace=PACE, widest=WIDEST), "webp", label)


def _figure(data: bytes, kind: str, label: str) -> str:
    source = b64encode(data).decode()
    image = f"<img src='data:image/{kind};base64,{source}' style='max-width:{WIDEST}px'>"
    style = "display:inline-block;vertical-align:top;margin:0 1em 1em 0"
    return f"<figure style='{style}'>{image}<figcaption>{escape(label)}</figcaption></figure>"


def film(pngs: Sequence[bytes], *, pace: int, widest: int | None = None) -> bytes:
    """The pictures as an animated WebP, `pace` milliseconds each, at most `widest` pixels wide."""
    import numpy as np
    from PIL import Image as Pillow

    from spatialbench.render import animation

    frames = []
    for png in pngs:
        frame = Pillow.open(BytesIO(png), formats=["PNG"]).convert("RGB")
        if widest is not None and frame.width > widest:
            frame = frame.resize((widest, round(frame.height * widest / frame.width)))
        frames.append(np.asarray(frame))
    return animation(frames, milliseconds=pace)
