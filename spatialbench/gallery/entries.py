"""What the gallery shows: a probe of every task and level in every modality, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from spatialbench.items.item import LANGUAGES, Image, Item, Language, Presented, Text
from spatialbench.items.notebook import LEAST_FRAMES, film
from spatialbench.items.present import with_key
from spatialbench.items.saying import Voice
from spatialbench.items.wanted import Wanted
from spatialbench.items.words import tables
from spatialbench.probes.generator import Generator
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe

SEED = "gallery"
PACE = 125  # milliseconds a frame


class Said(NamedTuple):
    """A piece of the message."""

    text: str


class Seen(NamedTuple):
    """A picture or a film: its file within the gallery, its pictures, and what it is called."""

    file: str
    images: tuple[Image, ...]
    label: str


class Telling(NamedTuple):
    """A question in one language, with its answer and what its rivals say, by what they think."""

    language: Language
    parts: tuple[Said | Seen, ...]
    answer: str
    rivals: tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """A probe in one modality."""

    modality: str
    tellings: tuple[Telling, ...]


class Shelf(NamedTuple):
    """A level of a task."""

    level: int
    numbers: str
    entries: tuple[Entry, ...]


def shelves(generator: Generator, *, size: int) -> Iterator[Shelf]:
    """The levels of a task, pictures not drawn yet."""
    for level, numbers in generator.levels.items():
        probe = make(generator.id, seed=SEED, level=level)
        entries = tuple(
            Entry(
                modality,
                tuple(
                    _telling(probe, _wanted(generator, probe, language, modality, size))
                    for language in LANGUAGES
                ),
            )
            for modality in generator.modalities
        )
        yield Shelf(level, _told(numbers), entries)


def _told(numbers: Mapping[str, object]) -> str:
    """The numbers of a level as one reads them: "turns 3 to 4, sides 6"."""
    return ", ".join(_number(name.replace("_", " "), value) for name, value in numbers.items())


def _number(name: str, value: object) -> str:
    if isinstance(value, bool):
        return name if value else f"no {name}"
    if not isinstance(value, (list, tuple)):
        return f"{name} {value}"
    span = len(value) == 2 and all(isinstance(one, int) for one in value)
    few = value[:1] if span and value[0] == value[1] else value
    between = ", " if not span else " to " if value[0] < value[1] else " by "
    return f"{name} {between.join(map(str, few))}"


def _wanted(
    generator: Generator, probe: Probe, language: Language, modality: str, size: int
) -> Wanted:
    choices = "open" not in generator.forms
    return Wanted(language, modality, choices, probe.paraphrase, size)  # type: ignore[arg-type]


def _telling(probe: Probe, wanted: Wanted) -> Telling:
    shown = with_key(probe, wanted)
    voice = Voice(wanted.language, probe.task)
    names: Mapping[str, str] = tables(wanted.language, probe.task).get("rivals", {})
    rivals = tuple(
        (names.get(name, name), _answer(shown, voice, value))
        for name, value in shown.key.rivals.items()
        if value != shown.key.answer
    )
    answer = _answer(shown, voice, shown.key.answer)
    return Telling(wanted.language, tuple(_parts(shown.item)), answer, rivals)


def _answer(shown: Presented, voice: Voice, value: object) -> str:
    if shown.item.answer_type == "choice":
        return str(value)
    return voice.value(value, shown.probe.answer_type)  # type: ignore[arg-type]


def _parts(item: Item) -> Iterator[Said | Seen]:
    for pictured, run in groupby(item.content, lambda part: isinstance(part, Image)):
        if not pictured:
            yield from (Said(part.text) for part in run if isinstance(part, Text))
            continue
        images = tuple(part for part in run if isinstance(part, Image))
        if len(images) >= LEAST_FRAMES and item.modality == "frames":
            label = f"{images[0].label} – {images[-1].label}"
            yield Seen(images[0].path.replace(".png", ".webp"), images, label)
        else:
            yield from (Seen(image.path, (image,), image.label) for image in images)


def drawn(seen: Seen) -> bytes:
    """The file of a picture or a film: a PNG, or an animated WebP."""
    pngs = [image.png() for image in seen.images if image.png is not None]
    return pngs[0] if len(seen.images) == 1 else film(pngs, pace=PACE)
