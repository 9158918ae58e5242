"""reasoning-gym: datasets of fresh text questions; the reward is our score.

    import spatialbench.adapters.reasoning_gym  # registers one dataset for each task
    data = reasoning_gym.create_dataset("spatialbench/cube/facing-you", seed=1, size=100)
    data.score_answer(response, data[0])

The curriculum climbs the levels. Answers are read out of whole responses.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any  # entries are plain dictionaries

from reasoning_gym.coaching import BaseCurriculum, RangeAttributeDefinition
from reasoning_gym.dataset import ProceduralDataset
from reasoning_gym.factory import register_dataset

from spatialbench.answers.saying import said_value
from spatialbench.items.item import LANGUAGES, Item, Key, Language, Presented
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.generator import versionless
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.scoring.grading import grade

SIZE = 512  # of pictures, which text questions have none of


@dataclass
class SpatialConfig:
    """Which questions. `task` is filled in by the name of the dataset."""

    task: str
    min_level: int = 1
    max_level: int = 5
    language: Language = "en"
    choices: bool = False
    seed: int | None = None
    size: int = 500

    def validate(self) -> None:
        """ValueError for levels and languages that there are not."""
        if not 1 <= self.min_level <= self.max_level <= 5:
            raise ValueError(f"levels are 1 to 5; got {self.min_level} to {self.max_level}")
        if self.language not in LANGUAGES:
            raise ValueError(f"languages are {', '.join(LANGUAGES)}; got {self.language!r}")


class SpatialDataset(ProceduralDataset):
    """Index i is a probe of the seed; the levels take turns."""

    def __init__(self, config: SpatialConfig) -> None:
        super().__init__(config=config, seed=config.seed, size=config.size)

    def __reduce__(self) -> tuple[type[SpatialDataset], tuple[SpatialConfig]]:
        """Workers make it again: a task's configuration is a class without a name to find."""
        return SpatialDataset, (SpatialConfig(**{**asdict(self.config), "seed": self.seed}),)

    def presented(self, idx: int) -> Presented:
        """The question of that index with its key."""
        config = self.config
        span = config.max_level - config.min_level + 1
        level, index = config.min_level + idx % span, idx // span
        probe = make(config.task, seed=f"reasoning-gym/{self.seed}", index=index, level=level)
        form = Wanted(config.language, "text", config.choices, probe.paraphrase, SIZE)
        return with_key(probe, form)

    def __getitem__(self, idx: int) -> dict[str, Any]:
        """`question`, `answer`, and `metadata` with what judging needs."""
        asked = self.presented(idx)
        return {
            "question": asked.item.prompt,
            "answer": said_value(asked.key.answer, asked.item),
            "metadata": {
                "source_dataset": name_of(self.config.task),
                "source_index": idx,
                "item": asked.item.to_json(),
                "key": asked.key.to_json(),
                "difficulty": {"level": asked.item.level, **asked.item.facts},
            },
        }

    def score_answer(self, answer: str | None, entry: dict[str, Any]) -> float:
        """1 for a response whose answer is right, else 0."""
        told = entry["metadata"]
        item, key = Item.from_json(told["item"]), Key.from_json(told["key"])
        return 0.0 if answer is None else grade(item, key, answer).reward


def name_of(task: str) -> str:
    """The name of a task's dataset: `spatialbench/cube/facing-you`."""
    return f"spatialbench/{versionless(task)}"


def asked_in_words() -> list[str]:
    """The tasks that can be asked as text and openly."""
    return [
        task
        for task, generator in tasks().items()
        if "text" in generator.modalities and "open" in generator.forms
    ]


def register() -> None:
    """One dataset and one curriculum for each task that can be asked as text."""
    for task in asked_in_words():
        register_dataset(name_of(task), SpatialDataset, _config(task), _curriculum(task))


def _config(named: str) -> type[SpatialConfig]:
    @dataclass
    class Config(SpatialConfig):
        task: str = named

    return Config


def _curriculum(task: str) -> Any:  # reasoning-gym takes the class
    class Curriculum(BaseCurriculum):
        """The levels, from 1 up to the highest that is open."""

        def __init__(self) -> None:
            super().__init__(f"{name_of(task)} curriculum", _config(task))
            self._define_attributes(
                RangeAttributeDefinition(
                    name="level",
                    levels=[1, 2, 3, 4, 5],
                    description="from 1, easy, to 5, hard",
                    lower_field_name="min_level",
                    upper_field_name="max_level",
                )
            )

    return Curriculum


register()
