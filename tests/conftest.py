"""Makes the modules beside the tests importable; how hypothesis draws.

No test depends on the clock. The gate (CI=…) draws the same examples every time; elsewhere new ones
are tried at each run.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # playwright may not be installed

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")
if examples := os.environ.get("FUZZ"):  # `nox -s fuzz`
    settings.register_profile("fuzz", deadline=None, max_examples=int(examples))
    settings.load_profile("fuzz")

CHROMIUM = "/usr/bin/chromium"
_SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """What drives browsers, once for all tests of a process: two at a time are one too many; or a
    skipped test that says what is missing."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"{CHROMIUM} is not installed (apt install chromium)")
    reason = "playwright is not installed (pip install playwright)"
    with pytest.importorskip("playwright.sync_api", reason=reason).sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Any) -> Iterator[Any]:
    """Debian's browser."""
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(_SWITCHES))
    yield browser
    browser.close()
