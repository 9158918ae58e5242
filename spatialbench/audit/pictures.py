"""Pictures: all there, none too many, the pixels of the index, nothing written into the file."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spatialbench.audit.entries import Entry
from spatialbench.audit.features import binned, feature_findings
from spatialbench.audit.findings import Finding, Scope
from spatialbench.errors import FormatError, InputError
from spatialbench.png import read_png
from spatialbench.sets.media import index_of, picture_files, pixel_hash
from spatialbench.sets.question_set import QuestionSet

PLAIN_CHUNKS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">I4s")  # of a chunk: its length and its name
_CHECKSUM = 4


def indexed_pixels(question_set: QuestionSet) -> Mapping[str, str]:
    """The pixel hash of each picture as media/index.jsonl has it; empty where there is none.
    MismatchError where it is not the index of the manifest."""
    index = index_of(question_set.path, question_set.manifest)
    if not index.path.is_file() and not question_set.manifest["media"]["count"]:
        return {}
    return question_set.pictures().pixels


def chunks(png: bytes) -> list[bytes]:
    """The names of a PNG's chunks, in order; FormatError where it is no whole PNG."""
    if not png.startswith(_SIGNATURE):
        raise FormatError("expected a PNG file; its first bytes are not those of one")
    names, at = [], len(_SIGNATURE)
    while at + _HEAD.size <= len(png):
        length, name = _HEAD.unpack_from(png, at)
        names.append(name)
        at += _HEAD.size + length + _CHECKSUM
    if at != len(png):
        raise FormatError("expected a PNG file; its last chunk is cut off")
    return names


def file_findings(
    question_set: QuestionSet, pixels: Mapping[str, str], used: set[str]
) -> Iterator[Finding]:
    """Files missing, files that no item shows, pixels and chunks of each file."""
    folder = question_set.path
    files = picture_files(folder, index_of(folder, question_set.manifest))
    yield _listed("pictures missing", used - files, len(used))
    yield _listed("pictures that no item shows", files - used, len(files))
    yield _listed("pictures not in the index", files ^ pixels.keys(), len(files))
    other, more = set(), set()
    for path in sorted(files & pixels.keys()):
        png = _content(folder / path)
        if not _has_pixels(png, pixels[path]):
            other.add(path)
        elif not _is_plain(png):
            more.add(path)
    yield _listed("pictures with other pixels than indexed", other, len(files))
    yield _listed("pictures with text or metadata", more, len(files))


def _content(file: Path) -> bytes:
    try:
        return read_png(file)
    except InputError:  # a folder, a pipe, or larger than any picture
        return b""


def _has_pixels(png: bytes, expected: str) -> bool:
    try:
        return pixel_hash(png) == expected
    except FormatError:
        return False


def _is_plain(png: bytes) -> bool:
    """Whether there is nothing in the file but the picture."""
    try:
        return set(chunks(png)) <= PLAIN_CHUNKS
    except FormatError:  # something follows the picture's end
        return False


def _listed(check: str, paths: set[str], n: int) -> Finding:
    told = f"first: {min(paths)}" if paths else ""
    return Finding(
        check=check, scope=Scope(), value=float(len(paths)), threshold=0.0, n=n, detail=told
    )


def size_findings(folder: Path, found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Whether the sizes of the files, or the number of pictures, predict the answer. One entry a
    probe, all in one modality."""
    if not all(entry.item.images for entry in found):
        return
    sizes = [_size(folder / entry.item.images[0].path) for entry in found]
    yield from feature_findings("size of the first picture", found, binned(sizes), scope)
    totals = [sum(_size(folder / image.path) for image in e.item.images) for e in found]
    yield from feature_findings("size of all pictures", found, binned(totals), scope)
    counts = [len(entry.item.images) for entry in found]
    yield from feature_findings("number of pictures", found, binned(counts), scope)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
