"""Environments: the expert reaches the goal, by the shortest way; wrong actions do no harm."""

from __future__ import annotations

from collections import deque
from copy import copy
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.environments import Environment, environment, environments
from spatialbench.environments.registry import _of
from spatialbench.errors import InputError
from spatialbench.generators.die.kinds import PipsOn, Roll
from spatialbench.geometry.asks import AtWhichPlace, FacesAt
from spatialbench.geometry.replay import replay
from spatialbench.geometry.rotations import NORMALS
from spatialbench.geometry.story import Turn
from spatialbench.items.item import LANGUAGES
from spatialbench.verification.measure import measure

NAMES = (
    "cube/bring-to-front", "die/roll-to-goal", "view/bring-into-view", "permanence/watch-the-cups",
)  # fmt: skip
LEVELS = range(1, 6)
SEEDS = dict.fromkeys(NAMES, 200) | {"view/bring-into-view": 12}  # others take a moment


def begun(name: str, level: int = 3, seed: str = "s", language: str = "en") -> Environment:
    """An environment with a puzzle."""
    found = environment(name, level=level, language=language)  # type: ignore[arg-type]
    found.reset(seed)
    return found


def test_every_ability_brings_its_own() -> None:
    """They are found as tasks are."""
    assert set(NAMES) <= set(environments())


@pytest.mark.parametrize(
    ("module", "found"), [("errors", 0), ("generators.paper", 0), ("generators.die", 1)]
)
def test_an_ability_may_have_none(module: str, found: int) -> None:
    """It may be a file, or a folder without."""
    assert len(_of(f"spatialbench.{module}")) == found


