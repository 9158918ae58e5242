"""Pages of the site that are made: the start from the README, a page for each task, the Python API.

A hook of MkDocs (`hooks` in mkdocs.yml); everything that it says of tasks it takes from the tasks.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any  # MkDocs is not installed where this is checked

import spatialbench
from spatialbench.audit.kept import cell
from spatialbench.items.item import Item
from spatialbench.items.present import present
from spatialbench.probes.generator import Generator, versionless
from spatialbench.probes.make import make
from spatialbench.probes.registry import family_of, tasks

ROOT = Path(__file__).parent.parent
LEVEL = 2  # of the question that is shown
SIZE = 384
FRAMES = 4  # of a film, at most
LEAST = 0.05  # above chance, for a strategy to be named


def on_config(config: Any) -> Any:
    """Put the pages of tasks and of decisions into the navigation."""
    for section in config["nav"]:
        for title, below in section.items():
            if title == "Tasks":
                below[:] = [below[0], *({name: _place(name)} for name in _named())]
            if title == "Decisions":
                found = sorted((ROOT / "docs/decisions").glob("*.md"))
                section[title] = [f"decisions/{page.name}" for page in found]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made, with their pictures."""
    from mkdocs.structure.files import File

    for name, content in made().items():
        files.append(File.generated(config, name, content=content))
    return files


def made() -> dict[str, str | bytes]:
    """Names and contents of all the pages and pictures that are made."""
    found: dict[str, str | bytes] = {
        "index.md": _start(),
        "contributing.md": (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
        "api.md": _api(),
    }
    for name, generator in _named().items():
        probe = make(generator.id, seed="site", level=LEVEL)
        page = list(_page(generator, name))
        for number, png in enumerate(_pictures(probe, generator), 1):
            picture = f"{_place(name).removesuffix('.md')}-{number}.png"
            found[picture] = png
            page.insert(2, f"![]({Path(picture).name}){{ width=240 }}")
        found[_place(name)] = "\n".join(page) + "\n"
    return found


def _named() -> Mapping[str, Generator]:
    return {versionless(name): generator for name, generator in tasks().items()}


def _place(name: str) -> str:
    return f"tasks/{name.replace('/', '-')}.md"


def _start() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    text = text.replace("](docs/decisions/)", "](decisions/0001-format.md)")
    text = text.replace("](docs/", "](")
    first = min((ROOT / "docs/decisions").glob("*.md")).name
    text = text.replace("decisions/0001-format.md", f"decisions/{first}")
    return text.replace("](CONTRIBUTING.md)", "](contributing.md)")


def _api() -> str:
    homes = {name: module for name, module in spatialbench._HOME.items() if name[0].islower()}
    entries = (f"::: spatialbench.{module}.{name}" for name, module in sorted(homes.items()))
    return "# Python\n\nEverything below is a name of `spatialbench`.\n\n" + "\n\n".join(entries)


def _page(generator: Generator, name: str) -> Iterator[str]:
    """The lines of a task's page."""
    yield f"# {name}"
    yield f"\n{inspect.getdoc(type(generator)) or ''}\n"
    probe = make(generator.id, seed="site", level=LEVEL)
    for language in ("en", "zh"):
        item = present(
            probe,
            language=language,
            modality=generator.modalities[0],
            choices="open" not in generator.forms,
        )
        yield from (f"\n## Level {LEVEL}, {language}\n", *_quoted(item))
    yield "\n## Levels\n"
    yield from _levels(generator)
    yield "\n## Floors\n"
    yield from _floors(generator)
    yield "\n## Wrong ways of thinking\n"
    yield ", ".join(f"`{rival}`" for rival in generator.rivals) or "None is named."
    told = f"Asked as {', '.join(generator.modalities)}; {' and '.join(generator.forms)}."
    yield f"\n{told} More in [all tasks](../tasks.md), under `{family_of(generator.id)}`."


def _quoted(item: Item) -> Iterator[str]:
    yield '<pre style="white-space: pre-wrap">' + escape(item.prompt) + "</pre>"


def _levels(generator: Generator) -> Iterator[str]:
    names = list(dict.fromkeys(name for level in generator.levels.values() for name in level))
    yield f"| level | {' | '.join(names)} |"
    yield f"|---|{'---|' * len(names)}"
    for number, level in generator.levels.items():
        yield f"| {number} | {' | '.join(str(level.get(name, '–')) for name in names)} |"


def _floors(generator: Generator) -> Iterator[str]:
    """Chance and what strategies get, by level, asked openly where that can be."""
    form = generator.forms[0]
    cells = {level: cell(generator.id, level, form) for level in generator.levels}
    known = {level: found for level, found in cells.items() if found is not None}
    if not known:
        yield "None are kept yet: `spatialbench floors` measures them."
        return
    yield f"Per cent right, {form}; strategies within 5 points of chance are left out.\n"
    yield f"| strategy | {' | '.join(map(str, known))} |"
    yield f"|---|{'---|' * len(known)}"
    yield f"| guessing | {' | '.join(f'{100 * found.chance:.1f}' for found in known.values())} |"
    heights = {
        level: {height.strategy: height.value for height in (*found.named, *found.learned)}
        for level, found in known.items()
    }
    for strategy in dict.fromkeys(name for found in heights.values() for name in found):
        values = {level: found.get(strategy) for level, found in heights.items()}
        if any(
            value is not None and value > known[n].chance + LEAST for n, value in values.items()
        ):
            shown = ("–" if value is None else f"{100 * value:.1f}" for value in values.values())
            yield f"| {strategy} | {' | '.join(shown)} |"


def _pictures(probe: Any, generator: Generator) -> list[bytes]:
    """The pictures of the question, or some frames of its film; none where there are none."""
    shown = [name for name in ("image", "frames") if name in generator.modalities]
    if not shown:
        return []
    item = present(probe, modality=shown[0], choices="open" not in generator.forms, size=SIZE)
    step = max(1, len(item.images) // FRAMES)
    return [image.png() for image in item.images[::step][:FRAMES] if image.png is not None]
