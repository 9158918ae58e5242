"""An item with what its key says of it, and nothing that no check looks at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple, TypeVar

from spatialbench.errors import FormatError, MismatchError
from spatialbench.geometry.program import Program, decode_program
from spatialbench.items.item import Item, Key, letters
from spatialbench.probes.probe import Value
from spatialbench.probes.registry import kinds_of
from spatialbench.sets.question_set import QuestionSet

Plain = str | int | float | tuple[str, ...]
"""A value that can be a key of a dictionary."""

T = TypeVar("T")


def plain(value: Value) -> Plain:
    """The value with lists as tuples, and with what is in which cell as one, too."""
    if isinstance(value, dict):
        return tuple([f"{cell}={found}" for cell, found in sorted(value.items())])
    return tuple(value) if isinstance(value, list) else value


def as_plain(value: Hashable) -> Plain | None:
    """The value if it can be an answer."""
    return value if isinstance(value, str | int | float | tuple) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item and its key. `answer` and the rivals are values, with letters read as what they
    stand for; `options` are the values that may be answered (empty where they are not listed);
    `position` is the number of the right option, None where the item is open-ended."""

    item: Item
    number: int
    answer: Plain
    options: tuple[Plain, ...]
    rivals: dict[str, Plain]
    position: int | None
    undetermined: bool
    fingerprint: str
    key: Key = field(repr=False)

    @property
    def form(self) -> str:
        """`open` or `choice`."""
        return "open" if self.position is None else "choice"

    @property
    def happens(self) -> bool:
        """Whether anything happens in its scene; a key without a program does not say."""
        return bool(self.key.story) or not self.key.scene

    @property
    def letter(self) -> str | None:
        """The letter of the right option."""
        return None if self.position is None else letters(self.position + 1)[-1]

    def offers(self, value: Plain | None) -> bool:
        """Whether this could be the answer for all that can be seen."""
        if value is None or not self.options:
            return value is not None
        if isinstance(value, tuple) and self.position is None:
            places = [part.partition("=")[0] for part in value]  # what is in which cell, or labels
            return all(place in self.options for place in places)
        return value in self.options


def distinct(found: Sequence[Entry]) -> Sequence[Entry]:
    """The entries without those that ask what another one asked, with the same options and the same
    answer: where a level has few puzzles they come again, and who was right once is right again,
    which is no second success."""
    kept: dict[Hashable, Entry] = {}
    for entry in found:
        kept.setdefault((entry.fingerprint, entry.answer, frozenset(entry.options)), entry)
    return found if len(kept) == len(found) else list(kept.values())


Sizes = Mapping[float, set[int]]
"""How many labels answers have, by the chance of the items."""


def sizes_of(found: Iterable[Entry]) -> Sizes:
    """The numbers of labels that are right in these items: where a question says how many it wants,
    the chance of a guess says so, too."""
    sizes: dict[float, set[int]] = {}
    for entry in found:
        sizes.setdefault(entry.item.chance, set()).add(_size(entry.answer))
    return sizes


def asks_for(entry: Entry, value: Plain | None, sizes: Sizes) -> bool:
    """Whether the item offers the value, and as many labels as it has may be asked for: one colour
    is no answer where two faces are asked about."""
    if not entry.offers(value):
        return False
    return entry.position is not None or _size(value) in sizes.get(entry.item.chance, ())


def _size(value: Plain | None) -> int:
    return len(value) if isinstance(value, tuple) else 1


def program_of(entry: Entry) -> Program:
    """The scene, story and ask of the item's probe; FormatError where the key holds none."""
    from msgspec.json import decode, encode

    key = entry.key
    record = encode({"scene": key.scene, "story": key.story, "ask": key.ask})
    return decode_program(decode(record), kinds_of(key.task))


def option_at(entry: Entry, position: Hashable) -> Plain | None:
    """The option at that place, counted from 0, if there is one."""
    if not isinstance(position, int) or not 0 <= position < len(entry.options):
        return None
    return entry.options[position]


def _check_choices(item: Item, choices: Sequence[Value], said: Sequence[Value]) -> None:
    """MismatchError unless the item shows as many options, and the key speaks of their letters."""
    names = letters(len(choices))
    if len(item.options or ()) != len(choices) or not all(letter in names for letter in said):
        raise MismatchError(
            f"item {item.id!r}: expected as many options in items.jsonl as choices in the key, and "
            f"letters of them; they differ. Take both files from the same set"
        )


