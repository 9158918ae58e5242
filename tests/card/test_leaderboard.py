"""The leaderboard: the best first, ranges of ranks, sorted by any heading in a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from answered_sets import plain_set, scored

from spatialbench.card.leaderboard import leaderboard
from spatialbench.errors import MismatchError
from spatialbench.scoring import Results

SET = plain_set(60)


def models() -> list[Results]:
    """Two that cannot be told apart, and one that is far behind."""
    shares = {"second": 0.85, "first": 0.9, "last <b>": 0.2}
    return [
        scored(SET, [n < 60 * share for n in range(60)], name) for name, share in shares.items()
    ]


def test_the_best_is_first_and_ranks_are_ranges() -> None:
    """Who cannot be told apart shares a range; names are text."""
    page = leaderboard(models())
    rows = re.findall(r"<tr><td>(.*?)</td><th scope=\"row\">(.*?)</th>", page)
    assert [name for _, name in rows] == ["first", "second", "last &lt;b&gt;"]
    assert [rank for rank, _ in rows] == ["1–2", "1–2", "3"]


def test_results_of_two_sets_are_on_no_page() -> None:
    """They answer other questions."""
    other = scored(plain_set(40), [True] * 40, "other")
    with pytest.raises(MismatchError):
        leaderboard([*models(), other])


def test_a_heading_sorts_in_a_browser(chromium: Any, tmp_path: Path) -> None:
    """Down, then up; nothing is refused by the page's own policy."""
    path = tmp_path / "page.html"
    path.write_text(leaderboard(models()), encoding="utf-8")
    page = chromium.new_page(viewport={"width": 390, "height": 600})
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(path.as_uri())
    heading = page.locator("thead button", has_text="tools unknown")
    heading.click()
    first = page.locator("tbody th").all_inner_texts()
    heading.click()
    assert (
        page.locator("tbody th").all_inner_texts() == first[::-1] == ["last <b>", "second", "first"]
    )
    assert not errors
    page.close()
