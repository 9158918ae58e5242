"""Suites: what their TOML asks for, and what is said where it asks for what there is not."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.errors import FormatError, InputError, UnknownTask
from spatialbench.items.present import present
from spatialbench.probes.generator import MODALITIES
from spatialbench.probes.make import make
from spatialbench.probes.registry import find, tasks
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.changes import Changes
from spatialbench.sets.jobs import Job
from spatialbench.sets.suite import (
    Suite,
    built_in_suites,
    matching,
    plan,
    read_suite,
    shares,
)
from spatialbench.verification.verify import verify_set

TASKS = list(tasks())


def suite(*parts: dict[str, object]) -> Suite:
    """A suite of these parts."""
    return Suite("toy", "", 64, parts)


def written(folder: Path, text: str) -> str:
    """The path of a suite with this text."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


# --- plans --------------------------------------------------------------------------------------


@given(total=st.integers(0, 1000), cells=st.integers(1, 40))
def test_shares_are_even_and_lose_nothing(total: int, cells: int) -> None:
    """They differ by one at most and add up."""
    found = shares(total, cells)
    assert sum(found) == total
    assert max(found) - min(found) <= 1


@pytest.mark.parametrize("name", built_in_suites())
def test_a_built_in_suite_can_be_planned(name: str) -> None:
    """Every job has forms, tasks and levels stand together, each probe comes once."""
    jobs = plan(read_suite(name))
    cells = [(job.task, job.level) for job in jobs]
    assert all(job.forms for job in jobs)
    assert len({(job.task, job.level, job.index) for job in jobs}) == len(jobs)
    assert [cell for i, cell in enumerate(cells) if cell not in cells[:i]] == sorted(
        set(cells), key=lambda cell: (TASKS.index(cell[0]), cell[1])
    )


@pytest.mark.parametrize(
    ("name", "probes"),
    [
        ("floor", 90),
        ("quick", 60),
        ("article", 1020),
        ("core", 5760),
        ("vision", 1135),
        ("card", 2120),
    ],
)
def test_a_built_in_suite_has_the_probes_it_says(name: str, probes: int) -> None:
    """As many of each task and level; parts share the same probes, so that these are twins. What is
    asked in pictures alone is asked less often, and so are films, where there is nothing else."""
    jobs = plan(read_suite(name))
    counts = Counter((job.task, job.level) for job in jobs)
    assert len(jobs) == probes
    films = {cell for cell in counts if "image" not in find(cell[0]).modalities}
    films = films if name == "vision" else set()
    alone = {cell for cell in counts if find(cell[0]).modalities == ("image",)}
    assert {counts[cell] for cell in films} <= {3, 4}
    assert len({counts[cell] for cell in counts.keys() - films - alone}) == 1


def test_no_message_of_the_suite_vision_has_more_than_100_pictures() -> None:
    """Some models take no more at once."""
    counts = Counter[tuple[str, int, int]]()
    for job in plan(read_suite("vision")):
        if any(form.modality == "frames" for form in job.forms) and job.index < 2:
            choices = "open" not in find(job.task).forms
            probe = make(job.task, seed="long", level=job.level, index=job.index)
            item = present(probe, modality="frames", choices=choices, size=16)
            counts[job.task, job.level, job.index] = len(item.images)
    assert max(counts.values()) <= 100


@pytest.mark.parametrize("name", built_in_suites())
def test_a_built_in_suite_names_its_tasks_with_their_version(name: str) -> None:
    """A wildcard would bring in what is installed, and another version other questions."""
    for part in read_suite(name).parts:
        assert set(part["tasks"]) <= set(TASKS)
        assert "each" in part


def test_millions_of_probes_are_planned_in_no_room() -> None:
    """They are counted, and told one by one."""
    part = {"tasks": ["*"], "each": 100_000, "modalities": ["text"]}
    plan(suite(part | {"each": 1}))
    tracemalloc.start()
    jobs = plan(suite(part))
    last = jobs[-1]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(jobs) > 10_000_000
    assert last.index == 99_999
    assert peak < 1_000_000


