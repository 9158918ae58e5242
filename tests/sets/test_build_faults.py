"""Power cuts, two builders in one folder, and folders of other people."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power import PowerCut, watched
from small import PICTURES, SEED, TEXTS, contents

from spatialbench.durable import kept, write_atomically
from spatialbench.errors import InputError
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.verification.verify import verify_set

SUITES = {suite.name: suite for suite in (TEXTS, PICTURES)}
SHARDS = (None, 1, 3)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each small set holds when nothing happens."""
    folder = tmp_path_factory.mktemp("whole")
    for name, suite in SUITES.items():
        build_set(suite, folder / name, seed=SEED)
    return {name: contents(folder / name) for name in SUITES}


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int | None], dict[str, bytes]]:
    """The same in one file, and cut into shards."""
    folder = tmp_path_factory.mktemp("cut")
    for name, suite in SUITES.items():
        for shards in SHARDS:
            build_set(suite, folder / f"{name}{shards}", seed=SEED, shards=shards)
    return {(name, n): contents(folder / f"{name}{n}") for name in SUITES for n in SHARDS}


# --- power cuts ---------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    name=st.sampled_from(sorted(SUITES)),
    shards=st.sampled_from(SHARDS),
    last=st.integers(1, 45),
    probe=st.integers(1, 20),
    chance=st.integers(0, 2**32),
)
def test_after_a_power_cut_the_same_command_makes_the_same_set(
    tmp_path_factory: pytest.TempPathFactory,
    cut: dict[tuple[str, int | None], dict[str, bytes]],
    name: str,
    shards: int | None,
    last: int,
    probe: int,
    chance: int,
) -> None:
    """Whenever it comes, and whatever of that which was not waited for is lost."""
    root = tmp_path_factory.mktemp("power")

    def dying(done: int, _: int) -> None:
        if done >= probe:
            raise PowerCut

    with watched(root, last) as disk, suppress(PowerCut):
        build_set(SUITES[name], root / "set", seed=SEED, shards=shards, progress=dying)
    disk.cut(Random(chance))
    if not (root / "set").exists():
        build_set(SUITES[name], root / "set", seed=SEED, shards=shards)
    assert contents(root / "set") == cut[name, shards]


@pytest.mark.parametrize("last", range(1, 8))
@pytest.mark.parametrize("chance", range(5))
def test_a_file_is_the_old_one_or_the_new_one_after_a_power_cut(
    tmp_path: Path, last: int, chance: int
) -> None:
    """Once the writing is done it is the new one."""
    path = tmp_path / "results.json"
    path.write_bytes(b"old" * 99)
    with watched(tmp_path, last) as disk, suppress(PowerCut):
        disk.safe[path.stat().st_ino] = path.read_bytes()
        write_atomically(path, b"new" * 99)
    done = disk.events < last
    disk.cut(Random(chance))
    assert path.read_bytes() in {b"new" * 99, *([] if done else [b"old" * 99])}


def stopped_half_way(out: Path) -> None:
    """Leaves an unfinished set with pictures."""

    def dying(done: int, _: int) -> None:
        if done == 8:
            raise PowerCut

    with pytest.raises(PowerCut):
        build_set(PICTURES, out, seed=SEED, progress=dying)


@pytest.mark.parametrize("damage", ["missing", "cut", "zeroed", "another"])
def test_a_picture_lost_before_going_on_is_made_again(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], damage: str
) -> None:
    """A part that counts as done is looked at."""
    stopped_half_way(tmp_path / "set")
    one, other = sorted((tmp_path / "set.partial/media").glob("*.png"))[:2]
    data = one.read_bytes()
    left = {"cut": data[:50], "zeroed": bytes(len(data)), "another": other.read_bytes()}
    one.unlink() if damage == "missing" else one.write_bytes(left[damage])
    build_set(PICTURES, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["pictured"]
    assert verify_set(load(tmp_path / "set")).passed


@pytest.mark.parametrize("name", ["items.jsonl", "key.jsonl", "media/index.jsonl", "refused.txt"])
def test_bytes_lost_in_the_middle_are_noticed_before_going_on(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], name: str
) -> None:
    """The sizes are right, and still a page is zero."""
    stopped_half_way(tmp_path / "set")
    path = tmp_path / "set.partial" / name
    data = path.read_bytes()
    path.write_bytes(data[:20] + bytes(len(data[20:60])) + data[60:])
    build_set(PICTURES, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["pictured"]


# --- two at once --------------------------------------------------------------------------------

BUILDING = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from small import SEED, TEXTS
from spatialbench.sets.build import build_set

def waiting(done, wanted):
    if done == 3:
        print("at work", flush=True)
        sys.stdin.readline()

build_set(TEXTS, Path({folder!r}), seed=SEED, progress=waiting)
"""


@pytest.fixture
def builder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that is building the set and waits for a line."""
    code = BUILDING.format(tests=str(Path(__file__).parents[1]), folder=str(tmp_path / "set"))
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "at work\n"
    return process


def test_a_second_builder_is_refused_and_the_first_one_is_not_disturbed(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], builder: subprocess.Popen[str]
) -> None:
    """With a word."""
    with pytest.raises(InputError, match=r"set\.partial: another process is busy there with a set"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)
    builder.communicate("go on\n")
    assert builder.returncode == 0
    assert contents(tmp_path / "set") == whole["small"]


