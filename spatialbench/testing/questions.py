"""Are the questions whole: words, forms, and no shortcut that pays?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from spatialbench.audit.audit import audit
from spatialbench.items.item import LANGUAGES
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.items.words import missing
from spatialbench.probes.generator import Generator
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import Suite

AUDITED = 60  # probes: a look, not a proof; `spatialbench audit` on thousands is one


def words(generator: Generator) -> Iterator[str]:
    """The sentences that are missing."""
    yield from dict.fromkeys(missing(generator))


def said(generator: Generator) -> Iterator[str]:
    """Every level, modality, language, form and paraphrase becomes an item with no hole in it."""
    forms = product(
        generator.levels, generator.modalities, LANGUAGES, generator.forms, range(PARAPHRASES)
    )
    for level, modality, language, form, wording in forms:
        probe = make(generator.id, seed="check", level=level)
        wanted = Wanted(language, modality, form == "choice", wording, 64)
        prompt = with_key(probe, wanted).item.prompt
        if modality != "state" and ("{" in prompt or "None" in prompt):
            yield f"level {level}, {modality}, {language}, {form}: a hole in {prompt[-200:]!r}"


def audited(generator: Generator) -> Iterator[str]:
    """What the audit finds in a small set."""
    each = -(-AUDITED // len(generator.levels))
    part = {"tasks": [generator.id], "each": each, "choices": "both"}
    with TemporaryDirectory() as folder:
        built = build_set(Suite("check", "", 64, (part,)), Path(folder) / "set", seed="check")
        yield from (str(row) for row in audit(load(built.path)).failed)
