"""Reading the page in a real browser: languages, picks, links, pictures, films, small screens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from answered_sets import hand_set, plain_set, rows_of
from pictured import png
from report_cases import hits, made
from test_thumbnails import FRAMES, PictureSet, film_item, still_item

pytestmark = pytest.mark.browser

NAMES = ("constructor", "<script>alert(1)</script>", "a" * 120, "x\x1b[31m\u202ered", "模型")
OVERLAPS = """
() => {
  const boxes = [];
  for (const svg of document.querySelectorAll('.chart svg'))
    boxes.push([...svg.querySelectorAll('text')].map((t) => t.getBoundingClientRect()));
  const cross = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 &&
    a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap((all) => all.flatMap((a, i) => all.slice(i + 1).filter((b) => cross(a, b))))
    .length;
}
"""
CUT_OFF = """
() => [...document.querySelectorAll('.chart svg')].filter((svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].some((t) => {
    const box = t.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1;
  });
}).length
"""
SPILT = """
() => [...document.querySelectorAll('.heat th, .heat td, .ranking th, .ranking td, .row')]
  .filter((e) => e.offsetParent !== null && e.getBoundingClientRect().right > 0)
  .filter((e) => e.scrollWidth > e.clientWidth + 1)
  .map((e) => `${e.tagName} ${e.textContent}`)
"""
SMALLEST = """
() => Math.min(...[...document.querySelectorAll('body *')].filter((e) => e.offsetParent !== null ||
  e.tagName === 'text').filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 &&
  n.textContent.trim())).map((e) => parseFloat(getComputedStyle(e).fontSize) *
  (e.ownerSVGElement ? e.ownerSVGElement.getBoundingClientRect().width /
    e.ownerSVGElement.viewBox.baseVal.width || 1 : 1)))
