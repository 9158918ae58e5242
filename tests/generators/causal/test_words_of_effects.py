"""Solvers that read nothing but the words, or nothing but the JSON of a slide, agree with the key.

They go by the four words for what a disc did, as the question explains them.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import combinations

import pytest
from reading_grooves import Told, read_state, read_words
from reading_tables import asked_about, solved, stated, told

from spatialbench.extraction.extract import extract
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.saying import Voice
from spatialbench.probes.make import make

TASK = "causal/cause-enable-prevent"
COUNT = solved(4)
STEP = 0.025


def touches(discs: list[Told], seconds: float = 22) -> list[set[str]]:
    """The pairs of colours that touch, in order of time."""
    discs, found = deepcopy(discs), []
    for number in range(round(seconds / STEP)):
        now = number * STEP
        for disc in discs:
            if disc.push != (0, 0) and now <= disc.after < now + STEP - 1e-9:
                disc.u, disc.v = disc.push
            disc.x += disc.u * STEP
            disc.y += disc.v * STEP
        coming = False
        for a, b in combinations(discs, 2):
            u, v = b.u - a.u, b.v - a.v
            if not u and not v:
                continue
            x, y = b.x - a.x, b.y - a.y
            if x * u + y * v < 0:
                coming = True
                if x * x + y * y <= (a.radius + b.radius) ** 2:
                    a.u, a.v, b.u, b.v = b.u, b.v, a.u, a.v
                    found.append({a.colour, b.colour})
        if not coming and all(disc.after < now for disc in discs if disc.push != (0, 0)):
            break
    return found


def did(discs: list[Told], disc: str, two: set[str]) -> str:
    """What a disc did, in the question's words."""
    happened = touches(discs)
    without = touches([one for one in discs if one.colour != disc])
    if (two in happened) == (two in without):
        return "no difference"
    if two not in happened:
        return "prevented"
    moved = {disc}
    for pair in happened[: happened.index(two)]:
        moved |= pair if pair & moved else set()
    return "caused" if moved & two else "enabled"


def answered(discs: list[Told], two: set[str]) -> dict[str, str]:
    """What each of the others did."""
    assert len(two) == 2
    others = sorted(disc.colour for disc in discs if disc.colour not in two)
    return {colour: did(discs, colour, two) for colour in others}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_words_are_enough(level: int, language: Language) -> None:
    """In each wording in turn."""
    for probe, prompt in told(TASK, level, COUNT, language):
        two = set(asked_about(prompt))
        assert answered(read_words(prompt, language), two) == probe.answer


@pytest.mark.parametrize("level", range(1, 6))
def test_the_state_is_enough(level: int) -> None:
    """Nothing but its JSON and the question is read."""
    for probe, prompt in stated(TASK, level, COUNT, LANGUAGES):
        discs = [
            Told(
                d.colour,
                d.radius / 10,
                d.x / 10,
                d.y / 10,
                (d.push[0] / 10, d.push[1] / 10),
                d.after,
            )
            for d in read_state(prompt)
        ]
        assert answered(discs, set(asked_about(prompt))) == probe.answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_in_the_form_that_is_asked_for_is_read(language: Language) -> None:
    """As a person would write it, in both languages."""
    for number in range(COUNT):
        probe = make(TASK, seed="form", level=3, index=number)
        said = Voice(language, probe.task).value(probe.answer, probe.answer_type)
        found = extract(f"ANSWER: {said}", "cells", probe.vocabulary)
        assert (found.status, found.value) == ("ok", probe.answer)
