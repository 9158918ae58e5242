"""Folding on meshes: the same cells by another road, and no answer where there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_folding_paper import right_over, some_folds, top_over

from spatialbench.errors import Refused
from spatialbench.generators.paper.folding import Crease, middle_of, pile
from spatialbench.generators.paper.holes import ask_of, events_of, named, scene_of
from spatialbench.generators.paper.kinds import Fold, Punch
from spatialbench.generators.paper.measuring import folded, met, sheet_of
from spatialbench.generators.paper.stories import Story
from spatialbench.geometry.replay import replay
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.verification.measure import jitter_holds, measure
from spatialbench.verification.motion import poses_at_start

TASK = "paper/holes"
SIDE = 40


def measured_at(cells: int, folds: list[Crease], places: list[int], over: int = 1) -> object:
    """What is measured where a sheet is folded and punched."""
    story = Story(cells, tuple(folds), tuple(places), ())
    events = events_of(story, [over] * len(folds))
    return measure(scene_of(cells, "white", "red"), events, ask_of(cells)).value


@settings(max_examples=25, deadline=None)
@given(made=some_folds(), data=st.data())
def test_rays_meet_the_cells_that_lie_there(
    made: tuple[int, list[Crease]], data: st.DataObject
) -> None:
    """For any folds and any whole place, over to the front or to the back."""
    cells, folds = made
    sheet = pile(cells, folds)
    if sheet.whole():
        place = data.draw(st.sampled_from(sheet.whole()))
        found = measured_at(cells, folds, [place], data.draw(st.integers(0, 1)))
        assert found == named(sheet.under([place]), cells)


@settings(max_examples=15, deadline=None)
@given(made=some_folds(), data=st.data())
def test_a_hole_through_a_crease_is_refused(
    made: tuple[int, list[Crease]], data: st.DataObject
) -> None:
    """It would tear an edge."""
    cells, folds = made
    torn = sorted(pile(cells, folds).torn & set(pile(cells, folds).places))
    if torn:
        with pytest.raises(Refused):
            measured_at(cells, folds, [data.draw(st.sampled_from(torn))])


@pytest.mark.parametrize("aside", [10, 19, 20])
def test_a_hole_within_a_quarter_of_a_cell_of_an_edge_is_refused(aside: int) -> None:
    """A cell is 40 millimetres: from its middle a hole may be less than ten aside."""
    fold = events_of(Story(4, (right_over(2),), (), ()), [1])[0]
    x, y = middle_of(5, 4)
    scene, ask = scene_of(4, "white", "red"), ask_of(4)
    near = Punch(((x * SIDE // 2 + aside + 1, 0, y * SIDE // 2),))
    with pytest.raises(Refused, match=r"on an edge|not one by one"):
        measure(scene, (fold, near), ask)
    safe = Punch(((x * SIDE // 2 + 9, 0, y * SIDE // 2),))
    assert measure(scene, (fold, safe), ask).value == ["B3", "C3"]


def test_a_hole_where_no_paper_lies_is_refused() -> None:
    """What was there is folded away."""
    with pytest.raises(Refused, match="on an edge"):
        measured_at(4, [right_over(2)], [3])


def test_no_holes_without_a_punch() -> None:
    """Nor where folds come after it."""
    scene, ask = scene_of(4, "white", "red"), ask_of(4)
    fold, punch = events_of(Story(4, (right_over(2),), (0,), ()), [1])
    for story in ((), (fold,), (punch, fold)):
        with pytest.raises(Refused, match="no holes"):
            measure(scene, story, ask)


def test_a_line_beside_the_paper_folds_nothing() -> None:
    """And one of which the side is not a side is no fold."""
    scene, ask = scene_of(4, "white", "red"), ask_of(4)
    fold, punch = events_of(Story(4, (right_over(2),), (0,), ()), [1])
    assert isinstance(fold, Fold)
    beside = replace(fold, line=((400, 0, 0), (400, 0, 160)))
    with pytest.raises(Refused, match="no fold"):
        measure(scene, (beside, punch), ask)
    with pytest.raises(Refused, match="no side"):
        measure(scene, (replace(fold, moved=("top",)), punch), ask)


def test_layers_lie_in_the_order_in_which_they_are_folded() -> None:
    """The right half to the front, the upper half to the back: from the front, the turned right
    half, then the left one, and behind them the upper halves, the left one first."""
    scene = scene_of(4, "white", "red")
    first, *_ = events_of(Story(4, (right_over(2),), (), ()), [1])
    second, *_ = events_of(Story(4, (top_over(2),), (), ()), [0])
    assert isinstance(first, Fold)
    assert isinstance(second, Fold)
    names = [body.name for body in scene.bodies]
    paper = sheet_of(scene, poses_at_start(scene), names)
    for fold in (first, second):
        paper = folded(paper, fold, SIDE)
    layers = met(paper, 1.0 * SIDE / 2, 1.0 * SIDE / 2 + 3)
    cells = np.floor(layers.flat[:, [0, 2]] / SIDE).astype(int).tolist()
    assert list(dict.fromkeys(map(tuple, cells))) == [(3, 0), (0, 0), (0, 3), (3, 3)]


def test_plates_that_are_not_bent_are_turned_about_the_line() -> None:
    """Their exact poses: mirrored in place, with their backs to the front."""
    scene = scene_of(4, "white", "red")
    for crease in (right_over(2), top_over(2), Crease(1, 1, 8), Crease(-1, 1, 0)):
        events = events_of(Story(4, (crease,), (0,), ()), [1])
        after = replay(scene, events)[-1]
        for cell, body in enumerate(scene.bodies):
            x, y = middle_of(cell, 4)
            turned = crease.beyond((x, y)) > 0
            to_x, to_y = crease.mirrored((x, y)) if turned else (x, y)
            pose = after[body.name]
            assert pose.position == (to_x * SIDE // 2, 0, to_y * SIDE // 2)
            assert pose.orientation((0, -1, 0)) == ((0, 1, 0) if turned else (0, -1, 0))


@pytest.mark.parametrize("level", range(1, 6))
def test_the_second_truth_agrees_and_jitter_changes_nothing(level: int) -> None:
    """On meshes, with everything 2 % elsewhere and larger or smaller."""
    for index in range(5):
        probe = make(TASK, seed="measured", level=level, index=index)
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index))
