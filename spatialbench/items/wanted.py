"""How a probe is to be presented: in which language, modality, form and wording."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from spatialbench.caster.pixels import Look
from spatialbench.geometry.kinds import Phrase
from spatialbench.items.item import Language
from spatialbench.items.saying import say
from spatialbench.items.words import tables
from spatialbench.probes.generator import Modality
from spatialbench.probes.probe import Probe, Term

PICTURE_SIZE = 512

Terms = Mapping[str, Term | Phrase]
NOTHING: Terms = MappingProxyType({})


class Wanted(NamedTuple):
    """How a probe is to be presented."""

    language: Language
    modality: Modality
    choices: bool
    wording: int
    size: int
    look: Look = "shaded"
    camera: str | None = None
    """The style of camera in place of the question's own, for looking at a scene from elsewhere."""

    def say(self, probe: Probe, key: str, more: Terms = NOTHING) -> str | None:
        """A sentence of the probe's task; `more` are terms that only the presentation knows."""
        terms = {**probe.words, **more} if more else probe.words
        return say(
            terms,
            probe.task,
            key,
            language=self.language,
            wording=self.wording,
            modality=self.modality,
        )

    def fixed(self, table: str, key: str) -> str:
        """A sentence that has no paraphrases and belongs to no task."""
        return str(tables(self.language)[table][key])
