"""WebDataset: tar shards for training, the answers included.

A sample is `<id>.json` (the item with answer and rivals) and its pictures `<id>.000.png` and so
on. The same set gives the same bytes.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from spatialbench.adapters.export import Options, Source
from spatialbench.adapters.questions import Asked, picture

SHARD = 256 << 20  # bytes after which the next shard begins


def write(source: Source, folder: Path, options: Options) -> None:
    """`shard-000000.tar` and so on."""
    number, size, shard = 0, 0, _shard(folder, 0)
    try:
        for asked in source.asked(with_key=True):
            if size > SHARD:
                shard.close()
                number, size = number + 1, 0
                shard = _shard(folder, number)
            for name, data in members(asked):
                _add(shard, name, data)
                size += len(data)
    finally:
        shard.close()


def _shard(folder: Path, number: int) -> tarfile.TarFile:
    return tarfile.open(folder / f"shard-{number:06}.tar", "w", format=tarfile.USTAR_FORMAT)


def members(asked: Asked) -> Iterator[tuple[str, bytes]]:
    """The files of one sample."""
    item, key = asked.item, asked.key
    if key is None:
        raise ValueError(f"{item.id}: shards for training carry the answers")
    record = {
        **item.to_json(),
        "answer": key.answer,
        "rivals": dict(key.rivals),
        "undetermined": key.undetermined,
    }
    yield f"{item.id}.json", json.dumps(record, ensure_ascii=False).encode()
    for number, image in enumerate(item.images):
        yield f"{item.id}.{number:03}.png", picture(image)


def _add(shard: tarfile.TarFile, name: str, data: bytes) -> None:
    """No time and no owner, so that the bytes say nothing of when and where."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o644
    shard.addfile(entry, BytesIO(data))
