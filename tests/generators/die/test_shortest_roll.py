"""`die/shortest-roll`: readers agree, every shortest way is right, near misses have their names."""

from __future__ import annotations

import os
from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_dice import Map, die_given, die_told, number_asked, options_of, state_of

from spatialbench.errors import Refused
from spatialbench.generators.die.checking import read
from spatialbench.generators.die.dice import COMPASS
from spatialbench.generators.die.drawing import FILLED
from spatialbench.generators.die.kinds import ShortestRoll, Squares
from spatialbench.generators.die.shortest_roll import LEVELS, scene_of
from spatialbench.generators.die.ways import Board, search, walked, ways_there
from spatialbench.items.choices import choices_of
from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.construction import tried
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find
from spatialbench.render.diagrams import Patch, Sign, drawn
from spatialbench.verification.measure import builds, jitter_holds, measure

TASK = "die/shortest-roll"
COUNT = int(os.environ.get("SOLVED", "40"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …
STATED = {"front": 2, "back": 5, "left": 6, "right": 1, "top": 4, "bottom": 3}


def probes(level: int, count: int, seed: str = "ways") -> list[Probe]:
    """Some probes of a level."""
    return [make(TASK, seed=seed, level=level, index=i) for i in range(count)]


# --- readers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_a_reader_of_the_words_finds_the_key_among_the_shortest(
    level: int, language: Language
) -> None:
    """With all its shortest ways; each of them is right, and there are no others."""
    for index, probe in enumerate(probes(level, COUNT)):
        prompt = present(probe, language=language, wording=index % PARAPHRASES).prompt
        found = Map.told(prompt).shortest(die_told(prompt), number_asked(prompt))
        assert probe.answer in found
        assert all(tried(probe.ask, probe.scene, way).right for way in found)


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_a_reader_finds_one_of_the_choices_among_the_shortest(
    level: int, language: Language
) -> None:
    """And no other."""
    for probe in probes(level, 20):
        prompt = present(probe, language=language, choices=True).prompt
        found = Map.told(prompt).shortest(die_told(prompt), number_asked(prompt))
        assert [way in found for way in options_of(prompt)].count(True) == 1
        assert options_of(prompt) == choices_of(probe)


@pytest.mark.parametrize("level", LEVELS)
def test_a_reader_of_the_state_finds_it_too(level: int) -> None:
    """From the places of bodies."""
    for probe in probes(level, COUNT):
        prompt = present(probe, modality="state").prompt
        state = state_of(prompt)
        found = Map.given(state).shortest(die_given(state), number_asked(prompt))
        assert probe.answer in found


# --- right and wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_near_misses_are_called_by_their_names(level: int) -> None:
    """Each rival of a puzzle is a case of what it is called."""
    for probe in probes(level, COUNT):
        for name, steps in probe.rivals.items():
            assert isinstance(steps, list)
            assert tried(probe.ask, probe.scene, steps) == (False, (name,))


@pytest.mark.parametrize("level", LEVELS)
def test_no_choice_but_the_answer_works(level: int) -> None:
    """All four have the same number of rolls and keep to free squares."""
    for probe in probes(level, COUNT):
        ways = [way for way in choices_of(probe) if isinstance(way, list)]
        assert len(ways) == 4
        assert len({len(way) for way in ways}) == 1
        assert [tried(probe.ask, probe.scene, way).right for way in ways].count(True) == 1


@pytest.mark.parametrize("level", [3, 4, 5])
def test_from_level_three_on_all_choices_lead_to_the_goal(level: int) -> None:
    """With four different numbers on top: whoever follows the square alone has a guess."""
    for probe in probes(level, COUNT):
        for way in choices_of(probe):
            assert isinstance(way, list)
            right, like = tried(probe.ask, probe.scene, way)
            assert right or like == ("wrong-number",)


@pytest.mark.parametrize("level", LEVELS)
def test_every_one_of_the_four_targets_could_have_been_asked(level: int) -> None:
    """Each choice is the first of the shortest ways to where it leads, as the answer is; so the
    choices alone say nothing."""
    for probe in probes(level, 20):
        assert isinstance(probe.ask, ShortestRoll)
        board, _, _ = read(probe.ask, probe.scene)
        reached = search(board)
        for way in choices_of(probe):
            assert isinstance(way, list)
            assert way == reached.way(walked(board, way).target)


# --- the search -----------------------------------------------------------------------------------

some_board = st.builds(
    lambda cells: Board(3, 3, frozenset(cells[1:]), cells[0]),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), unique=True, min_size=1, max_size=4),
)


@settings(max_examples=30, deadline=None)
@given(board=some_board)
def test_the_search_finds_what_listing_all_sequences_finds(board: Board) -> None:
    """All of up to five rolls: the same targets, the same first of the shortest, as many ways."""
    listed: dict[object, list[str]] = {}
    count: Counter[object] = Counter()
    for length in range(6):
        for rolls in product(COMPASS, repeat=length):
            end, free = walked(board, rolls)
            if free:
                count[end, length] += 1
                if end not in listed:
                    listed[end] = list(rolls)
    reached = search(board)
    near = {target for target, least in reached.least.items() if least <= 5}
    assert near == set(listed)
    for target, way in listed.items():
        assert reached.way(target) == way  # type: ignore[arg-type]
        assert ways_there(board, target, len(way)) == count[target, len(way)]  # type: ignore[arg-type]


