"""Linear observers: a ridge regression as others make it, blind where nothing is to be seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from handmade import LABELS, Question, questions, write_set
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.audit.audit import audit
from spatialbench.audit.entries import entries
from spatialbench.audit.learning.classes import PENALTY, aims_learnt, answers, random_keys, ridge
from spatialbench.audit.learning.relations import WORDS, _varying
from spatialbench.audit.learning.signs import alike_in_words
from spatialbench.sets import load


@pytest.mark.parametrize("columns", [3, 90], ids=["few signs", "more signs than items"])
def test_the_dual_ridge_is_the_ridge_of_scikit_learn(columns: int) -> None:
    """With an intercept that is not punished, whatever is larger: items or signs."""
    from sklearn.linear_model import Ridge

    draws = np.random.default_rng(1)
    signs, wanted = draws.normal(size=(60, columns)) + 2, draws.normal(size=(60, 4))
    train, test = np.arange(40), np.arange(40, 60)
    known = Ridge(alpha=PENALTY).fit(signs[train], wanted[train]).predict(signs[test])
    found = ridge(signs @ signs.T, train, test, wanted[train])
    assert np.abs(found - known).max() < 1e-6


TEXTS = st.lists(st.text(alphabet="ab 红", max_size=12), min_size=2, max_size=6)


@given(TEXTS)
def test_alike_counts_common_words_pairs_and_runs(texts: list[str]) -> None:
    """Counted here one by one; what one text alone has, or all have, tells nothing."""
    held = [_signs(text) for text in texts]
    count = Counter(sign for signs in held for sign in signs)
    telling = {sign for sign, n in count.items() if 2 <= n < len(texts)}
    expected = [[len(a & b & telling) for b in held] for a in held]
    assert alike_in_words(texts, characters=True).tolist() == expected


def _signs(text: str) -> set[tuple[str, ...]]:
    words = [part for block in text.split() for part in _blocks(block)]
    runs = " ".join(text.split())
    return {
        *((word,) for word in words),
        *pairwise(words),
        *(
            ("run", runs[place : place + length])
            for length in (2, 3, 4)
            for place in range(len(runs) - length + 1)
        ),
    }


def _blocks(block: str) -> list[str]:
    """Latin words, and single Chinese characters."""
    return block.replace("红", " 红 ").split()


def test_random_keys_are_offered_and_learnt_at_chance(tmp_path: Path) -> None:
    """What the words of a fair set say of keys drawn at random is right as often as a guess."""
    found = list(entries(load(write_set(tmp_path / "set", questions(400)))))
    keyed = random_keys(found)
    assert all(entry.offers(entry.answer) for entry in keyed)
    assert any(a.answer != b.answer for a, b in zip(found, keyed, strict=True))
    alike = alike_in_words([entry.item.prompt for entry in found], characters=True)
    (picks,) = aims_learnt(answers(keyed), alike)
    right = sum(said == entry.answer for said, entry in zip(picks.best, keyed, strict=True))
    assert right < 0.25 * 400 + 4 * (400 * 0.25 * 0.75) ** 0.5


@pytest.mark.parametrize("choices", [False, True], ids=["open", "choice"])
def test_an_audit_is_the_same_for_every_order_of_hashes(tmp_path: Path, choices: bool) -> None:
    """Two processes with other hash seeds write the same JSON, byte for byte."""
    folder = write_set(tmp_path / "set", questions(60, choices=choices))
    first, second = (_audited(folder, seed) for seed in ("1", "2"))
    assert first == second
    assert first.startswith("{")


@given(st.permutations([a + b for a in "abcdefgh" for b in "stuvwxyz"]))
def test_of_words_that_are_as_frequent_the_first_are_kept(known: list[str]) -> None:
    """In the order in which texts have them, and not in that of hashes."""
    assert _varying([" ".join(known), ""]) == known[:WORDS]


def _audited(folder: Path, hash_seed: str) -> str:
    command = "from spatialbench.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "audit", str(folder), "--json"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("constant", [True, False], ids=["the same for all", "different"])
def test_who_lacks_nothing_is_not_blind(tmp_path: Path, constant: bool) -> None:
    """Where all stories are the same, the start is the whole question: what it is worth is a floor,
    no finding. Where they differ, a start that tells the answer is one."""

    def flaw(one: Question) -> None:
        story = "It is folded." if constant else f"It is folded {one.number} times."
        one.prompt = f"It is {one.answer}.\n\nSo: {one.prompt}\n\n{story}\n\nWhich?\n\nANSWER"

    folder = write_set(tmp_path / "set", questions(240, flaw))
    found = {row.check: row for row in audit(load(folder), exemptions=(), quick=True).rows}
    names = ("learned: without the story", "words without the story")
    if constant:
        assert not found.keys() & set(names)
    else:
        assert not any(found[name].passed for name in names)


def test_where_two_are_asked_for_one_is_no_answer(tmp_path: Path) -> None:
    """Open questions that say how many labels they want, as their chance does: that no single
    label is right where two are wanted is no shortcut."""

    def flaw(one: Question) -> None:
        one.choices, wanted = False, 1 + one.number % 2
        one.options = list(LABELS)
        one.answer = sorted(one.draw.sample(LABELS, wanted))
        one.rivals, one.prompt = {}, f"Number {one.number}: which {wanted}?"
        one.more = {"chance": (1 / 4, 1 / 6)[wanted - 1]}

    folder = write_set(tmp_path / "set", questions(400, flaw))
    assert audit(load(folder), exemptions=(), quick=True).failed == ()
