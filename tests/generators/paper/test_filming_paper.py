"""Films of sheets: at rest, turning, at rest again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from spatialbench.generators.paper.drawing import layers_of
from spatialbench.generators.paper.folding import Crease, part_of
from spatialbench.generators.paper.kinds import Panel
from spatialbench.items.present import present
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.render.diagrams import Patch, drawn

LEVELS = range(1, 6)


def film(probe: Probe) -> list[Panel]:
    """The frames as they are drawn."""
    assert probe.film is not None
    return [frame for frame in probe.film.frames if isinstance(frame, Panel)]


def patches(panel: Panel) -> list[Patch]:
    """The pieces of paper, from the back to the front, without holes."""
    return [m for m in drawn(panel).marks if isinstance(m, Patch) and len(m.corners) < 12]


def area(corners: Sequence[tuple[float, float]]) -> float:
    """Of a polygon."""
    ends = pairwise([*corners, corners[0]])
    return abs(sum(x * v - u * y for (x, y), (u, v) in ends)) / 2


@pytest.mark.parametrize("level", LEVELS)
def test_the_number_of_frames_is_that_of_folds(level: int) -> None:
    """Three a fold and two: nothing is said about the holes."""
    probe = make("paper/holes", seed="film", level=level)
    assert len(present(probe, modality="frames").images) == 3 * int(probe.facts["folds"]) + 2


@pytest.mark.parametrize("level", LEVELS)
def test_between_folds_the_sheet_is_as_in_the_pictures(level: int) -> None:
    """Without crease and arrow, and no frame is another twice in a row."""
    probe = make("paper/holes", seed="film", level=level, index=1)
    rests = [frame.done for frame in film(probe) if not frame.turned]
    assert rests[:-1] == [picture.done for picture in probe.pictures if isinstance(picture, Panel)]
    assert all(one != other for one, other in pairwise(film(probe)))
    assert not film(probe)[-2].holes
    assert film(probe)[-1] == probe.pictures[-1]


@pytest.mark.parametrize("level", LEVELS)
def test_what_turns_looks_three_fifths_as_wide(level: int) -> None:
    """Seen from straight ahead at 53° and at 127°, whose cosines are 3/5 and -3/5; nothing else of
    the paper changes."""
    for index in range(6):
        for frame in film(make("paper/holes", seed="film", level=level, index=index)):
            if frame.fold is not None:
                crease = Crease(*frame.fold[:3])
                layers = [layer.outline for layer in layers_of(frame.cells, frame.done)]
                moved = [part_of(o, crease) for o in layers if max(map(crease.beyond, o)) > 0]
                moving = sum(area(outline) for outline in moved) / 4
                shown = sum(area(patch.corners) for patch in patches(frame))
                assert shown == pytest.approx(frame.cells**2 - 0.4 * moving)


@pytest.mark.parametrize(
    ("over", "turned", "low", "high", "colour", "before"),
    [
        (1, 1, 2.0, 3.2, "red", True),
        (1, 2, 0.8, 2.0, "green", True),
        (0, 1, 2.0, 3.2, "red", False),
        (0, 2, 0.8, 2.0, "green", False),
    ],
)
def test_half_a_sheet_comes_before_the_rest_or_goes_behind_it(
    over: int, turned: int, low: float, high: float, colour: str, before: bool
) -> None:
    """A sheet of four by four cells; its right half is turned over."""
    fold = (1, 0, 4, over)
    panel = Panel(4, (), "red", "green", (0, 0, 0, 0), fold=fold, turned=turned)
    pieces = patches(panel)
    flap = pieces[-1] if before else pieces[0]
    left = min(x for patch in patches(replace(panel, fold=None)) for x, _ in patch.corners)
    assert flap.colour == colour
    assert {round(x - left, 9) for x, _ in flap.corners} == {low, high}
