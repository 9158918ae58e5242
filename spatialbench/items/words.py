"""Sentences: what is said in a language, as data.

`assets/wording/<language>.toml` has what is said by all; an ability lays `words/<language>.toml` of
its own folder over it. A sentence of a task is looked up in the table of the task (its name after
the slash), then in `[sentences]`, which serve the whole ability; in each first for the modality
(`convention-frames`), then for all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any  # parsed TOML

from spatialbench.errors import InputError
from spatialbench.probes.generator import Generator, versionless
from spatialbench.probes.registry import find, home_of

LANGUAGE_NAMES = ("en", "zh")


@cache
def tables(language: str, task: str | None = None) -> Mapping[str, Any]:
    """The tables of a language, with those of the task's ability laid over them; InputError if
    there are none."""
    source = files("spatialbench.assets") / "wording" / f"{language}.toml"
    if not source.is_file():
        known = " and ".join(LANGUAGE_NAMES)
        raise InputError(f"language {language!r} has no wording; there are {known}")
    found: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    home = None if task is None else home_of(task)
    if home is not None:
        for name, table in own_tables(home, language).items():
            found[name] = {**found.get(name, {}), **table}
    return MappingProxyType(found)


@cache
def own_tables(home: str, language: str) -> Mapping[str, Any]:
    """The tables of an ability alone; InputError names the file that is missing."""
    source = files(home) / "words" / f"{language}.toml"
    if not source.is_file():
        raise InputError(
            f"{home}: there are no words in language {language!r}; write words/{language}.toml"
        )
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))


@lru_cache(maxsize=4096)
def template(
    language: str, task: str, key: str, wording: int, modality: str | None = None
) -> str | None:
    """The sentence of a task, or of its ability, in that paraphrase; None if there is none."""
    whole = tables(language, task)
    for table in (versionless(task).partition("/")[2], "sentences"):
        own = whole.get(table, {})
        for name in (f"{key}-{modality}", key):
            if name in own:
                return pick(own[name], wording)
    return None


def pick(found: str | list[str], wording: int) -> str:
    """One of the paraphrases; a plain string is the same in all of them."""
    return found if isinstance(found, str) else found[wording % len(found)]


# --- what others say of a task ---------------------------------------------------------------

CARRIED = ("rivals", "facts", "labels")
"""The tables that go into the manifest of a set: where its tasks are not installed, reports still
have words for what they call by name."""

Carried = dict[str, dict[str, dict[str, str]]]


def carried_words(tasks: Iterable[str]) -> Carried:
    """By table, the words of the abilities of these tasks by name and language."""
    found: Carried = {table: {} for table in CARRIED}
    for home in dict.fromkeys(home_of(task) for task in tasks):
        for language in LANGUAGE_NAMES if home is not None else ():
            own = own_tables(home or "", language)
            for table in CARRIED:
                for name, word in own.get(table, {}).items():
                    found[table].setdefault(name, {})[language] = word
    return {table: dict(sorted(words.items())) for table, words in found.items()}


# --- what must be said --------------------------------------------------------------------------

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "text": ("start",),
    "state": ("state",),
    "image": ("pictures",),
    "frames": ("film",),
}
"""By modality: the sentences without which an item would show a scene and not say what it is."""


def missing(generator: Generator) -> Iterator[str]:
    """The sentences that a task needs and has not, as lines that say where to write them."""
    always = ("ask", "form") if "open" in generator.forms else ("ask",)
    for language in LANGUAGE_NAMES:
        for modality in generator.modalities:
            for key in (*always, *_NEEDED[modality]):
                if template(language, generator.id, key, 0, modality) is None:
                    name = versionless(generator.id).partition("/")[2]
                    yield (
                        f"words/{language}.toml: [{name}] or [sentences] has no {key!r} "
                        f"(or {key}-{modality}), which items of modality {modality} need"
                    )


@cache
def check_words(task: str) -> None:
    """InputError for a task that cannot say all that it shows."""
    lines = list(dict.fromkeys(missing(find(task))))
    if lines:
        raise InputError(f"task {task!r} cannot be asked:\n" + "\n".join(lines))
