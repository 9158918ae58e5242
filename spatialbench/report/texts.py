"""The words of the report: `assets/wording/report.toml`, each text in every language.

Texts are found by a dotted name. Names that come from a set (tasks, rivals, facts) need no text:
they are shown as they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any  # parsed TOML

from spatialbench.errors import InputError
from spatialbench.items.words import Carried
from spatialbench.report.shown import shown_name

LANGUAGES = ("en", "zh")


@cache
def all_texts() -> Mapping[str, Any]:
    """The tables of the file."""
    source = files("spatialbench.assets") / "wording" / "report.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Texts:
    """The words in one language; InputError for a language that has none. `marks` say of which
    models something must be said wherever they stand: `baseline`, `simulated`, `incomplete`;
    `carried` are the words that a set brings for what its tasks call by name."""

    language: str
    marks: Mapping[str, str] = field(default_factory=dict)
    carried: Carried = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise InputError(
                f"language {self.language!r} has no report; expected one of {', '.join(LANGUAGES)}"
            )

    def __call__(self, name: str, /, **fields: object) -> str:
        """The text of that name with its fields filled in; KeyError if there is none."""
        text = str(_found(name)[self.language])
        return text.format(**fields) if fields else text

    def model(self, name: str) -> str:
        """The name of a model as it is shown everywhere, with its mark unless it begins with it."""
        shown, mark = shown_name(name), self.marks.get(name)
        told = mark is None or shown.startswith(mark)
        return shown if told else self(f"model.{mark}", name=shown)

    def known(self, name: str) -> bool:
        """Whether there is a text of that name."""
        try:
            return self.language in _found(name)
        except KeyError:
            return False

    def word(self, group: str, name: str) -> str:
        """The word for a name of that group, or the name itself, visible, where there is none."""
        if group == "strategy":
            return self._strategy(name)
        dotted = f"{group}.{name}"
        if "." not in name and self.known(dotted):
            return self(dotted)
        return shown_name(self.brought(group).get(name, name))

    def _strategy(self, name: str) -> str:
        """What a way of answering without understanding all is called."""
        if name.startswith("rival "):
            return self.word("rival", name.removeprefix("rival "))
        if self.known(f"strategy.{name}"):
            return self(f"strategy.{name}")
        for beginning in ("opposite of ", "all but "):
            if name.startswith(beginning):
                other = name.removeprefix(beginning)
                return self(f"strategy.{beginning.strip()}", what=self._part_of_story(other))
        only = name.removeprefix("last ").removesuffix(" only")
        return shown_name(name) if only == name else self("strategy.last one only", what=only)

    def _part_of_story(self, name: str) -> str:
        """Another strategy, a rival, or the name of a kind of event, as it is."""
        for known in (f"strategy.{name}", f"rival.{name}"):
            if self.known(known):
                return self(known)
        return shown_name(self.brought("rival").get(name, name))

    def brought(self, group: str) -> dict[str, str]:
        """The words of a group that the set brings, as they stand there: they are a stranger's."""
        words = self.carried.get(f"{group}s", {})
        return {name: said[self.language] for name, said in words.items() if self.language in said}


def _found(name: str) -> Mapping[str, str]:
    place: Any = all_texts()
    for part in name.split("."):
        if not isinstance(place, Mapping) or part not in place:
            raise KeyError(name)
        place = place[part]
    if not isinstance(place, Mapping):
        raise KeyError(name)
    return place
