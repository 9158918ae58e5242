"""Building: whatever interrupts it, the set that comes out in the end is the same."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from small import PICTURES, SEED, TEXTS, contents

from spatialbench.errors import InputError, MissingExtra, UnknownTask, WorkerLost
from spatialbench.sets import build, load
from spatialbench.sets.build import build_set
from spatialbench.sets.marks import GROWING
from spatialbench.sets.seeds import fresh_seed, refuse_guessable
from spatialbench.sets.suite import Suite


class Killed(BaseException):
    """As if the process had been killed: nothing catches it."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each small set holds when it is built in one go."""
    folder = tmp_path_factory.mktemp("whole")
    for suite in (TEXTS, PICTURES):
        build_set(suite, folder / suite.name, seed=SEED)
    return {suite.name: contents(folder / suite.name) for suite in (TEXTS, PICTURES)}


def kill_after(count: int) -> Any:
    """A progress callback that kills after that many probes."""

    def progress(done: int, wanted: int) -> None:
        if done >= count:
            raise Killed

    return progress


def interrupted(suite: Suite, folder: Path, count: int) -> Path:
    """The partial folder of a set killed after that many probes."""
    with pytest.raises(Killed):
        build_set(suite, folder, seed=SEED, progress=kill_after(count))
    assert not folder.exists()
    return folder.with_name(folder.name + ".partial")


# --- what is built ------------------------------------------------------------------------------


def test_a_set_has_its_files_and_no_others(whole: dict[str, dict[str, bytes]]) -> None:
    """Manifest, items, key, and the index of pictures; what only the building needs is gone."""
    assert set(whole["small"]) == {
        "manifest.json",
        "items.jsonl",
        "key.jsonl",
        "media/index.jsonl",
    }


def test_a_set_is_counted(tmp_path: Path) -> None:
    """Items, probes and pictures, as the manifest has them."""
    built = build_set(PICTURES, tmp_path / "set", seed=SEED)
    manifest = load(tmp_path / "set").manifest
    assert (built.items, built.probes, built.pictures) == (8, 8, 4)
    assert manifest["counts"]["items"] == 8
    assert manifest["counts"]["modality"] == {"image": 2, "text": 6}
    assert manifest["media"]["count"] == 4


def test_progress_is_told_probe_by_probe(tmp_path: Path) -> None:
    """So that a bar can be drawn."""
    told: list[tuple[int, int]] = []
    build_set(TEXTS, tmp_path / "set", seed=SEED, progress=lambda *done: told.append(done))
    assert told == [(i + 1, 12) for i in range(12)]


def test_a_public_seed_is_in_the_manifest_and_a_sealed_one_is_not(tmp_path: Path) -> None:
    """A sealed set's maker keeps the seed beside it; the commitment is the same."""
    seed = fresh_seed()
    build_set(TEXTS, tmp_path / "open", seed=seed)
    build_set(TEXTS, tmp_path / "sealed", seed=seed, public=False)
    public, sealed = (load(tmp_path / name).manifest for name in ("open", "sealed"))
    assert (public["seed"], sealed["seed"]) == (seed, None)
    assert public["seed_commitment"] == sealed["seed_commitment"]
    assert (tmp_path / "sealed/seed.txt").read_text() == seed
    assert not (tmp_path / "open/seed.txt").exists()


@pytest.mark.parametrize("seed", ["2026-11-27", "very secret", "", "0" * 31, b"bytes"])
def test_a_set_is_not_sealed_with_a_seed_that_somebody_chose(
    tmp_path: Path, seed: str | bytes
) -> None:
    """Nothing is begun; the message says why, and what to do."""
    with pytest.raises(InputError, match=r"who tries dates.*Leave --seed out.*--seed-file"):
        build_set(TEXTS, tmp_path / "set", seed=seed, public=False)
    assert list(tmp_path.iterdir()) == []


def test_fresh_seeds_differ() -> None:
    """And each may seal a set."""
    seeds = {fresh_seed() for _ in range(100)}
    assert len(seeds) == 100
    for seed in seeds:
        refuse_guessable(seed)


def test_a_picture_of_several_items_is_written_once(tmp_path: Path) -> None:
    """Twins in two languages show the same files."""
    part = {"tasks": ["cube/facing-you"], "probes": 1, "levels": [1], "modalities": ["image"]}
    suite = replace(PICTURES, parts=({**part, "languages": ["en", "zh"]},))
    assert build_set(suite, tmp_path / "set", seed=SEED).pictures == 2


# --- interruptions ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 7, 12])
def test_a_killed_build_goes_on_to_the_same_bytes(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], count: int
) -> None:
    """At whichever probe it was killed."""
    interrupted(TEXTS, tmp_path / "set", count)
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


