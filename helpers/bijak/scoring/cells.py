"""What somebody typed into a table, read cell by cell.

A row that says nothing does not count: empty boxes, dots, one letter for all words.
What cannot be read stays as it was typed and has a sentence of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..dates import read_clock, read_date
from ..items import Item
from ..numerals import read_number
from ..text import format_number

TEXT, NUMBER, DATE, CLOCK, CHOICE = "teks", "angka", "tanggal", "jam", "pilihan"

LONGEST, LONGEST_TEXT = 200, 1000
"""Signs that are read of one cell, and of a cell for long texts."""

MOST_ROWS, LAST_ROW = 60, 9999
_EDGES = " .,;:!?…-–—_\"'“”‘’()"


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        id: its name in rules and answers.
        title: what people read above it.
        kind: `TEXT`, `NUMBER`, `DATE`, `CLOCK` or `CHOICE`.
        unit: of a number, or the time zone of a clock time.
        options: option id → text (`CHOICE` only).
        long: whether its texts may need several lines.
        hint: an example of how to fill it, shown in the empty box.
    """

    id: str
    title: str
    kind: str = TEXT
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    long: bool = False
    hint: str = ""

    @property
    def longest(self) -> int:
        """Signs that one of its cells may hold."""
        return LONGEST_TEXT if self.long else LONGEST


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        typed: as it was typed, at most as long as may be.
        value: what it means, so that equal things are equal: folded text, float, ISO
            date or time, option id; None where there is nothing to read.
        problem: an Indonesian sentence where something was typed in vain.
    """

    typed: str = ""
    value: str | float | None = None
    problem: str = ""


Row = Mapping[str, Cell]


def columns_of(item: Item) -> dict[str, Column]:
    """The columns of an item, by id."""
    return {
        str(name): Column(
            str(name),
            str(one.get("judul", name)),
            one.get("jenis", TEXT),
            one.get("satuan", ""),
            one.get("pilihan", {}),
            bool(one.get("panjang")),
            one.get("contoh", ""),
        )
        for name, one in item.settings["kolom"].items()
    }


def fixed_rows(item: Item) -> dict[str, str]:
    """Row id → title where the author set the rows; nothing where they may be added."""
    rows = item.settings.get("baris", 1)
    return {str(row): str(title) for row, title in rows.items()} if _named(rows) else {}


def _named(rows: object) -> bool:
    return isinstance(rows, Mapping)


def most_rows(item: Item) -> int:
    """How many rows a table may have."""
    fixed = fixed_rows(item)
    return len(fixed) or int(item.settings.get("paling_banyak", MOST_ROWS))


def row_ids(item: Item, answer: object) -> list[str]:
    """The rows that a table shows, in their order; removed ones are left out.

    Added rows are named by whole numbers, which only ever grow.
    """
    fixed = fixed_rows(item)
    if fixed:
        return list(fixed)
    given = answer if isinstance(answer, Mapping) else {}
    start = {str(place) for place in range(1, int(item.settings.get("baris", 1)) + 1)}
    known = start | {row for row in given if is_row_id(row)}
    there = [row for row in known if row not in given or given[row] is not None]
    return sorted(there, key=int)[: most_rows(item)]


def is_row_id(row: object) -> bool:
    """Whether this names an added row: a whole number from 1 to `LAST_ROW`."""
    if not isinstance(row, str) or not row.isascii() or not row.isdecimal():
        return False
    return len(row) <= len(str(LAST_ROW)) and not row.startswith("0")


def read_rows(item: Item, answer: object) -> dict[str, dict[str, Cell]]:
    """All rows that a table shows, read; row id → column id → cell."""
    columns = columns_of(item)
    given = answer if isinstance(answer, Mapping) else {}
    return {row: read_row(columns, given.get(row)) for row in row_ids(item, given)}


def read_row(columns: Mapping[str, Column], cells: object) -> dict[str, Cell]:
    """One row, read; what is no mapping is an empty row."""
    given = cells if isinstance(cells, Mapping) else {}
    return {name: read_cell(one, given.get(name)) for name, one in columns.items()}


def folded(text: str) -> str:
    """A text without what does not change it: case, spaces, hidden signs, edges."""
    shown = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in shown if unicodedata.category(sign) != "Cf")
    return " ".join(seen.casefold().split()).strip(_EDGES)


def says_something(text: str) -> bool:
    """Whether a folded text is more than dots or one letter again and again."""
    signs = [sign for sign in text if sign.isalnum()]
    return any(map(str.isdigit, signs)) or len(set(signs)) > 1


def read_cell(column: Column, typed: object) -> Cell:
    """Read one cell. Never raises.

    Args:
        column: where it stands.
        typed: any JSON value; numbers are read where numbers belong, everything else
            that is not text is passed over.
    """
    if column.kind == NUMBER and type(typed) in (int, float):
        typed = plainly(typed) if abs(typed) < 1e15 else ""
    if not isinstance(typed, str) or not typed.strip():
        return Cell()
    text = typed[: column.longest]
    value, problem = _READERS[column.kind](column, text)
    return Cell(text, None if problem else value, problem)


Reading = tuple[str | float | None, str]


def _read_text(_: Column, typed: str) -> Reading:
    value = folded(typed)
    return value, "" if says_something(value) else "Tulis dengan kata yang jelas."


def _read_number(column: Column, typed: str) -> Reading:
    reading = read_number(typed, column.unit)
    if len(reading.values) == 2:
        one, other = map(plainly, reading.values)
        return None, f"Ini dapat dibaca dua cara. Tulis {one} atau {other}."
    return reading.value, reading.problem


def plainly(value: float) -> str:
    """A number typed so that it can be read in one way only: ``1500``, ``1,2340``."""
    text = format_number(value).replace(".", "").replace("−", "-")
    return f"{text}0" if len(read_number(text).values) > 1 else text


def _read_date(_: Column, typed: str) -> Reading:
    reading = read_date(typed)
    return reading.value, reading.problem


def _read_clock(column: Column, typed: str) -> Reading:
    reading = read_clock(typed, column.unit)
    return reading.value, reading.problem


def _read_choice(column: Column, typed: str) -> Reading:
    return typed, "" if typed in column.options else "Pilih salah satu dari daftar."


_READERS = {
    TEXT: _read_text,
    NUMBER: _read_number,
    DATE: _read_date,
    CLOCK: _read_clock,
    CHOICE: _read_choice,
}


def is_filled(row: Row) -> bool:
    """Whether at least one cell of a row says something that can be read."""
    return any(cell.value is not None for cell in row.values())


def typed_problems(item: Item, row: Row) -> list[str]:
    """What cannot be read in a row, each with its column: ``Tanggal: …``."""
    titles = columns_of(item)
    return [
        f"{titles[name].title}: {cell.problem}"
        for name, cell in row.items()
        if cell.problem
    ]


def row_title(item: Item, row: str, place: int) -> str:
    """What a row is called: its own title, or ``Baris 2``."""
    return fixed_rows(item).get(row) or f"Baris {place}"
