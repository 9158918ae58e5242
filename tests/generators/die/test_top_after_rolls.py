"""`die/top-after-rolls`: what is drawn."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import accumulate, product

import pytest

from spatialbench.generators.die.dice import COMPASS, STEPS
from spatialbench.generators.die.moves import (
    DOES,
    REACH,
    ROUND,
    Move,
    lengths,
    moves_of,
    outcome,
    rotations_that,
    ways,
)
from spatialbench.generators.die.top_after_rolls import CORNERS, LEVELS, sources
from spatialbench.geometry.rotations import ROTATIONS
from spatialbench.items.choices import choices_of
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find

TASK = "die/top-after-rolls"
MANY = 1200
PAIRS: tuple[tuple[Move, Move], ...] = (("north", "south"), ("east", "west"), ROUND)  # type: ignore[assignment]


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


def told(probe: Probe) -> list[Move]:
    """The moves of its story."""
    return [getattr(event, "toward", None) or event.direction for event in probe.story]  # type: ignore[attr-defined]


def step(move: Move) -> tuple[int, int]:
    """Columns and rows that a move goes on."""
    return STEPS.get(move, (0, 0))


def even(counted: Counter[object], kinds: int, spread: float = 5.0) -> bool:
    """Whether all kinds came up about equally often, within so many standard deviations."""
    mean = counted.total() / kinds
    return len(counted) == kinds and all(
        abs(n - mean) < spread * mean**0.5 for n in counted.values()
    )


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_refused(level: int) -> None:
    """Every die and every sequence is fair."""
    assert not any(probe.refused for probe in probes(level))


@pytest.mark.parametrize("level", LEVELS)
def test_every_number_is_as_often_right(level: int) -> None:
    """Six on top; eight sums of three faces that meet."""
    counted = Counter(str(probe.answer) for probe in probes(level))
    assert even(Counter(counted), len(probes(level)[0].vocabulary))
    assert probes(level)[0].chance == 1 / len(probes(level)[0].vocabulary)


@pytest.mark.parametrize("level", LEVELS)
def test_the_faces_that_come_are_any_wherever_they_were(level: int) -> None:
    """So that whoever sees the die and not the rolls has nothing to go by."""
    found: Counter[object] = Counter()
    for probe in probes(level):
        end = outcome(told(probe))
        sides = probe.ask.sides  # type: ignore[attr-defined]
        found[frozenset(end.came_from(side) for side in sides)] += 1
    assert even(found, len(sources(LEVELS[level].faces)))


@pytest.mark.parametrize("level", LEVELS)
def test_the_die_stays_on_the_board(level: int) -> None:
    """It begins in the middle and has four squares each way."""
    for probe in probes(level):
        for axis in (0, 1):
            path = accumulate(step(move)[axis] for move in told(probe))
            assert max(map(abs, path)) <= REACH


@pytest.mark.parametrize("level", LEVELS)
def test_the_four_choices_can_all_come_of_so_many_rolls(level: int) -> None:
    """On top two pairs of opposites; of three faces the corners that an odd or an even number of
    rolls can bring there. Parity and the axes of the rolls exclude none of them."""
    for probe in probes(level)[:200]:
        values = {value for value in choices_of(probe) if isinstance(value, int)}
        assert len(values) == 4
        if LEVELS[level].faces == 1:
            assert {7 - value for value in values} == values
        else:
            assert values in ({6, 10, 12, 14}, {7, 9, 11, 15})


@pytest.mark.parametrize("level", LEVELS)
def test_the_number_of_moves_is_not_published(level: int) -> None:
    """It says which corners can come where."""
    for probe in probes(level)[:50]:
        assert probe.facts == {}
        assert probe.key_facts == {"moves": len(probe.story)}


@pytest.mark.parametrize("turns", [False, True], ids=["rolls", "rolls and turns"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_sequences_are_counted_as_they_are(count: int, turns: bool) -> None:
    """By listing them all; four of them never leave the board, but five may."""
    listed: Counter[int] = Counter()
    for moves in product(moves_of(turns), repeat=count):
        paths = [list(accumulate(step(move)[axis] for move in moves)) for axis in (0, 1)]
        if all(abs(place) <= REACH for path in paths for place in path):
            listed[outcome(moves).index] += 1
    counted = {i: ways(count, turns, (0, 0), i) for i in range(len(ROTATIONS))}
    assert listed == {i: n for i, n in counted.items() if n}


def test_of_two_rolls_each_sequence_that_brings_the_bottom_to_the_top_is_as_likely() -> None:
    """Straight on in any of four directions."""
    targets = rotations_that(frozenset(["bottom"]), frozenset(["top"]))
    assert lengths(LEVELS[1], targets) == (2,)
    found = [tuple(told(p)) for p in probes(1) if outcome(told(p)).came_from("top") == "bottom"]
    assert even(Counter(found), 4)
    assert set(found) == {(way, way) for way in COMPASS}


@pytest.mark.parametrize("corner", CORNERS, ids=lambda corner: "-".join(sorted(corner)))
def test_the_parity_of_rolls_is_that_of_the_corner(corner: frozenset[str]) -> None:
    """Every move takes each corner to the next along an edge: after an even number of rolls it is
    none or two edges away from where it was, after an odd one one or three."""
    targets = rotations_that(corner, frozenset(["top", "front", "right"]))
    apart = 3 - len(corner & {"top", "front", "right"})
    assert {count % 2 for count in lengths(LEVELS[3], targets)} == {apart % 2}


@pytest.mark.parametrize("level", LEVELS)
def test_every_rival_that_the_task_names_comes_up(level: int) -> None:
    """Also those of parts of the rolls, where there are several."""
    named = {name for probe in probes(level) for name in probe.rivals}
    without = set() if LEVELS[level].turns else {"turns-ignored"}
    assert named == set(find(TASK).rivals) - without


@pytest.mark.parametrize("level", [3, 4, 5])
def test_no_wrong_way_is_worth_twenty_points(level: int) -> None:
    """Of eight sums one is guessed."""
    for name in find(TASK).rivals:
        right = sum(probe.rivals.get(name) == probe.answer for probe in probes(level)) / MANY
        assert right < 1 / 8 + 0.20


@pytest.mark.parametrize("level", [3, 4, 5])
def test_without_the_directions_a_corner_is_one_of_four(level: int) -> None:
    """Whoever knows only whether each roll is along north and south or along east and west, and
    when the die is turned on the spot."""
    worth = 0.0
    for probe in probes(level)[:300]:
        sides = probe.ask.sides  # type: ignore[attr-defined]
        turns = Counter({0: 1})
        for move in told(probe):
            both = next(pair for pair in PAIRS if move in pair)
            after: Counter[int] = Counter()
            for index, times in turns.items():
                for one in both:
                    after[ROTATIONS[index].then(DOES[one]).index] += times
            turns = after
        ends: Counter[frozenset[str]] = Counter()
        for index, times in turns.items():
            ends[frozenset(ROTATIONS[index].came_from(side) for side in sides)] += times
        best = [corner for corner, times in ends.items() if times == max(ends.values())]
        right = frozenset(outcome(told(probe)).came_from(side) for side in sides)
        worth += (right in best) / len(best) / 300
    assert worth == pytest.approx(1 / 4, abs=0.08)
