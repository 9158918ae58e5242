"""`cube/whose-axes`: the same words in two frames."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from spatialbench.geometry.replay import replay
from spatialbench.geometry.rotations import Rotation
from spatialbench.geometry.scene import marks_in_room
from spatialbench.geometry.story import Turn
from spatialbench.items.present import present
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe
from spatialbench.verification.measure import measure

TASK = "cube/whose-axes"
LEVELS = range(1, 6)
MANY = 600


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


def turns(probe: Probe) -> tuple[Turn, ...]:
    """The story, all turns."""
    return tuple(event for event in probe.story if isinstance(event, Turn))


def at_the_end(probe: Probe, story: tuple[Turn, ...]) -> list[str]:
    """The colours at the asked sides after a story."""
    orientation = replay(probe.scene, story)[-1]["cube"].orientation
    assert isinstance(orientation, Rotation)
    marks = marks_in_room(probe.scene.bodies[0], orientation)
    return sorted(marks[side].colour for side in probe.ask.sides)  # type: ignore[attr-defined]


def in_frame(probe: Probe, frame: str) -> tuple[Turn, ...]:
    """The same words in that frame."""
    return tuple(replace(turn, frame=frame) for turn in turns(probe))  # type: ignore[arg-type]


@pytest.mark.parametrize("level", LEVELS)
def test_the_rival_is_what_the_same_words_say_in_the_other_frame(level: int) -> None:
    """And it always is another answer: else nothing would hang on whose axes are meant."""
    for probe in probes(level):
        own = turns(probe)[0].frame == "own"
        assert at_the_end(probe, in_frame(probe, "own" if own else "room")) == probe.answer
        other = at_the_end(probe, in_frame(probe, "room" if own else "own"))
        assert other == probe.rivals["other-frame"] != probe.answer


@pytest.mark.parametrize("level", LEVELS)
def test_turns_about_own_axes_are_turns_about_the_room_s_in_reversed_order(level: int) -> None:
    """A fact of textbooks, on meshes."""
    for probe in probes(level)[:20]:
        reversed_ = in_frame(probe, "room")[::-1]
        measured = measure(probe.scene, in_frame(probe, "own"), probe.ask).value
        assert measured == measure(probe.scene, reversed_, probe.ask).value


@pytest.mark.parametrize("level", LEVELS)
def test_each_frame_is_meant_in_half_of_the_probes(level: int) -> None:
    assert sum(p.facts["own_axes"] for p in probes(level)) / MANY == pytest.approx(0.5, abs=0.08)


@pytest.mark.parametrize("level", LEVELS)
def test_every_face_comes_there_as_often(level: int) -> None:
    """Also that which was there at the start: nothing is told by the cube alone."""
    places = Counter(p.rivals["unchanged"] == p.answer for p in probes(level))
    assert places[True] / MANY == pytest.approx(probes(level)[0].chance, abs=0.05)
    assert not any(probe.refused for probe in probes(level))


PARTS = {
    "first-only": lambda story: story[:1],
    "last-only": lambda story: story[-1:],
    "all-but-first": lambda story: story[1:],
    "all-but-last": lambda story: story[:-1],
    "inverse-turns": lambda story: tuple(turn.the_other_way() for turn in story),
}


@pytest.mark.parametrize("rival", list(PARTS))
@pytest.mark.parametrize("level", LEVELS)
def test_rivals_are_parts_of_the_turns_as_they_are_told(rival: str, level: int) -> None:
    """In the frame that is meant."""
    for probe in probes(level)[:60]:
        assert at_the_end(probe, PARTS[rival](turns(probe))) == probe.rivals[rival]


@pytest.mark.parametrize("task", [TASK, "cube/face-after-turns"])
def test_two_colours_are_asked_for_in_no_order(task: str) -> None:
    """An option lists the two in an order of its own, so no Chinese sentence may ask for each."""
    pairs = [make(task, seed="pairs", level=5, index=i) for i in range(4)]
    for probe, wording in product(pairs, range(PARAPHRASES)):
        item = present(probe, language="zh", choices=True, wording=wording)
        (question,) = [line for line in item.prompt.split("\n") if line.endswith("？")]
        assert "哪两种颜色" in question
        assert not any(each in question for each in ("分别", "各是"))
