"""The folder of a set while it grows and when it is finished: begin, go on, finish."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any  # JSON

from spatialbench import __version__
from spatialbench.errors import InputError
from spatialbench.items.item import CANARY
from spatialbench.jsonl import sha256_of, write_atomically
from spatialbench.probes.draw import Seed, seed_key
from spatialbench.sets.media import media_summary
from spatialbench.sets.suite import Job, Suite

LICENCE = "CC-BY-4.0"
FORMAT = 1

GROWING = ("items.jsonl", "key.jsonl", "media/index.jsonl", "refused.txt")
MARKS = "marks.txt"  # after each probe: its number and the sizes of the growing files
PLAN = "plan.json"
SEED = "seed.txt"


def open_partial(
    partial: Path, suite: Suite, seed: Seed, jobs: Sequence[Job], *, unlike: Sequence[str] = ()
) -> int:
    """Make the partial folder, or trim the one that is there to its last complete probe; returns
    how many probes are done. `unlike` are the hashes of the sets whose puzzles are refused."""
    wanted = {
        "suite": suite.to_json(),
        "seed_commitment": commitment(seed_key(seed)),
        "package": __version__,
        "probes": len(jobs),
        **({"unlike": list(unlike)} if unlike else {}),
    }
    if not (partial / PLAN).exists():  # nothing was begun, or only the folder
        _check_ours(partial)
        (partial / "media").mkdir(parents=True, exist_ok=True)
        (partial / SEED).write_text(_seed_text(seed), encoding="utf-8")
        write_atomically(partial / PLAN, json.dumps(wanted).encode())
        return _trim(partial)
    found = _plan_of(partial)
    differ = [name for name in wanted if found.get(name) != wanted[name]]
    if differ:
        raise InputError(
            f"{partial} is the beginning of another set (its {differ[0]} differs); "
            f"go on with the same suite, seed and version, or remove it"
        )
    return _trim(partial)


def _plan_of(partial: Path) -> dict[str, Any]:
    try:
        found = json.loads((partial / PLAN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _check_ours(partial: Path) -> None:
    """InputError if there is something in the folder that building does not put there."""
    ours = {"media", "manifest.json", SEED, MARKS, *GROWING}
    strange = [p.name for p in partial.glob("*") if p.name not in ours and p.name[0] != "."]
    if strange:
        raise InputError(
            f"{partial} is no beginning of a set: it holds {min(strange)!r}; choose another --out, "
            f"or move it away"
        )


def _trim(partial: Path) -> int:
    """Cut the growing files back to the last probe of which each of them has all."""
    marks = partial / MARKS
    lines = marks.read_bytes().split(b"\n")[:-1] if marks.exists() else []  # whole lines only
    found = [_size(partial / name) for name in GROWING]
    while lines and not _fits(lines[-1], found):  # after a crash of the machine
        lines.pop()
    done, *sizes = map(int, lines[-1].split()) if lines else [0] * (1 + len(GROWING))
    for name, size in zip(GROWING, sizes, strict=True):
        path = partial / name
        path.touch()
        with path.open("r+b") as file:
            file.truncate(size)
    marks.write_bytes(b"".join(line + b"\n" for line in lines))
    for unfinished in (partial / "media").glob(".*"):  # a picture that was being written
        unfinished.unlink()
    return done


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _fits(mark: bytes, found: list[int]) -> bool:
    """Whether the files are as long as the mark says, or longer."""
    numbers = mark.split()
    if len(numbers) != 1 + len(found) or not all(number.isdigit() for number in numbers):
        return False
    return all(int(n) <= size for n, size in zip(numbers[1:], found, strict=True))


def partial_seed(folder: Path) -> str | None:
    """The seed of the unfinished set that would become this folder, if there is one."""
    path = folder.with_name(folder.name + ".partial") / SEED
    return path.read_text(encoding="utf-8") if path.is_file() else None


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
    return {
        "format": FORMAT,
        "name": suite.name,
        "package": __version__,
        "suite": suite.to_json(),
        "seed": _seed_text(seed) if public else None,
        "seed_commitment": commitment(key),
        **({"unlike": list(unlike)} if unlike else {}),
        "counts": _counts(partial / "items.jsonl"),
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
    total, probes, last = 0, 0, None
    with items.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            total += 1
            probes += record["probe"] != last  # the items of a probe stand together
            last = record["probe"]
            for name in fields:
                counts[name][str(record[name])] += 1
    return {
        "items": total,
        "probes": probes,
        **{n: dict(sorted(counts[n].items())) for n in fields},
    }


def _refusals(path: Path) -> dict[str, dict[str, int]]:
    refusals: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            task, reason = line.rstrip("\n").split("\t")
            refusals.setdefault(task, Counter())[reason] += 1
    return {task: dict(sorted(reasons.items())) for task, reasons in sorted(refusals.items())}


def finish(partial: Path, folder: Path, manifest: dict[str, Any], public: bool) -> None:
    """Write the manifest, remove what only the building needed, and give the folder its name."""
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    write_atomically(partial / "manifest.json", text.encode())
    for name in (MARKS, "refused.txt", PLAN, *([SEED] if public else [])):  # the seed last: with
        (partial / name).unlink()  # it alone the work can be done again
    partial.rename(folder)
