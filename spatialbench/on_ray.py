"""Work shared out over a Ray cluster, or over this machine by Ray: the same results in the same
order as from the processes of `spatialbench.pool`.

Every node needs this package; what workers write, such as pictures, goes to the folder of that
name on their node, so that a set is made in a folder that all nodes share.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from typing import Any, TypeVar  # Ray has no types

from spatialbench.errors import MissingExtra, WorkerLost

Thing = TypeVar("Thing")
Result = TypeVar("Result")

ADDRESS = "RAY_ADDRESS"
"""The environment variable that says where a cluster is; without it one is begun here."""


def check_installed() -> None:
    """MissingExtra where Ray is not there."""
    if find_spec("ray") is None:
        raise MissingExtra("ray", "scale")


@contextmanager
def over_ray(
    work: Callable[[Thing], Result],
    things: Iterable[list[Thing]],
    outcome: Callable[[Callable[[Thing], Result], list[Thing]], bytes],
    *,
    workers: int,
    ahead: int,
) -> Iterator[Iterator[Result]]:
    """Gives what `work` makes of each thing in the batches. `outcome` does a batch in a worker and
    pickles what came of it; `ahead` batches are on their way at a time.

    Raises MissingExtra without Ray, WorkerLost where one of the cluster is lost."""
    check_installed()
    import ray

    ours = not ray.is_initialized()
    if ours:
        here = {} if os.environ.get(ADDRESS) else {"num_cpus": workers, "include_dashboard": False}
        ray.init(log_to_driver=False, **here)
    try:
        yield _in_order(ray, ray.put(work), iter(things), ray.remote(outcome), ahead)
    finally:
        if ours:
            ray.shutdown()


def _in_order(
    ray: Any, work: Any, batches: Iterator[list[Thing]], remote: Any, ahead: int
) -> Iterator[Any]:
    waiting = deque(remote.remote(work, batch) for batch in islice(batches, ahead))
    while waiting:
        results, error = pickle.loads(_got(ray, waiting.popleft()))
        waiting.extend(remote.remote(work, batch) for batch in islice(batches, 1))
        if error is not None:
            raise error
        yield from results


def _got(ray: Any, reference: Any) -> bytes:
    try:
        found: bytes = ray.get(reference)
    except ray.exceptions.RayError as error:
        raise WorkerLost(
            f"a worker of the cluster was lost ({type(error).__name__}); run the same command again"
        ) from None
    return found
