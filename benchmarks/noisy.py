"""Levels get harder: what becomes of somebody for whom each step fails with the same probability.

    python benchmarks/noisy.py [TASKS] --probes 300 --fails 10

Prints a line a task with the share of right answers at each level, asked openly. Where a story is
told step by step, each step is lost with that probability (never the hiding at the beginning), or,
where a box is carried behind a screen, taken for another screen; the rest is followed exactly, and
what is then believed is answered; whoever is left with nothing guesses. Nets, discs, towers and
tables are seen at once, and what somebody believes is not where things are: there the steps are
counted (squares walked along; pairs of discs and bounces; blocks above each joint; discs and
touches; places, looks and moves of a figure; things and boards before them; things, posts and
changes; events), and whoever fails in one guesses.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from random import Random

from spatialbench.audit.entries import plain
from spatialbench.audit.partial.beliefs import believed
from spatialbench.audit.partial.replaying import Told, replayed, told
from spatialbench.geometry.program import Program
from spatialbench.geometry.story import ComeOut, GoBehind, Hide, MayLeave
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find
from spatialbench.sets.suite import matching
from spatialbench.verification.measure import UNTOLD

REPEATS = 4  # followers a probe

Step = list[Told]


def steps_of(probe: Probe) -> list[Step]:
    """The story in steps: going behind a screen, what may happen there and coming out are one."""
    steps: list[Step] = []
    for one in told(Program(probe.scene, probe.story, probe.ask)):
        if isinstance(one.event, (MayLeave, ComeOut)):
            steps[-1].append(one)
        else:
            steps.append([one])
    return steps


def after_losses(probe: Probe, steps: Sequence[Step], fails: float, random: Random) -> float:
    """How likely the answer of one follower is right, who loses each step with a probability."""
    kept: Step = []
    for number, step in enumerate(steps):
        hidden_first = number == 0 and isinstance(step[0].event, Hide)
        if hidden_first or random.random() >= fails:
            kept += step
        elif isinstance(step[0].event, GoBehind):
            kept += random.choice(_to_other_screens(step[0].event, steps))
    program = Program(probe.scene, probe.story, probe.ask)
    worlds = replayed(program.scene, kept)
    belief = believed(program, worlds, UNTOLD if UNTOLD in probe.vocabulary else None)
    if not belief:
        return probe.chance
    most = max(belief.values())
    best = [answer for answer, weight in belief.items() if weight == most]
    return (plain(probe.answer) in best) / len(best)


def _to_other_screens(event: GoBehind, steps: Sequence[Step]) -> list[Step]:
    """The visits to all screens but that one."""
    visits = [(step[0].event, step) for step in steps]
    return [s for e, s in visits if isinstance(e, GoBehind) and e.screen != event.screen]


def following(probe: Probe, fails: float, random: Random) -> float:
    """The share of several followers of a story who are right."""
    steps = steps_of(probe)
    return sum(after_losses(probe, steps, fails, random) for _ in range(REPEATS)) / REPEATS


def counting(steps: Callable[[Probe], int]) -> Callable[[Probe, float, Random], float]:
    """Of somebody who must succeed in so many steps, and guesses otherwise."""

    def right(probe: Probe, fails: float, random: Random) -> float:
        succeeds = (1 - fails) ** steps(probe)
        return succeeds + (1 - succeeds) * probe.chance

    return right


def _squares(probe: Probe) -> int:
    return int(probe.key_facts["hops_in_all"])


def _pairs_and_bounces(probe: Probe) -> int:
    discs = int(probe.facts["discs"])
    return discs * (discs - 1) // 2 + int(probe.key_facts["bounces"])


def _seen_and_done(probe: Probe) -> int:
    """Two places, how the figure looks where it is turned from the viewer, and all that happens."""
    turned = probe.facts["turned"] > 23 and not probe.facts["viewers_left"]
    return 2 + turned + int(probe.key_facts["moves"])


def _looked_past(probe: Probe) -> int:
    """Each thing, and each board on the way to one."""
    return int(probe.facts["things"] + probe.key_facts["on_the_way"])


def _placed(probe: Probe) -> int:
    """Each thing, twice where others have its colour; and how whoever looks is turned."""
    facts = probe.facts
    each = 1 if facts["colours"] == facts["things"] else 2
    return int(each * facts["things"]) + (facts.get("turned", 0) > 23) + int(facts.get("askew", 0))


def _compared(probe: Probe) -> int:
    """All that stands there, and each change."""
    return int(probe.facts["things"] + probe.facts["posts"] + probe.key_facts["changes"])


def _blocks_weighed(probe: Probe) -> int:
    """At every joint, from the top down and along each axis that counts, one more block is added to
    the load, and the middle of that compared with the edges."""
    return 2 * int(probe.facts["axes"]) * (int(probe.facts["blocks"]) - 1)


def _discs_and_touches(probe: Probe) -> int:
    return int(probe.facts["discs"]) + int(probe.key_facts["touches"])


def _worlds(probe: Probe) -> int:
    """What happens, and each disc taken away: half of that is the same again."""
    return int(probe.key_facts["touches"] + (probe.facts["discs"] - 2) * 3 // 2)


def _told(probe: Probe) -> int:
    return len(probe.story)


def _things_through_trades(probe: Probe) -> int:
    """Each thing goes in and is looked for in the end, and is followed through all in between."""
    return int(probe.facts["things"] * (probe.facts["trades"] + 2))


def _trades_and_hiding(probe: Probe) -> int:
    """The row at first, each trade, and the last hiding; what changes nothing costs nothing."""
    return int(probe.facts["trades"]) + 2


AT_ONCE = {
    "view/camera-moved": counting(_compared),
    "view/can-see": counting(_looked_past),
    "view/unseen-view": counting(_placed),
    "view/which-view": counting(_placed),
    "view/whose-left": counting(_seen_and_done),
    "net/opposite": counting(_squares),
    "causal/cause-enable-prevent": counting(_worlds),
    "causal/first-collision": counting(_pairs_and_bounces),
    "causal/tower": counting(_blocks_weighed),
    "causal/without-it": counting(_discs_and_touches),
    "permanence/a-not-b": counting(_trades_and_hiding),
    "permanence/possible": counting(_things_through_trades),
    "permanence/who-looks-where": counting(_told),
}


STANDING_ON = frozenset({"paper/holes"})
"""Tasks in which a step cannot be lost: the next fold would not be of the paper that is there."""


def followed(task: str) -> bool:
    """Whether the story is told step by step, or its steps are counted here. What is looked at as a
    whole (sheets, shapes, corners, ways to be found) has a solver of its own that slips, in the
    tests of its ability."""
    name = task.rpartition("-v")[0]
    if name in AT_ONCE or name in STANDING_ON:
        return name in AT_ONCE
    return len(make(task, seed="noisy", level=max(find(task).levels)).story) > 1


def curve(task: str, *, probes: int, fails: float, seed: str = "noisy") -> list[float]:
    """The share of right answers at each level of a task."""
    right = AT_ONCE.get(task.rpartition("-v")[0], following)
    random = Random(seed)
    found = []
    for level in find(task).levels:
        drawn = (make(task, seed=seed, level=level, index=index) for index in range(probes))
        found.append(sum(right(probe, fails, random) for probe in drawn) / probes)
    return found


def main() -> None:
    """Print a table of tasks and levels."""
    parser = argparse.ArgumentParser(description="Followers for whom each step may fail.")
    parser.add_argument("tasks", nargs="*", default=["*"])
    parser.add_argument("--probes", type=int, default=300)
    parser.add_argument("--fails", type=int, default=10, help="per cent")
    arguments = parser.parse_args()
    for generator in filter(lambda one: followed(one.id), matching(arguments.tasks)):
        shares = curve(generator.id, probes=arguments.probes, fails=arguments.fails / 100)
        told_shares = " | ".join(f"{100 * share:.0f} %" for share in shares)
        print(f"| `{generator.id.rpartition('-v')[0]}` | {told_shares} |", flush=True)


if __name__ == "__main__":
    main()
