"""Do single pictures give the answer away? First, last, and others alone; shuffled, as a floor.

Pictures are made as small as a thumbnail; a linear observer sees the pixels, boosted trees see
where each candidate's colour is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from spatialbench.audit.entries import Entry
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.floors import Floor
from spatialbench.audit.learning.classes import class_findings, learned_floor
from spatialbench.audit.learning.folds import LEAST
from spatialbench.audit.learning.observers import both_ends, null_of, too_few
from spatialbench.audit.learning.ranking import picked_by
from spatialbench.audit.learning.relations import NONE, Candidates
from spatialbench.audit.learning.signs import alike_in_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Small = NDArray[np.float32]  # (SIDE, SIDE, 3), 0 to 1

SIDE = 16  # pixels of a small picture, each way
MOST = 2000  # probes of a form, language and modality that are looked at
NEAR = 0.35  # how far a pixel's colour may be from a candidate's, both at full strength

SINGLE = ("first", "second", "third", "middle", "last")


def frame_findings(folder: Path, found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """What single pictures say of the answer and of its letter; one entry a probe, all with
    pictures."""
    seen = [entry for entry in found if entry.item.images][:MOST]
    if not seen:
        return
    for name in SINGLE if scope.modality == "frames" else ("first", "last"):
        check = f"the {name} picture alone"
        if len(seen) < LEAST:
            yield too_few(check, scope, seen)
            continue
        pictures = [small(_path(folder, entry, name)) for entry in seen]
        yield from _picture_findings(check, seen, pictures, scope)


def _picture_findings(
    check: str, found: Sequence[Entry], pictures: Sequence[Small], scope: Scope
) -> Iterator[Finding]:
    alike = alike_in_numbers(_flat(pictures))
    yield from class_findings(f"{check}, pixels", found, scope, alike)
    table = _by_colour(found, pictures)
    if table is not None:
        picks = picked_by(table, table.numbers, found)
        null = null_of(table, table.numbers, found)
        yield from both_ends(f"{check}, colours", found, scope, picks, null)


def frame_floors(folder: Path, found: Sequence[Entry], scope: Scope) -> Iterator[Floor]:
    """What all pictures are worth to somebody who lost their order."""
    seen = [entry for entry in found if len(entry.item.images) > 1][:MOST]
    if len(seen) < LEAST:
        return
    heaps = [_heap([small(str(folder / image.path)) for image in e.item.images]) for e in seen]
    alike = alike_in_numbers(_flat(heaps))
    yield learned_floor("learned: pictures in any order", seen, scope, alike)


def _path(folder: Path, entry: Entry, name: str) -> str:
    images = entry.item.images
    places = {"first": 0, "second": 1, "third": 2, "middle": len(images) // 2, "last": -1}
    return str(folder / images[min(places[name], len(images) - 1)].path)


def small(path: str) -> Small:
    """The picture in `SIDE` pixels each way; black where the file is none."""
    import numpy as np

    return _shrunk(path).astype(np.float32) / np.float32(255)


@lru_cache(maxsize=65_536)  # of 768 bytes: those of one task are looked at several times
def _shrunk(path: str) -> NDArray[np.uint8]:
    import numpy as np
    from PIL import Image

    try:
        with Image.open(path) as picture:
            picture.draft("RGB", (SIDE * 4, SIDE * 4))
            shrunk = picture.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    except (OSError, SyntaxError, ValueError):  # what is no picture is found by another check
        return np.zeros((SIDE, SIDE, 3), np.uint8)
    return np.asarray(shrunk, np.uint8)


def _flat(pictures: Sequence[Small]) -> Small:
    import numpy as np

    return np.stack([picture.reshape(-1) for picture in pictures])


def _heap(pictures: Sequence[Small]) -> Small:
    """What does not depend on the order: mean, smallest and largest value of every pixel."""
    import numpy as np

    stack = np.stack(pictures)
    return np.stack([stack.mean(axis=0), stack.min(axis=0), stack.max(axis=0)])


# --- where each candidate's colour is -----------------------------------------------------------


def _by_colour(found: Sequence[Entry], pictures: Sequence[Small]) -> Candidates | None:
    """How much of each candidate's colour is where, for boosted trees; None where the candidates
    are no colours."""
    import numpy as np

    palette = _palette()
    if not all(_single_colours(entry, palette) for entry in found):
        return None
    rows, owner, right = [], [], []
    for number, (entry, picture) in enumerate(zip(found, pictures, strict=True)):
        spots = [_spot(picture, palette.get(str(option))) for option in entry.options]
        rows += [_compared(spot, spots, i) for i, spot in enumerate(spots)]
        owner += [number] * len(spots)
        right += [option == entry.answer for option in entry.options]
    numbers = np.array(rows, np.float32)
    return Candidates(numbers, (), np.array(owner), np.array(right))


def _single_colours(entry: Entry, palette: Mapping[str, object]) -> bool:
    named = [str(option) in palette for option in entry.options]
    return entry.answer in entry.options and sum(named) >= 2


Spot = tuple[float, float, float]
"""Share of the picture, and its middle across and down, `NONE` where there is nothing."""


def _spot(picture: Small, colour: Small | None) -> Spot:
    import numpy as np

    if colour is None:
        return (NONE, NONE, NONE)
    strong = picture / np.maximum(picture.max(axis=2, keepdims=True), 1e-3)
    near = (np.abs(strong - colour / colour.max()).max(axis=2) < NEAR).astype(np.float32)
    share = float(near.mean())
    if not share:
        return (0.0, NONE, NONE)
    down, across = np.nonzero(near)
    return (share, float(across.mean()) / SIDE, float(down.mean()) / SIDE)


def _compared(spot: Spot, spots: Sequence[Spot], place: int) -> list[float]:
    """A spot, the ranks of its numbers among all, and its place among the options."""
    ranks = [sum(other[i] < spot[i] for other in spots) for i in range(3)]
    return [*spot, *map(float, ranks), float(place), float(len(spots))]


def _palette() -> dict[str, Small]:
    import numpy as np

    from spatialbench.render.palette import colours

    return {n: np.maximum(np.array(c.rgb, np.float32) / 255, 1e-2) for n, c in colours().items()}
