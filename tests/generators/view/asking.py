"""Probes of a task as they are asked: what the readers of words and of state are given."""

from __future__ import annotations

from itertools import product

import pytest

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.generator import Modality
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

EACH = pytest.mark.parametrize(
    ("level", "language"), list(product(range(1, 6), LANGUAGES)), ids=str
)


def drawn(task: str, level: int, count: int, seed: str = "view") -> list[Probe]:
    """The first probes of a level."""
    return [make(task, seed=seed, level=level, index=index) for index in range(count)]


def asked(
    task: str, level: int, count: int, language: Language, modality: Modality
) -> list[tuple[Probe, str]]:
    """Probes with their prompts, each in the next paraphrase, with choices or without."""
    return [
        (
            probe,
            present(
                probe,
                language=language,
                modality=modality,
                wording=number % PARAPHRASES,
                choices=number % 2 == 1,
            ).prompt,
        )
        for number, probe in enumerate(drawn(task, level, count, "solving"))
    ]
