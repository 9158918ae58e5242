"""Readers of the words alone, in either language, and of the state alone agree with the key."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from reading_cubes import (
    arrow_by_state,
    arrow_by_words,
    axes_by_state,
    axes_by_words,
    before_and_after,
    first_that_works,
    goal_in_state,
    opposite_by_words,
)

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.generator import Modality
from spatialbench.probes.make import PARAPHRASES, make

COUNT = int(os.environ.get("SOLVED", "24"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …
LEVELS = range(1, 6)

Solver = Callable[[str], object]

BY_WORDS: dict[str, Solver] = {
    "cube/mark-direction": arrow_by_words,
    "cube/whose-axes": axes_by_words,
    "cube/hidden-face": opposite_by_words,
    "cube/which-turn": lambda prompt: first_that_works(prompt, before_and_after(prompt)),
}
BY_STATE: dict[str, Solver] = {
    "cube/mark-direction": arrow_by_state,
    "cube/whose-axes": axes_by_state,
    "cube/which-turn": lambda prompt: first_that_works(prompt, goal_in_state(prompt)),
}


def answers(
    task: str, level: int, solver: Solver, language: Language, modality: Modality
) -> Iterator[tuple[object, object]]:
    """What is read and what the key has, each probe in the next paraphrase."""
    for index in range(COUNT):
        probe = make(task, seed="solving", level=level, index=index)
        wording = index % PARAPHRASES
        prompt = present(probe, language=language, modality=modality, wording=wording).prompt
        yield solver(prompt), probe.answer


@pytest.mark.parametrize(("task", "level", "language"), list(product(BY_WORDS, LEVELS, LANGUAGES)))
def test_a_reader_of_the_words_gives_the_key(task: str, level: int, language: Language) -> None:
    for read, key in answers(task, level, BY_WORDS[task], language, "text"):
        assert read == key


@pytest.mark.parametrize(("task", "level", "language"), list(product(BY_STATE, LEVELS, LANGUAGES)))
def test_a_reader_of_the_state_gives_the_key(task: str, level: int, language: Language) -> None:
    for read, key in answers(task, level, BY_STATE[task], language, "state"):
        assert read == key
