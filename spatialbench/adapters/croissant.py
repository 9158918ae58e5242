"""Croissant 1.0 metadata (mlcommons.org/croissant) of an exported set: file, hash, fields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any  # JSON-LD

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
_FIELDS = {
    "id": "sc:Text", "probe": "sc:Text", "task": "sc:Text", "family": "sc:Text",
    "level": "sc:Integer", "language": "sc:Text", "modality": "sc:Text", "wording": "sc:Integer",
    "prompt": "sc:Text", "answer_type": "sc:Text", "chance": "sc:Float", "facts": "sc:Text",
    "canary": "sc:Text",
}  # fmt: skip


def croissant(source: Source, file: Path, url: str) -> dict[str, Any]:
    """The metadata of one parquet file with items."""
    manifest = source.manifest
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"spatialbench-{manifest['name']}",
        "description": "Spatial-reasoning questions with exact answers, made by spatialbench.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "url": "https://pypi.org/project/spatialbench/",
        "version": f"{manifest['package']}+{manifest['items']['sha256'][:12]}",
        "citeAs": f"spatialbench {manifest['package']}, set {manifest['name']}, "
        f"items {manifest['items']['sha256']}",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": "items",
                "name": "items",
                "contentUrl": url,
                "encodingFormat": "application/x-parquet",
                "sha256": sha256_of(file),
            }
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "records",
                "name": "records",
                "field": [_field(name, kind) for name, kind in _FIELDS.items()],
            }
        ],
    }


def _field(name: str, kind: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"records/{name}",
        "name": name,
        "dataType": kind,
        "source": {"fileObject": {"@id": "items"}, "extract": {"column": name}},
    }
