"""The page with the scene to be turned, in a real browser."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sample_scenes import plain_cube

from spatialbench.render import render, turnable_page

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZE = 400


@pytest.fixture
def tab(driver: Any, tmp_path: Path) -> Iterator[Any]:
    """A page with a cube on a table, opened without a network; `asked` are its requests."""
    file = tmp_path / "cube.html"
    file.write_text(turnable_page(plain_cube((250, -300, 260)), "a cube"), encoding="utf-8")
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
    context = browser.new_context(offline=True, viewport={"width": SIZE, "height": SIZE})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_timeout(1500)
    yield page
    browser.close()


def seen(tab: Any) -> np.ndarray:
    """(h, w, 3): what the browser shows, without the words."""
    tab.evaluate("document.getElementById('note').style.display = 'none'")
    tab.wait_for_timeout(200)
    with Image.open(BytesIO(tab.screenshot())) as picture:
        return np.asarray(picture.convert("RGB")).astype(int)


def hues(image: np.ndarray) -> dict[str, float]:
    """The shares of the picture that are red, green and blue."""
    r, g, b = image[..., 0], image[..., 1], image[..., 2]
    return {
        "red": float(((r > 150) & (g < 60) & (b < 60)).mean()),
        "green": float(((g > r + 50) & (g > b + 20)).mean()),
        "blue": float(((b > 150) & (r < 90)).mean()),
    }


def test_a_page_shows_the_scene_and_it_can_be_turned(tab: Any) -> None:
    """The same three colours as the picture at first; others when the mouse has dragged it round;
    and nothing was asked of any network."""
    expected = hues(render(plain_cube((250, -300, 260)), size=SIZE).image.astype(int))
    before = hues(seen(tab))
    assert all(before[hue] > 0.3 * share > 0.01 for hue, share in expected.items())
    tab.mouse.move(200, 200)
    tab.mouse.down()
    tab.mouse.move(60, 200, steps=8)
    tab.mouse.up()
    tab.wait_for_timeout(500)
    after = hues(seen(tab))
    assert after["red"] < 0.5 * before["red"]
    assert [url for url in tab.asked if not url.startswith(("data:", "blob:"))] == [tab.url]
