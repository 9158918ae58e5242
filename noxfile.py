"""Contract tests, each harness in an environment of its own: `nox -s inspect`; `nox -s fuzz`.

`make harnesses` runs them all; `.ci/run` those in `SMALL`. The tests are in tests/harnesses/.
"""

from __future__ import annotations

import os

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = []

TESTS = "tests/harnesses"


def contract(session: nox.Session, tests: str, *packages: str) -> None:
    """Install this package with what it is to be tested with, and run the tests."""
    session.install("--quiet", ".", "pytest", "hypothesis", *packages)
    session.run("pytest", "-q", f"{TESTS}/{tests}", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Damaged files for every reader, 5000 for each test: an hour. `nox -s fuzz -- -k meshes` for
    one reader; FUZZ=… for another number."""
    session.install("--quiet", ".[test]")
    many = os.environ.get("FUZZ", "5000")
    env = {"FUZZ": many, "FUZZ_EXAMPLES": many}
    session.run("pytest", "-q", "tests/fuzz", *session.posargs, env=env)


@nox.session
def docs(session: nox.Session) -> None:
    """The site, in build/site: every link is followed, and a task that is new has its page."""
    session.install("--quiet", ".", "mkdocs-material==9.8.2", "mkdocstrings[python]==1.0.8")
    env = {"NO_MKDOCS_2_WARNING": "1"}
    session.run("mkdocs", "build", "--quiet", "--config-file", "site/mkdocs.yml", env=env)


@nox.session
def inspect(session: nox.Session) -> None:
    """inspect-ai: `inspect eval`, `spatialbench run`, its logs."""
    contract(session, "test_inspect.py", "inspect-ai==0.3.285", "openai")
    session.run("pytest", "-q", f"{TESTS}/test_local_guide.py")


@nox.session
def huggingface(session: nox.Session) -> None:
    """datasets and mlcroissant read back what was exported; so does webdataset, and inspect asks
    with it as with a benchmark of the hub."""
    packages = "datasets==5.2.0", "mlcroissant==1.1.1", "webdataset", "inspect-ai==0.3.285"
    contract(session, "test_huggingface.py", *packages)
    session.run("pytest", "-q", f"{TESTS}/test_webdataset.py")
    # inspect leaves streams open, which is told when the process ends
    session.run("pytest", "-q", "-p", "no:unraisableexception", f"{TESTS}/test_hub_eval.py")


@nox.session
def notebook(session: nox.Session) -> None:
    """The tour of examples/tour.ipynb, cell by cell."""
    contract(session, "test_tour.py", "nbclient", "nbformat", "ipykernel", "pandas")


@nox.session
def finetune(session: nox.Session) -> None:
    """examples/finetune.py with a tiny network: two minutes of a CPU, after some gigabytes."""
    contract(session, "test_finetune.py", "torch", "transformers")


@nox.session
def scale(session: nox.Session) -> None:
    """Ray: two workers give the bytes of one process."""
    contract(session, "test_ray.py", "ray>=2.40", "scikit-learn")


@nox.session
def gymnasium(session: nox.Session) -> None:
    """Gymnasium: its checker passes every environment."""
    contract(session, "test_gymnasium.py", "gymnasium==1.4.0")


@nox.session
def batch(session: nox.Session) -> None:
    """Request files of OpenAI and Anthropic, and their results."""
    contract(session, "test_batch.py")


@nox.session
def lm_eval(session: nox.Session) -> None:
    """lm-eval against a server on this machine; no hub is asked for anything."""
    contract(session, "test_lm_eval.py", "lm_eval[api]==0.4.13")


@nox.session
def reasoning_gym(session: nox.Session) -> None:
    """reasoning-gym: rewards are our scores."""
    contract(session, "test_reasoning_gym.py", "reasoning-gym==0.1.25")
    session.run("pytest", "-q", "tests/test_guides.py")


@nox.session
def verifiers(session: nox.Session) -> None:
    """verifiers v1 against a server on this machine: questions, and environments turn by turn."""
    contract(session, "test_verifiers.py", "verifiers==0.4.0")
    session.run("pytest", "-q", f"{TESTS}/test_verifiers_acting.py", *session.posargs)
    session.run("pytest", "-q", "tests/test_guides.py")


@nox.session(venv_backend="virtualenv")
def lmms_eval(session: nox.Session) -> None:
    """lmms-eval (2.5 GB with torch); a newer filelock than 3.19 breaks it, as torchvision does."""
    session.install("--quiet", "torch==2.13.0")
    session.install("--quiet", "lmms-eval==0.7.3", "filelock<3.20")
    session.run("pip", "uninstall", "--quiet", "--yes", "torchvision")
    contract(session, "test_lmms_eval.py", "pyarrow")


# What VLMEvalKit's dataset classes import; its own list of requirements takes hours to compile.
VLMEVALKIT = (
    "accelerate", "antlr4-python3-runtime==4.11.1", "datasets", "decord", "imageio", "jieba",
    "json_repair", "latex2sympy2-extended", "levenshtein", "math_verify", "matplotlib", "nltk",
    "num2words", "openai", "opencv-python-headless", "openpyxl", "pandas", "portalocker",
    "pylatexenc", "python-dotenv", "requests", "rouge", "scikit-learn", "sty", "tabulate",
    "termcolor", "timeout_decorator", "transformers", "validators",
)  # fmt: skip


@nox.session(venv_backend="virtualenv")
def vlmevalkit(session: nox.Session) -> None:
    """The files for VLMEvalKit, read by its own classes (5.5 GB with torch), and predictions."""
    session.install("--quiet", "torch==2.14.1", "torchvision==0.29.1")
    session.install("--quiet", *VLMEVALKIT)
    session.install("--quiet", "--no-deps", "ms-vlmeval==0.0.20", "qwen_vl_utils")
    session.install("--quiet", ".", "pytest", "hypothesis")
    session.run("pytest", "-q", "-W", "ignore", f"{TESTS}/test_vlmevalkit.py")
