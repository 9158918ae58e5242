"""Work shared out: the same results in the same order, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pool_work
import pytest

from spatialbench.errors import WorkerLost
from spatialbench.pool import AHEAD, shared_out

PATIENCE = 60.0  # seconds; on a busy machine a process takes long to start


def wait_until(condition: Callable[[], bool]) -> None:
    """Fail where the condition does not come true."""
    for _ in range(int(PATIENCE / 0.05)):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")


def is_running(pid: int) -> bool:
    """Whether there is such a process that has not ended."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


# --- results ------------------------------------------------------------------------------------


@pytest.mark.parametrize("batch", [1, 7])
@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_things(workers: int, batch: int) -> None:
    """However many there are, and whoever is slow."""
    with shared_out(pool_work.double, range(50), workers=workers, batch=batch) as results:
        assert list(results) == [2 * n for n in range(50)]


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_to_do_gives_nothing(workers: int) -> None:
    """And ends."""
    with shared_out(pool_work.double, [], workers=workers) as results:
        assert list(results) == []


def test_results_may_be_larger_than_a_pipe() -> None:
    """Nobody waits for the other."""
    with shared_out(pool_work.large, range(20), workers=2) as results:
        assert [result[0] for result in results] == list(range(20))


def test_things_are_taken_as_they_are_needed() -> None:
    """There may be more of them than memory holds, or no end."""
    taken = count()
    with shared_out(pool_work.double, taken, workers=2, batch=5) as results:
        assert [next(results) for _ in range(10)] == list(range(0, 20, 2))
    assert next(taken) <= 10 + 5 * (2 * AHEAD + 1)


# --- errors -------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_worker_is_raised_after_what_came_before_it(workers: int) -> None:
    """It is the same as without workers."""
    got: list[float] = []
    with (
        pytest.raises(ZeroDivisionError),
        shared_out(pool_work.divide, range(9), workers=workers) as results,
    ):
        got.extend(results)
    assert len(got) == 5


def test_an_error_says_where_in_the_worker_it_was() -> None:
    """Its traceback is a note."""
    with (
        pytest.raises(ZeroDivisionError) as caught,
        shared_out(pool_work.divide, [5], workers=2) as results,
    ):
        list(results)
    assert "in divide" in caught.value.__notes__[0]


def test_an_error_that_cannot_travel_is_told() -> None:
    """Its type and words come through."""
    with (
        pytest.raises(RuntimeError, match="MissingExtra: bpy is not installed"),
        shared_out(pool_work.cannot_travel, [5], workers=2) as results,
    ):
        list(results)


def test_a_worker_that_is_killed_is_an_error_and_no_waiting() -> None:
    """With what can be done."""
    with (
        pytest.raises(WorkerLost, match=r"a worker was stopped from outside.* fewer --workers"),
        shared_out(pool_work.die, range(9), workers=2) as results,
    ):
        list(results)


# --- ends ---------------------------------------------------------------------------------------


def test_workers_stop_when_the_context_is_left(tmp_path: Path) -> None:
    """In the middle of what they do."""
    with shared_out(pool_work.sleep, [tmp_path] * 6, workers=2) as results:
        with pytest.raises(TimeoutError):
            take_one(results, tmp_path)
        pids = [int(path.name) for path in tmp_path.iterdir()]
    assert [pid for pid in pids if is_running(pid)] == []


def take_one(results: Iterator[None], folder: Path) -> None:
    """The first result; TimeoutError once two workers are at work."""

    def interrupt(*_: object) -> None:
        if len(list(folder.iterdir())) == 2:
            raise TimeoutError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    try:
        next(results)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def sleeping(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program of its own group, whose two workers sleep."""
    program = subprocess.Popen(
        [sys.executable, pool_work.__file__, tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with program:
        wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
        yield program
        program.kill()


def test_workers_end_with_a_parent_that_is_killed(
    sleeping: subprocess.Popen[str], tmp_path: Path
) -> None:
    """As by the kernel when memory runs out: nobody could tell them."""
    sleeping.kill()
    sleeping.wait()
    pids = [int(path.name) for path in tmp_path.iterdir()]
    wait_until(lambda: not any(map(is_running, pids)))


def test_ctrl_c_is_quiet(sleeping: subprocess.Popen[str], tmp_path: Path) -> None:
    """It goes to all processes of the terminal; only the first says something."""
    os.killpg(sleeping.pid, signal.SIGINT)
    out, err = sleeping.communicate(timeout=PATIENCE)
    assert (sleeping.returncode, out, err) == (0, "stopped", "")
    assert not any(is_running(int(path.name)) for path in tmp_path.iterdir())


def test_ctrl_c_while_workers_start_is_quiet(tmp_path: Path) -> None:
    """They are still importing."""
    program = subprocess.Popen(
        [sys.executable, pool_work.__file__, tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with program:
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        wait_until(lambda: len(children.read_text().split()) > 2)  # one of them tracks resources
        os.killpg(program.pid, signal.SIGINT)
        out, err = program.communicate(timeout=PATIENCE)
    assert (program.returncode, out, err) == (0, "stopped", "")
