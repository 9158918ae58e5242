"""The page as text: complete in itself, allowed by its own policy, escaped, labelled."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from answered_sets import plain_set, rows_of
from report_cases import Made, made, made_of

from spatialbench.errors import InputError, MismatchError
from spatialbench.report import report, report_text


class Elements(HTMLParser):
    """Every element with its attributes, and the text of styles and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inlined: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.inlined.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="session")
def elements(page: str) -> Elements:
    """The plain page, parsed."""
    return Elements(page)


@pytest.fixture(scope="session")
def hostile_elements(hostile_page: str) -> Elements:
    """The hostile page, parsed."""
    return Elements(hostile_page)


def test_style_and_script_have_the_hashes_of_the_policy(elements: Elements) -> None:
    """The browser runs these two and nothing else."""
    policy = elements.named("meta")[1]["content"] or ""
    style, data, script = elements.inlined
    for text in (style, script):
        assert b64encode(sha256(text.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; img-src data:")
    assert "unsafe" not in policy
    assert data.startswith("{")


def test_nothing_is_fetched(elements: Elements) -> None:
    """No address in any attribute but those within the page."""
    for _, attributes in elements.found:
        for name in ("src", "href", "srcset", "action", "poster", "xlink:href"):
            assert (attributes.get(name) or "#").startswith("#")


def test_no_attribute_holds_style_or_code(elements: Elements) -> None:
    """Inline styles and handlers would be refused by the policy."""
    names = {name for _, attributes in elements.found for name in attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_ids_are_unique(elements: Elements) -> None:
    """Charts do not share ids, so that no clip path is that of another chart."""
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_hostile_page_has_the_elements_of_a_plain_one(hostile_elements: Elements) -> None:
    """Not one image, template or link from a response; two scripts and one style."""
    tags = [tag for tag, _ in hostile_elements.found]
    assert "img" not in tags
    assert "template" not in tags
    assert (tags.count("script"), tags.count("style")) == (2, 1)
    links = {attributes["href"] for attributes in hostile_elements.named("a")}
    assert all((link or "").startswith("#") for link in links)


def test_no_steering_sign_stands_in_the_page(hostile_page: str) -> None:
    """Controls and marks of direction are escapes everywhere, in the data, too."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", hostile_page)


def test_every_chart_has_a_label_and_its_numbers(elements: Elements, plain: Made) -> None:
    """A group for screen readers that names the table below."""
    places = [one for one in elements.named("div") if one.get("data-chart")]
    assert len(places) == 7
    assert all("below" in (one["aria-label"] or "") for one in places)


def test_baselines_are_called_that(page: str, hostile_page: str) -> None:
    """They say what they are wherever they stand, and the top warns of them."""
    assert "random (baseline)" in page
    assert "not models" in page
    assert "(baseline)" not in hostile_page


def test_baselines_are_in_no_headline_and_no_rank(page: str, plain: Made) -> None:
    """Three models are compared, whoever else stands beside them."""
    assert "Spatial reasoning: 3 models on the set hand" in page
    alone = made_of(plain, [one for one in plain.results if one.origin is None])
    told = [json.loads(run.text(format="json")) for run in (plain, alone)]
    assert told[0]["title"] == told[1]["title"]
    for table in ("pairs", "run", "gaps"):
        assert told[0]["tables"][table] == told[1]["tables"][table]
    ranks = [{row["model"]: row["rank"] for row in one["tables"]["models"]} for one in told]
    assert ranks[0] == ranks[1] | {"random": None}


def test_the_chinese_page_says_everything_in_chinese(plain: Made) -> None:
    """Headings, verdicts and the browser's words; English stands in the data alone."""
    text = plain.text(language="zh")
    assert '<html lang="zh-Hans">' in text
    shown = text[: text.index('id="data">')] + text[text.index("</script>") :]
    assert "答对了多少" in shown
    assert "逐题查看" in shown
    assert "How many answers" not in shown
    assert "How many answers are right" in text


def test_a_page_without_a_set_has_no_browser(plain: Made) -> None:
    """The numbers need the results only."""
    text = report_text(None, plain.results, plain.comparison)
    assert 'id="browser"' not in text
    assert 'id="models"' in text


def test_writing_gives_the_same_text(plain: Made, tmp_path: Path) -> None:
    """`report` writes what `report_text` says."""
    path = report(
        plain.question_set,
        plain.results,
        plain.comparison,
        answers=plain.answers,
        out=tmp_path / "deep" / "r.json",
        format="json",
    )
    assert path.read_text(encoding="utf-8") == plain.text(format="json")


def test_one_model_alone_has_a_page(tmp_path: Path) -> None:
    """No pairs, no heat map, no error; answers in a file."""
    from spatialbench.comparison import compare
    from spatialbench.jsonl import line_of
    from spatialbench.scoring import score

    told = plain_set(8)
    file = tmp_path / "lonely.jsonl"
    file.write_text("".join(map(line_of, rows_of(told, [True, False] * 4))), encoding="utf-8")
    results = [score(told, file)]
    text = report_text(told, results, compare(results), answers=[file])
    assert "1 model on the set hand" in text
    assert 'id="pairs"' not in text


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"format": "pdf"}, "expected one of html, md, csv, json"), ({"language": "fr"}, "en, zh")],
)
def test_unknown_settings_are_refused(plain: Made, settings: dict[str, Any], said: str) -> None:
    """The message names what there is."""
    with pytest.raises(InputError, match=said):
        plain.text(**settings)


def test_results_of_another_set_are_refused(plain: Made, hostile: Made) -> None:
    """A page never mixes sets."""
    with pytest.raises(MismatchError, match=r"do not|differ"):
        report_text(hostile.question_set, plain.results, plain.comparison)


def test_a_thousand_questions_and_five_models_stay_below_three_megabytes() -> None:
    """Responses of two thousand characters are shortened as far as it takes."""
    from spatialbench.report.both import Both
    from spatialbench.report.page.browser import browser_data
    from spatialbench.report.page.embedding import embedded
    from spatialbench.report.texts import Texts
    from spatialbench.scoring import score

    told = plain_set(1000)
    rows = [rows_of(told, [True] * 1000, f"model {number}") for number in range(5)]
    for number, row in enumerate(row for named in rows for row in named):
        row["response"] = f"{number} " + "so it turns. " * 150 + row["response"]
    results = [score(told, named) for named in rows]
    data = browser_data(told, results, answers=rows, both=Both(Texts("en"), Texts("zh")))
    assert len(data["items"]) == 1000
    assert data["limit"] < 2000
    assert len(embedded(data).encode()) < 2_300_000


@pytest.mark.parametrize(
    "name",
    ['id="data">@@data@@', "{told}{more}", "</title><b>", "${x} {{ 7 * 7 }} {% raw %}", "b" * 200],
)
def test_a_name_that_looks_like_a_part_of_the_page_is_a_name(name: str) -> None:
    """The data stand in their place, once, and the name is in them as it is."""
    told = plain_set(6)
    run = made(
        told,
        {name: rows_of(told, [True, False] * 3, name), "other": rows_of(told, [True] * 6, "other")},
    )
    text = run.text()
    parsed = Elements(text)
    assert [tag for tag, _ in parsed.found].count("script") == 2
    data = json.loads(parsed.inlined[1])
    assert data["names"]["en"][1] == data["names"]["zh"][1]
    assert data["names"]["en"][1][:79] == name[:79]
    assert "49" not in re.findall(r"<h1>.*</h1>", text)[0]
