"""The page of the test: complete in itself but for its pictures, and allowed nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any  # JSON
from urllib.parse import urlsplit

from spatialbench import __version__
from spatialbench.errors import InputError
from spatialbench.items.item import CANARY
from spatialbench.report.page.embedding import embedded
from spatialbench.report.page.page import policy

if TYPE_CHECKING:
    from jinja2 import Template

JSPSYCH = "8.3.0"
JSPSYCH_SHA256 = "b58c69e607f2ddbd282f2daec43d882cac18d9e3efdad816215b818d1406d6ce"
"""Of jspsych/jspsych-8.3.0.min.js, which is dist/index.browser.min.js of the npm package."""

SCRIPTS = ("order.js", "kept.js", "film.js", "question.js", "screens.js", "run.js")
"""Our script, in the order in which its files build on each other."""

_SOURCE_MAP = "//# sourceMappingURL="


def page(data: Mapping[str, Any]) -> str:
    """The page; text is escaped by the template engine, and data written without `<`, `>`, `&`."""
    style, library, script = _part("people.css"), library_text(), own_script()
    connect = data["post"] and checked_address(data["post"])
    return _template().render(
        policy=policy(style, library, script, pictures="'self' file:", connect=connect),
        style=style,
        library=library,
        script=script,
        data=embedded(data),
        languages=data["languages"],
        words=data["words"],
        canary=CANARY,
        version=__version__,
        jspsych=JSPSYCH,
    )


def checked_address(address: str) -> str:
    """An address that answers may be sent to. InputError for what is none, or would say something
    else in the content security policy."""
    parts = urlsplit(address)
    strange = not address.isascii() or any(sign in address for sign in " ;,'\"<>\\\t\r\n")
    if parts.scheme not in ("https", "http") or not parts.hostname or strange:
        raise InputError(
            f"--post-to {address}: expected an address like https://example.org/answers, without "
            f"spaces, commas, semicolons and quotes"
        )
    return address.partition("#")[0].partition("?")[0]  # a policy names no query


def words() -> dict[str, dict[str, str]]:
    """What the page says, by language."""
    found: dict[str, dict[str, str]] = tomllib.loads(_part("words.toml"))
    return found


def library_text() -> str:
    """jsPsych without the line that names its source map elsewhere."""
    text = _part(f"jspsych/jspsych-{JSPSYCH}.min.js")
    return text.partition(_SOURCE_MAP)[0]


def library_licence() -> str:
    """The licence of jsPsych."""
    return _part("jspsych/LICENSE.txt")


def own_script() -> str:
    """Our own script."""
    return '"use strict";\n' + "\n".join(map(_part, SCRIPTS))


@cache
def _part(name: str) -> str:
    return (files("spatialbench.people") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_part("people.html"))
