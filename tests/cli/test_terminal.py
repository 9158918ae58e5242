"""The commands on a pseudo-terminal of eighty columns, as a person sees them."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

import pytest
from typed import Run, answered

COLUMNS = 80
STYLES = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "\x1b[2J\x1b]0;pwned\x07\x9b31m=1+1"


def on_terminal(*arguments: object) -> str:
    """What `spatialbench …` writes to a terminal of eighty columns."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
        environment = {name: v for name, v in os.environ.items() if name != "COLUMNS"}
        command = "from spatialbench.cli import main; main()"
        words = [sys.executable, "-c", command, *map(str, arguments)]
        os.execve(sys.executable, words, environment | {"TERM": "xterm"})
    parts = []
    while part := _read(terminal):
        parts.append(part)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    return b"".join(parts).decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the other end is closed
        return b""


@pytest.fixture(scope="module")
def files(small_set: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three models, one of them with a name that attacks, one with a long one."""
    from spatialbench.answers.answerers import answer
    from spatialbench.sets import load

    folder, made = tmp_path_factory.mktemp("models"), []
    for number, name in enumerate((HOSTILE, "provider/" + "long-name-" * 9, "plain")):
        rows = answer(load(small_set), f"simulated:0.{9 - 2 * number}", seed="s")
        path = folder / f"{number}.jsonl"
        lines = [json.dumps({**row, "model": name, "origin": None}) + "\n" for row in rows]
        path.write_text("".join(lines))
        made.append(path)
    return made


def test_a_name_from_a_file_steers_no_terminal(small_set: Path, files: list[Path]) -> None:
    """It is written out; nothing but the styles of our own headings is a control."""
    text = STYLES.sub("", on_terminal("compare", small_set, *files))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert "\\x1b[2J\\x1b]0;pwned\\x07\\x9b31m=1+1" in text


@pytest.mark.parametrize("command", ["compare", "score"])
def test_names_are_whole_and_tables_fit(small_set: Path, files: list[Path], command: str) -> None:
    """A long name can be copied, and numbers stand below each other."""
    given = files if command == "compare" else files[1:2]
    lines = STYLES.sub("", on_terminal(command, small_set, *given)).splitlines()
    name = "provider/" + "long-name-" * 9
    assert any(name in line for line in lines)
    assert not any("…" in line for line in lines)
    numbers = [line for line in lines if re.match(r" *(1|2|3|inc|\d-\d) +\d+/\d+ ", line)]
    assert all(len(line) <= COLUMNS for line in numbers)
    assert len(numbers) == (3 if command == "compare" else 0)


def test_tasks_are_whole(run: Run, tmp_path: Path, small_set: Path) -> None:
    """Ids of tasks and items are printed whole on the narrowest of usual terminals."""
    path = answered(run, small_set, tmp_path, "random")
    for arguments in (("tasks",), ("score", small_set, path)):
        assert "cube/face-after-turns-v1" in on_terminal(*arguments)