def test_another_task_changes_no_item_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A suite to which a task is added has all the probes and forms that it had."""
    part = {"each": 2, "languages": ["en", "zh"]}
    before = plan(suite({"tasks": TASKS[1:], **part}))
    after = plan(suite({"tasks": TASKS, **part}))
    assert [job for job in after if job.task != TASKS[0]] == before


def test_each_or_probes_is_said_and_not_both(tmp_path: Path) -> None:
    """One says how many of every task and level, the other how many in all."""
    for said, got in (("", "neither"), ("each = 1\nprobes = 3", "both")):
        text = f"name = 'x'\n[[part]]\ntasks = ['*']\n{said}"
        with pytest.raises(FormatError, match=rf"part\.0: expected `each` .* got {got}"):
            read_suite(written(tmp_path, text))


def test_a_task_without_text_is_asked_in_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of its modalities, where the suite names none."""
    monkeypatch.setattr(type(find(TASKS[0])), "modalities", ("image", "frames"))
    (job,) = plan(suite({"tasks": [TASKS[0]], "each": 1, "levels": [1]}))
    assert [form.modality for form in job.forms] == ["image"]


def test_a_task_without_an_open_form_is_asked_with_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    """And where only the open form is wanted, it is not asked."""
    monkeypatch.setattr(type(find(TASKS[0])), "forms", ("choice",))
    (job,) = plan(suite({"tasks": [TASKS[0]], "each": 1, "levels": [1], "choices": "both"}))
    assert [form.choices for form in job.forms] == [True]
    with pytest.raises(InputError, match="asks for no item"):
        plan(suite({"tasks": [TASKS[0]], "each": 1, "levels": [1]}))


def test_parts_share_probes() -> None:
    """The smaller part's probes are the first of the larger part's: twins in another form."""
    jobs = plan(
        suite(
            {"tasks": [TASKS[0]], "probes": 4, "levels": [1]},
            {"tasks": [TASKS[0]], "probes": 2, "levels": [1], "languages": ["zh"]},
        )
    )
    assert [[form.language for form in job.forms] for job in jobs] == [
        ["en", "zh"],
        ["en", "zh"],
        ["en"],
        ["en"],
    ]


def test_the_same_form_is_not_asked_for_twice() -> None:
    """Two equal parts are one."""
    part = {"tasks": [TASKS[0]], "probes": 3, "levels": [1]}
    assert plan(suite(part, part)) == plan(suite(part))


def test_choices_can_be_had_both_ways() -> None:
    """Open-ended and with choices, of the same probe."""
    (job,) = plan(suite({"tasks": [TASKS[0]], "probes": 1, "levels": [1], "choices": "both"}))
    assert [form.choices for form in job.forms] == [False, True]


def test_all_wordings_can_be_had() -> None:
    """Each paraphrase once."""
    (job,) = plan(suite({"tasks": [TASKS[0]], "probes": 1, "levels": [1], "all_wordings": True}))
    assert [form.wording for form in job.forms] == [0, 1, 2]


@pytest.mark.parametrize("task", TASKS)
def test_only_the_modalities_of_a_task_are_planned(task: str) -> None:
    """A suite may ask for all of all tasks."""
    wanted = {"tasks": [task], "probes": 5, "modalities": list(MODALITIES), "choices": "both"}
    jobs = plan(suite(wanted))
    found = {form.modality for job in jobs for form in job.forms}
    assert found == set(find(task).modalities)


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["*"], TASKS),
        (["cube/*"], [t for t in TASKS if t.startswith("cube/")]),
        (["permanence/shell-game"], ["permanence/shell-game-v1"]),
        (["permanence/shell-game-v1", "*game*"], ["permanence/shell-game-v1"]),
    ],
    ids=["all", "family", "without version", "twice"],
)
def test_patterns_name_tasks(patterns: list[str], expected: list[str]) -> None:
    """In the order of the registry, each once."""
    assert [generator.id for generator in matching(patterns)] == expected


# --- changes from the command line --------------------------------------------------------------


def test_changes_hold_for_every_part() -> None:
    """And parts that are then equal become one."""
    changed = Changes(probes=3, languages=("zh",), modalities=("text",), choices=False).applied(
        read_suite("quick")
    )
    assert {part["probes"] for part in changed.parts} == {3}
    assert {tuple(part["languages"]) for part in changed.parts} == {("zh",)}
    assert len(changed.parts) < len(read_suite("quick").parts)


