"""The contract with Ray: two workers of a cluster give what one process gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from spatialbench.audit.audit import audit
from spatialbench.errors import FormatError
from spatialbench.pool import shared_out
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import suite_of_text
from spatialbench.verification.keys import check_key
from spatialbench.verification.verify import verify_set

ray = pytest.importorskip("ray", reason="ray is not installed (nox -s scale)")
pytestmark = pytest.mark.filterwarnings("ignore")  # of Ray, in this process

SUITE = """
name = "scale"
about = "Some text and some pictures."
[[part]]
tasks = ["cube/facing-you", "permanence/shell-game"]
each = 3
languages = ["en", "zh"]
modalities = ["text"]
[[part]]
tasks = ["cube/facing-you"]
each = 1
languages = ["en"]
modalities = ["image"]
"""


@pytest.fixture(scope="module", autouse=True)
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Two workers on this machine, which look for modules where this process works, too: so not in
    the checkout, whose folders are not those of the package."""
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("elsewhere"))
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()
    os.chdir(before)


def files(folder: Path) -> dict[str, bytes]:
    """All that is in a set."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_two_workers_of_ray_give_the_bytes_of_one_process(tmp_path: Path) -> None:
    """Items, keys, pictures and manifest, and what is verified of them."""
    suite = suite_of_text(SUITE, "scale")
    build_set(suite, tmp_path / "one", seed="scale")
    build_set(suite, tmp_path / "two", seed="scale", workers=2, executor="ray")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    one = verify_set(load(tmp_path / "one"))
    assert verify_set(load(tmp_path / "two"), workers=2, executor="ray") == one
    assert one.passed


def test_two_workers_of_ray_write_the_shards_of_one_process(tmp_path: Path) -> None:
    """Each its own; and what is audited of them is the same, too."""
    suite = suite_of_text(SUITE, "scale")
    build_set(suite, tmp_path / "one", seed="scale", shards=7)
    build_set(suite, tmp_path / "two", seed="scale", shards=7, workers=2, executor="ray")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    one = audit(load(tmp_path / "one"), quick=True)
    assert audit(load(tmp_path / "two"), quick=True, workers=2, executor="ray") == one


def test_what_a_worker_raises_is_raised_here() -> None:
    """As with processes."""
    with (
        pytest.raises(FormatError, match="field 'id': expected a value; got none"),
        shared_out(check_key, [{}], workers=2, executor="ray") as checks,
    ):
        list(checks)
