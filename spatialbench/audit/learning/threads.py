"""The tables of the audit are small: threads of the linear algebra would wait for each other."""

from __future__ import annotations

from functools import cache
from typing import Any  # threadpoolctl is untyped


@cache
def _pools() -> Any:
    """The pools of threads of all libraries that learners use. To look for them takes longer than
    to multiply such tables, so that it is done once, with all of them loaded."""
    import scipy.linalg  # noqa: F401
    import sklearn.ensemble  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_thread() -> Any:
    """A context in which one thread does all the work."""
    return _pools().limit(limits=1)