def _listed(item: Item) -> tuple[Plain, ...]:
    """The values that may be answered, where they are listed: whole numbers as such."""
    said = item.options or ()
    return tuple(map(int, said)) if item.answer_type == "integer" else tuple(said)


def entry_of(number: int, item: Item, key: Key) -> Entry:
    """The entry of an item and its key; MismatchError where they are of different items."""
    if item.id != key.id:
        raise MismatchError(
            f"item {number + 1} is {item.id!r} in items.jsonl and {key.id!r} in the key: expected "
            f"the same items in the same order. Take both files from the same set"
        )
    if key.choices is None:
        options = _listed(item)
        rivals = {name: plain(value) for name, value in key.rivals.items()}
        return _built(number, item, key, plain(key.answer), options, rivals, None)
    _check_choices(item, key.choices, [key.answer, *key.rivals.values()])
    values = {
        letter: plain(value)
        for letter, value in zip(letters(len(key.choices)), key.choices, strict=True)
    }
    rivals = {name: values[str(letter)] for name, letter in key.rivals.items()}
    answer = str(key.answer)
    position = list(values).index(answer)
    return _built(number, item, key, values[answer], tuple(values.values()), rivals, position)


def _built(
    number: int,
    item: Item,
    key: Key,
    answer: Plain,
    options: tuple[Plain, ...],
    rivals: dict[str, Plain],
    position: int | None,
) -> Entry:
    return Entry(
        item=item,
        number=number,
        answer=answer,
        options=options,
        rivals=rivals,
        position=position,
        undetermined=key.undetermined,
        fingerprint=key.fingerprint,
        key=key,
    )


def entries(question_set: QuestionSet) -> Iterator[Entry]:
    """The items with their keys, in order; MismatchError where the two files do not fit."""
    try:
        pairs = zip(question_set.items(), question_set.sealed_keys(), strict=True)
        for number, (item, key) in enumerate(pairs):
            yield entry_of(number, item, key)
    except (KeyError, ValueError) as error:
        raise MismatchError(
            f"{question_set.key_path}: expected a key that fits each item; {error}. Take both "
            f"files from the same set"
        ) from None


def by_task(found: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of one task after the other, so that no more than one task is in memory."""
    seen: set[str] = set()
    for task, group in groupby(found, key=lambda entry: entry.item.task):
        if task in seen:
            raise FormatError(
                f"the items of task {task!r} do not stand together in items.jsonl; sort them"
            )
        seen.add(task)
        yield task, list(group)


def grouped(found: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Lists of what has the same key, in order of first appearance."""
    groups: dict[Hashable, list[T]] = {}
    for entry in found:
        groups.setdefault(key(entry), []).append(entry)
    return list(groups.values())


class Cell(NamedTuple):
    """A level, or a number of steps along the axis of a task: what is drawn alike."""

    level: int | None
    steps: str | None = None

    def __str__(self) -> str:
        return self.steps or f"level {self.level}"


def cell_of(entry: Entry) -> Cell:
    """That of an item: what was drawn at a number of steps is of no level."""
    axis = entry.item.axis
    if axis is None:
        return Cell(entry.item.level)
    return Cell(None, f"{axis}={entry.item.facts[axis]}")


def by_cell(found: Iterable[Entry]) -> list[list[Entry]]:
    """Lists of what is of the same level, or has the same number of steps along the axis."""
    return grouped(found, cell_of)


def one_a_probe(found: Iterable[Entry]) -> list[Entry]:
    """The first entry of each probe: its twins have the same answer and add no evidence."""
    first: dict[str, Entry] = {}
    for entry in found:
        first.setdefault(entry.item.probe, entry)
    return list(first.values())


def picked(candidates: Sequence[T], entry: Entry, salt: str) -> T:
    """One of several that are equally good, the same one each time, by no visible order."""
    if len(candidates) == 1:
        return candidates[0]
    digest = blake2b(f"{salt}/{entry.item.id}".encode(), digest_size=8).digest()
    return candidates[int.from_bytes(digest, "big") % len(candidates)]
