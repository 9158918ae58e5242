"""Reading a set: its manifest, items and keys, checked as they are read."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar, overload  # JSON

from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.extraction.readers import check_options
from spatialbench.items.item import Item, Key
from spatialbench.jsonl import read_json, sha256_of
from spatialbench.notebook import named, table
from spatialbench.sets.media import Pictures, pictures_of, with_pictures
from spatialbench.sets.shards import Place, Table, shards_in

Named = TypeVar("Named", Item, Key)

BUCKETS = 256


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A folder with questions. The key may lie elsewhere, or be missing until it is needed:
    `key_path` is its file, or the folder with its shards.

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
        table = self.table("items")

        def lines() -> Iterator[tuple[Place, Item]]:
            return table.read_as("item", quick=Item.from_line, slow=Item.from_json)

        return _each_once(lines, _answerable(lines()))

    def keys(self) -> Iterator[Key]:
        """The keys in order, each line checked; InputError if the key is not at hand."""
        table = self._known_key()

        def lines() -> Iterator[tuple[Place, Key]]:
            return ((place, Key.from_json(record)) for place, record in table.records("key"))

        return _each_once(lines, lines())

    def sealed_keys(self) -> Iterator[Key]:
        """The same keys, read ten times as fast: their programs (scene, story, ask) are not parsed.
        For those who want to know what is right and not why."""
        table = self._known_key()

        def lines() -> Iterator[tuple[Place, Key]]:
            return table.read_as("key", quick=Key.from_line, slow=Key.from_json)

        return _each_once(lines, lines())

    def pairs(self, *, sealed: bool = False) -> Iterator[tuple[Item, Key | None]]:
        """Each item with its key (`sealed`: as `sealed_keys` gives it), None where it has none;
        InputError if the key is not at hand. Keys in the order of the items, as sets are made, are
        read with them; others are kept until their item comes."""
        keys = self.sealed_keys() if sealed else self.keys()
        waiting: dict[str, Key] = {}

        def paired() -> Iterator[tuple[Item, Key | None]]:
            for item in self.items():
                while item.id not in waiting and (key := next(keys, None)) is not None:
                    waiting[key.id] = key
                yield item, waiting.pop(item.id, None)
            deque(keys, maxlen=0)  # what is left is checked, too

        return paired()

    def table(self, name: Literal["items", "key"]) -> Table:
        """Where the lines of the items, or of the key, are."""
        shards = shards_in(self.manifest, name, str(self.path / "manifest.json"))
        if name == "items":
            return Table.of(self.path, name, shards)
        if shards:
            return Table.of(self.key_path, name, shards)
        return Table(self.key_path.parent, self.key_path.name)

    @property
    def has_key(self) -> bool:
        """Whether the key is at hand."""
        return self.table("key").path.exists()

    def _known_key(self) -> Table:
        """Where the key is; InputError or MismatchError where it is not that of this set."""
        table = self.table("key")
        if not self.has_key:
            raise InputError(
                f"{table.path}: the key of this set is not here. Scoring, verifying and "
                f"auditing need it: put it back, or name it with --key"
            )
        if not table.shards:
            _same_hash(table.path, str(self.manifest["key"]["sha256"]))
        return table

    def pictures(self) -> Pictures:
        """The pictures, each checked when it is read; MismatchError if media/index.jsonl is not
        the one of the manifest."""
        return pictures_of(self.path, self.manifest)


def _picked_out(items: Iterable[Item], wanted: range) -> Iterator[Item]:
    """The items at these places, in the order in which they come."""
    places = set(wanted)
    last = max(places, default=-1)
    return (item for place, item in enumerate(islice(items, last + 1)) if place in places)


def _each_once(
    again: Callable[[], Iterable[tuple[Place, Named]]], records: Iterable[tuple[Place, Named]]
) -> Iterator[Named]:
    """The records; at their end FormatError if an id came twice. Of each no more than the eight
    bytes of a hash are kept; where two are the same, the records are read `again`."""
    buckets = [array("q") for _ in range(BUCKETS)]
    for _, record in records:
        number = hash(record.id)
        buckets[number % BUCKETS].append(number)
        yield record
    twice: set[int] = set()
    for bucket in buckets:
        if len(set(bucket)) < len(bucket):
            twice |= {number for number, count in Counter(bucket).items() if count > 1}
    if twice:
        _refuse_twice((place, r.id) for place, r in again() if hash(r.id) in twice)


def _refuse_twice(named: Iterable[tuple[Place, str]]) -> None:
    """FormatError for the first id that comes again."""
    seen: dict[str, Place] = {}
    for place, name in named:
        if name in seen:
            first = seen[name]
            where = f"line {first.line}" if first.path == place.path else str(first)
            raise FormatError(
                f"{place}: field id: expected each id once; {name!r} is on {where}, too. "
                f"Make the set again."
            )
        seen[name] = place


def _answerable(items: Iterable[tuple[Place, Item]]) -> Iterator[tuple[Place, Item]]:
    """The items; FormatError where an answer could not be read for want of options."""
    for place, item in items:
        try:
            check_options(item.answer_type, item.options)
        except ValueError as error:
            raise FormatError(f"{place}: field options: {error}. Make the set again.") from None
        yield place, item


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
    questions = QuestionSet(path, manifest, _key_path(path, manifest, key))
    if not questions.table("items").shards:  # shards are checked one by one, as they are read
        _same_hash(path / "items.jsonl", manifest["items"]["sha256"])
    return questions


def _key_path(folder: Path, manifest: Mapping[str, Any], given: str | Path | None) -> Path:
    """The file of the key, or the folder of its shards."""
    if "shards" not in manifest["key"]:
        return Path(given) if given else folder / "key.jsonl"
    if given and not Path(given).is_dir():
        raise InputError(
            f"--key {given}: expected the folder with the shards of the key "
            f"(key-00000-of-….jsonl.gz), for the key of this set is in shards"
        )
    return Path(given) if given else folder
