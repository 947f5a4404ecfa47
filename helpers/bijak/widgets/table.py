"""A table to fill: one row is one group of labelled boxes.

Where there is room the groups look like a grid, on a phone like cards; the style
sheet does that, so nothing is drawn anew when a screen is turned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..items import Item
from ..scoring.cells import (
    LAST_ROW,
    Column,
    columns_of,
    fixed_rows,
    is_row_id,
    most_rows,
    read_row,
    row_ids,
    row_title,
)
from ..scoring.rules import judge_table, read_table
from ..views.checklist import checklist, count_words
from ..views.safe import escaped
from ..views.table import column_words
from .frame import button, conceal, group, legend, live, row, stack, words
from .table_lines import Line, width_of

PAGE = 15
"""Rows shown at once."""

Cells = dict[str, str]


class _Pager:
    """Two buttons between pages of rows; gone while all rows fit on one."""

    def __init__(self, turn: Callable[[int], None]) -> None:
        self.back = button("← Baris sebelumnya", lambda: turn(-PAGE), "bijak-second")
        self.on = button("Baris berikutnya →", lambda: turn(PAGE), "bijak-second")
        self.place = words("")
        self.view = row(self.back, self.place, self.on, classes="bijak-pager")

    def show(self, first: int, total: int) -> None:
        """Say which rows are shown."""
        last = min(first + PAGE, total)
        self.place.value = f"Baris {first + 1}–{last} dari {total}"
        self.back.disabled, self.on.disabled = not first, last >= total
        conceal(self.view, total <= PAGE)


class Grid:
    """The rows of a table, their buttons, and what is said about them."""

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        """Show the stored rows; nothing is stored by looking."""
        self.item, self._change = item, change
        self.columns = columns_of(item)
        given = answer if isinstance(answer, Mapping) else {}
        self.ids = row_ids(item, given)
        self.cells = {name: _stored(self.columns, given.get(name)) for name in self.ids}
        self._used = {name for name in (*self.ids, *given) if is_row_id(name)}
        self._removed: list[str] = []
        self._lines: dict[str, Line] = {}
        self._first = 0
        self._boxes = stack(classes="bijak-lines")
        self.add = button("+ Tambah baris", self._add, "bijak-second")
        self.undo = button("↶ Kembalikan baris", self._put_back, "bijak-second")
        self.pager = _Pager(self._turn) if most_rows(item) > PAGE else None
        self.rules = words("", "bijak-checklist")
        self.line = live()
        self._show()
        self.say()

    def view(self, question: str = "", *more: ipywidgets.Widget) -> ipywidgets.VBox:
        """The whole form.

        Args:
            question: what it is called.
            more: what stands between the question and the rows.
        """
        asked = legend(escaped(question) or "Isi tabel ini, baris demi baris.")
        buttons = [self.pager.view] if self.pager else []
        buttons += [] if fixed_rows(self.item) else [row(self.add, self.undo)]
        rules = [self.rules] if self.item.rules else []
        size = f"bijak-table-form bijak-size-{_size(self.columns)}"
        return group(
            asked,
            *more,
            words(_head(self.item, self.columns), "bijak-table-head"),
            self._boxes,
            *buttons,
            *rules,
            self.line,
            classes=size,
        )

    def answer(self) -> dict[str, Cells]:
        """What stands in the table now: row id → column id → text."""
        return {name: self.cells[name] for name in self.ids}

    def has_content(self) -> bool:
        """Whether anything was typed."""
        return any(self.answer().values())

    def say(self, before: str = "") -> None:
        """Tell which rules hold and which boxes cannot be read.

        Args:
            before: what has just been done, said first.
        """
        answer = self.answer()
        states = judge_table(read_table(self.item, answer), self.item.rules)
        html = checklist(self.item.rules, states)
        if self.rules.value != html:
            self.rules.value = html
        unread = [
            f"{row_title(self.item, name, place)}, {self.columns[column].title}"
            for place, name in enumerate(self.ids, 1)
            for column, cell in read_row(self.columns, self.cells[name]).items()
            if cell.problem
        ]
        count = count_words(states) if states and self.has_content() else ""
        doubt = f"Belum terbaca: {'; '.join(unread[:3])}." if unread else ""
        said = escaped(" ".join(filter(None, (before, count, doubt))))
        if self.line.value != said:
            self.line.value = said

    def fill(self, rows: Mapping[str, Cells]) -> None:
        """Put other rows in place of all these, and store that.

        Args:
            rows: row id → column id → text.
        """
        gone = [name for name in self.ids if name not in rows]
        for line in self._lines.values():
            line.quiet.flush()
            line.close()
        self._lines.clear()
        self._removed.clear()
        self.ids, self.cells = list(rows), {n: dict(one) for n, one in rows.items()}
        self._used |= set(rows)
        self._first = 0
        for name in gone:
            self._change(None, name)
        for name, cells in self.cells.items():
            self._change(dict(cells), name)
        self._show()
        self.say()

    def _show(self) -> None:
        """Show the rows of this page, numbered anew."""
        if self._first >= len(self.ids):
            self._first = max(0, len(self.ids) - 1) // PAGE * PAGE
        shown = self.ids[self._first : self._first + PAGE]
        for place, name in enumerate(shown, self._first + 1):
            self._line(name).name(row_title(self.item, name, place))
        self._boxes.children = [self._lines[name].box for name in shown]
        for name in shown:
            self._lines[name].may_go(len(self.ids) > 1)
        full = len(self.ids) >= most_rows(self.item)
        self.add.disabled = full
        self.add.description = (
            f"Sudah {len(self.ids)} baris (paling banyak)" if full else "+ Tambah baris"
        )
        conceal(self.undo, full or not self._removed)
        if self.pager:
            self.pager.show(self._first, len(self.ids))

    def _line(self, name: str) -> Line:
        if name not in self._lines:
            self._lines[name] = Line(
                self.columns,
                self.cells[name],
                lambda cells: self._store(name, cells),
                None if fixed_rows(self.item) else lambda: self._remove(name),
            )
        return self._lines[name]

    def _store(self, name: str, cells: Cells) -> None:
        self.cells[name] = cells
        self._change(dict(cells), name)
        self.say()

    def _add(self) -> None:
        if len(self.ids) >= most_rows(self.item):
            return
        name = self._new_name()
        self._used.add(name)
        self.ids.append(name)
        self.cells[name] = {}
        self._first = (len(self.ids) - 1) // PAGE * PAGE
        self._show()
        self.say(f"Baris {len(self.ids)} ditambahkan.")
        self._lines[name].focus()

    def _new_name(self) -> str:
        """A number that no row had before; where the last one is gone, any free one."""
        following = max(map(int, self._used), default=0) + 1
        if following <= LAST_ROW:
            return str(following)
        return next(str(n) for n in range(1, LAST_ROW) if str(n) not in self._used)

    def _remove(self, name: str) -> None:
        if name not in self.ids or len(self.ids) < 2:
            return
        self._lines[name].quiet.flush()
        place = self.ids.index(name) + 1
        self.ids.remove(name)
        self._removed.append(name)
        self._change(None, name)
        self._show()
        self.say(f"Baris {place} dihapus. Keliru? Tekan Kembalikan baris.")
        self.undo.focus()

    def _put_back(self) -> None:
        if not self._removed or len(self.ids) >= most_rows(self.item):
            return
        name = self._removed.pop()
        self.ids = sorted([*self.ids, name], key=int)
        self._first = self.ids.index(name) // PAGE * PAGE
        self._change(dict(self.cells[name]), name)
        self._show()
        self.say(f"Baris {self.ids.index(name) + 1} kembali.")
        self._lines[name].focus()

    def _turn(self, by: int) -> None:
        self._first = max(0, self._first + by)
        self._show()


def _stored(columns: Mapping[str, Column], cells: object) -> Cells:
    """The texts of a stored row, exactly as they were typed."""
    given = cells if isinstance(cells, Mapping) else {}
    read = read_row(columns, given)
    return {
        name: given[name] if isinstance(given[name], str) else cell.typed
        for name, cell in read.items()
        if cell.typed
    }


def _size(columns: Mapping[str, Column]) -> int:
    """How much room a row needs side by side: 1, 2 or 3."""
    wide = sum(2 if column.long else 1 for column in columns.values())
    return 1 if wide <= 3 else 2 if wide <= 5 else 3


def _head(item: Item, columns: Mapping[str, Column]) -> str:
    """The titles above the boxes; each box has its own label as well."""
    titles = "".join(
        f'<span class="bijak-cell bijak-cell-{width_of(column)}">'
        f"{escaped(column_words(column))}</span>"
        for column in columns.values()
    )
    fixed = " bijak-fixed" if fixed_rows(item) else ""
    return f'<div class="bijak-titles{fixed}" aria-hidden="true">{titles}</div>'


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """A table; ``change`` gets a row's texts by column, and the row's id.

    A removed row is None.
    """
    return Grid(item, answer, change).view(question)
