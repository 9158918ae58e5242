"""The words, the state and the pictures say what the scene has: readers of each give the key."""

from __future__ import annotations

import os
from itertools import pairwise, product

import pytest
from reading_paper import (
    Told,
    answered,
    answered_by_state,
    forgetful,
    given,
    right_with_slips,
    told,
)

from spatialbench.generators.paper.kinds import Panel
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

TASK = "paper/holes"
COUNT = int(os.environ.get("SOLVED", "20"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …
LEVELS = range(1, 6)


def probe_of(level: int, index: int) -> Probe:
    """One probe of these tests."""
    return make(TASK, seed="solving", level=level, index=index)


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_a_reader_of_the_words_gives_the_key(level: int, language: Language) -> None:
    """Each probe in the next paraphrase, with choices or without."""
    for index in range(COUNT):
        probe = probe_of(level, index)
        wording, choices = index % PARAPHRASES, index % 2 == 1
        prompt = present(probe, language=language, wording=wording, choices=choices).prompt
        assert answered(prompt) == probe.answer


@pytest.mark.parametrize("level", LEVELS)
def test_a_reader_of_the_state_gives_the_key(level: int) -> None:
    """Cells at their places, lines, sides."""
    for index in range(COUNT):
        probe = probe_of(level, index)
        prompt = present(probe, modality="state", wording=index % PARAPHRASES).prompt
        assert answered_by_state(prompt) == probe.answer


def shown(probe: Probe) -> Told:
    """What the pictures show, in the terms of the readers."""
    first = told(present(probe).prompt)
    *folding, last = [panel for panel in probe.pictures if isinstance(panel, Panel)]
    folds = []
    for panel, fold in zip(folding, first.folds, strict=True):
        assert panel.fold is not None
        a, b, c, _ = panel.fold
        # a·x + b·y = c in half cells, of which five tenths of a cell are one
        start = (5 * c * a, 0) if a else (0, 5 * c * b)
        end = (start[0] - 10 * b, start[1] + 10 * a)
        folds.append(fold._replace(start=start, end=end, toward=(a, b)))
    return Told(first.cells, folds, [(5 * x, 5 * y) for x, y in last.holes])


@pytest.mark.parametrize("level", LEVELS)
def test_a_reader_of_the_pictures_gives_the_key(level: int) -> None:
    """The creases and circles that are drawn, in order."""
    for index in range(COUNT):
        probe = probe_of(level, index)
        seen = shown(probe)
        assert forgetful(*seen) == probe.answer


@pytest.mark.parametrize("level", LEVELS)
def test_every_picture_goes_on_from_the_one_before(level: int) -> None:
    """The folds that are done in a picture are all those that are shown before it."""
    pictures = [p for p in probe_of(level, 0).pictures if isinstance(p, Panel)]
    for one, after in pairwise(pictures):
        assert after.done == (*one.done, one.fold)
    assert pictures[0].done == ()


@pytest.mark.parametrize("level", LEVELS)
def test_words_and_state_say_the_same(level: int) -> None:
    """Line by line, whatever a line is called."""
    for index in range(20):
        probe = probe_of(level, index)
        words, state = told(present(probe).prompt), given(present(probe, modality="state").prompt)
        assert words.cells == state.cells
        assert words.places == state.places
        for one, other in zip(words.folds, state.folds, strict=True):
            (ax, ay), (bx, by) = one.start, one.end
            for x, y in (other.start, other.end):
                assert (bx - ax) * (y - ay) == (by - ay) * (x - ax)
            assert one.toward == other.toward


def test_who_misses_folds_is_right_less_often_from_level_to_level() -> None:
    """Each fold is missed with a probability of one in five."""
    right = []
    for level in LEVELS:
        asked = [probe_of(level, index) for index in range(COUNT)]
        found = [right_with_slips(*told(present(p).prompt), p.answer, 0.2) for p in asked]
        right.append(sum(found) / len(found))
    assert all(one > after for one, after in pairwise(right))
    assert right[0] > 0.75
    assert right[-1] < 0.5
