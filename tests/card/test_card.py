"""The card: rows that are complete, in every form, whatever a model is called."""

from __future__ import annotations

import json
import re
import uuid
from html.parser import HTMLParser

import pytest
import yaml
from answered_sets import HandSet, member

from spatialbench.card import Row, row_of
from spatialbench.card.columns import UNKNOWN, columns_of
from spatialbench.card.every_eval_ever import aggregate, instances
from spatialbench.card.formats import FORMATS
from spatialbench.card.hub import all_files, eval_results, file_of
from spatialbench.errors import InputError
from spatialbench.scoring import Results, score

HOSTILE = 'a|b <script>alert("x")</script> & $x_1$ \\evil{} `c` \x1b[31m\n# d'
SET = HandSet(
    tuple(
        member(
            f"{language}{modality}{number}",
            answer="red" if number % 2 else "blue",
            family="toy" if number < 3 else "game",
            language=language,
            modality=modality,
        )
        for language in ("en", "zh")
        for modality in ("text", "image")
        for number in range(4)
    )
)


def results(model: str = "m", protocol: object = None, said: str = "red") -> Results:
    """Every second answer is right; one is missing, one failed, one says nothing."""
    rows: list[dict[str, object]] = [
        {"id": item.id, "response": said, "model": model, "protocol": protocol}
        for item in SET.items()
    ]
    rows[1]["response"] = "I would rather not say which."
    rows[2] |= {"response": None, "error": "timeout"}
    return score(SET, rows[:-1])


def cells(row: Row, *others: Row) -> dict[str, str]:
    """What stands in the columns of a row."""
    return {column.heading: column.cell(row) for column in columns_of([row, *others])}


def test_a_row_says_everything() -> None:
    """Counts add up to what was asked; the parts are those of the set."""
    row = row_of(results())
    assert (row.accuracy.n, row.failed, row.missing) == (14, 1, 1)
    assert row.unparsed + row.refused == 1
    assert set(row.families) == {"toy", "game"}
    assert set(row.languages) == {"en", "zh"}
    assert set(row.modalities) == {"text", "image"}
    assert row.set_hash == SET.items_sha256
    low, value, high = row.accuracy.low, row.accuracy.value, row.accuracy.high
    assert low is not None
    assert value is not None
    assert high is not None
    assert low <= value <= high


def test_what_nobody_said_is_unknown() -> None:
    """Not a default that somebody may take for what was done."""
    told = cells(row_of(results()))
    named = ("provider", "effort", "temperature", "max tokens", "date", "floor")
    assert {told[name] for name in named} == {UNKNOWN}
    assert told["tools unknown"] != "–"


def test_with_and_without_tools_are_two_columns() -> None:
    """A row has its accuracy in one of them, and a dash in the other."""
    without = row_of(results(protocol={"tools": False, "effort": "high", "date": "2026-11-28"}))
    having = row_of(results(protocol={"tools": "python"}))
    one, other = cells(without, having), cells(having, without)
    assert one["with tools"] == other["no tools"] == "–"
    assert "(" in one["no tools"]
    assert "(" in other["with tools"]
    assert "tools unknown" not in one
    assert (one["effort"], one["date"]) == ("high", "2026-11-28")


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_has_every_row(form: str) -> None:
    """Two models, two rows."""
    text = FORMATS[form]([row_of(results("first")), row_of(results("second"))])
    assert "first" in text
    assert "second" in text
    if form == "json":
        assert [row["model"] for row in json.loads(text)] == ["first", "second"]


