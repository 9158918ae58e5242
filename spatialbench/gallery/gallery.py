"""The gallery as a folder: one page, and beside it the pictures and films that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spatialbench import __version__
from spatialbench.durable import own_folder, write_atomically
from spatialbench.gallery.entries import SEED, Seen, Shelf, drawn, shelves
from spatialbench.probes.generator import Generator, versionless
from spatialbench.probes.registry import family_of
from spatialbench.report.page.page import policy

if TYPE_CHECKING:
    from jinja2 import Template

    from spatialbench.pool import Progress

MARK = "spatialbench-gallery.txt"  # in every folder that this wrote: it may be written anew
PAGE = "index.html"


class Wing(NamedTuple):
    """A task with its levels."""

    generator: Generator
    shelves: tuple[Shelf, ...]

    @property
    def ability(self) -> str:
        """The part of the id before the slash."""
        return family_of(self.generator.id)

    @property
    def name(self) -> str:
        """The id without its version."""
        return versionless(self.generator.id)


def write_gallery(
    out: Path, generators: Sequence[Generator], *, size: int, progress: Progress | None = None
) -> Path:
    """Write the page and all that it shows; the path of the page. InputError where the folder has
    something in it that is no gallery."""
    own_folder(out, MARK, "spatialbench gallery")
    wings = [Wing(one, tuple(shelves(one, size=size))) for one in generators]
    seen = {one.file: one for wing in wings for one in _all_seen(wing)}
    for number, one in enumerate(seen.values(), 1):
        write_atomically(out / one.file, drawn(one))
        if progress is not None:
            progress(number, len(seen))
    write_atomically(out / PAGE, page(wings).encode())
    return out / PAGE


def _all_seen(wing: Wing) -> Iterator[Seen]:
    for shelf in wing.shelves:
        for entry in shelf.entries:
            for telling in entry.tellings:
                yield from (part for part in telling.parts if isinstance(part, Seen))


def page(wings: Sequence[Wing]) -> str:
    """The page; all text is escaped by the template engine."""
    style, script = _part("gallery.css"), _part("gallery.js")
    return _template().render(
        wings=wings,
        abilities=list(dict.fromkeys(wing.ability for wing in wings)),
        style=style,
        script=script,
        policy=policy(style, script, pictures="'self' file:"),
        seed=SEED,
        version=__version__,
    )


def _part(name: str) -> str:
    return (files("spatialbench.gallery") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_part("gallery.html"))
