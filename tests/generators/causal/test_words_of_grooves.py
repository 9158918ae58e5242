"""Solvers that read nothing but the words, or nothing but the JSON of a slide, agree with the key.

They share nothing with the library: time goes by in steps of a fiftieth of a second.
"""

from __future__ import annotations

import os
import re
from itertools import combinations

import pytest
from reading_grooves import CHINESE, COLOURS, Told, read_state, read_words

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

TASK = "causal/without-it"
COUNT = int(os.environ.get("SOLVED", "15"))  # probes a level; 200 by hand: SOLVED=200 pytest …
STEP = 0.02


def sliding(discs: list[Told], seconds: float = 22) -> list[str]:
    """The colours of those that move in the end."""
    for number in range(round(seconds / STEP)):
        now = number * STEP
        for disc in discs:
            if disc.push != (0, 0) and now <= disc.after < now + STEP - 1e-9:
                disc.u, disc.v = disc.push
            disc.x += disc.u * STEP
            disc.y += disc.v * STEP
        for a, b in combinations(discs, 2):
            x, y = b.x - a.x, b.y - a.y
            near = x * x + y * y <= (a.radius + b.radius) ** 2
            if near and x * (b.u - a.u) + y * (b.v - a.v) < 0:
                a.u, a.v, b.u, b.v = b.u, b.v, a.u, a.v
    return sorted(disc.colour for disc in discs if disc.u or disc.v)


def removed_of(prompt: str) -> str:
    """The colour of the disc that the question thinks away."""
    question = prompt.split("\n\n")[-2]
    names = {**CHINESE, **{c: c for c in COLOURS}}
    return names[re.findall("|".join(names), question)[0]]


def answered(discs: list[Told], removed: str) -> list[str]:
    """What slides in the end without that one."""
    assert removed in {disc.colour for disc in discs}
    return sliding([disc for disc in discs if disc.colour != removed])


def probes(level: int, seed: str) -> list[Probe]:
    """Probes of a level."""
    return [make(TASK, seed=seed, level=level, index=i) for i in range(COUNT)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_words_are_enough(level: int, language: Language) -> None:
    """In each wording in turn."""
    for number, probe in enumerate(probes(level, "words")):
        prompt = present(probe, language=language, wording=number % PARAPHRASES).prompt
        discs = read_words(prompt, language)
        assert len(discs) == len(probe.vocabulary)
        assert answered(discs, removed_of(prompt)) == probe.answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_state_is_enough(level: int, language: Language) -> None:
    """Nothing but its JSON and the question is read."""
    for probe in probes(level, "state"):
        prompt = present(probe, language=language, modality="state").prompt
        assert answered(read_state(prompt), removed_of(prompt)) == probe.answer


def test_the_solver_knows_what_is_certain() -> None:
    """Of a cradle the last one flies off."""
    row = [Told(c, 1, 4 * n, 0, (0, 0), 0) for n, c in enumerate(("b", "c", "d"))]
    assert sliding([Told("a", 1, -4, 0, (2, 0), 1), *row]) == ["d"]
