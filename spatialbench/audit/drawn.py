"""Probes drawn for looking at, without a set: as many as wanted, of one task and level."""

from __future__ import annotations

from collections.abc import Iterator

from spatialbench.audit.entries import Entry, entry_of
from spatialbench.items.present import with_key
from spatialbench.items.wanted import PICTURE_SIZE, Wanted
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.probes.generator import Generator, Modality
from spatialbench.probes.make import make_with


def drawn(
    generator: Generator, level: int, *, count: int, seed: Seed, modality: Modality, choices: bool
) -> Iterator[Entry]:
    """The first probes of that task and level under the seed, asked in English."""
    key = seed_key(seed)
    for index in range(count):
        probe = make_with(generator, key=key, index=index, level=level)
        wanted = Wanted("en", modality, choices, probe.paraphrase, PICTURE_SIZE)
        presented = with_key(probe, wanted)
        yield entry_of(index, presented.item, presented.key)
