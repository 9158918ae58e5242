"""Anthropic's message batches: request files out; `score` reads the result files.

A batch may hold 100,000 requests and 256 MB (docs.claude.com, "Batch processing"); `custom_id` is
the id of the item. The interface takes a list of requests: each line is one of them.
"""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from pathlib import Path
from typing import Any  # requests are JSON

from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.questions import Asked, message, picture
from spatialbench.adapters.requests import Limits, model_of, write_parts
from spatialbench.items.item import Image

LIMITS = Limits(240_000_000, 100_000)


def write(source: Source, folder: Path, options: Options) -> None:
    """`requests-….jsonl`."""
    request = partial(_request, model=model_of(options), options=options)
    write_parts(source.asked(), request, folder, LIMITS)


def _part(part: str | Image) -> dict[str, Any]:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    data = b64encode(picture(part)).decode()
    return {
        "type": "image",
        "source": {"type": "base64", "media_type": "image/png", "data": data},
    }


def _request(asked: Asked, *, model: str, options: Options) -> dict[str, Any]:
    content = [_part(part) for part in message(asked.item)]
    params: dict[str, Any] = {
        "model": model,
        "max_tokens": options.max_tokens,
        "messages": [{"role": "user", "content": content}],
    }
    if options.temperature is not None:
        params["temperature"] = options.temperature
    return {"custom_id": asked.item.id, "params": params}
