"""The page in a real browser: nothing loads, nothing is run that is not ours, everything works."""

from __future__ import annotations

from typing import Any

import pytest
from answered_sets import plain_set, rows_of
from report_cases import hits, made

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("text", ["page", "hostile_page"])
def test_a_page_opens_quietly_and_asks_for_nothing(
    opened: Any, text: str, request: pytest.FixtureRequest
) -> None:
    """No error, no breach of the policy, no request but for the file itself."""
    found = opened(request.getfixturevalue(text))
    assert found.complaints == []
    assert [url for url in found.requests if not url.startswith("data:")] == [found.page.url]


def test_hostile_text_is_shown_and_not_run(opened: Any, hostile_page: str) -> None:
    """Every question opened: no script ran, no element came from a response."""
    found = opened(hostile_page)
    for number in range(5):
        found.page.locator("#items .item > h3 > button").nth(number).click()
    found.page.wait_for_timeout(50)
    assert "PWNED" not in found.page.title()
    strange = "main img, main a:not([href^='#']), main script, #items a:not([href^='#?q='])"
    assert found.page.locator(strange).count() == 0
    assert found.page.locator("#items", has_text="onerror=").count() == 1
    assert found.complaints == []


def test_what_is_unseen_is_written_as_escapes(opened: Any, hostile_page: str) -> None:
    """A direction mark in a response stands there as text of its own."""
    found = opened(hostile_page)
    found.page.locator("#items .item > h3 > button").nth(1).click()
    unseen = found.page.locator("#items .response .unseen").all_text_contents()
    assert {"\\x1b", "\\u202e", "\\u2028", "\\x00", "\\x9b"} <= set(unseen)


def test_a_megabyte_is_shortened_and_can_be_opened(opened: Any, hostile_page: str) -> None:
    """The beginning is shown with what was read; the button shows all that is kept."""
    found = opened(hostile_page)
    found.page.locator("#items .item > h3 > button").nth(3).click()
    block = found.page.locator("#items .response").first
    short = len(block.inner_text())
    assert block.locator("mark").inner_text() == "green"
    found.page.locator("#items .answer button").first.click()
    assert short < 1_500 < len(block.inner_text()) < 10_000


def test_filters_leave_what_fits(opened: Any, page: str) -> None:
    """Outcome and model together, then a reset."""
    tab = opened(page).page
    everything = tab.locator("#found").inner_text()
    tab.select_option("select[name=model]", label="GPT-4o")
    tab.select_option("select[name=outcome]", "refusal")
    assert tab.locator("#items .item").count() == 1
    tab.click("#filters button[type=reset]")
    tab.wait_for_function("text => document.getElementById('found').textContent === text",
                          arg=everything)  # fmt: skip


def test_search_looks_into_answers(opened: Any, page: str) -> None:
    """Words that only a response has find its question."""
    tab = opened(page).page
    tab.fill("input[name=text]", "CANNOT ANSWER this")
    assert tab.locator("#items .item").count() == 1
    tab.fill("input[name=text]", "no such words")
    assert "No question" in tab.locator("#found").inner_text()


def test_pages_turn_and_questions_open_by_keyboard(opened: Any, page: str) -> None:
    """Buttons are buttons: focus and Enter do what a click does."""
    tab = opened(page).page
    tab.locator("#next").press("Enter")
    assert "page 2" in tab.locator("#found").inner_text()
    first = tab.locator("#items .item > h3 > button").first
    first.press("Enter")
    assert first.get_attribute("aria-expanded") == "true"
    assert tab.locator("#items .answer").count() == 4


def test_the_theme_button_changes_the_colours(opened: Any, page: str) -> None:
    """Light to dark and back, charts included."""
    tab = opened(page).page
    colour = "getComputedStyle(document.querySelector('.chart text')).fill"
    light = tab.evaluate(colour)
    tab.click("#theme")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    assert tab.evaluate(colour) != light
    tab.click("#theme")
    assert tab.evaluate(colour) == light


def test_models_may_be_called_what_every_object_has(opened: Any) -> None:
    """`constructor`, `toString`, `__proto__`: the page opens quietly, filters and shows them."""
    told = plain_set(12)
    names = ("constructor", "toString", "__proto__", "hasOwnProperty")
    found = opened(made(told, {name: rows_of(told, hits(12, 3), name) for name in names}).text())
    assert found.complaints == []
    found.page.select_option("select[name=model]", label="constructor")
    found.page.select_option("select[name=outcome]", "wrong")
    assert found.page.locator("#items .item").count() == 4
    found.page.locator("#items .item > h3 > button").first.click()
    shown = found.page.locator("#items .answer h4 bdi").all_text_contents()
    assert sorted(shown) == sorted(names)


def test_a_formula_is_shown_as_text(opened: Any, hostile_page: str) -> None:
    """A model called `=HYPERLINK(…)` is no link and keeps its sign."""
    found = opened(hostile_page)
    cells = found.page.locator("td.m", has_text="=HYPERLINK").all_text_contents()
    assert cells
    assert all(cell.strip().startswith("=HYPERLINK") for cell in cells)
    assert found.page.locator("main a:not([href^='#'])").count() == 0
