"""What discs did to a touch: cases of the literature, two truths, and the draw."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from spatialbench.errors import Refused
from spatialbench.generators.causal.grooves.arranging import LEVELS
from spatialbench.generators.causal.grooves.effects import NONE, Worlds, effects
from spatialbench.generators.causal.grooves.kinds import EffectsOn, Push, Slide
from spatialbench.generators.causal.grooves.lanes import Disc, play, play_with
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Cylinder
from spatialbench.items.choices import choices_of
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.verification.measure import jitter_holds, measure

TASK = "causal/cause-enable-prevent"
EACH_LEVEL = pytest.mark.parametrize("level", LEVELS)
COUNT = 60

RIGHT, UP = (1, 0), (0, 1)
TARGET = Disc(30, 0, 5)
CUE = Disc(-30, 0, 3, RIGHT, 40)  # is pushed at the target, after four seconds
BLOCK = Disc(0, 0, 5)
CLEARS = Disc(0, -30, 3, UP, 0)  # knocks the block away before the cue comes


def found(first: Disc, *others: Disc) -> list[str]:
    """What the others did to whether the first and the target touch."""
    return list(effects(Worlds([first, TARGET, *others], (0, 1))).values())


def measured(first: Disc, *others: Disc) -> list[str]:
    """The same by small steps."""
    discs = [first, TARGET, *others]
    bodies = tuple(
        Body(f"disc:{n}", Cylinder(10 * d.radius, 8), Pose((10 * d.x, 10 * d.y, 4)), str(n))
        for n, d in enumerate(discs)
    )
    pushes = [
        Push(f"disc:{n}", (100 * d.way[0], 100 * d.way[1], 0), 100 * d.after)
        for n, d in enumerate(discs)
        if d.way != (0, 0)
    ]
    names = tuple(body.name for body in bodies)
    slide = Slide(names, tuple(pushes), 6000)
    scene = Scene(bodies, Camera((0, 0, 900), (0, 0, 0)))
    value = measure(scene, (slide,), EffectsOn(names[2:], (names[0], names[1]))).value
    assert isinstance(value, dict)
    return [value[str(n)] for n in range(2, len(discs))]


# --- the literature -----------------------------------------------------------------------------

RESTING = Disc(-10, 0, 3)
CASES = {
    "a ball that sets another going causes (Wolff: against its tendency)": (
        (RESTING, Disc(-40, 0, 3, RIGHT)),
        ["caused"],
    ),
    "what stands in the way prevents (with the tendency, not reached)": (
        (CUE, BLOCK),
        ["prevented"],
    ),
    "what takes away a block enables, and the block has no effect (double prevention)": (
        (CUE, BLOCK, CLEARS),
        ["no difference", "enabled"],
    ),
    "causing and enabling together": (
        (RESTING, Disc(-40, 0, 3, RIGHT, 40), Disc(10, 0, 5), Disc(10, -30, 3, UP)),
        ["caused", "no difference", "enabled"],
    ),
    "what comes too late makes no difference": (
        (CUE, Disc(0, -30, 3, UP, 120)),
        ["no difference"],
    ),
}
DISPUTED = {
    "two balls, each of which would do it alone (overdetermined)": (
        RESTING,
        Disc(-40, 0, 3, RIGHT),
        Disc(-60, 0, 3, RIGHT),
    ),
    "a link of the chain without which the push arrives all the same": (
        RESTING,
        Disc(-60, 0, 3, RIGHT),
        Disc(-35, 0, 3),
    ),
    "two blocks, each of which would prevent it alone": (CUE, BLOCK, Disc(15, 0, 3)),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_agreed_on_is_named(case: str) -> None:
    """By taking away sets, and by small steps."""
    discs, expected = CASES[case]
    assert found(*discs) == expected
    assert measured(*discs) == expected


@pytest.mark.parametrize("case", DISPUTED)
def test_what_is_disputed_is_refused(case: str) -> None:
    """Both ways."""
    with pytest.raises(Refused, match="disputed"):
        found(*DISPUTED[case])
    with pytest.raises(Refused, match="disputed"):
        measured(*DISPUTED[case])


@EACH_LEVEL
def test_a_world_that_is_inferred_is_as_if_played(level: int) -> None:
    """A disc that touches nothing can be left out, and nothing else happens."""
    for probe in drawn(level)[:3]:
        discs, pair = _discs(probe), _pair(probe)
        worlds = Worlds(discs, pair)
        for there in worlds.sets():
            names = [n for n in range(len(discs)) if there >> n & 1]
            assert worlds.of(there).hits == play_with(discs, names).hits


def test_no_disc_and_one_disc_away_are_the_plain_courses() -> None:
    """As they are played for other questions."""
    worlds = Worlds([CUE, TARGET, BLOCK], (0, 1))
    assert worlds.of(0b111).hits == play([CUE, TARGET, BLOCK]).hits
    assert worlds.of(0b011).hits == play([CUE, TARGET, BLOCK], removed=2).hits


# --- the draw -----------------------------------------------------------------------------------


@cache
def drawn(level: int) -> tuple[Probe, ...]:
    """Probes of a level."""
    return tuple(make(TASK, seed="natural", level=level, index=i) for i in range(COUNT))


def _discs(probe: Probe) -> list[Disc]:
    (slide,) = probe.story
    assert isinstance(slide, Slide)
    pushes = {push.body: push for push in slide.pushes}
    discs = []
    for name in slide.discs:
        body = probe.scene.body(name)
        assert isinstance(body.shape, Cylinder)
        (x, y, _), radius = body.pose.position, body.shape.radius // 10
        push = pushes.get(name)
        if push is None:
            discs.append(Disc(x // 10, y // 10, radius))
        else:
            way = (push.speed[0] // 100, push.speed[1] // 100)
            discs.append(Disc(x // 10, y // 10, radius, way, push.after // 100))
    return discs


def _pair(probe: Probe) -> tuple[int, int]:
    (slide,), ask = probe.story, probe.ask
    assert isinstance(slide, Slide)
    assert isinstance(ask, EffectsOn)
    one, other = sorted(slide.discs.index(name) for name in ask.two)
    return (one, other)


def _deciding(answer: object) -> tuple[str, ...]:
    assert isinstance(answer, dict)
    return tuple(sorted(effect for effect in answer.values() if effect != NONE))


@EACH_LEVEL
def test_the_second_truth_agrees_and_jitter_changes_nothing(level: int) -> None:
    """With everything 2 % elsewhere, larger or smaller, faster or slower."""
    for index, probe in enumerate(drawn(level)[:3]):
        program = (probe.scene, probe.story, probe.ask)
        assert measure(*program).value == probe.answer
        assert jitter_holds(*program, value=probe.answer, draw=Draw("jitter", index), times=1)


@EACH_LEVEL
def test_every_answer_is_as_likely(level: int) -> None:
    """How often each set of effects comes, within four standard errors."""
    space, seen = LEVELS[level], Counter(_deciding(probe.answer) for probe in drawn(level))
    for deciding in space.deciding:
        share = space.ways(deciding) / space.answers()
        off = seen[deciding] / COUNT - share
        assert abs(off) <= 4 * (share * (1 - share) / COUNT) ** 0.5
    assert sum(seen[one] for one in space.deciding) == COUNT
    assert all(probe.chance == 1 / space.answers() for probe in drawn(level))


@EACH_LEVEL
def test_all_choices_are_answers_of_the_level(level: int) -> None:
    """So that none can be ruled out unseen."""
    for probe in drawn(level)[:20]:
        values = choices_of(probe)
        assert len(values) == 4
        assert all(_deciding(value) in LEVELS[level].deciding for value in values)


@pytest.mark.parametrize("level", [3, 4, 5])
def test_no_partial_strategy_pays_much(level: int) -> None:
    """Right in at most chance + 20 points of the probes, by at most three standard errors more."""
    limit = float(np.mean([probe.chance for probe in drawn(level)])) + 0.2
    names = {name for probe in drawn(level) for name in probe.rivals}
    for name in names:
        right = sum(p.rivals.get(name) == p.answer for p in drawn(level)) / COUNT
        assert right <= limit + 3 * (limit * (1 - limit) / COUNT) ** 0.5, name
