"""The result in a sentence, and the ranking and grids below it."""

from __future__ import annotations

import re

import pytest
from answered_sets import plain_set, rows_of
from report_cases import Made, hits, made, made_of

from spatialbench.comparison import compare
from spatialbench.report.both import Both
from spatialbench.report.content import content
from spatialbench.report.headline import headline
from spatialbench.report.page.grids import (
    accuracy_cell,
    gap_cell,
    pair_grid,
    parts,
    ranking,
)
from spatialbench.report.texts import Texts

EN, ZH = Texts("en"), Texts("zh")
BOTH = Both(EN, ZH)


def run_of(**periods: int) -> Made:
    """Models that are wrong in every so many of 200 questions."""
    told = plain_set(200)
    return made(told, {name: rows_of(told, hits(200, n), name) for name, n in periods.items()})


def test_it_says_who_is_ahead_by_how_much_and_who_cannot_be_told_apart() -> None:
    """With the interval of every gap; the numbers are those of the pairs."""
    run = run_of(A=50, B=3, C=3)
    (first, *_) = run.comparison.pairs
    said = headline(run.comparison, EN)
    gap, low, high = (
        f"{100 * (share or 0):.1f}"
        for share in (
            first.test.difference.point,
            first.test.interval.low,
            first.test.interval.high,
        )
    )
    assert said.startswith(f"A is ahead of B by {gap} points ({low} to {high}); ")
    assert re.search(r"; B and C cannot be told apart \(0\.0 points, .* to .*\)\.$", said)
    assert "领先" in headline(run.comparison, ZH)
    assert "分不出高下" in headline(run.comparison, ZH)


def test_the_one_ahead_comes_first_whoever_is_compared_with_whom() -> None:
    """With a baseline that is better, the gap is not negative."""
    run = run_of(A=50, B=3)
    said = headline(compare(run.results, baseline="A"), EN)
    assert said.startswith("A is ahead of B by ")


def test_of_many_only_the_first_neighbours_are_named() -> None:
    """And how many more there are."""
    run = run_of(**{f"m{n}": n + 2 for n in range(12)})
    assert headline(run.comparison, EN).endswith("8 more neighbours are in the ranking.")


def test_one_model_stands_beside_guessing() -> None:
    """There is nobody to be ahead of."""
    said = headline(run_of(A=4).comparison, EN)
    assert re.fullmatch(
        r"A answers 75\.0 % right \(.* % to .* %\); blind guessing gets 25\.0 %\.", said
    )


def test_baselines_are_in_no_headline(plain: Made) -> None:
    """As they are in no rank."""
    assert "random" not in headline(plain.comparison, EN)


def test_nothing_that_could_be_ranked_is_said_to_be_so() -> None:
    """Where too little was answered."""
    told = plain_set(40)
    rows = rows_of(told, hits(40, 4), "A")[:10]
    assert "Nothing was answered" in headline(made(told, {"A": rows}).comparison, EN)


def test_the_headline_is_in_every_form(plain: Made) -> None:
    """The page, Markdown and JSON say the same."""
    said = headline(plain.comparison, content(plain.comparison, "en").texts)
    assert said in plain.text()
    assert '"headline":' in plain.text(format="json")
    assert "cannot be told apart" in plain.text(format="md") or "ahead of" in plain.text(
        format="md"
    )


def test_the_ranking_has_intervals_guessing_and_floors(plain: Made) -> None:
    """Everybody is in it; the floor is unknown where nobody measured it."""
    found = ranking(plain.comparison, plain.results, BOTH)
    assert len(found) == 4
    for one in found:
        assert one.accuracy is not None
        assert one.low <= one.accuracy <= one.high
        assert one.chance is not None
        assert one.floor is None
    assert [one.reference for one in found] == [False, False, False, True]


def test_the_grid_has_every_part_and_model_with_its_interval(plain: Made) -> None:
    """Tasks first; cells are those of the comparison."""
    groups = parts(plain.comparison, plain.results, BOTH)
    assert groups[0].name.en == "By task"
    assert {"By ability", "By level", "Open and choice"} & {group.name.en for group in groups}
    cells = [cell for group in groups for row in group.rows for cell in row.cells]
    assert all(len(row.cells) == 4 for group in groups for row in group.rows)
    assert all(re.fullmatch(r"\d+–\d+", cell.interval) for cell in cells if cell is not None)


def test_a_cell_that_reaches_down_to_guessing_says_so(plain: Made) -> None:
    """By its interval."""
    slices = plain.comparison.slices["task"]
    random = [accuracy_cell(by_model["random"]) for by_model in slices.values()]
    solid = [accuracy_cell(by_model["GLM-5"]) for by_model in slices.values()]
    assert not any(cell.open for cell in solid if cell)
    assert all(cell.answers > 0 for cell in random if cell)


@pytest.mark.parametrize(
    ("gap", "told", "shade"),
    [
        (0.02, True, "ahead-1"),
        (0.1, True, "ahead-2"),
        (-0.4, True, "behind-3"),
        (0.4, False, "open"),
    ],
)
def test_a_gap_is_coloured_only_where_models_are_told_apart(
    gap: float, told: bool, shade: str
) -> None:
    """Wide or not."""
    assert gap_cell(gap, gap - 0.1, gap + 0.1, 100, told=told).shade == shade


def test_the_grid_of_pairs_is_its_own_mirror(plain: Made) -> None:
    """The gap of A over B is minus that of B over A; nobody is beside himself."""
    rows = pair_grid(plain.comparison, BOTH)
    for i, row in enumerate(rows):
        assert row.cells[i] is None
        for j, cell in enumerate(row.cells):
            other = rows[j].cells[i]
            if cell is not None and other is not None and cell.shown != "0.0":
                assert cell.shown[0] != other.shown[0]
                assert cell.shown[1:] == other.shown[1:]


def test_with_a_baseline_or_one_model_there_is_no_grid_of_pairs(plain: Made) -> None:
    """Most pairs are not compared."""
    assert pair_grid(compare(plain.results, baseline="GLM-5"), BOTH) == []
    assert pair_grid(made_of(plain, plain.results[:1]).comparison, BOTH) == []


def test_the_summary_promises_what_the_set_has(plain: Made) -> None:
    """Its abilities by name, not those of some other set."""
    what, *_ = content(plain.comparison, "en").summary
    families = plain.comparison.slices["family"]
    assert all(EN.word("family", name) in what for name in families)
    assert "seen from elsewhere" not in what
