"""Partial followers: each follows what it says, and who follows all is always right."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spatialbench.audit.drawn import drawn
from spatialbench.audit.entries import Entry, plain, program_of
from spatialbench.audit.findings import Scope
from spatialbench.audit.floors import beliefs_of, named_floors
from spatialbench.audit.measuring import measured
from spatialbench.audit.partial.beliefs import believed, worth
from spatialbench.audit.partial.mentions import last_place
from spatialbench.audit.partial.reading import read_off
from spatialbench.audit.partial.replaying import replayed, told
from spatialbench.audit.partial.sequences import Follower
from spatialbench.audit.partial.strategies import LOOK_UP, all_beliefs
from spatialbench.errors import FormatError
from spatialbench.geometry.replay import fitting_history, replay
from spatialbench.items.sections import sections
from spatialbench.probes.registry import find, tasks
from spatialbench.verification.measure import UNTOLD, measure

TASKS = [
    task
    for task in tasks()
    if task.startswith(
        ("cube/fac", "cube/vis", "cube/mark", "cube/whose", "permanence/", "die/top")
    )
    and not task.startswith(("permanence/who", "permanence/possible"))
]
"""The tasks whose stories are told in steps, each of which can be left out; what somebody believes
is not to be read off where things are in the end, nor is what could not be."""
places = st.tuples(st.sampled_from(TASKS), st.integers(1, 5), st.text(max_size=6))


def entry(place: tuple[str, int, str], *, choices: bool = False, modality: str = "text") -> Entry:
    """The first probe of that task and level under the seed."""
    task, level, seed = place
    (made,) = drawn(
        find(task),
        level,
        count=1,
        seed=seed,
        modality=modality,
        choices=choices,  # type: ignore[arg-type]
    )
    return made


def undetermined(of: Entry) -> str | None:
    """What says that it cannot be told, where one may say that."""
    return UNTOLD if UNTOLD in of.options else None


@given(places, st.booleans())
@settings(max_examples=80)
def test_who_follows_the_whole_story_is_right(place: tuple[str, int, str], choices: bool) -> None:
    """In every task, level and form: the parts are parts of the truth."""
    one = entry(place, choices=choices)
    program = program_of(one)
    worlds = replayed(program.scene, told(program))
    assert dict(believed(program, worlds, undetermined(one))).keys() == {one.answer}
    assert worth(believed(program, worlds, undetermined(one)), one) == 1.0


@given(places)
@settings(max_examples=40)
def test_what_is_read_off_is_what_is_measured(place: tuple[str, int, str]) -> None:
    """The exact shortcut and the meshes agree after a story that is told to its end."""
    program = program_of(entry(place))
    history = fitting_history(program.scene, program.story)
    poses = replay(program.scene, history)[-1]
    expected = measure(program.scene, history, program.ask).value
    assert plain(read_off(program.ask, program.scene, poses)) == plain(expected)  # type: ignore[arg-type]


@given(places)
@example(("permanence/which-one-v1", 2, "1"))
@settings(max_examples=40)
def test_ignoring_direction_keeps_the_answer_among_the_possible(
    place: tuple[str, int, str],
) -> None:
    """Whatever the direction, the true one is one of them; or it cannot be told which."""
    one = entry(place)
    follower = Follower(program_of(one), undetermined(one), forgets=0)
    belief = follower.beliefs()["direction ignored"]
    assert belief is None or one.answer in belief or undetermined(one) in belief


def test_one_turn_has_no_part() -> None:
    """The last turn of one is the whole story, and says nothing of partial followers."""
    one = entry(("cube/face-after-turns-v1", 1, "s"))
    beliefs = Follower(program_of(one), None, forgets=0).beliefs()
    assert beliefs["last step only"] is None
    assert beliefs["nothing happens"] is not None


@pytest.mark.parametrize("level", [2, 3, 4, 5])
def test_reversing_directions_is_the_rival_of_that_name(level: int) -> None:
    """The generator's own rival and the replayed story agree."""
    for one in drawn(
        find("cube/face-after-turns"), level, count=20, seed="s", modality="text", choices=False
    ):
        beliefs = all_beliefs(one, program_of(one), sections(one.item))
        assert beliefs["direction reversed"] == beliefs["rival inverse-turns"]
        assert beliefs["all but the last"] == beliefs["rival all-but-last"]
        assert beliefs["nothing happens"] == beliefs["rival unchanged"]


