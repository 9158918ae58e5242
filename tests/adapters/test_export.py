"""An export is there whole or not at all, and touches nothing that is not its own."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from handmade import questions, seal, write_set
from pictured import pictured_set
from power import PowerCut, watched
from small import SEED, TEXTS, contents

from spatialbench.adapters import export as exporting
from spatialbench.adapters.export import MADE, MARK, Options, export, workplace
from spatialbench.durable import kept
from spatialbench.errors import FormatError, InputError
from spatialbench.sets.build import build_set

BATCH = Options(model="m")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of four questions with a picture each."""
    return pictured_set(tmp_path_factory.mktemp("made") / "set")


def test_nothing_is_left_beside_an_export(folder: Path, tmp_path: Path) -> None:
    """Only the folder that was asked for."""
    export("webdataset", folder, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["shard-000000.tar"]


@pytest.mark.parametrize("name", ["webdataset", "openai-batch"])
@pytest.mark.parametrize("options", [BATCH, Options()], ids=["right", "no model"])
def test_a_folder_of_somebody_else_s_is_left_alone(
    folder: Path, tmp_path: Path, name: str, options: Options
) -> None:
    """Whether the export would have worked or not."""
    (tmp_path / "out.partial").mkdir()
    (tmp_path / "out.partial/thesis.tex").write_text("precious")
    with pytest.raises(InputError, match=r"out\.partial: expected nothing, or what an export left"):
        export(name, folder, tmp_path / "out", options=options)
    assert contents(tmp_path / "out.partial") == {"thesis.tex": b"precious"}


def test_a_file_of_that_name_is_left_alone(folder: Path, tmp_path: Path) -> None:
    """It is not even a folder."""
    (tmp_path / "out.partial").write_text("precious")
    with pytest.raises(InputError, match=r"out\.partial: expected nothing"):
        export("webdataset", folder, tmp_path / "out")
    assert (tmp_path / "out.partial").read_text() == "precious"


def test_an_unfinished_set_is_left_alone(folder: Path, tmp_path: Path) -> None:
    """It goes on to the whole set afterwards."""

    def dying(done: int, _: int) -> None:
        if done == 3:
            raise PowerCut

    with pytest.raises(PowerCut):
        build_set(TEXTS, tmp_path / "out", seed=SEED, progress=dying)
    before = contents(tmp_path / "out.partial")
    with pytest.raises(InputError, match="expected nothing, or what an export left"):
        export("webdataset", folder, tmp_path / "out")
    assert contents(tmp_path / "out.partial") == before


def test_what_a_killed_export_left_is_removed(folder: Path, tmp_path: Path) -> None:
    """It is marked; and so the disk does not fill up."""
    (tmp_path / "out.partial" / MADE).mkdir(parents=True)
    (tmp_path / "out.partial" / MARK).touch()
    (tmp_path / "out.partial" / MADE / "shard-000007.tar").write_bytes(b"half")
    export("webdataset", folder, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["shard-000000.tar"]
    assert not (tmp_path / "out.partial").exists()


def test_an_export_that_fails_removes_what_it_made(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing has the name that was asked for."""
    monkeypatch.setattr("spatialbench.adapters.webdataset._add", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export("webdataset", folder, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_two_exports_into_one_folder_do_not_meet(folder: Path, tmp_path: Path) -> None:
    """The second is refused with a word, and the first one's work is still there."""
    with workplace(tmp_path / "out") as made:
        (made / "a").touch()
        with pytest.raises(InputError, match="another process is busy there with an export"):
            export("webdataset", folder, tmp_path / "out")
        assert (made / "a").exists()


def test_an_export_and_a_set_of_one_name_do_not_meet(folder: Path, tmp_path: Path) -> None:
    """Both would work in the same place."""
    with kept(tmp_path / "out.partial", "a set"), pytest.raises(InputError, match="is busy there"):
        export("webdataset", folder, tmp_path / "out")


@pytest.mark.parametrize("last", range(1, 9))
@pytest.mark.parametrize("chance", range(3))
def test_after_a_power_cut_an_export_is_whole_or_can_be_made_again(
    folder: Path, tmp_path: Path, last: int, chance: int
) -> None:
    """Whatever of it was lost."""
    with watched(tmp_path, last) as disk, suppress(PowerCut):
        export("openai-batch", folder, tmp_path / "out", options=BATCH)
    disk.cut(Random(chance))
    if not (tmp_path / "out").exists():
        export("openai-batch", folder, tmp_path / "out", options=BATCH)
    export("openai-batch", folder, tmp_path / "again", options=BATCH)
    assert contents(tmp_path / "out") == contents(tmp_path / "again")


def test_progress_is_told_item_by_item(folder: Path, tmp_path: Path) -> None:
    """So that a bar can be drawn."""
    told: list[Any] = []
    exporting.export("webdataset", folder, tmp_path / "o", progress=lambda *d: told.append(d))
    assert [done for done, _ in told] == [1, 2, 3, 4]


@pytest.mark.parametrize("name", exporting.FORMATS)
def test_half_a_surrogate_pair_is_not_exported(tmp_path: Path, name: str) -> None:
    """JSON can say it, and no other file can."""

    made = write_set(tmp_path / "set", questions(5))
    records = [{**q.item(), "unit": "\ud83d"} for q in questions(5)]
    (made / "items.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    seal(made)
    with pytest.raises(FormatError, match="half of a surrogate pair in"):
        export(name, made, tmp_path / "out", options=BATCH)
    assert not list(tmp_path.glob("out*"))
