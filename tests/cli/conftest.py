"""Commands are run in this process, on a small set made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from typed import Done, Run, as_model

from spatialbench.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `spatialbench …` in this process."""

    def do(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["spatialbench", *map(str, arguments)])
        status: object = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code
        out, err = capsys.readouterr()
        return Done(int(str(status or 0)), out, err)

    return do


@pytest.fixture(scope="session")
def small_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of 30 probes, one for each task and level."""
    from spatialbench.sets.build import build_set
    from spatialbench.sets.changes import Changes
    from spatialbench.sets.suite import read_suite

    folder = tmp_path_factory.mktemp("sets") / "small"
    changes = Changes(probes=30, modalities=["text"])
    build_set(changes.applied(read_suite("quick")), folder, seed="cli")
    return folder


@pytest.fixture
def models(run: Run, small_set: Path, tmp_path: Path) -> list[Path]:
    """Three answer files of models: simulated ones that nothing is said about."""
    return [as_model(run, small_set, tmp_path, f"m{n}", f"0.{n}") for n in (9, 7, 5)]
