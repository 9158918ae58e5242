"""The words say what the scene has: solvers that read nothing but the prompt agree with the key."""

from __future__ import annotations

import os
from itertools import product

import pytest
from reading_screens import whereabouts, whereabouts_of_state
from solving import (
    asked_sides,
    cube_after,
    cube_of_state,
    cup_of_state,
    cup_over_ball,
    place_of_ball,
    place_of_state,
    sides_in_view,
    turned,
)

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.generator import Modality
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)
COUNT = int(os.environ.get("SOLVED", "12"))  # probes a level; 1,000 by hand: SOLVED=1000 pytest …


def asked(
    task: str, level: int, wording: int, language: Language = "en", modality: Modality = "text"
) -> list[tuple[Probe, str]]:
    """Probes with their prompts."""
    probes = [make(task, seed="solving", level=level, index=i) for i in range(COUNT)]
    return [
        (probe, present(probe, language=language, wording=wording, modality=modality).prompt)
        for probe in probes
    ]


@EACH
def test_face_after_turns(level: int, wording: int, language: Language) -> None:
    """The colours at the asked sides, by turning a table of faces."""
    for probe, prompt in asked("cube/face-after-turns", level, wording, language):
        after = cube_after(prompt)
        assert sorted(after[side] for side in asked_sides(prompt)) == probe.answer


@EACH
def test_face_after_turns_from_the_state(level: int, wording: int, language: Language) -> None:
    """The same from JSON."""
    for probe, prompt in asked("cube/face-after-turns", level, wording, language, "state"):
        after = cube_of_state(prompt)
        assert sorted(after[side] for side in asked_sides(prompt)) == probe.answer


@EACH
def test_facing_you(level: int, wording: int, language: Language) -> None:
    """The colour in front."""
    for probe, prompt in asked("cube/facing-you", level, wording, language):
        assert cube_after(prompt)["front"] == probe.answer


@EACH
def test_visible_faces(level: int, wording: int, language: Language) -> None:
    """The colours at the sides that the place of the viewer names."""
    for probe, prompt in asked("cube/visible-faces", level, wording, language):
        after = cube_after(prompt)
        assert sorted(after[side] for side in sides_in_view(prompt)) == probe.answer


@EACH
def test_visible_faces_from_the_state(level: int, wording: int, language: Language) -> None:
    """The same from JSON."""
    for probe, prompt in asked("cube/visible-faces", level, wording, language, "state"):
        after = cube_of_state(prompt)
        assert sorted(after[side] for side in sides_in_view(prompt)) == probe.answer


@EACH
def test_hidden_where(level: int, wording: int, language: Language) -> None:
    """The cup of the first event, moved on cup by cup."""
    for probe, prompt in asked("permanence/hidden-where", level, wording, language):
        assert cup_over_ball(prompt) == probe.answer
    for probe, prompt in asked("permanence/hidden-where", level, wording, language, "state"):
        assert cup_of_state(prompt) == probe.answer


@EACH
def test_shell_game(level: int, wording: int, language: Language) -> None:
    """The place, move by move."""
    for probe, prompt in asked("permanence/shell-game", level, wording, language):
        assert str(place_of_ball(prompt)) == probe.answer
    for probe, prompt in asked("permanence/shell-game", level, wording, language, "state"):
        assert str(place_of_state(prompt)) == probe.answer


@EACH
def test_carried_unseen(level: int, wording: int, language: Language) -> None:
    """All the places where the ball can be; more than one cannot be told apart."""
    for probe, prompt in asked("permanence/carried-unseen", level, wording, language):
        assert_same_places(whereabouts(prompt), probe)
    for probe, prompt in asked("permanence/carried-unseen", level, wording, language, "state"):
        assert_same_places(whereabouts_of_state(prompt), probe)


def assert_same_places(found: set[str], probe: Probe) -> None:
    """One place is the answer; of several it cannot be told which."""
    assert (found == {probe.answer}) or (len(found) > 1 and probe.undetermined)


@pytest.mark.parametrize("side", ["front", "back", "left", "right", "top", "bottom"])
@pytest.mark.parametrize("direction", ["clockwise", "counterclockwise"])
def test_four_quarter_turns_bring_a_cube_back(side: str, direction: str) -> None:
    """The solver's own table of turns is sound: and once clockwise is three times the other way."""
    start = {name: name for name in ("front", "back", "left", "right", "top", "bottom")}
    once = turned(start, (side, direction, 1))
    other = "counterclockwise" if direction == "clockwise" else "clockwise"
    assert once != start
    assert turned(once, (side, direction, 3)) == start
    assert turned(start, (side, other, 3)) == once
