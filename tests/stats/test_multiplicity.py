"""Adjusted p-values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from spatialbench.stats import adjust

METHODS = {"holm": "holm", "bh": "fdr_bh", "bonferroni": "bonferroni"}

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=20)


# statsmodels collects garbage on every call, a tenth of a second each.
@settings(max_examples=8)
@pytest.mark.parametrize("method", sorted(METHODS))
@given(raw=p_values)
def test_adjusting_agrees_with_statsmodels(method: str, raw: list[float]) -> None:
    """Same numbers in the same order."""
    theirs = multipletests(raw, method=METHODS[method])[1]
    assert adjust(raw, method=method) == pytest.approx(list(theirs), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("method", sorted(METHODS))
@given(raw=p_values)
def test_adjusted_are_no_smaller_and_keep_their_order(method: str, raw: list[float]) -> None:
    """Adjusting never makes a finding stronger, nor changes which is strongest."""
    adjusted = adjust(raw, method=method)
    assert all(before <= after <= 1 for before, after in zip(raw, adjusted, strict=True))
    by_raw = [after for _, after in sorted(zip(raw, adjusted, strict=True))]
    assert by_raw == sorted(by_raw)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_empty_in_empty_out(method: str) -> None:
    """A family of none."""
    assert adjust([], method=method) == []


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_impossible_p_is_refused(p: float) -> None:
    """The message says which."""
    with pytest.raises(ValueError, match=r"p_values\[1\] must lie between 0 and 1"):
        adjust([0.5, p])


def test_unknown_method_is_refused() -> None:
    """The message lists the valid names."""
    with pytest.raises(ValueError, match="valid: 'holm', 'bh', 'bonferroni'"):
        adjust([0.5], method="hochberg")
