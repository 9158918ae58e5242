"""Solvers that read nothing but the words, or the state, agree with the key at any number of
steps."""

from __future__ import annotations

from itertools import product

import pytest
from solving import asked_sides, cube_after, cube_of_state, cup_over_ball, place_of_ball

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

STEPS = (1, 2, 7, 50, 200)
EACH = pytest.mark.parametrize(("steps", "language"), list(product(STEPS, LANGUAGES)))


def asked(task: str, steps: int, language: Language) -> list[tuple[Probe, str]]:
    """A probe in each wording."""
    probes = [make(task, seed="solving", axis=steps, index=i) for i in range(PARAPHRASES)]
    return [
        (probe, present(probe, language=language, wording=i).prompt)
        for i, probe in enumerate(probes)
    ]


@EACH
def test_face_after_turns(steps: int, language: Language) -> None:
    """By turning a table of faces."""
    for probe, prompt in asked("cube/face-after-turns", steps, language):
        after = cube_after(prompt)
        assert sorted(after[side] for side in asked_sides(prompt)) == probe.answer


@EACH
def test_face_after_turns_from_the_state(steps: int, language: Language) -> None:
    """The same from JSON."""
    for index in range(PARAPHRASES):
        probe = make("cube/face-after-turns", seed="solving", axis=steps, index=index)
        prompt = present(probe, language=language, modality="state", wording=index).prompt
        after = cube_of_state(prompt)
        assert sorted(after[side] for side in asked_sides(prompt)) == probe.answer


@EACH
def test_facing_you(steps: int, language: Language) -> None:
    """The colour in front."""
    for probe, prompt in asked("cube/facing-you", steps, language):
        assert cube_after(prompt)["front"] == probe.answer


@EACH
def test_shell_game(steps: int, language: Language) -> None:
    """The number of the place."""
    for probe, prompt in asked("permanence/shell-game", steps, language):
        assert str(place_of_ball(prompt)) == probe.answer


@EACH
def test_hidden_where(steps: int, language: Language) -> None:
    """The colour of the cup."""
    for probe, prompt in asked("permanence/hidden-where", steps, language):
        assert cup_over_ball(prompt) == probe.answer
