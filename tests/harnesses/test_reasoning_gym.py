"""The contract with reasoning-gym: fresh questions, and the reward is our score."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from spatialbench.items.item import Item, Key
from spatialbench.scoring.grading import grade

gym = pytest.importorskip(
    "reasoning_gym", reason="reasoning-gym is not installed (nox -s reasoning_gym)"
)

import spatialbench.adapters.reasoning_gym as adapter  # noqa: E402 (only where there is a gym)

NAMES = [adapter.name_of(task) for task in adapter.asked_in_words()]


def dataset(name: str, **more: Any) -> Any:
    return gym.create_dataset(name, **{"seed": 7, "size": 40, **more})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_right_answer_is_rewarded(name: str, language: str) -> None:
    """Bare, and at the end of a response."""
    data = dataset(name, language=language)
    for entry in data:
        assert data.score_answer(entry["answer"], entry) == 1.0
        assert data.score_answer(f"Let me see.\nANSWER: {entry['answer']}", entry) == 1.0


@pytest.mark.parametrize("name", NAMES)
def test_the_reward_is_our_judgement(name: str) -> None:
    """For rivals, refusals and nothing at all, too."""
    data = dataset(name, choices=True)
    for entry in data:
        told = entry["metadata"]
        item, key = Item.from_json(told["item"]), Key.from_json(told["key"])
        for response in ("ANSWER: A", "I cannot answer that.", "", "ANSWER: A or B"):
            assert data.score_answer(response, entry) == grade(item, key, response).reward
        assert data.score_answer(None, entry) == 0.0


def test_a_seed_gives_the_same_questions_again() -> None:
    """And another seed others."""
    first, again, other = (dataset(NAMES[0], seed=seed)[5]["question"] for seed in (1, 1, 2))
    assert first == again != other


def test_workers_get_the_same_questions() -> None:
    """Pickled and back, seeds that were drawn included."""
    data = dataset(NAMES[0], seed=None)
    assert pickle.loads(pickle.dumps(data))[3] == data[3]


def test_several_tasks_and_languages_make_one_dataset() -> None:
    """Each entry is judged by its own task."""
    spec = gym.composite.DatasetSpec
    parts = [spec(NAMES[0], 1, {"language": "zh"}), spec(NAMES[-1], 1, {"choices": True})]
    data = dataset("composite", datasets=parts)
    assert {entry["metadata"]["source_dataset"] for entry in data} == {NAMES[0], NAMES[-1]}
    assert {data.score_answer(entry["answer"], entry) for entry in data} == {1.0}


def test_an_experiment_climbs_the_levels() -> None:
    """By the curriculum, as reasoning-gym's trainers do it."""
    from reasoning_gym.coaching import (
        CurriculumAttributeConfig,
        CurriculumExperiment,
        CurriculumExperimentConfig,
    )

    start = CurriculumAttributeConfig(attribute_levels={"level": 0}, weight=1.0)
    config = CurriculumExperimentConfig(curricula={NAMES[0]: start})
    experiment = CurriculumExperiment("climb", config, size=10, seed=1)
    entry = experiment.get_dataset_entry(0)
    entry_id = entry["metadata"]["entry_id"]
    assert experiment.score_answer_with_id(entry["answer"], entry_id) == 1.0
    assert {one["metadata"]["difficulty"]["level"] for one in experiment.composite} == {1}
    experiment.update_difficulty(NAMES[0], "increment")
    assert {one["metadata"]["difficulty"]["level"] for one in experiment.composite} == {1, 2}


def test_levels_take_turns_within_their_range() -> None:
    """Each as often."""
    levels = [entry["metadata"]["difficulty"]["level"] for entry in dataset(NAMES[0], min_level=4)]
    assert levels == [4, 5] * 20


def test_the_curriculum_opens_one_level_after_the_other() -> None:
    """From level 1 to level 5."""
    curriculum = gym.factory.create_curriculum(NAMES[0])
    start = curriculum.generate_configuration()
    curriculum.increment_attr_level("level")
    later = curriculum.generate_configuration()
    assert (start.min_level, start.max_level) == (1, 1)
    assert (later.min_level, later.max_level) == (1, 2)


@pytest.mark.parametrize(("field", "value"), [("min_level", 6), ("language", "de")])
def test_a_configuration_that_cannot_be_is_an_error(field: str, value: object) -> None:
    """With what there is."""
    with pytest.raises(ValueError, match=r"levels are 1 to 5|languages are en, zh"):
        dataset(NAMES[0], **{field: value})
