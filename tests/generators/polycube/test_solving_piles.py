"""The words and the state say what the scene has: readers of either agree with the key."""

from __future__ import annotations

import os
from itertools import product

import pytest
from reading_piles import (
    count_of_state,
    count_told,
    shapes_of_state,
    shapes_told,
    verdict,
)

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.generator import Modality
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

COUNT = int(os.environ.get("SOLVED", "24"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …
EACH = pytest.mark.parametrize(
    ("level", "language"), list(product(range(1, 6), LANGUAGES)), ids=str
)


def asked(task: str, level: int, language: Language, modality: Modality) -> list[tuple[Probe, str]]:
    """Probes with their prompts, each in the next paraphrase, with choices or without."""
    found = []
    for index in range(COUNT):
        probe = make(task, seed="solving", level=level, index=index)
        item = present(
            probe,
            language=language,
            modality=modality,
            wording=index % PARAPHRASES,
            choices=index % 2 == 1,
        )
        found.append((probe, item.prompt))
    return found


@EACH
def test_a_reader_of_layers_gives_the_key(level: int, language: Language) -> None:
    """Both shapes from their rows, laid over each other."""
    for probe, prompt in asked("polycube/same-or-mirror", level, language, "text"):
        assert verdict(*shapes_told(prompt)) == probe.answer


@EACH
def test_a_reader_of_the_state_of_shapes_gives_the_key(level: int, language: Language) -> None:
    """Both shapes from the places of their parts."""
    for probe, prompt in asked("polycube/same-or-mirror", level, language, "state"):
        assert verdict(*shapes_of_state(prompt)) == probe.answer


@EACH
def test_a_reader_of_rows_counts_as_the_key_does(level: int, language: Language) -> None:
    """Square by square, with what can stand unseen if it is asked for."""
    for probe, prompt in asked("polycube/count", level, language, "text"):
        assert count_told(prompt) == probe.answer


@EACH
def test_a_reader_of_the_state_of_piles_counts_as_the_key_does(
    level: int, language: Language
) -> None:
    """Column by column."""
    for probe, prompt in asked("polycube/count", level, language, "state"):
        assert count_of_state(prompt) == probe.answer


@pytest.mark.parametrize("task", ["polycube/same-or-mirror", "polycube/count"])
def test_whoever_slips_now_and_then_is_worse_from_level_to_level(task: str) -> None:
    """One slip in a hundred at every cube that is placed, or square that is added."""
    right = []
    for level in range(1, 6):
        steps = [
            probe.facts["cubes"] if task.endswith("mirror") else probe.facts["squares"]
            for probe in (make(task, seed="slips", level=level, index=i) for i in range(40))
        ]
        right.append(sum(0.99**n for n in steps) / len(steps))
    assert right == sorted(right, reverse=True)
    assert len(set(right)) == 5
