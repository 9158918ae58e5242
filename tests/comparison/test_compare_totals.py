"""Bare totals: what "92, 78, 81 %" can bear at each number of questions."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench import stats
from spatialbench.comparison import compare_totals, parse_total, plain, what_if
from spatialbench.errors import InputError

ARTICLE = [("GLM-5", 92, 100), ("GPT-4o", 78, 100), ("Claude 3.5", 81, 100)]


def test_the_article_at_a_hundred_questions() -> None:
    """p = .023 and .60 alone; .046 after Holm: GLM-5 leads, the other two are not told apart."""
    totals = compare_totals(ARTICLE)
    assert [one.model for one in totals.rows] == ["GLM-5", "Claude 3.5", "GPT-4o"]
    assert [tuple(one.rank) for one in totals.rows] == [(1, 1), (2, 3), (2, 3)]
    first, _, last = totals.pairs
    assert (round(first.p, 3), round(first.p_holm, 3), first.better) == (0.023, 0.046, "GLM-5")
    assert (round(last.p, 2), last.better) == (0.60, None)


def test_the_questions_that_the_article_would_have_needed() -> None:
    """Unpaired, and paired at correlations .3 and .5."""
    first, _, last = compare_totals(ARTICLE).pairs
    assert dict(first.needed) == {"unpaired": 151, "0.3": 105, "0.5": 75}
    assert dict(last.needed) == {"unpaired": 2842, "0.3": 1990, "0.5": 1423}


def test_what_the_article_bears_at_each_size() -> None:
    """Nothing at 50; all three at 3,000."""
    shares = [(name, right / n) for name, right, n in ARTICLE]
    told = {
        n: sum(pair.better is not None for pair in totals.pairs)
        for n, totals in what_if(shares).items()
    }
    assert told == {50: 0, 100: 2, 500: 2, 1000: 2, 3000: 3}


@pytest.mark.parametrize("order", list(permutations(ARTICLE)), ids=lambda o: o[0][0])
def test_the_order_of_totals_does_not_matter(order: tuple[tuple[str, int, int], ...]) -> None:
    """All six of them."""
    assert compare_totals(order) == compare_totals(ARTICLE)


@given(
    st.lists(
        st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_totals_are_compared_and_make_strict_json(counts: list[tuple[int, int]]) -> None:
    """All right and all wrong included; intervals are those of the statistics."""
    totals = compare_totals([(f"m{i}", right, n) for i, (right, n) in enumerate(counts)])
    assert json.loads(json.dumps(plain(totals), allow_nan=False))
    for row in totals.rows:
        interval = stats.proportion_interval(row.right, row.n)
        assert (row.low, row.high) == (interval.low, interval.high)
        assert 1 <= row.rank.low <= row.rank.high <= len(counts)


def test_a_total_is_parsed_with_any_sign_in_its_name() -> None:
    """The last equals sign parts name and counts."""
    assert parse_total("GLM-5=92/100") == ("GLM-5", 92, 100)
    assert parse_total(" a=b = 1 / 2 ") == ("a=b", 1, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GLM-5", "expected NAME=RIGHT/QUESTIONS"),
        ("=1/2", "expected NAME=RIGHT/QUESTIONS"),
        ("GLM-5=92", "expected NAME=RIGHT/QUESTIONS"),
        ("GLM-5=92%/100", "expected a whole number of right answers; got '92%'"),
        ("GLM-5=0.92/100", "Give counts, not percentages"),
        ("GLM-5=92/-1", "expected a whole number of questions"),
        ("GLM-5=92/²", "expected a whole number of questions"),
        ("GLM-5=5/0", "expected at least 1 question"),
        ("GLM-5=101/100", "expected 0 to 100 right answers of 100; got 101"),
    ],
)
def test_a_total_that_is_none_says_why(text: str, said: str) -> None:
    """The text is quoted."""
    with pytest.raises(InputError) as caught:
        parse_total(text)
    assert said in str(caught.value)


def test_no_totals_and_one_model_twice_are_refused() -> None:
    """Each with a reason."""
    with pytest.raises(InputError, match="there is none"):
        compare_totals([])
    with pytest.raises(InputError, match="every model once"):
        compare_totals([("a", 1, 2), ("a", 1, 3)])
    with pytest.raises(InputError, match="expected a share from 0 to 1"):
        what_if({"a": 92.0})


def test_verdicts_are_in_both_languages() -> None:
    """Whoever is ahead comes first."""
    first = compare_totals(ARTICLE).pairs[0]
    assert first.verdict["en"].startswith("GLM-5 is better than Claude 3.5 by 11.0 points (1.5 to")
    assert "GLM-5 优于 Claude 3.5" in first.verdict["zh"]