def test_no_changes_leave_the_suite_as_it_is() -> None:
    """The manifest then shows the recipe as it was written."""
    quick = read_suite("quick")
    assert Changes().applied(quick) is quick


# --- what is wrong ------------------------------------------------------------------------------


def planned(part: dict[str, object]) -> list[Job]:
    """The plan of a suite of one part."""
    return plan(suite(part))


def test_an_unknown_task_gets_a_hint() -> None:
    """As everywhere."""
    with pytest.raises(UnknownTask, match="did you mean 'cube/facing-you-v1'"):
        planned({"tasks": ["cube/facing-you-v2"], "probes": 3})


def test_a_pattern_that_matches_nothing_is_an_error() -> None:
    """It would else be an empty set without a word."""
    with pytest.raises(InputError, match=r"no task matches 'cub/\*' \(`spatialbench tasks`"):
        planned({"tasks": ["cub/*"], "probes": 3})


def test_an_unknown_level_is_an_error() -> None:
    """The message says which levels the task has."""
    with pytest.raises(InputError, match=r"has levels 1, 2, 3, 4, 5; the suite asks for 6"):
        planned({"tasks": [TASKS[0]], "probes": 3, "levels": [1, 6]})


def test_a_suite_that_asks_for_nothing_is_an_error() -> None:
    """No task of it has the modality."""
    with pytest.raises(InputError, match="suite 'toy' asks for no item; check its modalities"):
        planned({"tasks": ["permanence/*"], "probes": 3, "modalities": ["image"]})


def test_an_unknown_suite_is_an_error() -> None:
    """The message lists those there are, and says how to give one's own."""
    with pytest.raises(
        InputError, match=r"'slow' is unknown; there are article, card, core, floor"
    ):
        read_suite("slow")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(InputError, match=r"no\.toml: cannot be read: .*Is the path right"):
        read_suite(str(tmp_path / "no.toml"))


