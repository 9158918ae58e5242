"""The folder of a set while it grows and when it is finished: begin, go on, finish."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Sized
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import Any  # JSON

from spatialbench import __version__
from spatialbench.durable import sync_folder, sync_tree, write_atomically
from spatialbench.errors import InputError
from spatialbench.items.item import CANARY
from spatialbench.items.words import carried_words
from spatialbench.jsonl import sha256_of
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.sets.counts import Counts
from spatialbench.sets.marks import GROWING, MARKS, START, Mark, last_whole
from spatialbench.sets.media import media_summary
from spatialbench.sets.sharding import NOTES, Note, joined
from spatialbench.sets.shards import TABLES, joint_hash, shard_name
from spatialbench.sets.suite import Suite

LICENCE = "CC-BY-4.0"
FORMAT = 1

PLAN = "plan.json"
SEED = "seed.txt"
WRITTEN = (SEED, PLAN, "manifest.json")  # in one go, beside the growing files


def open_partial(
    partial: Path,
    suite: Suite,
    seed: Seed,
    jobs: Sized,
    *,
    workers: int = 1,
    unlike: Sequence[str] = (),
    shards: int | None = None,
) -> Mark:
    """Begin in the partial folder, or cut what is there back to its last whole probe; returns the
    mark of that: the first one where the set is made in shards, each of which is looked at by who
    makes it. InputError where it holds anything else. `unlike` are the hashes of the sets whose
    puzzles are refused."""
    wanted = {
        "suite": suite.to_json(),
        "seed_commitment": commitment(seed_key(seed)),
        "package": __version__,
        "probes": len(jobs),
        **({"unlike": list(unlike)} if unlike else {}),
        **({} if shards is None else {"shards": shards}),
    }
    begun = (partial / PLAN).exists()
    if begun:
        _check_same(partial, wanted)
    else:  # nothing was begun, or it was being given its name
        _check_ours(partial, wanted)
        (partial / "media").mkdir(parents=True, exist_ok=True)
        write_atomically(partial / SEED, _seed_text(seed).encode())
        write_atomically(partial / PLAN, json.dumps(wanted).encode())
    _remove_unfinished(partial)
    if shards is not None:
        return START
    return _cut(partial, last_whole(partial, workers) if begun else START)


def _check_same(partial: Path, wanted: Mapping[str, Any]) -> None:
    """InputError where the plan in the folder is another one."""
    found = _object_in(partial / PLAN)
    differ = [name for name in {**wanted, **found} if found.get(name) != wanted.get(name)]
    if differ:
        raise InputError(
            f"{partial} is the beginning of another set (its {differ[0]} differs); "
            f"go on with the same suite, seed and version, or remove it"
        )


def _object_in(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_ours(partial: Path, wanted: Mapping[str, Any]) -> None:
    """InputError if there is anything in the folder but the very beginning or the very end of the
    set that is wanted: without a plan, a killed build leaves no more."""
    manifest = _object_in(partial / "manifest.json")
    ended = all(
        manifest.get(name) == wanted[name] for name in ("suite", "seed_commitment", "package")
    )
    ours = {"media", SEED}
    if ended:
        ours |= {"manifest.json", *_made(wanted.get("shards"))}
    strange = [path.name for path in partial.glob("*") if not _is_unfinished(path, ours)]
    media = [] if ended else [f"media/{path.name}" for path in (partial / "media").glob("*")]
    if strange or media:
        raise InputError(
            f"{partial} is no beginning of a set: it holds {min(strange or media)!r}; choose "
            f"another --out, or move it away"
        )


def _made(shards: int | None) -> set[str]:
    """The names of what building in one file, or in so many shards, puts there."""
    if shards is None:
        return {MARKS, *GROWING}
    return {NOTES, *(shard_name(table, n, shards) for table in TABLES for n in range(shards))}


def _is_unfinished(path: Path, ours: set[str]) -> bool:
    """Whether building puts something of that name there, or was just writing it."""
    writing = any(path.name.startswith(f".{name}-") for name in WRITTEN)
    return path.name in ours or writing


def _remove_unfinished(partial: Path) -> None:
    """Remove what was being written when the work was stopped."""
    names = [f"{name}-" for name in (*WRITTEN, *TABLES)]
    for place in (*(f".{name}*" for name in names), "media/.*", f"{NOTES}/.*"):
        for path in partial.glob(place):
            path.unlink()


def _cut(partial: Path, mark: Mark) -> Mark:
    """Cut the growing files back to a mark."""
    kept = [(name, size) for name, size in zip(GROWING, mark.sizes, strict=True)]
    for name, size in [*kept, (MARKS, _size_to(partial / MARKS, mark.number))]:
        with (partial / name).open("ab") as file:
            file.truncate(size)
    return mark


def _size_to(marks: Path, count: int) -> int:
    """The bytes of the first lines of a file."""
    if not count:
        return 0
    with marks.open("rb") as lines:
        return sum(len(line) for line in islice(lines, count))


def partial_seed(folder: Path) -> str | None:
    """The seed of the unfinished set that would become this folder, if there is one."""
    partial = folder.with_name(folder.name + ".partial")
    try:
        return (partial / SEED).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # it goes last, when the manifest is there
        seed = _object_in(partial / "manifest.json").get("seed")
        return seed if isinstance(seed, str) else None


def commitment(key: bytes) -> str:
    """What the manifest says of a seed that may be secret: it can be checked, not guessed."""
    return blake2b(key, digest_size=32, person=b"spatialbench-cmt").hexdigest()


def _seed_text(seed: Seed) -> str:
    return seed if isinstance(seed, str) else seed.hex()


def manifest_of(
    partial: Path,
    suite: Suite,
    seed: Seed,
    key: bytes,
    public: bool,
    *,
    unlike: Sequence[str] = (),
    notes: Sequence[Note] = (),
) -> dict[str, Any]:
    """The manifest of a folder to which nothing is added any more; `notes` are those of its
    shards, if it is made in such."""
    counted, files = _in_shards(partial, notes) if notes else _in_files(partial)
    counts = counted.to_json()
    return {
        "format": FORMAT,
        "name": suite.name,
        "package": __version__,
        "suite": suite.to_json(),
        "seed": _seed_text(seed) if public else None,
        "seed_commitment": commitment(key),
        **({"unlike": list(unlike)} if unlike else {}),
        "counts": counts,
        "words": carried_words(counts["task"]),
        **files,
        "refusals": counted.refusals(),
        "licence": LICENCE,
        "canary": CANARY,
    }


def _in_files(partial: Path) -> tuple[Counts, dict[str, Any]]:
    """What is counted in the files of a set, and what the manifest says of them."""
    counts = Counts()
    with (partial / "items.jsonl").open("rb") as items:
        counts.add_items(items)
    with (partial / "refused.txt").open(encoding="utf-8") as refused:
        counts.add_refused(refused)
    hashes = {name: {"sha256": sha256_of(partial / f"{name}.jsonl")} for name in ("items", "key")}
    return counts, {**hashes, "media": media_summary(partial)}


def _in_shards(partial: Path, notes: Sequence[Note]) -> tuple[Counts, dict[str, Any]]:
    """The same of a set in shards."""
    counts, files = joined(notes)
    listed = {name: {"shards": [one._asdict() for one in files[name]]} for name in TABLES}
    hashes = {name: {"sha256": joint_hash(files[name])} for name in ("items", "key")}
    told = {**hashes, "media": media_summary(partial, files["media"])}
    return counts, {name: {**told[name], **listed[name]} for name in TABLES}


def finish(partial: Path, folder: Path, manifest: dict[str, Any], public: bool) -> None:
    """Write the manifest, remove what only the building needed, and give the folder its name, once
    all of it is on disk."""
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    write_atomically(partial / "manifest.json", text.encode())
    sync_tree(partial)
    rmtree(partial / NOTES, ignore_errors=True)
    for name in (MARKS, "refused.txt", PLAN, *([SEED] if public else [])):  # the seed last: with
        (partial / name).unlink(missing_ok=True)  # it alone the work can be done again
    sync_folder(partial)
    partial.rename(folder)
    sync_folder(folder.parent)
