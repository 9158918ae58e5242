"""Wording: no hole left in a sentence, no English label in a Chinese one, twins alike in length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from spatialbench.audit.entries import Entry, grouped
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.partial.mentions import whole_word

LENGTH_BAND = 1.5  # by which factor a pair of twins may differ from the usual ratio of lengths


def prose(prompt: str) -> str:
    """The prompt without the lines that are JSON."""
    lines = prompt.split("\n")
    return "\n".join([x for x in lines if not (x.startswith("{") and x.endswith("}"))])


def language_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Braces left in the prose, Latin labels in Chinese, lengths of twins out of proportion."""
    told = [(entry, prose(entry.item.prompt)) for entry in found]
    holes = [entry.item.id for entry, text in told if "{" in text or "}" in text]
    yield _count("braces left in the prompt", scope, holes, len(found))
    labels = sorted({label for entry in found for label in _labels(entry)})
    chinese = [(entry, text) for entry, text in told if entry.item.language == "zh"]
    mixed = [e.item.id for e, text in chinese if any(whole_word(x).search(text) for x in labels)]
    yield _count("Latin labels in Chinese", scope, mixed, len(chinese))
    yield from _length_findings(told, scope)


def _labels(entry: Entry) -> list[str]:
    """The names of options and answers as data, where they are words."""
    options = [entry.answer, *entry.options]
    parts = [part for o in options for part in (o if isinstance(o, tuple) else (o,))]
    return [part for part in parts if isinstance(part, str) and _is_word(part)]


def _is_word(label: str) -> bool:
    """Whether it is a word of some language, and not the name of a cell."""
    return len(label) > 1 and label.isascii() and not any(map(str.isdecimal, label))


def _count(check: str, scope: Scope, found: list[str], n: int) -> Finding:
    told = f"first: {found[0]}" if found else ""
    return Finding(
        check=check, scope=scope, value=float(len(found)), threshold=0.0, n=n, detail=told
    )


def _length_findings(told: Sequence[tuple[Entry, str]], scope: Scope) -> Iterator[Finding]:
    """By which factor the length of a Chinese item over that of its English twin is away from
    what is usual for such items, at most."""
    for group in grouped(told, lambda pair: (pair[0].item.modality, pair[0].form)):
        ratios = [
            len(by_language["zh"]) / len(by_language["en"])
            for twins in grouped(group, lambda pair: (pair[0].item.probe, pair[0].item.wording))
            if len(by_language := {entry.item.language: text for entry, text in twins}) == 2
        ]
        if not ratios:
            continue
        usual = median(ratios)
        farthest = max(max(ratio / usual, usual / ratio) for ratio in ratios)
        entry = group[0][0]
        yield Finding(
            check="length of Chinese to English",
            scope=Scope(task=scope.task, form=entry.form, modality=entry.item.modality),
            value=farthest,
            threshold=LENGTH_BAND,
            n=len(ratios),
            detail=f"usually {usual:.2f}",
        )
