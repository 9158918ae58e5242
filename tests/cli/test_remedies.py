"""What messages tell to do, done: it must help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typed import Run, answered, as_model, read, write

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
