"""Small files that unpack without end: refused before memory or time is gone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from written import inspect_eval, vlmevalkit_xlsx, zstandard_zip
from zstandard import ZstdCompressor, compress

from spatialbench import unpacking
from spatialbench.answers.files import read_answers
from spatialbench.errors import FormatError
from spatialbench.unpacking import Budget

MEGABYTE = 1 << 20
HEAD = compress(b'{"eval": {"model": "m"}}')


def packed(megabytes: int) -> bytes:
    """So many megabytes of nothing, in a few kilobytes."""
    packing = ZstdCompressor().compressobj()
    parts = [packing.compress(b" " * MEGABYTE) for _ in range(megabytes)]
    return b"".join([*parts, packing.flush()])


def zstandard(folder: Path) -> Path:
    members = [("header.json", HEAD, None), ("samples/a.json", packed(1500), 1500 * MEGABYTE)]
    return zstandard_zip(folder / "a.eval", members)


def lying(folder: Path) -> Path:
    members = [("header.json", HEAD, None), ("samples/a.json", packed(1500), 20)]
    return zstandard_zip(folder / "a.eval", members)


def deflated(folder: Path) -> Path:
    with ZipFile(folder / "a.eval", "w", ZIP_DEFLATED) as archive:
        archive.writestr("header.json", "{}")
        with archive.open("samples/a.json", "w") as sample:
            for _ in range(200):
                sample.write(b" " * MEGABYTE)
    return folder / "a.eval"


def table(folder: Path, text: str, rows: int, **how: Any) -> Path:
    """A parquet file in which every row has that text as its response."""
    import pyarrow
    from pyarrow import parquet

    same = pyarrow.array([0] * rows, "int32")
    columns = {
        name: pyarrow.DictionaryArray.from_arrays(same, [value])
        for name, value in (("id", "a"), ("response", text))
    }
    parquet.write_table(pyarrow.table(columns), folder / "a.parquet", compression="zstd", **how)
    return folder / "a.parquet"


def repeated_text(folder: Path) -> Path:
    return table(folder, "x" * 600_000, 4096)


def large_cell(folder: Path) -> Path:
    return table(folder, "x" * (300 * MEGABYTE), 1, use_dictionary=False)


def many_rows(folder: Path) -> Path:
    return table(folder, "a", 9_000_000)


def sheet(folder: Path, rows: Callable[[], bytes], times: int) -> Path:
    """A workbook whose first sheet holds this XML that many times."""
    path = vlmevalkit_xlsx(folder)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            with archive.open(name, "w") as part:
                if name == "xl/worksheets/sheet1.xml":
                    data, _, after = data.partition(b"</sheetData>")
                    part.write(data)
                    for _ in range(times):
                        part.write(rows())
                    data = b"</sheetData>" + after
                part.write(data)
    return path


def long_text(folder: Path) -> Path:
    return sheet(folder, lambda: b"<row><c t='inlineStr'><t>" + b"x" * MEGABYTE, 300)


def many_cells(folder: Path) -> Path:
    return sheet(folder, lambda: b"<row>" + b"<c/>" * 500_000 + b"</row>", 9)


BOMBS = {
    f.__name__: f
    for f in (
        zstandard,
        lying,
        deflated,
        repeated_text,
        large_cell,
        many_rows,
        long_text,
        many_cells,
    )
}
READ = """
import resource, sys
import jsonschema, pyarrow.parquet, zstandard
from spatialbench import unpacking
from spatialbench.answers.files import read_answers
from spatialbench.errors import FormatError
limit = int(sys.argv[2]) << 20
resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
try:
    for _ in read_answers(sys.argv[1]):
        pass
except FormatError as error:
    print(error)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_a_gigabyte(tmp_path: Path, name: str) -> None:
    """In a process that has no more than that, and a minute."""
    path = BOMBS[name](tmp_path)
    assert path.stat().st_size < 3 * MEGABYTE
    command = [sys.executable, "-c", READ, str(path), "1024"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert str(path) in done.stdout
    assert "does not fit into the memory" not in done.stdout


def test_honest_files_may_be_larger_than_any_bomb() -> None:
    """Two hundred times what is on the disk: no log is packed like that."""
    budget = Budget("x.eval", 5 << 30)
    budget.spend(900 << 30)
    with pytest.raises(FormatError, match="expected at most 1,073,741,824,000 bytes"):
        budget.spend(200 << 30)


def test_a_compression_that_no_log_has_is_named(tmp_path: Path) -> None:
    """Bzip2 unpacks a kilobyte to gigabytes in one step."""
    with ZipFile(tmp_path / "a.eval", "w", ZIP_BZIP2) as archive:
        archive.writestr("header.json", "{}")
    with pytest.raises(FormatError, match="expected no compression, deflate or zstandard; got"):
        list(read_answers(tmp_path / "a.eval"))


def test_names_in_an_archive_are_shown_escaped(tmp_path: Path) -> None:
    """They reach the screen of whoever reads the error."""
    path = inspect_eval(tmp_path)
    with ZipFile(path, "a") as archive:
        archive.writestr("samples/\x1b[2J\x07\n.json", "{")
    with pytest.raises(FormatError) as caught:
        list(read_answers(path))
    assert str(caught.value).isprintable()
    assert r"\u001b[2J\u0007" in str(caught.value)


@pytest.mark.parametrize("limit", ["FLOOR", "LARGEST_SAMPLE", "MOST_ROWS", "MOST_TAGS"])
def test_the_limits_are_stated(limit: str) -> None:
    """In the docs, as they are."""
    told = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert f"{getattr(unpacking, limit):,}" in told
