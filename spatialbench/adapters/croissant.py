"""Croissant 1.0 metadata (mlcommons.org/croissant) of an exported set: files, hashes, fields.

`datePublished` is left out: the same set gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple  # JSON-LD

from spatialbench.adapters.export import Source
from spatialbench.jsonl import sha256_of

CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
_TYPES = {"string": "sc:Text", "int64": "sc:Integer", "float64": "sc:Float", "bool": "sc:Boolean"}


class Table(NamedTuple):
    """A parquet file: the name of its records, its place, and its features as `datasets` names
    them."""

    name: str
    path: str
    features: Mapping[str, Any]


def croissant(source: Source, folder: Path, tables: Sequence[Table]) -> dict[str, Any]:
    """The metadata of the tables that were written into the folder."""
    manifest = source.manifest
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"spatialbench-{manifest['name']}",
        "description": "Spatial-reasoning questions with exact answers, made by spatialbench.",
        "license": _LICENCES.get(manifest["licence"], manifest["licence"]),
        "url": "https://pypi.org/project/spatialbench/",
        "version": f"{manifest['package']}+{manifest['items']['sha256'][:12]}",
        "citeAs": f"spatialbench {manifest['package']}, set {manifest['name']}, "
        f"items {manifest['items']['sha256']}",
        "distribution": [_file(table, folder) for table in tables],
        "recordSet": [_records(table) for table in tables],
    }


def _file(table: Table, folder: Path) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{table.name}-file",
        "name": f"{table.name}-file",
        "contentUrl": table.path,
        "encodingFormat": "application/x-parquet",
        "sha256": sha256_of(folder / table.path),
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "key": {"@id": f"{table.name}/id"},
        "field": [_field(table, name, feature) for name, feature in table.features.items()],
    }


def _field(table: Table, name: str, feature: Mapping[str, Any]) -> dict[str, Any]:
    one = feature.get("feature", feature)
    picture = one["_type"] == "Image"
    source = {"fileObject": {"@id": f"{table.name}-file"}, "extract": {"column": name}}
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{name}",
        "name": name,
        "dataType": "sc:ImageObject" if picture else _TYPES[one["dtype"]],
        **({"repeated": True} if feature["_type"] == "List" else {}),
        "source": {**source, **({"transform": {"jsonPath": "bytes"}} if picture else {})},
    }
