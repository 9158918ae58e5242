"""The audit passes a fair set and names each flaw that is put into one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import LABELS, Question, questions, seal, write_set
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.audit.audit import Audit, audit
from spatialbench.audit.drawn import drawn
from spatialbench.audit.findings import Finding, Scope, judged
from spatialbench.audit.floors import Floor
from spatialbench.audit.strategies import option_findings
from spatialbench.audit.tally import Tally, gain
from spatialbench.cli.fairness import _column
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.probes.generator import Exemption
from spatialbench.probes.registry import find
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import Suite

COUNT = 240
BARE: tuple[Exemption, ...] = ()


def audited(folder: Path, made: list[Question]) -> Audit:
    """The quick audit of these questions, with nothing let pass."""
    return audit(load(write_set(folder / "set", made)), exemptions=BARE, quick=True)


def failed_checks(found: Audit) -> set[str]:
    """The names of the checks that failed."""
    return {row.check for row in found.failed}


@pytest.mark.parametrize("choices", [False, True], ids=["open", "choice"])
def test_a_fair_set_passes(tmp_path: Path, choices: bool) -> None:
    """Nothing pays where everything is drawn without regard to the answer."""
    found = audited(tmp_path, questions(COUNT, choices=choices))
    assert found.failed == ()
    assert found.passed


def in_half(flaw: Callable[[Question], object]) -> Callable[[Question], None]:
    """The flaw in every other question: enough to pay, short of giving all away."""

    def spoil(one: Question) -> None:
        if one.draw.chance(1, 2):
            flaw(one)

    return spoil


def right_rival(one: Question) -> None:
    one.rivals["guess"] = one.answer


def one_answer(one: Question) -> None:
    one.answer = "red"


def one_letter(one: Question) -> None:
    one.answer = one.options[2]


def named_first(one: Question) -> None:
    one.prompt = f"The {one.answer} one? " + one.prompt


def named_last(one: Question) -> None:
    one.prompt += f" Perhaps the {one.answer} one."


def named_often(one: Question) -> None:
    others = [label for label in LABELS if label != one.answer]
    one.prompt = f"{others[0]}, {one.answer}, {one.answer}, {others[1]}, {others[2]}"


def never_named(one: Question) -> None:
    one.prompt = " ".join(label for label in LABELS if label != one.answer)


def telling_word(one: Question) -> None:
    one.prompt += f" Number {LABELS.index(one.answer) + 90}."


def telling_letter(one: Question) -> None:
    one.prompt += f" Number {one.options.index(one.answer) + 90}."


def telling_fact(one: Question) -> None:
    one.facts["size"] = LABELS.index(one.answer)


FLAWS = {
    "constant answer": one_answer,
    "answer balance": one_answer,
    "constant position": one_letter,
    "letter balance": one_letter,
    "words without the story": telling_word,
    "words without the story, letter": telling_letter,
    "fact size → answer": telling_fact,
}
LEARNT = {
    "first": named_first,
    "last": named_last,
    "often": named_often,
    "never": never_named,
    "place": one_letter,
}


@pytest.mark.parametrize(("check", "flaw"), FLAWS.items(), ids=list(FLAWS))
def test_a_shortcut_is_named(
    tmp_path: Path, check: str, flaw: Callable[[Question], object]
) -> None:
    """A way to be right without understanding, in half of the questions, fails its check."""
    found = audited(tmp_path, questions(COUNT, in_half(flaw)))
    assert check in failed_checks(found)


@pytest.mark.parametrize("flaw", LEARNT.values(), ids=list(LEARNT))
def test_where_candidates_stand_is_learnt(
    tmp_path: Path, flaw: Callable[[Question], object]
) -> None:
    """Where the words speak of the right answer, nobody has to have named that strategy."""
    found = audited(tmp_path, questions(COUNT, in_half(flaw)))
    assert "learned: without the story" in failed_checks(found)


def test_what_is_never_right_is_named(tmp_path: Path) -> None:
    """The option that is spoken of first is never right: leaving it out pays."""

    def flaw(one: Question) -> None:
        others = [label for label in LABELS if label != one.answer]
        one.prompt = " ".join([one.draw.choice(others), "or", one.prompt])

    failed = failed_checks(audited(tmp_path, questions(COUNT, flaw)))
    assert "learned: without the story, least likely" in failed


def test_a_rival_that_is_always_right_is_no_flaw(tmp_path: Path) -> None:
    """Half of an understanding is worth what it is worth: it is a floor, not a finding."""
    assert audited(tmp_path, questions(COUNT, right_rival)).passed


@pytest.mark.parametrize(
    ("check", "options"),
    [
        ("longest option", ["cerulean blue", "red", "tan", "jet"]),
        ("shortest option", ["red", "cerulean", "magenta", "vermilion"]),
        ("most similar option", [["a", "b"], ["a", "c"], ["b", "d"], ["e", "f"]]),
        ("least similar option", [["e", "f"], ["a", "c"], ["a", "d"], ["a", "b"]]),
        ("half of the only disjoint pair", [["a", "b"], ["c", "d"], ["a", "c"], ["a", "d"]]),
    ],
    ids=str,
)
def test_options_that_stand_out_are_named(
    tmp_path: Path, check: str, options: list[object]
) -> None:
    """The first of these options stands out by its looks, and is right in half of the cases."""

    def flaw(one: Question) -> None:
        one.options = one.draw.permutation(options)
        one.answer = options[0] if one.draw.chance(1, 2) else one.options[0]
        one.rivals, one.prompt = {}, f"Question {one.number}"

    assert check in failed_checks(audited(tmp_path, questions(COUNT, flaw)))


@pytest.mark.parametrize(
    ("check", "rank"),
    [("largest option", 3), ("smallest option", 0), ("middle option", 2)],
)
def test_numbers_that_stand_out_are_named(tmp_path: Path, check: str, rank: int) -> None:
    """Of four numbers the largest, the smallest or one in the middle is right too often."""

    def flaw(one: Question) -> None:
        numbers = [3, 8, 9, 20]
        right = numbers[rank] if one.draw.chance(2, 3) else one.draw.choice(numbers)
        one.options, one.answer = [str(n) for n in one.draw.permutation(numbers)], str(right)
        one.rivals, one.prompt = {}, f"Question {one.number}"

    made = questions(COUNT, flaw)
    folder = write_set(tmp_path / "set", made)
    keys = [json.loads(line) for line in (folder / "key.jsonl").read_text().splitlines()]
    for key in keys:
        key["choices"] = [int(value) for value in key["choices"]]
    (folder / "key.jsonl").write_text("".join(json.dumps(key) + "\n" for key in keys))
    seal(folder)
    assert check in failed_checks(audit(load(folder), quick=True))


def test_few_questions_say_nothing(tmp_path: Path) -> None:
    """Where even a gain of ten points would not be found, a check says so instead of passing."""
    found = audited(tmp_path, questions(12))
    (row, *_) = [row for row in found.rows if row.check == "learned: options alone"]
    assert (row.verdict, row.n) == ("too few", 0)
    assert "12 probes; at least 50" in row.detail
    assert row in found.too_few
    assert found.passed


def finding(right: int, n: int) -> Finding:
    """So many right of n items with four options."""
    counted = Tally(right=right, tried=n, guessed=n / 4, n=n, chance=1 / 4)
    return gain("guess", Scope(task="toy/pick-v1"), counted)


def verdict_of(found: Finding, exemptions: tuple[Exemption, ...] = BARE) -> str:
    """The verdict on it, were it all that was looked at."""
    (row,) = judged([found], exemptions)
    return row.verdict


@pytest.mark.parametrize(
    ("right", "n", "verdict"),
    [
        (9, 12, "failed"),
        (6, 12, "too few"),
        (1, 400, "failed"),
        (270, 1000, "passed"),
        (310, 1000, "failed"),
        (190, 1000, "failed"),
    ],
    ids=["surely", "luck", "never right", "within the margin", "above", "below"],
)
def test_a_gain_is_judged_by_margin_and_luck(right: int, n: int, verdict: str) -> None:
    """Beyond three points of chance, up or down, and more than luck gives."""
    assert verdict_of(finding(right, n)) == verdict


@given(st.integers(30, 3000), st.data())
def test_a_verdict_is_the_same_for_what_is_as_far_below(n: int, data: st.DataObject) -> None:
    """With a chance of one half, so many right and so many wrong are judged alike."""
    right = data.draw(st.integers(0, n))
    up, down = (
        Tally(right=k, tried=n, guessed=n / 2, n=n, chance=1 / 2) for k in (right, n - right)
    )
    assert up.p() == pytest.approx(down.p())
    assert verdict_of(gain("a", Scope(), up)) == verdict_of(gain("a", Scope(), down))


def test_power_grows_with_the_probes() -> None:
    """Four times as many probes find half the gain."""
    few, many = (judged([finding(n // 4, n)], BARE)[0].finds for n in (400, 1600))
    assert few == pytest.approx(2 * many)


def test_twins_are_no_further_evidence(tmp_path: Path) -> None:
    """A hundred twins of six probes do not make a shortcut of what is luck in six."""
    made = questions(6, one_answer)
    twins = [replace(one, id=f"{one.id[:-2]}{i:02}") for one in made for i in range(22, 62)]
    found = audited(tmp_path, twins)
    (row, *_) = [row for row in found.rows if row.check == "constant answer"]
    assert row.n == 6


@pytest.mark.parametrize("limit", [1.0, 0.3], ids=["below its limit", "beyond its limit"])
def test_an_exemption_holds_up_to_its_limit(limit: float) -> None:
    """A known finding passes with its reason; once it has grown, it fails again."""
    known = Exemption(check="gues*", task="toy/*", limit=limit, why="it is a toy")
    (row,) = judged([finding(500, 1000)], [known])
    expected = ("let pass", "it is a toy") if limit == 1.0 else ("failed", None)
    assert (row.verdict, row.why) == expected


def test_an_audit_is_written_as_json(tmp_path: Path) -> None:
    """Every row has its check, scope, value, bounds, p, power and verdict; no NaN."""
    found = audited(tmp_path, questions(60))
    written = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert written["passed"] is True
    assert {
        "check", "scope", "value", "least", "threshold", "n", "p", "finds", "null", "verdict",
        "passed", "why",
    } <= set(written["rows"][0])  # fmt: skip


def test_a_row_reads_as_a_sentence() -> None:
    """A failed row says what failed, where, by how much and on how many probes."""
    (row,) = judged([finding(240, 240)], BARE)
    assert str(row).startswith("FAILED: guess: toy/pick-v1: 1 (0.22 to 0.28, p = ")
    assert str(row).endswith("n = 240)")


# --- files that do not fit ----------------------------------------------------------------------


def test_two_workers_find_what_one_finds(tmp_path: Path) -> None:
    """In the same order: each looks at a task, and what concerns the whole set is found here."""
    recipe = Suite("two", "", 64, ({"tasks": ["cube/*"], "each": 2, "modalities": ["text"]},))
    build_set(recipe, tmp_path / "set", seed="two", shards=4)
    found = audit(load(tmp_path / "set"), quick=True, workers=2)
    assert found == audit(load(tmp_path / "set"), quick=True)
    assert len({row.scope.task for row in found.rows}) > 2


def test_without_the_key_nothing_can_be_audited(tmp_path: Path) -> None:
    """The message says where the key was looked for and how to name it."""
    folder = write_set(tmp_path / "set", questions(3))
    (folder / "key.jsonl").unlink()
    with pytest.raises(InputError, match=r"key\.jsonl: the key of this set is not here.*--key"):
        audit(load(folder), quick=True)


def test_key_and_items_in_another_order_do_not_fit(tmp_path: Path) -> None:
    """A key that belongs to other items is refused, not read past."""
    folder = write_set(tmp_path / "set", questions(3))
    turned = (folder / "key.jsonl").read_text().splitlines(keepends=True)[::-1]
    (folder / "key.jsonl").write_text("".join(turned))
    seal(folder)
    with pytest.raises(MismatchError, match="expected the same items in the same order"):
        audit(load(folder), quick=True)


def test_a_key_that_is_too_short_does_not_fit(tmp_path: Path) -> None:
    """A line that is missing from the key is an error of its own."""
    folder = write_set(tmp_path / "set", questions(3))
    kept = (folder / "key.jsonl").read_text().splitlines(keepends=True)[:-1]
    (folder / "key.jsonl").write_text("".join(kept))
    seal(folder)
    with pytest.raises(MismatchError, match="expected a key that fits each item"):
        audit(load(folder), quick=True)


def test_tasks_in_pieces_are_refused(tmp_path: Path) -> None:
    """The audit holds one task in memory; items of a task that lie apart would be half counted."""
    made = questions(3)
    made[1].task = "toy/other-v1"
    with pytest.raises(FormatError, match="do not stand together"):
        audited(tmp_path, made)


def test_a_set_of_cells_that_comes_up_once_is_no_shortcut() -> None:
    """There are so many sets that each of twelve answers is new: nobody could have named it."""
    paper = find("paper/holes")
    found = list(drawn(paper, 3, count=12, seed="once", modality="text", choices=False))
    scope = Scope(task="paper/holes-v1", form="open", level=3)
    assert {finding.p for finding in option_findings(found, scope)} == {1.0}


def along(one: Question) -> None:
    """A question drawn along an axis, at one or at 64 turns."""
    one.facts = {"turns": 64 if one.number % 2 else 1}
    one.more = {"axis": "turns"}


def test_numbers_of_steps_are_looked_at_one_by_one(tmp_path: Path) -> None:
    """A flaw at 64 turns is found there, and not at one turn; neither is of a level."""

    def spoil(one: Question) -> None:
        along(one)
        if one.number % 2 and one.draw.chance(1, 2):
            one.answer = "red"

    found = audit(load(write_set(tmp_path / "set", questions(COUNT, spoil))), exemptions=BARE)
    rows = [row for row in found.rows if row.check == "constant answer" and row.scope.steps]
    assert {row.scope.steps for row in rows} == {"turns=1", "turns=64"}
    assert {row.scope.steps for row in rows if not row.passed} == {"turns=64"}
    assert not any(row.scope.level for row in found.rows)
    assert "toy/pick-v1, choice, turns=64" in {str(row.scope) for row in found.failed}


def test_a_fair_set_along_an_axis_passes(tmp_path: Path) -> None:
    """With the same observers as at levels."""
    found = audit(load(write_set(tmp_path / "set", questions(COUNT, along))), exemptions=BARE)
    assert found.failed == ()
    of_steps = {row.check for row in found.rows if row.scope.steps == "turns=64"}
    assert {"constant answer", "constant position"} < of_steps
    assert any(check.startswith("learned: ") for check in of_steps)


def test_floors_along_an_axis_stand_in_columns_of_their_own() -> None:
    """After those of levels, by the number of steps."""
    scopes = [Scope(task="toy/t-v1", level=n) for n in (2, 1)]
    scopes += [Scope(task="toy/t-v1", steps=f"turns={n}") for n in (64, 1)]
    floors = [
        Floor(strategy="last", scope=scope, value=0.5, error=0.0, chance=0.25, n=10)
        for scope in scopes
    ]
    ordered = sorted(_column(floor) for floor in floors)
    assert [head for *_, head in ordered] == ["level 1", "level 2", "turns=1", "turns=64"]