def test_a_build_killed_again_and_again_comes_to_the_same_bytes(
    tmp_path: Path, whole: dict[str, dict[str, bytes]]
) -> None:
    """And no probe is made twice for it."""
    for count in (3, 4, 9):
        interrupted(TEXTS, tmp_path / "set", count)
    told: list[int] = []
    build_set(TEXTS, tmp_path / "set", seed=SEED, progress=lambda done, _: told.append(done))
    assert told == [10, 11, 12]
    assert contents(tmp_path / "set") == whole["small"]


@pytest.mark.parametrize("count", [6, 7])
def test_pictures_come_to_the_same_bytes(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], count: int
) -> None:
    """A picture that was being written when the process was killed is not left over."""
    partial = interrupted(PICTURES, tmp_path / "set", count)
    (partial / "media/.0123456789abcdef.png-x1y2").write_bytes(b"half a picture")
    build_set(PICTURES, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["pictured"]


@pytest.mark.parametrize("name", ["items.jsonl", "key.jsonl", "marks.txt"])
@pytest.mark.parametrize("share", [0, 1, 50, 99], ids=lambda share: f"{share} percent kept")
def test_files_cut_off_in_a_line_come_to_the_same_bytes(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], name: str, share: int
) -> None:
    """As after a crash of the machine, when the end of a file never reached the disk."""
    partial = interrupted(TEXTS, tmp_path / "set", 8)
    data = (partial / name).read_bytes()
    (partial / name).write_bytes(data[: len(data) * share // 100])
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


@pytest.mark.parametrize("name", [*GROWING[:3], "marks.txt"])
def test_half_a_line_too_many_comes_to_the_same_bytes(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], name: str
) -> None:
    """Killed while a line was being written."""
    partial = interrupted(TEXTS, tmp_path / "set", 5)
    with (partial / name).open("ab") as file:
        file.write(b'{"id": "half a li')
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


@pytest.mark.parametrize("garbage", [b"9 1 2\n", b"x y\n", b"\n", b"12 -1 0 0 0\n"])
def test_a_mark_that_makes_no_sense_is_not_trusted(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], garbage: bytes
) -> None:
    """The last one that does is gone back to."""
    partial = interrupted(TEXTS, tmp_path / "set", 5)
    with (partial / "marks.txt").open("ab") as file:
        file.write(garbage)
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


@pytest.mark.parametrize("kept", [(), ("media",), ("media", "seed.txt")], ids=len)
def test_a_build_killed_at_its_very_beginning_goes_on(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], kept: tuple[str, ...]
) -> None:
    """Before it had written down what it is building."""
    partial = tmp_path / "set.partial"
    partial.mkdir()
    for name in kept:
        (partial / name).write_text("sm") if "." in name else (partial / name).mkdir()
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


