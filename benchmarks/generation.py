"""Text questions a second: `cube/face-after-turns` beside reasoning-gym's `color_cube_rotation`.

    python -m venv /tmp/rg && /tmp/rg/bin/pip install reasoning-gym
    python benchmarks/generation.py --reasoning-gym /tmp/rg/bin/python

Both make one question with its answer at a time, in one process each, in turns, so that a noisy
machine is noisy for both. Ours has rivals, refusals, choices and wording in it; levels 1 to 3 (one
to four turns) are measured together, theirs draws one to three rotations.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median

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


def seconds(python: str, code: str) -> float:
    """CPU seconds a question, measured in a fresh process."""
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.strip().splitlines()[-1])


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description="Measure text generation.")
    parser.add_argument("--reasoning-gym", help="a Python that has reasoning-gym")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    ours, theirs = [], []
    for _ in range(arguments.rounds):
        ours.append(seconds(sys.executable, OURS))
        if arguments.reasoning_gym:
            theirs.append(seconds(arguments.reasoning_gym, THEIRS))
    print(
        f"spatialbench   {median(ours) * 1e6:6.1f} µs a question, {1 / median(ours):,.0f} a second"
    )
    if theirs:
        ratio = median(t / o for t, o in zip(theirs, ours, strict=True))
        print(f"reasoning-gym  {median(theirs) * 1e6:6.1f} µs, {1 / median(theirs):,.0f} a second")
        print(f"ratio          {ratio:.2f} (above 1: spatialbench is faster)")


if __name__ == "__main__":
    main()
