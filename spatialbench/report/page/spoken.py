"""Texts as the template writes them: one language in the page, the other in the data, by number."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from spatialbench.report.both import Both, Said


class Words:
    """The texts of the language that the page is not opened in, each once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.other: list[str] = []
        self._places: dict[Said, int] = {}

    def place(self, said: Said) -> int:
        """The number of a text."""
        if said not in self._places:
            self._places[said] = len(self.other)
            self.other.append(said.zh if self.language == "en" else said.en)
        return self._places[said]

    def own(self, said: Said) -> str:
        """The text in the language of the page."""
        return said.en if self.language == "en" else said.zh


class Written:
    """A text for the template: as an element whose words the script can change, where the
    languages differ; escaped in any case."""

    def __init__(self, said: Said, words: Words) -> None:
        self.said, self._words = said, words

    def __html__(self) -> str:
        own = escape(self.own)
        return f"<span{self.mark}>{own}</span>" if self.mark else own

    @property
    def own(self) -> str:
        """The words in the language of the page; the template escapes them."""
        return self._words.own(self.said)

    @property
    def mark(self) -> str:
        """What goes into an element's tag where nothing but text may stand inside of it."""
        same = self.said.en == self.said.zh
        return "" if same else f' data-t="{self._words.place(self.said)}"'

    def attribute(self, name: str) -> str:
        """The same as an attribute of that name, with the number beside it."""
        own = f'{name}="{escape(self.own)}"'
        if self.said.en == self.said.zh:
            return own
        return f'{own} data-t-{name}="{self._words.place(self.said)}"'


class Spoken:
    """The function `t` of the template."""

    def __init__(self, both: Both, words: Words) -> None:
        self._both, self._words = both, words

    def __call__(self, name: str, /, **fields: object) -> Written:
        """The text of that name."""
        plain = {key: v.said if isinstance(v, Written) else v for key, v in fields.items()}
        return self.said(self._both(name, **plain))

    def said(self, said: Said) -> Written:
        """A text that is there in both languages."""
        return Written(said, self._words)

    def word(self, group: str, name: str) -> Written:
        """The word for a name of that group."""
        return self.said(self._both.word(group, name))

    def zipped(self, en: Sequence[str], zh: Sequence[str]) -> list[Written]:
        """Texts that are there as two lists."""
        return [self.said(Said(*pair)) for pair in zip(en, zh, strict=True)]

    def explained(self, name: str) -> Written | None:
        """What a column means, where its name is a term that needs it."""
        return self(f"means.{name}") if self._both.en.known(f"means.{name}") else None
