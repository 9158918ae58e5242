"""Words for values: labels, lists, and the terms that a puzzle hands to its sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, singledispatch
from typing import Any  # values of terms

from spatialbench.geometry.kinds import Phrase, beside
from spatialbench.items.words import tables, template
from spatialbench.probes.probe import AnswerType, Term, Value


@dataclass(frozen=True, slots=True)
class Voice:
    """The language that something is said in, the task whose words are used, and in which of their
    paraphrases."""

    language: str
    task: str | None = None
    wording: int = 0

    @property
    def tables(self) -> Mapping[str, Any]:
        """All tables of the language, with those of the task's ability."""
        return tables(self.language, self.task)

    def label(self, label: str) -> str:
        """A label as it is said: colours and the like by the table, anything else as it is."""
        return str(self.tables["labels"].get(label, label))

    def row(self, words: Sequence[str], style: str = "lists") -> str:
        """Words in a row: "a, b and c", joined as the table `style` says."""
        table = self.tables[style]
        if len(words) < 2:
            return "".join(words)
        return str(table["separator"].join(words[:-1]) + table["last"] + words[-1])

    def value(self, value: Value, answer_type: AnswerType) -> str:
        """An answer as a person would write it."""
        if isinstance(value, Mapping):
            cells = ((self.label(place), self.label(found)) for place, found in value.items())
            table = self.tables["lists"]
            said = [table["cell"].format(place=place, content=found) for place, found in cells]
            return str(table["cells"].join(said))
        if isinstance(value, list):
            words = [self.label(part) for part in value]
            if answer_type in ("ordering", "construction"):
                return str(self.tables["lists"]["separator"].join(words))
            return self.row(words) if words else str(self.tables["lists"]["none"])
        return self.label(value) if isinstance(value, str) else str(value)

    def term(self, term: Term | Phrase) -> str:
        """A term of a puzzle's `words`."""
        if isinstance(term, Phrase):
            return said(term, self)
        kind, value = term
        if kind not in TERMS:
            raise ValueError(f"a term of kind {kind!r} cannot be said")
        return TERMS[kind](value, self)


@singledispatch
def said(phrase: Phrase, voice: Voice) -> str:
    """A phrase in words: what an ability's `saying.py` makes of its own phrases."""
    text: str = beside(said, phrase, "saying")(phrase, voice)
    return text


@cache
def _one_face(side: str, colour: str, voice: Voice) -> str:
    one = voice.tables["faces"]["one"]
    return str(one.format(side=voice.tables["sides"][side], colour=voice.label(colour)))


def _faces(faces: Mapping[str, str], voice: Voice) -> str:
    return voice.row([_one_face(s, c, voice) for s, c in faces.items()], "faces")


TERMS: Mapping[str, Callable[[Any, Voice], str]] = {
    "faces": _faces,
    "colours": lambda value, voice: voice.row([voice.label(c) for c in value]),
    "viewpoint": lambda value, voice: str(voice.tables["viewpoints"]["-".join(value)]),
    "colour": lambda value, voice: voice.label(str(value)),
    "side": lambda value, voice: str(voice.tables["sides"][value]),
    "sides": lambda value, voice: voice.row([str(voice.tables["sides"][side]) for side in value]),
    "count": lambda value, voice: str(voice.tables["counts"].get(str(value), value)),
    "number": lambda value, voice: str(value),
}
"""How each plain kind of term is said; what else there is to say is a `Phrase`."""


class _Said(dict[str, str]):
    """The terms of a puzzle, said when a template asks for them."""

    def __init__(self, words: Mapping[str, Term | Phrase], voice: Voice) -> None:
        super().__init__()
        self._words, self._voice = words, voice

    def __missing__(self, name: str) -> str:
        return self._voice.term(self._words[name])


def say(
    terms: Mapping[str, Term | Phrase],
    task: str,
    key: str,
    *,
    language: str,
    wording: int,
    modality: str | None = None,
) -> str | None:
    """A sentence of the task with its terms filled in; None if the task has none."""
    found = template(language, task, key, wording, modality)
    if found is None or "{" not in found:
        return found
    return spelled(found.format_map(_Said(terms, Voice(language, task, wording))), language)


def spelled(text: str, language: str) -> str:
    """A text with what is spelled otherwise once names are filled in: an orange ball."""
    for wrong, right in _spelling(language):
        text = text.replace(wrong, right)
    return text


@cache
def _spelling(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(tables(language)["spelling"].items())
