"""What the audit says of the pictures of a set."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from handmade import LABELS, Question, questions, write_set
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from spatialbench.audit.audit import audit
from spatialbench.audit.pictures import chunks
from spatialbench.errors import FormatError
from spatialbench.probes.make import short_id
from spatialbench.sets import load


def png(number: int, *, text: str | None = None) -> bytes:
    """A small picture of one colour, all different."""
    file, note = BytesIO(), PngInfo()
    if text is not None:
        note.add_text("comment", text)
    Image.new("RGB", (8, 8), (number % 256, 7, 9)).save(file, "PNG", pnginfo=note)
    return file.getvalue()


def name(number: int) -> str:
    """The path of a picture."""
    return f"media/{short_id(b'handmade', 'picture', number)}.png"


def illustrated(count: int) -> list[Question]:
    """Questions with a picture each."""

    def flaw(one: Question) -> None:
        one.modality, one.images = "image", [name(one.number)]

    return questions(count, flaw)


def made(folder: Path, count: int = 20) -> Path:
    """A set in which the pictures are in order."""
    pictures = {name(i): png(i) for i in range(count)}
    return write_set(folder / "set", illustrated(count), pictures)


def failed_checks(folder: Path) -> set[str]:
    """The names of the checks that fail."""
    return {row.check for row in audit(load(folder), exemptions=(), quick=True).failed}


def test_pictures_in_order_pass(tmp_path: Path) -> None:
    """All there, all used, the pixels of the index, nothing else in the files."""
    assert failed_checks(made(tmp_path)) == set()


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    """Its path is in the detail."""
    folder = made(tmp_path)
    (folder / name(3)).unlink()
    failed = {
        row.check: row.detail for row in audit(load(folder), exemptions=(), quick=True).failed
    }
    assert failed["pictures missing"] == f"first: {name(3)}"
    assert "pictures not in the index" in failed


def test_a_picture_that_no_item_shows_is_named(tmp_path: Path) -> None:
    """A file left over, that is not in the index either."""
    folder = made(tmp_path)
    (folder / name(99)).write_bytes(png(99))
    assert failed_checks(folder) == {"pictures that no item shows", "pictures not in the index"}


@pytest.mark.parametrize("data", [png(77), b"no picture"], ids=["another", "damaged"])
def test_other_pixels_than_those_of_the_index_are_named(tmp_path: Path, data: bytes) -> None:
    """A picture was exchanged or damaged after the set was made."""
    folder = made(tmp_path)
    (folder / name(3)).write_bytes(data)
    assert failed_checks(folder) == {"pictures with other pixels than indexed"}


@pytest.mark.parametrize(
    "data", [png(3, text="the answer is red"), png(3) + b"red"], ids=["comment", "after the end"]
)
def test_text_in_a_picture_is_named(tmp_path: Path, data: bytes) -> None:
    """The same pixels, with more in the file than a picture."""
    folder = made(tmp_path)
    (folder / name(3)).write_bytes(data)
    assert failed_checks(folder) == {"pictures with text or metadata"}


def test_an_answer_in_a_file_name_is_named(tmp_path: Path) -> None:
    """Names of another form, and such as hold the answer."""
    asked = illustrated(60)
    for one in asked:
        one.images = [f"media/{one.answer}-{one.number}.png"]
    pictures = {one.images[0]: png(one.number) for one in asked}
    found = failed_checks(write_set(tmp_path / "set", asked, pictures))
    assert found == {"file names of another form", "answer in the file names"}


def test_sizes_of_files_that_tell_the_answer_are_named(tmp_path: Path) -> None:
    """Bytes that follow the picture's end chunk change its size and not its pixels."""
    asked = illustrated(80)
    pictures = {
        one.images[0]: _padded(png(one.number), 40 * LABELS.index(one.answer)) for one in asked
    }
    found = failed_checks(write_set(tmp_path / "set", asked, pictures))
    assert "size of the first picture → answer" in found


def _padded(data: bytes, count: int) -> bytes:
    """The PNG with a chunk of that many bytes of image data that decoders ignore."""
    body = b"IDAT" + zlib.compress(b"", 0) + bytes(count)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return data[:-12] + chunk + data[-12:]


@pytest.mark.parametrize(
    "data",
    [b"GIF89a", b"", png(1)[:-2], png(1)[:-10], png(1)[:40]],
    ids=["another format", "empty", "no checksum", "half a head", "half a chunk"],
)
def test_what_is_no_png_is_an_error(data: bytes) -> None:
    """The chunks of a file that is none are not guessed."""
    with pytest.raises(FormatError, match="expected a PNG file"):
        chunks(data)


def test_chunks_are_read_in_order() -> None:
    """A plain picture has a head, data and an end."""
    assert chunks(png(1)) == [b"IHDR", b"IDAT", b"IEND"]
