"""The README.md of a dataset for the Hugging Face hub: what is in it, its licence, its canary.

Sets come from strangers, and a card is YAML, Markdown and HTML at once: whatever a manifest says
is written as quoted text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple  # a manifest is JSON

from spatialbench.items.item import Item

_LICENCES = {"CC-BY-4.0": "cc-by-4.0"}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))
_SUBSETS = ("task", "level", "language", "modality")
LIMITS = (
    "The key of a set whose seed is public can be made by anybody; a sealed set keeps it apart.",
    "The easiest levels have few different puzzles: they come again in any other set.",
    "Scenes are drawn plainly, with blocks, cubes, cups and paper: nothing is said of photographs.",
    "Half of an understanding is worth more than guessing in many tasks: compare with the floors.",
    "No human baseline is part of the set.",
)
"""What is true of every set."""

_MARKDOWN = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_[]|~#"})


class Subsets(NamedTuple):
    """The ids of the items by task, level, language and modality, and one item of each task."""

    ids: dict[str, dict[str, list[str]]]
    samples: list[Item]


def subsets_of(items: Iterable[Item]) -> Subsets:
    """Which items belong to each part of a set; a sample is English and without pictures where
    there is such an item, and the first of its task otherwise."""
    ids: dict[str, dict[str, list[str]]] = {name: {} for name in _SUBSETS}
    samples: dict[str, Item] = {}
    for item in items:
        for name, parts in ids.items():
            parts.setdefault(str(getattr(item, name)), []).append(item.id)
        known = samples.get(item.task)
        if known is None or _plainness(item) > _plainness(known):
            samples[item.task] = item
    return Subsets(ids, list(samples.values()))


def _plainness(item: Item) -> tuple[bool, bool]:
    return item.modality == "text", item.language == "en"


def card(
    manifest: Mapping[str, Any], configs: Mapping[str, str], samples: Sequence[Item] = ()
) -> str:
    """The card of a set whose configurations have these files, with what some of its items ask."""
    body = [*_body(manifest), *_samples(samples), *_ending(manifest)]
    return "\n".join(["---", *_front(manifest, configs), "---", "", *body]) + "\n"


def _front(manifest: Mapping[str, Any], configs: Mapping[str, str]) -> Iterator[str]:
    counts = manifest["counts"]
    yield f"license: {_LICENCES.get(manifest['licence'], 'other')}"
    yield f"pretty_name: {_yaml('spatialbench ' + manifest['name'])}"
    yield from ("language:", *(f"- {_yaml(name)}" for name in counts["language"]))
    yield from ("task_categories:", "- question-answering", "- visual-question-answering")
    yield from ("size_categories:", f"- {_size(counts['items'])}")
    yield from ("tags:", "- spatial-reasoning", "- benchmark", "- croissant", "configs:")
    for name, path in configs.items():
        yield from (f"- config_name: {name}", "  data_files:", "  - split: test")
        yield f"    path: {path}"


def _body(manifest: Mapping[str, Any]) -> Iterator[str]:
    counts = manifest["counts"]
    yield from (f"# spatialbench: {_text(manifest['name'])}", "")
    yield (
        f"{counts['items']} items of {counts['probes']} probes, made by spatialbench "
        f"{_text(manifest['package'])}. Licence: {_text(manifest['licence'])}."
    )
    for dimension in ("task", "level", "axis", "language", "modality"):
        if not counts.get(dimension):
            continue
        yield from ("", f"| {dimension} | items |", "|---|---|")
        yield from (f"| {_text(name)} | {count} |" for name, count in counts[dimension].items())
    yield ""
    yield (
        "`prompt` is the message with its pictures as `<image 1>`, `<image 2>`, …; `images` are "
        "those pictures, in order, and `labels` what they are called. `facts` is JSON. "
        "`spatialbench score` scores the answers; it needs the key of the set."
    )
    yield ""
    yield (
        "`subsets.json` lists the ids of each task, level, language and modality. Items of one "
        "`probe` are one puzzle in several forms: whoever counts them counts probes."
    )


def _samples(samples: Sequence[Item]) -> Iterator[str]:
    """What is asked, word for word."""
    if samples:
        yield from ("", "## What is asked, word for word, one of each task")
    for item in samples:
        yield from ("", f"{_text(item.task)}, level {item.level}:", "")
        yield from (f"    {line}" for line in item.prompt.splitlines())


def _ending(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Limits, citation, canary."""
    yield from ("", "## Known limits", "", *(f"* {limit}" for limit in LIMITS), "", "## Citation")
    told = f"spatialbench {manifest['package']}, set {manifest['name']}, items {_hash(manifest)}"
    yield from ("", f"    {_line(told)}")
    yield from ("", "Please keep this set out of training data. Canary:")
    yield from ("", f"    {_line(manifest['canary'])}")  # to be searched for, so as it is


def _hash(manifest: Mapping[str, Any]) -> str:
    return str(manifest["items"]["sha256"])


def _size(items: int) -> str:
    return next((name for most, name in _SIZES if items < most), "n>100K")


def _line(text: str) -> str:
    return " ".join(text.split())


def _yaml(text: str) -> str:
    """Text that needs no quotes as it is; any other in double quotes, as in JSON."""
    bare = text.replace("-", "").replace(" ", "")
    plain = bare.isascii() and bare.isalpha() and text == text.strip()
    return text if plain and text not in {"no", "on", "yes", "true"} else json.dumps(text)


def _text(text: str) -> str:
    """Text in which neither HTML nor Markdown is at work."""
    return escape(_line(text)).translate(_MARKDOWN)
