"""The options of a multiple-choice item: the answer among wrong values, each position as often."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.probes.draw import Draw
from spatialbench.probes.make import LETTERS
from spatialbench.probes.probe import Probe, Value

MAX_CHOICES = 4


def _distinct(values: Sequence[Value]) -> list[Value]:
    kept: list[Value] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept


def wrong_values(probe: Probe, draw: Draw) -> list[Value]:
    """Wrong values, best first: those that the generator offers, else the rivals' answers, then
    the rest of the vocabulary in random order."""
    pool = probe.offered or (*probe.rivals.values(), *draw.permutation(probe.vocabulary))
    return [value for value in _distinct(pool) if value != probe.answer]


def choices_of(probe: Probe) -> list[Value]:
    """The values of the options, in the order of their letters.

    Where "cannot be told" may be the answer, all answers are offered: an option that is there only
    when it is right would give itself away.
    """
    draw = Draw(probe.secret, "choices")
    wrong = wrong_values(probe, draw)
    if not probe.all_choices:
        wrong = wrong[: MAX_CHOICES - 1]
    count = len(wrong) + 1
    even = LETTERS % count == 0  # then the slots are spread evenly, whatever the wording
    position = probe.slot % count if even else draw.below(count)
    order = draw.permutation(wrong)
    return [*order[:position], probe.answer, *order[position:]]
