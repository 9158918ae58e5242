"""Zip archives of a stranger: members are unpacked within limits, names are shown escaped.

Python's zipfile cannot unpack zstandard before 3.14, and whoever patches it in (inspect-ai does)
unpacks without a limit: those members are unpacked here.
"""

from __future__ import annotations

import json
import zlib
from io import BytesIO
from typing import IO, Any, NamedTuple  # JSON
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from spatialbench.answers.opened import File
from spatialbench.errors import FormatError, MissingExtra
from spatialbench.jsonl import shorten
from spatialbench.unpacking import INSTEAD, LARGEST_SAMPLE, Budget

ZSTANDARD = 93
_KNOWN = {ZIP_STORED, ZIP_DEFLATED, ZSTANDARD}
_LOCAL_HEADER, _LENGTHS = 30, 26
_LARGEST_WINDOW = 1 << 27
_BLOCK = 1 << 20


class Archive(NamedTuple):
    """An opened archive, and what it may still unpack to."""

    zip: ZipFile
    raw: IO[bytes]
    budget: Budget

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.budget.name


def members(file: File) -> list[str]:
    """The names in a zip archive; FormatError where it is damaged."""
    with file.open() as raw:
        try:
            with ZipFile(raw) as archive:
                return archive.namelist()
        except (BadZipFile, OSError) as error:
            raise FormatError(
                f"{file.name}: expected a zip archive, as it begins like one; {error}. It is cut "
                f"off or damaged: copy it again, or let the run write it again."
            ) from None


def check_members(archive: Archive) -> None:
    """FormatError for a compression that no log has."""
    for member in archive.zip.infolist():
        if member.compress_type not in _KNOWN:
            raise FormatError(
                f"{archive.name}, {shorten(member.filename)}: expected no compression, deflate or "
                f"zstandard; got method {member.compress_type}. Pack its files again with deflate, "
                f"as zip programs do by default."
            )


def place(archive: Archive, member: ZipInfo) -> str:
    """Where something stands, as messages say it."""
    return f"{archive.name}, {shorten(member.filename)}"


def unpacked(archive: Archive, member: ZipInfo) -> bytes:
    """The bytes of a member. FormatError where it is damaged, or larger than a sample may be."""
    limit = min(LARGEST_SAMPLE, archive.budget.left)
    read = _zstandard if member.compress_type == ZSTANDARD else _plain
    data = read(archive, member, limit + 1)
    if len(data) > LARGEST_SAMPLE:
        raise FormatError(
            f"{place(archive, member)}: expected at most {LARGEST_SAMPLE:,} bytes; it unpacks to "
            f"more. {INSTEAD}"
        )
    archive.budget.spend(len(data))
    return data


def _plain(archive: Archive, member: ZipInfo, most: int) -> bytes:
    with archive.zip.open(member) as file:
        return file.read(most)


def _zstandard(archive: Archive, member: ZipInfo, most: int) -> bytes:
    try:
        from zstandard import ZstdDecompressor
    except ImportError:
        raise MissingExtra("zstandard", "zstd") from None
    archive.raw.seek(member.header_offset)
    header = archive.raw.read(_LOCAL_HEADER)
    names = sum(int.from_bytes(header[i : i + 2], "little") for i in (_LENGTHS, _LENGTHS + 2))
    archive.raw.seek(names, 1)
    packed = BytesIO(archive.raw.read(member.compress_size))
    unpacking = ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    with unpacking.stream_reader(packed, read_across_frames=True) as stream:
        data = _at_most(stream, min(most, member.file_size + 1))
    _check_whole(archive, member, data)
    return data


def _at_most(stream: Any, most: int) -> bytes:
    blocks, left = [], most
    while left > 0 and (block := stream.read(min(left, _BLOCK))):
        blocks.append(block)
        left -= len(block)
    return b"".join(blocks)


def _check_whole(archive: Archive, member: ZipInfo, data: bytes) -> None:
    too_large = len(data) > LARGEST_SAMPLE or len(data) > archive.budget.left
    if not too_large and (len(data) != member.file_size or zlib.crc32(data) != member.CRC):
        raise FormatError(
            f"{place(archive, member)}: expected {member.file_size} bytes with the checksum that "
            f"the archive names; got {len(data)} others. The log is damaged: copy it again."
        )


def json_in(archive: Archive, member: ZipInfo) -> Any:
    """The JSON value of a member."""
    try:
        return json.loads(unpacked(archive, member))
    except (ValueError, RecursionError) as error:
        raise FormatError(
            f"{place(archive, member)}: expected JSON; {shorten(str(error), 160)}. The log is "
            f"damaged: copy it again, or let the run write it again."
        ) from None
