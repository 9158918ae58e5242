"""Pictures to disk: `python benchmarks/writing.py [--count 10000] [--workers 1,2]`.

Lettered cubes in many poses are drawn, encoded and written, each atomically, by one process and by
several. Beside it, in the same run, the limit that encoding alone sets.
"""

from __future__ import annotations

import argparse
import resource
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from spatialbench.durable import write_unsynced
from spatialbench.gallery.scenes import cube
from spatialbench.geometry.film import axis_rotation
from spatialbench.render import Picture, render

SIZE, BATCH = 512, 50


def drawn(number: int) -> Picture:
    """A lettered cube, turned by as many degrees as its number says."""
    scene = cube((270, -270, 270), "FRPGJL")
    axis = ((0, 0, 1), (0, 1, 0), (1, 0, 0))[number % 3]
    return render(scene, poses={"cube": axis_rotation(axis, number * 7 % 360)}, size=SIZE)


def write_some(folder: Path, first: int) -> int:
    """Draw and write a batch; the bytes written."""
    total = 0
    for number in range(first, first + BATCH):
        png = drawn(number).png()
        write_unsynced(folder / f"{number:06}.png", png)
        total += len(png)
    return total


def written(count: int, workers: int, folder: Path) -> tuple[float, int]:
    """Seconds and bytes of writing that many pictures."""
    start, batches = perf_counter(), range(0, count, BATCH)
    if workers == 1:
        total = sum(write_some(folder, first) for first in batches)
    else:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            total = sum(pool.map(partial(write_some, folder), batches))
    return perf_counter() - start, total


def encoded(count: int) -> float:
    """Pictures a CPU-second when they are only encoded."""
    pictures = [drawn(number) for number in range(60)]
    start = process_time()
    for number in range(count):
        pictures[number % 60].png()
    return count / (process_time() - start)


def cpu_seconds() -> float:
    """What this process and those that it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--workers", default="1,2")
    chosen = options.parse_args()
    print(f"encoding alone: {encoded(600):.0f} pictures a CPU-second")
    alone: float | None = None
    for workers in map(int, chosen.workers.split(",")):
        with TemporaryDirectory() as folder:
            before = cpu_seconds()
            seconds, size = written(chosen.count, workers, Path(folder))
            spent = cpu_seconds() - before
        alone = seconds if workers == 1 else alone
        whose = resource.RUSAGE_SELF if workers == 1 else resource.RUSAGE_CHILDREN
        peak = resource.getrusage(whose).ru_maxrss / 1024
        efficiency = f", efficiency {alone / workers / seconds:.2f}" if alone else ""
        print(
            f"{workers} workers: {chosen.count / seconds:.0f} pictures a second, "
            f"{chosen.count / spent:.0f} a CPU-second, "
            f"{size / 1e6:.1f} MB ({size / chosen.count / 1e3:.1f} kB each), "
            f"peak {peak:.0f} MB a process{efficiency}"
        )


if __name__ == "__main__":
    main()
