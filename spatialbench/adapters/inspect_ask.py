"""Asking a model through inspect-ai: who is asked what, and how the asking ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple  # settings that inspect takes
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from spatialbench.adapters.questions import Asked
from spatialbench.adapters.run_file import Author, Place
from spatialbench.errors import InputError
from spatialbench.jsonl import shorten

SECONDS_TO_ANSWER = 10.0
MARK = "spatialbench"
"""Under which our words stand in the metadata of a log."""
_DECODING = ("temperature", "max_tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Who is asked what. `config` are settings of generation in inspect's words, `protocol` is what
    cannot be seen from here, such as the template of a server; `name` is what the model is called
    in the answer file."""

    folder: Path
    model: str
    out: Path
    name: str | None = None
    base_url: str | None = None
    api_key: str | None = None
    only: Mapping[str, str | None] = field(default_factory=dict)
    limit: int | None = None
    epochs: int = 1
    display: str = "rich"
    config: Mapping[str, Any] = field(default_factory=dict)
    protocol: str | None = None
    overwrite: bool = False

    @property
    def logs(self) -> Path:
        """Where the logs are kept."""
        return self.out.with_name(self.out.name + ".logs")

    @property
    def author(self) -> Author:
        """Who answers, and how."""
        named = [] if self.name in {None, self.model} else [f"model={self.model}"]
        told = [f"{name}={self.config[name]}" for name in _DECODING if name in self.config]
        said = [] if self.protocol is None else [self.protocol]
        return Author(self.name or self.model, ", ".join([*named, *told, *said]))


class Ending(NamedTuple):
    """How the asking ended: why early (None: it did not), and whether a person stopped it."""

    why: str | None = None
    stopped: bool = False


def reached(wanted: Run) -> Any:  # inspect's Model
    """The model, once it is known that something answers where it is asked."""
    if wanted.base_url is not None:
        reach(wanted.base_url)
    return _model(wanted)


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


def ask(left: Sequence[Place], asked: Mapping[str, Asked], wanted: Run, model: Any) -> Ending:
    """Ask; items that lack the same epochs are asked together."""
    epochs: dict[str, list[int]] = defaultdict(list)
    for name, epoch in left:
        epochs[name].append(epoch)
    groups: dict[tuple[int, ...], list[Asked]] = defaultdict(list)
    for name, lacking in epochs.items():
        groups[tuple(lacking)].append(asked[name])
    for lacking_epochs, group in groups.items():
        ending = _evaluated(group, lacking_epochs, wanted, model)
        if ending.why is not None:
            return ending
    return Ending()


def _evaluated(group: list[Asked], epochs: tuple[int, ...], wanted: Run, model: Any) -> Ending:
    from inspect_ai import eval as evaluate

    from spatialbench.adapters.inspect_tasks import task_of

    mark = {"author": list(wanted.author), "epochs": list(epochs)}
    try:
        logs = evaluate(
            task_of(group, name=wanted.folder.name),
            model=model,
            epochs=len(epochs),
            metadata={MARK: mark},
            score=False,
            log_dir=str(wanted.logs),
            log_format="eval",
            log_buffer=10,  # so that little is lost if the machine stops
            log_images=False,
            fail_on_error=False,
            display=wanted.display,
            **wanted.config,
        )
    except KeyboardInterrupt:
        return Ending("stopped by the keyboard", stopped=True)
    except Exception as error:  # noqa: BLE001 (a harness may raise anything; answers are kept)
        return Ending(f"{type(error).__name__}: {shorten(str(error), 200)}")
    if not logs or logs[0].status == "cancelled":  # inspect keeps the signal to itself
        return Ending("stopped by the keyboard", stopped=True)
    log = logs[0]
    if log.status != "success":
        return Ending(shorten(_error(log), 200))
    return Ending()


def _error(log: Any) -> str:
    """What a log says went wrong."""
    return str(getattr(log.error, "message", None) or log.status)


def model_name(wanted: Run) -> str:
    """The model in inspect's words: at a base URL, a bare name is an OpenAI-compatible server's."""
    if wanted.base_url is not None and "/" not in wanted.model:
        return f"openai-api/local/{wanted.model}"
    return wanted.model
