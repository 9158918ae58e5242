"""Files of requests, cut into parts that a provider takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple  # requests are JSON

from spatialbench.adapters.export import Options
from spatialbench.adapters.questions import Asked
from spatialbench.errors import InputError


class Limits(NamedTuple):
    """What one file may hold."""

    bytes: int
    requests: int


def model_of(options: Options) -> str:
    """The model that is asked; InputError where none is named."""
    if options.model is None:
        raise InputError("expected --model: a batch file names the model in every request")
    return options.model


def write_parts(
    asked: Iterable[Asked],
    request: Callable[[Asked], Mapping[str, Any]],
    folder: Path,
    limits: Limits,
) -> None:
    """`requests-001.jsonl` and so on: a line for each item, no file beyond the limits."""
    number, size, count = 0, limits.bytes, limits.requests
    file = None
    try:
        for one in asked:
            line = (json.dumps(request(one), ensure_ascii=False) + "\n").encode()
            if file is None or size + len(line) > limits.bytes or count >= limits.requests:
                if file is not None:
                    file.close()
                number, size, count = number + 1, 0, 0
                file = (folder / f"requests-{number:03}.jsonl").open("wb")
            file.write(line)
            size, count = size + len(line), count + 1
    finally:
        if file is not None:
            file.close()
