"""The tables of a report as an Excel workbook.

Numbers are real numbers, to be reckoned with; how they look follows the report, and
the sign for decimals follows the reader's own computer.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING

from ..text import long_date
from .document import Cell, Document, Table
from .parts import is_number, number_columns

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CONTENTS = "Isi"
_LONGEST_NAME = 31  # of a sheet, in Excel
_WIDEST = 60
_INDONESIAN = "[$-421]"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip cannot say less
_PRINTED = re.compile(r"(\d[\d.]*)(?:,(\d+))?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HINT = (
    "Setiap tabel laporan ada di satu lembar. Angka tersimpan tanpa pembulatan; "
    "yang kosong di laporan ditulis dengan kata, bukan nol."
)


def make_workbook(document: Document) -> bytes:
    """The report's tables, one sheet each, after a sheet that says what is where.

    The same document gives the same bytes: the file bears the report's own date.
    """
    from openpyxl import Workbook

    book = Workbook()
    day = datetime.combine(document.made_on, time())
    book.properties.creator = "Bijak"
    book.properties.title = f"{document.title} · {document.subtitle}"
    book.properties.language = "id"
    book.properties.created = book.properties.modified = day
    contents = book.active
    contents.title = _CONTENTS
    named = list(_named(document.blocks(Table)))
    _write_contents(contents, document, named)
    for name, place, table in named:
        _write_table(book.create_sheet(name), table, place)
    return _packed(book)


def _named(tables: tuple[Table, ...]) -> Iterator[tuple[str, int, Table]]:
    """Each table with a name for its sheet, unique also where letters' case is not."""
    taken = {_CONTENTS.lower()}
    for place, table in enumerate(tables, 1):
        name = table.id[:_LONGEST_NAME]
        if name.lower() in taken:
            name = f"{name[: _LONGEST_NAME - 4]}-{place}"
        taken.add(name.lower())
        yield name, place, table


def _write_contents(sheet: Worksheet, document: Document, named: list) -> None:
    """What is where, and how it was counted."""
    from openpyxl.styles import Font

    _put(sheet, 1, 1, document.title).font = Font(bold=True, size=14)
    _put(sheet, 2, 1, document.subtitle)
    _put(sheet, 3, 1, f"Tanggal laporan: {long_date(document.made_on)}")
    _put(sheet, 4, 1, _HINT)
    for column, head in enumerate(("Lembar", "Isi", "Banyaknya", "Sumber"), 1):
        _put(sheet, 6, column, head).font = Font(bold=True)
    row = 6
    for row, (name, place, table) in enumerate(named, 7):
        link = _put(sheet, row, 1, name)
        link.hyperlink = f"#'{name}'!A1"
        link.font = Font(underline="single", color="0B6B5C")
        caption = f"Tabel {place}. {table.caption}"
        for column, text in enumerate((caption, table.n, table.source), 2):
            _put(sheet, row, column, text, wrap=True)
    if document.footnotes:
        _put(sheet, row + 2, 1, "Catatan cara menghitung").font = Font(bold=True)
    for place, note in enumerate(document.footnotes, row + 3):
        _put(sheet, place, 2, note, wrap=True)
    for column, width in zip("ABCD", (24, _WIDEST, 34, 38), strict=True):
        sheet.column_dimensions[column].width = width


def _write_table(sheet: Worksheet, table: Table, place: int) -> None:
    """Caption, heads, rows, and below them n, source and note."""
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    _put(sheet, 1, 1, f"Tabel {place}. {table.caption}").font = Font(bold=True)
    numbers = number_columns(table)
    line = Side(style="medium")
    for column, head in enumerate(table.columns, 1):
        cell = _put(sheet, 3, column, head)
        cell.font = Font(bold=True)
        cell.border = Border(top=line, bottom=line)
        side = "right" if column - 1 in numbers else "left"
        cell.alignment = Alignment(horizontal=side, vertical="bottom", wrap_text=True)
        texts = [row[column - 1].text for row in table.rows]
        width = max(map(len, [*texts, *head.split()]), default=0)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(width + 3, _WIDEST)
    for row, cells in enumerate(table.rows, 4):
        for column, cell in enumerate(cells, 1):
            _write_cell(sheet, row, column, cell, column - 1 in numbers)
    last = 3 + len(table.rows)
    below = (("Banyaknya", table.n), ("Sumber", table.source), ("Catatan", table.note))
    for row, (word, text) in enumerate((b for b in below if b[1]), last + 2):
        _put(sheet, row, 1, f"{word}: {text}")
    sheet.freeze_panes = "B4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_cell(
    sheet: Worksheet, row: int, column: int, cell: Cell, in_numbers: bool
) -> None:
    """A number as a number; words, also for what is missing, as words."""
    from openpyxl.styles import Alignment

    if not is_number(cell):
        put = _put(sheet, row, column, cell.text, wrap=not in_numbers)
        if in_numbers:
            put.alignment = Alignment(horizontal="right", vertical="top")
        return
    put = sheet.cell(row, column, cell.value)
    put.number_format = number_format(cell)
    put.alignment = Alignment(vertical="top")


def number_format(cell: Cell) -> str:
    """How Excel shows a number: with as many decimals as the report does.

    Per cent are of a share where the report shows its hundredfold: 0.625 as *62,5%*.
    """
    printed = _PRINTED.search(cell.text)
    whole, decimals = printed.groups(default="") if printed else ("", "")
    shape = "0" if abs(cell.value) >= 1000 and "." not in whole else "#,##0"
    shape += f".{'0' * len(decimals)}" if decimals else ""
    if "%" in cell.text:
        number = float(f"{whole.replace('.', '')}.{decimals or 0}" if whole else 0)
        size = abs(cell.value)
        shape += "%" if abs(100 * size - number) <= abs(size - number) else '"%"'
    if cell.text.startswith("+"):
        shape = f"+{shape};−{shape};{shape}"
    return _INDONESIAN + shape


def _put(sheet: Worksheet, row: int, column: int, text: str, wrap: bool = False):
    """Words in a cell: never a formula, whatever they begin with."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(row, column)
    cell.value = _CONTROLS.sub(" ", text)
    cell.data_type = "s"
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _packed(book) -> bytes:
    """The workbook's zip without a clock: sorted, and all parts of one age."""
    from openpyxl.writer.excel import ExcelWriter

    loose, packed = io.BytesIO(), io.BytesIO()
    # Not Workbook.save: it writes the hour of saving into the file.
    ExcelWriter(book, zipfile.ZipFile(loose, "w")).save()
    with (
        zipfile.ZipFile(loose) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(parts.namelist(), key=_order):
            part = zipfile.ZipInfo(name, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # else it differs between Windows and others
            target.writestr(part, parts.read(name))
    return packed.getvalue()


def _order(name: str) -> tuple[bool, str]:
    """What kind of file this is stands first, as Excel writes it."""
    return name != "[Content_Types].xml", name
