"""Tables as CSV, as a spreadsheet with Indonesian settings opens them by a click.

Semicolons between cells, a comma in numbers and UTF-8 with its mark: what Excel and
LibreOffice expect where the comma is the decimal sign. Numbers are unrounded to ten
digits. Each line says n and source, so that a line that is copied keeps them.
"""

from __future__ import annotations

import csv
import io

from .document import Cell, Document, Table

_DIGITS = 10
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_files(document: Document) -> dict[str, bytes]:
    """File name → content, for every table of a document, in its order."""
    return {f"{table.id}.csv": as_csv(table) for table in document.blocks(Table)}


def as_csv(table: Table) -> bytes:
    """A table as the bytes of a CSV file; the same table gives the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(_text, (*table.columns, "banyaknya data", "sumber")))
    for row in table.rows:
        ends = (_text(table.n), _text(table.source))
        writer.writerow((*map(_written, row), *ends))
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    """The number itself where there is one, else the words."""
    if cell.value is None:
        return _text(cell.text)
    if isinstance(cell.value, int):
        return str(cell.value)
    return f"{cell.value:.{_DIGITS}g}".replace(".", ",")


def _text(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
