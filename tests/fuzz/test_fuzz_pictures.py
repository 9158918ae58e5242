"""Whatever a file of a picture holds, it has pixels or is an error of ours."""

from __future__ import annotations

from contextlib import suppress

from fuzz.spoiling import EDITS, Edit, damaged
from hypothesis import given
from hypothesis import strategies as st
from pictured import POSTSCRIPT, chunk, in_format, png, promising

from spatialbench.audit.pictures import chunks
from spatialbench.errors import FormatError
from spatialbench.png import decoded

FILES = {
    "png": png(1, 40),
    "small": png(2, 1),
    "promising": promising(2000, 2000),
    "text": png(3)[:33] + chunk(b"zTXt", b"a\0\0x\x9c" + b"\0" * 9) + png(3)[33:],
    "animated": png(4)[:33] + chunk(b"acTL", b"\0\0\0\x09\0\0\0\0") + png(4)[33:],
    "palette": png(5)[:33] + chunk(b"PLTE", b"\1\2\3" * 4) + png(5)[33:],
    "postscript": POSTSCRIPT,
    **{kind: in_format(kind) for kind in ("JPEG", "GIF", "TIFF", "WEBP")},
}
TOKENS = [chunk(name, b"\0" * 8) for name in (b"IDAT", b"iCCP", b"eXIf", b"tRNS", b"fcTL", b"fdAT")]


@given(st.sampled_from(sorted(FILES)), EDITS)
def test_a_damaged_picture_has_pixels_or_is_an_error_of_ours(name: str, edits: list[Edit]) -> None:
    """Three bytes for each of them."""
    data = damaged(FILES[name], edits, TOKENS)
    with suppress(FormatError):
        width, height, rgb = decoded(data, "x")
        assert len(rgb) == 3 * width * height
    with suppress(FormatError):
        chunks(data)
