"""How the house is built: packages, files, names that occur twice, and the road from probe to item.

    python benchmarks/house.py [FOLDER]

counts below the folder of a checkout (default: this one). The road is walked by presenting one
probe as text while every call is watched: which modules it goes through, and how often it climbs
back from one into another that called it. The package of that checkout must be installed.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType


def python_files(root: Path) -> list[Path]:
    """The files of the package and of its generators, without those that only open a package."""
    found = [*(root / "spatialbench").rglob("*.py"), *(root / "generators").rglob("*.py")]
    return [path for path in found if path.name != "__init__.py"]


class Walk:
    """Which modules of the package a call goes through."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.modules: set[str] = set()
        self.climbs = 0

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Called by the interpreter at every call and return."""
        name = frame.f_globals.get("__name__", "")
        if not name.startswith("spatialbench"):
            return
        if event == "call":
            self.modules.add(name)
            self.climbs += name in self.stack and self.stack[-1] != name
            self.stack.append(name)
        elif event == "return" and self.stack:
            self.stack.pop()


def walked(task: str) -> Walk:
    """The road of one text item, everything that is remembered having been looked up before."""
    from spatialbench import make, present

    probes = [make(task, seed="road", level=2, index=i) for i in range(2)]
    present(probes[0])
    walk = Walk()
    sys.setprofile(walk)
    present(probes[1])
    sys.setprofile(None)
    return walk


def main(root: Path) -> None:
    """Print the table."""
    files = python_files(root)
    names = Counter(path.name for path in files)
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in files]
    packages = {path.parent for path in files}
    print(f"packages {len(packages)}, files {len(files)}, longest {max(lengths)} lines")
    print("names that occur twice:", sum(count > 1 for count in names.values()))
    for task in ("cube/facing-you", "permanence/shell-game"):
        walk = walked(task)
        print(f"{task}, probe to item: {len(walk.modules)} modules, {walk.climbs} climbs")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
