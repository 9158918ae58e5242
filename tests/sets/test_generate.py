"""Questions as an iterator: those that a set would hold, and nothing on the disk."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from spatialbench.errors import InputError
from spatialbench.probes.make import make
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.changes import Changes
from spatialbench.sets.generate import generate, presented_forms
from spatialbench.sets.jobs import Form
from spatialbench.sets.suite import read_suite

TEXT = Changes(modalities=("text",), probes=12)


def test_the_iterator_gives_what_a_set_holds(tmp_path: Path) -> None:
    """The same items and keys in the same order."""
    build_set(TEXT.applied(read_suite("quick")), tmp_path / "set", seed="s")
    made = list(generate("quick", seed="s", changes=TEXT))
    written = load(tmp_path / "set")
    assert [found.item for found in made] == list(written.items())
    assert [found.key.id for found in made] == [key.id for key in written.keys()]  # noqa: SIM118


def test_pictures_are_drawn_when_they_are_asked_for() -> None:
    """A large suite with pictures begins at once."""
    changes = Changes(tasks=("cube/facing-you",), modalities=("image",), probes=100_000)
    (found,) = islice(generate("core", seed="s", changes=changes), 1)
    assert found.item.images[0].png is not None


def test_the_own_paraphrase_is_not_given_twice() -> None:
    """Asked for by its number and as the probe's own, it is one item."""
    probe = make("cube/facing-you", seed="s")
    forms = [Form("en", "text", False, wording) for wording in (None, 0, 1, 2)]
    found = [presented.item.wording for presented in presented_forms(probe, forms, 64)]
    assert sorted(found) == [0, 1, 2]
    assert found[0] == probe.paraphrase


def test_an_unknown_suite_is_an_error() -> None:
    """As everywhere."""
    with pytest.raises(InputError, match="suite 'slow' is unknown"):
        next(generate("slow", seed="s"))