def test_the_least_number_of_rolls_is_odd_exactly_where_the_square_has_the_other_colour() -> None:
    """As on a chessboard."""
    reached = search(Board(5, 5, frozenset({(1, 1), (3, 2)}), (0, 0)))
    assert all((x + y) % 2 == least % 2 for ((x, y), _), least in reached.least.items())


def test_on_an_open_board_every_number_can_be_brought_to_the_top_of_every_square() -> None:
    """In at most eight rolls on three by three squares, and the start is among them."""
    reached = search(Board(3, 3, frozenset(), (0, 0)))
    assert len(reached.least) == 9 * 6
    assert max(reached.least.values()) <= 8


# --- the second truth -----------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_meshes_give_the_same_shortest_way(level: int) -> None:
    """By rolling the mesh in all its ways to lie, and looking where the squares are free."""
    for probe in probes(level, 12):
        assert measure(probe.scene, probe.story, probe.ask).value == probe.answer


@pytest.mark.parametrize("level", LEVELS)
def test_it_still_does_when_everything_is_off_by_two_per_cent(level: int) -> None:
    """Sizes, places, the board, blocks and the goal."""
    for index, probe in enumerate(probes(level, 6)):
        program = (probe.scene, probe.story, probe.ask)
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", level, index))


@settings(max_examples=30, deadline=None)
@given(
    level=st.integers(1, 5),
    index=st.integers(0, 50),
    steps=st.lists(st.sampled_from(COMPASS), max_size=8),
)
def test_the_light_checker_says_what_meshes_say(level: int, index: int, steps: list[str]) -> None:
    """Of any rolls, also off the board, and of the answer with these before it and back."""
    probe = make(TASK, seed="light", level=level, index=index)
    assert isinstance(probe.answer, list)
    for way in (steps, [*steps, *probe.answer], probe.answer[: len(steps)]):
        found = builds(probe.scene, probe.story, probe.ask, way)
        assert found == tried(probe.ask, probe.scene, way).right


def test_where_there_is_no_way_the_measurement_says_so() -> None:
    """A die that blocks enclose."""
    board = Board(3, 3, frozenset({(0, 1), (1, 0)}), (0, 0))
    scene = scene_of(board, (2, 2), STATED, "white")
    ask = ShortestRoll("die", "board", ("block:1", "block:2"), "goal", 1)
    with pytest.raises(Refused, match="no way"):
        measure(scene, (), ask)


# --- what is drawn --------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_levels_have_the_rolls_and_blocks_that_they_declare(level: int) -> None:
    """And start and goal are never the same square."""
    low, high = LEVELS[level].rolls
    for probe in probes(level, 60):
        assert low <= len(probe.answer) <= high  # type: ignore[arg-type]
        assert probe.facts["blocked"] == LEVELS[level].blocked
        board, target, _ = read(probe.ask, probe.scene)  # type: ignore[arg-type]
        assert board.start != target[0]


@pytest.mark.parametrize("level", LEVELS)
def test_every_number_is_asked_for_as_often(level: int) -> None:
    """One to six."""
    asked = Counter(p.ask.pips for p in probes(level, 150))  # type: ignore[attr-defined]
    assert set(asked) == set(range(1, 7))
    assert all(8 < count < 45 for count in asked.values())


@pytest.mark.parametrize("level", [3, 4, 5])
def test_the_rivals_of_the_task_come_up(level: int) -> None:
    """Also ways that something blocks."""
    assert {n for p in probes(level, 60) for n in p.rivals} == set(find(TASK).rivals)


@pytest.mark.parametrize("level", LEVELS)
def test_the_drawn_board_is_the_one_that_is_told(level: int) -> None:
    """Black where it is blocked, letters at the start and the goal, north at the top."""
    for probe in probes(level, 10):
        diagram = probe.pictures[1]
        assert isinstance(diagram, Squares)
        told = Map.told(present(probe).prompt)
        size = len(diagram.rows)
        black = {
            (int(mark.corners[0][0]), size - 1 - int(mark.corners[0][1]))
            for mark in drawn(diagram).marks
            if isinstance(mark, Patch) and mark.colour == FILLED["blocked"]
        }
        signs = {m.name: m.at for m in drawn(diagram).marks if isinstance(m, Sign)}
        cells = {name: (int(x), size - 1 - int(y)) for name, (x, y) in signs.items()}
        assert black == set(product(range(size), repeat=2)) - told.free
        assert cells == {"S": told.start, "G": told.goal}


def test_a_solver_that_slips_is_right_less_often_from_level_to_level() -> None:
    """Each roll that is thought through goes wrong with the same probability: the more rolls there
    are, the fewer ways end as they should."""
    lengths = [sum(len(p.answer) for p in probes(level, COUNT)) / 40 for level in LEVELS]  # type: ignore[arg-type]
    right = [(1 - 1 / 12) ** length for length in lengths]
    assert right == sorted(right, reverse=True)
    assert right[0] - right[-1] > 0.4
