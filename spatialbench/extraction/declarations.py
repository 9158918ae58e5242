"""The words that declare an answer, and those that say how it is meant, read once from
`assets/wording/declarations.toml` and `cues.toml`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple  # a table of TOML


def either(*phrases: str) -> str:
    """A pattern for any of these phrases (patterns themselves)."""
    return "(?:" + "|".join(phrases) + ")"


def word(*phrases: str) -> str:
    """A pattern for any of these phrases as whole English words."""
    return rf"(?<![a-z]){either(*phrases)}(?![a-z])"


@cache
def _table() -> dict[str, Any]:
    import tomllib
    from importlib.resources import files

    source = files("spatialbench.assets").joinpath("wording/declarations.toml")
    return tomllib.loads(source.read_text("utf-8"))


def labels(kind: str) -> list[str]:
    """Patterns of the words that may stand before a colon: `answer` (rank 1), `lesser` (rank 3),
    the longest first."""
    words = [unicodedata.normalize("NFKC", word) for word in _table()["labels"][kind]]
    return sorted(words, key=len, reverse=True)


def tag_names() -> list[str]:
    """Names of the tags that hold an answer, the longest first."""
    return sorted(map(re.escape, _table()["tags"]["names"]), key=len, reverse=True)


@cache
def keys() -> dict[str, frozenset[str]]:
    """Words of the keys of an object: `first`, `second`, `third`, and `never`."""
    return {name: frozenset(words) for name, words in _table()["keys"].items()}


@cache
def _cues() -> dict[str, dict[str, list[str]]]:
    import tomllib
    from importlib.resources import files

    source = files("spatialbench.assets").joinpath("wording/cues.toml")
    return tomllib.loads(source.read_text("utf-8"))


def cue(name: str, *, whole: bool = True) -> str:
    """A pattern for a list of `cues.toml`; its words are `whole` words, or as they are."""
    words, signs = _cues()[name]["words"], _cues()[name]["signs"]
    if not whole:
        return either(*words, *signs)
    return either(*([word(*words)] if words else []), *signs)


class Speech(NamedTuple):
    """Patterns over all further languages."""

    before: str
    after: str
    denial: str
    declines: str


@cache
def speech() -> Speech:
    """How answers are declared, denied and declined in further languages."""
    rows = _table()["verbal"].values()

    def every(name: str) -> str:
        phrases = sorted({phrase for row in rows for phrase in row[name]}, key=len, reverse=True)
        return "(?:" + "|".join(phrases) + ")"

    return Speech(every("before"), every("after"), every("not"), every("declines"))


def languages() -> dict[str, dict[str, list[str]]]:
    """The rows of the table as they are, by language."""
    return dict(_table()["verbal"])
