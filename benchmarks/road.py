"""The road from seed to report, in processor time.

A set of text items is made and answered by three models (with `--fifty` by fifty), then every
command runs in a process of its own, in turns with that of another checkout (such as a worktree of
an older commit), so that a noisy machine is noisy for both. Of several rounds the least counts. The
peak of memory is that of the process; `numpy` is what importing it alone takes here. Modules are
compiled in the first round and not in the others.

    git worktree add /tmp/older v0.1.0
    python benchmarks/road.py --against /tmp/older --fifty --rows 1000000
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

SUITE = """
name = "road"
about = "text in both languages, open and as multiple choice"

[[part]]
tasks = ["*"]
probes = {open}
languages = ["en", "zh"]
modalities = ["text"]

[[part]]
tasks = ["*"]
probes = {choice}
languages = ["en", "zh"]
modalities = ["text"]
choices = true
"""
SMALL = 34  # probes that give about a hundred items
CHECKED = 10 * SMALL
WRITTEN = 4000  # items
COMMAND = "import sys; from spatialbench.cli import main; sys.argv[0] = 'spatialbench'; main()"
TIMED = """
from time import process_time
{once}
start = process_time()
for number in range({count}):
    {each}
print(process_time() - start)
"""
PICTURES = """
from spatialbench.gallery.scenes import shots
from spatialbench.render import render
names = "lettered cube on a table", "polycube", "table top, a screen", "six cups"
chosen = [shots()[name] for name in names]
def draw(number, look):
    shot = chosen[number % len(chosen)]
    return render(shot.scene, poses=shot.poses, size=512, look=look)
