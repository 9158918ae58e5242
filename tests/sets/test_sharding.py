"""Sets in shards: the same questions, whoever makes them and however often they are stopped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from small import PICTURES, SEED, TEXTS, contents

from spatialbench.errors import InputError
from spatialbench.sets import load, sharding
from spatialbench.sets.build import build_set
from spatialbench.sets.shards import TABLES, Shard, bounds, joint_hash, shard_name
from spatialbench.sets.suite import Suite
from spatialbench.verification.verify import verify_set

BOTH = Suite("both", "", 64, (*TEXTS.parts, *PICTURES.parts))
SHARDS = 5


class Killed(BaseException):
    """Nothing catches it."""


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The set in one file of each kind."""
    folder = tmp_path_factory.mktemp("one") / "set"
    build_set(BOTH, folder, seed=SEED)
    return contents(folder)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The set in shards, made by one worker."""
    folder = tmp_path_factory.mktemp("several") / "set"
    build_set(BOTH, folder, seed=SEED, shards=SHARDS)
    return contents(folder)


def names(table: str) -> list[str]:
    """The names of a table's shards."""
    return [shard_name(table, number, SHARDS) for number in range(SHARDS)]


def test_one_after_the_other_shards_are_the_files(
    one: dict[str, bytes], several: dict[str, bytes]
) -> None:
    """Lines, order and pictures; and nothing else is there."""
    for table, prefix in TABLES.items():
        joined = b"".join(gzip.decompress(several[name]) for name in names(table))
        assert joined == one[f"{prefix}.jsonl"]
    pictures = {name for name in one if name.endswith(".png")}
    shards = {name for table in TABLES for name in names(table)}
    assert several.keys() == pictures | shards | {"manifest.json"}
    assert {name: several[name] for name in pictures} == {name: one[name] for name in pictures}


def test_the_manifest_is_the_same_but_for_the_index_of_the_shards(
    one: dict[str, bytes], several: dict[str, bytes]
) -> None:
    """Counts, refusals and the hash over pixels were added up."""
    whole, cut = (json.loads(files["manifest.json"]) for files in (one, several))
    for table in TABLES:
        assert [shard["name"] for shard in cut[table].pop("shards")] == names(table)
    for table in ("items", "key"):
        assert cut.pop(table).keys() == whole.pop(table).keys() == {"sha256"}
    assert cut == whole


def test_no_time_and_no_name_is_in_a_shard(several: dict[str, bytes]) -> None:
    """The header of gzip has room for both."""
    for name in names("items"):
        flags, time = several[name][3], several[name][4:8]
        assert (flags, time) == (0, bytes(4))


def test_two_workers_write_the_same_shards(tmp_path: Path, several: dict[str, bytes]) -> None:
    """Each of them its own."""
    build_set(BOTH, tmp_path / "set", seed=SEED, shards=SHARDS, workers=2)
    assert contents(tmp_path / "set") == several


def test_a_set_in_shards_is_read_and_verified_as_one(tmp_path: Path) -> None:
    """Items, keys, pictures, by place and by id."""
    build_set(BOTH, tmp_path / "one", seed=SEED)
    build_set(BOTH, tmp_path / "cut", seed=SEED, shards=SHARDS)
    one, cut = load(tmp_path / "one"), load(tmp_path / "cut")
    assert list(one.items()) == list(cut.items())
    assert list(one.keys()) == list(cut.keys())
    assert one.pictures().pixels == cut.pictures().pixels
    last = cut[-1]
    assert cut[last.id] == last
    found = verify_set(cut)
    assert found.passed
    assert found == verify_set(one)


def test_the_key_of_a_set_in_shards_may_lie_elsewhere(tmp_path: Path) -> None:
    """In a folder that is named; a file will not do."""
    build_set(TEXTS, tmp_path / "set", seed=SEED, shards=2)
    before = list(load(tmp_path / "set").keys())
    for path in (tmp_path / "set").glob("key-*"):
        (tmp_path / "kept").mkdir(exist_ok=True)
        path.rename(tmp_path / "kept" / path.name)
    found = load(tmp_path / "set")
    assert not found.has_key
    with pytest.raises(InputError, match=r"key-00000-of-00002\.jsonl\.gz: the key of this set is"):
        found.keys()
    assert list(load(tmp_path / "set", key=tmp_path / "kept").keys()) == before
    with pytest.raises(InputError, match=r"--key .*manifest\.json: expected the folder with the"):
        load(tmp_path / "set", key=tmp_path / "set" / "manifest.json")


# --- stopped ------------------------------------------------------------------------------------


def stopped_after(shards: int, out: Path) -> None:
    """Leaves an unfinished set, of which so many shards are there."""
    told: list[int] = []

    def dying(done: int, _: int) -> None:
        told.append(done)
        if len(told) == shards:
            raise Killed

    with pytest.raises(Killed):
        build_set(BOTH, out, seed=SEED, shards=SHARDS, progress=dying)


def made_again(
    monkeypatch: pytest.MonkeyPatch, out: Path, change: Callable[[Path], object]
) -> set[int]:
    """The numbers of the shards that are made when the work goes on after a change."""
    made: set[int] = set()
    make = sharding._made

    def noting(*given: Any) -> Any:
        made.add(given[1])
        return make(*given)

    change(out.with_name(out.name + ".partial"))
    with monkeypatch.context() as patch:
        patch.setattr(sharding, "_made", noting)
        build_set(BOTH, out, seed=SEED, shards=SHARDS)
    return made


