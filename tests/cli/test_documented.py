"""What README and docs tell people to type is what the command line knows, exactly as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typed import Run, as_model
from typer.main import get_command

from spatialbench.cli.app import app_for

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
QUICK = {"answer", "compare", "contaminated", "export", "extract", "path", "plan", "report",
         "score", "show", "suites", "tasks"}  # fmt: skip
"""Commands that ask nobody and are done at once: these are run, and the others are parsed."""
SETS = ("article", "floor", "quick", "train", "test", "SET")
ANSWERS = ("answers", "model-a", "model-b", "run-1", "run-2", "gpt-4o", "other", "mine", "random",
           "unchanged", "a", "b")  # fmt: skip


def commands() -> dict[str, list[str]]:
    """The commands of all pages, by what stands there."""
    found = {}
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                told = line.removeprefix("$ ")
                if told.startswith("spatialbench ") and "…" not in told:
                    found[f"{page.name}: {told}"] = shlex.split(told, comments=True)[1:]
    return found


COMMANDS = commands()


def test_there_are_commands_on_many_pages() -> None:
    """Else the pages have another form than these tests look for."""
    assert len({name.partition(":")[0] for name in COMMANDS}) >= 8


@pytest.mark.parametrize("told", COMMANDS)
def test_every_command_is_understood(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name, its options, and the kinds of their values."""
    monkeypatch.chdir(ROOT)
    name, *arguments = COMMANDS[told]
    group = get_command(app_for(name))
    command = group.commands[name]  # type: ignore[attr-defined]  # it is a group
    with command.make_context(name, arguments) as context:
        assert context.command.name == name


@pytest.fixture
def desk(run: Run, small_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sets and answer files that the pages speak of, made small."""
    for name in SETS:
        (tmp_path / name).symlink_to(small_set)
    answers = as_model(run, small_set, tmp_path, "some-model", "0.8")
    for name in ANSWERS:
        text = answers.read_text(encoding="utf-8").replace("some-model", name)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LMUData", str(tmp_path / "lmu"))
    return tmp_path


def runnable() -> list[str]:
    """Those that are run: with files that a reader has at that point, or that stand in for them."""
    return [
        told
        for told, (name, *rest) in COMMANDS.items()
        if name in QUICK
        and not any(re.search(r"[*$]|tests/|outputs/|results\.|claims|out\.json", r) for r in rest)
    ]


@pytest.mark.parametrize("told", runnable())
def test_every_quick_command_does_what_it_says(run: Run, desk: Path, told: str) -> None:
    """On a small set in place of a large one; outputs of an earlier command are not there yet."""
    arguments = COMMANDS[told]
    if "--out" in arguments:
        out = desk / arguments[arguments.index("--out") + 1]
        if out.is_file():
            out.unlink()
        elif out.is_dir() and not out.is_symlink():
            shutil.rmtree(out)
    done = run(*arguments)
    assert done.status in ({0, 1} if arguments[0] == "contaminated" else {0}), done.err
