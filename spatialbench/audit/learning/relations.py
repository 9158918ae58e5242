"""Candidates as numbers: where each option stands among the others, in the text and in the story.

One row a candidate. Columns carry the name of what an observer must see to have them: `options`,
`facts`, `start`, `story`, `ask`, `steps`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from spatialbench.audit.entries import Cell, Entry, Plain, cell_of
from spatialbench.audit.partial.beliefs import Belief
from spatialbench.audit.partial.mentions import spots, without_options
from spatialbench.items.sections import Sections

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS = 24  # of each part of the message the most frequent ones that are not in all
RANKS = 10  # places in the order of first mention that are told apart
AROUND = 2  # words before and after a mention
NONE = -1.0

_WORD = re.compile(r"[a-z]+|\d+|[㐀-鿿]", re.IGNORECASE)

Row = dict[str, float]


class Candidates(NamedTuple):
    """(rows, columns) numbers, `NONE` where there is none, the column names, for each row the
    number of its entry and whether it is right; and whether the stories differ by more than their
    wording."""

    numbers: NDArray[np.float32]
    names: tuple[str, ...]
    entry: NDArray[np.int64]
    right: NDArray[np.bool_]
    stories_differ: bool = True

    def seen_by(self, parts: Sequence[str]) -> NDArray[np.float32]:
        """The columns of an observer who sees these parts."""
        kept = [i for i, name in enumerate(self.names) if name.partition(":")[0] in parts]
        seen = self.numbers[:, kept]
        return seen[:, (seen != seen[:1]).any(axis=0)]  # what is the same everywhere tells nothing

    def right_places(self) -> list[int]:
        """For each entry the place of its right candidate among its own."""
        import numpy as np

        rows = np.flatnonzero(self.right)
        firsts = np.flatnonzero(np.diff(self.entry, prepend=-1))
        places: list[int] = (rows - firsts).tolist()
        return places


def candidates(
    found: Sequence[Entry], told: Sequence[Sections], steps: Sequence[Mapping[str, Belief]]
) -> Candidates:
    """The candidates of these entries, all of one task and form; `told` are their messages, `steps`
    what followers of single steps believe."""
    import numpy as np

    common = {part: _varying([text(one) for one in told]) for part, text in _TEXTS.items()}
    rows: list[Row] = []
    owner: list[int] = []
    right: list[bool] = []
    for number, (entry, parts, beliefs) in enumerate(zip(found, told, steps, strict=True)):
        rows += _rows(entry, parts, beliefs, common)
        owner += [number] * len(entry.options)
        right += [option == entry.answer for option in entry.options]
    names = tuple(sorted({name for row in rows for name in row}))
    numbers = np.array([[row.get(name, NONE) for name in names] for row in rows], np.float32)
    differ = stories_differ(found, told)
    return Candidates(numbers, names, np.array(owner), np.array(right), differ)


def stories_differ(found: Sequence[Entry], told: Sequence[Sections]) -> bool:
    """Whether somebody who is not told the story lacks anything, in every cell that is there: not
    where all are told the same, as that the only net is folded, or where nothing happens. Where
    pictures tell it, it is lacking."""
    different: dict[tuple[Cell, str, int], set[str | None]] = {}
    for entry, parts in zip(found, told, strict=True):
        place = cell_of(entry), entry.item.language, entry.item.wording
        different.setdefault(place, set()).add(parts.story if entry.happens else "")
    lacking: dict[Cell, bool] = {}
    for (cell, _, _), stories in different.items():
        lacks = len(stories) > 1 or None in stories
        lacking[cell] = lacking.get(cell, False) or lacks
    return all(lacking.values())


def _rows(
    entry: Entry,
    parts: Sections,
    beliefs: Mapping[str, Belief],
    common: Mapping[str, Sequence[str]],
) -> Iterator[Row]:
    shared = _shared(entry, parts, common)
    orders = {part: _order(entry, text(parts)) for part, text in _TEXTS.items()}
    around = {part: _around(entry, text(parts)) for part, text in _TEXTS.items()}
    for option in entry.options:
        row = {**shared, **_among_options(entry, option)}
        for part, order in orders.items():
            row |= _standing(part, option, order)
            near = around[part].get(option, set())
            row |= {f"{part}:near {word}": 1.0 for word in common[part] if word in near}
        row |= {f"steps:{name}": belief.get(option, 0.0) for name, belief in beliefs.items()}
        yield row


# --- what is the same for all candidates of an item ---------------------------------------------

_TEXTS: Mapping[str, Callable[[Sections], str]] = {
    "start": lambda parts: parts.start,
    "story": lambda parts: parts.story or "",
    "ask": lambda parts: without_options(parts.ask),
}


def words(text: str) -> list[str]:
    """Latin words and numbers in small letters, and single Chinese characters."""
    return [word.lower() for word in _WORD.findall(text)]


def _varying(texts: Sequence[str]) -> list[str]:
    """The most frequent words that are in some texts and not in others."""
    held = Counter(word for text in texts for word in dict.fromkeys(words(text)))
    return [word for word, count in held.most_common() if count < len(texts)][:WORDS]


def _shared(entry: Entry, parts: Sections, common: Mapping[str, Sequence[str]]) -> Row:
    item = entry.item
    row: Row = {f"facts:{name}": float(value) for name, value in item.facts.items()}
    row |= {"facts:level": item.level, "facts:wording": item.wording}
    row["facts:pictures"] = len(item.images)
    for part, text in _TEXTS.items():
        counts = Counter(words(text(parts)))
        row |= {f"{part}:says {word}": counts[word] for word in common[part]}
    lines = (parts.story or "").splitlines()
    for place, line in (("first", lines[1:2]), ("last", lines[-1:])):
        counts = Counter(words("".join(line)))
        row |= {f"story:{place} line {word}": counts[word] for word in common["story"]}
    return row


# --- what differs from candidate to candidate ---------------------------------------------------


def _parts(option: Plain) -> tuple[object, ...]:
    return option if isinstance(option, tuple) else (option,)


def _among_options(entry: Entry, option: Plain) -> Row:
    """Where the option stands, how long it is, what it has in common with the others."""
    others = [set(_parts(other)) for other in entry.options if other != option]
    own = set(_parts(option))
    shown = entry.item.options or ()
    place = entry.options.index(option)
    return {
        "options:place": place,
        "options:count": len(entry.options),
        "options:length": len(shown[place]) if place < len(shown) else 0,
        "options:in common": sum(len(own & other) for other in others),
        "options:disjoint": sum(not own & other for other in others),
        "options:name": _code(option),
        "options:number": float(option) if isinstance(option, int | float) else NONE,
    }


def _code(option: Plain) -> float:
    """A number for the words of an option, the same in all items."""
    return float(sum(str(option).encode()) % 251)


class _Order(NamedTuple):
    """Single labels by first mention, each with its places in the text, and how long that is."""

    labels: tuple[str, ...]
    at: Mapping[str, tuple[int, ...]]
    length: int


def _order(entry: Entry, text: str) -> _Order:
    found = {label: at for label, at in _spots_of_parts(entry, text).items() if at}
    return _Order(tuple(sorted(found, key=lambda label: found[label][0])), found, len(text))


def _spots_of_parts(entry: Entry, text: str) -> dict[str, tuple[int, ...]]:
    labels = dict.fromkeys(str(p) for option in entry.options for p in _parts(option))
    return {str(label): at for label, at in spots(entry, text, tuple(labels)).items()}


def _standing(part: str, option: Plain, order: _Order) -> Row:
    """How often and where a text speaks of the candidate, and of whom it speaks besides."""
    own = [str(one) for one in _parts(option)]
    at = sorted(place for label in own for place in order.at.get(label, ()))
    counts = sorted((len(spoken) for spoken in order.at.values()), reverse=True)
    lasts = sorted((spoken[-1] for spoken in order.at.values()), reverse=True)
    row: Row = {f"{part}:times": len(at)}
    if at:
        row[f"{part}:first at"] = at[0] / order.length
        row[f"{part}:last at"] = at[-1] / order.length
        row[f"{part}:more often"] = sum(count > len(at) for count in counts)
        row[f"{part}:later"] = sum(last > at[-1] for last in lasts)
    for rank, label in enumerate(order.labels[:RANKS]):
        row[f"{part}:is number {rank}"] = label in own
    return row


def _around(entry: Entry, text: str) -> dict[Plain, set[str]]:
    """The words beside the mentions of each single label."""
    near: dict[Plain, set[str]] = {}
    for label, at in spots(entry, text).items():
        size = len(str(label)) + 12 * AROUND
        beside = [words(text[max(0, place - size) : place])[-AROUND:] for place in at]
        beside += [words(text[place : place + size])[1 : 1 + AROUND] for place in at]
        near[label] = {word for found in beside for word in found}
    return near
