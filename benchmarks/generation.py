"""Questions a second, by task and level; beside another library's, if it is there.

    python benchmarks/generation.py                      # every task
    python benchmarks/generation.py 'die/*' --probes 200
    python -m venv /tmp/rg && /tmp/rg/bin/pip install reasoning-gym
    python benchmarks/generation.py --reasoning-gym /tmp/rg/bin/python

A probe is drawn once and asked in all its twins, as `generate` does: text and state, open and as a
choice, English and Chinese. Items a second count drawing, checks, choices and wording. A picture is
the first of a probe, at 512 pixels; films are not counted. With reasoning-gym, one question at a
time of `cube/face-after-turns`, levels 1 to 3 (one to four turns), is made in turns with its
`color_cube_rotation` (one to three rotations), each in a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from itertools import product
from statistics import median

from spatialbench import make
from spatialbench.items.item import LANGUAGES, Image
from spatialbench.items.present import coded, with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.names import is_named
from spatialbench.probes.registry import find, tasks

WORDS = ("text", "state")
LEVELS = range(1, 6)
PICTURES = 10
SIZE = 512

OURS = """
import sys, time
from spatialbench import make, present
def run(n):
    for i in range(n):
        level, index = 1 + i // 1000, i % 1000
        present(make("cube/face-after-turns", seed="bench", index=index, level=level)).prompt
run(300)
start = time.process_time(); run(3000); print((time.process_time() - start) / 3000)
"""

THEIRS = """
import time, reasoning_gym
data = reasoning_gym.create_dataset("color_cube_rotation", size=3300, seed=1)
for i in range(3000, 3300): data[i]
start = time.process_time()
for i in range(3000): data[i]
print((time.process_time() - start) / 3000)
"""


def asked(task: str, level: int, probes: int) -> tuple[int, float]:
    """Items, and the processor time that they took: every probe in all its twins of words."""
    generator = find(task)
    shown = [each for each in generator.modalities if each in WORDS]
    forms = [form == "choice" for form in generator.forms]
    start, items = time.process_time(), 0
    for index in range(probes):
        probe = make(task, seed="bench", index=index, level=level)
        program = coded(probe)
        for language, modality, choices in product(LANGUAGES, shown, forms):
            wanted = Wanted(language, modality, choices, probe.paraphrase, SIZE, "shaded")
            items += len([with_key(probe, wanted, program).item])
    return items, time.process_time() - start


def pictured(task: str, level: int) -> float:
    """Seconds of processor time to draw and to encode a picture of a question."""
    seconds = 0.0
    for index in range(PICTURES):
        probe = make(task, seed="bench", index=index, level=level)
        choices = "open" not in find(task).forms
        wanted = Wanted("en", "image", choices, probe.paraphrase, SIZE, "shaded")
        parts = with_key(probe, wanted).item.content
        drawn = [part.png for part in parts if isinstance(part, Image) and part.png is not None]
        start = time.process_time()
        drawn[0]()
        seconds += time.process_time() - start
    return seconds / PICTURES


def print_tasks(names: str, probes: int) -> None:
    """Items of words a second, level by level, and milliseconds a picture at level 3."""
    print(f"{'items a second':30}" + "".join(f"{level:>9}" for level in LEVELS) + "  ms a picture")
    patterns = names.split(",")
    for task, generator in tasks().items():
        if not any(is_named(task, pattern) for pattern in patterns):
            continue
        row = f"{task:30}"
        if any(each in WORDS for each in generator.modalities):
            asked(task, LEVELS[0], 3)  # what is counted once
            for level in LEVELS:
                items, seconds = asked(task, level, probes)
                row += f"{items / seconds:9,.0f}"
        else:
            row += f"{'-':>9}" * len(LEVELS)
        row += f"{1000 * pictured(task, 3):14.1f}" if "image" in generator.modalities else ""
        print(row, flush=True)


def seconds_each(python: str, code: str) -> float:
    """Processor time of a question, measured in a fresh process."""
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.strip().splitlines()[-1])


def print_beside(other: str, rounds: int) -> None:
    """Print both times and their ratio."""
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(seconds_each(sys.executable, OURS))
        theirs.append(seconds_each(other, THEIRS))
    for name, times in (("spatialbench", ours), ("reasoning-gym", theirs)):
        print(
            f"{name:14} {median(times) * 1e6:6.1f} µs, {1 / median(times):,.0f} questions a second"
        )
    ratio = median(t / o for t, o in zip(theirs, ours, strict=True))
    print(f"ratio          {ratio:.2f} (above 1: spatialbench is faster)")


def main() -> None:
    """Print the table of tasks, or the two times."""
    parser = argparse.ArgumentParser(description="Measure how fast questions are made.")
    parser.add_argument("tasks", nargs="?", default="*", help="ids or wildcards, with commas")
    parser.add_argument("--probes", type=int, default=60, help="of each task and level")
    parser.add_argument("--reasoning-gym", help="a Python that has reasoning-gym")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    if arguments.reasoning_gym:
        print_beside(arguments.reasoning_gym, arguments.rounds)
    else:
        print_tasks(arguments.tasks, arguments.probes)


if __name__ == "__main__":
    main()
