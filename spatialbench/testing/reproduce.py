"""An item made again from its id and the seed: where an erratum begins.

Ids are keyed hashes of where a probe stands, so that it is found by trying places in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product
from typing import Any  # JSON

from spatialbench.errors import InputError
from spatialbench.items.item import LANGUAGES, Presented
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.draw import path_bytes, seed_key
from spatialbench.probes.generator import MODALITIES, Generator
from spatialbench.probes.make import PARAPHRASES, make_with, short_id
from spatialbench.verification.keys import Check, check_key

MOST = 1000
"""Places of each task and level that are tried."""

SIZE = 512
_SECRET = 32


@dataclass(frozen=True, slots=True)
class Reproduced:
    """An item with its key, and what measuring its program on meshes says."""

    index: int
    presented: Presented
    check: Check

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON, pictures by their names."""
        return {
            "index": self.index,
            "item": self.presented.item.to_json(),
            "key": self.presented.key.to_json(),
            "check": self.check.to_json(),
        }


def reproduce(
    name: str, *, seed: str, generators: Sequence[Generator], most: int = MOST, size: int = SIZE
) -> Reproduced:
    """The item, or the first item of the probe, with that id under that seed.

    Raises InputError where none of the first places of these tasks has it: the seed is another, the
    item was made by another version, or it stands farther on.
    """
    key = seed_key(seed)
    for index in range(most):
        for generator in generators:
            for level in generator.levels:
                wanted = _found(name, key, generator, level, index, size)
                if wanted is not None:
                    probe = make_with(generator, key=key, index=index, level=level)
                    presented = with_key(probe, wanted)
                    return Reproduced(index, presented, check_key(presented.key.to_json()))
    raise InputError(
        f"id {name!r}: none of the first {most} probes of each task and level under this seed has "
        f"it. Is the seed right, and the version of spatialbench that of the set? Name the task "
        f"(--tasks), or try more (--probes)"
    )


def _found(
    name: str, key: bytes, generator: Generator, level: int, index: int, size: int
) -> Wanted | None:
    """How the probe at that place is presented as the item; None where it is not."""
    place = path_bytes((generator.id, level, index))
    forms = list(_forms(generator, size))
    if short_id(key, generator.id, level, index) == name:
        return forms[0]
    secret = blake2b(place, key=key, digest_size=_SECRET).digest()
    for wanted in forms:
        form = "choice" if wanted.choices else "open"
        if short_id(secret, wanted.language, wanted.modality, form, wanted.wording) == name:
            return wanted
    return None


def _forms(generator: Generator, size: int) -> Iterator[Wanted]:
    modalities = [modality for modality in MODALITIES if modality in generator.modalities]
    choices = [
        choice for choice, form in ((False, "open"), (True, "choice")) if form in generator.forms
    ]
    for language, modality, choice, wording in product(
        LANGUAGES, modalities, choices, range(PARAPHRASES)
    ):
        yield Wanted(language, modality, choice, wording, size)
