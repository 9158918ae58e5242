"""`net/opposite`: what is drawn, and how little half an understanding is worth."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from floors import WORTH, floors
from pictures_of_nets import least_square, looks_of_pictures
from reading_nets import COLOURS, away, cell_of, opposite

from spatialbench.generators.net.kinds import Net
from spatialbench.items.choices import choices_of
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find

TASK = "net/opposite"
LEVELS = range(1, 6)
TOWERS = (3, 4, 5)  # levels
MANY = 1200


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


def place(probe: Probe) -> int:
    """Where the answer stands in the last net as one reads it; alone, among the other squares."""
    picture = probe.pictures[-1]
    assert isinstance(picture, Net)
    return [c for c in picture.colours if c in probe.vocabulary].index(str(probe.answer))


def even(counted: Counter[object], kinds: int, spread: float = 5.0) -> bool:
    """Whether all kinds came up about equally often, within so many standard deviations."""
    mean = counted.total() / kinds
    return len(counted) == kinds and all(
        abs(n - mean) < spread * mean**0.5 for n in counted.values()
    )


# --- drawn naturally ----------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_refused(level: int) -> None:
    """Every net that is drawn is fair."""
    assert not any(probe.refused for probe in probes(level))


@pytest.mark.parametrize("level", LEVELS)
def test_every_colour_is_as_often_right(level: int) -> None:
    """Whatever a colour is called."""
    assert even(Counter(probe.answer for probe in probes(level)), len(COLOURS))


@pytest.mark.parametrize("level", LEVELS)
def test_every_place_of_the_last_net_is_as_often_right(level: int) -> None:
    """The first that is read as often as the middle one, in words as in pictures."""
    assert even(Counter(map(place, probes(level))), len(probes(level)[0].vocabulary))


@pytest.mark.parametrize("level", TOWERS)
def test_the_colour_below_is_right_as_often_as_any_other(level: int) -> None:
    """Of six colours one, to three points."""
    below = [p.story[-1].bottom.rpartition(":")[2] for p in probes(level)]  # type: ignore[attr-defined]
    right = sum(b == p.answer for b, p in zip(below, probes(level), strict=True)) / MANY
    assert right == pytest.approx(1 / 6, abs=0.03)


@pytest.mark.parametrize("level", LEVELS)
def test_wrong_choices_are_any_of_the_others(level: int) -> None:
    """Each possible colour is offered as often as another, so that no option stands out."""
    offered = Counter(v for p in probes(level) for v in choices_of(p) if v != p.answer)
    assert even(offered, len(COLOURS))
    assert {len(choices_of(p)) for p in probes(level)} == {4}


@pytest.mark.parametrize("level", TOWERS)
def test_all_cubes_have_the_same_six_colours(level: int) -> None:
    """So that what is named oftener than another is no hint."""
    for probe in probes(level)[:100]:
        assert {frozenset(net.colours) for net in probe.pictures} == {frozenset(probe.vocabulary)}  # type: ignore[union-attr]


def test_more_than_ten_thousand_towers_up_to_colours() -> None:
    """112 squares of 32 nets are possible for each cube; those of one cube are few by nature."""
    shapes = {net.cells for p in probes(3) for net in p.pictures}  # type: ignore[union-attr]
    assert len(shapes) == 32
    seen = {tuple((net.cells, net.colours) for net in p.pictures) for p in probes(3)}  # type: ignore[union-attr]
    assert len(seen) == MANY
    assert 112**4 > 10_000


@pytest.mark.parametrize("level", [1, 2])
def test_one_cube_comes_in_every_shape_that_the_level_has(level: int) -> None:
    """All eleven nets have opposite squares in a line, but for the stairs; nine around a bend."""
    shapes = {probe.pictures[0].cells for probe in probes(level)}  # type: ignore[union-attr]
    assert len(shapes) == {1: 60, 2: 52}[level]


# --- what half an understanding is worth --------------------------------------------------------


@cache
def worth(level: int) -> dict[str, float]:
    """The floors of a level."""
    return floors(level, 400)


@pytest.mark.parametrize("level", TOWERS)
@pytest.mark.parametrize("name", list(WORTH))
def test_no_rule_of_thumb_is_worth_twenty_points_in_a_tower(name: str, level: int) -> None:
    """Of six colours one is guessed; a rule must hold for every cube to be worth more. That is so
    even for all that can be excluded without folding."""
    assert worth(level)[name] < 1 / 6 + 0.20


def test_two_along_in_a_line_is_all_of_level_one_and_no_more_than_a_guess_of_level_two() -> None:
    """That is what the two levels are."""
    assert worth(1)["two along in a line"] == pytest.approx(1)
    assert worth(2)["two along in a line"] == pytest.approx(1 / 5)


@pytest.mark.parametrize("level", [1, 2])
def test_neighbours_in_the_plane_are_never_opposite(level: int) -> None:
    """They meet at an edge."""
    assert worth(level)["neighbour"] == 0


# --- facts and rivals ---------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_published_facts_are_seen_in_the_pictures(level: int) -> None:
    """How many nets there are, and their longest row; how far the answer is, the key keeps."""
    for probe in probes(level)[:100]:
        cells = [net.cells for net in probe.pictures]  # type: ignore[union-attr]
        rows = [
            sum(c[axis] == i for c in net) for net in cells for axis in (0, 1) for i in range(6)
        ]
        assert probe.facts == {"cubes": len(cells), "longest_row": max(rows)}


@pytest.mark.parametrize("level", LEVELS)
def test_every_rival_that_the_task_names_comes_up(level: int) -> None:
    """Those of towers where there is a tower."""
    named = {name for probe in probes(level) for name in probe.rivals}
    alone = {name for name in find(TASK).rivals if "cube" not in name}
    assert named == (set(find(TASK).rivals) if level in TOWERS else alone)


# --- levels and pictures ------------------------------------------------------------------------

SLIP = 0.05  # how often a step from square to square goes wrong


def by_slips(draw: Draw, probe: Probe) -> str:
    """Somebody who goes from square to square to the opposite one, cube by cube, and after a slip
    takes any other square of that net."""
    nets = [dict(zip(n.cells, n.colours, strict=True)) for n in probe.pictures]  # type: ignore[union-attr]
    colour = next(iter(set(nets[0].values()) - set(probe.vocabulary)), None)
    if colour is None:
        colour = probe.story[-1].bottom.rpartition(":")[2]  # type: ignore[attr-defined]
    for net in nets:
        cell = cell_of(net, colour)
        there = opposite(net, cell)
        steps = away(net, cell)[there]
        if any(draw.chance(round(1000 * SLIP), 1000) for _ in range(steps)):
            there = draw.choice([other for other in net if other not in (cell, there)])
        colour = net[there]
    return colour


def test_who_slips_now_and_then_gets_worse_from_level_to_level() -> None:
    """As squares lie farther apart, and there are more cubes."""
    shares = []
    for level in LEVELS:
        draw = Draw("slips", level)
        shares.append(sum(by_slips(draw, p) == p.answer for p in probes(level)) / MANY)
    assert shares == sorted(shares, reverse=True), shares


@pytest.mark.parametrize("level", LEVELS)
def test_pictures_differ_and_squares_are_large_enough(level: int) -> None:
    """Of forty at least 38 look different; a square is 24 pixels wide of 512 or more."""
    items = [present(probe, modality="image", size=128) for probe in probes(level)[:40]]
    assert len(looks_of_pictures(items)) >= 38
    assert all(least_square(probe) >= 24 for probe in probes(level))
