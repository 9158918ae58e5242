"""The folder of a set while it grows and when it is finished: begin, go on, finish."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any  # JSON

from spatialbench import __version__
from spatialbench.durable import sync_folder, sync_tree, write_atomically
from spatialbench.errors import InputError
from spatialbench.items.item import CANARY
from spatialbench.items.words import carried_words
from spatialbench.jsonl import sha256_of
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.sets.marks import GROWING, MARKS, START, Mark, last_whole
from spatialbench.sets.media import media_summary
from spatialbench.sets.suite import Job, Suite

LICENCE = "CC-BY-4.0"
FORMAT = 1

PLAN = "plan.json"
SEED = "seed.txt"
WRITTEN = (SEED, PLAN, "manifest.json")  # in one go, beside the growing files


def open_partial(
    partial: Path,
    suite: Suite,
    seed: Seed,
    jobs: Sequence[Job],
    *,
    workers: int = 1,
    unlike: Sequence[str] = (),
) -> Mark:
    """Begin in the partial folder, or cut what is there back to its last whole probe; returns the
    mark of that. InputError where it holds anything else. `unlike` are the hashes of the sets whose
    puzzles are refused."""
    wanted = {
        "suite": suite.to_json(),
        "seed_commitment": commitment(seed_key(seed)),
        "package": __version__,
        "probes": len(jobs),
        **({"unlike": list(unlike)} if unlike else {}),
    }
    if not (partial / PLAN).exists():  # nothing was begun, or it was being given its name
        _check_ours(partial, wanted)
        (partial / "media").mkdir(parents=True, exist_ok=True)
        write_atomically(partial / SEED, _seed_text(seed).encode())
        write_atomically(partial / PLAN, json.dumps(wanted).encode())
        return _cut(partial, START)
    found = _object_in(partial / PLAN)
    differ = [name for name in wanted if found.get(name) != wanted[name]]
    if differ:
        raise InputError(
            f"{partial} is the beginning of another set (its {differ[0]} differs); "
            f"go on with the same suite, seed and version, or remove it"
        )
    return _cut(partial, last_whole(partial, workers))


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
    ours = {"media", SEED} | ({"manifest.json", MARKS, *GROWING} if ended else set())
    strange = [path.name for path in partial.glob("*") if not _is_unfinished(path, ours)]
    media = [] if ended else [f"media/{path.name}" for path in (partial / "media").glob("*")]
    if strange or media:
        raise InputError(
            f"{partial} is no beginning of a set: it holds {min(strange or media)!r}; choose "
            f"another --out, or move it away"
        )


def _is_unfinished(path: Path, ours: set[str]) -> bool:
    """Whether building puts something of that name there, or was just writing it."""
    writing = any(path.name.startswith(f".{name}-") for name in WRITTEN)
    return path.name in ours or writing


def _cut(partial: Path, mark: Mark) -> Mark:
    """Cut the growing files back to a mark, and remove what was being written."""
    kept = [(name, size) for name, size in zip(GROWING, mark.sizes, strict=True)]
    for name, size in [*kept, (MARKS, _size_to(partial / MARKS, mark.number))]:
        with (partial / name).open("ab") as file:
            file.truncate(size)
    for unfinished in (partial / "media").glob(".*"):
        unfinished.unlink()
    for name in WRITTEN:
        for unfinished in partial.glob(f".{name}-*"):
            unfinished.unlink()
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
) -> dict[str, Any]:
    """The manifest of a folder to which nothing is added any more."""
    counts = _counts(partial / "items.jsonl")
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
        "items": {"sha256": sha256_of(partial / "items.jsonl")},
        "key": {"sha256": sha256_of(partial / "key.jsonl")},
        "media": media_summary(partial),
        "refusals": _refusals(partial / "refused.txt"),
        "licence": LICENCE,
        "canary": CANARY,
    }


def _counts(items: Path) -> dict[str, Any]:
    fields = ("task", "level", "language", "modality")
    counts: dict[str, Counter[str]] = {name: Counter() for name in fields}
    axis: Counter[str] = Counter()
    total, probes, last = 0, 0, None
    with items.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            total += 1
            probes += record["probe"] != last  # the items of a probe stand together
            last = record["probe"]
            steps = record.get("axis")
            for name in fields:
                if name != "level" or steps is None:
                    counts[name][str(record[name])] += 1
            if steps is not None:
                axis[f"{record['facts'][steps]} {steps}"] += 1
    return {
        "items": total,
        "probes": probes,
        **{n: dict(sorted(counts[n].items())) for n in fields},
        **({"axis": dict(axis)} if axis else {}),
    }


def _refusals(path: Path) -> dict[str, dict[str, int]]:
    refusals: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            task, reason = line.rstrip("\n").split("\t")
            refusals.setdefault(task, Counter())[reason] += 1
    return {task: dict(sorted(reasons.items())) for task, reasons in sorted(refusals.items())}


def finish(partial: Path, folder: Path, manifest: dict[str, Any], public: bool) -> None:
    """Write the manifest, remove what only the building needed, and give the folder its name, once
    all of it is on disk."""
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    write_atomically(partial / "manifest.json", text.encode())
    sync_tree(partial)
    for name in (MARKS, "refused.txt", PLAN, *([SEED] if public else [])):  # the seed last: with
        (partial / name).unlink(missing_ok=True)  # it alone the work can be done again
    sync_folder(partial)
    partial.rename(folder)
    sync_folder(folder.parent)
