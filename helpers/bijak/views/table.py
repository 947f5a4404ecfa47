"""A table to fill: as it was filled, in words, and empty on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_uppercase

from ..dates import format_date
from ..items import Item
from ..scoring.cells import (
    CHOICE,
    DATE,
    LONGEST_TEXT,
    NUMBER,
    Cell,
    Column,
    Row,
    columns_of,
    fixed_rows,
    most_rows,
    read_rows,
    row_title,
)
from ..scoring.rules import judge_table, read_table
from .checklist import checklist, tick_rules
from .pieces import EMPTY
from .safe import escaped, plain
from .words import NOT_READABLE, reading_words, with_unit

_PAPER_ROWS = 12
_SHOWN_ROWS = 30
_FEW_COLUMNS = 6
_MOST_BOXES = 15
_LETTERED = re.compile(r"[A-Z]\. ")
_PAGE_ROOM, _LEAST_ROOM = 6000, 40


def column_words(column: Column) -> str:
    """What stands above a column: its title, with the unit where it has one."""
    title, unit = plain(column.title), plain(column.unit)
    said = title.casefold().replace("(", " ").replace(")", " ").split()
    return title if not unit or unit.casefold() in said else f"{title} ({unit})"


def cell_words(column: Column, cell: Cell, most: int = LONGEST_TEXT) -> str:
    """What stands in a cell, for people, in so many signs at most."""
    if column.kind == CHOICE:
        return plain(column.options.get(cell.typed, ""), most)
    return plain(cell.typed.strip(), most)


def cell_reading(column: Column, cell: Cell) -> str:
    """How a cell is read where that is not plain: ``dibaca 4 Mei 2027``."""
    if cell.problem or cell.value is None:
        return "belum terbaca" if cell.problem else ""
    if column.kind == NUMBER:
        return reading_words(cell.typed, column.unit)
    if column.kind == DATE and not any(map(str.isalpha, cell.typed)):
        return f"dibaca {format_date(str(cell.value), weekday=False)}"
    return ""


def _cell(column: Column, cell: Cell, most: int) -> str:
    text = cell_words(column, cell, most)
    if text and column.kind == NUMBER and not _has_letters(text):
        text = with_unit(text, column.unit) if column.unit in ("Rp", "%") else text
    shown = f"<bdi>{escaped(text)}</bdi>" if text else "–"
    note = escaped(cell_reading(column, cell))
    sign = "⚠ " if cell.problem else ""
    said = f' <span class="bijak-reading">({sign}{note})</span>' if note else ""
    label = f'<span class="bijak-cell-name">{escaped(column_words(column))}: </span>'
    return f'<td role="cell">{label}{shown}{said}</td>'


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text)) or "%" in text


def _head(item: Item) -> str:
    names = "".join(
        f'<th scope="col" role="columnheader">{escaped(column_words(column))}</th>'
        for column in columns_of(item).values()
    )
    corner = '<td role="cell" class="bijak-corner"></td>'
    return f'<thead role="rowgroup"><tr role="row">{corner}{names}</tr></thead>'


def _row(title: str, cells: str) -> str:
    head = f'<th scope="row" role="rowheader">{escaped(title)}</th>'
    return f'<tr role="row">{head}{cells}</tr>'


def _table(item: Item, lines: list[str]) -> str:
    inside = f'{_head(item)}<tbody role="rowgroup">{"".join(lines)}</tbody>'
    # Words stay whole where there is room for them.
    few = " bijak-few" if len(columns_of(item)) <= _FEW_COLUMNS else ""
    return f'<table class="bijak-table{few}" role="table">{inside}</table>'


def _filled(item: Item, answer: object) -> list[tuple[str, Row]]:
    """Title and cells of the rows that hold anything, and of all fixed ones."""
    return [
        (row_title(item, name, place), row)
        for place, (name, row) in enumerate(read_rows(item, answer).items(), 1)
        if fixed_rows(item) or any(cell.typed for cell in row.values())
    ]


def _room(rows: list[tuple[str, Row]]) -> int:
    """Signs that a cell may take, so that a full table does not become a book."""
    cells = sum(len(row) for _, row in rows)
    return max(_LEAST_ROOM, _PAGE_ROOM // max(1, cells))


def _rest(rows: list) -> str:
    """How many rows are not shown, in words."""
    more = len(rows) - _SHOWN_ROWS
    return f"… dan {more} baris lagi." if more > 0 else ""


def static(item: Item, answer: object) -> str:
    """The table as it was filled, with the shown rules and which of them hold."""
    columns, rows = columns_of(item), _filled(item, answer)
    shown = rows[:_SHOWN_ROWS]
    most = _room(shown)
    lines = [
        _row(title, "".join(_cell(columns[n], cell, most) for n, cell in row.items()))
        for title, row in shown
    ]
    rest = f"<p>{_rest(rows)}</p>" if _rest(rows) else ""
    typed = any(cell.typed for _, row in rows for cell in row.values())
    states = judge_table(read_table(item, answer), item.rules)
    rules = checklist(item.rules, states)
    return f"{_table(item, lines)}{rest}{'' if typed else EMPTY}{rules}"


def words(item: Item, answer: object) -> str:
    """One line for each row that holds anything: ``Baris 1 · Sumber: …; Tanggal: …``"""
    if not isinstance(answer, dict):
        return NOT_READABLE
    columns, rows = columns_of(item), _filled(item, answer)
    most = _room(rows[:_SHOWN_ROWS])
    lines = [
        f"{plain(title)} · {_row_words(columns, row, most)}"
        for title, row in rows[:_SHOWN_ROWS]
        if any(cell.typed for cell in row.values())
    ]
    rest = [_rest(rows)] if _rest(rows) else []
    return "\n".join([*lines, *rest]) if lines else NOT_READABLE


def _row_words(columns: Mapping[str, Column], row: Row, most: int) -> str:
    return "; ".join(
        f"{column_words(columns[name])}: {cell_words(columns[name], cell, most)}"
        for name, cell in row.items()
        if cell.typed
    )


def paper(item: Item) -> str:
    """An empty table to be filled with a pen, and the rules to tick."""
    columns = columns_of(item).values()
    fixed = fixed_rows(item)
    titles = list(fixed.values()) or [str(n) for n in range(1, _paper_rows(item) + 1)]
    many = [one for one in columns if _by_letter(one, len(titles))]
    cells = "".join(
        f'<td role="cell">{"" if one in many else _ticks(one)}</td>' for one in columns
    )
    lines = [_row(title, cells) for title in titles]
    grid = _table(item, lines).replace("bijak-table", "bijak-empty-grid bijak-table", 1)
    keys = "".join(map(_letters, many))
    return f"{keys}{grid}{tick_rules(item.rules)}"


def _by_letter(column: Column, rows: int) -> bool:
    """Whether so many boxes would stand in a column that letters are shorter."""
    boxes = len(column.options) * rows
    return column.kind == CHOICE and len(column.options) > 4 and boxes > _MOST_BOXES


def _ticks(column: Column) -> str:
    if column.kind != CHOICE:
        return ""
    return "<br>".join(f"☐ {escaped(text)}" for text in column.options.values())


def _letters(column: Column) -> str:
    """The options under letters, once above the table; the cells take a letter."""
    texts = list(map(plain, column.options.values()))
    if not all(_LETTERED.match(text) for text in texts):
        signs = [*ascii_uppercase, *map(str, range(27, len(texts) + 1))]
        texts = [f"{a}. {text}" for a, text in zip(signs, texts, strict=False)]
    said = "".join(f"<li>{escaped(text)}</li>" for text in texts)
    asked = f"{escaped(column.title)}: tulis hurufnya di kotak."
    return f'<p class="bijak-asked">{asked}</p><ul class="bijak-ticks">{said}</ul>'


def _paper_rows(item: Item) -> int:
    wanted = [
        rule.get("min", 1)
        for rule in item.rules.values()
        if rule["uji"] == "jumlah_baris"
    ]
    begun = int(item.settings.get("baris", 1))
    return min(most_rows(item), _PAPER_ROWS, max([begun, *wanted]))
