"""`net/folds`: what is drawn, how little can be counted, and how it gets harder."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from itertools import product

import pytest
from pictures_of_nets import least_square, looks_of_pictures
from reading_sheets import answered, given, told

from spatialbench.generators.net.boxes import Box, area, surface
from spatialbench.generators.net.folds import LEVELS, hexominoes, ways
from spatialbench.generators.net.kinds import Laid
from spatialbench.generators.net.looks import RULES, has_ring, looks_of
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe
from spatialbench.verification.measure import jitter_holds, measure

TASK = "net/folds"
EACH = range(1, 6)
MANY = 500
COUNT = int(os.environ.get("SOLVED", "100"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(max(MANY, COUNT)))


def sheet(probe: Probe) -> tuple[tuple[int, int], ...]:
    """The squares of a probe."""
    picture = probe.pictures[0]
    assert isinstance(picture, Laid)
    return picture.cells


# --- drawn naturally ----------------------------------------------------------------------------


@pytest.mark.parametrize("level", EACH)
def test_yes_and_no_are_even(level: int) -> None:
    """To five standard deviations."""
    yes = sum(probe.answer == "yes" for probe in probes(level))
    assert abs(yes - MANY / 2) < 5 * (MANY / 4) ** 0.5


def test_all_thirty_five_sheets_come_up_at_level_one() -> None:
    """Each in several ways to lie."""
    seen = Counter(ways(sheet(probe))[0] for probe in probes(1))
    assert len(seen) == 35
    assert len({sheet(probe) for probe in probes(1)}) > 150


@pytest.mark.parametrize("level", [3, 4, 5])
def test_larger_boxes_have_another_sheet_nearly_each_time(level: int) -> None:
    """Of thousands."""
    assert len({sheet(probe) for probe in probes(level)}) > 0.8 * MANY


# --- what can be counted ------------------------------------------------------------------------


@pytest.mark.parametrize("level", [3, 4, 5])
@pytest.mark.parametrize("rule", list(RULES))
def test_no_rule_of_thumb_is_worth_anything_of_larger_boxes(rule: str, level: int) -> None:
    """All that they count is even between those that fold and those that do not."""
    right = sum(probe.rivals[rule] == probe.answer for probe in probes(level))
    assert abs(right - MANY / 2) < 5 * (MANY / 4) ** 0.5


@pytest.mark.parametrize("rule", ["no-block", "longest-row", "rectangle"])
def test_near_misses_of_a_cube_cannot_be_told_by_counting(rule: str) -> None:
    """Only whether a row of four has squares on both sides still says something: of those six
    squares that is the whole truth."""
    right = sum(probe.rivals[rule] == probe.answer for probe in probes(2))
    assert abs(right - MANY / 2) < 5 * (MANY / 4) ** 0.5


def test_whatever_has_a_ring_of_four_with_both_caps_is_a_cube() -> None:
    """And no other hexomino with a row of four."""
    for whether, sheets in hexominoes().items():
        rows = [net for net in sheets if looks_of(net).row == 4]
        assert {has_ring(net) for net in rows} == {whether}


# --- the second truth ---------------------------------------------------------------------------


@pytest.mark.parametrize("level", EACH)
def test_bending_plates_agrees_and_jitter_changes_nothing(level: int) -> None:
    """On meshes, with everything 2 % elsewhere and larger or smaller."""
    for index, probe in enumerate(probes(level)[:10]):
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        draw = Draw("jitter", index)
        assert jitter_holds(*program, value=probe.answer, draw=draw, times=1)


# --- words and state ----------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "language"), list(product(EACH, LANGUAGES)))
def test_a_reader_of_the_words_gives_the_key(level: int, language: Language) -> None:
    """Each probe in the next paraphrase, with choices or without."""
    for index, probe in enumerate(probes(level)[:COUNT]):
        asked = {"wording": index % PARAPHRASES, "choices": index % 2 == 1}
        prompt = present(probe, language=language, **asked).prompt  # type: ignore[arg-type]
        assert answered(prompt) == probe.answer


@pytest.mark.parametrize("level", EACH)
def test_a_reader_of_the_state_gives_the_key(level: int) -> None:
    """Plates at their places."""
    for index, probe in enumerate(probes(level)[:COUNT]):
        prompt = present(probe, modality="state", wording=index % PARAPHRASES).prompt
        assert answered(prompt, given) == probe.answer


@pytest.mark.parametrize("level", EACH)
def test_words_and_pictures_show_the_same_sheet(level: int) -> None:
    """Wherever the rows begin."""
    for probe in probes(level)[:20]:
        rows = told(present(probe).prompt)
        low = min(y for _, y in rows)
        assert {(x, y - low) for x, y in rows} == set(sheet(probe))


# --- levels -------------------------------------------------------------------------------------

SLIP = 0.06  # how often a square is laid to the wrong side


def by_slips(draw: Draw, probe: Probe, box: Box) -> str:
    """A solver who sees at a glance a block of four, a row of five and a ring of four of a cube,
    and else lays the sheet on the box, square by square, and now and then goes on wrongly."""
    net = sheet(probe)
    looks = looks_of(net)
    if len(net) == 6 and (looks.blocks or looks.row > 4 or has_ring(net)):
        return "yes" if has_ring(net) else "no"
    starts = surface(box).starts
    return "yes" if any(_laid_with_slips(draw, net, start, box) for start in starts) else "no"


def _laid_with_slips(draw: Draw, net: tuple[tuple[int, int], ...], start: int, box: Box) -> bool:
    """Whether all squares of the box seem to be covered."""
    on, found, waiting = surface(box), {net[0]: start}, [net[0]]
    for x, y in waiting:
        for number, (dx, dy) in enumerate(((1, 0), (-1, 0), (0, 1), (0, -1))):
            there = (x + dx, y + dy)
            if there in net and there not in found:
                slipped = draw.chance(round(1000 * SLIP), 1000)
                found[there] = on.after[found[x, y]][draw.below(4) if slipped else number]
                waiting.append(there)
    return len({on.place[way] for way in found.values()}) == area(box)


def test_who_slips_now_and_then_gets_worse_from_level_to_level() -> None:
    """As more squares are laid, and less is seen at a glance."""
    shares = []
    for level in EACH:
        draw = Draw("slips", level)
        right = [by_slips(draw, p, LEVELS[level].box) == p.answer for p in probes(level)]
        shares.append(sum(right) / MANY)
    assert shares == sorted(shares, reverse=True), shares
    assert shares[0] > 0.9
    assert shares[4] < 0.8


# --- pictures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("level", EACH)
def test_pictures_differ_and_squares_are_large_enough(level: int) -> None:
    """Of forty at least 38 look different; a square is 24 pixels wide of 512 or more."""
    items = [present(probe, modality="image", size=128) for probe in probes(level)[:40]]
    assert len(looks_of_pictures(items)) >= 38
    assert all(least_square(probe) >= 24 for probe in probes(level))
