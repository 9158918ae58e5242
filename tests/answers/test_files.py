"""Answer files in every form, and what is said of broken ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spatialbench.answers.files import Answer, read_answers
from spatialbench.errors import FormatError, InputError, MissingExtra

GOOD = '{"id": "a", "response": "red"}\n'


def read(path: Path, data: str | bytes) -> list[Answer]:
    """The rows of a file with this content."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_answers(path))


def complaint(path: Path, data: str | bytes) -> str:
    """What is said of a file with this content."""
    with pytest.raises(InputError) as caught:
        read(path, data)
    return str(caught.value)


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    return tmp_path / "answers.jsonl"


def test_every_field_of_a_line_is_read(jsonl: Path) -> None:
    """All ten fields arrive, with the line they stand in."""
    row = {
        "id": "a",
        "response": "红色",
        "model": "m",
        "epoch": 2,
        "error": None,
        "finish": "stop",
        "confidence": 0.5,
        "seconds": 1.25,
        "usage": {"in": 3},
        "protocol": "T=0",
    }
    assert read(jsonl, json.dumps(row)) == [Answer(**row, line=1)]


def test_only_id_and_response_are_needed(jsonl: Path) -> None:
    """What is not given is None, and the epoch 1."""
    assert read(jsonl, GOOD) == [Answer("a", "red", epoch=1, line=1)]


def test_unknown_fields_are_ignored(jsonl: Path) -> None:
    """A harness may write more than is read."""
    assert read(jsonl, '{"id": "a", "response": "x", "logprobs": [1]}')[0].response == "x"


def test_a_byte_order_mark_is_no_part_of_the_first_line(jsonl: Path) -> None:
    """Files from Windows begin with one."""
    assert read(jsonl, b"\xef\xbb\xbf" + GOOD.encode())[0].id == "a"


def test_blank_lines_are_passed_over_and_counted(jsonl: Path) -> None:
    """Line numbers are those of the file."""
    assert [row.line for row in read(jsonl, GOOD + "\n  \r\n" + GOOD)] == [1, 4]


def test_a_null_response_is_a_failed_call(jsonl: Path) -> None:
    """Nothing came back, so nothing is held against the model."""
    assert read(jsonl, '{"id": "a", "response": null}')[0].failed


def test_an_error_makes_a_failed_call_and_an_empty_one_does_not(jsonl: Path) -> None:
    """Some harnesses always write the field."""
    rows = read(
        jsonl,
        '{"id": "a", "response": "", "error": "429"}\n{"id": "b", "response": "", "error": ""}',
    )
    assert [row.failed for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"response": "x"}', "line 2: field (the whole object): expected a field 'id'"),
        ('{"id": "a"}', "expected a field 'response'"),
        ('{"id": 7, "response": "x"}', "line 2: field id: expected string; got 7"),
        ('{"id": "a b", "response": "x"}', "field id: expected text that matches"),
        ('{"id": "a", "response": 3}', "field response: expected string or null; got 3"),
        ('{"id": "a", "response": "x", "epoch": "1"}', "field epoch: expected integer or null"),
        ('{"id": "a", "response": "x", "epoch": -1}', "field epoch"),
        ('{"id": "a", "response": "x", "confidence": 1.5}', "field confidence"),
        ('{"id": "a", "response": "x", "usage": 3}', "field usage: expected object or null"),
        ("[1]", "expected object; got [1]"),
        ('{"id": "a", "response": NaN}', "NaN is not JSON"),
        ('{"id": "a" "response"}', "expected one JSON object a line"),
    ],
    ids=lambda value: value[:38],
)
def test_a_bad_line_is_named_with_field_and_value(jsonl: Path, line: str, said: str) -> None:
    """File, line, field, what was expected, what came."""
    text = complaint(jsonl, GOOD + line + "\n" + GOOD)
    assert str(jsonl) in text
    assert said in text


@pytest.mark.parametrize("cut", [3, 15, 28])
def test_a_last_line_cut_off_by_a_kill_says_so(jsonl: Path, cut: int) -> None:
    """The remedy is to go on with the run."""
    text = complaint(jsonl, GOOD + GOOD[:cut])
    assert "line 2" in text
    assert "cut off" in text
    assert "go on where it stopped" in text


def test_a_line_cut_off_within_a_character_says_so(jsonl: Path) -> None:
    """A kill does not wait for the end of a character."""
    data = '{"id": "a", "response": "红'.encode()[:-1]
    assert "cut off" in complaint(jsonl, data)


def test_a_line_that_is_not_utf8_is_named_with_the_byte(jsonl: Path) -> None:
    """The position is that within the line."""
    text = complaint(jsonl, GOOD.encode() + b'{"id": "a", "response": "\xe9t\xe9"}\n')
    assert "line 2" in text
    assert "byte 0xe9 at byte 26" in text


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"], ids=["none", "blank", "mark"])
def test_an_empty_file_is_an_error(jsonl: Path, data: str) -> None:
    """It is more likely a failed run than a model without answers."""
    assert "there is none in it" in complaint(jsonl, data)


