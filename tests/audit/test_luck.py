"""What is luck, or means nothing, is no finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import questions, write_set

from spatialbench.audit.balance import balance_findings
from spatialbench.audit.entries import Entry, distinct, entries
from spatialbench.audit.findings import Finding, Scope, judged
from spatialbench.audit.languages import _is_word
from spatialbench.audit.tally import lists_all
from spatialbench.sets import load

SCOPE = Scope(task="toy/pick-v1", form="open")


@pytest.fixture
def found(tmp_path: Path) -> list[Entry]:
    """Sixty entries of a set made by hand."""
    write_set(tmp_path, questions(60))
    return list(entries(load(tmp_path)))


@pytest.mark.parametrize(("null", "verdict"), [(None, "failed"), (0.1, "failed"), (0.3, "passed")])
def test_what_a_random_key_gives_as_well_is_not_learned_from_the_key(
    null: float | None, verdict: str
) -> None:
    """As where many constructions work."""
    finding = Finding(
        check="x", scope=SCOPE, value=0.3, threshold=0.13, n=1000, p=1e-9, chance=0.1, null=null
    )
    assert judged([finding], ())[0].verdict == verdict


def test_the_same_question_again_is_no_second_success(found: list[Entry]) -> None:
    """Same puzzle, same options, same answer; in other colours it is another one."""
    one, other = found[:2]
    again = replace(other, fingerprint=one.fingerprint, answer=one.answer, options=one.options)
    recoloured = replace(again, answer=other.answer, options=tuple(reversed(other.options)))
    assert list(distinct([one, again])) == [one]
    if other.answer != one.answer:
        assert list(distinct([one, recoloured])) == [one, recoloured]
    assert distinct(found) is found


def test_constructions_and_cells_are_no_labels(found: list[Entry]) -> None:
    """A key has one of many that are right: nothing about it could be even."""
    lone = [replace(entry, answer=found[0].answer) for entry in found]
    assert any(finding.value > 0.03 for finding in balance_findings(lone, SCOPE))
    for kind in ("construction", "cells"):
        built = [replace(one, key=replace(one.key, answer_type=kind)) for one in lone]
        assert not list(balance_findings(built, SCOPE))


@pytest.mark.parametrize(("label", "word"), [("red", True), ("A1", False), ("r1c2", False)])
def test_names_of_cells_are_no_words(label: str, word: bool) -> None:
    """They stand in Chinese as in English."""
    assert _is_word(label) == word


def test_of_numbers_that_are_not_listed_most_are_never_right(found: list[Entry]) -> None:
    """To leave those out pays nobody, so that only the upper side is looked at."""
    assert lists_all(found)
    assert not lists_all([replace(entry, options=()) for entry in found])


def test_of_sets_that_are_put_together_most_are_never_right(found: list[Entry]) -> None:
    """Three colours of a cube, two of them of opposite faces; as options they are listed."""
    sets = [replace(one, answer=(str(one.answer), "x"), position=None) for one in found]
    assert not lists_all(sets)
    assert lists_all([replace(entry, position=0) for entry in sets])


def test_sets_that_are_all_empty_have_no_balance(found: list[Entry]) -> None:
    """Found by fuzzing, when their number was divided by."""
    empty = [replace(entry, answer=(), position=None) for entry in found]
    assert not list(balance_findings(empty, SCOPE))
