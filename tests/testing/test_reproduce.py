"""An item is made again from its id and the seed, whatever it is."""

from __future__ import annotations

import pytest

from spatialbench.errors import InputError
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.generator import Generator
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.testing.reproduce import reproduce

GENERATORS = tuple(tasks().values())


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.id)
def test_the_item_of_an_id_is_found(generator: Generator) -> None:
    """In its language, modality, form and wording, with both truths."""
    probe = make(generator.id, seed="errata", index=3, level=2)
    wanted = Wanted("zh", generator.modalities[-1], "choice" in generator.forms, 2, 512)
    shown = with_key(probe, wanted)
    found = reproduce(shown.item.id, seed="errata", generators=GENERATORS, most=4)
    assert found.index == 3
    assert found.presented.item.prompt == shown.item.prompt
    assert found.presented.key == shown.key
    assert found.check.status == "agrees"


def test_a_probe_is_found_by_its_own_id() -> None:
    """Then its first item is shown."""
    probe = make("cube/facing-you", seed="errata", index=5, level=4)
    found = reproduce(probe.id, seed="errata", generators=GENERATORS, most=6)
    assert (found.presented.item.probe, found.presented.item.level) == (probe.id, 4)


@pytest.mark.parametrize("seed", ["errata", "another"])
def test_an_id_that_nothing_has_says_what_may_be_wrong(seed: str) -> None:
    """Seed, version, or too few tries."""
    with pytest.raises(InputError, match=r"Is the seed right.*--tasks.*--probes"):
        reproduce("0" * 16, seed=seed, generators=GENERATORS[:1], most=2)
