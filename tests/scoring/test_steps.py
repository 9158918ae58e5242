"""Where a response that writes down its steps goes wrong."""

from __future__ import annotations

import random
from itertools import product

import pytest
from answered_sets import scored, stepped_set
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import InputError
from spatialbench.items.item import LANGUAGES, Presented
from spatialbench.items.present import with_key
from spatialbench.items.tracing import trace
from spatialbench.items.wanted import Wanted
from spatialbench.probes.make import make
from spatialbench.scoring.grading import grade
from spatialbench.scoring.results_file import from_json, to_json

TASKS = (
    "cube/face-after-turns",
    "cube/whose-axes",
    "cube/visible-faces",
    "cube/facing-you",
    "cube/mark-direction",
    "die/top-after-rolls",
    "permanence/shell-game",
    "permanence/hidden-where",
    "permanence/a-not-b",
    "permanence/who-looks-where",
    "net/opposite",
    "paper/holes",
)
CASES = list(product(TASKS, LANGUAGES))


def asked(task: str, language: str, index: int = 0) -> Presented:
    """A text question of level 4 with its key."""
    probe = make(task, seed="steps", level=4, index=index)
    return with_key(probe, Wanted(language, "text", False, 0, 64))  # type: ignore[arg-type]


def written(one: Presented) -> list[str]:
    """The lines of its trace."""
    return trace(one.probe, language=one.item.language).text.splitlines()


@pytest.mark.parametrize(("task", "language"), CASES)
def test_a_right_trace_has_no_wrong_step(task: str, language: str) -> None:
    """Every step is read."""
    one = asked(task, language)
    lines = written(one)
    steps = grade(one.item, one.key, "\n".join(lines), trace=True).steps
    assert steps is not None
    assert steps.first_wrong is None
    assert steps.read == steps.steps == len(trace(one.probe).steps)


@pytest.mark.parametrize(("task", "language"), CASES)
def test_the_first_step_that_says_something_else_is_named(task: str, language: str) -> None:
    """The state of another step, where that differs, in its place; what follows may be right or
    wrong."""
    random_ = random.Random(task + language)
    for index in range(4):
        one = asked(task, language, index)
        told = trace(one.probe, language=one.item.language)
        pairs = [
            (n, m)
            for n, m in product(range(len(told.steps)), repeat=2)
            if told.steps[n] != told.steps[m]
        ]
        place, other = random_.choice(pairs)
        lines = list(told.steps)
        lines[place] = told.steps[other]
        text = "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
        steps = grade(one.item, one.key, text, trace=True).steps
        assert steps is not None
        assert steps.first_wrong == place + 1


@pytest.mark.parametrize(
    "begin",
    [
        "Step 1: {}",
        "Step 1 (left clockwise): {}",
        "### Step 1:\n{}",
        "**1.** {}",
        "After step 1: {}",
        "- 1) {}",
        "Turn 1. {}",
        "1：{}",
    ],
    ids=str,
)
def test_lines_may_begin_in_many_ways(begin: str) -> None:
    """As models write them."""
    one = asked("cube/facing-you", "en")
    first, second = trace(one.probe).steps[:2]
    right = grade(one.item, one.key, begin.format(first), trace=True).steps
    wrong = grade(one.item, one.key, begin.format(second), trace=True).steps
    assert right is not None
    assert wrong is not None
    assert (right.read, right.first_wrong) == (1, None)
    assert (wrong.read, wrong.first_wrong) == (1, 1)


def test_chinese_lines_too() -> None:
    """第1步后 and the like."""
    one = asked("cube/facing-you", "zh")
    first, second = trace(one.probe, language="zh").steps[:2]
    for begin in ("第1步：{}", "第1步后：{}", "1．{}", "1、{}"):
        right = grade(one.item, one.key, begin.format(first), trace=True).steps
        wrong = grade(one.item, one.key, begin.format(second), trace=True).steps
        assert right is not None
        assert wrong is not None
        assert (right.first_wrong, wrong.first_wrong) == (None, 1)


def test_a_part_of_a_state_is_read_in_any_order() -> None:
    """Two faces, told with a verb, over two lines."""
    one = asked("cube/facing-you", "en")
    state = dict(part.split(": ") for part in trace(one.probe).steps[0].split("; "))
    text = f"1. top is {state['top']}\nfront = {state['front'].upper()}"
    steps = grade(one.item, one.key, text, trace=True).steps
    assert steps is not None
    assert (steps.read, steps.first_wrong) == (1, None)
    text = f"1. top is {state['top']}\nfront = {state['back']}"
    steps = grade(one.item, one.key, text, trace=True).steps
    assert steps is not None
    assert steps.first_wrong == 1


def test_other_words_are_not_read_and_not_wrong() -> None:
    """No step is blamed for what was not understood."""
    one = asked("cube/facing-you", "en")
    text = "1. The cube rotates so that red faces me.\n2. Now something else.\nANSWER: red"
    steps = grade(one.item, one.key, text, trace=True).steps
    assert steps is not None
    assert (steps.read, steps.first_wrong) == (0, None)


def test_of_a_step_that_is_told_twice_the_last_counts() -> None:
    """A model may correct itself."""
    one = asked("cube/facing-you", "en")
    first, second = trace(one.probe).steps[:2]
    steps = grade(one.item, one.key, f"1. {second}\nWait.\n1. {first}", trace=True).steps
    assert steps is not None
    assert steps.first_wrong is None


def test_results_keep_the_axis() -> None:
    """When they are read again."""
    results = scored(stepped_set(1), [True] * 4, "m")
    again = from_json(to_json(results))
    assert [question.axis for question in again.questions] == ["turns"] * 4
    assert again.summary.slices["level"] == {}


def test_without_asking_steps_are_not_read() -> None:
    """Scoring stays as it was."""
    one = asked("cube/facing-you", "en")
    assert grade(one.item, one.key, "1. front: red").steps is None


def test_a_task_without_steps_says_so() -> None:
    """There is nothing to hold a response against."""
    probe = make("net/folds", seed="steps")
    one = with_key(probe, Wanted("en", "text", False, 0, 64))
    with pytest.raises(InputError, match="no steps"):
        grade(one.item, one.key, "1. yes", trace=True)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_whatever_is_written_is_read(text: str) -> None:
    """Or not; it is no error."""
    one = asked("permanence/hidden-where", "zh")
    steps = grade(one.item, one.key, f"1. {text}\n2{text}", trace=True).steps
    assert steps is not None
    assert 0 <= steps.read <= steps.steps
