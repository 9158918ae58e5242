"""Reading a set: its manifest, items and keys, checked as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, overload  # JSON

from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.extraction.readers import check_options
from spatialbench.items.item import Item, Key
from spatialbench.jsonl import read_as, read_json, read_lines, sha256_of
from spatialbench.notebook import named, table
from spatialbench.sets.media import Pictures, pictures_of, with_pictures

Named = TypeVar("Named", Item, Key)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A folder with questions. The key may lie elsewhere, or be missing until it is needed.

    `len(set)`, `set[0]`, `set["id"]`, `for item in set` give items whose pictures can be shown.
    """

    path: Path
    manifest: dict[str, Any]
    key_path: Path

    def __repr__(self) -> str:
        counts = self.manifest["counts"]
        told = f"{counts['items']} items of {counts['probes']} probes"
        return named("QuestionSet", self.manifest["name"], told, self.path)

    def __len__(self) -> int:
        """How many items there are."""
        return int(self.manifest["counts"]["items"])

    def __iter__(self) -> Iterator[Item]:
        """The items in order, their pictures at hand."""
        pictures = cache(self.pictures)
        return (with_pictures(item, pictures) for item in self.items())

    @overload
    def __getitem__(self, place: int | str) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | str | slice) -> Item | list[Item]:
        """The item at that place, or of that id, or several by their places. IndexError or KeyError
        where there is none. What comes before it in the file is read, too."""
        if isinstance(place, slice):
            wanted = range(*place.indices(len(self)))
            found = dict(zip(sorted(wanted), _picked_out(self, wanted), strict=True))
            return [found[one] for one in wanted]
        if isinstance(place, str):
            return self._called(place)
        number = range(len(self))[place]
        return next(islice(iter(self), number, None))

    def _called(self, name: str) -> Item:
        for item in self:
            if item.id == name:
                return item
        raise KeyError(name)

    def _repr_html_(self) -> str:
        """What a notebook shows: how many questions there are of each task, level and the like."""
        counts = self.manifest["counts"]
        rows = [
            (dimension, value, number)
            for dimension in ("task", "level", "language", "modality")
            for value, number in counts[dimension].items()
        ]
        title = f"{self.manifest['name']}: {counts['items']} items of {counts['probes']} probes"
        return table(title, ("", "", "items"), rows)

    @property
    def items_sha256(self) -> str:
        """What tells one set from another."""
        return str(self.manifest["items"]["sha256"])

    def items(self) -> Iterator[Item]:
        """The items in order, each line checked."""
        path = self.path / "items.jsonl"
        lines = read_as(path, "item", quick=Item.from_line, slow=Item.from_json)
        return _each_once(path, _answerable(path, lines))

    def keys(self) -> Iterator[Key]:
        """The keys in order, each line checked; InputError if the key is not at hand."""
        lines = read_lines(self._known_key(), "key")
        return _each_once(self.key_path, ((n, Key.from_json(record)) for n, record in lines))

    def sealed_keys(self) -> Iterator[Key]:
        """The same keys, read ten times as fast: their programs (scene, story, ask) are not parsed.
        For those who want to know what is right and not why."""
        path = self._known_key()
        return _each_once(path, read_as(path, "key", quick=Key.from_line, slow=Key.from_json))

    def _known_key(self) -> Path:
        """Where the key is; InputError or MismatchError where it is not that of this set."""
        if not self.key_path.exists():
            raise InputError(
                f"{self.key_path}: the key of this set is not here. Scoring, verifying and "
                f"auditing need it: put it back, or name it with --key"
            )
        _same_hash(self.key_path, str(self.manifest["key"]["sha256"]))
        return self.key_path

    def pictures(self) -> Pictures:
        """The pictures, each checked when it is read; MismatchError if media/index.jsonl is not
        the one of the manifest."""
        return pictures_of(self.path, self.manifest)


def _picked_out(items: Iterable[Item], wanted: range) -> Iterator[Item]:
    """The items at these places, in the order in which they come."""
    places = set(wanted)
    last = max(places, default=-1)
    return (item for place, item in enumerate(islice(items, last + 1)) if place in places)


def _each_once(path: Path, records: Iterable[tuple[int, Named]]) -> Iterator[Named]:
    """The records, as long as no id comes twice."""
    seen: dict[str, int] = {}
    for number, record in records:
        _once(record.id, number, seen, path)
        yield record


def _once(item: str, number: int, seen: dict[str, int], path: Path) -> None:
    if item in seen:
        raise FormatError(
            f"{path}, line {number}: field id: expected each id once; {item!r} is on line "
            f"{seen[item]}, too. Make the set again."
        )
    seen[item] = number


def _answerable(path: Path, items: Iterable[tuple[int, Item]]) -> Iterator[tuple[int, Item]]:
    """The items; FormatError where an answer could not be read for want of options."""
    for number, item in items:
        try:
            check_options(item.answer_type, item.options)
        except ValueError as error:
            raise FormatError(
                f"{path}, line {number}: field options: {error}. Make the set again."
            ) from None
        yield number, item


def _same_hash(path: Path, expected: str) -> None:
    found = sha256_of(path)
    if found != expected:
        raise MismatchError(
            f"{path}: expected the file with SHA-256 {expected[:16]}… that the manifest names; "
            f"this one has {found[:16]}…. It was changed or belongs to another set: make the set "
            f"again or take the file from where the set came from"
        )


def load(folder: str | Path, *, key: str | Path | None = None) -> QuestionSet:
    """The set in a folder. Raises InputError, FormatError or MismatchError where the folder is no
    set or its items are not those of its manifest."""
    path = Path(folder)
    if not path.is_dir():
        raise InputError(f"{path}: expected the folder of a set; there is none")
    if not (path / "manifest.json").is_file():
        raise InputError(
            f"{path}: expected a set, that is a folder with manifest.json and items.jsonl; "
            f"make one with `spatialbench generate`"
        )
    manifest = read_json(path / "manifest.json", "manifest")
    _same_hash(path / "items.jsonl", manifest["items"]["sha256"])
    return QuestionSet(path, manifest, Path(key) if key else path / "key.jsonl")
