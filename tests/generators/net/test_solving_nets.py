"""The words and the state say what the scene has: readers of either agree with the key."""

from __future__ import annotations

import os
from itertools import product

import pytest
from reading_nets import answered, answered_by_state

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make

TASK = "net/opposite"
COUNT = int(os.environ.get("SOLVED", "200"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …
LEVELS = range(1, 6)


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_a_reader_of_the_words_gives_the_key(level: int, language: Language) -> None:
    """Each probe in the next paraphrase, with choices or without."""
    for index in range(COUNT):
        probe = make(TASK, seed="solving", level=level, index=index)
        asked = {"wording": index % PARAPHRASES, "choices": index % 2 == 1}
        prompt = present(probe, language=language, **asked).prompt  # type: ignore[arg-type]
        assert answered(prompt) == probe.answer


@pytest.mark.parametrize("level", LEVELS)
def test_a_reader_of_the_state_gives_the_key(level: int) -> None:
    """Plates at their places, and what is folded and stacked."""
    for index in range(COUNT):
        probe = make(TASK, seed="solving", level=level, index=index)
        prompt = present(probe, modality="state", wording=index % PARAPHRASES).prompt
        assert answered_by_state(prompt) == probe.answer


@pytest.mark.parametrize("level", LEVELS)
def test_words_and_pictures_show_the_same_nets(level: int) -> None:
    """The squares of each picture are those of the rows, wherever the rows begin."""
    from reading_nets import nets_told

    for index in range(20):
        probe = make(TASK, seed="solving", level=level, index=index)
        told = nets_told(present(probe).prompt)
        for net, picture in zip(told, probe.pictures, strict=True):
            low = min(y for _, y in net)
            rows = {(x, y - low): colour for (x, y), colour in net.items()}
            assert rows == dict(zip(picture.cells, picture.colours, strict=True))  # type: ignore[union-attr]