@pytest.mark.parametrize("level", [2, 4])
def test_swaps_are_replayed_by_the_places_that_were_told(level: int) -> None:
    """Who forgets the last swap is where the generator's rival is."""
    for one in drawn(
        find("permanence/shell-game"), level, count=20, seed="s", modality="text", choices=False
    ):
        beliefs = all_beliefs(one, program_of(one), sections(one.item))
        assert beliefs["all but the last"] == beliefs["rival one-swap-short"]


@pytest.mark.parametrize("level", [1, 4])
def test_where_a_box_is_carried_the_steps_are_the_looks(level: int) -> None:
    """Who misses all looks has heard of every visit, and cannot tell."""
    for one in drawn(
        find("permanence/carried-unseen"), level, count=10, seed="s", modality="text", choices=False
    ):
        beliefs = all_beliefs(one, program_of(one), sections(one.item))
        assert beliefs["nothing happens"] == {UNTOLD: 1.0}
        assert beliefs["all but LookBehind"] == beliefs["rival ignore-looks-behind"]


def test_a_guess_is_worth_chance_and_a_tie_its_share() -> None:
    """What is not offered is not said."""
    one = entry(("cube/face-after-turns-v1", 2, "s"))
    wrong = next(option for option in one.options if option != one.answer)
    assert worth({}, one) == worth({"mauve": 1.0}, one) == pytest.approx(1 / 12)
    assert worth({one.answer: 1.0, wrong: 1.0}, one) == 0.5
    assert worth({one.answer: 1.0, wrong: 2.0}, one) == 0.0


def test_the_last_place_beside_a_name_is_found_at_any_depth() -> None:
    """In moves and in places to go to; the container is the one that hides the body."""
    story = (
        '[{"kind":"Hide","body":"ball","container":"cup:2"},'
        '{"kind":"Exchange","moves":[["cup:1",[1,1,1]],["cup:2",[2,2,2]]]},'
        '{"kind":"Move","body":"cup:2","to":[3,3,3]},{"kind":"Move","body":"cup:1","to":[4,4,4]}]'
    )
    assert last_place(story, "ball") == ("cup:2", [3, 3, 3])
    assert last_place("[]", "ball") is None
    assert last_place("null", "ball") is None


def test_a_state_that_tells_where_the_cup_ends_is_found_out() -> None:
    """Where the JSON names cups and places, the last place beside the name is the answer."""
    found = drawn(
        find("permanence/shell-game"), 3, count=20, seed="s", modality="state", choices=False
    )
    for one in found:
        parts = sections(one.item)
        belief = all_beliefs(one, program_of(one), parts)[LOOK_UP]
        named = last_place(parts.story or "null", "ball")
        assert belief == {} if named is None else belief == {one.answer: 1.0}


def test_floors_are_measured_on_probes_as_they_come() -> None:
    """A table of strategies; each number is a share, each error that of so many probes."""
    found = measured([find("cube/facing-you")], levels=[3], probes=60, seed="s", parts=["named"])
    names = {floor.strategy for floor in found.floors}
    assert {"last step only", "direction ignored", "opposite of inverse-turns"} <= names
    for floor in found.floors:
        assert 0 <= floor.value <= 1
        assert floor.error <= 0.5 / floor.n**0.5 + 1e-9
        assert floor.scope.level == 3
    assert {floor.scope.form for floor in found.floors} == {"open", "choice"}


def test_a_strategy_without_part_in_nearly_all_items_has_no_floor() -> None:
    """At level 1 the last turn is the only one."""
    one = list(
        drawn(find("cube/facing-you"), 1, count=30, seed="s", modality="text", choices=False)
    )
    floors = named_floors(one, beliefs_of(one), Scope(task="cube/facing-you-v1", level=1))
    assert "last step only" not in {floor.strategy for floor in floors}


def test_blind_observers_can_be_tried_alone() -> None:
    """No floors are measured then; a fair level passes, and says what would be found."""
    found = measured([find("cube/facing-you")], levels=[3], probes=120, seed="s", parts=["blind"])
    assert not found.floors
    assert found.passed
    assert {row.scope.form for row in found.rows} == {"open", "choice"}
    assert all(row.finds is not None for row in found.rows)


def test_a_program_that_cannot_be_acted_out_is_an_error_of_ours() -> None:
    """A disc that lies between two whole centimetres, as nothing that is made here does."""
    one = entry(("causal/cause-enable-prevent-v1", 1, "spoilt"))
    scene = json.loads(json.dumps(one.key.scene))
    disc = next(body for body in scene["bodies"] if body["name"].startswith("disc:"))
    disc["pose"]["position"][0] += 3
    spoilt = replace(one, key=replace(one.key, scene=scene))
    with pytest.raises(FormatError, match="expected a program that can be acted out"):
        beliefs_of([spoilt])
