"""Pictures per CPU-second at 512 × 512: `python benchmarks/rendering.py`.

Every figure is the best of many pictures in several fresh processes: what the code costs when no
other program is in the way. PNG encoding is measured apart, as the limit that no renderer can pass.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from time import process_time

from spatialbench.geometry.casting import cast, look
from spatialbench.render.gallery import shots

SCENES = ("lettered cube", "cube on a table", "six cups", "three screens", "table top")
SIZE = 512


def seconds(scene: str, count: int) -> tuple[float, float, float]:
    """Least CPU seconds of a picture, of its id pass, and of its PNG at level 1."""
    shot = shots()[scene]
    picture = shot.picture(SIZE)
    whole, casting, encoding = [], [], []
    for _ in range(count):
        start = process_time()
        shot.picture(SIZE)
        drawn = process_time()
        cast(look(shot.scene, shot.poses, None, SIZE))
        found = process_time()
        picture.png(1)
        whole.append(drawn - start)
        casting.append(found - drawn)
        encoding.append(process_time() - found)
    return min(whole), min(casting), min(encoding)


def in_a_fresh_process(scene: str, count: int) -> tuple[float, ...]:
    """The same, measured in a new process."""
    command = [sys.executable, __file__, "--scene", scene, "--count", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return tuple(float(word) for word in done.stdout.split())


def main() -> None:
    """Print a table, or one scene's seconds for the parent process."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scene")
    options.add_argument("--count", type=int, default=40)
    options.add_argument("--processes", type=int, default=3)
    chosen = options.parse_args()
    if chosen.scene:
        print(*seconds(chosen.scene, chosen.count))
        return
    print(f"{'scene':18} {'pictures/s':>10} {'id passes/s':>11} {'PNG level 1/s':>13}")
    for scene in SCENES:
        runs = [in_a_fresh_process(scene, chosen.count) for _ in range(chosen.processes)]
        rates = [1 / min(column) for column in zip(*runs, strict=True)]
        print(f"{scene:18} {rates[0]:10.0f} {rates[1]:11.0f} {rates[2]:13.0f}")


if __name__ == "__main__":
    main()
