"""Small pictures of a set for the page: stills as WebP, films as one WebP of tiles.

All of them together stay within a budget, whatever the set; where it is tight they get smaller, and
of long films fewer frames are kept, evenly, each with its own number.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from math import ceil, isqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spatialbench.items.item import Image, Item

if TYPE_CHECKING:
    from PIL.Image import Image as Raster

BUDGET = 6_000_000
"""So many characters of pictures go into a page that was not asked for all of them."""
MOST_READ = 3_000
"""So many pictures are read for it, which takes a few seconds."""
MOST_PIXELS = 16_000_000  # of one picture; a file of a few bytes can promise any number
SHORTEST_FILM = 4  # so many pictures one after the other are a film
FEWEST_FRAMES, MOST_FRAMES = 6, 60
_SAMPLED = 12
_SPARE = 0.9  # of the budget: what is estimated may be off


class Size(NamedTuple):
    """The longer side in pixels, and the quality from 0 to 100."""

    side: int
    quality: int


SIZES = (Size(256, 60), Size(192, 50), Size(128, 45), Size(96, 40), Size(64, 35))


class Film(NamedTuple):
    """Tiles in rows of `columns`, each so wide and high; `kept` are the places of the frames."""

    uri: str
    columns: int
    width: int
    height: int
    kept: tuple[int, ...]


def is_film(item: Item, run: Sequence[Image]) -> bool:
    """Whether pictures that follow one another without a word between are a film."""
    return item.modality == "frames" and len(run) >= SHORTEST_FILM


def runs(item: Item) -> Iterator[tuple[Image, ...]]:
    """The pictures of an item: films as what they are, everything else one by one."""
    for is_image, parts in groupby(item.content, lambda part: isinstance(part, Image)):
        run = tuple(part for part in parts if isinstance(part, Image))
        if is_image and is_film(item, run):
            yield run
        elif is_image:
            yield from ((one,) for one in run)


@dataclass(slots=True)
class Thumbnails:
    """Makes the pictures of these items when they are asked for; None where a file cannot be read
    as a picture, or the budget is spent."""

    folder: Path
    items: Sequence[Item]
    size: Size = SIZES[0]
    frames: int = MOST_FRAMES
    spent: int = 0
    stills: dict[str, str | None] = field(default_factory=dict)
    films: dict[tuple[str, ...], Film | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        everything = {tuple(o.path for o in run) for item in self.items for run in runs(item)}
        ordered = sorted(everything)
        stills = [run for run in ordered if len(run) == 1]
        films = [run for run in ordered if len(run) > 1]
        self.frames = _frames(len(stills), [len(run) for run in films])
        self.size = next((s for s in SIZES if self._fits(s, stills, films)), SIZES[-1])

    def still(self, path: str) -> str | None:
        """The data URI of a picture."""
        if path not in self.stills:
            self.stills[path] = self._spend(self._webp(self._tile(path, self.size)))
        return self.stills[path]

    def film(self, paths: tuple[str, ...]) -> Film | None:
        """The tiles of a film."""
        if paths not in self.films:
            kept = spread(len(paths), self.frames)
            sheet, tile = self._sheet(paths, kept)
            uri = self._spend(self._webp(sheet))
            film = None if uri is None else Film(uri, _columns(len(kept)), *tile, kept)
            self.films[paths] = film
        return self.films[paths]

    def _sheet(
        self, paths: tuple[str, ...], kept: tuple[int, ...]
    ) -> tuple[Raster | None, tuple[int, int]]:
        """The tiles of a film in one picture, and their size; None where one is missing."""
        tiles = [self._tile(paths[place], self.size) for place in kept]
        whole = [tile for tile in tiles if tile is not None]
        if len(whole) < len(tiles):
            return None, (0, 0)
        return _sheet(whole, _columns(len(whole))), whole[0].size

    def _spend(self, data: bytes | None) -> str | None:
        if data is None:
            return None
        uri = f"data:image/webp;base64,{b64encode(data).decode()}"
        if self.spent + len(uri) > BUDGET:
            return None
        self.spent += len(uri)
        return uri

    def _tile(self, path: str, size: Size) -> Raster | None:
        """A picture of the set as small as that; None for what is no PNG of this folder."""
        from PIL import Image as Pillow

        file = (self.folder / path).resolve()
        if not file.is_relative_to(self.folder.resolve()) or not file.is_file():
            return None
        try:
            with Pillow.open(file, formats=("PNG",)) as found:
                if found.width * found.height > MOST_PIXELS:
                    return None
                whole = found.convert("RGB")
        except (OSError, ValueError, Pillow.DecompressionBombError):
            return None
        whole.thumbnail((size.side, size.side), Pillow.Resampling.BOX, reducing_gap=1)
        return whole

    def _webp(self, tile: Raster | None) -> bytes | None:
        if tile is None:
            return None
        data = BytesIO()
        tile.save(data, "WEBP", quality=self.size.quality, method=2)
        return data.getvalue()

    def _fits(
        self, size: Size, stills: Sequence[tuple[str, ...]], films: Sequence[tuple[str, ...]]
    ) -> bool:
        """Whether all of them would stay within the budget at that size, by a sample of them."""
        self.size = size
        told = 0.0
        for runs_, make in ((stills, self._still_size), (films, self._film_size)):
            sample = [runs_[place] for place in spread(len(runs_), _SAMPLED)]
            if sample:
                told += sum(map(make, sample)) / len(sample) * len(runs_)
        return told <= _SPARE * BUDGET

    def _still_size(self, paths: tuple[str, ...]) -> int:
        return _length(self._webp(self._tile(paths[0], self.size)))

    def _film_size(self, paths: tuple[str, ...]) -> int:
        sheet, _ = self._sheet(paths, spread(len(paths), self.frames))
        return _length(self._webp(sheet))


def _length(data: bytes | None) -> int:
    return 0 if data is None else 4 * len(data) // 3


def _columns(tiles: int) -> int:
    """As many as rows, or one row less."""
    return isqrt(tiles - 1) + 1


def _sheet(tiles: Sequence[Raster], columns: int) -> Raster:
    from PIL import Image as Pillow

    width, height = tiles[0].size
    sheet = Pillow.new("RGB", (columns * width, ceil(len(tiles) / columns) * height))
    for place, tile in enumerate(tiles):
        sheet.paste(tile, (place % columns * width, place // columns * height))
    return sheet


def _frames(stills: int, lengths: Sequence[int]) -> int:
    """How many frames of a film may be kept, so that not too many pictures are read."""
    for most in range(MOST_FRAMES, FEWEST_FRAMES, -1):
        if stills + sum(min(most, length) for length in lengths) <= MOST_READ:
            return most
    return FEWEST_FRAMES


def spread(count: int, most: int) -> tuple[int, ...]:
    """At most so many places of a row, evenly, its first and its last among them.

    >>> spread(10, 4)
    (0, 3, 6, 9)
    """
    if count <= most:
        return tuple(range(count))
    return tuple(round(place * (count - 1) / (most - 1)) for place in range(most))
