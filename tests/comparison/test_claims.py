"""What others claim, held against what was measured where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from answered_sets import plain_set, rows_of, scored

from spatialbench.comparison import Claim, article_claims, compare, read_claims
from spatialbench.errors import FormatError, InputError
from spatialbench.scoring import score


def test_the_article_claims_three_numbers_and_says_little_else() -> None:
    """92, 78 and 81 %, with what is unknown beside."""
    claims = article_claims()
    assert {one.model: one.accuracy for one in claims} == {
        "GLM-5": 0.92,
        "GPT-4o": 0.78,
        "Claude 3.5": 0.81,
    }
    assert all("the number of questions" in one.unknown for one in claims)


def test_claims_that_are_not_measured_say_what_it_would_take() -> None:
    """The nearest other claim, and the questions to tell the two apart."""
    results = scored(plain_set(4), [True] * 4, "a model")
    checks = compare([results], claims=article_claims()).claims
    assert [(one.outcome, one.nearest, one.needed) for one in checks] == [
        ("not measured", "Claude 3.5", 151),
        ("not measured", "Claude 3.5", 2842),
        ("not measured", "GPT-4o", 2842),
    ]


@pytest.mark.parametrize(("right", "outcome"), [(92, "consistent"), (70, "lower"), (100, "higher")])
def test_a_claim_is_held_against_the_measured_interval(right: int, outcome: str) -> None:
    """The name may carry a provider and be spelled otherwise."""
    questions = plain_set(100)
    results = scored(questions, [n < right for n in range(100)], "zhipu/glm_5")
    (check,) = compare([results], claims=[Claim("GLM-5", 0.92)]).claims
    assert (check.outcome, check.measured) == (outcome, right / 100)
    assert "92.0 % claimed" in check.verdict["en"]


def test_a_smaller_sister_is_not_the_model_of_the_claim() -> None:
    """gpt-4o-mini is not GPT-4o."""
    results = scored(plain_set(4), [True] * 4, "openai/gpt-4o-mini")
    assert {one.model for one in compare([results], claims=article_claims()).claims} == {None}


def test_nothing_is_held_against_models_unless_it_is_asked_for() -> None:
    """The article's claims are about other models and other questions."""
    assert compare([scored(plain_set(4), [True] * 4, "GLM-5")]).claims == ()


def test_claims_are_read_from_a_file(tmp_path: Path) -> None:
    """Of the same form as those of the article."""
    path = tmp_path / "claims.json"
    path.write_text('{"source": "us", "claims": [{"model": "m", "accuracy": 0.5}]}')
    assert read_claims(path) == (Claim("m", 0.5, source="us"),)


def test_a_claim_in_percent_is_refused_in_a_file(tmp_path: Path) -> None:
    """The field is named."""
    path = tmp_path / "claims.json"
    path.write_text('{"claims": [{"model": "m", "accuracy": 92}]}')
    with pytest.raises(FormatError, match=r"field claims\.0\.accuracy"):
        read_claims(path)


def test_too_little_is_held_against_no_claim() -> None:
    """Three right answers of a hundred are no measurement of the model."""
    questions = plain_set(100)
    results = score(questions, rows_of(questions, [True] * 100)[:3], model="m")
    (check,) = compare([results], claims=[Claim("m", 0.5)]).claims
    assert check.outcome == "incomplete"
    assert "too little was answered" in check.verdict["en"]


def test_a_claim_in_percent_is_refused() -> None:
    """Shares run from 0 to 1."""
    with pytest.raises(InputError, match=r"Write 92 % as 0\.92"):
        compare([scored(plain_set(4), [True] * 4, "a")], claims=[Claim("a", 92)])
