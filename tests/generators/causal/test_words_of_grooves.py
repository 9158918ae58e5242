"""Solvers that read nothing but the words, or nothing but the JSON of a slide, agree with the key.

They share nothing with the library: time goes by in steps of a fiftieth of a second.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from reading_grooves import Told, read_state, read_words
from reading_tables import asked_about, solved, stated, told

from spatialbench.items.item import LANGUAGES, Language

TASK = "causal/without-it"
COUNT = solved(15)
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


def answered(discs: list[Told], prompt: str) -> list[str]:
    """What slides in the end without the disc that the question thinks away."""
    removed = asked_about(prompt)[0]
    assert removed in {disc.colour for disc in discs}
    return sliding([disc for disc in discs if disc.colour != removed])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_words_are_enough(level: int, language: Language) -> None:
    """In each wording in turn."""
    for probe, prompt in told(TASK, level, COUNT, language):
        discs = read_words(prompt, language)
        assert len(discs) == len(probe.vocabulary)
        assert answered(discs, prompt) == probe.answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_state_is_enough(level: int, language: Language) -> None:
    """Nothing but its JSON and the question is read."""
    for probe, prompt in stated(TASK, level, COUNT, [language]):
        assert answered(read_state(prompt), prompt) == probe.answer


def test_the_solver_knows_what_is_certain() -> None:
    """Of a cradle the last one flies off."""
    row = [Told(c, 1, 4 * n, 0, (0, 0), 0) for n, c in enumerate(("b", "c", "d"))]
    assert sliding([Told("a", 1, -4, 0, (2, 0), 1), *row]) == ["d"]
