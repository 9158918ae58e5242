"""The gallery: one page, and beside it every picture and film that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any  # playwright may not be installed

import pytest
from PIL import Image

from spatialbench.errors import InputError
from spatialbench.gallery.entries import Seen, Shelf, drawn, shelves
from spatialbench.gallery.gallery import MARK, write_gallery
from spatialbench.probes.generator import Generator
from spatialbench.probes.registry import find, tasks

SHOWN = ("cube/facing-you", "net/opposite", "permanence/hidden-where")


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a gallery of three tasks with small pictures."""
    out = tmp_path_factory.mktemp("gallery") / "gallery"
    return write_gallery(out, [find(task) for task in SHOWN], size=64)


@pytest.mark.parametrize("generator", tasks().values(), ids=list(tasks()))
def test_every_task_has_a_question_of_each_level_and_modality_in_both_languages(
    generator: Generator,
) -> None:
    found = list(shelves(generator, size=64))
    assert [shelf.level for shelf in found] == list(generator.levels)
    for entry in (entry for shelf in found for entry in shelf.entries):
        assert [telling.language for telling in entry.tellings] == ["en", "zh"]
        assert all(telling.answer and telling.parts for telling in entry.tellings)
    assert [entry.modality for entry in found[0].entries] == list(generator.modalities)


def films(shelf: Shelf) -> Iterator[Seen]:
    """The films of a level."""
    for entry in shelf.entries:
        parts = entry.tellings[0].parts
        yield from (p for p in parts if isinstance(p, Seen) and p.file.endswith(".webp"))


def test_a_film_has_the_frames_that_a_model_gets_and_goes_on_for_ever() -> None:
    shelf = next(shelves(find("permanence/shell-game"), size=64))
    (film,) = films(shelf)
    with Image.open(BytesIO(drawn(film))) as image:
        # Frames in which nothing has moved are one for WebP, which shows it longer.
        assert 1 < image.n_frames <= len(film.images)  # type: ignore[attr-defined]
        assert image.info["loop"] == 0


def test_everything_that_the_page_shows_is_beside_it(gallery: Path) -> None:
    named = set(re.findall(r'<img src="([^"]+)"', gallery.read_text("utf-8")))
    assert named == {f"media/{path.name}" for path in (gallery.parent / "media").iterdir()}


def test_answers_and_rivals_are_folded_away(gallery: Path) -> None:
    text = gallery.read_text("utf-8")
    questions = text.count('<div class="telling"')
    assert text.count('<details class="answer">') == questions > 0
    assert "as if nothing had been turned" in text


def test_a_gallery_is_written_anew_and_nothing_else_is_touched(tmp_path: Path) -> None:
    own = tmp_path / "own"
    one = [find("net/opposite")]
    assert write_gallery(own, one, size=64) == write_gallery(own, one, size=64)
    assert (own / MARK).is_file()
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("dear reader")
    with pytest.raises(InputError, match="expected a new folder"):
        write_gallery(foreign, one, size=64)
    assert [path.name for path in foreign.iterdir()] == ["letter.txt"]


# --- in a browser -----------------------------------------------------------------------------


@pytest.fixture(params=[1400, 390], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest, chromium: Any, gallery: Path) -> Iterator[Any]:
    """The gallery on a screen of that width; whatever the browser complains of fails the test."""
    opened = chromium.new_page(viewport={"width": request.param, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(gallery.as_uri())
    yield opened
    opened.close()
    assert said == []


def test_nothing_is_wider_than_the_screen(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pictures_and_films_are_seen(page: Any) -> None:
    page.evaluate(
        "for (const one of document.querySelectorAll('img')) one.loading = 'eager';"
        "for (const one of document.querySelectorAll('details.level')) one.open = true;"
    )
    page.wait_for_function("[...document.images].every(one => one.naturalWidth > 0)")
    assert page.evaluate("document.images.length") > 0


def test_one_ability_alone_is_shown_where_it_is_asked_for(page: Any) -> None:
    page.click("button[data-ability=net]")
    assert page.locator("section:visible").count() == 1
    page.click("button[data-ability='']")
    assert page.locator("section:visible").count() == len(SHOWN)


def test_one_language_is_shown_at_a_time(page: Any) -> None:
    visible = page.locator("details[open] > .entries .telling:visible")
    assert {one.get_attribute("lang") for one in visible.all()} == {"en"}
    page.click("button[data-language=zh]")
    assert {one.get_attribute("lang") for one in visible.all()} == {"zh"}