def test_a_folder_is_not_an_answer_file(tmp_path: Path) -> None:
    """The message says that it is one."""
    with pytest.raises(InputError, match="it is a folder"):
        read_answers(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """At once, not when the first row is asked for."""
    with pytest.raises(InputError, match=r"nowhere\.jsonl: cannot be read"):
        read_answers(tmp_path / "nowhere.jsonl")


def test_deep_nesting_is_an_error_and_not_a_crash(jsonl: Path) -> None:
    """Hostile files must not end the program."""
    nested = "[" * 100_000 + "]" * 100_000
    assert "line 1" in complaint(jsonl, f'{{"id": "a", "response": "x", "more": {nested}}}')


def test_half_a_surrogate_pair_in_a_name_can_still_be_written(jsonl: Path) -> None:
    """JSON allows what UTF-8 does not."""
    row = read(jsonl, '{"id": "a", "response": "x", "model": "m\\ud800"}')[0]
    assert row.model == "m\ufffd"


# --- CSV ----------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def test_csv_gives_the_same_rows(table: Path) -> None:
    """Numbers are read from text, quoted line breaks belong to the response."""
    rows = read(
        table,
        "id,response,model,epoch,confidence,usage,extra\n"
        'a,"first\nsecond, with ""quotes""",m,2,0.5,"{""in"": 3}",x\n',
    )
    assert rows == [
        Answer(
            "a",
            'first\nsecond, with "quotes"',
            model="m",
            epoch=2,
            confidence=0.5,
            usage={"in": 3},
            line=3,
        )
    ]


def test_an_empty_cell_is_an_empty_answer_but_no_model(table: Path) -> None:
    """An empty response is not a failed call: that is said by `error`."""
    (row,) = read(table, "id,response,model,epoch\na,,,\n")
    assert (row.response, row.model, row.epoch, row.failed) == ("", None, 1, False)


def test_csv_may_begin_with_a_byte_order_mark(table: Path) -> None:
    """Excel writes one."""
    assert read(table, "\ufeffid,response\na,x\n")[0].id == "a"


def test_a_response_may_be_longer_than_the_csv_module_likes(table: Path) -> None:
    """Reasoning runs to hundreds of kilobytes."""
    assert len(read(table, f"id,response\na,{'x' * 300_000}\n")[0].response or "") == 300_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("id,text\na,x\n", "'response' is missing"),
        ("id,response,id\na,x,b\n", "'id' is there twice"),
        ("id,response\na\n", "line 2: expected 2 cells"),
        ("id,response\na,x,y\n", "got 3"),
        ('id,response\na,"x\n', "balanced quotes"),
        ("id,response,epoch\na,x,two\n", 'field epoch: expected a whole number; got "two"'),
        ("id,response,confidence\na,x,nan\n", "field confidence"),
        ("id,response,usage\na,x,{\n", "field usage: expected a JSON object"),
        ("id,response\na b,x\n", "line 2: field id"),
        (b"id,response\na,\xe9\n", "expected UTF-8"),
        ("id,response\n", "there is none in it"),
        ("", "there is none in it"),
    ],
    ids=str,
)
def test_a_bad_table_is_named_with_line_and_column(
    table: Path, data: str | bytes, said: str
) -> None:
    """As for JSON Lines."""
    text = complaint(table, data)
    assert str(table) in text
    assert said in text


# --- parquet ------------------------------------------------------------------------------------


def parquet(path: Path, columns: dict[str, list[object]]) -> Path:
    """A parquet file with these columns."""
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    files.write_table(arrow.table(columns), path)
    return path


def test_parquet_gives_the_same_rows(tmp_path: Path) -> None:
    """A missing number may be NaN, as pandas writes it."""
    path = parquet(
        tmp_path / "a.parquet",
        {
            "id": ["a", "b"],
            "response": ["x", None],
            "confidence": [0.5, float("nan")],
            "epoch": [1.0, 2.0],
            "other": [1, 2],
        },
    )
    assert list(read_answers(path)) == [
        Answer("a", "x", confidence=0.5, epoch=1, line=1),
        Answer("b", None, epoch=2, line=2),
    ]


def test_parquet_without_the_column_is_an_error(tmp_path: Path) -> None:
    """The columns that are there are listed."""
    path = parquet(tmp_path / "a.parquet", {"id": ["a"], "text": ["x"]})
    with pytest.raises(FormatError, match="'response' is missing"):
        list(read_answers(path))


def test_what_is_not_parquet_is_an_error(tmp_path: Path) -> None:
    """Only the name says parquet."""
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    path.write_text(GOOD)
    with pytest.raises(FormatError, match="expected a parquet file"):
        list(read_answers(path))


def test_parquet_without_pyarrow_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is the command to run."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(MissingExtra, match=r"extra 'parquet'"):
        list(read_answers(path))
