"""What half an understanding of nets is worth: the table in docs/tasks.md.

    python tests/generators/net/floors.py [COUNT]

Shares of right answers to open questions, by level, over so many probes (default 1,000); where a
rule leaves several squares, the chance to take the right one counts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from reading_nets import DEDUCTION, RULES, Net, chance_of_top, colour_asked, nets_told

from spatialbench.items.present import present
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe

LEVELS = range(1, 6)
Worth = Callable[[list[Net], str, Probe], float]


def by_rule(name: str) -> Worth:
    """How likely a rule of thumb is right."""
    rule = {**RULES, "exclude all that can be": DEDUCTION}[name]
    return lambda nets, bottom, probe: chance_of_top(nets, bottom, rule).get(str(probe.answer), 0.0)


def by_rival(name: str) -> Worth:
    """Whether a rival is right; a guess where it has no answer."""

    def worth(nets: list[Net], bottom: str, probe: Probe) -> float:
        if name not in probe.rivals:
            return probe.chance
        return float(probe.rivals[name] == probe.answer)

    return worth


WORTH: dict[str, Worth] = {
    **{name: by_rule(name) for name in RULES},
    **{name: by_rival(name) for name in ("first-cube-alone", "last-cube-alone", "one-cube-short")},
    "the colour below": lambda nets, bottom, probe: (
        float(bottom == probe.answer) if len(nets) > 1 else probe.chance
    ),
    "exclude all that can be": by_rule("exclude all that can be"),
}


def floors(level: int, count: int, seed: str = "floors") -> dict[str, float]:
    """The share of right answers of each strategy."""
    total = dict.fromkeys(WORTH, 0.0)
    for index in range(count):
        probe = make("net/opposite", seed=seed, level=level, index=index)
        prompt = present(probe).prompt
        nets, bottom = nets_told(prompt), colour_asked(prompt)
        for name, worth in WORTH.items():
            total[name] += worth(nets, bottom, probe) / count
    return total


def main(count: int) -> None:
    """Print the table."""
    columns = [floors(level, count) for level in LEVELS]
    print(f"{'':36}" + "".join(f"level {level}  " for level in LEVELS))
    for name in WORTH:
        print(f"{name:36}" + "".join(f"{column[name]:7.1%}  " for column in columns))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