def test_what_a_dead_builder_had_is_taken_over(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], builder: subprocess.Popen[str]
) -> None:
    """Killed, it can give nothing back itself."""
    with builder:
        builder.send_signal(signal.SIGKILL)
    told: list[int] = []
    build_set(TEXTS, tmp_path / "set", seed=SEED, progress=lambda done, _: told.append(done))
    assert told[0] == 4
    assert contents(tmp_path / "set") == whole["small"]


def test_a_folder_is_kept_for_one(tmp_path: Path) -> None:
    """And free again afterwards, also after an error."""
    again = kept(tmp_path / "a", "an export")
    with (
        kept(tmp_path / "a", "a set"),
        pytest.raises(InputError, match="busy there with an export"),
    ):
        again.__enter__()
    with pytest.raises(ZeroDivisionError), kept(tmp_path / "a", "a set"):
        raise ZeroDivisionError
    with kept(tmp_path / "a", "a set"):
        assert (tmp_path / "a").is_dir()


def test_a_folder_that_was_finished_meanwhile_is_not_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first look and the lock; no empty folder is left behind."""
    step = "spatialbench.sets.build._check_installed"
    monkeypatch.setattr(step, lambda *_: (tmp_path / "set").mkdir())
    with pytest.raises(InputError, match=r"set exists; choose another --out"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


# --- folders of other people --------------------------------------------------------------------


def test_a_finished_set_under_the_name_of_a_partial_one_is_left_alone(tmp_path: Path) -> None:
    """It was moved there, and is of another seed."""
    build_set(TEXTS, tmp_path / "set", seed="another")
    (tmp_path / "set").rename(tmp_path / "set.partial")
    before = contents(tmp_path / "set.partial")
    with pytest.raises(InputError, match=r"is no beginning of a set: it holds 'items\.jsonl'"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set.partial") == before


def test_pictures_of_other_people_are_left_alone(tmp_path: Path) -> None:
    """A folder called media is not ours for its name."""
    (tmp_path / "set.partial/media").mkdir(parents=True)
    (tmp_path / "set.partial/media/wedding.jpg").write_bytes(b"precious")
    with pytest.raises(InputError, match=r"it holds 'media/wedding\.jpg'"):
        build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert (tmp_path / "set.partial/media/wedding.jpg").exists()


@pytest.mark.parametrize("name", [".plan.json-x1", ".manifest.json-ab12", ".seed.txt-q"])
def test_what_was_being_written_when_the_power_went_is_not_in_the_set(
    tmp_path: Path, whole: dict[str, dict[str, bytes]], name: str
) -> None:
    """Whichever file it was."""
    (tmp_path / "set.partial").mkdir()
    (tmp_path / "set.partial" / name).write_bytes(b"half")
    build_set(TEXTS, tmp_path / "set", seed=SEED)
    assert contents(tmp_path / "set") == whole["small"]


@pytest.mark.parametrize("kind", ["device", "pipe", "folder"])
def test_only_regular_files_are_replaced(tmp_path: Path, kind: str) -> None:
    """As root, a device would be gone for everybody."""
    path = Path(os.devnull) if kind == "device" else tmp_path / "out"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    with pytest.raises(InputError, match="expected the name of a file to write; it is a folder, a"):
        write_atomically(path, b"x")
    assert path.exists()
    assert not path.is_file()


def test_a_link_is_followed(tmp_path: Path) -> None:
    """What it leads to is replaced, and it stays a link."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