@pytest.mark.parametrize("removed", range(5))
def test_a_build_killed_at_its_very_end_goes_on(
    tmp_path: Path,
    whole: dict[str, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
    removed: int,
) -> None:
    """While what only the building needs was being removed."""
    unlink, gone = Path.unlink, []

    def dying(self: Path, missing_ok: bool = False) -> None:
        if self.parent.name == "set.partial":
            if len(gone) == removed:
                raise Killed
            gone.append(self.name)
        unlink(self, missing_ok)

    def dead(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", dying)
        patch.setattr(Path, "rename", dead)
        with pytest.raises(Killed):
            build_set(TEXTS, tmp_path / "set", seed=SEED)
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


def test_an_error_in_a_generator_loses_nothing(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made before is kept."""
    make_job, made = build.make_job, []

    def failing(*given: Any) -> Any:
        made.append(given)
        if len(made) == 6:
            raise ZeroDivisionError
        return make_job(*given)

    with monkeypatch.context() as patch:
        patch.setattr(build, "make_job", failing)
        with pytest.raises(ZeroDivisionError):
            build_set(TEXTS, tmp_path / "set", seed=SEED)
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


# --- a full disk --------------------------------------------------------------------------------


def full(*_: object, **__: object) -> None:
    """A writer on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "where",
    [
        "spatialbench.sets.build.write_unsynced",
        "spatialbench.sets.build._write_jobs",
        "spatialbench.sets.folder.write_atomically",
        "spatialbench.sets.folder._cut",
    ],
)
def test_a_full_disk_is_one_paragraph_and_loses_nothing(
    tmp_path: Path,
    whole: dict[str, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    """Wherever it strikes: nothing half written has the set's name, and the work goes on."""
    with monkeypatch.context() as patch:
        patch.setattr(where, full)
        with pytest.raises(InputError) as caught:
            build_set(PICTURES, tmp_path / "set", seed=SEED)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path}/set.partial: cannot be written: No space left on device")
    assert message.endswith("run the same command again, it goes on where it stopped")
    assert "\n" not in message
    assert not (tmp_path / "set").exists()
    build_set(PICTURES, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["pictured"]


def test_a_disk_that_fills_up_in_a_line_loses_nothing(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a line of an item got to the disk."""
    line_of, lines = build.line_of, []

    def filling(record: Any) -> str:
        lines.append(record["id"])
        if len(lines) == 9:
            with (tmp_path / "set.partial/items.jsonl").open("a") as file:
                file.write('{"id": "')
            full()
        return line_of(record)

    with monkeypatch.context() as patch:
        patch.setattr(build, "line_of", filling)
        with pytest.raises(InputError, match="No space left"):
            build_set(TEXTS, tmp_path / "set", seed=SEED)
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


def test_a_worker_that_is_stopped_is_one_paragraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by the kernel, when memory runs out."""

    def stopped(*_: object) -> None:
        raise WorkerLost("a worker was stopped from outside; use fewer --workers")

    monkeypatch.setattr(build, "_write_jobs", stopped)
    with pytest.raises(
        WorkerLost, match=r"a worker was stopped .* fewer --workers. Nothing is lost"
    ):
        build_set(TEXTS, tmp_path / "set", seed=SEED)


# --- what is refused ----------------------------------------------------------------------------


def test_a_folder_that_exists_is_not_written_into(tmp_path: Path) -> None:
    """The message says what can be done."""
    (tmp_path / "set").mkdir()
    with pytest.raises(InputError, match=r"set exists; choose another --out, or remove it first$"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)


@pytest.mark.parametrize(
    ("suite", "seed", "field"),
    [(TEXTS, "another", "seed_commitment"), (replace(TEXTS, about="x"), SEED, "suite")],
    ids=["seed", "suite"],
)
def test_the_beginning_of_another_set_is_not_gone_on_with(
    tmp_path: Path, suite: Suite, seed: str, field: str
) -> None:
    """It would be a mixture of two sets; and it is left as it is."""
    partial = interrupted(TEXTS, tmp_path / "set", 3)
    before = contents(partial)
    with pytest.raises(InputError, match=rf"is the beginning of another set \(its {field} differs"):
        build_set(suite, tmp_path / "set", seed=seed)
    assert contents(partial) == before


def test_the_beginning_of_another_version_s_set_is_not_gone_on_with(tmp_path: Path) -> None:
    """A new version may draw other probes."""
    partial = interrupted(TEXTS, tmp_path / "set", 3)
    plan = json.loads((partial / "plan.json").read_text())
    (partial / "plan.json").write_text(json.dumps({**plan, "package": "0.0.1"}))
    with pytest.raises(InputError, match="its package differs"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"suite": 3}'])
def test_a_damaged_plan_is_not_gone_on_with(tmp_path: Path, text: str) -> None:
    """It is not known what was being built."""
    partial = interrupted(TEXTS, tmp_path / "set", 3)
    (partial / "plan.json").write_text(text)
    with pytest.raises(InputError, match="is the beginning of another set"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)


def test_a_folder_of_somebody_else_s_is_left_alone(tmp_path: Path) -> None:
    """One that merely has the name of a partial set."""
    (tmp_path / "set.partial").mkdir()
    (tmp_path / "set.partial/thesis.tex").write_text("precious")
    with pytest.raises(InputError, match=r"is no beginning of a set: it holds 'thesis\.tex'"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set.partial") == {"thesis.tex": b"precious"}


def test_a_suite_with_an_unknown_task_begins_nothing(tmp_path: Path) -> None:
    """It is planned before a folder is made."""
    suite = replace(TEXTS, parts=({"tasks": ["cube/no"], "probes": 1},))
    with pytest.raises(UnknownTask):
        build_set(suite, tmp_path / "set", seed=SEED)
    assert list(tmp_path.iterdir()) == []


# --- looks --------------------------------------------------------------------------------------


def test_a_set_of_line_drawings_has_the_same_items_and_its_own_pictures(
    tmp_path: Path, whole: dict[str, dict[str, bytes]]
) -> None:
    """The look stands in the manifest; built twice, it is the same set."""
    lined = replace(PICTURES, look="line")
    for name in ("one", "two"):
        build_set(lined, tmp_path / name, seed=SEED)
    one, usual = contents(tmp_path / "one"), whole["pictured"]
    assert one == contents(tmp_path / "two")
    assert json.loads(one["manifest.json"])["suite"]["look"] == "line"
    assert one["key.jsonl"] == usual["key.jsonl"]
    assert not {n for n in one if n.endswith(".png")} & {n for n in usual if n.endswith(".png")}


def test_a_set_of_photos_without_blender_is_refused_before_it_is_begun(tmp_path: Path) -> None:
    """It names the extra, and leaves nothing behind."""
    if find_spec("bpy") is not None:
        pytest.skip("Blender is installed here")
    with pytest.raises(MissingExtra, match=r"extra 'photo'"):
        build_set(replace(PICTURES, look="photo"), tmp_path / "set", seed=SEED)
    assert list(tmp_path.iterdir()) == []