def test_a_broken_one_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others work."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "__init__.py").touch()
    (tmp_path / "broken" / "environment.py").write_text("1 / 0", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.warns(UserWarning, match=r"of broken were left out: ZeroDivisionError"):
        assert _of("broken") == {}


@pytest.mark.parametrize(("name", "level"), list(product(NAMES, LEVELS)))
def test_the_expert_always_reaches_the_goal(name: str, level: int) -> None:
    """With a score of one."""
    acted = environment(name, level=level)
    for number in range(SEEDS[name]):
        acted.reset("expert", number)
        for action in acted.solve():
            assert not acted.done
            outcome = acted.step(action)
            assert outcome.valid
        assert (outcome.reward, outcome.done, acted.score) == (1.0, True, 1.0)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_expert_reaches_it_from_anywhere(name: str, data: st.DataObject) -> None:
    """After any actions that leave steps enough."""
    acted = begun(name, seed=data.draw(st.text("abc", max_size=4)))
    for action in data.draw(st.lists(st.sampled_from(acted.actions), max_size=4)):
        if not acted.done:
            acted.step(action)
    acted.most += 100
    for action in acted.solve() if not acted.done else ():
        acted.step(action)
    assert acted.reached or acted.lost


def fewest(acted: Environment, most: int) -> int:
    """By trying everything, however it is done inside."""
    waiting: deque[tuple[Environment, int]] = deque([(acted, 0)])
    seen = {acted.vector()}
    while waiting:
        now, length = waiting.popleft()
        if now.reached:
            return length
        for action in now.allowed if length < most else ():
            after = copy(now)
            after.most = 10**6
            if after.step(action).valid and after.vector() not in seen:
                seen.add(after.vector())
                waiting.append((after, length + 1))
    raise AssertionError(f"no way of {most} steps")


@pytest.mark.parametrize(("name", "level"), list(product(NAMES[:3], LEVELS[:4])))
def test_no_way_is_shorter_than_the_expert_s(name: str, level: int) -> None:
    """Found by trying everything."""
    for number in range(3):
        acted = environment(name, level=level)
        acted.reset("fewest", number)
        assert fewest(acted, acted.shortest) == acted.shortest


@pytest.mark.parametrize(("name", "language"), list(product(NAMES, LANGUAGES)))
@pytest.mark.parametrize("action", ["", "jump", "look 99", "point", "\x00", "north" * 99, 7, None])
def test_a_wrong_action_is_told_and_changes_nothing(
    name: str, language: str, action: object
) -> None:
    """But the number of steps that are left."""
    acted = begun(name, language=language)
    before, left = acted.vector(), acted.left
    outcome = acted.step(action)  # type: ignore[arg-type]
    assert not outcome.valid
    assert (acted.vector(), acted.left) == (before, left - 1)
    assert all(acted.said(one) in outcome.observation for one in acted.allowed)


@pytest.mark.parametrize("name", NAMES)
def test_steps_run_out(name: str) -> None:
    """Then it is over, and stays so."""
    acted = begun(name)
    while not acted.done:
        outcome = acted.step("nothing of the kind")
    assert acted.score == 0
    assert "No steps are left." in outcome.observation
    assert acted.step(acted.actions[0]).observation == "It is over."


@pytest.mark.parametrize(("name", "language"), list(product(NAMES, LANGUAGES)))
def test_actions_have_names_in_both_languages(name: str, language: str) -> None:
    """Either is understood."""
    one, other = begun(name, language=language), begun(name, language=language)
    for action in one.solve():
        assert one.step(action) == other.step(f" {other.said(action).upper()} ")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_puzzle(name: str) -> None:
    """And another another."""
    assert begun(name).observe() == begun(name).observe()
    told = {begun(name, 5, seed=str(number)).text() for number in range(20)}
    assert len(told) > 10


@pytest.mark.parametrize(("name", "level"), list(product(NAMES, LEVELS)))
def test_the_vector_keeps_to_its_sizes(name: str, level: int) -> None:
    """Before and after every action of the expert."""
    acted = begun(name, level)
    for action in [None, *acted.solve()]:
        if action is not None:
            acted.step(action)
        assert len(acted.vector()) == len(acted.sizes)
        assert all(0 <= n < size for n, size in zip(acted.vector(), acted.sizes, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_there_are_text_state_and_pictures(name: str) -> None:
    """And nothing else."""
    acted = begun(name)
    acted.step(acted.solve()[0])
    assert acted.observe() == acted.text()
    assert acted.observe("state") == acted.state()
    assert set(acted.state()) == {"scene", "story", "goal", "left"}
    assert acted.observe("picture", size=64) == acted.picture(64)
    assert all(picture.startswith(b"\x89PNG") for picture in acted.picture(64))
    with pytest.raises(InputError, match="text, state and picture"):
        acted.observe("smell")  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "language"), list(product(NAMES, LANGUAGES)))
def test_a_caption_says_what_the_pictures_show(name: str, language: str) -> None:
    """The goal, the pictures, the steps that are left; nothing that is seen in them."""
    acted = begun(name, language=language)
    assert acted.caption().splitlines()[0] == acted.text().splitlines()[0]
    assert str(acted.left) in acted.caption().splitlines()[-1]


def test_the_two_pictures_of_a_die_show_what_the_caption_says() -> None:
    """Measured where the faces come to lie: south left of east, north left of west."""
    acted = begun("die/roll-to-goal")
    (body,) = [body for body in acted.scene().bodies if body.name == "die"]
    for shot, (left, right) in zip(
        acted.stills(), (("front", "right"), ("back", "left")), strict=False
    ):
        camera = shot.camera  # type: ignore[union-attr]
        toward = [t - p for t, p in zip(camera.target, camera.position, strict=True)]
        aside = (toward[1], -toward[0])  # the viewer's right, from above
        x, y = [NORMALS[side][0] * aside[0] + NORMALS[side][1] * aside[1] for side in (left, right)]
        assert x < 0 < y
        assert body.pose.position == camera.target


@pytest.mark.parametrize("level", LEVELS)
def test_a_cube_lies_as_meshes_say(level: int) -> None:
    """The second truth, of the turns that were done."""
    acted = environment("cube/bring-to-front", level=level)
    for number in range(4):
        acted.reset("truth", number)
        before, way = acted.scene(), acted.solve()
        story = []
        for action in way:
            acted.step(action)
            side, _, direction = action.partition(" ")
            story.append(Turn("cube", side, direction, 1))  # type: ignore[arg-type]
        for side, colour in acted.goal().items():
            assert measure(before, tuple(story), FacesAt("cube", (side,))).value == [colour]


@pytest.mark.parametrize("level", LEVELS)
def test_a_die_lies_as_meshes_say(level: int) -> None:
    """The number on top, and where it has come to."""
    acted = environment("die/roll-to-goal", level=level)
    for number in range(4):
        acted.reset("truth", number)
        before, way = acted.scene(), acted.solve()
        story = tuple(Roll("die", action) for action in way)  # type: ignore[arg-type]
        for action in way:
            acted.step(action)
        assert measure(before, story, PipsOn("die", ("top",))).value == acted.goal()["top"]
        assert acted.scene().body("die").pose == replay(before, story)[-1]["die"]
        x, y, _ = acted.scene().body("goal").pose.position
        assert acted.scene().body("die").pose.position[:2] == (x, y)


@pytest.mark.parametrize("level", LEVELS)
def test_the_ball_is_where_meshes_say(level: int) -> None:
    """After all that was seen."""
    acted = environment("permanence/watch-the-cups", level=level)
    for number in range(4):
        acted.reset("truth", number)
        *waits, point = acted.solve()
        for action in waits:
            acted.step(action)
        places = tuple(
            body.pose.position for body in acted.scene().bodies if body.name.startswith("cup")
        )
        found = measure(acted.scene(), acted.story(), AtWhichPlace("ball", places))
        assert point == f"point {found.value}"


def test_what_is_hidden_is_not_in_the_state() -> None:
    """Two games that differ only in where the ball went look the same but for where it was put."""
    acted = begun("permanence/watch-the-cups")
    start = acted.state()["scene"]
    acted.step("wait")
    assert acted.state()["scene"] == start
    assert len(acted.state()["story"]) == 2


def test_looking_halves_the_score_and_pointing_early_is_not_possible() -> None:
    """And pointing at another cup is the end."""
    acted = begun("permanence/watch-the-cups")
    assert not acted.step("point 1").valid
    acted.step("look 1")
    for action in acted.solve():
        acted.step(action)
    assert acted.score == 0.5
    acted = begun("permanence/watch-the-cups")
    *waits, point = acted.solve()
    for action in waits:
        acted.step(action)
    other = next(a for a in acted.allowed if a.startswith("point") and a != point)
    outcome = acted.step(other)
    assert (outcome.reward, outcome.done, acted.lost, acted.score) == (0.0, True, True, 0.0)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"name": "cube/bring-to-fronts"}, "did you mean 'cube/bring-to-front'"),
        ({"name": NAMES[0], "level": 9}, "has levels 1, 2, 3, 4, 5; got level 9"),
        ({"name": NAMES[0], "language": "fr"}, "there are en, zh"),
    ],
    ids=["name", "level", "language"],
)
def test_what_there_is_not_is_said(wanted: dict[str, object], message: str) -> None:
    """With what there is."""
    with pytest.raises(InputError, match=message):
        environment(**wanted)  # type: ignore[arg-type]


def test_it_must_be_reset_first() -> None:
    """There is no puzzle before."""
    with pytest.raises(InputError, match="reset it with a seed"):
        environment(NAMES[0]).step("top clockwise")
