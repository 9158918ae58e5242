"""Pipes are read once and forward only, and no row of them is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "logs"))

from written import WRITERS

from spatialbench.answers.files import open_answers, read_answers
from spatialbench.errors import InputError

WRITE = 4096


def piped(path: Path, data: bytes, *, at_once: int = WRITE) -> threading.Thread:
    """A named pipe through which these bytes come, block by block."""
    os.mkfifo(path)

    def feed() -> None:
        with path.open("wb", buffering=0) as pipe:
            for start in range(0, len(data), at_once):
                pipe.write(data[start : start + at_once])

    thread = threading.Thread(target=feed)
    thread.start()
    return thread


def line(number: int, length: int) -> bytes:
    """A row of exactly that many bytes."""
    text = f'{{"id": "i{number}", "response": ""}}\n'
    return text.replace('""', f'"{"x" * (length - len(text))}"').encode()


@pytest.mark.parametrize("length", [64, 128, 4096, 65536, 1000])
def test_no_row_of_a_named_pipe_is_lost(tmp_path: Path, length: int) -> None:
    """Not where blocks end on the ends of lines, either."""
    count = 2_000_000 // length
    thread = piped(tmp_path / "pipe", b"".join(line(n, length) for n in range(count)))
    assert [one.id for one in read_answers(tmp_path / "pipe")] == [f"i{n}" for n in range(count)]
    thread.join()


@pytest.mark.parametrize("name", WRITERS)
def test_any_log_may_come_through_a_pipe(tmp_path: Path, name: str) -> None:
    """Archives and tables, too; what was recognised and read is the same."""
    path = WRITERS[name](tmp_path)
    thread = piped(tmp_path / "pipe", path.read_bytes(), at_once=100)
    through = open_answers(tmp_path / "pipe")
    assert through.name == open_answers(path).name
    assert list(through.answers) == list(read_answers(path))
    thread.join()


def test_a_pipe_is_read_twice_by_whoever_needs_it_twice(tmp_path: Path) -> None:
    """A report reads answers once for the scores and once for the responses."""
    thread = piped(tmp_path / "pipe", line(1, 64))
    first = list(read_answers(tmp_path / "pipe"))
    thread.join()
    assert list(read_answers(tmp_path / "pipe")) == first


READ = """
import sys
from spatialbench.answers.files import read_answers
print(sum(1 for _ in read_answers("/dev/stdin")))
"""


@pytest.mark.parametrize("count", [1, 5000])
def test_standard_input_is_a_file_of_answers(count: int) -> None:
    """`cat answers.jsonl | spatialbench score SET /dev/stdin`."""
    data = b"".join(line(n, 256) for n in range(count))
    done = subprocess.run([sys.executable, "-c", READ], input=data, capture_output=True, check=True)
    assert int(done.stdout) == count


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file_of_answers(device: str) -> None:
    """One of them never ends."""
    with pytest.raises(InputError, match="it is a device"):
        open_answers(device)
