"""verifiers (v1): a taskset whose reward is our score; fresh probes as long as they are asked for.

    vf-eval spatialbench-verifiers -m … --push False --env.taskset.suite quick

With `fresh`, the suite is drawn again and again, each time from another seed, without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count
from typing import Any  # JSON

import verifiers.v1 as vf

from spatialbench.adapters.questions import Asked, data_uri, message, questions
from spatialbench.items.item import Item, Key
from spatialbench.scoring.grading import Grade, grade


class SpatialConfig(vf.TasksetConfig):
    """Which questions: a suite and a seed, or the folder of a set; a comma parts several values."""

    suite: str = "quick"
    seed: str = "demo"
    folder: str | None = None
    language: str | None = None
    modality: str | None = None
    family: str | None = None
    level: str | None = None
    form: str | None = None
    fresh: bool = False


class SpatialData(vf.TaskData):
    """A question with all that judging needs; the model sees the prompt alone."""

    item: dict[str, Any]
    answer_key: dict[str, Any]


class SpatialTask(vf.Task[SpatialData, vf.State, vf.TaskConfig]):
    """One question."""

    def judged(self, trace: vf.Trace) -> Grade:
        """Our reading and judging of the last reply."""
        item, key = Item.from_json(self.data.item), Key.from_json(self.data.answer_key)
        return grade(item, key, trace.last_reply)

    @vf.reward(weight=1.0)
    async def right(self, trace: vf.Trace) -> float:
        """1 for a right answer, else 0."""
        return self.judged(trace).reward

    @vf.metric
    async def parsed(self, trace: vf.Trace) -> float:
        """Whether an answer could be read."""
        return float(self.judged(trace).readable)


class SpatialTaskset(vf.Taskset[SpatialTask, SpatialConfig]):
    """The questions of a suite or set, in order."""

    def __init__(self, config: SpatialConfig) -> None:
        super().__init__(config)
        self.INFINITE = config.fresh  # then verifiers wants a limit before it lists or shuffles

    def load(self) -> Iterable[SpatialTask]:
        """A task for each item."""
        return (SpatialTask(_data(one), self.config.task) for one in self._asked())

    def _asked(self) -> Iterator[Asked]:
        config = self.config
        only = {name: getattr(config, name) for name in ("language", "modality", "family", "form")}
        only["level"] = config.level
        seeds = (f"{config.seed}/{n}" for n in count(1)) if config.fresh else iter(())
        return chain.from_iterable(
            questions(config.suite, seed=seed, folder=config.folder, only=only)
            for seed in chain([config.seed], seeds)
        )


def _data(asked: Asked) -> SpatialData:
    item, key = asked.item, asked.key
    if key is None:
        raise ValueError(f"item {item.id}: without its key there is no reward")
    prompt = item.prompt if not item.images else [vf.UserMessage(content=_content(asked))]
    return SpatialData(
        id=item.id, name=item.id, prompt=prompt, item=item.to_json(), answer_key=key.to_json()
    )


def _content(asked: Asked) -> Any:  # verifiers validates it
    return [
        {"type": "text", "text": part}
        if isinstance(part, str)
        else {"type": "image_url", "image_url": {"url": data_uri(part)}}
        for part in message(asked.item)
    ]
