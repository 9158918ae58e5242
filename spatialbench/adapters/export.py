"""`spatialbench export`: a set in the form that another harness or trainer takes.

A format is one file with a function that writes into an empty folder. The folder takes its name
only when it is complete; pictures are read one at a time, so that memory stays flat.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple  # a manifest is JSON

from spatialbench.adapters.questions import Asked, questions
from spatialbench.durable import kept, sync_folder, sync_tree
from spatialbench.errors import InputError, MismatchError
from spatialbench.pool import Progress

MARK, MADE = "spatialbench-export.txt", "made"  # in the folder that is worked in


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What some formats ask for: the model and the decoding of a request, whether the answers go
    along, and the folder where the files will be in the end."""

    model: str | None = None
    max_tokens: int = 4096
    temperature: float | None = None
    with_key: bool = False
    final: Path | None = None


class Source(NamedTuple):
    """The set that is exported."""

    folder: Path
    manifest: Mapping[str, Any]
    progress: Progress | None

    def asked(self, *, with_key: bool = False) -> Iterator[Asked]:
        """The items in order; their keys only where they are asked for."""
        total = int(self.manifest["counts"]["items"])
        for number, one in enumerate(questions(folder=self.folder), 1):
            if with_key and one.key is None:
                raise MismatchError(f"{self.folder}: item {one.item.id} has no key; put it back")
            yield one if with_key else one._replace(key=None)
            if self.progress is not None:
                self.progress(number, total)


class Format(NamedTuple):
    """A form to export to: what it is, and the module that writes it."""

    about: str
    module: str


FORMATS: Mapping[str, Format] = {
    "huggingface": Format("parquet with pictures, a card, Croissant metadata", "huggingface"),
    "webdataset": Format("tar shards with pictures and answers, for training", "webdataset"),
    "openai-batch": Format("request files for OpenAI's batch interface", "openai_batch"),
    "lmms-eval": Format("a task folder for lmms-eval", "lmms_eval"),
    "vlmevalkit": Format("TSV files for VLMEvalKit", "vlmevalkit"),
    "anthropic-batch": Format("request files for Anthropic's message batches", "anthropic_batch"),
}


def export(
    name: str,
    folder: Path,
    out: Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the set in that format into a new folder; returns the files.

    Raises InputError for an unknown format, a set that is none, or a folder that is there.
    """
    from spatialbench.sets import load

    if name not in FORMATS:
        raise InputError(f"format {name!r} is unknown; there are {', '.join(FORMATS)}")
    if out.exists() and out.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise InputError(f"{out} is the set, or has it inside; choose another --out")
    if out.exists():
        raise InputError(f"{out} exists; choose another --out, or remove it first")
    source = Source(folder, load(folder).manifest, progress)
    module = import_module(f"spatialbench.adapters.{FORMATS[name].module}")
    with workplace(out) as made:
        module.write(source, made, replace(options or Options(), final=out))
        sync_tree(made)
        made.rename(out)
    sync_folder(out.parent)
    return sorted(path for path in out.rglob("*") if path.is_file())


@contextmanager
def workplace(out: Path) -> Iterator[Path]:
    """An empty folder in `<out>.partial`, which is gone afterwards. What a killed export left there
    is removed; InputError where anything else is there, or another export is at work."""
    partial = out.with_name(out.name + ".partial")
    if not _is_ours(partial):
        raise InputError(
            f"{partial}: expected nothing, or what an export left behind; it holds something else. "
            f"Move it away, or choose another --out"
        )
    with kept(partial, "an export"):
        try:
            (partial / MARK).touch()
            shutil.rmtree(partial / MADE, ignore_errors=True)
            (partial / MADE).mkdir()
            yield partial / MADE
        finally:
            shutil.rmtree(partial)


def _is_ours(partial: Path) -> bool:
    """Whether it is marked, or there is nothing of anybody's."""
    if not partial.is_dir():
        return not partial.exists()
    return (partial / MARK).is_file() or not any(partial.iterdir())
