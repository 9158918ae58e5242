"""The closed bilingual vocabulary: which names mean the same, read once from `vocabulary.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from spatialbench.extraction.page import lowered, simplified

UNDETERMINED = "cannot be told"
NONE, ALL = "none", "all"


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning. `names` may stand anywhere, `alone` only by themselves or in a list; `sign` is 1
    or -1 where the meaning agrees or disagrees, else 0."""

    name: str
    kind: str
    names: tuple[str, ...]
    alone: tuple[str, ...]
    sign: int
    opposite: str | None

    @property
    def every_name(self) -> tuple[str, ...]:
        return (*self.names, *self.alone)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries by name, and the idioms that contain a name without meaning it."""

    entries: dict[str, Entry]
    by_name: dict[str, tuple[Entry, ...]]
    idioms: tuple[str, ...]
    hedges: frozenset[str]  # "possible" only where possibility is asked about
    exceptions: tuple[str, ...]  # openers of "all but these", which no list of names says

    def meanings(self, text: str) -> tuple[Entry, ...]:
        """The entries that a text names, the one whose canonical name it is first."""
        found = self.by_name.get(plain(text), ())
        return tuple(sorted(found, key=lambda entry: entry.name != plain(text)))

    def of_kind(self, kinds: Iterable[str]) -> list[Entry]:
        """All entries of these kinds."""
        wanted = set(kinds)
        return [entry for entry in self.entries.values() if entry.kind in wanted]


@lru_cache(maxsize=1 << 13)
def plain(text: str) -> str:
    """A name as it is compared: NFKC, simplified characters, lower case, single spaces."""
    import unicodedata

    known = simplified()
    spelled = "".join(known.get(character, character) for character in text)
    return " ".join(lowered(unicodedata.normalize("NFKC", spelled)).replace("’", "'").split())


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    import tomllib
    from importlib.resources import files

    source = files("spatialbench.assets").joinpath("wording/vocabulary.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    entries = {row["name"]: _entry(row) for row in data["entry"]}
    by_name: dict[str, list[Entry]] = {}
    for entry in entries.values():
        for name in entry.every_name:
            by_name.setdefault(name, []).append(entry)
    return Vocabulary(
        entries,
        {name: tuple(found) for name, found in by_name.items()},
        tuple(data["idioms"]),
        frozenset(data["hedges"]),
        tuple(data["exceptions"]),
    )


@cache
def canonical() -> dict[str, str]:
    """Every name with the canonical name of what it means first."""
    return {name: entries[0].name for name, entries in vocabulary().by_name.items()}


def _entry(row: dict[str, str | int | list[str]]) -> Entry:
    opposite = row.get("opposite")
    return Entry(
        name=str(row["name"]),
        kind=str(row["kind"]),
        names=(str(row["name"]), *_strings(row.get("en")), *_strings(row.get("zh"))),
        alone=_strings(row.get("zh_alone")),
        sign=int(str(row.get("sign", 0))),
        opposite=None if opposite is None else str(opposite),
    )


def _strings(value: str | int | list[str] | None) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()
