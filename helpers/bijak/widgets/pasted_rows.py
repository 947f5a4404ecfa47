"""Rows out of a spreadsheet: a pasted range or a CSV file, read without guessing.

Separators are tab, semicolon or comma; files may be UTF-8, UTF-16 or Windows-1252.
What a cell says is kept as it stands: the table reads it later, as if it were typed.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from ..scoring.cells import CHOICE, Column, folded
from ..text import join_words
from ..views.safe import short

LARGEST = 200_000
"""Bytes of a file, or signs of a pasted text, that are read."""

_SEPARATORS = "\t;,"
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NAMED = 5


@dataclass(frozen=True)
class Pasted:
    """What was found.

    Attributes:
        rows: column id → text, row by row; none where there is a problem.
        notes: what was passed over, as sentences.
        problem: why nothing could be read, and what to do.
    """

    rows: tuple[dict[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""


class _Unfit(Exception):
    """Why a text holds no rows; the sentence is for the person."""


def read_file(content: bytes, columns: Mapping[str, Column], most: int) -> Pasted:
    """Read an uploaded file.

    Args:
        content: its bytes.
        columns: the table's columns.
        most: how many rows the table may have.
    """
    if len(content) > LARGEST:
        return Pasted(problem=_too_large("Berkas ini"))
    if content.startswith(_EXCEL):
        return Pasted(
            problem="Ini berkas Excel. Salin isinya, lalu tempel di kotak di atas. "
            "Atau simpan dulu sebagai CSV."
        )
    return read_pasted(_decoded(content), columns, most)


def _decoded(content: bytes) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    if content[1:2] == b"\0" or content[:1] == b"\0":
        order = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return content.decode(order, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _too_large(what: str) -> str:
    return f"{what} lebih besar dari 200 kB. Ambil bagian yang Anda perlukan saja."


def read_pasted(text: str, columns: Mapping[str, Column], most: int) -> Pasted:
    """Read a pasted text; arguments as for `read_file`."""
    if len(text) > LARGEST:
        return Pasted(problem=_too_large("Tempelan ini"))
    try:
        lines = _lines(text.lstrip("\ufeff"), columns)
        places, body, notes = _placed(lines, columns)
        _fit(body, len(lines[0]), most)
    except _Unfit as why:
        return Pasted(problem=str(why))
    rows, more = _cells(body, places, columns)
    return Pasted(tuple(rows), (*notes, *more))


def _lines(text: str, columns: Mapping[str, Column]) -> list[list[str]]:
    """The fields of each line that holds any, split where the header splits best."""
    if text[:4].lower() == "sep=":  # Excel's own note about the separator
        text = text.partition("\n")[2]
    if not text.strip():
        raise _Unfit("Belum ada isi. Salin sel dari Excel, lalu tempel di sini.")
    tries = [_split(text, separator) for separator in _SEPARATORS]
    titles = _titles(columns)

    def fitness(lines: list[list[str]]) -> tuple[int, bool, int]:
        known = sum(folded(field) in titles for field in lines[0])
        return known, len(lines[0]) == len(columns), len(lines[0])

    return max(tries, key=fitness)


def _split(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=separator)
    try:
        lines = [[field.strip() for field in line] for line in reader]
    except csv.Error:
        lines = [line.split(separator) for line in text.splitlines()]
    return [line for line in lines if any(line)] or [[""]]


def _titles(columns: Mapping[str, Column]) -> dict[str, str]:
    """What a column may be called in a header → its id."""
    known = {}
    for name, column in columns.items():
        bare = folded(column.title)
        known |= {bare: name, folded(name): name}
        if column.unit:
            known[folded(f"{column.title} ({column.unit})")] = name
    return known


def _placed(
    lines: list[list[str]], columns: Mapping[str, Column]
) -> tuple[dict[int, str], list[list[str]], list[str]]:
    """Place in a line → column id, the lines of the body, and notes about columns."""
    titles = _titles(columns)
    head = {n: titles.get(folded(field)) for n, field in enumerate(lines[0])}
    places: dict[int, str] = {}
    for place, name in head.items():
        if name and name not in places.values():
            places[place] = name
    if not places:
        if len(lines[0]) != len(columns):
            raise _Unfit(_without_head(len(lines[0]), columns))
        return dict(enumerate(columns)), lines, []
    strange = [f for n, f in enumerate(lines[0]) if n not in places and f]
    missing = [
        one.title for name, one in columns.items() if name not in places.values()
    ]
    notes = []
    if strange:
        notes.append(f"Kolom yang dilewati: {_some(strange)}.")
    if missing:
        notes.append(
            f"Kolom yang tidak ditemukan: {_some(missing)}. Isi sendiri nanti."
        )
    return places, lines[1:], notes


def _without_head(count: int, columns: Mapping[str, Column]) -> str:
    titles = join_words([one.title for one in columns.values()])
    found = f"Terbaca {count} kolom, padahal tabel ini {len(columns)} kolom. "
    return f"{found}Tambahkan baris judul: {titles}."


def _some(texts: list[str]) -> str:
    shown = [f"“{short(text, 30)}”" for text in texts[:_NAMED]]
    if len(texts) > _NAMED:
        shown.append(f"{len(texts) - _NAMED} lainnya")
    return join_words(shown)


def _fit(body: list[list[str]], width: int, most: int) -> None:
    """Check that the rows fit into the table.

    Raises:
        _Unfit: there are none, too many, or one has fields that no title names.
    """
    if not body:
        raise _Unfit("Baru ada baris judul. Sertakan juga baris isinya.")
    if len(body) > most:
        raise _Unfit(
            f"Terbaca {len(body)} baris. Tabel ini memuat paling banyak {most} baris. "
            "Ambil sebagian saja."
        )
    for number, line in enumerate(body, 1):
        if any(line[width:]):
            raise _Unfit(
                f"Baris isi nomor {number} punya lebih banyak kolom daripada judulnya. "
                "Bila angkanya memakai koma, pisahkan kolom dengan titik koma."
            )


def _cells(
    body: list[list[str]], places: Mapping[int, str], columns: Mapping[str, Column]
) -> tuple[list[dict[str, str]], list[str]]:
    """The texts by column, and which options were not known."""
    rows, unknown = [], []
    for line in body:
        cells = {}
        for place, name in places.items():
            text = line[place] if place < len(line) else ""
            cut = text[: columns[name].longest]
            if columns[name].kind == CHOICE and text:
                cut = _option(columns[name], text)
                if not cut:
                    unknown.append(text)
            if cut:
                cells[name] = cut
        rows.append(cells)
    if not unknown:
        return rows, []
    found = _some(list(dict.fromkeys(unknown)))
    return rows, [f"Tidak ada dalam daftar pilihan: {found}. Pilih sendiri nanti."]


def _option(column: Column, text: str) -> str:
    """The id of an option written as its text or id; nothing if there is none."""
    wanted = folded(text)
    for option, words in column.options.items():
        if wanted in (folded(words), folded(option)):
            return option
    return ""
