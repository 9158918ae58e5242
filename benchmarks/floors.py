"""What half-understanding is worth: how often each rival of a task is right, and what was refused.

    python benchmarks/floors.py causal/first-collision --probes 2000

Prints a line a level: chance and every rival in per cent of the probes that were drawn, asked
openly (a rival that names nothing is wrong), and the refusals a probe by their reasons.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find


def floors(probes: Sequence[Probe]) -> dict[str, float]:
    """The share of probes in which each rival is right, and the mean chance."""
    right = Counter(name for p in probes for name, value in p.rivals.items() if value == p.answer)
    named = sorted({name for probe in probes for name in probe.rivals})
    chance = sum(probe.chance for probe in probes) / len(probes)
    return {"chance": chance} | {name: right[name] / len(probes) for name in named}


def refusals(probes: Sequence[Probe]) -> dict[str, float]:
    """Refusals a probe, by reason."""
    counted = Counter(reason for probe in probes for reason in probe.refused)
    return {reason: count / len(probes) for reason, count in sorted(counted.items())}


def main() -> None:
    """Print the tables of a task."""
    parser = argparse.ArgumentParser(description="Measure floors and refusals.")
    parser.add_argument("task")
    parser.add_argument("--probes", type=int, default=2000)
    parser.add_argument("--seed", default="floors")
    arguments = parser.parse_args()
    for level in find(arguments.task).levels:
        probes = [
            make(arguments.task, seed=arguments.seed, level=level, index=index)
            for index in range(arguments.probes)
        ]
        shares = [f"{name} {100 * share:.1f}" for name, share in floors(probes).items()]
        refused = [f"{reason} {count:.2f}" for reason, count in refusals(probes).items()]
        print(f"level {level}: {', '.join(shares)}; refused: {', '.join(refused) or 'nothing'}")


if __name__ == "__main__":
    main()
