"""Croissant 1.1 metadata (mlcommons.org/croissant) of an exported set: files, hashes, fields, and
what its extension for responsible AI asks (RAI 1.0).

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
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
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
RESPONSIBLE: Mapping[str, str | list[str]] = {
    "dataCollection": "Nothing was collected: every question, picture and film is generated from "
    "exact three-dimensional scenes that a keyed random generator draws.",
    "dataCollectionType": "Synthetic data",
    "dataCollectionMissingData": "None: every item has all its fields.",
    "dataCollectionRawData": "A seed and a suite; from these two the same bytes are made again.",
    "dataImputationProtocol": "Nothing is imputed.",
    "dataPreprocessingProtocol": "Probes that are ambiguous, hardly visible or too close to call "
    "are refused while the set is made; the manifest counts them by reason.",
    "dataAnnotationProtocol": "No person annotated anything: each answer is derived exactly by "
    "algebra and measured again on meshes by independent code.",
    "machineAnnotationTools": "spatialbench verify, spatialbench audit",
    "dataBiases": "Two languages, English and Chinese; directions are those of a viewer in front "
    "of the scene; colours are told apart by name, which excludes some readers of pictures.",
    "dataLimitations": "Plain synthetic scenes of blocks, cubes, dice, nets, paper, cups, screens "
    "and discs; the easiest levels have few different puzzles; the key of a set with a public seed "
    "can be made by anybody.",
    "dataSocialImpact": "The set says how well a model follows turns, folds, hidden things, "
    "viewpoints and causes in small worlds; it is no evidence for safety in the real one.",
    "dataUseCases": ["Testing", "Validation", "Training, on seeds that are not those of a test"],
    "personalSensitiveInformation": "None: there are no people in it; first names in stories are "
    "invented.",
    "dataReleaseMaintenancePlan": "Errors are published with dates and ids in docs/errata.md; what "
    "a seed draws changes only with the version in the id of a task.",
}
"""Sentences that are true of every synthetic set."""

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
        "conformsTo": [
            "http://mlcommons.org/croissant/1.1",
            "http://mlcommons.org/croissant/RAI/1.0",
        ],
        "name": f"spatialbench-{manifest['name']}",
        "description": "Spatial-reasoning questions with exact answers, made by spatialbench.",
        "license": _LICENCES.get(manifest["licence"], manifest["licence"]),
        "url": "https://pypi.org/project/spatialbench/",
        "version": f"{manifest['package']}+{manifest['items']['sha256'][:12]}",
        "citeAs": f"spatialbench {manifest['package']}, set {manifest['name']}, "
        f"items {manifest['items']['sha256']}",
        "distribution": [_file(table, folder) for table in tables],
        "recordSet": [_records(table) for table in tables],
        **{f"rai:{name}": told for name, told in RESPONSIBLE.items()},
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
