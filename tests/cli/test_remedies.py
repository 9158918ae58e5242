"""What messages tell to do, done: it must help."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typed import Run, answered, as_model, read, write

import spatialbench
import spatialbench.gallery.gallery as gallery_module


def test_a_json_array_written_one_a_line_is_read(run: Run, small_set: Path, tmp_path: Path) -> None:
    """As the message says."""
    rows = read(answered(run, small_set, tmp_path, "random"))
    for text in (json.dumps(rows), json.dumps(rows, indent=1)):
        (tmp_path / "array.json").write_text(text)
        done = run("score", small_set, tmp_path / "array.json")
        assert done.status == 2
        assert "this is a JSON array. Write its members one a line" in done.err
    lines = write(tmp_path / "lines.jsonl", rows)
    assert run("score", small_set, lines).status == 0


def test_of_a_file_of_two_models_one_is_picked_or_both_compared(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """Both remedies of the message work."""
    rows = [
        row for name in ("a", "b") for row in read(as_model(run, small_set, tmp_path, name, "0.7"))
    ]
    both = write(tmp_path / "both.jsonl", rows)
    assert "--model" in run("score", small_set, both).err
    assert run("score", small_set, both, "--model", "b").status == 0
    assert run("compare", small_set, both).status == 0


def test_a_report_whose_pictures_are_gone_is_made_without(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """The message names the option; unasked, pictures that are gone are no error."""
    from spatialbench.sets.build import build_set
    from spatialbench.sets.changes import Changes
    from spatialbench.sets.suite import read_suite

    folder = tmp_path / "pictured"
    changes = Changes(probes=2, tasks=["cube/facing-you"], modalities=["image"])
    build_set(changes.applied(read_suite("quick")), folder, seed="cli")
    for file in (folder / "media").glob("*.png"):
        file.unlink()
    answers = answered(run, folder, tmp_path, "random")
    out = tmp_path / "r.html"
    done = run("report", folder, answers, "--pictures", "--out", out)
    assert done.status == 2
    assert "without --pictures" in done.err
    assert run("report", folder, answers, "--out", out).status == 0
    assert "data:image" not in out.read_text()


@pytest.mark.parametrize("before", [False, True], ids=["new", "there before"])
def test_a_gallery_that_was_stopped_leaves_what_it_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    """Nothing where there was nothing; and the same command then makes it whole."""
    out = tmp_path / "gallery"
    command = ("gallery", "--out", out, "--tasks", "cube/facing-you", "--size", "64")
    if before:
        assert run(*command).status == 0
    drawn, count = gallery_module.drawn, 0

    def stopping(seen: object) -> bytes:
        nonlocal count
        count += 1
        if count > 2:
            raise KeyboardInterrupt
        return drawn(seen)  # type: ignore[arg-type]

    monkeypatch.setattr(gallery_module, "drawn", stopping)
    done = run(*command)
    assert done.status == 130
    assert out.exists() is before
    assert ("without a new page" if before else "is removed again") in done.err
    monkeypatch.setattr(gallery_module, "drawn", drawn)
    assert run(*command).status == 0
    assert (out / "index.html").is_file()


def test_public_and_fresh_questions_stand_side_by_side(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """A model that is better on the public ones; the same set twice, or other names, are said."""
    from spatialbench.sets.build import build_set
    from spatialbench.sets.changes import Changes
    from spatialbench.sets.suite import read_suite

    changes = Changes(probes=30, modalities=["text"])
    fresh = tmp_path / "fresh"
    build_set(changes.applied(read_suite("quick")), fresh, seed="another")
    public = as_model(run, small_set, tmp_path, "m", "1")
    (tmp_path / "f").mkdir()
    again = as_model(run, fresh, tmp_path / "f", "m", "0.3")
    done = run("compare", small_set, public, "--fresh", fresh, again)
    assert "public questions and fresh ones" in done.out
    (row,) = [line for line in done.out.split("fresh ones")[1].splitlines() if line[:2] == "m "]
    assert "100.0 %" in row
    assert "p < .001" in row
    told = json.loads(run("compare", small_set, public, "--fresh", fresh, again, "--json").out)
    (gap,) = told["contamination"]
    assert gap["gap"]["low"] > 0
    other = as_model(run, fresh, tmp_path, "n", "0.5")
    assert "NAME=FILE" in run("compare", small_set, public, "--fresh", fresh, other).err
    assert run("compare", small_set, public, "--fresh", fresh, f"m={other}").status == 0
    assert (
        "two different sets" in run("compare", small_set, public, "--fresh", small_set, public).err
    )


# --- what messages name, there is ---------------------------------------------------------------

PACKAGE = Path(spatialbench.__file__).parent
ELSEWHERE = {"--model_args"}  # of other programs


def messages() -> Iterator[tuple[str, str]]:
    """Where an error is raised, and the texts in what it says."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and node.exc is not None:
                texts = [
                    part.value
                    for part in ast.walk(node.exc)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", " ".join(texts)


MESSAGES = dict(messages())


@pytest.fixture(scope="module")
def commands() -> dict[str, set[str]]:
    """Every command with its options."""
    from typer.main import get_command

    from spatialbench.cli.app import app_for

    found: dict[str, set[str]] = {}
    waiting: list[Any] = [("", get_command(app_for(None)))]
    while waiting:
        name, command = waiting.pop()
        options = {
            option
            for one in command.params
            for option in (*one.opts, *one.secondary_opts)
            if option.startswith("--")
        }
        found.setdefault(name, set()).update(options)
        waiting += getattr(command, "commands", {}).items()
    return found


@pytest.mark.parametrize("place", [p for p, text in MESSAGES.items() if "--" in text])
def test_an_option_that_a_message_names_is_there(place: str, commands: dict[str, set[str]]) -> None:
    """Of some command: nobody looks for one in vain."""
    known = set().union(*commands.values()) | ELSEWHERE
    named = set(re.findall(r"(?<![\w-])--[a-z0-9][\w-]*", MESSAGES[place]))
    assert named <= known


@pytest.mark.parametrize("place", [p for p, text in MESSAGES.items() if "spatialbench " in text])
def test_a_command_that_a_message_names_is_there(place: str, commands: dict[str, set[str]]) -> None:
    """With its options."""
    for line in re.findall(r"`spatialbench ([^`]+)`", MESSAGES[place]):
        name, *rest = line.split()
        assert name in commands
        assert {word for word in rest if word.startswith("--")} <= commands[name]


@pytest.mark.parametrize("place", [p for p, text in MESSAGES.items() if "docs/" in text])
def test_a_page_that_a_message_names_is_there(place: str) -> None:
    """In the repository."""
    for page in re.findall(r"docs/[\w/.-]+\.md", MESSAGES[place]):
        assert (PACKAGE.parent / page).is_file()


def test_nobody_is_told_to_remove_the_set_that_is_read(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """An export into the set itself, or into a folder around it, is refused as that."""
    for out in (small_set, small_set.parent):
        done = run("export", "huggingface", small_set, "--out", out)
        assert done.status == 2
        assert "is the set, or has it inside" in done.err
        assert "remove" not in done.err
