"""What the solvers of words about discs and blocks share: the prompts that they are given, and what
stands in a row of a table. Nothing of the library reads here."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from solving import colours_in, question_of

from spatialbench.items.item import Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

NUMBER = r"(-?\d+)"
PAIR = {"en": rf"\({NUMBER}, {NUMBER}\)", "zh": rf"（{NUMBER}，{NUMBER}）"}


def solved(usual: int) -> int:
    """How many probes a level are solved; more by hand: SOLVED=1000 pytest …"""
    return int(os.environ.get("SOLVED", usual))


def told(task: str, level: int, count: int, language: Language) -> Iterator[tuple[Probe, str]]:
    """Probes of a level with their words, in each wording in turn."""
    for number in range(count):
        probe = make(task, seed="words", level=level, index=number)
        yield probe, present(probe, language=language, wording=number % PARAPHRASES).prompt


def stated(
    task: str, level: int, count: int, languages: Sequence[Language]
) -> Iterator[tuple[Probe, str]]:
    """Probes of a level with their JSON, in each language in turn."""
    for number in range(count):
        probe = make(task, seed="state", level=level, index=number)
        language = languages[number % len(languages)]
        yield probe, present(probe, language=language, modality="state").prompt


def colour_of(word: str) -> str:
    """The one colour of a word, in English."""
    (colour,) = colours_in(word)
    return colour


def asked_about(prompt: str) -> list[str]:
    """The colours that the question names, in order."""
    return colours_in(question_of(prompt))


def rows_of(pattern: str, prompt: str) -> list[tuple[str, list[str]]]:
    """The rows of a table that have this form: the colour that begins each, and what follows."""
    return [(colour_of(word), cells) for word, *cells in re.findall(pattern, prompt)]
