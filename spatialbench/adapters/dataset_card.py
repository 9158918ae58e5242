"""The README.md of a dataset for the Hugging Face hub: what is in it, its licence, its canary.

Sets come from strangers, and a card is YAML, Markdown and HTML at once: whatever a manifest says
is written as quoted text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any  # a manifest is JSON

_LICENCES = {"CC-BY-4.0": "cc-by-4.0"}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))
_MARKDOWN = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_[]|~#"})


def card(manifest: Mapping[str, Any], configs: Mapping[str, str]) -> str:
    """The card of a set whose configurations have these files."""
    return "\n".join(["---", *_front(manifest, configs), "---", "", *_body(manifest)]) + "\n"


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
    yield from ("", "Please keep this set out of training data. Canary:")
    yield from ("", f"    {_line(manifest['canary'])}")  # to be searched for, so as it is


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
