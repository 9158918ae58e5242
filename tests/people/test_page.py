"""The test played through in a browser, from the first screen to the file that is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any  # playwright may not be installed

import pytest
from people_page import Player, data_of

from spatialbench.people.attended import judged
from spatialbench.people.folder import Plan, write_people
from spatialbench.scoring import score
from spatialbench.sets import QuestionSet

WIDE, PHONE = (1400, 900), (390, 844)

Players = Callable[..., Player]


@pytest.fixture
def player(chromium: Any) -> Iterator[Players]:
    """Makes players, each with a browser of an own memory; what the browser complains of fails the
    test."""
    made: list[tuple[Player, Any]] = []

    def one(size: tuple[int, int] = WIDE, language: str = "en-US") -> Player:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            has_touch=size == PHONE,
            locale=language,
            accept_downloads=True,
        )
        context.set_default_timeout(20_000)
        made.append((Player(context.new_page()), context))
        return made[-1][0]

    yield one
    for found, context in made:
        context.close()
        assert found.said == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_person_answers_everything_and_it_is_an_answer_file(
    player: Players,
    folder: Path,
    questions: QuestionSet,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    one = player(size, "zh-CN" if language == "zh" else "en-US").open(folder)
    one.to_the_questions()
    heads = []
    while not one.is_done():
        heads.append(one.head())
        assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        one.answer()
    out = tmp_path / "person.jsonl"
    rows = one.saved(out)
    assert len(rows) == len(heads) == 7  # six questions and a check
    assert [row["order"] for row in rows] == list(range(1, 8))
    assert all(row["seconds"] > 0 and row["model"] == "people" for row in rows)
    assert sum(row.get("check", False) for row in rows) == 1
    items = {item.id: item for item in questions.items()}
    asked = [items[row["id"]] for row in rows if not row.get("check")]
    assert {item.language for item in asked} == {language}
    results = score(questions, out)
    assert (results.origin, results.overall.answered) == ("people", 6)
    (person,) = judged(folder.with_name("test-checks.jsonl"), out).people
    assert (person.answers, person.checks) == (6, 1)


def test_practice_tells_what_is_right(player: Players, folder: Path) -> None:
    one = player().open(folder)
    for _ in range(4):
        one.next()
    first = data_of(folder / "index.html")["practice"]["en"][0]
    assert "options" not in first["ask"]
    one.answer(f" {first['answer'][0].upper()}. ")
    assert "Right." in one.page.inner_text(".below")
    assert one.page.locator(".next:visible").count() == 1
    one.page.click(".below .next")
    one.answer("nothing of the kind")
    second = data_of(folder / "index.html")["practice"]["en"][1]
    if one.page.locator(".below .bad").count():
        assert second["answer"][0] in one.page.inner_text(".below .bad")


def order_of(one: Player) -> list[str]:
    """The ids of what this person is asked, as the page draws it."""
    script = "askedOf(data, 'en', kept.state.code).map((one) => one.question.id)"
    return list(one.page.evaluate(script))


def test_the_order_hangs_on_the_code_alone(player: Players, folder: Path) -> None:
    drawn = {}
    for name in ("anna", "ben", "anna"):
        one = player().open(folder, f"?participant={name}")
        assert one.page.input_value("#code") == name
        found = one.page.evaluate(f"askedOf(data, 'en', '{name}').map((one) => one.question.id)")
        assert drawn.setdefault(name, found) == found
    assert drawn["anna"] != drawn["ben"]


def test_checks_stand_among_the_questions(player: Players, folder: Path) -> None:
    """One in ten, never the first, and every question once."""
    one = player().open(folder)
    script = """(code) => {
      const ids = Array.from({ length: 40 }, (_, i) => `item${i}`);
      const made = (id) => ({ id });
      const fake = { every: 10, booklets: { en: [ids] },
        items: Object.fromEntries(ids.map((id) => [id, made(id)])),
        checks: { en: ["a", "b", "c", "d"].map(made) } };
      return askedOf(fake, "en", code).map((one) => [one.question.id, one.check]);
    }"""
    for code in ("anna", "ben", "chris"):
        asked = one.page.evaluate(script, code)
        places = [place for place, (_, check) in enumerate(asked) if check]
        assert len(asked) == len({name for name, _ in asked}) == 44
        assert [place // 11 for place in places] == [0, 1, 2, 3]
        assert 0 not in places


def test_who_closes_the_page_goes_on_where_it_was_left(
    player: Players, folder: Path, tmp_path: Path
) -> None:
    one = player().open(folder)
    one.to_the_questions()
    one.answer()
    one.answer()
    assert one.head() == "Question 3 of 7"
    one.page.reload()
    assert one.page.inner_text(".screen-of-text .next") == "Go on where you stopped"
    code = one.page.input_value("#code")
    one.next()
    assert one.head() == "Question 3 of 7"
    while not one.is_done():
        one.answer()
    rows = one.saved(tmp_path / "person.jsonl")
    assert len({row["id"] for row in rows}) == 7
    assert {row["participant"] for row in rows} == {code}


def test_nothing_is_kept_of_who_does_not_agree(player: Players, folder: Path) -> None:
    one = player().open(folder)
    one.next()
    one.page.click("text=I do not want to take part")
    assert "Nothing was recorded" in one.page.inner_text("#stage")
    assert one.page.evaluate("localStorage.length") == 0


def test_a_keyboard_is_enough(player: Players, folder: Path) -> None:
    """Letters choose, Enter goes on; typed answers end with Enter."""
    one = player().open(folder)
    one.to_the_questions()
    while not one.is_done():
        if one.page.locator(".option").count():
            one.page.keyboard.press("b")
            assert one.page.locator(".option").nth(1).get_attribute("aria-pressed") == "true"
        else:
            one.page.focus("#answer")
            one.page.keyboard.type("red")
        before = one.page.inner_text(".place")
        one.page.keyboard.press("Enter")
        one.page.wait_for_selector(f".place:text-is('{before}')", state="detached")


def test_a_bad_code_is_refused(player: Players, folder: Path) -> None:
    one = player().open(folder)
    one.page.fill("#code", "Anna Müller")
    one.next()
    assert "Only letters" in one.page.inner_text(".bad")


def test_a_film_plays_stops_and_is_gone_through_picture_by_picture(
    player: Players, questions: QuestionSet, tmp_path: Path
) -> None:
    only = {"modality": "frames", "task": "permanence/shell-game"}
    plan = Plan(language="en", practice=0, only=only)
    write_people(questions, tmp_path / "films", plan)
    one = player().open(tmp_path / "films")
    for _ in range(4 - 1):
        one.next()
    one.next()
    one.head()
    page, label = one.page, ".film figcaption"
    assert page.inner_text(label) == "Frame 1"
    page.click(".step >> nth=1")
    assert page.inner_text(label) == "Frame 2"
    page.click("h1")
    page.keyboard.press("ArrowLeft")
    assert page.inner_text(label) == "Frame 1"
    page.keyboard.press(" ")
    page.wait_for_selector(".film figcaption:not(:text-is('Frame 1'))")
    page.keyboard.press(" ")
    stopped = page.inner_text(label)
    page.wait_for_timeout(600)
    assert page.inner_text(label) == stopped
    assert page.locator(".screen img.shown").count() == 1


def test_answers_are_sent_where_that_is_wanted(
    player: Players, questions: QuestionSet, tmp_path: Path
) -> None:
    """And kept for another try where they do not arrive."""
    address = "https://example.org/in"
    plan = Plan(language="en", each=2, practice=0, post_to=address)
    write_people(questions, tmp_path / "sent", plan)
    one = player()
    got: list[str] = []
    answers = iter([503, 200])

    def serve(route: Any) -> None:
        got.append(route.request.post_data)
        route.fulfill(status=next(answers), headers={"Access-Control-Allow-Origin": "*"})

    one.page.route(address, serve)
    one.open(tmp_path / "sent")
    one.next()
    assert "example.org" in one.page.inner_text("#stage")
    for _ in range(3):
        one.next()
    while not one.is_done():
        one.answer()
    one.page.wait_for_selector("text=could not be sent")
    one.page.click("button:text-is('Try again')")
    one.page.wait_for_selector("text=have arrived")
    assert got[0] == got[1]
    assert len(got[0].splitlines()) == 3
    one.said[:] = [text for text in one.said if "503" not in text]


def test_nothing_is_fetched_but_pictures_of_the_folder(player: Players, folder: Path) -> None:
    one = player()
    asked: list[str] = []
    one.page.on("request", lambda request: asked.append(request.url))
    one.open(folder).to_the_questions()
    while not one.is_done():
        one.answer()
    here = folder.as_uri()
    assert all(url.startswith((f"{here}/media/", f"{here}/index.html")) for url in asked)
