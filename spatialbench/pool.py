"""Work shared out among processes: results in order, memory flat, no process left behind.

Every worker has a pipe of its own, so that one that is killed in the middle of a message is
noticed, and leaves nobody waiting.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from traceback import format_exception
from typing import Literal, NamedTuple, TypeVar

from spatialbench.errors import WorkerLost

Thing = TypeVar("Thing")
Result = TypeVar("Result")

Progress = Callable[[int, int], None]
"""Called with the number of things done and wanted."""

Executor = Literal["processes", "ray"]
EXECUTORS: tuple[Executor, ...] = ("processes", "ray")

AHEAD = 3  # batches for each worker


class _Worker(NamedTuple):
    process: BaseProcess
    wire: Connection


@contextmanager
def shared_out(
    work: Callable[[Thing], Result],
    things: Iterable[Thing],
    *,
    workers: int,
    batch: int = 1,
    executor: Executor = "processes",
    ahead: int = AHEAD,
) -> Iterator[Iterator[Result]]:
    """Gives what `work` makes of each thing, in the order of the things.

    With one worker that is done here. More are spawned processes, which get `batch` things at a
    time, and `ahead` such batches each before the first of them is wanted: `work`, things and
    results are pickled. What a worker raises is raised here; WorkerLost
    where one was stopped from outside. Ctrl-C reaches this process alone. When the context is
    left, or this process is killed, the workers stop at once, whatever they are doing. With the
    executor `ray` the workers are those of a cluster (`spatialbench.on_ray`).
    """
    if executor == "ray":
        from spatialbench.on_ray import over_ray

        sized = _batches(iter(things), batch)
        with over_ray(work, sized, _outcome, workers=workers, ahead=ahead * workers) as results:
            yield results
        return
    if workers <= 1:
        yield map(work, things)
        return
    crew: list[_Worker] = []
    threads = ThreadPoolExecutor(workers)  # one waits for each worker
    try:
        while len(crew) < workers:
            with _deaf():
                crew.append(_hired(work))
        yield _in_order(threads, crew, _batches(iter(things), batch), ahead * workers)
    finally:
        for worker in crew:
            worker.process.kill()
        threads.shutdown(cancel_futures=True)
        for worker in crew:
            worker.process.join()
            worker.wire.close()


def _batches(things: Iterator[Thing], size: int) -> Iterator[list[Thing]]:
    while batch := list(islice(things, size)):
        yield batch


def _in_order(
    threads: ThreadPoolExecutor,
    crew: Sequence[_Worker],
    batches: Iterator[list[Thing]],
    ahead: int,
) -> Iterator[Result]:
    idle: SimpleQueue[Connection] = SimpleQueue()
    for worker in crew:
        idle.put(worker.wire)

    def hand_out(count: int) -> list[Future[list[Result]]]:
        return [threads.submit(_asked, idle, batch) for batch in islice(batches, count)]

    waiting = hand_out(ahead)
    while waiting:
        done = waiting.pop(0).result()
        waiting += hand_out(1)
        yield from done


def _asked(idle: SimpleQueue[Connection], batch: list[Thing]) -> list[Result]:
    """What a worker makes of a batch."""
    wire = idle.get()
    try:
        wire.send(batch)
        results, error = wire.recv()
    except (EOFError, OSError):
        raise WorkerLost(
            "a worker was stopped from outside, as happens where memory runs out; "
            "run the same command again with fewer --workers"
        ) from None
    finally:
        idle.put(wire)
    if error is not None:
        raise error
    done: list[Result] = results
    return done


# --- in a worker --------------------------------------------------------------------------------


def _hired(work: Callable[[Thing], Result]) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()  # or the end of the worker would not be the end of its pipe
    return _Worker(process, ours)


@contextmanager
def _deaf() -> Iterator[None]:
    """A process that is started now never hears of Ctrl-C: not even while it is still importing."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # starting it later would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Thing], Result], wire: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            batch = wire.recv()
        except EOFError:
            return
        wire.send_bytes(_outcome(work, batch))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _outcome(work: Callable[[Thing], Result], batch: list[Thing]) -> bytes:
    """(results, None), or (None, error) if there is one, pickled."""
    try:
        return pickle.dumps(([work(thing) for thing in batch], None))
    except Exception as error:  # noqa: BLE001  # whatever it is, it belongs to those who asked
        return pickle.dumps((None, _portable(error)))


def _portable(error: Exception) -> Exception:
    """The error as it can travel, with what its traceback says as a note."""
    told = "".join(format_exception(error))
    try:
        error.add_note(f"in a worker:\n{told}")
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  # some errors cannot be made again from what they hold
        return RuntimeError(told)
    return error
