"""`cube/which-turn`: any turns that do it are right, and nothing else is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.generators.cube.which_turn import (
    STEPS,
    TURNS_LEVELS,
    goals,
    outcome_of,
    ways_to,
)
from spatialbench.geometry.rotations import IDENTITY, ROTATIONS, net_distance
from spatialbench.items.choices import choices_of
from spatialbench.probes.construction import tried
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find
from spatialbench.verification.measure import builds

TASK = "cube/which-turn"
LEVELS = range(1, 6)
MANY = 600


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


def carried_out(probe: Probe, steps: list[str]) -> tuple[bool, tuple[str, ...]]:
    """What comes of steps."""
    found = tried(probe.ask, probe.scene, steps)
    return found.right, found.like


def test_with_all_turns_the_rotations_lie_as_is_known() -> None:
    """One, six, eleven and six of them at distances 0, 1, 2 and 3."""
    ways = ways_to(tuple(STEPS))
    assert set(ways) == set(ROTATIONS)
    assert all(len(way) == net_distance(turn) for turn, way in ways.items())
    assert Counter(len(way) for way in ways.values()) == {0: 1, 1: 6, 2: 11, 3: 6}


@pytest.mark.parametrize("kinds", [2, 3, 4])
def test_the_way_is_the_first_of_the_shortest(kinds: int) -> None:
    """In the order of the steps: all sequences are tried, one after the other."""
    steps = ("front clockwise", "left counterclockwise", "top clockwise", "bottom clockwise")[
        :kinds
    ]
    ways = ways_to(steps)
    assert set(ways) == set(ROTATIONS)
    seen = {IDENTITY: ()}
    for count in range(1, 6):
        for sequence in product(steps, repeat=count):
            seen.setdefault(outcome_of(sequence), sequence)  # type: ignore[arg-type]
    assert ways == seen


@pytest.mark.parametrize("level", LEVELS)
def test_the_answer_works_and_takes_as_many_turns_as_the_level_says(level: int) -> None:
    low, high = TURNS_LEVELS[level].turns
    for probe in probes(level):
        assert isinstance(probe.answer, list)
        assert low <= len(probe.answer) <= high
        assert carried_out(probe, probe.answer) == (True, ())


@pytest.mark.parametrize("level", LEVELS)
def test_near_misses_are_wrong_and_known_by_name(level: int) -> None:
    """Each example is judged to be a case of what it is called."""
    named = set()
    for probe in probes(level)[:200]:
        for name, steps in probe.rivals.items():
            right, like = carried_out(probe, steps)  # type: ignore[arg-type]
            assert not right
            assert name in like
            named.add(name)
    assert named >= set(find(TASK).rivals) - ({"one-turn-short", "reversed-order"} | _never(level))


def _never(level: int) -> set[str]:
    """Without turns both ways, none of them can be the other way round."""
    return {"inverse-turns"} if level > 3 else set()


@settings(max_examples=60, deadline=None)
@given(level=st.sampled_from(LEVELS), index=st.integers(0, 500), data=st.data())
def test_the_checker_says_what_meshes_say(level: int, index: int, data: st.DataObject) -> None:
    """Of any steps, of the allowed ones or of others, too many or none."""
    probe = make(TASK, seed="tried", level=level, index=index)
    words = st.sampled_from((*probe.vocabulary, *STEPS))
    steps = data.draw(st.lists(words, max_size=6))
    light = tried(probe.ask, probe.scene, steps).right
    assert light == builds(probe.scene, probe.story, probe.ask, steps)


@pytest.mark.parametrize("level", LEVELS)
def test_every_right_way_counts(level: int) -> None:
    """Of all sequences that are short enough those are right that do what the answer does."""
    for probe in probes(level)[:3]:
        most = probe.facts["most"]
        goal = outcome_of(probe.answer)  # type: ignore[arg-type]
        sequences = [
            list(steps)
            for count in range(1, int(most) + 1)
            for steps in product(probe.vocabulary, repeat=count)
        ]
        right = [steps for steps in sequences if carried_out(probe, steps)[0]]
        assert right == [steps for steps in sequences if outcome_of(steps) == goal]


def test_half_a_turn_either_way_is_right() -> None:
    """Told as two quarter turns about an axis, from either side, in either direction."""
    half = {"top": ("top", "bottom"), "front": ("front", "back"), "left": ("left", "right")}
    for probe in probes(2):
        first, second = probe.answer  # type: ignore[misc]
        if first != second:
            continue
        sides = next(both for both in half.values() if first.split()[0] in both)
        ways = [f"{side} {way}" for side in sides for way in ("clockwise", "counterclockwise")]
        right = [steps for steps in product(ways, repeat=2) if carried_out(probe, list(steps))[0]]
        assert len(right) == 8
        return
    pytest.fail("no half turn among the probes")


@pytest.mark.parametrize("level", LEVELS)
def test_exactly_one_choice_works(level: int) -> None:
    """The wrong ones are what is right for other goals of the level, so none stands out."""
    for probe in probes(level)[:100]:
        works = [carried_out(probe, steps)[0] for steps in choices_of(probe)]  # type: ignore[arg-type]
        assert sorted(works) == [False, False, False, True]


@pytest.mark.parametrize("level", LEVELS)
def test_chance_is_one_of_the_goals(level: int) -> None:
    """Who knows what is allowed, and not how the cube is to lie, has one of so many."""
    for probe in probes(level)[:100]:
        steps = probe.vocabulary
        assert probe.chance == 1 / len(goals(steps, TURNS_LEVELS[level].turns))
    assert max(p.chance for p in probes(level)) <= 1 / 6
