"""How commands end: one sentence, the right status, and nothing overwritten or given away."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from handmade import questions, write_set
from pictured import pictured_set
from small import contents

from spatialbench.cli import main

MANY = ["generate", "quick", "--probes", "400", "--workers", "2"]
ESCAPE = "\x1b]0;pwned\x07\x9b31m\u202e"
PATIENCE = 120


def command(*arguments: object, **more: object) -> list[str]:
    """`spatialbench …` as a process of its own."""
    return [sys.executable, "-c", "from spatialbench.cli import main; main()", *map(str, arguments)]


def run(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        errors="replace",
        timeout=PATIENCE,
        check=False,
        **more,
    )  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set by hand, with pictures."""
    return pictured_set(tmp_path_factory.mktemp("made") / "set", 8)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Answers of two models whose names steer terminals."""
    path = tmp_path / "answers.jsonl"
    names = [f"{ESCAPE}one", f"{ESCAPE}two"]
    rows = [{"id": q.id, "response": "A", "model": m} for q in questions(8) for m in names]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def steering(text: str) -> str:
    """The characters of a text that steer a terminal."""
    return "".join(c for c in text if not c.isprintable() and c != "\n")


# --- Ctrl-C -------------------------------------------------------------------------------------


@pytest.fixture
def generating(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a long `generate` in a process group of its own, and waits until it is at work."""
    started = []

    def start(*more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command(*MANY, "--out", tmp_path / "set", *more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        marks = tmp_path / "set.partial/marks.txt"
        while not (marks.exists() and marks.stat().st_size):
            assert process.poll() is None
            time.sleep(0.02)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("sealed", [(), ("--sealed",)], ids=["public", "sealed"])
def test_ctrl_c_with_two_workers_is_one_sentence(
    generating: Callable[..., subprocess.Popen[str]], tmp_path: Path, sealed: tuple[str, ...]
) -> None:
    """It goes to the whole group, as from a terminal; the seed may be secret and is not said."""
    process = generating(*sealed)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, "")
    assert re.fullmatch(r"spatialbench: stopped; what was made is in \S+: run the same .*\n", err)
    assert (tmp_path / "set.partial/seed.txt").read_text() not in err


IN_THE_MIDDLE = {
    "tasks": ("spatialbench.probes.registry.tasks", []),
    "show": ("spatialbench.probes.make.make", ["cube/facing-you"]),
    **{
        name: ("spatialbench.sets.load", arguments)
        for name, arguments in {
            "verify": ["FOLDER"],
            "audit": ["FOLDER"],
            "answer": ["FOLDER", "--with", "random", "--out", "OUT"],
            "score": ["FOLDER", "ANSWERS"],
            "compare": ["FOLDER", "ANSWERS"],
            "report": ["FOLDER", "ANSWERS", "--out", "OUT"],
            "extract": ["--audit", "FOLDER", "ANSWERS"],
        }.items()
    },
    "export": ("spatialbench.adapters.export.questions", ["webdataset", "FOLDER", "--out", "OUT"]),
}


@pytest.mark.parametrize("name", IN_THE_MIDDLE)
def test_ctrl_c_is_one_sentence_everywhere(
    folder: Path,
    answers: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    """In whichever command."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    where, arguments = IN_THE_MIDDLE[name]
    known = {"FOLDER": str(folder), "ANSWERS": str(answers), "OUT": str(tmp_path / "out")}
    monkeypatch.setattr(where, stopped)
    monkeypatch.setattr(sys, "argv", ["spatialbench", name, *(known.get(a, a) for a in arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "spatialbench: stopped by Ctrl-C\n")
    assert not (tmp_path / "out").exists()


# --- output -------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["tasks", "--json"], ["show", "cube/facing-you"]])
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(tmp_path: Path, arguments: list[str], closed: str) -> None:
    """Nobody wants to hear it."""
    line = " ".join(f"'{part}'" for part in command(*arguments))
    shell = ["sh", "-c", f"exec {line} {closed}"]
    done = subprocess.run(shell, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments",
    [["tasks"], ["show", "cube/facing-you", "--language", "zh"], ["plan", "0.7", "0.8"]],
)
def test_an_output_that_cannot_say_it_gets_numbers(
    tmp_path: Path, arguments: list[str], encoding: str
) -> None:
    """Chinese on a terminal of another age."""
    done = run(*arguments, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, "")


def test_json_on_an_ascii_output_is_the_same_json(tmp_path: Path) -> None:
    """Escaped as JSON escapes."""
    arguments = ["show", "cube/facing-you", "--language", "zh", "--json"]
    ascii_only, usual = (
        run(*arguments, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": encoding})
        for encoding in ("ascii", "utf-8")
    )
    assert json.loads(ascii_only.stdout) == json.loads(usual.stdout)
    assert ascii_only.stdout.isascii()
    assert not usual.stdout.isascii()


def test_a_full_output_is_one_paragraph() -> None:
    """And the status says that it went wrong."""
    line = " ".join(f"'{part}'" for part in command("tasks"))
    shell = ["sh", "-c", f"exec {line} >/dev/full"]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert re.fullmatch(r"spatialbench: a file: No space left on device\. .*\n", done.stderr)


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """As `head` does."""
    line = " ".join(f"'{part}'" for part in command("tasks", "--json"))
    shell = ["bash", "-c", f"{line} | true; echo ${{PIPESTATUS[0]}}"]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert done.stdout.strip() in {"0", "141"}
    assert done.stderr == ""


# --- text from outside --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "quick", "--out", "new"],
        ["show", "cube/facing-you"],
        ["answer", "SET", "--with", "random", "--out", "new"],
        ["extract", "A"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_seed_that_is_not_utf8_is_an_error_of_ours(tmp_path: Path, arguments: list[str]) -> None:
    """Bytes on the command line may be anything."""
    done = subprocess.run(
        [*(part.encode() for part in command(*arguments)), b"--seed", b"\xff\xfe"],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (b"spatialbench: --seed: expected text in UTF-8; got '\\udcff\\udcfe'\n")
    assert list(tmp_path.iterdir()) == []


def test_other_text_that_is_not_utf8_is_an_error_of_ours(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wherever it turns up."""

    def written(*_: object, **__: object) -> None:
        "\udcff".encode()

    monkeypatch.setattr("spatialbench.answers.answerers.answer", written)
    arguments = ["answer", str(folder), "--with", "random", "--out", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["spatialbench", *arguments])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "expected text that can be written as utf-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "SET", "ANSWERS"],
        ["score", "SET", "ANSWERS", "--model", ESCAPE],
        ["score", "SET", "ANSWERS", "--model", f"{ESCAPE}one"],
        ["score", "SET", "ANSWERS", "--model", f"{ESCAPE}one", "--json"],
        ["compare", "SET", "ANSWERS"],
        ["compare", "SET", "ANSWERS", "--json"],
        ["compare", "SET", "ANSWERS", "--baseline", ESCAPE],
        ["score", "SET", f"{ESCAPE}.jsonl"],
        ["verify", f"{ESCAPE}"],
        ["compare", "--totals", f"{ESCAPE}=1/2", "b=2/3"],
        ["compare", "--totals", f"{ESCAPE}=1/x"],
    ],
    ids=lambda arguments: " ".join(arguments).replace(ESCAPE, "ESC"),
)
def test_nothing_from_outside_steers_the_terminal(
    folder: Path,
    answers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    """In tables, in errors, in JSON."""
    known = {"SET": str(folder), "ANSWERS": str(answers)}
    monkeypatch.setattr(sys, "argv", ["spatialbench", *(known.get(a, a) for a in arguments)])
    try:
        main()
    except SystemExit:
        pass
    out, err = capsys.readouterr()
    assert steering(out + err) == ""
    assert "pwned" in out + err


def test_a_real_terminal_is_not_steered(folder: Path, answers: Path) -> None:
    """What reaches it are the table's own bold letters and nothing of the names."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        command("compare", folder, answers), stdout=theirs, stderr=theirs, stdin=theirs
    ) as process:
        os.close(theirs)
        told = b"".join(iter(lambda: read_terminal(ours), b""))
    assert process.returncode == 0
    assert b"pwned" in told
    left = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", told)
    assert steering(left.decode().replace("\r", "")) == ""


def read_terminal(handle: int) -> bytes:
    """What comes next; nothing where the other side was closed."""
    try:
        return os.read(handle, 1 << 16)
    except OSError:
        return b""


# --- what is overwritten ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "SET", "ANSWERS", "--out", "ANSWERS"],
        ["report", "SET", "ANSWERS", "--out", "LINK"],
        ["report", "SET", "ANSWERS", "--out", "SET/key.jsonl"],
        ["score", "SET", "ANSWERS", "--out", "ANSWERS"],
        ["score", "SET", "ANSWERS", "--out", "SET/items.jsonl"],
        ["answer", "SET", "--with", "random", "--out", "SET/manifest.json"],
        ["answer", "SET", "--with", "random", "--out", "SET/media/index.jsonl"],
        ["answer", "SET", "--with", "random", "--out", "KEY", "--key", "KEY"],
    ],
    ids=" ".join,
)
def test_an_input_is_never_overwritten(
    tmp_path: Path,
    answers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    """By whatever name it is called."""
    made = write_set(tmp_path / "set", questions(8))
    key, link = tmp_path / "kept.jsonl", tmp_path / "link"
    key.write_bytes((made / "key.jsonl").read_bytes())
    link.symlink_to(answers)
    known = {"SET": str(made), "ANSWERS": str(answers), "LINK": str(link), "KEY": str(key)}
    before = contents(tmp_path)
    for name, path in known.items():
        arguments = [argument.replace(name, path) for argument in arguments]
    monkeypatch.setattr(sys, "argv", ["spatialbench", *arguments])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "expected a name of its own; this is read" in capsys.readouterr().err
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["answer", "SET", "--with", "random", "--out", "DEVICE"],
        ["score", "SET", "ANSWERS", "--model", f"{ESCAPE}one", "--out", "DEVICE"],
        ["report", "SET", "ANSWERS", "--out", "DEVICE"],
        ["show", "cube/facing-you", "--3d", "DEVICE"],
        ["generate", "quick", "--out", "DEVICE"],
        ["export", "webdataset", "SET", "--out", "DEVICE"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_device_is_never_replaced(
    folder: Path,
    answers: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    """As root it would be gone for everybody. Here a pipe stands for it."""
    device = tmp_path / "device"
    os.mkfifo(device)
    known = {"SET": str(folder), "ANSWERS": str(answers), "DEVICE": str(device)}
    monkeypatch.setattr(sys, "argv", ["spatialbench", *(known.get(a, a) for a in arguments)])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert device.is_fifo()
    assert str(device) in capsys.readouterr().err