"""


def many(count: int) -> str:
    """So many models, the first with names that attack."""
    told = plain_set(12, twins=3)
    rows = {}
    for number in range(count):
        name = NAMES[number] if number < len(NAMES) else f"vendor/model-{number}-instruct-2026"
        rows[name] = rows_of(told, hits(36, 2 + number), name)
    return made(told, rows).text()


@pytest.fixture(scope="module")
def crowd() -> dict[int, str]:
    """Pages of 12 and of 50 models."""
    return {count: many(count) for count in (12, 50)}


@pytest.mark.parametrize("count", [12, 50])
@pytest.mark.parametrize("width", [390, 1400])
def test_nothing_overlaps_or_is_cut_off_however_many_models(
    opened: Any, crowd: dict[int, str], count: int, width: int
) -> None:
    """Labels of charts, the page itself, and no text below eleven pixels."""
    found = opened(crowd[count])
    found.page.set_viewport_size({"width": width, "height": 900})
    found.page.wait_for_timeout(300)
    assert found.page.evaluate("document.documentElement.scrollWidth") == width
    assert found.page.evaluate(OVERLAPS) == 0
    assert found.page.evaluate(CUT_OFF) == 0
    assert found.page.evaluate(SPILT) == []
    assert found.page.evaluate(SMALLEST) >= 11
    assert found.complaints == []


@pytest.mark.parametrize("count", [12, 50])
def test_on_a_phone_every_chart_shows_its_strongest_model(
    opened: Any, crowd: dict[int, str], count: int
) -> None:
    """Ranking and grids without scrolling sideways, and every chart in its colour."""
    found = opened(crowd[count])
    found.page.set_viewport_size({"width": 390, "height": 900})
    found.page.wait_for_timeout(300)
    first = found.page.locator(".ranking tbody tr").first
    for box in (first.locator("circle"), first.locator("b")):
        assert box.bounding_box()["x"] + 5 < 390
    for grid in found.page.locator(".heat").all():
        cell = grid.locator("tbody tr td").nth(
            0 if "gaps" not in grid.get_attribute("class") else 1
        )
        box = cell.bounding_box()
        assert box["x"] + box["width"] < 390
    for chart in found.page.locator(".chart").all():
        marks = chart.locator(".panels .s1").all()
        assert marks
        assert marks[0].bounding_box()["x"] < 390


def test_lines_are_drawn_for_those_picked_and_for_any_of_them(
    opened: Any, crowd: dict[int, str]
) -> None:
    """At most eight at a time; the address keeps them."""
    tab = opened(crowd[50]).page
    levels = tab.locator("[data-chart=levels] .legend li")
    assert levels.count() == 6
    tab.locator("#picker summary").click()
    boxes = tab.locator("#picks input")
    assert boxes.count() == 50
    boxes.nth(0).uncheck()
    for number in (30, 40, 49):
        boxes.nth(number).check()
    assert levels.count() == 8
    assert boxes.nth(10).is_disabled()
    last = tab.locator("#picks label").last.inner_text()
    assert levels.last.inner_text().strip() == last.strip()
    tab.reload()
    assert tab.locator("[data-chart=levels] .legend li").count() == 8
    assert tab.locator("[data-chart=levels] .dot").count() >= 8


def test_one_switch_changes_every_word(opened: Any, page: str) -> None:
    """Title, headings, tables, charts, filters, what is open; and back; the address keeps it."""
    found = opened(page)
    tab = found.page
    tab.locator("#items .item > h3 > button").first.click()
    english = tab.inner_text("body")
    tab.click("#language")
    chinese = tab.inner_text("body")
    assert tab.get_attribute("html", "lang") == "zh-Hans"
    assert "空间推理" in tab.title()
    for word in ("How many", "Guessing", "Right answer", "Filter", "Numbers:", "Accuracy", "wrong"):
        assert word in english
        assert word not in chinese
    assert "any model" not in tab.locator("select[name=model]").inner_text()
    assert tab.locator("#items .item .body").count() == 1
    assert "图：" in tab.locator("[data-chart=levels]").get_attribute("aria-label")
    tab.reload()
    assert tab.get_attribute("html", "lang") == "zh-Hans"
    tab.click("#language")
    assert tab.title().startswith("Spatial reasoning")
    assert tab.inner_text("h1").startswith("Spatial reasoning")
    assert found.complaints == []


def test_a_page_in_chinese_switches_to_english(opened: Any, plain: Any) -> None:
    """As well as the other way."""
    tab = opened(plain.text(language="zh")).page
    tab.click("#language")
    assert "How many answers are right" in tab.inner_text("body")
    assert "答对了多少" not in tab.inner_text("body")


def test_questions_are_found_by_a_pair_of_models(opened: Any, page: str) -> None:
    """The first right, the second not: what is shown has these marks, and no other is left out."""
    tab = opened(page).page
    order = [text.strip() for text in tab.locator("select[name=right] option").all_inner_texts()][
        1:
    ]
    first, second = order.index("GLM-5"), order.index("GPT-4o")
    tab.select_option("select[name=right]", str(first))
    tab.select_option("select[name=wrong]", str(second))
    shown = int(tab.inner_text("#found").split(" ")[0])
    told = tab.evaluate(
        """([a, b]) => data.browser.items.filter((i) => i.answers[a][0] === "right" &&
        !["right", "missing", "failed"].includes(i.answers[b][0])).length""",
        [first, second],
    )
    assert shown == told > 0
    for marks in tab.locator("#items .marks").all():
        signs = marks.locator("span").all_inner_texts()
        assert (signs[first], signs[second]) in {("✓", "✗"), ("✓", "?")}


def test_an_address_leads_back_to_a_question_and_its_filters(opened: Any, page: str) -> None:
    """On whatever page of the list it is; strange addresses do nothing."""
    found = opened(page)
    tab = found.page
    tab.select_option("select[name=outcome]", "wrong")
    tab.click("#next")
    tab.locator("#items .item > h3 > button").nth(2).click()
    link = tab.locator("#items .item .body a").first
    assert link.get_attribute("href").startswith("#?q=")
    opened_id = tab.locator("#items .item:has(.body)").get_attribute("data-id")
    tab.reload()
    assert tab.locator("#items .item:has(.body)").get_attribute("data-id") == opened_id
    assert tab.input_value("select[name=outcome]") == "wrong"
    assert "page 2" in tab.inner_text("#found")
    for strange in (
        "#?q=<img src=x onerror=alert(1)>&f.task=none",
        "#?models=-1,x,99&lang=fr",
        "#?__proto__=1",
    ):
        tab.goto(tab.url.split("#")[0] + strange)
        tab.reload()
        assert tab.locator("#items .item").count() == 20
    assert found.complaints == []


def test_marks_have_a_legend(opened: Any, page: str) -> None:
    """Every sign that a question can have."""
    tab = opened(page).page
    told = tab.inner_text(".legend.marks")
    signs = {
        text
        for marks in tab.locator("#items .marks").all()
        for text in marks.locator("span").all_inner_texts()
    }
    assert signs
    assert all(sign in told for sign in signs | set("✓✗?·!"))


def test_responses_of_many_lines_are_folded(opened: Any) -> None:
    """After twenty; what was read is in what is unfolded."""
    told = plain_set(2)
    rows = rows_of(told, [True, True], "A")
    rows[0]["response"] = "so it turns\n" * 40 + "ANSWER: red"
    rows[1]["response"] = "so it turns\n" * 15 + "ANSWER: red"
    tab = opened(made(told, {"A": rows}).text()).page
    for number in (0, 1):
        tab.locator("#items .item > h3 > button").nth(number).click()
    long, short = tab.locator("#items .response").all()
    folded = long.bounding_box()["height"]
    line = tab.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.response')).lineHeight)"
    )
    assert folded <= 22 * line
    assert short.bounding_box()["height"] > 15 * line
    buttons = tab.locator("#items .answer button")
    assert buttons.all_inner_texts() == ["Show all 41 lines"]
    buttons.click()
    assert long.bounding_box()["height"] > 25 * line


def test_a_cell_says_all_of_its_numbers_when_it_is_tapped(opened: Any, page: str) -> None:
    """For those who cannot rest on it: part, model, accuracy, interval, answers."""
    tab = opened(page).page
    tab.locator(".heat:not(.gaps) td[data-n]").first.click()
    told = tab.inner_text(".told")
    assert "GLM-5" in told
    assert "n = " in told
    tab.locator(".heat.gaps td[data-n]").first.hover()
    assert "…" in tab.locator(".heat.gaps td[data-n]").first.get_attribute("title")


def test_terms_are_explained_where_they_stand(opened: Any, page: str) -> None:
    """Every head of a column that is a term leads to its line, and no line is for nothing."""
    tab = opened(page).page
    links = {link.get_attribute("href") for link in tab.locator("a.term").all()}
    lines = {f"#{one.get_attribute('id')}" for one in tab.locator(".terms > div").all()}
    assert links == lines
    assert {"#term-wilson", "#term-p_holm", "#term-clustered"} <= links


@pytest.mark.parametrize("whole", [None, True], ids=["small", "whole"])
def test_a_film_plays_steps_and_says_the_frame_of_the_prompt(
    opened: Any, tmp_path: Path, whole: bool | None
) -> None:
    """Slider and buttons; the canvas shows the colour of the frame that is named."""
    (tmp_path / "media").mkdir()
    names = [f"media/{n}.png" for n in range(FRAMES)]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(png(25 * number, 64))
    told = hand_set(film_item("film", names), still_item("still", names[3]))
    pictures = PictureSet(told.members, path=tmp_path)
    run = made(pictures, {"A": rows_of(pictures, [True, True], "A")})
    found = opened(run.text(pictures=whole))
    tab = found.page
    tab.locator("#items .item > h3 > button").nth(0).click()
    colour = """() => document.querySelector('canvas.film').getContext('2d')
      .getImageData(20, 20, 1, 1).data[0]"""

    def shows(frame: int) -> None:
        tab.wait_for_function(f"(frame) => Math.abs(({colour})() - 25 * frame) < 9", arg=frame)
        assert f"Frame {frame + 1} ({frame + 1} of {FRAMES})" in tab.inner_text(".player output")

    shows(0)
    tab.click(".controls button:nth-child(4)")
    shows(1)
    tab.click(".controls button:nth-child(2)")
    tab.click(".controls button:nth-child(2)")
    shows(FRAMES - 1)
    tab.locator(".controls input").fill("4")
    shows(4)
    tab.click(".controls button:first-child")
    tab.wait_for_function("() => document.querySelector('.controls input').value !== '4'")
    tab.locator("#items .item > h3 > button").nth(1).click()
    tab.wait_for_function(
        "() => [...document.querySelectorAll('#items img')].every((i) => i.naturalWidth)"
    )
    assert tab.locator("#items img").count() == 2
    assert [one for one in found.complaints if "Canvas2D" not in one] == []  # our own reading back


def test_names_that_attack_are_shown_everywhere(opened: Any, crowd: dict[int, str]) -> None:
    """In the headline, the ranking, both grids, legends and filters, in both languages."""
    found = opened(crowd[12])
    for _ in range(2):
        body = found.page.inner_text("body")
        assert body.count("<script>alert(1)</script>") >= 5
        assert "constructor" in body
        assert "\u202e" not in body
        assert "\\x1b[31m\\u202ered" in body
        found.page.click("#language")
    assert found.complaints == []
