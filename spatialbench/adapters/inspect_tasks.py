"""inspect-ai: `inspect eval spatialbench/quick --model …` and the like, from any directory.

Parameters (`-T name=value`): suite, seed, folder (a set that was written, instead), language,
modality, family, task, level, form (choice or open); a comma parts several values. Found through
the entry point `spatialbench` in the group `inspect_ai`, which must be named like the package.
"""

from __future__ import annotations

from typing import Any  # what inspect leaves untyped

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageUser, Content, ContentImage, ContentText
from inspect_ai.scorer import (
    CORRECT,
    INCORRECT,
    Metric,
    SampleScore,
    Score,
    Scorer,
    Target,
    accuracy,
    grouped,
    metric,
    scorer,
    stderr,
)
from inspect_ai.solver import TaskState, generate

from spatialbench.adapters.questions import Asked, data_uri, message, questions
from spatialbench.adapters.run_file import asked_of
from spatialbench.answers.logs.inspect_log import said_in
from spatialbench.errors import InputError
from spatialbench.scoring.grading import grade

_FIELDS = ("language", "modality", "family", "task", "level", "form")


@task
def quick(seed: str = "demo", folder: str | None = None, **only: Any) -> Task:
    """A first look: about 60 probes over all tasks and levels."""
    return spatial_task("quick", seed, folder, only)


@task
def article(seed: str = "demo", folder: str | None = None, **only: Any) -> Task:
    """The claims of the article put to the test: 1,000 probes."""
    return spatial_task("article", seed, folder, only)


@task
def core(seed: str = "demo", folder: str | None = None, **only: Any) -> Task:
    """All tasks in all their forms."""
    return spatial_task("core", seed, folder, only)


@task
def suite(suite: str = "quick", seed: str = "demo", folder: str | None = None, **only: Any) -> Task:
    """Any suite by its name or TOML file, or any set by its folder."""
    return spatial_task(suite, seed, folder, only)


def spatial_task(suite: str, seed: str, folder: str | None, only: dict[str, Any]) -> Task:
    """A task over the items of a suite or of a set."""
    unknown = set(only) - set(_FIELDS)
    if unknown:
        raise InputError(f"parameter {min(unknown)!r} is unknown; there are {', '.join(_FIELDS)}")
    chosen = {name: None if value is None else _listed(value) for name, value in only.items()}
    return task_of(list(questions(suite, seed=seed, folder=folder, only=chosen)), name=suite)


def task_of(asked: list[Asked], *, name: str) -> Task:
    """A task over these questions; without their key nothing is scored."""
    scored = all(one.key is not None for one in asked)
    return Task(
        dataset=MemoryDataset([_sample(one) for one in asked], name=name),
        solver=generate(),
        scorer=right_answers({one.item.id: one for one in asked}) if scored else None,
        fail_on_error=False,  # a failed call is missing; the rest goes on
    )


def _listed(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _sample(asked: Asked) -> Sample:
    item = asked.item
    answer = "" if asked.key is None else asked.key.answer
    return Sample(
        id=item.id,
        input=[ChatMessageUser(content=_content(asked))],
        target=answer if isinstance(answer, str | list) else str(answer),
        metadata={
            "probe": item.probe,
            "task": item.task,
            "family": item.family,
            "level": item.level,
            "language": item.language,
            "modality": item.modality,
            "asked": asked_of(item),
        },
    )


def _content(asked: Asked) -> str | list[Content]:
    """Text alone as one string: the templates of many small models take nothing else."""
    if not asked.item.images:
        return asked.item.prompt
    return [
        ContentText(text=part) if isinstance(part, str) else ContentImage(image=data_uri(part))
        for part in message(asked.item)
    ]


@metric
def parse_rate() -> Metric:
    """The share of answers that could be read."""
    return _share("ok", "off-list")


@metric
def refusal_rate() -> Metric:
    """The share of answers that refuse."""
    return _share("refusal")


def _share(*statuses: str) -> Metric:
    def of(scores: list[SampleScore]) -> float:
        found = [(one.score.metadata or {}).get("status") in statuses for one in scores]
        return sum(found) / len(found) if found else 0.0

    return of


@scorer(
    metrics=[
        accuracy(),
        stderr(cluster="probe"),
        parse_rate(),
        refusal_rate(),
        grouped(accuracy(), "family", all=False),
    ]
)
def right_answers(asked: dict[str, Asked]) -> Scorer:
    """Our reading and judging of the response; the response itself is kept beside."""

    async def score(state: TaskState, target: Target) -> Score:
        one = asked[str(state.sample_id)]
        if one.key is None:
            raise InputError(f"item {one.item.id}: its key is not at hand")
        choices = state.output.choices
        finish = choices[0].stop_reason if choices else None
        said = said_in(state.output.model_dump())
        judged = grade(one.item, one.key, said, finish=finish)
        return Score(
            value=CORRECT if judged.right else INCORRECT,
            answer=None if judged.value is None else str(judged.value),
            explanation=said,
            metadata={
                "status": judged.status,
                "method": judged.method,
                "span": judged.span,
                "partial": judged.partial,
                "equals": list(judged.equals),
            },
        )

    return score
