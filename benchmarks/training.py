"""What training on cube questions did to a small model: `python benchmarks/training.py`.

SmolLM2-135M-Instruct was trained for some minutes on 36,000 open English questions of the three
cube tasks, levels 1 to 3, once with the answer alone (`direct`), once with the state after each
turn written first (`trace`); before and after it was asked 60 questions a level from another seed
(30 of what it was not trained on). Its answers and the questions, as the tasks drew them then, are
in tests/data. `--chart FILE` draws the table (vl-convert is in the extra `test`).
"""

from __future__ import annotations

import argparse
import lzma
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from spatialbench.scoring import Results, score
from spatialbench.sets import load
from spatialbench.stats.proportions import wilson

DATA = Path(__file__).parent.parent / "tests" / "data"
RUNS = ("base", "direct", "trace")
LEVELS = range(1, 6)
SET = "training"


Outcomes = dict[tuple[str, str, int], list[bool]]
"""Right or not, by what was asked, run and level."""


def unpacked(folder: Path) -> dict[str, Results]:
    """The runs, scored with the questions that they were asked."""
    with tarfile.open(DATA / "frozen" / f"{SET}.tar.xz") as archive:
        archive.extractall(folder / SET, filter="data")
    found = {}
    for run in RUNS:
        path = folder / f"{run}.jsonl"
        path.write_bytes(lzma.decompress((DATA / f"training_{run}.jsonl.xz").read_bytes()))
        found[run] = score(load(folder / SET), path)
    return found


def outcomes_of(results: dict[str, Results]) -> Outcomes:
    """What came of the questions that were asked."""
    found: Outcomes = {}
    for run, one in results.items():
        for outcome in one.outcomes:
            if outcome.right is not None:
                asked = f"{outcome.task.removesuffix('-v1')}, {outcome.language}, {outcome.form}"
                found.setdefault((asked, run, outcome.level), []).append(outcome.right)
    return found


def told(right: list[bool]) -> str:
    """Percent right with the 95 % interval of Wilson; a dash where nothing was asked."""
    if not right:
        return "–"
    interval = wilson(sum(right), len(right), 0.95)
    share = 100 * sum(right) / len(right)
    return f"{share:.0f} ({100 * interval.low:.0f}–{100 * interval.high:.0f})"


def table(found: Outcomes) -> str:
    """A line for what was asked of each run, in Markdown."""
    lines = ["| asked | run | " + " | ".join(f"level {n}" for n in LEVELS) + " | all |"]
    lines.append("|---|---|" + "---|" * (len(LEVELS) + 1))
    for asked in dict.fromkeys(asked for asked, _, _ in found):
        for run in RUNS:
            levels = [found.get((asked, run, level), []) for level in LEVELS]
            whole = [right for level in levels for right in level]
            if whole:
                cells = " | ".join(map(told, [*levels, whole]))
                lines.append(f"| `{asked}` | {run} | {cells} |")
    return "\n".join(lines)


def draw(found: Outcomes, path: Path) -> None:
    """Accuracy by level with its interval, a panel for what was asked, a line a run."""
    import vl_convert

    values = []
    for (asked, run, level), right in found.items():
        interval = wilson(sum(right), len(right), 0.95)
        numbers = {"share": sum(right) / len(right), "low": interval.low, "high": interval.high}
        values.append({"asked": asked, "run": run, "level": level, **numbers})
    by_level = {"field": "level", "type": "ordinal", "axis": {"labelAngle": 0}}
    share = {"type": "quantitative", "title": "right", "axis": {"format": "%"}}
    encoding = {"x": by_level, "color": {"field": "run", "type": "nominal"}}
    layers = [
        {"mark": "rule", "encoding": {"y": share | {"field": "low"}, "y2": {"field": "high"}}},
        {"mark": {"type": "line", "point": True}, "encoding": {"y": share | {"field": "share"}}},
    ]
    chart = {
        "data": {"values": values},
        "facet": {"field": "asked", "type": "nominal", "title": None, "sort": None},
        "columns": 3,
        "spec": {"width": 170, "height": 130, "encoding": encoding, "layer": layers},
    }
    path.write_text(vl_convert.vegalite_to_svg(chart), encoding="utf-8")


def main() -> None:
    """Print the table, or draw it."""
    parser = argparse.ArgumentParser(description="What training did.")
    parser.add_argument("--chart", type=Path, help="an SVG to write")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        found = outcomes_of(unpacked(Path(folder)))
    print(table(found))
    if arguments.chart:
        draw(found, arguments.chart)


if __name__ == "__main__":
    main()
