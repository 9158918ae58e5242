"""Golden text: the first probes of a task, which never change under the same version."""

from __future__ import annotations

from collections.abc import Iterator

from spatialbench.items.item import LANGUAGES
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.jsonl import line_of
from spatialbench.probes.generator import versionless
from spatialbench.probes.make import make
from spatialbench.probes.registry import find

SEED = "golden"
PROBES = 3  # of each level
SIZE = 64  # pixels; no picture is drawn


def golden_name(task: str) -> str:
    """What the golden file of a task is called."""
    return f"{versionless(task).replace('/', '.')}.jsonl"


def golden_text(task: str) -> str:
    """For each level the first probes: as a question in each language, then their key."""
    return "".join(_lines(task))


def _lines(task: str) -> Iterator[str]:
    generator = find(task)
    choices = "open" not in generator.forms
    for level in generator.levels:
        for index in range(PROBES):
            probe = make(task, seed=SEED, level=level, index=index)
            wanted = [
                Wanted(language, generator.modalities[0], choices, probe.paraphrase, SIZE)
                for language in LANGUAGES
            ]
            made = [with_key(probe, one) for one in wanted]
            yield from (line_of(found.item.to_json()) for found in made)
            yield line_of(made[0].key.to_json())