class Elements(HTMLParser):
    """Collects the names of elements."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)


def test_names_of_models_are_no_markup() -> None:
    """In no form; a table keeps its columns."""
    row = row_of(results(HOSTILE))
    page = Elements()
    page.feed(FORMATS["html"]([row]))
    assert page.names.count("script") == 1  # our own
    head, rule, body = FORMATS["markdown"]([row]).splitlines()[:3]
    assert len({len(re.split(r"(?<!\\)\|", line)) for line in (head, rule, body)}) == 1
    assert "<script>" not in body
    line = next(one for one in FORMATS["latex"]([row]).splitlines() if "evil" in one)
    assert "\\evil" not in line
    assert "\\$x\\_1\\$" in line
    assert all("\x1b" not in FORMATS[form]([row]) for form in ("markdown", "latex", "html"))


# --- the hub ------------------------------------------------------------------------------------


def test_the_hub_is_given_a_result_it_can_read() -> None:
    """The fields of its documentation, in per cent, with notes only where there were tools."""
    row = row_of(results(HOSTILE, {"date": "2026-11-28", "tools": False}))
    (entry,) = yaml.safe_load(eval_results(row, "me/bench", source="https://example.org/a"))
    assert entry["dataset"] == {"id": "me/bench", "task_id": "hand"}
    assert entry["value"] == pytest.approx(100 * (row.accuracy.value or 0), abs=0.01)
    assert entry["date"] == "2026-11-28"
    assert entry["source"]["url"] == "https://example.org/a"
    assert "notes" not in entry
    having = row_of(results(protocol={"tools": "python"}))
    assert yaml.safe_load(eval_results(having, "me/bench"))[0]["notes"] == "With tools"
    assert file_of(having) == "spatialbench_hand_with_tools.yaml"


@pytest.mark.parametrize("dataset", ["bench", "a/b/c", "../x", 'a/b"\n', ""])
def test_a_dataset_that_cannot_be_one_is_refused(dataset: str) -> None:
    """Before it is written into anything."""
    with pytest.raises(InputError, match="expected owner/name"):
        eval_results(row_of(results()), dataset)


@pytest.mark.parametrize("model", [HOSTILE, "../../etc", "/root", "..", "a/b"])
def test_files_of_a_model_stay_in_their_folder(model: str) -> None:
    """Whatever it is called."""
    (place,) = all_files([row_of(results(model))], "me/bench", None)
    folder, *rest = place.split("/")
    assert re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", folder)
    assert rest == [".eval_results", "spatialbench_hand.yaml"]


# --- Every Eval Ever ----------------------------------------------------------------------------


def test_the_aggregate_has_what_the_schema_wants() -> None:
    """Required fields of version 0.3.0, kinds of values, and an interval around every score."""
    record = aggregate(results(protocol={"temperature": 0.5, "max_tokens": 64, "tools": False}))
    assert set(record) >= {
        "schema_version", "evaluation_id", "retrieved_timestamp", "source_metadata", "model_info",
        "eval_library", "evaluation_results",
    }  # fmt: skip
    assert record["schema_version"] == "0.3.0"
    assert set(record["model_info"]["additional_details"].values()) == {"unknown"}
    names = [one["evaluation_name"] for one in record["evaluation_results"]]
    assert names[0] == "spatialbench/hand"
    assert len(set(names)) == len(names) == 7
    for one in record["evaluation_results"]:
        interval = one["score_details"]["uncertainty"]["confidence_interval"]
        assert interval["lower"] <= one["score_details"]["score"] <= interval["upper"]
        assert all(isinstance(value, str) for value in one["score_details"]["details"].values())
        assert one["generation_config"]["generation_args"] == {"temperature": 0.5, "max_tokens": 64}


def test_every_answer_is_an_instance() -> None:
    """With what was asked and said, and whether it is right; failed calls are none."""
    found = results()
    prompts = {item.id: "Which?" for item in SET.items()}
    said = {(item.id, 1): "red" for item in SET.items()}
    lines = list(instances(found, prompts, said))
    assert len(lines) == found.overall.answered
    assert sum(line["evaluation"]["is_correct"] for line in lines) == found.overall.right
    assert all(line["interaction_type"] == "single_turn" for line in lines)
    assert all(line["output"]["raw"] == ["red"] and line["messages"] is None for line in lines)


def test_the_place_of_a_record_is_the_same_again() -> None:
    """A folder for developer and model, and a UUID of the fourth kind made of the answers."""
    from spatialbench.card.folder import every_eval_ever

    places = [list(every_eval_ever([results("maker/a model")], SET, [])) for _ in range(2)]
    assert places[0] == places[1]
    *folders, name = places[0][0].removesuffix(".json").split("/")
    assert folders == ["data", "spatialbench", "maker", "a-model"]
    assert uuid.UUID(name).version == 4


def test_a_row_says_at_how_many_steps_half_is_left() -> None:
    """With its interval, by task, axis and form; other rows have a dash there."""
    steps = [n for n in (1, 2, 4, 8, 16) for _ in range(10)]
    along = HandSet(
        tuple(
            member(f"a{i}", answer="red", axis="turns", facts={"turns": n})
            for i, n in enumerate(steps)
        )
    )
    rows = [
        {"id": item.id, "response": "red" if n < 4 or (n == 4 and i % 2) else "blue", "model": "m"}
        for i, (item, n) in enumerate(zip(along.items(), steps, strict=True))
    ]
    row = row_of(score(along, rows))
    (reached,) = row.horizons
    assert (reached.axis, reached.form) == ("turns", "open")
    assert reached.steps is not None
    assert 2 < reached.steps < 8
    (name,) = (heading for heading in cells(row) if heading.startswith("half at"))
    assert cells(row)[name].startswith(f"{reached.steps:.1f} (")
    assert cells(row_of(results()), row)[name] == "–"
