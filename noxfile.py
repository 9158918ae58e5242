"""Contract tests, each harness in an environment of its own: `nox -s inspect`.

`make harnesses` runs them all; `.ci/run` those in `SMALL`. The tests are in tests/harnesses/.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = []

TESTS = "tests/harnesses"


def contract(session: nox.Session, tests: str, *packages: str) -> None:
    """Install this package with what it is to be tested with, and run the tests."""
    session.install("--quiet", ".", "pytest", *packages)
    session.run("pytest", "-q", f"{TESTS}/{tests}", *session.posargs)


@nox.session
def inspect(session: nox.Session) -> None:
    """inspect-ai: `inspect eval`, `spatialbench run`, its logs."""
    contract(session, "test_inspect.py", "inspect-ai==0.3.285", "openai")