made = [draw(number, look) for number in range(len(chosen)) for look in ("shaded", "line")]
"""
WORDS = """
from spatialbench import make, present
def word(number):
    probe = make(TASK, seed="road", index=number // 2, level=2)
    return present(probe, language=("en", "zh")[number % 2])
word(0)
"""


@dataclass(frozen=True)
class Step:
    """A thing to do: arguments of the command line, or code; in how many pieces it comes."""

    name: str
    arguments: tuple[str, ...] = ()
    code: str = COMMAND
    pieces: int = 0
    aim: str = ""


@dataclass(frozen=True)
class Cost:
    """Processor seconds and megabytes at the peak."""

    seconds: float
    megabytes: float


def cost(step: Step, checkout: Path | None, folder: Path) -> Cost | None:
    """What the step takes with the code of a checkout (None: this one); None where it fails."""
    environment = dict(os.environ) | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: nothing is compiled each time
    if checkout is not None:
        environment["PYTHONPATH"] = str(checkout)
    with (folder / "told.txt").open("w+") as told:
        command = [sys.executable, "-c", step.code, *step.arguments]
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=told, stderr=told)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        last = told.read()[-300:]
    if child.returncode:
        sys.stderr.write(f"{step.name}: {last}\n")
        return None
    own = step.code != COMMAND and step.pieces  # what is timed within: without the imports
    seconds = float(last) if own else used.ru_utime + used.ru_stime
    return Cost(seconds, used.ru_maxrss / 1024)


def least(costs: Sequence[Cost | None]) -> Cost | None:
    """The least of each; None where nothing succeeded."""
    known = [one for one in costs if one is not None]
    if not known:
        return None
    return Cost(min(one.seconds for one in known), min(one.megabytes for one in known))


# --- what is done ---------------------------------------------------------------------------------


def run(folder: Path, *arguments: object) -> None:
    """One command, with the code of this checkout."""
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def prepare(folder: Path, items: int, models: int) -> None:
    """The sets `big` and `small`, and the answers of so many models to the first."""
    (folder / "big.toml").write_text(SUITE.format(open=items * 3 // 10, choice=items // 5))
    (folder / "small.toml").write_text(SUITE.format(open=SMALL, choice=SMALL // 2))
    (folder / "checked.toml").write_text(SUITE.format(open=CHECKED, choice=CHECKED // 2))
    for name in ("big", "small", "checked"):
        run(folder, "generate", f"{name}.toml", "--out", name, "--seed", "road", "--workers", "2")
        run(folder, "answer", name, "--with", "simulated:0.8", "--out", f"{name}.jsonl")
    rows = [json.loads(line) for line in (folder / "big.jsonl").open(encoding="utf-8")]
    for number in range(models):
        with (folder / f"m{number:02}.jsonl").open("w", encoding="utf-8") as file:
            for place, row in enumerate(rows):
                # every model says in other places what belongs elsewhere, and is wrong there
                shifted = rows[(place * 7 + 1) % len(rows)] if place % (number + 3) == 1 else row
                told = {**row, "response": shifted["response"], "model": f"model-{number:02}"}
                file.write(json.dumps(told, ensure_ascii=False) + "\n")


def repeated(folder: Path, rows: int) -> None:
    """An answer file with so many rows: the first one again and again, as epochs."""
    lines = (folder / "m00.jsonl").read_text(encoding="utf-8").splitlines()
    with (folder / "long.jsonl").open("w", encoding="utf-8") as file:
        for number in range(rows):
            line = lines[number % len(lines)]
            file.write(f'{line[:-1]}, "epoch": {number // len(lines)}}}\n')


def steps(folder: Path, items: int, models: int, rows: int) -> Iterator[Step]:
    """Everything that is measured."""
    answers = [f"m{number:02}.jsonl" for number in range(models)]
    three = answers[:3]
    yield Step("numpy", code="import numpy")
    yield Step("score, 100 rows", ("score", "small", "small.jsonl"), aim="0.45 s")
    yield Step("score", ("score", "big", "big.jsonl"), aim="1.2 s")
    yield Step("compare, 3 models", ("compare", "big", *three), aim="3 s")
    yield Step("report, 3 models", ("report", "big", *three, "--out", "r.html"), aim="6 s")
    if models > len(three):
        many = f"{models} models"
        yield Step(f"compare, {many}", ("compare", "big", *answers))
        report = ("report", "big", *answers, "--out", "r.html")
        yield Step(f"report, {many}", report, aim="60 s, 600 MB")
    if rows:
        repeated(folder, rows)
        yield Step(f"score, {rows:,} rows", ("score", "big", "long.jsonl"))
    for task in ("cube/face-after-turns", "permanence/carried-unseen"):
        name = task.partition("/")[2]
        once = WORDS.replace("TASK", repr(task))
        yield _timed(f"make and word {name}", once, "word(number)", 2000)
        chosen = ("--tasks", task, "--probes", str(WRITTEN // 4))
        generate = ("generate", "small.toml", "--out", "made", "--seed", "road", *chosen)
        yield Step(f"write {name}", generate, pieces=WRITTEN)
    yield Step("verify a key", ("verify", "checked"), pieces=_items(folder / "checked"))
    yield _timed("draw, shaded", PICTURES, "draw(number, 'shaded')", 40)
    yield _timed("draw, line", PICTURES, "draw(number, 'line')", 40)
    yield _timed("encode a PNG", PICTURES, "made[number % 8].png()", 80)


def _timed(name: str, once: str, each: str, count: int) -> Step:
    return Step(name, code=TIMED.format(once=once, each=each, count=count), pieces=count)


def _linked(checkout: Path, folder: Path) -> Path:
    """A folder from which the package of a checkout can be imported."""
    package = folder / "linked" / "spatialbench"
    package.mkdir(parents=True)
    parts = [*(checkout / "spatialbench").iterdir(), checkout / "generators", checkout / "assets"]
    for part in parts:
        (package / part.name).symlink_to(part)
    return package.parent


def _items(folder: Path) -> int:
    return int(json.loads((folder / "manifest.json").read_text())["counts"]["items"])


# --- what is told ---------------------------------------------------------------------------------


def told(one: Cost | None, pieces: int) -> str:
    """Seconds and megabytes, or milliseconds a piece (of commands, with their start)."""
    if one is None:
        return "–"
    if pieces:
        return f"{one.seconds / pieces * 1e3:.2f} ms"
    return f"{one.seconds:.2f} s {one.megabytes:5.0f} MB"


def measured(step: Step, against: Path | None, folder: Path, rounds: int) -> None:
    """Measure a step here and elsewhere in turns, and print its line."""
    here: list[Cost | None] = []
    there: list[Cost | None] = []
    for _ in range(rounds):
        for costs, checkout in ((here, None), (there, against)):
            if checkout is not None or costs is here:
                rmtree(folder / "made", ignore_errors=True)
                costs.append(cost(step, checkout, folder))
    now, before = least(here), least(there)
    ratio = f"{before.seconds / now.seconds:5.1f} ×" if now and before else "–"
    pieces = step.pieces
    line = (
        f"{step.name:28} {told(before, pieces):>18} {told(now, pieces):>18} {ratio:>9}  {step.aim}"
    )
    print(line.rstrip(), flush=True)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--against", type=Path, help="another checkout")
    options.add_argument("--items", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--fifty", action="store_true", help="fifty models, too: minutes")
    options.add_argument("--rows", type=int, default=0, help="score so many rows, too")
    options.add_argument("--only", help="steps with this in their name")
    chosen = options.parse_args()
    models = 50 if chosen.fifty else 3
    with TemporaryDirectory() as name:
        folder = Path(name)
        against = _linked(chosen.against.resolve(), folder) if chosen.against else None
        prepare(folder, chosen.items, models)
        print(f"{_items(folder / 'big'):,} items")
        print(f"{'':28} {'before':>18} {'now':>18} {'':>9}  aim")
        for step in steps(folder, chosen.items, models, chosen.rows):
            if chosen.only is None or chosen.only in step.name:
                measured(step, against, folder, chosen.rounds)


if __name__ == "__main__":
    main()
