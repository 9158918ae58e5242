"""Steps a second in every environment, by experts on new puzzles, and how long a puzzle takes.

python benchmarks/environments.py --puzzles 200
"""

from __future__ import annotations

import argparse
import time

from spatialbench.environments import Environment, environment, environments


def times(acted: Environment, puzzles: int) -> tuple[float, float, int]:
    """CPU seconds a step, those a puzzle until its first step, and how many the expert solved."""
    stepping = drawing = 0.0
    steps = solved = 0
    for number in range(puzzles):
        start = time.process_time()
        acted.reset("bench", number)
        way = acted.solve()
        drawn = time.process_time()
        for action in way:
            acted.step(action)
        stepping, drawing = stepping + time.process_time() - drawn, drawing + drawn - start
        steps, solved = steps + len(way), solved + (acted.score == 1)
    return stepping / steps, drawing / puzzles, solved


def main() -> None:
    """Print a line for each environment and level."""
    parser = argparse.ArgumentParser(description="Measure the environments.")
    parser.add_argument("--puzzles", type=int, default=200)
    puzzles = parser.parse_args().puzzles
    for name in environments():
        for level in range(1, 6):
            step, puzzle, solved = times(environment(name, level=level), puzzles)
            print(
                f"{name:28} level {level}: {1 / step:8,.0f} steps a second, {1000 * puzzle:6.2f} "
                f"ms a puzzle, solved {solved} of {puzzles}"
            )


if __name__ == "__main__":
    main()