def cut_off(path: Path) -> None:
    """Half of a file is gone."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def first_picture(partial: Path) -> Path:
    """A picture of the first shard that has one."""
    return min((partial / "media").glob("*.png"))


CHANGES: dict[str, tuple[Callable[[Path], object], set[int]]] = {
    "nothing": (lambda partial: None, set()),
    "shard gone": (lambda p: (p / shard_name("key", 1, SHARDS)).unlink(), {1}),
    "shard cut": (lambda p: cut_off(p / shard_name("items", 0, SHARDS)), {0}),
    "index zeroed": (lambda p: (p / shard_name("media", 2, SHARDS)).write_bytes(bytes(50)), {2}),
    "note gone": (lambda p: (p / "notes/00002.json").unlink(), {2}),
    "note cut": (lambda p: cut_off(p / "notes/00000.json"), {0}),
    "note of another": (
        lambda p: (p / "notes/00000.json").write_bytes((p / "notes/00001.json").read_bytes()),
        {0},
    ),
    "note of nothing": (lambda p: (p / "notes/00001.json").write_text("[{}, {}, {}]"), {1}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whole_shards_are_kept_and_others_made_again(
    tmp_path: Path, several: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A note is believed after a look at what it speaks of."""
    change, lost = CHANGES[name]
    stopped_after(3, tmp_path / "set")
    assert made_again(monkeypatch, tmp_path / "set", change) == {3, 4} | lost
    assert contents(tmp_path / "set") == several


@pytest.mark.parametrize("damage", ["gone", "cut", "zeroed"])
def test_a_picture_that_was_lost_is_drawn_again(
    tmp_path: Path, several: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """With the shard it belongs to, and no other."""
    stopped_after(SHARDS, tmp_path / "set")

    def spoil(partial: Path) -> None:
        path = first_picture(partial)
        size = path.stat().st_size
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[: size // 2] if damage == "cut" else bytes(size))

    assert len(made_again(monkeypatch, tmp_path / "set", spoil)) == 1
    assert contents(tmp_path / "set") == several


def test_what_was_being_written_is_not_in_the_set(
    tmp_path: Path, several: dict[str, bytes]
) -> None:
    """Halves of shards, of notes and of pictures."""
    stopped_after(2, tmp_path / "set")
    partial = tmp_path / "set.partial"
    for name in (f".{names('items')[2]}-ab", "media/.index-00002-of-00005.jsonl.gz-x", "notes/.a"):
        (partial / name).write_bytes(b"half")
    build_set(BOTH, tmp_path / "set", seed=SEED, shards=SHARDS)
    assert contents(tmp_path / "set") == several


@pytest.mark.parametrize("shards", [None, 4])
def test_a_beginning_in_other_shards_is_another_set(tmp_path: Path, shards: int | None) -> None:
    """And so is one in a single file."""
    stopped_after(2, tmp_path / "set")
    before = contents(tmp_path / "set.partial")
    with pytest.raises(InputError, match=r"the beginning of another set \(its shards differs\)"):
        build_set(BOTH, tmp_path / "set", seed=SEED, shards=shards)
    assert contents(tmp_path / "set.partial") == before


def test_a_set_that_was_all_but_named_is_not_mixed_with_another_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its plan is gone, its files are there: with the same shards it is finished."""

    def dead(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", dead)
        with pytest.raises(Killed):
            build_set(TEXTS, tmp_path / "set", seed=SEED, shards=2)
    for shards in (None, 3):
        with pytest.raises(InputError, match=r"is no beginning of a set: it holds 'items-00000-of"):
            build_set(TEXTS, tmp_path / "set", seed=SEED, shards=shards)
    build_set(TEXTS, tmp_path / "set", seed=SEED, shards=2)
    build_set(TEXTS, tmp_path / "again", seed=SEED, shards=2)
    assert contents(tmp_path / "set") == contents(tmp_path / "again")


# --- how many -----------------------------------------------------------------------------------


@pytest.mark.parametrize("shards", [0, 13, 100_000])
def test_a_set_has_no_more_shards_than_probes(tmp_path: Path, shards: int) -> None:
    """Nothing is begun."""
    with pytest.raises(InputError, match=rf"--shards {shards}: expected at least 1 and at most 12"):
        build_set(TEXTS, tmp_path / "set", seed=SEED, shards=shards)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("total", "shards"), [(12, 5), (5, 5), (100, 7), (10**7, 128)])
def test_shards_are_blocks_as_even_as_can_be(total: int, shards: int) -> None:
    """One begins where another ends."""
    ends = [bounds(total, shards, number) for number in range(shards)]
    assert (ends[0][0], ends[-1][1]) == (0, total)
    assert all(one[1] == other[0] for one, other in pairwise(ends))
    assert {stop - start for start, stop in ends} <= {total // shards, total // shards + 1}


def test_the_hash_of_a_table_is_over_hashes_and_rows(several: dict[str, bytes]) -> None:
    """As formats.md says; the shards of another order have another."""
    manifest = json.loads(several["manifest.json"])
    shards = [Shard(**one) for one in manifest["key"]["shards"]]
    assert manifest["key"]["sha256"] == joint_hash(shards) != joint_hash(shards[::-1])
