"""Excel files: the wanted columns of the first sheet, a row at a time, within limits.

Read with expat alone, block by block: memory stays flat whatever is in the XML, and no more tags
are read than any table of answers has. Numbers stay the text that the file holds.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from spatialbench.answers.logs.archives import Archive, check_members
from spatialbench.answers.opened import File
from spatialbench.errors import FormatError
from spatialbench.unpacking import MOST_TAGS, ROW, Budget

WORKBOOK = "xl/workbook.xml"
_RELATIONS, _STRINGS = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_FIRST_SHEET = "worksheets/sheet1.xml"
_BLOCK = 1 << 16
_COLUMN = re.compile("[A-Z]+")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUTH = {"1": "TRUE", "0": "FALSE"}

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]


class Formula(str):
    """The text of a cell that holds a formula."""

    __slots__ = ()


def sheet_columns(file: File) -> list[str]:
    """The names in the first row of the first sheet."""
    first: dict[int, str] = next(_rows(file), (0, {}))[1]
    return [first.get(i, "") for i in range(max(first, default=-1) + 1)]


def sheet_rows(file: File, wanted: Collection[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the wanted cells of every row below the first; None where one is empty.
    FormatError for a formula: what the model wrote cannot be told from what Excel makes of it."""
    places = [(i, name) for i, name in enumerate(sheet_columns(file)) if name in wanted]
    for number, cells in _rows(file):
        found = {name: cells.get(i) for i, name in places}
        if number == 1 or not any(value is not None for value in found.values()):
            continue
        for name, value in found.items():
            if isinstance(value, Formula):
                raise FormatError(
                    f"{file.name}, row {number}: field {name}: expected a value; the cell holds a "
                    f"formula, as does any text that began with = when it was written. Write the "
                    f"predictions as TSV or JSON."
                )
        yield number, found


def _rows(file: File) -> Iterator[tuple[int, dict[int, str]]]:
    """The number of each row of the first sheet, and its cells by column."""
    with file.open() as raw, ZipFile(raw) as opened:
        archive = Archive(opened, raw, Budget(file.name, file.size))
        check_members(archive)
        names = set(opened.namelist())
        strings = _Strings(archive.budget)
        if _STRINGS in names:
            for _ in _read(archive, _STRINGS, strings.start, strings.end, strings.text):
                pass
        sheet = _Sheet(strings.found, archive.budget)
        part = _first_sheet(archive, names)
        for _ in _read(archive, part, sheet.start, sheet.end, sheet.text):
            yield from sheet.taken()


def _read(
    archive: Archive, part: str, start: Start, end: End, text: Callable[[str], None]
) -> Iterator[None]:
    """Read a part of the workbook; comes back after every block of it."""
    tags = 0

    def started(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal tags
        tags += 1
        if tags > MOST_TAGS:
            raise FormatError(
                f"{archive.name}: expected at most {MOST_TAGS:,} tags in a part of the workbook; "
                f"there are more. Write the predictions as TSV, or cut them into several files."
            )
        start(_local(name), attributes)

    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.zip.open(part) as packed:
        while block := packed.read(_BLOCK):
            archive.budget.spend(len(block))
            parser.Parse(block)
            yield
    parser.Parse(b"", True)
    yield


def _refuse_doctype(*declared: object) -> None:
    raise ValueError("a document type is declared, which no workbook has")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _first_sheet(archive: Archive, names: Collection[str]) -> str:
    """The part that holds the first sheet."""
    sheets: list[str] = []
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            sheets.extend(value for key, value in attributes.items() if _local(key) == "id")

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        targets[attributes.get("Id", "")] = attributes.get("Target", "")

    for part, start in ((WORKBOOK, sheet), (_RELATIONS, relation)):
        if part in names:
            for _ in _read(archive, part, start, _nothing, _nothing):
                pass
    target = targets.get(sheets[0], _FIRST_SHEET) if sheets else _FIRST_SHEET
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _nothing(*told: object) -> None:
    """What is of no interest."""


class _Strings:
    """The table of texts that cells point at."""

    def __init__(self, budget: Budget) -> None:
        self.found: list[str] = []
        self._budget, self._parts = budget, list[str]()
        self._reading, self._phonetic = False, 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._phonetic += 1
        self._reading = name == "t" and not self._phonetic

    def end(self, name: str) -> None:
        self._reading = False
        if name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self._budget.spend(ROW)
            self.found.append(_unescaped("".join(self._parts)))

    def text(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)


class _Sheet:
    """The rows of a sheet, as they are read."""

    def __init__(self, strings: list[str], budget: Budget) -> None:
        self._strings, self._budget = strings, budget
        self._done: list[tuple[int, dict[int, str]]] = []
        self._cells: dict[int, str] = {}
        self._number, self._column, self._kind = 0, -1, ""
        self._parts, self._reading, self._formula = list[str](), False, False

    def taken(self) -> list[tuple[int, dict[int, str]]]:
        """The rows that are complete; they are forgotten here."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._column, self._cells = -1, {}
        elif name == "c":
            self._column = _column(attributes.get("r"), self._column + 1)
            self._kind, self._formula, self._parts = attributes.get("t", "n"), False, []
        elif name == "f":
            self._formula = True
        self._reading = name in {"v", "t"}

    def text(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._reading = False
        if name == "c" and (self._parts or self._formula):
            value = self._value("".join(self._parts))
            self._budget.spend(ROW + len(value))
            self._cells[self._column] = Formula(value) if self._formula else value
        elif name == "row":
            self._budget.spend(ROW)
            self._done.append((self._number, self._cells))

    def _value(self, text: str) -> str:
        if self._kind == "s":
            return self._strings[int(text)]
        return _TRUTH.get(text, text) if self._kind == "b" else _unescaped(text)


def _column(reference: str | None, following: int) -> int:
    """The number of the column in a reference such as `AB12`, counted from 0."""
    letters = _COLUMN.match(reference or "")
    if letters is None:
        return following
    number = 0
    for letter in letters.group()[:3]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _unescaped(text: str) -> str:
    """The text without the escapes that Excel writes for control characters."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
