"""How many pictures of a level differ at a glance, by task: `python benchmarks/pictures_differ.py`;
with `--films`, how many films, by their number of frames and the looks of the first four.

A picture's look is the difference hash of its thumbnail (of each colour, whether each of 8 by 8
places is lighter than the one to its left: 192 bits) and its 4 by 4 colours in eighths; that of a
question, those of all its pictures. Stills that come before a film do not count. Of 200 questions
of a level at least 190 are to differ.
"""

from __future__ import annotations

import argparse
from io import BytesIO

import numpy as np
from PIL import Image

from spatialbench import Item, make, present
from spatialbench.probes.generator import Generator, Modality
from spatialbench.probes.names import is_named
from spatialbench.probes.registry import tasks

LEVELS = range(1, 6)
SIZE = 128
FRAMES = 4


def look(png: bytes) -> bytes:
    """What is left of a picture that is looked at for a moment."""
    with Image.open(BytesIO(png), formats=["PNG"]) as picture:
        whole = picture.convert("RGB")
    thumbnail = np.asarray(whole.resize((9, 8), Image.Resampling.BOX), np.int16)
    colours = np.asarray(whole.resize((4, 4), Image.Resampling.BOX)) >> 5
    return np.packbits(np.diff(thumbnail, axis=1) > 0).tobytes() + colours.tobytes()


def looks(item: Item) -> bytes:
    """Those of all the pictures of a question."""
    return b"".join(look(image.png()) for image in item.images if image.png is not None)


def film_looks(item: Item) -> tuple[int, bytes]:
    """How many frames there are, and the looks of the first."""
    frames = [image for image in item.images if image.label.startswith("Frame")]
    return len(frames), b"".join(look(image.png()) for image in frames[:FRAMES] if image.png)


def different(generator: Generator, level: int, count: int, modality: Modality) -> int:
    """How many of the questions of a level look unlike all others."""
    task, choices = generator.id, "open" not in generator.forms
    probes = (make(task, seed="looks", level=level, index=index) for index in range(count))
    items = (present(p, modality=modality, choices=choices, size=SIZE) for p in probes)
    return len({looks(item) if modality == "image" else film_looks(item) for item in items})


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Count pictures that differ at a glance.")
    parser.add_argument("tasks", nargs="?", default="*", help="ids or wildcards, with commas")
    parser.add_argument("--questions", type=int, default=200, help="of each task and level")
    parser.add_argument("--films", action="store_true", help="count films in place of pictures")
    arguments = parser.parse_args()
    patterns = arguments.tasks.split(",")
    modality: Modality = "frames" if arguments.films else "image"
    head = f"of {arguments.questions} questions"
    print(f"{head:30}" + "".join(f"{level:>6}" for level in LEVELS))
    for task, generator in tasks().items():
        if modality in generator.modalities and any(is_named(task, one) for one in patterns):
            row = (different(generator, level, arguments.questions, modality) for level in LEVELS)
            print(f"{task:30}" + "".join(f"{count:>6}" for count in row), flush=True)


if __name__ == "__main__":
    main()
