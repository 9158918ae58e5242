"""Who makes a set: what is missing is said before anything is written."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from spatialbench.errors import MissingExtra
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import read_suite


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_nothing_is_begun(tmp_path: Path) -> None:
    """The message names the extra."""
    with pytest.raises(MissingExtra, match=r"pip install \"\.\[scale\]\""):
        build_set(read_suite("quick"), tmp_path / "set", seed="x", executor="ray")
    assert list(tmp_path.iterdir()) == []
