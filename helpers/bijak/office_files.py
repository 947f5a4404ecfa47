"""Texts and tables as people's own programs save them.

Excel, Notepad and a person's hand differ in encoding and separator; nobody should have
to know. What cannot be read gives a sentence that says how to save it.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from .errors import BijakError

_UNREADABLE = "Berkas {path} tidak dapat dibaca. {advice}"
_AS_CSV = "Simpan sebagai CSV, lalu coba lagi."


def decoded_text(path: Path, advice: str = _AS_CSV) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows' own encoding.

    Args:
        path: the file.
        advice: what to do when it cannot be read, as a sentence.

    Raises:
        BijakError: it is not there, or is no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BijakError(_UNREADABLE.format(path=path, advice=advice)) from error
    for encoding in (
        "utf-8-sig",
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252",
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BijakError(_UNREADABLE.format(path=path, advice=advice))


def read_lines(path: Path) -> list[tuple[int, list[str]]]:
    """(line number, cells) of each line of a table that is not empty.

    Args:
        path: a CSV file; ``;`` or tab for commas and a BOM are forgiven.

    Raises:
        BijakError: it cannot be read.
    """
    text = decoded_text(path)
    lines = csv.reader(io.StringIO(text), delimiter=_separator(text))
    return [(n, row) for n, row in enumerate(lines, 1) if any(map(str.strip, row))]


def columns_of(cells: list[str]) -> list[str]:
    """The names of the columns in a table's first line, in small letters."""
    columns = [name.strip().lower() for name in cells]
    while columns and not columns[-1]:
        columns.pop()  # Excel leaves empty columns at the end
    return columns


def _separator(text: str) -> str:
    """What separates the columns, told by the first line."""
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    return max(",;\t", key=first.count)