def test_a_file_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    """TOML is UTF-8."""
    (tmp_path / "x.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(InputError, match=r"x\.toml: cannot be read: 'utf-8' codec"):
        read_suite(str(tmp_path / "x.toml"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 1 2", r"own\.toml: expected TOML: .*line 1"),
        (
            "name = 'x'\npart = []",
            r"field part: expected a list of at least this length: 1; got \[\]",
        ),
        ("name = 'x'", r"own\.toml: field \(the whole object\): expected a field 'part'"),
        (
            "name = 3\n[[part]]\ntasks=['*']\nprobes=1",
            r"own\.toml: field name: expected string; got 3",
        ),
        ("name = 'a b'\n[[part]]\ntasks=['*']\nprobes=1", "field name: expected text that matches"),
        (
            "name = 'x'\n[[part]]\ntasks=['*']\nprobes=0",
            r"field part\.0\.probes: expected a number not below 1; got 0",
        ),
        (
            "name = 'x'\n[[part]]\ntasks=['*']\nprobs=1",
            r"field part\.0: expected fields among tasks, each, probes, .*; there is no 'probs'\.",
        ),
        (
            "name = 'x'\n[[part]]\ntasks=['*']\nprobes=1\nlanguages=['de']",
            r"field part\.0\.languages\.0: expected one of en, zh; got .de",
        ),
        (
            "name = 'x'\n[[part]]\ntasks=['*']\nprobes=1\ncolour='red'",
            r"there is no 'colour'\.",
        ),
    ],
    ids=[
        "TOML",
        "empty",
        "no part",
        "type",
        "name",
        "no probes",
        "misspelt",
        "language",
        "unknown field",
    ],
)
def test_a_suite_that_breaks_the_format_is_an_error(
    tmp_path: Path, text: str, message: str
) -> None:
    """File, field, what was expected and what came."""
    with pytest.raises((FormatError, InputError), match=message):
        read_suite(written(tmp_path, text))


def test_a_suite_of_one_s_own_is_read(tmp_path: Path) -> None:
    """All that may be left out has its usual value."""
    read = read_suite(written(tmp_path, "name = 'x'\n[[part]]\ntasks = ['*']\nprobes = 30"))
    assert (read.name, read.picture_size) == ("x", 512)
    assert {(f.language, f.modality, f.choices) for job in plan(read) for f in job.forms} == {
        ("en", "text", False)
    }


# --- looks --------------------------------------------------------------------------------------


def test_the_usual_look_is_not_mentioned() -> None:
    """So that the manifests of sets made before there were looks are the same."""
    assert "look" not in read_suite("quick").to_json()


def test_a_suite_may_have_a_look(tmp_path: Path) -> None:
    """It is read, and stands in the manifest's recipe."""
    text = 'name = "x"\nlook = "line"\n[[part]]\ntasks = ["*"]\nprobes = 1\n'
    read = read_suite(written(tmp_path, text))
    assert read.to_json()["look"] == read.look == "line"


def test_the_command_line_changes_the_look_alone() -> None:
    """The parts stay as they are."""
    quick = read_suite("quick")
    changed = Changes(look="line").applied(quick)
    assert (changed.look, changed.parts) == ("line", quick.parts)


def test_an_unknown_look_is_an_error(tmp_path: Path) -> None:
    """On the command line and in a file."""
    with pytest.raises(InputError, match="'oil' is unknown; there are shaded, line, photo"):
        Changes(look="oil").applied(read_suite("quick"))  # type: ignore[arg-type]
    text = 'name = "x"\nlook = "oil"\n[[part]]\ntasks = ["*"]\nprobes = 1\n'
    with pytest.raises(FormatError, match="look"):
        read_suite(written(tmp_path, text))


# --- steps --------------------------------------------------------------------------------------

TURNS = {"tasks": ["cube/facing-you-v1", "cube/mark-direction-v1"], "each": 2}


def test_a_part_can_ask_for_numbers_of_steps() -> None:
    """In place of levels: each number once, after those of the levels."""
    jobs = plan(suite({**TURNS, "levels": [5]}, {**TURNS, "axis": [64, 2, 64]}))
    asked = [(job.level, job.axis, job.index) for job in jobs if job.task == "cube/facing-you-v1"]
    levels = [(5, None, 0), (5, None, 1)]
    assert sorted(asked, key=str) == sorted(
        [*levels, *((None, n, i) for n in (2, 64) for i in (0, 1))], key=str
    )


def test_levels_and_steps_exclude_each_other(tmp_path: Path) -> None:
    """In a file, and on the command line."""
    text = "name='x'\n[[part]]\ntasks=['cube/*']\neach=1\nlevels=[1]\naxis=[3]\n"
    with pytest.raises(FormatError, match=r"part\.0: expected `levels` or `axis`.*got both"):
        read_suite(written(tmp_path, text))
    with pytest.raises(InputError, match="give one of the two"):
        Changes(levels=[1], axis=[3]).applied(suite(TURNS))


def test_steps_from_the_command_line_take_the_place_of_levels() -> None:
    """And levels that of steps."""
    stepped = Changes(axis=[3]).applied(suite({**TURNS, "levels": [1, 2]}))
    assert stepped.parts == ({**TURNS, "axis": [3]},)
    assert Changes(levels=[2]).applied(stepped).parts == ({**TURNS, "levels": [2]},)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"tasks": ["net/folds"], "axis": [3]}, "has no axis of steps"),
        ({"tasks": ["net/opposite"], "axis": [3, 21]}, "1 to 20 cubes; got 21"),
    ],
    ids=["no axis", "too many"],
)
def test_steps_that_a_task_does_not_have_are_said(part: dict[str, object], message: str) -> None:
    """Before anything is made."""
    with pytest.raises(InputError, match=message):
        plan(suite({"each": 1, **part}))


def test_items_with_steps_say_so_and_are_of_no_level(tmp_path: Path) -> None:
    """In the items, when they are read again, and in the counts of the manifest."""
    recipe = suite({**TURNS, "levels": [2]}, {**TURNS, "axis": [40]})
    build_set(recipe, tmp_path / "set", seed="steps")
    found = load(tmp_path / "set")
    axes = Counter((item.axis, item.facts["turns"]) for item in found.items())
    assert axes == {(None, 2): 4, ("turns", 40): 4}
    assert found.manifest["counts"]["level"] == {"2": 4}
    assert found.manifest["counts"]["axis"] == {"40 turns": 4}
    assert verify_set(found).passed
