"""What a notebook shows: short names, tables, moving films, and rows for pandas."""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from answered_sets import hand_set, member, rows_of
from PIL import Image

from spatialbench import compare, load, make, present, score
from spatialbench.errors import MissingExtra
from spatialbench.items.item import Item, Text
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.notebook import data_frame, table
from spatialbench.scoring import Results
from spatialbench.sets import QuestionSet
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import read_suite

SUITE = """
name = "noted"
picture_size = 64
[[part]]
tasks = ["cube/facing-you-v1", "permanence/shell-game-v1"]
levels = [1]
each = 2
languages = ["en"]
modalities = ["text", "image", "frames"]
"""
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> QuestionSet:
    place = tmp_path_factory.mktemp("noted")
    (place / "noted.toml").write_text(SUITE)
    build_set(read_suite(str(place / "noted.toml")), place / "set", seed="seed")
    return load(place / "set")


@pytest.fixture(scope="module")
def results() -> list[Results]:
    """Two models, of which one has a name that is markup."""
    told = hand_set(*(member(f"i{number}", facts={"turns": number % 3}) for number in range(20)))
    return [
        score(told, rows_of(told, [n % period > 0 for n in range(20)], name))
        for name, period in (("good", 10), (HOSTILE, 2))
    ]


# --- sets are sequences -------------------------------------------------------------------------


def test_a_set_has_a_length_and_its_items_have_places(questions: QuestionSet) -> None:
    every = list(questions)
    assert len(questions) == len(every) == len(list(questions.items()))
    assert questions[0] == every[0]
    assert questions[-1] == every[-1]
    assert questions[every[3].id] == every[3]
    assert questions[1:4] == every[1:4]
    assert questions[::-2] == every[::-2]
    assert questions[5:5] == []


def test_a_place_or_id_that_is_not_there_is_an_error(questions: QuestionSet) -> None:
    with pytest.raises(IndexError):
        questions[len(questions)]
    with pytest.raises(KeyError, match="nothing"):
        questions["nothing"]


def test_items_of_a_set_can_show_their_pictures(questions: QuestionSet) -> None:
    item = next(item for item in questions if item.modality == "image")
    assert item._repr_html_().count("data:image/png;base64,") == len(item.images)


def test_paths_will_do_for_a_set_and_its_answers(questions: QuestionSet, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(f'{{"id": "{item.id}", "response": "x"}}\n' for item in questions))
    told = score(str(questions.path), str(file))
    assert told.overall.answered == len(questions)
    assert score(questions.path, file).question_set == told.question_set


# --- short names --------------------------------------------------------------------------------


def test_names_are_short(questions: QuestionSet, results: list[Results]) -> None:
    probe = make("cube/face-after-turns", seed="s", level=5)
    key = with_key(probe, Wanted("en", "text", False, 0, 64)).key
    things = [questions, questions[0], probe, key, *results, results[0].outcomes]
    for thing in [*things, compare(results)]:
        assert len(repr(thing)) < 200
        assert repr(thing).startswith(f"<{type(thing).__name__} ")
        assert "\n" not in repr(thing)


def test_the_name_of_an_item_says_what_it_asks(questions: QuestionSet) -> None:
    item = questions[0]
    assert item.task in repr(item)
    assert f"level {item.level}, {item.language}, {item.modality}" in repr(item)


def test_the_name_of_results_says_how_good_they_are(results: list[Results]) -> None:
    assert repr(results[0]) == "<Results good, hand, 18 of 20 right, 90.0 % (75.6 to 100.0)>"


# --- HTML ---------------------------------------------------------------------------------------


def test_a_film_is_one_picture_that_moves() -> None:
    item = present(make("permanence/shell-game", seed="s", level=2), modality="frames")
    html = item._repr_html_()
    (source,) = re.findall(r"data:image/webp;base64,([^']+)'", html)
    assert html.count("<img") == 1
    with Image.open(BytesIO(b64decode(source))) as film:
        assert film.format == "WEBP"
        assert film.width <= 360
        assert 1 < film.n_frames <= len(item.images)  # type: ignore[attr-defined]
    assert f"Frame 1 – Frame {len(item.images)}" in html
    assert len(html) < 500_000


def test_a_film_whose_pictures_are_not_at_hand_is_told(questions: QuestionSet) -> None:
    item = next(item for item in questions.items() if item.modality == "frames")
    assert "<img" not in item._repr_html_()


def test_text_from_outside_is_no_markup(results: list[Results]) -> None:
    item = present(make("cube/facing-you", seed="s"))
    hostile: Item = type(item).from_json({**item.to_json(), "content": []})
    object.__setattr__(hostile, "content", (Text(HOSTILE),))
    for thing in (hostile, *results, compare(results)):
        assert "<script" not in thing._repr_html_()
    assert "&lt;script&gt;" in results[1]._repr_html_()


def test_a_comparison_shows_ranks_and_says_every_pair(results: list[Results]) -> None:
    html = compare(results)._repr_html_()
    assert html.index("good") < html.index("&lt;script")
    assert "is better than" in html


def test_a_set_shows_what_it_has(questions: QuestionSet) -> None:
    html = questions._repr_html_()
    assert "permanence/shell-game-v1" in html
    assert f"{len(questions)} items of 4 probes" in html


def test_a_table_without_rows_has_its_header() -> None:
    assert "<th" in table("nothing", ("a", "b"), [])


# --- pandas -------------------------------------------------------------------------------------


def test_outcomes_have_a_row_each(results: list[Results]) -> None:
    pytest.importorskip("pandas")
    frame = results[0].outcomes.to_pandas()
    assert len(frame) == 20
    assert frame["right"].mean() == results[0].accuracy
    assert set(frame["fact_turns"]) == {0, 1, 2}


def test_results_have_a_row_for_each_part(results: list[Results]) -> None:
    pytest.importorskip("pandas")
    frame = results[0].to_pandas()
    whole = frame[frame["dimension"] == "overall"].iloc[0]
    assert (whole["right"], whole["answered"]) == (18, 20)
    assert set(frame["dimension"]) >= {"overall", "task", "level", "language"}


def test_a_comparison_has_its_leaderboard_and_its_pairs(results: list[Results]) -> None:
    pytest.importorskip("pandas")
    comparison = compare(results)
    assert list(comparison.to_pandas()["model"]) == ["good", HOSTILE]
    pairs = comparison.to_pandas("pairs")
    assert list(pairs["better"]) == ["good"]
    assert "verdict" in pairs.columns
    with pytest.raises(ValueError, match="'leaderboard' or 'pairs'; got 'all'"):
        comparison.to_pandas("all")  # type: ignore[arg-type]


def test_one_model_has_no_pairs_but_their_columns(results: list[Results]) -> None:
    pytest.importorskip("pandas")
    assert "p_holm" in compare(results[:1]).to_pandas("pairs").columns


def test_without_pandas_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pandas is not installed.*\.\[pandas\]"):
        data_frame([])
