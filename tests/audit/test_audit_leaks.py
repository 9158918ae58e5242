"""What the audit says of ids, names, copies, twins and wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import CHINESE, LABELS, Question, questions, write_set

from spatialbench.audit.audit import Audit, audit
from spatialbench.sets import load

COUNT = 240


def audited(folder: Path, made: list[Question]) -> Audit:
    """The audit of these questions, with nothing let pass."""
    return audit(load(write_set(folder / "set", made)), exemptions=(), quick=True)


def failed_checks(found: Audit) -> set[str]:
    """The names of the checks that failed."""
    return {row.check for row in found.failed}


def answer_in_id(one: Question) -> None:
    one.id = f"{one.answer}-{one.number}"


def answer_in_probe(one: Question) -> None:
    one.probe = f"{one.answer}-{one.number}"


def ids_in_order(one: Question) -> None:
    letter = "05af"[LABELS.index(one.answer)]
    one.id = letter + one.id[1:]


def answer_in_unit(one: Question) -> None:
    one.more = {"unit": str(one.answer)}


def answer_as_fact(one: Question) -> None:
    one.facts = {f"{one.answer} things": 1}


FLAWS = {
    "ids of another form": answer_in_id,
    "answer in the ids": answer_in_probe,
    "order of ids → answer": ids_in_order,
    "answer beside": answer_in_unit,
    "fact red things → answer": answer_as_fact,
}


@pytest.mark.parametrize(("check", "flaw"), FLAWS.items(), ids=list(FLAWS))
def test_a_leak_is_named(tmp_path: Path, check: str, flaw: Callable[[Question], object]) -> None:
    """The answer in an id, in the order of ids, or in a field beside the message."""
    assert check in failed_checks(audited(tmp_path, questions(COUNT, flaw)))


def test_answers_in_the_order_of_the_file_are_named(tmp_path: Path) -> None:
    """First all the red ones, then all the green ones, …: the number of a line gives it away."""
    made = sorted(questions(COUNT), key=lambda one: one.answer)
    assert "order in the file → answer" in failed_checks(audited(tmp_path, made))


@pytest.mark.parametrize("name", ["answer", "rivals", "story", "fingerprint"])
def test_a_field_of_the_key_in_an_item_is_named(tmp_path: Path, name: str) -> None:
    """Even deep inside an item, and even if only one has it."""
    made = questions(20)
    made[7].more = {"extra": {"below": [{name: 1}]}}
    (row,) = [r for r in audited(tmp_path, made).failed if r.check == "key fields in items"]
    assert row.detail == name


def test_the_same_words_in_a_prompt_are_no_field(tmp_path: Path) -> None:
    """A prompt may well say "answer" or hold a story as JSON text."""
    made = questions(20)
    for one in made:
        one.prompt += ' Finish with ANSWER: <the colour>. {"answer": 1'.replace("{", "")
    assert "key fields in items" not in failed_checks(audited(tmp_path, made))


def test_a_probe_that_comes_twice_is_named(tmp_path: Path) -> None:
    """The same fingerprint under two names; the detail says how many and at which level. It is no
    flaw: the easiest levels have few puzzles."""
    made = questions(20)
    made[5].fingerprint = made[2].fingerprint
    found = audited(tmp_path, made)
    (row,) = [row for row in found.rows if row.check == "same puzzle"]
    assert row.detail == "1 of 20 (level 1: 1)"
    assert found.passed


def test_a_message_that_comes_twice_is_named(tmp_path: Path) -> None:
    """Two probes that ask exactly the same."""
    made = questions(20)
    made[5].prompt = made[2].prompt
    assert failed_checks(audited(tmp_path, made)) == {"same message"}


def twins(change: Callable[[Question], Question]) -> list[Question]:
    """Questions, the first of them with a twin."""
    made = questions(20)
    second = change(replace(made[0], id="a" * 16))
    return [made[0], second, *made[1:]]


@pytest.mark.parametrize(
    ("check", "change"),
    [
        ("twins share their fingerprint", lambda q: replace(q, fingerprint="f" * 16)),
        ("twins share their answer", lambda q: replace(q, answer=q.options[3])),
        ("twins share their options", lambda q: replace(q, options=q.options[::-1])),
    ],
    ids=["fingerprint", "answer", "options"],
)
def test_twins_that_disagree_are_named(
    tmp_path: Path, check: str, change: Callable[[Question], Question]
) -> None:
    """The items of one probe have one puzzle, one answer and the same options in one order."""
    assert failed_checks(audited(tmp_path, twins(change))) == {check}


def chinese(one: Question) -> Question:
    """The Chinese twin of a question."""
    named = "、".join(CHINESE.values())
    return replace(
        one, id=one.id[::-1], language="zh", prompt=f"第{one.number}题：{named}。哪一个？"
    )


def in_both_languages(flaw: Callable[[Question], object]) -> list[Question]:
    """Questions with Chinese twins, the flaw in the first of these."""
    made = [twin for one in questions(20) for twin in (one, chinese(one))]
    flaw(made[1])
    return made


def test_twins_in_two_languages_pass(tmp_path: Path) -> None:
    """The same questions in English and Chinese are in order."""
    assert audited(tmp_path, in_both_languages(lambda _: None)).passed


def with_hole(one: Question) -> None:
    one.prompt += "{side}"


def with_english(one: Question) -> None:
    one.prompt += "red"


def much_longer(one: Question) -> None:
    one.prompt += "你" * 60


@pytest.mark.parametrize(
    ("check", "flaw"),
    [
        ("braces left in the prompt", with_hole),
        ("Latin labels in Chinese", with_english),
        ("length of Chinese to English", much_longer),
    ],
    ids=["hole", "English", "length"],
)
def test_wording_gone_wrong_is_named(
    tmp_path: Path, check: str, flaw: Callable[[Question], object]
) -> None:
    """A name not filled in, an English label among Chinese, a sentence too many in one language."""
    assert failed_checks(audited(tmp_path, in_both_languages(flaw))) == {check}


def test_json_in_a_prompt_is_no_hole(tmp_path: Path) -> None:
    """The scene as JSON has braces and Latin names of colours, in both languages."""

    def with_state(one: Question) -> None:
        one.modality = "state"
        one.prompt += '\n{"bodies":[{"colour":"red"}]}'

    made = in_both_languages(lambda _: None)
    for one in made:
        with_state(one)
    found = failed_checks(audited(tmp_path, made))
    assert not found & {"braces left in the prompt", "Latin labels in Chinese"}


def test_questions_that_cannot_be_told_belong_to_tasks_that_say_so(tmp_path: Path) -> None:
    """A task none of whose probes should be open, has one."""

    def flaw(one: Question) -> None:
        one.task, one.undetermined = "cube/facing-you-v1", one.number == 3

    assert "undetermined" in failed_checks(audited(tmp_path, questions(40, flaw)))


def test_too_many_questions_that_cannot_be_told_are_named(tmp_path: Path) -> None:
    """More than four in ten, by more than luck."""

    def flaw(one: Question) -> None:
        one.undetermined = one.number % 5 > 0

    found = audited(tmp_path, questions(COUNT, flaw))
    (row,) = [row for row in found.failed if row.check == "undetermined"]
    assert row.detail == "80.0%; expected 5% to 40%"
