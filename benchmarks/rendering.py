"""Pictures per CPU-second at 512 × 512: `python benchmarks/rendering.py [--against CHECKOUT]`.

Every figure is the best of many pictures in several fresh processes: what the code costs when no
other program is in the way. PNG encoding is measured apart, as the limit that no renderer can pass.
`--against` names another checkout (such as a worktree of the first version): both are then measured
in turns in the same run. `--levels` shows time and bytes of each PNG level.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

from spatialbench.caster.frame import cast, look
from spatialbench.gallery.scenes import shots
from spatialbench.render import render

SCENES = (
    "lettered cube on a table", "lettered cube", "polycube", "cube on a table",
    "table top, a screen", "table top", "six cups", "three screens",
)  # fmt: skip
SIZE = 512
LEVELS = range(1, 10)


def seconds(scene: str, count: int) -> tuple[float, float, float]:
    """Least CPU seconds of a picture, of its id pass, and of its PNG at level 1."""
    shot = shots()[scene]
    whole, casting, encoding = [], [], []
    for _ in range(count):
        start = process_time()
        picture = render(shot.scene, poses=shot.poses, size=SIZE)
        drawn = process_time()
        cast(look(shot.scene, shot.poses, None, SIZE))
        found = process_time()
        picture.png(1)
        whole.append(drawn - start)
        casting.append(found - drawn)
        encoding.append(process_time() - found)
    return min(whole), min(casting), min(encoding)


_ELSEWHERE = """
import sys, pickle
from time import process_time
from spatialbench.render.picture import render
from spatialbench.geometry import program
scene, poses, count, size = pickle.loads(sys.stdin.buffer.read())
scene = program.decode(scene)
best = 9.0
for _ in range(count):
    start = process_time(); render(scene, poses=poses, size=size)
    best = min(best, process_time() - start)
print(best)
"""


def seconds_elsewhere(checkout: Path, scene: str, count: int) -> float | None:
    """Least CPU seconds of a picture by the code of another checkout; None where it cannot."""
    import pickle

    from spatialbench.geometry.program import encode

    shot = shots()[scene]
    given = pickle.dumps((encode(shot.scene), shot.poses, count, SIZE))
    links = checkout / "build" / "typed"  # `make types` links all packages below one folder
    subprocess.run(["make", "types"], cwd=checkout, capture_output=True, check=False)
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE], input=given, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(links)}, cwd=links,
    )  # fmt: skip
    return float(done.stdout) if done.returncode == 0 else None


def in_a_fresh_process(scene: str, count: int) -> tuple[float, ...]:
    """The same as `seconds`, measured in a new process."""
    command = [sys.executable, __file__, "--scene", scene, "--count", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return tuple(float(word) for word in done.stdout.split())


def print_levels() -> None:
    """Milliseconds and kilobytes of each PNG level."""
    print(f"{'PNG level':26}" + "".join(f"{level:>14}" for level in LEVELS))
    for scene in SCENES:
        picture = shots()[scene].picture(SIZE)
        cells = []
        for level in LEVELS:
            best = min(_timed(partial(picture.png, level)) for _ in range(10))
            cells.append(f"{best * 1e3:5.1f} ms {len(picture.png(level)) / 1e3:4.1f}k")
        print(f"{scene:26}" + "".join(f"{cell:>14}" for cell in cells))


def _timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Print a table, or one scene's seconds for the parent process."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scene")
    options.add_argument("--count", type=int, default=40)
    options.add_argument("--processes", type=int, default=3)
    options.add_argument("--against", type=Path)
    options.add_argument("--levels", action="store_true")
    chosen = options.parse_args()
    if chosen.scene:
        print(*seconds(chosen.scene, chosen.count))
        return
    if chosen.levels:
        print_levels()
        return
    print(f"{'scene':26} {'pictures/s':>10} {'id passes/s':>11} {'PNG 1/s':>8} {'of PNG':>7} older")
    for scene in SCENES:
        runs, older = [], []
        for _ in range(chosen.processes):
            runs.append(in_a_fresh_process(scene, chosen.count))
            if chosen.against:
                older.append(seconds_elsewhere(chosen.against, scene, chosen.count))
        best = [min(column) for column in zip(*runs, strict=True)]
        known = [one for one in older if one is not None]
        ratio = f"{min(known) / best[0]:.2f} times" if known else "–"
        rates = [1 / one for one in best]
        print(
            f"{scene:26} {rates[0]:10.0f} {rates[1]:11.0f} {rates[2]:8.0f} "
            f"{best[2] / best[0]:6.0%} {ratio}"
        )


if __name__ == "__main__":
    main()
