"""What more workers bring: processor time of the parent and of its workers, one and two in turns.

    python benchmarks/scaling.py                                  # a few minutes on two cores
    python benchmarks/scaling.py --probes 40000 --pictures 2000 --shards 512 --rounds 3

On a machine that others use, wall time says what they do. So processor time is measured, of which
the least of the rounds counts. What the parent spends with two workers, beyond what it spends on a
few probes in as many shards, is the serial share of a long set: nobody can do it for it. From it
follows what so many workers bring at most (Amdahl's law): 1 / (serial + (1 - serial) / workers), as
if the parent never worked while they do, which it does. Left out is what does not grow with the
set: a second to start each worker, a millisecond of the parent for each shard.

Of a set in shards it is also told how much faster sixteen workers would be if each took the next
shard whenever it is done with one, by the time that each shard took here: where shards are few, for
tasks that are very unlike, workers are idle at the end. With four and eight times as many shards,
each is taken to be so many equal parts of one.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapreplace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

SUITE = """
name = "scaling"
[[part]]
tasks = ["{tasks}"]
probes = {probes}
modalities = ["{modality}"]
"""
MANY = 16
PARTS = 1, 4, 8
FEW = "cube/facing-you"


@dataclass(frozen=True)
class Spent:
    """Seconds: wall, processor time of the parent and of its workers; peak of the parent in MB;
    processor time of each shard."""

    wall: float
    parent: float
    workers: float
    peak: float
    shards: tuple[float, ...]


@dataclass(frozen=True)
class Case:
    """A thing to do with one worker and with two: its name, its arguments for each number of
    workers, and those that do next to nothing of it."""

    name: str
    arguments: tuple[str, ...]
    nothing: tuple[str, ...]


# --- in a process of its own ----------------------------------------------------------------------


def do(what: str, source: str, out: str, shards: int, workers: int) -> Iterator[float]:
    """Do it, and give the processor time before it, and after each shard."""
    warm()
    told = [time.process_time()]

    def progress(*_: int) -> None:
        told.append(time.process_time())

    if what == "generate":
        from spatialbench.sets.build import build_set
        from spatialbench.sets.suite import read_suite

        build_set(
            read_suite(source),
            Path(out),
            seed="scaling",
            workers=workers,
            shards=shards or None,
            progress=progress,
        )
    else:
        _read(what, source, workers)
    return iter(told if shards else ())


def warm() -> None:
    """Make a probe of every task, so that no shard is the first that needs what is loaded once."""
    from spatialbench import make
    from spatialbench.probes.registry import tasks

    for name in tasks():
        make(name, seed="warm")


def _read(what: str, folder: str, workers: int) -> None:
    from spatialbench.sets import load

    if what == "verify":
        from spatialbench.verification.verify import verify_set

        verify_set(load(folder), workers=workers)
    else:
        from spatialbench.audit.audit import audit

        audit(load(folder), workers=workers)


def child(arguments: Sequence[str]) -> None:
    """Do it, and print what it took."""
    what, source, out, shards, workers = arguments
    start = time.perf_counter()
    ends = list(do(what, source, out, int(shards), int(workers)))
    wall = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    times = [end - begin for begin, end in pairwise(ends)]
    spent = [one.ru_utime + one.ru_stime for one in (own, theirs)]
    print(json.dumps([wall, *spent, own.ru_maxrss / 1024, times]))


# --- here -----------------------------------------------------------------------------------------


def spent(arguments: Sequence[str], workers: int) -> Spent:
    """What a case takes with so many workers."""
    command = [sys.executable, __file__, "--child", *arguments, str(workers)]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    wall, parent, theirs, peak, shards = json.loads(found.stdout)
    return Spent(wall, parent, theirs, peak, tuple(shards))


def fresh(arguments: Sequence[str], number: int) -> list[str]:
    """The arguments with a folder that is not there yet."""
    what, source, out, shards = arguments
    return [what, source, f"{out}-{number}", shards]


def least(runs: Sequence[Spent]) -> Spent:
    """The run with the least processor time."""
    return min(runs, key=lambda one: one.parent + one.workers)


def scheduled(shards: Sequence[float], workers: int, parts: int) -> float:
    """By how much so many workers are faster than one, each taking the next part of a shard when it
    is done with one."""
    busy = [0.0] * workers
    for one in (shard / parts for shard in shards for _ in range(parts)):
        heapreplace(busy, busy[0] + one)
    return sum(shards) / max(busy)


def amdahl(serial: float, workers: int) -> float:
    """The speed-up that the serial share allows."""
    return 1 / (serial + (1 - serial) / workers)


def measure(case: Case, rounds: int) -> None:
    """Print the line of a case."""
    runs: dict[int, list[Spent]] = {1: [], 2: []}
    idle: dict[int, list[Spent]] = {1: [], 2: []}
    for turn in range(rounds):
        for workers in (1, 2):
            number = 2 * turn + workers
            idle[workers].append(spent(fresh(case.nothing, number), workers))
            runs[workers].append(spent(fresh(case.arguments, number), workers))
    one, two = least(runs[1]), least(runs[2])
    start, start_two = least(idle[1]), least(idle[2])
    work = one.parent - start.parent
    serial = max(0.0, two.parent - start_two.parent) / work
    told = " ".join(f"{scheduled(one.shards, MANY, n):4.1f}" for n in PARTS if one.shards)
    print(
        f"{case.name:28} {one.wall:6.1f} {two.wall:6.1f}  {work:7.1f} {two.parent:6.2f} "
        f"{start_two.parent:6.2f} {two.workers:7.1f} {two.peak:5.0f}  {serial:6.2%}  "
        f"{amdahl(serial, 2):4.2f} {amdahl(serial, MANY):5.1f} {told}",
        flush=True,
    )


def cases(folder: Path, options: argparse.Namespace) -> Iterator[Case]:
    """What is measured."""
    suites = {}
    few = max(4, options.shards)
    sizes = {"text": options.probes, "image": options.pictures, "read": options.read}
    for kind, probes in sizes.items():
        modality = "text" if kind == "read" else kind
        for name, tasks, count in ((kind, "*", probes), (f"few-{kind}", FEW, few)):
            suites[name] = str(folder / f"{name}.toml")
            text = SUITE.format(tasks=tasks, probes=count, modality=modality)
            Path(suites[name]).write_text(text)

    def made(name: str, what: str, shards: int) -> Case:
        out = str(folder / name.replace(" ", "-"))
        nothing = ("generate", suites[f"few-{what}"], f"{out}-few", str(shards))
        return Case(name, ("generate", suites[what], out, str(shards)), nothing)

    def read(what: str) -> Case:
        sets = [str(folder / name) for name in ("set", "few")]
        full, nothing = ((what, one, "", "0") for one in sets)
        return Case(f"{what} text", full, nothing)

    yield made("generate text, one file", "text", 0)
    yield made("generate text, shards", "text", options.shards)
    yield made("generate pictures, shards", "image", options.shards)
    for name, suite in (("set", "read"), ("few", "few-read")):
        spent(("generate", suites[suite], str(folder / name), "0"), 1)
    yield read("verify")
    yield read("audit")


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description="What more workers bring.")
    parser.add_argument("--probes", type=int, default=4000, help="with text")
    parser.add_argument("--pictures", type=int, default=400, help="probes with a picture")
    parser.add_argument("--read", type=int, default=1000, help="with text, verified and audited")
    parser.add_argument("--shards", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default="", help="cases whose name has this in it")
    options = parser.parse_args()
    print(
        f"{'':28} {'wall s':>13}  {'processor s':>29} {'MB':>5}  {'serial':>6}  "
        f"{'Amdahl':>10}  shards × {PARTS}\n"
        f"{'':28} {'1':>6} {'2':>6}  {'work':>7} {'parent':>6} {'idle':>6} {'workers':>7} "
        f"{'':>5}  {'share':>6}  {'2':>4} {MANY:>5} {MANY:>4}"
    )
    with TemporaryDirectory() as name:
        for case in cases(Path(name), options):
            if options.only in case.name:
                measure(case, options.rounds)


if __name__ == "__main__":
    main()
