"""A command loads what it needs: its own file, and of the heavy packages none without a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from spatialbench.cli.app import GROUPS, app_for

FILES = {path.stem for path in Path(import_module("spatialbench.cli").__path__[0]).glob("*.py")}


def added_by(group: str) -> tuple[str, ...]:
    """The names of the commands that a file adds."""
    app = typer.Typer()
    import_module(f"spatialbench.cli.{group}").add_to(app)
    return tuple(str(one.name or one.callback.__name__) for one in app.registered_commands)


@pytest.mark.parametrize("group", GROUPS)
def test_the_table_says_what_the_file_adds(group: str) -> None:
    """A command that the table does not know would not be found."""
    assert added_by(group) == GROUPS[group]


def test_every_file_of_commands_is_in_the_table() -> None:
    """What adds commands is a group."""
    adding = {
        name for name in FILES if hasattr(import_module(f"spatialbench.cli.{name}"), "add_to")
    }
    assert adding == GROUPS.keys()


@pytest.mark.parametrize("command", [None, "--help", "nothing-like-it"])
def test_where_no_command_is_named_all_are_there(command: str | None) -> None:
    """For the help, and for the proposal of a similar name."""
    names = {one.name or str(one.callback.__name__) for one in app_for(command).registered_commands}
    assert names == {name for added in GROUPS.values() for name in added}


def test_a_command_brings_its_own_file_only() -> None:
    """The others take time."""
    names = {str(one.callback.__name__) for one in app_for("score").registered_commands}
    assert names == {"answer", "score"}


SCORE = """
import json, sys
from spatialbench.cli import main
sys.argv = ["spatialbench", "score", sys.argv[1], sys.argv[2], "--json"]
try:
    main()
finally:
    sys.stderr.write(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_scoring_loads_nothing_that_takes_long(tmp_path: Path) -> None:
    """A set of a hundred items is scored before scipy would be there."""
    from spatialbench.cli.answering import write_answers
    from spatialbench.sets import load
    from spatialbench.sets.build import build_set
    from spatialbench.sets.changes import Changes
    from spatialbench.sets.suite import read_suite

    suite = Changes(probes=4, modalities=["text"]).applied(read_suite("quick"))
    build_set(suite, tmp_path / "set", seed="starting")
    answers = tmp_path / "answers.jsonl"
    write_answers(load(tmp_path / "set"), "simulated:0.7", seed="starting", out=answers)
    command = [sys.executable, "-c", SCORE, str(tmp_path / "set"), str(answers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stderr))
    assert not loaded & {"scipy", "jsonschema", "trimesh", "PIL", "jinja2"}
