"""Solvers that read nothing but the words, or nothing but the JSON, agree with the key.

They share nothing with the library: discs are followed by a folded triangle wave at small steps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from reading_tables import PAIR, rows_of, solved, stated, told
from solving import state_of

from spatialbench.items.item import LANGUAGES, Language

TASK = "causal/first-collision"
COUNT = solved(40)
STEPS = np.arange(0, 13, 0.01)  # seconds

LINES = {
    "en": rf"\| (\w+) \| (\d+) \| {PAIR['en']} \| {PAIR['en']} \|",
    "zh": rf"\|(\w+)\|(\d+)\|{PAIR['zh']}\|{PAIR['zh']}\|",
}
TRAYS = {
    "en": r"measures (\d+) cm from left to right and (\d+) cm from front to back",
    "zh": r"左右宽(\d+)厘米，前后深(\d+)厘米",
}


@dataclass(frozen=True)
class Told:
    """A disc as it is told: colour, radius, place and speed."""

    colour: str
    radius: float
    place: tuple[float, float]
    speed: tuple[float, float]

    def places(self, tray: tuple[float, float] | None) -> np.ndarray:
        """(steps, 2) where the middle is at each step."""
        straight = np.array(self.place) + STEPS[:, None] * np.array(self.speed)
        if tray is None:
            return straight
        reach = np.array(tray) / 2 - self.radius
        wave = (straight + reach) % (4 * reach)
        folded: np.ndarray = np.minimum(wave, 4 * reach - wave) - reach
        return folded


def first_two(discs: list[Told], tray: tuple[float, float] | None) -> list[str]:
    """The colours of the first two that overlap at some step."""
    found = []
    for one, other in combinations(discs, 2):
        apart = np.linalg.norm(one.places(tray) - other.places(tray), axis=1)
        hits = np.flatnonzero(apart <= one.radius + other.radius)
        if len(hits):
            found.append((int(hits[0]), sorted((one.colour, other.colour))))
    return min(found)[1]


def read_words(prompt: str, language: Language) -> tuple[list[Told], tuple[float, float] | None]:
    """The discs of the table, and the tray if one is told."""
    discs = []
    for colour, numbers in rows_of(LINES[language], prompt):
        radius, x, y, u, v = map(float, numbers)
        discs.append(Told(colour, radius, (x, y), (u, v)))
    tray = re.search(TRAYS[language], prompt)
    return discs, (float(tray[1]), float(tray[2])) if tray else None


def read_state(prompt: str) -> tuple[list[Told], tuple[float, float] | None]:
    """The same of the JSON alone."""
    state = state_of(prompt)
    bodies = {body["name"]: body for body in state["bodies"]}
    (glide,) = state["story"]
    discs = [
        Told(
            bodies[track["body"]]["colour"],
            bodies[track["body"]]["shape"]["radius"],
            tuple(bodies[track["body"]]["pose"]["position"][:2]),
            tuple(track["speed"][:2]),
        )
        for track in glide["tracks"]
    ]
    walls = [bodies[name] for name in glide.get("walls", [])]
    if not walls:
        return discs, None
    inner = [
        min(
            2 * abs(w["pose"]["position"][a]) - w["shape"]["size"][a]
            for w in walls
            if w["pose"]["position"][a]
        )
        for a in (0, 1)
    ]
    return discs, (inner[0], inner[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", range(1, 6))
def test_the_words_are_enough(level: int, language: Language) -> None:
    """In each wording in turn."""
    for probe, prompt in told(TASK, level, COUNT, language):
        discs, tray = read_words(prompt, language)
        assert len(discs) == len(probe.vocabulary)
        assert first_two(discs, tray) == probe.answer


@pytest.mark.parametrize("level", range(1, 6))
def test_the_state_is_enough(level: int) -> None:
    """Nothing but its JSON is read."""
    for probe, prompt in stated(TASK, level, COUNT, LANGUAGES[:1]):
        discs, tray = read_state(prompt)
        assert first_two(discs, tray) == probe.answer


def test_the_solver_knows_what_is_certain() -> None:
    """Of three discs in a row the middle one, which moves right, meets the one on the right;
    without that one a wall sends it back to the one on the left."""
    row = [Told(c, 1, (x, 0), (u, 0)) for c, x, u in (("a", -3, 0), ("b", 0, 2), ("c", 9, 0))]
    assert first_two(row, None) == ["b", "c"]
    assert first_two([row[0], row[1]], (20, 8)) == ["a", "b"]
