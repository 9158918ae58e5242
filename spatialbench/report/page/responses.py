"""The responses that the item browser shows, picked from answer files and shortened.

A long response keeps its beginning and the surroundings of what was read (or its end), so that a
page stays small whatever models write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # rows as JSON

from spatialbench.answers.files import read_answers
from spatialbench.answers.rows import Answer, answer_of
from spatialbench.jsonl import sha256_of
from spatialbench.scoring.results import Results

Source = str | Path | Iterable[Answer | Mapping[str, Any]]
"""An answer file, or its rows."""

LONGEST = 8_000
LIMITS = (LONGEST, 4_000, 2_000, 1_000, 500, 250, 120)
BUDGET = 1_000_000
"""So many bytes of responses go into a page, if shortening them to the last limit allows it."""

Span = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Response:
    """A response of `length` characters: the stretches of it that are kept, each with its start,
    and where in it the answer stands. `error` says that this is the message of a failed call."""

    length: int
    kept: tuple[tuple[int, str], ...]
    span: Span
    error: bool = False


def response(text: str, span: Span, *, limit: int, error: bool = False) -> Response:
    """The response shortened to about `limit` characters."""
    kept = tuple((low, text[low:high]) for low, high in stretches(len(text), span, limit))
    return Response(len(text), kept, span, error)


def stretches(length: int, span: Span, limit: int) -> list[tuple[int, int]]:
    """What is kept of so many characters: all of them, or the beginning and, about as long, what
    lies around the end of the span (without a span, the end)."""
    if length <= limit:
        return [(0, length)]
    half = limit // 2
    high = length if span is None else min(length, span[1] + half // 4)
    low = max(0, high - half)
    return [(0, max(half, high))] if low <= half else [(0, half), (low, high)]


def shorter(one: Response, limit: int) -> Response:
    """A response that was shortened before, shortened further."""
    kept = []
    for low, high in stretches(one.length, one.span, limit):
        for start, text in one.kept:
            if start <= low < start + len(text):
                kept.append((low, text[low - start : high - start]))
    return Response(one.length, tuple(kept), one.span, one.error)


def fitting_limit(found: Iterable[Response], budget: int = BUDGET) -> int:
    """The largest limit that keeps all responses within so many bytes; else the smallest one."""
    sizes = [sum(len(text.encode("utf-8", "replace")) for _, text in one.kept) for one in found]
    for limit in LIMITS:
        if sum(min(size, limit) for size in sizes) <= budget:
            return limit
    return LIMITS[-1]


def pieces(one: Response) -> list[Any]:
    """The response as JSON: text as it is, what was read as a list of one, gaps as numbers of
    characters."""
    found: list[Any] = []
    end = 0
    for start, text in one.kept:
        if start > end:
            found.append(start - end)
        found += _marked(text, start, one.span)
        end = start + len(text)
    return [*found, one.length - end] if end < one.length else found


def _marked(text: str, start: int, span: Span) -> Iterator[Any]:
    low, high = (0, 0) if span is None else (span[0] - start, span[1] - start)
    low, high = max(0, min(low, len(text))), max(0, min(high, len(text)))
    if low >= high:
        yield text
        return
    if low:
        yield text[:low]
    yield [text[low:high]]
    if high < len(text):
        yield text[high:]


@dataclass(slots=True)
class Picker:
    """Finds the rows that belong to some items of some models, in their first repeat;
    of people, those of the first who was asked."""

    results: Sequence[Results]
    rows: Mapping[str, int]
    """The kept ids with the row of each among the outcomes."""
    found: dict[tuple[int, str], Response] = field(default_factory=dict)

    def take(self, sources: Sequence[Source]) -> dict[tuple[int, str], Response]:
        """The responses by place of the model and id of the item."""
        first = [int(one.outcomes.columns.epoch.min()) for one in self.results]
        people = [bool(one.outcomes.sittings) for one in self.results]
        parallel = len(sources) == len(self.results)
        for place, source in enumerate(sources):
            owners = self._owners(source, place if parallel else None)
            for answer in _rows_of(source):
                model = owners.get(answer.model)
                if model is None or answer.id not in self.rows:
                    continue
                if self._is_first(model, answer) if people[model] else answer.epoch == first[model]:
                    self._keep(model, answer)
        return self.found

    def _owners(self, source: Source, place: int | None) -> dict[str | None, int]:
        """Which model the rows with each name belong to. Of a file these are the results scored
        from it, whatever they are called; rows without a name belong to its only one, or to the
        model whose place among the sources this is."""
        scored = self._scored_from(source)
        if place in scored:  # of two runs that said the same, this one
            scored = [place]
        of_rows = scored if isinstance(source, str | Path) and scored else range(len(self.results))
        owners: dict[str | None, int] = {_named(self.results[i]): i for i in of_rows}
        if len(scored) == 1:
            owners[None] = scored[0]
        elif place is not None:
            owners[None] = place
        return owners

    def _scored_from(self, source: Source) -> list[int]:
        """The places of the results that were scored from this source."""
        if not isinstance(source, str | Path):
            return self._called("answers")
        path = Path(source)
        if path.is_file():
            sha256 = sha256_of(path)
            same = [i for i, one in enumerate(self.results) if one.answers.sha256 == sha256]
            if same:
                return same
        return self._called(path.name)

    def _called(self, source: str) -> list[int]:
        return [i for i, one in enumerate(self.results) if one.answers.source == source]

    def _keep(self, model: int, answer: Answer) -> None:
        row = self.rows.get(answer.id)
        known = self.found.get((model, answer.id))
        if row is None or (known is not None and not known.error):
            return
        if answer.failed:
            message = answer.error or ""
            self.found[model, answer.id] = response(message, None, limit=LONGEST, error=True)
        else:
            span = self.results[model].outcomes[self._row(model, row)].span
            self.found[model, answer.id] = response(answer.response or "", span, limit=LONGEST)

    def _is_first(self, model: int, answer: Answer) -> bool:
        """Whether this is the answer of the first person who was asked."""
        outcomes = self.results[model].outcomes
        first = outcomes[outcomes.first(self.rows[answer.id])]
        return (answer.participant, answer.epoch) == (first.participant, first.epoch)

    def _row(self, model: int, item: int) -> int:
        return self.results[model].outcomes.first(item)


def _named(results: Results) -> str:
    """The name that rows of this model give."""
    return results.answers.model or results.model


def _rows_of(source: Source) -> Iterator[Answer]:
    if isinstance(source, str | Path):
        yield from read_answers(source)
        return
    for number, row in enumerate(source, 1):
        yield row if isinstance(row, Answer) else answer_of(dict(row), f"answers, {number}", number)
