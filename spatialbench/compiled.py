"""JSON Schemas as compiled checkers: what msgspec accepts in microseconds, the schema accepts, too.

The schemas in assets/schemas/ stay the reference. What is refused here may still be right (2.0 is
an integer of JSON, half a surrogate pair is text): the schema decides, and says what is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, reduce
from importlib.resources import files
from operator import or_
from types import GenericAlias
from typing import Annotated, Any, Literal  # schemas are JSON

Schema = Mapping[str, Any]


@cache
def schema_of(name: str) -> Schema:
    """The JSON Schema of that name."""
    source = files("spatialbench.assets") / "schemas" / f"{name}.schema.json"
    found: Schema = json.loads(source.read_text(encoding="utf-8"))
    return found


@cache
def decoder(name: str) -> Callable[[bytes], Any]:
    """A function from the JSON of a record to an object with its fields as attributes.

    Objects of which the schema says nothing keep their members as they stand (`msgspec.Raw`).
    The function raises `msgspec.MsgspecError` or RecursionError where the record is not accepted.
    """
    from msgspec import Raw
    from msgspec.json import Decoder

    return Decoder(_type(schema_of(name), Raw)).decode


@cache
def accepts(name: str) -> Callable[[object], bool]:
    """Whether a record that was parsed passes the schema for sure; where not, ask the schema."""
    from msgspec import MsgspecError, convert

    try:
        kind = _type(schema_of(name), Any)
    except NotImplementedError:  # a keyword that msgspec does not know: the schema is always asked
        return lambda record: False

    def accepted(record: object) -> bool:
        try:
            convert(record, kind)
        except (MsgspecError, RecursionError, UnicodeEncodeError):  # the last: half a surrogate
            return False
        return True

    return accepted


# --- schemas as types -----------------------------------------------------------------------------

_LIMITS = {
    "pattern": "pattern",
    "minimum": "ge",
    "maximum": "le",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
}
_SAYING_NOTHING = {"$schema", "$id", "title", "description"}
_UNDERSTOOD = {
    "type", "const", "enum", "anyOf", "items", "required", "properties", "additionalProperties",
}  # fmt: skip


def _type(schema: Schema, anything: Any) -> Any:
    """The type that msgspec checks; NotImplementedError for a keyword that is not compiled."""
    beyond = schema.keys() - _SAYING_NOTHING - _UNDERSTOOD - _LIMITS.keys()
    if beyond:
        raise NotImplementedError(f"schema keyword {min(beyond)!r} is not compiled")
    if "const" in schema:
        return Literal[schema["const"]]
    if "enum" in schema:
        return Literal[tuple(schema["enum"])]
    if "anyOf" in schema:
        return _either([_type(one, anything) for one in schema["anyOf"]])
    named = schema["type"]
    kinds = [named] if isinstance(named, str) else named
    return _either([_typed(kind, schema, anything) for kind in kinds])


def _either(kinds: list[Any]) -> Any:
    return reduce(or_, kinds)


def _typed(kind: str, schema: Schema, anything: Any) -> Any:
    """The type for one of the names that `type` may give."""
    if kind == "object":
        return _object(schema, anything)
    if kind == "array":
        each: Any = _type(schema["items"], anything)
        return _limited(GenericAlias(list, (each,)), schema, _OF_ARRAYS)
    if kind == "number":  # 1 stays 1, and 1.0 stays 1.0
        return _either([_limited(number, schema, _OF_NUMBERS) for number in (int, float)])
    return _limited(_PLAIN[kind], schema, _OF_NUMBERS if kind == "integer" else _OF_STRINGS)


_PLAIN = {"string": str, "integer": int, "boolean": bool, "null": None}
_OF_STRINGS, _OF_NUMBERS = {"pattern", "minLength", "maxLength"}, {"minimum", "maximum"}
_OF_ARRAYS = {"minItems"}


def _limited(made: Any, schema: Schema, keywords: set[str]) -> Any:
    from msgspec import Meta

    limits = {_LIMITS[name]: schema[name] for name in keywords & schema.keys()}
    return Annotated[made, Meta(**limits)] if limits and made is not None else made


def _object(schema: Schema, anything: Any) -> Any:
    """A struct where the fields are named, else a mapping."""
    if "properties" not in schema:
        more = schema.get("additionalProperties")
        each: Any = anything if more is None else _type(more, anything)
        return GenericAlias(dict, (str, each))
    return _struct(schema, anything)


def _struct(schema: Schema, anything: Any) -> Any:
    from msgspec import UNSET, defstruct

    required, tag = set(schema["required"]), {}
    fields: list[Any] = []
    for name, below in schema["properties"].items():
        if name in required and "const" in below and isinstance(below["const"], str):
            tag = {"tag_field": name, "tag": below["const"]}
        elif name in required:
            fields.append((name, _type(below, anything)))
        else:
            fields.append((name, _type(below, anything), UNSET))
    strict = schema.get("additionalProperties") is False
    return defstruct("Record", fields, kw_only=True, forbid_unknown_fields=strict, **tag)
