"""Do the words of a message give the answer away, to somebody who was not told one half of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from spatialbench.audit.entries import Entry
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.floors import Floor, floor_of
from spatialbench.audit.learning.classes import answers_picked, letters_picked, word_table
from spatialbench.audit.learning.folds import LEAST
from spatialbench.audit.learning.observers import both_ends, too_few
from spatialbench.items.sections import Sections, sections

HALVES: Mapping[str, Callable[[Sections], str]] = {
    "words without the story": lambda parts: parts.without_story,
    "words without the start": lambda parts: parts.without_start,
}


def wording_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """What words and characters of half a message say of the answer, and of its letter. One entry a
    probe, all in one language, modality and form."""
    told = [sections(entry.item) for entry in found]
    for check, half in HALVES.items():
        if len(found) < LEAST:
            yield too_few(check, scope, found)
            continue
        signs = _signs([half(parts) for parts in told], found)
        yield from both_ends(check, found, scope, answers_picked(found, signs))
        if scope.form == "choice":
            letters = letters_picked(found, signs)
            yield from both_ends(f"{check}, letter", found, scope, letters)


def wording_floors(found: Sequence[Entry], scope: Scope) -> Iterator[Floor]:
    """What words and characters of the whole message are worth to somebody who only counts them."""
    if len(found) < LEAST:
        return
    signs = _signs([entry.item.prompt for entry in found], found)
    said = answers_picked(found, signs).best
    worths = [
        entry.item.chance if value is None else float(value == entry.answer)
        for entry, value in zip(found, said, strict=True)
    ]
    yield floor_of("learned: words and characters", scope, worths, found)


def _signs(texts: Sequence[str], found: Sequence[Entry]) -> object:
    return word_table(texts, characters=found[0].item.modality != "state")
