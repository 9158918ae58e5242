"""Every text of the page in English and Chinese, so that one switch inside of it changes all."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from spatialbench.report.texts import Texts


class Said(NamedTuple):
    """The same in both languages."""

    en: str
    zh: str


class Both:
    """The words in both languages, called as `Texts` are; fields may themselves be `Said`."""

    def __init__(self, en: Texts, zh: Texts) -> None:
        self.en, self.zh = en, zh

    def __call__(self, name: str, /, **fields: object) -> Said:
        """The text of that name with its fields filled in."""
        return self.each(lambda texts: texts(name, **_fields(texts, fields)))

    def word(self, group: str, name: str) -> Said:
        """The word for a name of that group."""
        return self.each(lambda texts: texts.word(group, name))

    def model(self, name: str) -> Said:
        """The name of a model with its mark."""
        return self.each(lambda texts: texts.model(name))

    def each(self, say: Callable[[Texts], str]) -> Said:
        """What a function says in either language."""
        return Said(say(self.en), say(self.zh))


def _fields(texts: Texts, fields: dict[str, object]) -> dict[str, object]:
    return {
        name: getattr(value, texts.language) if isinstance(value, Said) else value
        for name, value in fields.items()
    }
