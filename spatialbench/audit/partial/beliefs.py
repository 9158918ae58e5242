"""What a strategy believes of an item: how much weight it gives to each answer.

A strategy that has nothing to say guesses among the options. One that has, in an item, heard all
there is to hear says nothing about half of an understanding: such items are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spatialbench.audit.entries import Entry, Plain, plain
from spatialbench.audit.partial.reading import read_off
from spatialbench.audit.partial.replaying import World
from spatialbench.geometry.program import Program

Belief = Mapping[Plain, float]
"""Weights of answers, which need not sum to one; empty where there is nothing to say."""

NOTHING: Belief = {}


def believed(program: Program, worlds: Iterable[World], undetermined: Plain | None) -> Belief:
    """The answers in these worlds by the ways that lead there. Where the ask lets one say that it
    cannot be told, worlds that differ say that."""
    belief: dict[Plain, float] = {}
    for world in worlds:
        value = read_off(program.ask, program.scene, world.poses)
        if value is not None:
            answer = plain(value)
            belief[answer] = belief.get(answer, 0.0) + world.ways
    if undetermined is not None and len(belief) > 1:
        return {undetermined: 1.0}
    return belief


def worth(belief: Belief, entry: Entry) -> float:
    """The probability that an item is right, answered by the heaviest of what may be answered;
    a guess among all where nothing is believed that is offered."""
    offered = {answer: weight for answer, weight in belief.items() if entry.offers(answer)}
    if not offered:
        return entry.item.chance
    most = max(offered.values())
    best = [answer for answer, weight in offered.items() if weight == most]
    return (entry.answer in best) / len(best)
