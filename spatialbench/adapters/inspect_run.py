"""`spatialbench run`: a model is asked by inspect-ai, and what it says becomes an answer file.

The logs of inspect stay beside the answer file. A run that was stopped, or in which calls failed,
goes on when it is started again: what has an answer in the logs is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # settings that inspect takes
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from spatialbench.adapters.questions import Asked, questions
from spatialbench.answers.logs import recognise
from spatialbench.answers.rows import Answer
from spatialbench.errors import InputError, MissingExtra
from spatialbench.jsonl import line_of, write_atomically

SECONDS_TO_ANSWER = 10.0
_DECODING = ("temperature", "max_tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Who is asked what. `config` are settings of generation in inspect's words, `protocol` is what
    cannot be seen from here, such as the template of a server."""

    folder: Path
    model: str
    out: Path
    base_url: str | None = None
    api_key: str | None = None
    only: Mapping[str, str | None] = field(default_factory=dict)
    limit: int | None = None
    epochs: int = 1
    display: str = "rich"
    config: Mapping[str, Any] = field(default_factory=dict)
    protocol: str | None = None

    @property
    def logs(self) -> Path:
        """Where the logs are kept."""
        return self.out.with_name(self.out.name + ".logs")


@dataclass(frozen=True, slots=True)
class Asking:
    """What came of a run: questions, those with an answer, calls that failed, and those that had
    an answer before."""

    questions: int
    answered: int
    failed: int
    before: int


def run(wanted: Run) -> Asking:
    """Ask what has no answer yet, then write all answers. MissingExtra without inspect-ai;
    InputError where nothing answers at the base URL or nothing is left to ask about."""
    try:
        import inspect_ai  # noqa: F401 (told before anything is read)
    except ImportError:
        raise MissingExtra("inspect-ai", "run") from None
    asked = list(questions(folder=wanted.folder, only=wanted.only))[: wanted.limit]
    known = _answered(wanted)
    left = [one for one in asked if not _complete(one, known, wanted.epochs)]
    if left:
        if wanted.base_url is not None:
            reach(wanted.base_url)
        model = _model(wanted)
        try:
            _ask(left, wanted, model)
        finally:  # after Ctrl-C, too: what was answered is kept
            _write(wanted, asked)
    return _written(wanted, asked, before=len(asked) - len(left))


def _complete(one: Asked, known: Mapping[tuple[str, int], Answer], epochs: int) -> bool:
    found = (known.get((one.item.id, epoch)) for epoch in range(1, epochs + 1))
    return all(answer is not None and not answer.failed for answer in found)


def _answered(wanted: Run) -> dict[tuple[str, int], Answer]:
    """The first good answer to every item and epoch; a failed call where there is none."""
    found: dict[tuple[str, int], Answer] = {}
    for answer in _logged(wanted.logs):
        place = answer.id, answer.epoch
        if place not in found or (found[place].failed and not answer.failed):
            found[place] = answer
    return found


def _logged(logs: Path) -> Iterator[Answer]:
    if not logs.is_dir() or not any(logs.glob("*.eval")):
        return
    opened = recognise(logs)
    if opened is not None:
        yield from opened.answers


def reach(base_url: str) -> None:
    """InputError unless something answers at that address."""
    if not base_url.startswith(("http://", "https://")):
        raise InputError(f"--base-url {base_url!r}: expected http://… or https://…")
    try:
        urlopen(Request(base_url.rstrip("/") + "/models"), timeout=SECONDS_TO_ANSWER).close()
    except HTTPError:
        return  # it answers, if only to say that it wants a key
    except (URLError, OSError) as error:
        raise InputError(
            f"--base-url {base_url}: nothing answers there ({error}). Is the server up, and is "
            f"this the address before /chat/completions?"
        ) from None


def _model(wanted: Run) -> Any:  # inspect's Model; it is imported when it is needed
    """The model. InputError where its provider is unknown, or lacks a key or a package."""
    from inspect_ai._util.error import PrerequisiteError
    from inspect_ai.model import get_model

    arguments = {} if wanted.api_key is None else {"api_key": wanted.api_key}
    try:
        return get_model(model_name(wanted), base_url=wanted.base_url, **arguments)
    except (PrerequisiteError, ValueError, ImportError) as error:
        raise InputError(
            f"--model {wanted.model}: {' '.join(str(error).split())} The names of providers are "
            f"those of inspect-ai; with --base-url a bare name will do."
        ) from None


def _ask(left: list[Asked], wanted: Run, model: Any) -> None:
    from inspect_ai import eval as evaluate

    from spatialbench.adapters.inspect_tasks import task_of

    task = task_of([one._replace(key=None) for one in left], name=wanted.folder.name)
    evaluate(
        task,
        model=model,
        epochs=wanted.epochs,
        score=False,
        log_dir=str(wanted.logs),
        log_format="eval",
        log_buffer=10,  # so that little is lost if the machine stops
        log_images=False,
        fail_on_error=False,
        display=wanted.display,
        **wanted.config,
    )


def model_name(wanted: Run) -> str:
    """The model in inspect's words: at a base URL, a bare name is an OpenAI-compatible server's."""
    if wanted.base_url is not None and "/" not in wanted.model:
        return f"openai-api/local/{wanted.model}"
    return wanted.model


def _write(wanted: Run, asked: list[Asked]) -> None:
    known, protocol = _answered(wanted), _protocol(wanted)
    lines = [
        line_of(_row(known[one.item.id, epoch], wanted.model, protocol))
        for one in asked
        for epoch in range(1, wanted.epochs + 1)
        if (one.item.id, epoch) in known
    ]
    write_atomically(wanted.out, "".join(lines).encode())


def _row(answer: Answer, model: str, protocol: str) -> dict[str, Any]:
    fields = {**answer._asdict(), "model": model, "protocol": protocol}
    del fields["line"]
    return {name: v for name, v in fields.items() if v is not None or name == "response"}


def _protocol(wanted: Run) -> str:
    import inspect_ai

    told = [f"{name}={wanted.config[name]}" for name in _DECODING if name in wanted.config]
    said = [] if wanted.protocol is None else [wanted.protocol]
    return ", ".join([f"inspect-ai {inspect_ai.__version__}", *told, *said])


def _written(wanted: Run, asked: list[Asked], *, before: int) -> Asking:
    _write(wanted, asked)
    known = _answered(wanted)
    found = [
        known.get((one.item.id, epoch)) for one in asked for epoch in range(1, wanted.epochs + 1)
    ]
    answers = [answer for answer in found if answer is not None]
    good = sum(not answer.failed for answer in answers)
    return Asking(len(asked), good, len(answers) - good, before)
