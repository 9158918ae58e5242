"""Excel files: the wanted columns of the first sheet, a row at a time, within limits."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from typing import Any  # cells
from zipfile import ZipFile

from spatialbench.answers.limits import MOST_CELLS, ROW, Budget
from spatialbench.answers.logs.archives import Archive, check_members
from spatialbench.answers.opened import File
from spatialbench.errors import FormatError, MissingExtra

WORKBOOK = "xl/workbook.xml"
MOST_COLUMNS = 1000


def sheet_columns(file: File) -> list[str]:
    """The names in the first row of the first sheet. MissingExtra without openpyxl."""
    with file.open() as raw:
        first = next(_rows(raw, file, MOST_COLUMNS), ())
    return [str(cell.value) for cell in first]


def sheet_rows(file: File, wanted: Collection[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the wanted cells of every row below the first. FormatError for a formula in
    one of them: what the model wrote cannot be told from what Excel makes of it."""
    places = [(i, name) for i, name in enumerate(sheet_columns(file)) if name in wanted]
    width = max((i for i, _ in places), default=0) + 1
    budget = Budget(file.name, file.size)
    with file.open() as raw:
        for number, cells in enumerate(_rows(raw, file, width), 1):
            if number * width > MOST_CELLS:
                raise FormatError(
                    f"{file.name}: expected at most {MOST_CELLS:,} cells; there are more. Write "
                    f"the predictions as TSV, or cut them into several files."
                )
            found = {name: cells[i] for i, name in places if i < len(cells)}
            _check_formulas(found, f"{file.name}, row {number}")
            values = {name: cell.value for name, cell in found.items()}
            budget.spend(ROW + sum(len(v) for v in values.values() if isinstance(v, str)))
            if number > 1 and any(value is not None for value in values.values()):
                yield number, values


def _check_formulas(cells: dict[str, Any], where: str) -> None:
    for name, cell in cells.items():
        if cell.data_type == "f":
            raise FormatError(
                f"{where}: field {name}: expected a value; the cell holds a formula, as any text "
                f"does that began with = when it was written. Write the predictions as TSV or JSON."
            )


def _rows(raw: Any, file: File, width: int) -> Iterator[tuple[Any, ...]]:
    """The cells of each row of the first sheet, up to that many columns."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtra("openpyxl", "vlmevalkit") from None
    _check_size(raw, file)
    raw.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions are nothing to us
        book = load_workbook(raw, read_only=True, keep_links=False)
        yield from book.worksheets[0].iter_rows(max_col=width)


def _check_size(raw: Any, file: File) -> None:
    """FormatError where the parts say that they unpack to more than is allowed; zipfile gives no
    more bytes of a part than it says."""
    budget = Budget(file.name, file.size)
    with ZipFile(raw) as opened:
        check_members(Archive(opened, raw, budget))
        for part in opened.infolist():
            budget.spend(part.file_size)
