"""Reading and writing JSON files at the boundary: errors name file, line, field and remedy."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any  # JSON

from spatialbench.errors import FormatError, InputError

BLOCK = 1 << 20


@cache
def _validator(name: str) -> Any:  # jsonschema's validators are untyped
    from jsonschema import Draft202012Validator

    source = files("spatialbench.assets") / "schemas" / f"{name}.schema.json"
    return Draft202012Validator(json.loads(source.read_text(encoding="utf-8")))


def shorten(value: object, length: int = 60) -> str:
    """A value as it may be shown in a message: on one line, escaped, not too long."""
    text = json.dumps(value, ensure_ascii=True, default=repr)
    return text if len(text) <= length else text[: length - 1] + "…"


def check(record: object, schema: str, where: str) -> None:
    """FormatError naming the field that breaks the schema of that name, if one does."""
    error = next(iter(sorted(_validator(schema).iter_errors(record), key=_depth)), None)
    if error is None:
        return
    field = ".".join(str(part) for part in error.absolute_path) or "(the whole object)"
    came = f"; got {shorten(error.instance)}" if error.validator != "required" else ""
    raise FormatError(
        f"{where}: field {field}: {_expected(error)}{came}. "
        f"The format is described in docs/formats.md."
    )


def _depth(error: Any) -> tuple[int, str]:
    return len(error.absolute_path), str(error.validator)


def _expected(error: Any) -> str:
    kind, value = error.validator, error.validator_value
    if kind == "required":
        missing = [name for name in value if name not in error.instance]
        return f"expected a field {missing[0]!r}; it is missing"
    if kind == "type":
        return f"expected {value if isinstance(value, str) else ' or '.join(value)}"
    if kind == "enum":
        return f"expected one of {', '.join(map(str, value))}"
    if kind == "pattern":
        return f"expected text that matches {value}"
    return f"expected {kind} {shorten(value)}"


def parse_line(text: str, where: str) -> Any:
    """The JSON value of a line; FormatError where it is none."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise FormatError(f"{where}: expected a JSON object; it is nested too deeply") from None
    except ValueError as error:
        hint = "" if text.rstrip().endswith("}") else " The line looks cut off."
        raise FormatError(
            f"{where}: expected one JSON object a line; got {shorten(text.strip())} "
            f"({error}).{hint} Remove the line or write the file again."
        ) from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def read_lines(path: Path, schema: str | None = None) -> Iterator[tuple[int, Any]]:
    """(line number, object) of each line of a JSONL file, checked against a schema."""
    with open_text(path) as lines:
        number = 0
        try:
            for number, text in enumerate(lines, 1):
                where = f"{path}, line {number}"
                record = parse_line(text, where)
                if schema is not None:
                    check(record, schema, where)
                yield number, record
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{path}, line {number + 1}: expected UTF-8 text; got byte "
                f"0x{error.object[error.start]:02x}. Save the file as UTF-8."
            ) from None


def open_text(path: Path) -> Any:
    """The file opened as UTF-8 text; InputError where there is none."""
    if path.is_dir():
        raise InputError(f"{path}: expected a file; it is a folder")
    try:
        return path.open(encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}. Is the path right?") from None


def read_json(path: Path, schema: str) -> Any:
    """The JSON object of a file, checked against a schema."""
    with open_text(path) as file:
        try:
            text = file.read()
        except UnicodeDecodeError:
            raise FormatError(f"{path}: expected UTF-8 text. Save the file as UTF-8.") from None
    record = parse_line(text, str(path))
    check(record, schema, str(path))
    return record


def line_of(record: Mapping[str, Any]) -> str:
    """One line of JSONL; never NaN."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return text + "\n"


def write_atomically(path: Path, data: bytes) -> None:
    """The whole file or nothing: written beside it first, then put in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@cache
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
