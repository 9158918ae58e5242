"""Small pictures in the page: every question that has one, within a budget, and nothing hostile."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from answered_sets import HandSet, hand_set, member, rows_of
from hypothesis import given
from hypothesis import strategies as st
from pictured import POSTSCRIPT, in_format, png, promising
from PIL import Image as Pillow
from report_cases import Made, hits, made

from spatialbench.errors import InputError
from spatialbench.items.item import Image, Item, Text
from spatialbench.report.both import Both
from spatialbench.report.page import thumbnails
from spatialbench.report.page.browser import browser_data
from spatialbench.report.page.pictures import SmallPictures, WholePictures
from spatialbench.report.page.thumbnails import Thumbnails, runs, spread
from spatialbench.report.texts import Texts

FRAMES = 9


@dataclass(frozen=True)
class PictureSet(HandSet):
    """A set in memory, with the pictures in a folder."""

    path: Path = Path()


def still_item(name: str, path: str) -> Any:
    """A question about one picture."""
    shown = (Text("Look:"), Image(path, "Picture 1"), Text("Which?"))
    return member(name, content=shown, modality="image")


def film_item(name: str, paths: list[str]) -> Any:
    """A question about a picture, and a film that follows it after a word."""
    frames = tuple(Image(path, f"Frame {n}") for n, path in enumerate(paths, 1))
    content = (Image(paths[0], "Picture 1"), Text("Then:"), *frames, Text("Which?"))
    return member(name, content=content, modality="frames")


@pytest.fixture
def pictured(tmp_path: Path) -> PictureSet:
    """A still, and a film of nine frames, each of its own colour."""
    (tmp_path / "media").mkdir()
    names = [f"media/{n}.png" for n in range(FRAMES + 1)]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(png(20 * number, 300))
    told = hand_set(still_item("still", names[-1]), film_item("film", names[:-1]))
    return PictureSet(told.members, path=tmp_path)


def run_of(pictures: PictureSet) -> Made:
    """The set answered by one model."""
    count = len(pictures.members)
    return made(pictures, {"A": rows_of(pictures, hits(count, 3), "A")})


def shown(pictures: PictureSet, make: Any = SmallPictures) -> dict[str, Any]:
    """The data of the browser."""
    run = run_of(pictures)
    how = (lambda items: make(pictures.path, items)) if make is SmallPictures else (
        lambda items: make(pictures.path)
    )  # fmt: skip
    return browser_data(
        pictures, run.results, answers=(), both=Both(Texts("en"), Texts("zh")), pictures=how
    )


def opened(uri: str) -> Pillow.Image:
    """The picture of a data URI."""
    head, _, data = uri.partition(",")
    assert head == "data:image/webp;base64"
    return Pillow.open(io.BytesIO(base64.b64decode(data)))


def test_every_picture_is_in_the_page_unasked(pictured: PictureSet) -> None:
    """Stills as WebP, a film as tiles; the words between them stay where they are."""
    data = shown(pictured)
    still, film = data["items"]
    _, [label, _, place], _ = still["content"]
    assert label == "Picture 1"
    assert opened(data["pictures"][place]).size == (256, 256)
    first, then, [labels, _, place], _ = film["content"]
    assert (first[0], data["paragraphs"][then]) == ("Picture 1", "Then:")
    assert labels == [f"Frame {n}" for n in range(1, FRAMES + 1)]
    found = data["pictures"][place]
    assert found["kept"] == list(range(FRAMES))
    assert opened(found["tiles"]).size == (3 * 256, 3 * 256)


def test_the_tiles_are_the_frames_in_order(pictured: PictureSet) -> None:
    """Each in its place of the sheet."""
    film = Thumbnails(pictured.path, list(pictured.items())).film(
        tuple(f"media/{n}.png" for n in range(FRAMES))
    )
    assert film is not None
    sheet = opened(film.uri).convert("RGB")
    for n in range(FRAMES):
        x, y = n % film.columns * film.width + 99, n // film.columns * film.height + 99
        assert abs(sheet.getpixel((x, y))[0] - 20 * n) < 8


def test_whole_pictures_are_those_of_the_set(pictured: PictureSet) -> None:
    """With `--pictures`: every frame is a picture of its own, each file once."""
    data = shown(pictured, WholePictures)
    film = data["pictures"][data["items"][1]["content"][2][2]]
    assert len(film["frames"]) == FRAMES
    uris = [one for one in data["pictures"] if isinstance(one, str)]
    assert len(uris) == FRAMES + 1
    assert all(uri.startswith("data:image/png;base64,") for uri in uris)


@pytest.mark.parametrize(
    ("wanted", "kinds"), [(None, {"webp"}), (True, {"png"}), (False, set())], ids=str
)
def test_the_report_takes_small_pictures_all_or_none(
    pictured: PictureSet, wanted: bool | None, kinds: set[str]
) -> None:
    """Small is what comes unasked."""
    text = run_of(pictured).text(pictures=wanted)
    assert {kind for kind in ("webp", "png") if f"data:image/{kind};" in text} == kinds


def test_the_budget_holds_and_what_does_not_fit_is_named(
    pictured: PictureSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path stands where no picture does."""
    monkeypatch.setattr(thumbnails, "BUDGET", 600)
    data = shown(pictured)
    spent = [one if isinstance(one, str) else one["tiles"] for one in data["pictures"]]
    assert sum(map(len, spent)) <= 600
    places = [p[2] for item in data["items"] for p in item["content"] if not isinstance(p, int)]
    assert None in places


