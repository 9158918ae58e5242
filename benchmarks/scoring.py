"""How fast answers are scored, and in how much memory.

    python benchmarks/scoring.py                        # 1,000,000 rows over 10,000 items
    python benchmarks/scoring.py --rows 100000 --long   # responses with reasoning

Each measurement runs in a process of its own, so that the peak of memory is its own. The time is
that of the processor, with the set already loaded; the answer file is read from disk.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spatialbench.items.item import Item, Key, Text
from spatialbench.scoring import score

COLOURS = ("red", "green", "blue", "black", "white", "orange")
REASONING = (
    "First the cube is turned clockwise as seen from the top, so what was on the front goes to the "
    "left. Then it is turned away from me: the top goes to the back, the front to the top. "
)


@dataclass(frozen=True)
class Plain:
    """A set of items with one label each."""

    count: int
    items_sha256: str = "0" * 64
    manifest: Mapping[str, Any] = field(default_factory=lambda: {"name": "benchmark"})

    def items(self) -> Iterator[Item]:
        for number in range(self.count):
            yield Item(
                id=f"item{number:06}",
                probe=f"probe{number // 2:06}",
                task=f"toy/task{number % 12}-v1",
                family=f"toy{number % 3}",
                level=1 + number % 5,
                language="zh" if number % 2 else "en",
                modality="text",
                wording=0,
                content=(Text("Which colour?"),),
                answer_type="label",
                options=COLOURS,
                unit=None,
                chance=1 / 6,
                facts={"turns": number % 5},
            )

    def keys(self) -> Iterator[Key]:
        for number in range(self.count):
            yield Key(
                id=f"item{number:06}",
                probe=f"probe{number // 2:06}",
                task=f"toy/task{number % 12}-v1",
                answer_type="label",
                answer=COLOURS[number % 6],
                choices=None,
                rivals={"next": COLOURS[(number + 1) % 6]},
                scene={},
                story=(),
                ask={},
                margins={},
                facts={},
                undetermined=False,
                fingerprint="",
            )


def write_answers(path: Path, rows: int, items: int, *, long: bool) -> None:
    """A file with that many rows: epochs over the items, right five times in six."""
    with path.open("w", encoding="utf-8") as file:
        for row in range(rows):
            number, epoch = row % items, row // items
            said = COLOURS[(number + (epoch * 7 + number * 13) % 6 // 5) % 6]
            text = f"{REASONING}{row}\n\nANSWER: {said}" if long else f"ANSWER: {said}"
            record = {"id": f"item{number:06}", "response": text, "epoch": epoch}
            file.write(json.dumps(record) + "\n")


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: str, items: int) -> None:
    """Score the file and print what it took, as JSON."""
    questions = Plain(items)
    score(questions, [])  # imports and the set itself are not what is measured
    before, start = peak_megabytes(), time.process_time()
    results = score(questions, path)
    seconds = time.process_time() - start
    told = {
        "rows": results.answers.rows,
        "accuracy": results.accuracy,
        "seconds": seconds,
        "peak": peak_megabytes(),
        "grown": peak_megabytes() - before,
    }
    print(json.dumps(told))


def report(rows: int, items: int, *, long: bool) -> None:
    """Write a file, measure it in another process, print one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        write_answers(path, rows, items, long=long)
        command = [sys.executable, __file__, "--measure", str(path), "--items", str(items)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        size = path.stat().st_size / 2**20
    told = json.loads(done.stdout)
    print(
        f"{told['rows']:>9,} rows ({size:6.1f} MB): {told['rows'] / told['seconds']:>8,.0f} rows/s "
        f"of processor time, peak {told['peak']:.0f} MB, {told['grown']:.0f} MB above the set"
    )


def main() -> None:
    """Measure a tenth of the rows, then all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--long", action="store_true", help="responses with reasoning")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.measure:
        measure(told.measure, told.items)
        return
    for rows in (told.rows // 10, told.rows):
        report(rows, told.items, long=told.long)


if __name__ == "__main__":
    main()
