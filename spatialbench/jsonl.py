"""Reading and writing JSON files at the boundary: errors name file, line, field and remedy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, TypeVar  # JSON

from spatialbench.compiled import accepts, decoder, schema_of
from spatialbench.durable import write_atomically as write_atomically
from spatialbench.errors import FormatError, InputError
from spatialbench.portable import check_portable, is_unusual
from spatialbench.portable import shorten as shorten

BLOCK = 1 << 20
T = TypeVar("T")

Opened = Callable[[Path], AbstractContextManager[Iterable[bytes]]]
"""What opens a file, and gives its lines."""


@cache
def _validator(name: str) -> Any:  # jsonschema's validators are untyped
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema_of(name))


def check(record: object, schema: str, where: str) -> None:
    """FormatError naming the field that breaks the schema of that name, if one does."""
    if not accepts(schema)(record):
        _check_slowly(record, schema, where)


def _check_slowly(record: object, schema: str, where: str) -> None:
    """The same by the schema itself."""
    error = next(iter(sorted(_validator(schema).iter_errors(record), key=_depth)), None)
    if error is None:
        return
    error = _likely(error)
    field = ".".join(str(part) for part in error.absolute_path) or "(the whole object)"
    came = "" if error.validator in _NAMES_WHAT_CAME else f"; got {shorten(error.instance)}"
    raise FormatError(
        f"{where}: field {field}: {_expected(error)}{came}. "
        f"The format is described in docs/formats.md."
    )


_NAMES_WHAT_CAME = ("required", "additionalProperties")


def _depth(error: Any) -> tuple[int, str]:
    return len(error.absolute_path), str(error.validator)


def _branches(error: Any) -> list[list[Any]]:
    """What breaks each of the alternatives of an anyOf."""
    branches: dict[Any, list[Any]] = {}
    for below in error.context:
        branches.setdefault(below.relative_schema_path[0], []).append(below)
    return list(branches.values())


def _likely(error: Any) -> Any:
    """The mistake in that alternative which was probably meant: the one of the same kind."""
    while error.validator == "anyOf" and not _types(error):
        meant = min(
            _branches(error), key=lambda branch: (any(map(_of_other_kind, branch)), len(branch))
        )
        error = min(meant, key=_depth)
    return error


def _of_other_kind(error: Any) -> bool:
    return error.validator == "const" or (error.validator == "type" and not error.relative_path)


def _types(error: Any) -> list[str]:
    """The types of the alternatives, where the value has none of them."""
    if not all(len(b) == 1 and b[0].validator == "type" for b in _branches(error)):
        return []
    at_top = all(not below.relative_path for below in error.context)
    return [str(below.validator_value) for below in error.context] if at_top else []


def _expected(error: Any) -> str:
    kind, value = error.validator, error.validator_value
    if kind == "required":
        missing = [name for name in value if name not in error.instance]
        return f"expected a field {missing[0]!r}; it is missing"
    if kind == "additionalProperties" and value is False:
        known = error.schema["properties"]
        other = [name for name in error.instance if name not in known]
        return f"expected fields among {', '.join(known)}; there is no {other[0]!r}"
    if kind == "type":
        return f"expected {value if isinstance(value, str) else ' or '.join(value)}"
    if kind == "anyOf":
        return f"expected {' or '.join(_types(error))}"
    if kind == "enum":
        return f"expected one of {', '.join(map(str, value))}"
    return f"expected {_PHRASES.get(kind, kind)} {value if kind in _PHRASES else shorten(value)}"


_PHRASES = {
    "pattern": "text that matches",
    "minimum": "a number not below",
    "maximum": "a number not above",
    "minItems": "a list of at least this length:",
    "minLength": "text of at least this length:",
}


LINE_REMEDY = "Remove the line or write the file again."
FILE_REMEDY = "Take the file from where it came from."
"""Where lines belong together, as in a set: none of them may be removed."""


def parse_line(text: str, where: str, remedy: str = LINE_REMEDY) -> Any:
    """The JSON value of a line; FormatError where it is none."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise FormatError(f"{where}: expected a JSON object; it is nested too deeply") from None
    except ValueError as error:
        hint = "" if text.rstrip().endswith("}") else " The line looks cut off."
        raise FormatError(
            f"{where}: expected one JSON object a line; got {shorten(text.strip())} "
            f"({error}).{hint} {remedy}".rstrip()
        ) from None


def parse_raw(raw: bytes, where: str, remedy: str = LINE_REMEDY) -> Any:
    """The JSON value of a line as it stands in a file; FormatError where it is none."""
    return parse_line(_decoded(raw, where), where, remedy)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def open_bytes(path: Path) -> IO[bytes]:
    """The file opened for reading; InputError where there is none."""
    if path.is_dir():
        raise InputError(f"{path}: expected a file; it is a folder")
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}. Is the path right?") from None


def read_lines(
    path: Path,
    schema: str | None = None,
    *,
    remedy: str = FILE_REMEDY,
    opened: Opened = open_bytes,
) -> Iterator[tuple[int, Any]]:
    """(line number, object) of each line of a JSONL file, checked against a schema."""
    with opened(path) as lines:
        for number, raw in enumerate(lines, 1):
            where = f"{path}, line {number}"
            record = parse_raw(raw, where, remedy)
            if schema is not None:
                check(record, schema, where)
                check_portable(raw, record, where)
            yield number, record


def read_as(
    path: Path,
    schema: str,
    *,
    quick: Callable[[Any], T],
    slow: Callable[[Any], T],
    opened: Opened = open_bytes,
) -> Iterator[tuple[int, T]]:
    """(line number, record) of each line of a JSONL file that passes a schema, ten times as fast.

    `quick` makes the record from an object with the fields as attributes, in which objects that
    the schema leaves open are not parsed; `slow` from the JSON object, where a line is unusual.
    """
    from msgspec import MsgspecError

    decode = decoder(schema)
    with opened(path) as lines:
        for number, raw in enumerate(lines, 1):
            try:
                raw.isascii() or raw.decode()  # what is not parsed must be UTF-8, too
                line = None if is_unusual(raw) else decode(raw)
            except (MsgspecError, UnicodeDecodeError, RecursionError):
                line = None
            if line is None:
                where = f"{path}, line {number}"
                record = parse_raw(raw, where, FILE_REMEDY)
                check_portable(raw, record, where)
                _check_slowly(record, schema, where)
                yield number, slow(record)
            else:
                yield number, quick(line)


def _decoded(raw: bytes, where: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{where}: expected UTF-8 text; got byte 0x{raw[error.start]:02x}. "
            f"Save the file as UTF-8."
        ) from None


def read_json(path: Path, schema: str) -> Any:
    """The JSON object of a file, checked against a schema."""
    with open_bytes(path) as file:
        record = parse_line(_decoded(file.read(), str(path)), str(path))
    check(record, schema, str(path))
    return record


def line_of(record: Mapping[str, Any]) -> str:
    """One line of JSONL; never NaN."""
    return _ENCODER.encode(record) + "\n"


# Made once: `json.dumps` makes one a call.
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, hexadecimal."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}. Is the path right?") from None
    return digest.hexdigest()
