"""The words say what the scene has: solvers that read nothing but the prompt agree with the key."""

from __future__ import annotations

from itertools import product

import pytest
from solving import (
    asked_side,
    cube_after,
    hiding_cup,
    place_of_ball,
    sides_in_view,
    turned,
    whereabouts,
)

from spatialbench.items.item import LANGUAGES, Language
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe

EACH = pytest.mark.parametrize(
    ("level", "wording", "language"), list(product(range(1, 6), range(PARAPHRASES), LANGUAGES))
)
ENGLISH = pytest.mark.parametrize(
    ("level", "wording"), list(product(range(1, 6), range(PARAPHRASES)))
)
COUNT = 12


def asked(
    task: str, level: int, wording: int, language: Language = "en"
) -> list[tuple[Probe, str]]:
    """Probes with their prompts."""
    probes = [make(task, seed="solving", level=level, index=i) for i in range(COUNT)]
    return [(probe, present(probe, language=language, wording=wording).prompt) for probe in probes]


@EACH
def test_face_after_turns(level: int, wording: int, language: Language) -> None:
    """The colour at the asked side, by turning a table of faces."""
    for probe, prompt in asked("cube/face-after-turns", level, wording, language):
        assert cube_after(prompt)[asked_side(prompt)] == probe.answer


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


@ENGLISH
def test_hidden_where(level: int, wording: int) -> None:
    """The cup of the first event, for whatever is pushed takes the ball along."""
    for probe, prompt in asked("permanence/hidden-where", level, wording):
        assert hiding_cup(prompt) == probe.answer


@ENGLISH
def test_shell_game(level: int, wording: int) -> None:
    """The place, move by move."""
    for probe, prompt in asked("permanence/shell-game", level, wording):
        assert str(place_of_ball(prompt)) == probe.answer


@ENGLISH
def test_carried_unseen(level: int, wording: int) -> None:
    """All the places where the ball can be; more than one cannot be told apart."""
    for probe, prompt in asked("permanence/carried-unseen", level, wording):
        found = whereabouts(prompt)
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
