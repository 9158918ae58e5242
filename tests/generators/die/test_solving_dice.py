"""The words and the state say what the scene has: readers of either agree with the key."""

from __future__ import annotations

import os
from itertools import product

import pytest
from reading_dice import WAYS, answered, answered_by_state, moved, rolled

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make

TASK = "die/top-after-rolls"
COUNT = int(os.environ.get("SOLVED", "100"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …
LEVELS = range(1, 6)


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_a_reader_of_the_words_gives_the_key(level: int, language: Language) -> None:
    """Each probe in the next paraphrase, with choices or without."""
    for index in range(COUNT):
        probe = make(TASK, seed="solving", level=level, index=index)
        asked = {"wording": index % PARAPHRASES, "choices": index % 2 == 1}
        prompt = present(probe, language=language, **asked).prompt  # type: ignore[arg-type]
        assert answered(prompt) == probe.answer


@pytest.mark.parametrize(("level", "language"), list(product(LEVELS, LANGUAGES)))
def test_a_reader_of_the_state_gives_the_key(level: int, language: Language) -> None:
    """Marks by the side where they are, and which way the die rolls."""
    for index in range(COUNT):
        probe = make(TASK, seed="solving", level=level, index=index)
        prompt = present(probe, modality="state", language=language, wording=index % 3).prompt
        assert answered_by_state(prompt) == probe.answer


@pytest.mark.parametrize(("steps", "language"), list(product((1, 2, 7, 50, 200), LANGUAGES)))
def test_readers_give_the_key_after_any_number_of_moves(steps: int, language: Language) -> None:
    """Of words, and of the state."""
    for index in range(PARAPHRASES):
        probe = make(TASK, seed="solving", axis=steps, index=index)
        words = present(probe, language=language, wording=index).prompt
        state = present(probe, language=language, modality="state", wording=index).prompt
        assert answered(words) == answered_by_state(state) == probe.answer


@pytest.mark.parametrize("way", WAYS)
def test_four_rolls_one_way_bring_a_die_back(way: str) -> None:
    """The solver's own table is sound."""
    start = {side: number for number, side in enumerate(("top", "bottom", *WAYS), 1)}
    die = start
    for _ in range(4):
        assert die != start or _ == 0
        die = rolled(die, way)
    assert die == start


def noisy(level: int, slip: float, count: int = 200) -> float:
    """How often a solver is right that makes another move with this probability, each move: exact
    distributions over how the die then lies."""
    right = 0.0
    for index in range(count):
        probe = make(TASK, seed="noisy", level=level, index=index)
        marks = dict(probe.scene.bodies[0].marks)
        number = {side: int(str(mark.glyph)[-1]) for side, mark in marks.items()}
        names = {"front": "south", "back": "north", "left": "west", "right": "east"}
        start = tuple(sorted((names.get(side, side), n) for side, n in number.items()))
        chances = {start: 1.0}
        for event in probe.story:
            after: dict[tuple[tuple[str, int], ...], float] = {}
            for die, chance in chances.items():
                for move in (*WAYS, "clockwise", "counterclockwise"):
                    told = getattr(event, "toward", None) or event.direction  # type: ignore[attr-defined]
                    weight = 1 - slip if move == told else slip / 5
                    there = tuple(sorted(moved(dict(die), move).items()))
                    after[there] = after.get(there, 0.0) + chance * weight
            chances = after
        sides = [names.get(side, side) for side in probe.ask.sides]  # type: ignore[attr-defined]
        right += sum(
            chance
            for die, chance in chances.items()
            if sum(dict(die)[side] for side in sides) == probe.answer
        )
    return right / count


def test_a_solver_that_slips_is_right_less_often_from_level_to_level() -> None:
    """With one move of twelve another."""
    shares = [noisy(level, 1 / 12, 60) for level in LEVELS]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] > 0.4
