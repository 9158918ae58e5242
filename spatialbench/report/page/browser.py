"""The data of the item browser: questions, keys, and what every model answered, as compact JSON.

Paragraphs and responses that come again are kept once. Nothing is escaped or made visible here:
the script of the page writes text as text, and shows what is unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar  # JSON

from spatialbench.answers.source import Questions, sealed_keys
from spatialbench.errors import InputError
from spatialbench.items.item import Image, Item, Key, Text
from spatialbench.report.both import Both
from spatialbench.report.page.pictures import NoPictures, Pictures
from spatialbench.report.page.responses import (
    Picker,
    Response,
    Source,
    fitting_limit,
    pieces,
    shorter,
)
from spatialbench.report.page.thumbnails import is_film
from spatialbench.report.texts import Texts, all_texts
from spatialbench.scoring.outcomes import Outcome
from spatialbench.scoring.results import Results

MOST_OUTCOMES = 20_000
"""So many answers go into a page; of larger sets, items are taken evenly."""

T = TypeVar("T")
_WORDS = ("browser", "status", "label", "rival")


@dataclass(slots=True)
class Kept:
    """Values that come again, by their first place."""

    values: list[Any] = field(default_factory=list)
    places: dict[Any, int] = field(default_factory=dict)

    def place(self, token: Any, value: Any) -> int:
        """The place of a value, known by its token."""
        if token not in self.places:
            self.places[token] = len(self.values)
            self.values.append(value)
        return self.places[token]


def browser_data(
    question_set: Questions,
    results: Sequence[Results],
    *,
    answers: Sequence[Source],
    both: Both,
    pictures: Callable[[Sequence[Item]], Pictures] = lambda items: NoPictures(),
    verdicts: bool = True,
) -> dict[str, Any]:
    """Everything the browser shows. `pictures` makes what gives the pictures of the items. Without
    `verdicts` it shows what was read, not the key nor what of it was right."""
    count = len(results[0].questions)
    rows = evenly(range(count), max(1, MOST_OUTCOMES // len(results)))
    items = _picked(question_set, rows)
    picker = Picker(results, {item.id: row for item, row in zip(items, rows, strict=True)})
    found = picker.take(answers) if answers else {}
    given = {model for model, _ in found}
    limit = fitting_limit(found.values())
    keys = _keys(question_set, picker.rows) if verdicts else {}
    gathered = _Gathered(results, found, limit, pictures(items), verdicts)
    listed = [
        gathered.item(item, keys.get(item.id), row) for item, row in zip(items, rows, strict=True)
    ]
    return {
        "words": {texts.language: _words(texts) for texts in (both.en, both.zh)},
        "limit": limit,
        "all": count,
        "given": [place in given for place in range(len(results))],
        "verdicts": verdicts,
        "canary": items[0].canary if items else "",
        "paragraphs": gathered.paragraphs.values,
        "pictures": gathered.pictures.values,
        "thinned": gathered.thinned,
        "responses": gathered.responses.values,
        "items": listed,
    }


def _picked(question_set: Questions, rows: Sequence[int]) -> list[Item]:
    wanted = set(rows)
    return [item for row, item in enumerate(question_set.items()) if row in wanted]


def evenly(items: Sequence[T], most: int) -> list[T]:
    """At most so many items, evenly spread over the set.

    >>> evenly("abcdef", 3)
    ['a', 'c', 'e']
    """
    count = min(most, len(items))
    return [items[place * len(items) // count] for place in range(count)]


def _keys(question_set: Questions, wanted: Container[str]) -> Mapping[str, Key]:
    try:
        return {key.id: key for key in sealed_keys(question_set) if key.id in wanted}
    except InputError:  # the key was moved away: the browser shows the questions without it
        return {}


def _words(texts: Texts) -> dict[str, dict[str, str]]:
    from spatialbench.items.words import tables

    words = {
        group: {name: entry[texts.language] for name, entry in all_texts()[group].items()}
        for group in _WORDS
    }
    words["rival"] |= {name: texts.word("rival", name) for name in texts.brought("rival")}
    # Canonical values are English names; in English nothing needs to be said about them.
    labels = tables(texts.language)["labels"] if texts.language != "en" else {}
    return {**words, "values": dict(labels)}


@dataclass(slots=True)
class _Gathered:
    """What is gathered while the items are listed."""

    results: Sequence[Results]
    found: Mapping[tuple[int, str], Response]
    limit: int
    shown: Pictures
    verdicts: bool
    paragraphs: Kept = field(default_factory=Kept)
    pictures: Kept = field(default_factory=Kept)
    responses: Kept = field(default_factory=Kept)
    thinned: bool = False

    def item(self, item: Item, key: Key | None, row: int) -> dict[str, Any]:
        return {
            "id": item.id,
            "task": item.task,
            "family": item.family,
            "level": item.level,
            "language": item.language,
            "modality": item.modality,
            "form": "choice" if item.answer_type in {"choice", "choices"} else "open",
            "chance": round(item.chance, 4),
            "content": list(self._content(item)),
            "options": _options(item),
            "key": None if key is None else value_text(key.answer),
            "rivals": {} if key is None else _rivals(key),
            "answers": [self._answer(model, item.id, row) for model in range(len(self.results))],
            **({} if item.axis is None else {"steps": f"{item.facts.get(item.axis)} {item.axis}"}),
        }

    def _content(self, item: Item) -> Iterator[Any]:
        """Numbers of paragraphs; of a picture label, path and number; of a film its labels."""
        for is_image, parts in groupby(item.content, lambda part: isinstance(part, Image)):
            if not is_image:
                texts = [part.text for part in parts if isinstance(part, Text)]
                paragraphs = [one for text in texts for one in text.split("\n\n")]
                yield from (self.paragraphs.place(text, text) for text in paragraphs)
                continue
            run = [part for part in parts if isinstance(part, Image)]
            if is_film(item, run):
                yield self._film(run)
            else:
                yield from ([one.label, one.path, self._still(one)] for one in run)

    def _still(self, image: Image) -> int | None:
        shown = self.shown.still(image.path)
        return None if shown is None else self.pictures.place(image.path, shown)

    def _film(self, run: Sequence[Image]) -> list[Any]:
        film = self.shown.film(run)
        path = f"{run[0].path} … {run[-1].path}"
        if film is None:
            return [[one.label for one in run], path, None]
        if "tiles" in film:
            self.thinned = True
        else:
            film = {**film, "frames": [self._still(one) for one in run]}
        place = self.pictures.place(tuple(one.path for one in run), film)
        return [[one.label for one in run], path, place]

    def _answer(self, model: int, name: str, row: int) -> list[Any]:
        """Status, value, method, rivals equalled, response, partial score, confidence, attempts."""
        outcomes = self.results[model].outcomes
        attempts = len(outcomes) // len(outcomes.questions)
        own = outcomes[row * attempts : (row + 1) * attempts]
        first = outcomes[outcomes.first(row)]
        told = [
            _status(first) if self.verdicts or first.status != "ok" else "read",
            None if first.value is None else value_text(first.value),
            first.method,
            list(first.equals) if self.verdicts else [],
            self._response(model, name),
            first.partial if self.verdicts and first.partial not in (0, 1) else None,
            None if first.confidence is None else round(first.confidence, 4),
            self._attempts(own) if self.verdicts and attempts > 1 else None,
        ]
        while told and told[-1] is None:
            told.pop()
        return told

    def _attempts(self, own: Sequence[Outcome]) -> list[int]:
        """How many of the attempts were right, and how many there were."""
        people = own[0].participant is not None
        asked = [one for one in own if not people or one.status != "missing"]
        return [sum(bool(one.right) for one in asked), len(asked)]

    def _response(self, model: int, name: str) -> int | None:
        found = self.found.get((model, name))
        if found is None:
            return None
        one = shorter(found, self.limit)
        return self.responses.place((one.kept, one.span, one.length), [one.length, *pieces(one)])


def _status(outcome: Outcome) -> str:
    if outcome.status != "ok":
        return outcome.status
    return "right" if outcome.right else "wrong"


def _options(item: Item) -> list[str] | None:
    """The options as a model sees them; a closed vocabulary is none."""
    is_choice = item.answer_type in {"choice", "choices"}
    return list(item.options) if is_choice and item.options else None


def _rivals(key: Key) -> dict[str, str]:
    return {name: value_text(value) for name, value in key.rivals.items()}


def value_text(value: Any) -> str:
    """A value as text: lists with commas, cells with colons."""
    if isinstance(value, Mapping):
        return "; ".join(f"{cell}: {content}" for cell, content in value.items())
    return ", ".join(map(str, value)) or "none" if isinstance(value, list | tuple) else str(value)