def test_tight_budgets_make_smaller_pictures(
    pictured: PictureSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than fewer."""
    for file in (pictured.path / "media").iterdir():
        Pillow.effect_noise((300, 300), 90).convert("RGB").save(file)
    items = list(pictured.items())
    wide = Thumbnails(pictured.path, items)
    monkeypatch.setattr(thumbnails, "BUDGET", 60_000)
    tight = Thumbnails(pictured.path, items)
    assert tight.size.side < wide.size.side
    assert tight.still("media/0.png")
    assert tight.film(tuple(f"media/{n}.png" for n in range(FRAMES)))


def test_of_many_films_fewer_frames_are_read(
    pictured: PictureSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the numbers that they have in the prompt."""
    monkeypatch.setattr(thumbnails, "MOST_READ", 9)
    data = shown(pictured)
    film = data["pictures"][data["items"][1]["content"][2][2]]
    assert film["kept"] == [0, 2, 3, 5, 6, 8] or film["kept"] == list(spread(FRAMES, 7))
    assert data["thinned"]


@given(st.integers(0, 200), st.integers(2, 60))
def test_frames_are_kept_evenly_with_both_ends(count: int, most: int) -> None:
    """At most so many, each once, in order."""
    kept = spread(count, most)
    assert len(kept) == min(count, most)
    assert list(kept) == sorted(set(kept))
    assert not kept or (kept[0], kept[-1]) == (0, count - 1)
    gaps = {b - a for a, b in pairwise(kept)}
    assert not gaps or max(gaps) - min(gaps) <= 1


@pytest.mark.parametrize(
    "data",
    [b"", POSTSCRIPT, in_format("GIF"), promising(60_000, 60_000), promising(9, 9), png(3)[:45]],
    ids=["empty", "postscript", "gif", "immense", "promised", "torn"],
)
def test_what_is_no_picture_is_named_only(pictured: PictureSet, data: bytes) -> None:
    """No other reader of Pillow's is tried, and nothing immense is unpacked; the film that has it
    is named, too."""
    (pictured.path / "media/0.png").write_bytes(data)
    found = shown(pictured)["items"]
    assert found[0]["content"][1][2] is not None
    assert found[1]["content"][0][2] is None
    assert found[1]["content"][2][2] is None


@pytest.mark.parametrize("path", ["../outside.png", "/etc/hostname", "media", "gone.png"])
def test_a_path_that_leads_elsewhere_is_no_picture(tmp_path: Path, path: str) -> None:
    """Small or whole; asked for whole, it is an error that names it."""
    (tmp_path / "set" / "media").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png(1))
    told = PictureSet(hand_set(still_item("still", path)).members, path=tmp_path / "set")
    assert shown(told)["items"][0]["content"][1][2] is None
    with pytest.raises(InputError, match="expected a picture of the set"):
        shown(told, WholePictures)


def test_pictures_with_words_between_them_are_no_film() -> None:
    """Nor are those of a question that is no film, however many."""
    images = [Image(f"{n}.png", str(n)) for n in range(6)]
    apart = tuple(part for image in images for part in (image, Text("and")))
    base: Item = member("i", content=apart, modality="frames")[0]
    assert [len(run) for run in runs(base)] == [1] * 6
    assert [len(run) for run in runs(replace(base, content=tuple(images)))] == [6]
    options = replace(base, content=tuple(images), modality="image")
    assert [len(run) for run in runs(options)] == [1] * 6
