"""Do the words of a message give the answer away, to somebody who was not told one half of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from spatialbench.audit.entries import Entry
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.floors import Floor
from spatialbench.audit.learning.classes import class_findings, learned_floor
from spatialbench.audit.learning.folds import LEAST
from spatialbench.audit.learning.observers import too_few
from spatialbench.audit.learning.relations import stories_differ
from spatialbench.audit.learning.signs import alike_in_words
from spatialbench.items.sections import Sections, sections

if TYPE_CHECKING:
    from spatialbench.audit.learning.signs import Alike

STORYLESS = "words without the story"
HALVES: Mapping[str, Callable[[Sections], str]] = {
    STORYLESS: lambda parts: parts.without_story,
    "words without the start": lambda parts: parts.without_start,
}


def wording_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """What words and characters of half a message say of the answer, and of its letter. One entry a
    probe, all in one language, modality and form."""
    told = [sections(entry.item, happens=entry.happens) for entry in found]
    lacking = stories_differ(found, told)
    for check, half in HALVES.items():
        if len(found) < LEAST:
            yield too_few(check, scope, found)
            continue
        if check == STORYLESS and not lacking:
            continue  # nothing is left out: what words are worth then is a floor
        alike = _alike([half(parts) for parts in told], found)
        yield from class_findings(check, found, scope, alike)


def wording_floors(found: Sequence[Entry], scope: Scope) -> Iterator[Floor]:
    """What words and characters of the whole message are worth to somebody who only counts them."""
    if len(found) >= LEAST:
        alike = _alike([entry.item.prompt for entry in found], found)
        yield learned_floor("learned: words and characters", found, scope, alike)


def _alike(texts: Sequence[str], found: Sequence[Entry]) -> Alike:
    return alike_in_words(texts, characters=found[0].item.modality != "state")
