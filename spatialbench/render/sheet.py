"""Several pictures as one: a labelled contact sheet, or an animation."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from math import ceil, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from spatialbench.render.lettering import line
from spatialbench.render.palette import INK
from spatialbench.render.picture import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

PAPER = 255
SMALLEST = 8
"""Pixels of a letter's height."""
Pixels = NDArray[np.uint8]


def _pixels(picture: Picture | Pixels) -> Pixels:
    return picture.image if isinstance(picture, Picture) else picture


def _written(label: str, width: int, height: int) -> Pixels:
    """(height, width, 3): the label in the middle of a strip of paper, in smaller letters if it is
    long, cut off if it is too long for any."""
    strip = np.full((height, width, 3), PAPER, np.uint8)
    letter = max(SMALLEST, height * 6 // 10)
    ink = line(label, letter)
    if ink.shape[1] > width:
        letter = max(SMALLEST, letter * width // (ink.shape[1] + 1))
        ink = line(label, letter)[:, :width]
    top, left = (height - letter) // 2, (width - ink.shape[1]) // 2
    paper = np.full(3, PAPER, np.float32)
    colour = paper + (np.array(INK, np.float32) - paper) * ink[:, :, None]
    strip[top : top + letter, left : left + ink.shape[1]] = (colour + 0.5).astype(np.uint8)
    return strip


def sheet_pixels(
    pictures: Sequence[Picture | Pixels],
    labels: Sequence[str],
    columns: int | None = None,
    *,
    gap: int = 8,
    label_height: int = 28,
) -> Pixels:
    """(h, w, 3): pictures in rows, a label under each, white between them.

    ValueError unless there is at least one picture and as many labels as pictures.
    """
    if not pictures or len(pictures) != len(labels):
        raise ValueError(f"{len(pictures)} pictures and {len(labels)} labels; one each is needed")
    images = [_pixels(picture) for picture in pictures]
    wide = max(image.shape[1] for image in images)
    high = max(image.shape[0] for image in images) + label_height
    columns = ceil(sqrt(len(images))) if columns is None else max(1, columns)
    rows = ceil(len(images) / columns)
    sheet = np.full((rows * (high + gap) + gap, columns * (wide + gap) + gap, 3), PAPER, np.uint8)
    for number, (image, label) in enumerate(zip(images, labels, strict=True)):
        top = gap + (number // columns) * (high + gap)
        left = gap + (number % columns) * (wide + gap)
        tall, broad = image.shape[:2]
        sheet[top : top + tall, left : left + broad] = image
        strip = _written(label, broad, label_height)
        sheet[top + tall : top + tall + label_height, left : left + broad] = strip
    return sheet


def contact_sheet(
    pictures: Sequence[Picture | Pixels],
    labels: Sequence[str],
    columns: int | None = None,
    *,
    gap: int = 8,
    label_height: int = 28,
) -> Image:
    """The pictures in rows with a label under each, as a Pillow image; near a square by default.

    ValueError unless there is at least one picture and as many labels as pictures.
    """
    from PIL import Image

    pixels = sheet_pixels(pictures, labels, columns, gap=gap, label_height=label_height)
    return Image.fromarray(pixels)


def animation(
    pictures: Sequence[Picture | Pixels],
    path: Path | str | None = None,
    *,
    milliseconds: int = 400,
    last_milliseconds: int = 1200,
) -> bytes:
    """The pictures as a lossless animated WebP, played again and again; also written to `path`
    when one is given. ValueError without any picture."""
    from PIL import Image

    if not pictures:
        raise ValueError("an animation needs at least one picture")
    frames = [Image.fromarray(_pixels(picture)) for picture in pictures]
    out = BytesIO()
    frames[0].save(
        out,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=[milliseconds] * (len(frames) - 1) + [last_milliseconds],
        loop=0,
        lossless=True,
    )
    data = out.getvalue()
    if path is not None:
        Path(path).write_bytes(data)
    return data
