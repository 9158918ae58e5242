"""Constructions are judged by carrying them out, whichever right one the key has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import pytest

from spatialbench.errors import InputError
from spatialbench.geometry.kinds import Ask, Count
from spatialbench.geometry.program import encode
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.probes import construction
from spatialbench.probes.construction import MOST_STEPS, trial_of, tried
from spatialbench.probes.trial import Tried
from spatialbench.scoring.judging import judge
from spatialbench.scoring.questions import Keyed, Question

SCENE = Scene((), Camera((0, -1000, 0), (0, 0, 0)))


@dataclass(frozen=True, slots=True)
class WalkTo(Ask):
    """Which steps lead from 0 to a place?"""

    place: Count


@tried.register
def _(ask: WalkTo, scene: Scene, steps: Sequence[str]) -> Tried:
    reached = sum({"right": 1, "left": -1}[step] for step in steps)
    if reached == ask.place:
        return Tried(True)
    return Tried(False, ("mirrored",) if reached == -ask.place else ())


@pytest.fixture
def walking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The task `toy/walk`, as if its package were installed."""
    monkeypatch.setattr(construction, "home_of", lambda task: "toy")
    monkeypatch.setattr(construction, "kinds_of", lambda task: (WalkTo,))


def program(*, raw: bool = False) -> dict[str, object]:
    """The fields of a key, parsed or as they stand in the file."""
    fields = {"scene": encode(SCENE), "story": [], "ask": encode(WalkTo(2))}
    if not raw:
        return fields
    return {
        name: [msgspec.Raw(msgspec.json.encode(one)) for one in value]
        if isinstance(value, list)
        else msgspec.Raw(msgspec.json.encode(value))
        for name, value in fields.items()
    }


def keyed() -> Keyed:
    """A question with that key."""
    question = Question(
        id="i", probe="p", task="toy/walk-v1", family="toy", level=1, language="en",
        modality="text", form="open", wording=0, answer_type="construction", options=None,
        chance=0.0, facts={}, rivals=("mirrored",),
    )  # fmt: skip
    return Keyed(
        question=question,
        answer=["right", "right"],
        options=("left", "right"),
        unit=None,
        rivals={"mirrored": ["left", "left"]},
        meanings={},
        tolerance=0.0,
        prompt="",
        trial=trial_of("toy/walk-v1", program()),
    )


@pytest.mark.usefixtures("walking")
@pytest.mark.parametrize("raw", [False, True], ids=["parsed", "as it stands in the file"])
def test_every_construction_that_works_is_right(raw: bool) -> None:
    trial = trial_of("toy/walk-v1", program(raw=raw))
    assert trial(["right", "left", "right", "right"]).right
    assert not trial(["right"]).right


@pytest.mark.usefixtures("walking")
@pytest.mark.parametrize(
    ("steps", "right", "equals"),
    [
        (["right", "right"], True, ()),
        (["left", "right", "right", "right"], True, ()),
        (["right"], False, ()),
        (["left", "left"], False, ("mirrored",)),
        (["left", "left", "left", "right"], False, ("mirrored",)),
    ],
)
def test_judging_names_the_near_misses(
    steps: list[str], right: bool, equals: tuple[str, ...]
) -> None:
    judged = judge(steps, keyed(), 0)
    assert (judged.right, judged.partial, judged.equals) == (right, float(right), equals)


@pytest.mark.usefixtures("walking")
def test_nobody_walks_for_ever() -> None:
    trial = trial_of("toy/walk-v1", program())
    assert not trial(["right", "left"] * MOST_STEPS + ["right", "right"]).right


def test_a_task_that_is_not_installed_is_named_when_an_answer_is_tried() -> None:
    trial = trial_of("toy/walk-v1", program())
    with pytest.raises(InputError, match=r"toy/walk-v1.*not installed"):
        trial(["right"])
