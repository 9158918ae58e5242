"""verifiers (v1), many turns: environments in which the model acts; the reward is their score.

    vf-eval spatialbench-verifiers-acting -m … --env.taskset.environment die/roll-to-goal

Each reply is one action; the next message says what came of it. With `fresh`, puzzles never end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, product
from typing import Any  # what verifiers validates

import verifiers.v1 as vf

from spatialbench.adapters.questions import png_uri
from spatialbench.environments import Environment, environment, environments
from spatialbench.environments.conversation import (
    TOLD,
    Part,
    action_in,
    following,
    opening,
)
from spatialbench.errors import InputError


class ActingConfig(vf.TasksetConfig):
    """Which puzzles: environments (`all`: every one), levels, languages and how things are told
    (`text` or `picture`); a comma parts several values. So many puzzles of each."""

    environment: str = "all"
    level: str = "1"
    language: str = "en"
    modality: str = "text"
    seed: str = "demo"
    puzzles: int = 20
    fresh: bool = False


class ActingData(vf.TaskData):
    """A puzzle by its environment, seed and number; the model sees the prompt alone."""

    environment: str
    level: int
    language: str
    modality: str
    seed: str
    number: int


class ActingTask(vf.Task[ActingData, vf.State, vf.TaskConfig]):
    """One puzzle. Its reward is recorded when it is over."""


class ActingTaskset(vf.Taskset[ActingTask, ActingConfig]):
    """All environments, levels, languages and modalities in order, then the next number."""

    def __init__(self, config: ActingConfig) -> None:
        super().__init__(config)
        self.INFINITE = config.fresh

    def load(self) -> Iterable[ActingTask]:
        """A task for each puzzle."""
        return (ActingTask(data, self.config.task) for data in self._drawn())

    def _drawn(self) -> Iterator[ActingData]:
        config = self.config
        names = list(environments()) if config.environment == "all" else _parts(config.environment)
        each = list(
            product(names, _levels(config.level), _parts(config.language), _known(config.modality))
        )
        for number in count() if config.fresh else range(config.puzzles):
            for name, level, language, modality in each:
                yield _data(name, level, language, modality, config.seed, number)


def _parts(several: str) -> list[str]:
    return [part.strip() for part in several.split(",") if part.strip()]


def _levels(several: str) -> list[int]:
    parts = _parts(several)
    wrong = [part for part in parts if not part.isdecimal()]
    if wrong:
        raise InputError(f"level {wrong[0]!r}: expected whole numbers, with commas between them")
    return [int(part) for part in parts]


def _known(several: str) -> list[str]:
    parts = _parts(several)
    wrong = [part for part in parts if part not in TOLD]
    if wrong:
        raise InputError(f"modality {wrong[0]!r} is unknown; there are {', '.join(TOLD)}")
    return parts


def _data(
    name: str, level: int, language: str, modality: str, seed: str, number: int
) -> ActingData:
    acted = environment(name, level=level, language=language)  # type: ignore[arg-type]  # checked there
    acted.reset(seed, number)
    known = f"{name}-{level}-{language}-{modality}-{seed}-{number}"
    prompt = message(opening(acted, modality))  # type: ignore[arg-type]  # checked
    return ActingData(
        id=known, name=known, prompt=prompt, environment=name, level=level, language=language,
        modality=modality, seed=seed, number=number,
    )  # fmt: skip


def begun(data: ActingData) -> Environment:
    """The puzzle of a task, before its first step."""
    acted = environment(data.environment, level=data.level, language=data.language)  # type: ignore[arg-type]  # checked
    acted.reset(data.seed, data.number)
    return acted


def message(parts: Sequence[Part]) -> Any:
    """Words alone as they are; with pictures, a message of the user with several parts."""
    if all(isinstance(part, str) for part in parts):
        return "\n".join(map(str, parts))
    content: Any = [
        {"type": "text", "text": part}
        if isinstance(part, str)
        else {"type": "image_url", "image_url": {"url": png_uri(part)}}
        for part in parts
    ]
    return [vf.UserMessage(content=content)]


class ActingEnvConfig(vf.EnvConfig):
    """One seat: who acts."""

    player: vf.AgentConfig = vf.AgentConfig()


class ActingEnv(vf.Env[ActingEnvConfig]):
    """The model speaks, the environment answers, until it is over."""

    async def run(self, task: Any, agents: vf.Agents) -> None:
        """Play a puzzle; the score is the reward, 0 where the model stopped before the end."""
        acted, wrong = begun(task.data), 0
        async with agents.player.interaction(task) as exchange:
            segment = await exchange.turn()
            while not segment.terminated:
                outcome = acted.step(action_in(segment.last_reply))
                wrong += not outcome.valid
                if outcome.done:
                    break
                told = message(following(acted, outcome, task.data.modality))
                segment = await exchange.turn(told)
        exchange.trace.record_reward("score", acted.score)
        exchange.trace.record_metrics(
            {"reached": acted.reached, "steps": acted.steps, "wrong_actions": wrong}
        )
