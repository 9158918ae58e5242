"""The folder of the test: whole, small in what it says, and silent about the answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from people_page import data_of

from spatialbench.errors import InputError
from spatialbench.people.booklets import booklets
from spatialbench.people.folder import EVERY, MARK, Plan, write_people
from spatialbench.people.page import (
    JSPSYCH_SHA256,
    SCRIPTS,
    checked_address,
    library_text,
    own_script,
    words,
)
from spatialbench.people.practice import shapes_of
from spatialbench.people.telling import pictures_of, told
from spatialbench.sets import QuestionSet, load

ROOT = Path(__file__).parent.parent.parent / "spatialbench" / "people"


@pytest.fixture(scope="module")
def data(folder: Path) -> dict[str, Any]:
    return data_of(folder / "index.html")


def test_no_field_of_the_key_stands_in_a_question(
    data: dict[str, Any], questions: QuestionSet
) -> None:
    """A question says what is shown and how it is answered, and nothing else."""
    asked = [*data["items"].values(), *(one for found in data["checks"].values() for one in found)]
    for one in asked:
        assert one.keys() == {"id", "parts", "ask"}
        assert one["ask"].keys() <= {"options", "form"}
        assert {name for part in one["parts"] for name in part} <= {
            "text", "image", "label", "film", "labels",
        }  # fmt: skip


def test_nothing_by_which_the_key_could_be_found_is_in_the_folder(
    folder: Path, questions: QuestionSet
) -> None:
    """No fingerprint, no probe, no task, no seed, no name of a rival in any file or name of one."""
    items = {item.id: item for item in questions.items()}
    secret = {str(questions.manifest["seed_commitment"])}
    for key in questions.keys():  # noqa: SIM118
        secret |= {key.fingerprint, key.probe, key.task, items[key.id].task}
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = "\n".join(path.name for path in files)
    said = "\n".join(p.read_text(encoding="utf-8") for p in files if p.suffix != ".png")
    assert [one for one in secret if one in said or one in names] == []


def test_only_practice_tells_answers_and_it_is_not_of_the_set(
    data: dict[str, Any], questions: QuestionSet
) -> None:
    ids = {item.id for item in questions.items()}
    prompts = {item.prompt for item in questions.items()}
    beside = [
        one for name in ("practice", "checks") for found in data[name].values() for one in found
    ]
    assert beside
    for one in beside:
        assert one["id"] not in ids
        texts = [part["text"] for part in one["parts"] if "text" in part]
        if len(texts) == len(one["parts"]):  # words beside pictures do not say which puzzle it is
            assert not any(all(text in prompt for text in texts) for prompt in prompts)
    assert all("answer" in one for found in data["practice"].values() for one in found)


def test_practice_and_checks_have_no_puzzle_of_the_set(questions: QuestionSet) -> None:
    """However it is coloured or told: by its fingerprint."""
    from spatialbench.geometry.program import Program
    from spatialbench.items.fingerprint import fingerprint
    from spatialbench.people.practice import drawn
    from spatialbench.sets.recurring import unlike

    known = {key.fingerprint for key in questions.keys()}  # noqa: SIM118
    asked = drawn(shapes_of(questions.items()), 12, seed="x", unlike=unlike([questions]))
    for _, probe in asked:
        assert fingerprint(probe.task, Program(probe.scene, probe.story, probe.ask)) not in known


def test_every_picture_that_is_shown_is_there_and_no_other(
    folder: Path, data: dict[str, Any]
) -> None:
    shown = [*data["items"].values()]
    shown += [
        one for name in ("practice", "checks") for found in data[name].values() for one in found
    ]
    named = {path for one in shown for path in pictures_of(one)}
    assert named == {f"media/{path.name}" for path in (folder / "media").iterdir()}


def test_the_checks_lie_beside_the_folder(folder: Path, data: dict[str, Any]) -> None:
    lines = folder.with_name(f"{folder.name}-checks.jsonl").read_text("utf-8").splitlines()
    keys = {record["id"]: record for record in map(json.loads, lines)}
    assert keys.keys() == {one["id"] for found in data["checks"].values() for one in found}
    assert all(record["answer"] for record in keys.values())


def test_the_same_set_gives_the_same_page(
    questions: QuestionSet, folder: Path, tmp_path: Path
) -> None:
    again = write_people(questions, tmp_path / "again", Plan(each=6, practice=2)).page
    assert again.read_bytes() == (folder / "index.html").read_bytes()


def test_a_folder_with_something_else_in_it_is_left_alone(
    questions: QuestionSet, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(InputError, match="expected a new folder"):
        write_people(questions, tmp_path, Plan())
    assert not (tmp_path / MARK).exists()


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan(language="fr"), "no item is of language 'fr'; there are en, zh"),
        (Plan(only={"task": "net/*"}), "no item is of task"),
        (Plan(post_to="ftp://example.org"), "expected an address like https"),
        (Plan(post_to="https://example.org; script-src *"), "without spaces"),
    ],
)
def test_what_cannot_be_made_is_refused(
    questions: QuestionSet, tmp_path: Path, plan: Plan, said: str
) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        write_people(questions, tmp_path / "out", plan)


def test_without_the_key_nothing_is_made(questions: QuestionSet, tmp_path: Path) -> None:
    """It is what keeps practice apart from the set."""
    keyless = QuestionSet(questions.path, questions.manifest, tmp_path / "no-key.jsonl")
    with pytest.raises(InputError, match="--key"):
        write_people(keyless, tmp_path / "out", Plan())


def test_an_address_is_named_in_the_policy_without_its_query() -> None:
    assert checked_address("https://example.org/a?secret=1#x") == "https://example.org/a"


def test_the_policy_allows_sending_only_where_that_is_wanted(
    questions: QuestionSet, folder: Path, tmp_path: Path
) -> None:
    plan = Plan(post_to="https://example.org/in", language="en", each=2, practice=0)
    page = write_people(questions, tmp_path / "out", plan).page.read_text("utf-8")
    assert "connect-src https://example.org/in" in page
    assert "connect-src" not in (folder / "index.html").read_text("utf-8")


# --- what the page is made of -------------------------------------------------------------------


def test_jspsych_is_the_published_file() -> None:
    """Version and content are pinned; its licence lies beside it."""
    from hashlib import sha256

    (file,) = (ROOT / "jspsych").glob("*.js")
    assert file.name == "jspsych-8.3.0.min.js"
    assert sha256(file.read_bytes()).hexdigest() == JSPSYCH_SHA256
    assert "MIT License" in (ROOT / "jspsych" / "LICENSE.txt").read_text("utf-8")


def test_the_licence_of_jspsych_goes_with_it(folder: Path) -> None:
    licence = (folder / "jspsych-licence.txt").read_text("utf-8")
    assert "Copyright (c) 2014-2018 Joshua R. de Leeuw" in licence
    assert "seedrandom (Copyright 2019 David Bau)" in licence


def test_no_other_place_is_named_by_the_scripts() -> None:
    assert "sourceMappingURL" not in library_text()
    assert not re.search(r"https?://", own_script())
    assert "innerHTML" not in own_script()


def test_every_script_is_used() -> None:
    assert set(SCRIPTS) == {path.name for path in ROOT.glob("*.js")}


def test_the_page_says_the_same_in_both_languages() -> None:
    said = words()
    assert said["en"].keys() == said["zh"].keys()
    for name, text in said["en"].items():
        other = said["zh"][name]
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", other), name
        assert text.count("\n") == other.count("\n"), name
        assert re.search(r"[\u4e00-\u9fff]", other), name


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    script = own_script()
    used = set(re.findall(r"words(?:\[\w+\])?\.(\w+)", script)) | {"consent"}
    assert used == words()["en"].keys()


# --- questions ----------------------------------------------------------------------------------


def test_what_tells_a_model_how_to_reply_is_left_out(questions: QuestionSet) -> None:
    """The form of the answer stands at the line to write on; options are buttons."""
    for item in questions.items():
        shown = told(item)
        text = "\n".join(part.get("text", "") for part in shown["parts"])
        assert "ANSWER:" not in text
        assert "答案：" not in text
        if item.answer_type == "choice":
            assert shown["ask"]["options"] == list(item.options or ())
            assert not re.search(r"^A[.．]", text, re.MULTILINE)
        else:
            assert shown["ask"]["form"]


def test_options_that_are_pictures_are_told_by_their_letters() -> None:
    from spatialbench import make, present

    item = present(make("net/fold-view", seed="s", level=1), modality="image", choices=True)
    shown = told(item)
    assert shown["ask"]["options"] == [""] * len(item.options or ())
    labels = [part["label"] for part in shown["parts"] if "image" in part]
    assert "Option A" in labels


# --- booklets -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [None, 1, 5, 12, 500])
def test_every_item_is_in_a_booklet_and_no_puzzle_twice_in_one(
    questions: QuestionSet, size: int | None
) -> None:
    items = [item for item in questions.items() if item.language == "en"]
    probe = {item.id: item.probe for item in items}
    found = booklets(items, size)
    assert {one for booklet in found for one in booklet} == probe.keys()
    for booklet in found:
        assert len({probe[one] for one in booklet}) == len(booklet)
    if size is not None:
        assert {len(one) for one in found} == {min(size, len(set(probe.values())))}


def test_a_booklet_has_tasks_and_levels_as_evenly_as_it_can(questions: QuestionSet) -> None:
    items = {item.id: item for item in questions.items() if item.language == "en"}
    for booklet in booklets(list(items.values()), 10)[:3]:
        levels = [items[one].level for one in booklet]
        assert max(map(levels.count, levels)) <= 4


def test_there_is_a_check_for_every_ten_questions(data: dict[str, Any]) -> None:
    for language, found in data["checks"].items():
        longest = max(map(len, data["booklets"][language]))
        assert len(found) == max(1, longest // EVERY)


def test_the_set_itself_is_only_read(questions: QuestionSet) -> None:
    assert load(questions.path).items_sha256 == questions.items_sha256


def test_json_is_left_out_unless_it_is_asked_for(questions: QuestionSet, tmp_path: Path) -> None:
    states = {item.id for item in questions.items() if item.modality == "state"}
    usual = write_people(questions, tmp_path / "usual", Plan(practice=0)).page
    asked = write_people(
        questions, tmp_path / "asked", Plan(practice=0, only={"modality": "state"})
    ).page
    assert not data_of(usual)["items"].keys() & states
    assert data_of(asked)["items"].keys() == states


def test_checks_of_something_else_are_not_written_over(
    questions: QuestionSet, tmp_path: Path
) -> None:
    (tmp_path / "test-checks.jsonl").write_text("mine")
    with pytest.raises(InputError, match="of something else"):
        write_people(questions, tmp_path / "test", Plan())
    assert (tmp_path / "test-checks.jsonl").read_text() == "mine"
