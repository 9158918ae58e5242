"""The page of the test: what it is told, and somebody who goes through it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any  # playwright may not be installed

QUESTION = "form.question:not([hidden])"


class Player:
    """Somebody who takes the test."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, folder: Path, query: str = "") -> Player:
        self.page.goto((folder / "index.html").as_uri() + query)
        return self

    def next(self) -> None:
        """On from a screen of text."""
        self.page.click(".screen-of-text .next")

    def head(self) -> str:
        """What stands above the question: which it is, of how many."""
        self.page.wait_for_selector(QUESTION)
        return str(self.page.inner_text(".place"))

    def answer(self, text: str = "red") -> None:
        """The first option, or this text."""
        self.page.wait_for_selector(QUESTION)
        if self.page.locator(".option").count():
            self.page.locator(".option").first.click()
        else:
            self.page.fill("#answer", text)
        self.page.click(".actions .next")

    def to_the_questions(self, *, practice: int = 2) -> None:
        """Through consent, instructions and practice."""
        for _ in range(4):
            self.next()
        for _ in range(practice):
            self.answer()
            self.page.click(".below .next")
        self.next()

    def is_done(self) -> bool:
        self.page.wait_for_selector(f"{QUESTION}, .screen-of-text")
        return bool(self.page.locator("details.shared").count())

    def saved(self, out: Path) -> list[dict[str, Any]]:
        """The answers, saved to that file."""
        with self.page.expect_download() as download:
            self.next()
        download.value.save_as(out)
        return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def data_of(page: Path) -> dict[str, Any]:
    """What the page is told."""
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data
