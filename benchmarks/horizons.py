"""Text questions a second along the axes of the tasks: the time of a question is linear in steps.

python benchmarks/horizons.py
"""

from __future__ import annotations

import time

from spatialbench import make, present
from spatialbench.probes.generator import axis_of
from spatialbench.probes.registry import tasks

STEPS = (1, 2, 4, 8, 16, 32, 64, 128, 200)
QUESTIONS = 30


def seconds(task: str, steps: int) -> float:
    """CPU seconds a question, once what can be counted is counted."""
    make(task, seed="warm", axis=steps)
    start = time.process_time()
    for index in range(QUESTIONS):
        _ = present(make(task, seed="bench", index=index, axis=steps)).prompt
    return (time.process_time() - start) / QUESTIONS


def main() -> None:
    """Print the milliseconds of a question, and of each step of the longest."""
    print(f"{'ms a question':30}" + "".join(f"{steps:8}" for steps in STEPS) + "   a step")
    for name, generator in tasks().items():
        axis = axis_of(generator)
        if axis is None:
            continue
        found = {n: seconds(name, n) for n in STEPS if axis.least <= n <= axis.most}
        row = "".join(f"{1000 * found[n]:8.2f}" if n in found else f"{'-':>8}" for n in STEPS)
        longest = max(found)
        print(f"{name:30}{row} {1000 * found[longest] / longest:8.3f}")


if __name__ == "__main__":
    main()
