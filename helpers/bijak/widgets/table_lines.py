"""One row of a table: a box for each column, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..scoring.cells import CHOICE, TEXT, Cell, Column, read_row
from ..views.safe import escaped, plain
from ..views.table import cell_reading, column_words
from .displays import has_front_end
from .frame import button, conceal, group, legend, make, row, words
from .quiet import SECONDS, Quiet

NO_CHOICE = "— pilih —"
_FLAG = "bijak-flagged"


def width_of(column: Column) -> str:
    """The name of a column's share of the width, for the style sheet."""
    return "panjang" if column.long else column.kind


def _box(column: Column, typed: str) -> ipywidgets.Widget:
    """The box of one cell, under the column's name."""
    name = column_words(column)
    classes = f"bijak-cell bijak-cell-{width_of(column)}"
    if column.kind == CHOICE:
        options = [(plain(text), name) for name, text in column.options.items()]
        return make(
            ipywidgets.Dropdown,
            classes,
            options=[(NO_CHOICE, ""), *options],
            value=typed if typed in column.options else "",
            description=name,
        )
    kind = (
        ipywidgets.Textarea if column.long and column.kind == TEXT else ipywidgets.Text
    )
    more = {"rows": 2} if kind is ipywidgets.Textarea else {}
    return make(
        kind,
        classes,
        value=plain(typed[: column.longest]),
        description=name,
        placeholder=plain(column.hint),
        **more,
    )


class Line:
    """The boxes of one row. What is typed is handed on once the person pauses."""

    def __init__(
        self,
        columns: Mapping[str, Column],
        cells: Mapping[str, str],
        store: Callable[[dict[str, str]], None],
        remove: Callable[[], None] | None,
    ) -> None:
        """Show the stored texts.

        Args:
            columns: column id → column.
            cells: column id → text.
            store: gets the texts of the whole row.
            remove: takes the row away; None where rows are fixed.
        """
        self._columns, self._cells, self._store = columns, dict(cells), store
        self.boxes = {n: _box(one, cells.get(n, "")) for n, one in columns.items()}
        self.title = legend("")
        self.note: ipywidgets.HTML | None = None
        self.drop = (
            button("Hapus", remove, "bijak-mover bijak-remove") if remove else None
        )
        ends = [self.drop] if self.drop else []
        side_by_side = row(*self.boxes.values(), *ends, classes="bijak-cells")
        style = "bijak-line bijak-loose" if self.drop else "bijak-line"
        self.box = group(self.title, side_by_side, classes=style)
        wait = SECONDS if has_front_end() else 0
        self.quiet = Quiet(self._pause, wait)
        for name, box in self.boxes.items():
            box.observe(lambda event, name=name: self._typed(name, event), "value")
            if isinstance(box, ipywidgets.Text):
                box.on_msg(self._pressed_enter)
        self._explain()

    def name(self, title: str) -> None:
        """Call the row by its place or title."""
        if self.title.value != escaped(title):
            self.title.value = escaped(title)
            if self.drop:
                self.drop.tooltip = f"Hapus {title}"

    def may_go(self, allowed: bool) -> None:
        """Let the row be removed, or not: one always stays."""
        if self.drop:
            self.drop.disabled = not allowed

    def focus(self) -> None:
        """Put the focus into the first box."""
        next(iter(self.boxes.values())).focus()

    def close(self) -> None:
        """Take the row out of the browser for good."""
        parts = (*self.boxes.values(), self.title, self.note, self.drop, self.box)
        for part in filter(None, parts):
            part.close()

    def _typed(self, name: str, event: dict) -> None:
        text = event["new"][: self._columns[name].longest]
        self._cells = {**self._cells, name: text}
        if not text:
            del self._cells[name]
        self.quiet.put(dict(self._cells))
        if self._columns[name].kind == CHOICE:
            self.quiet.flush()

    def _pressed_enter(self, _: object, content: dict, __: object) -> None:
        if content.get("event") == "submit":
            self.quiet.flush()

    def _pause(self, cells: dict[str, str]) -> None:
        self._store(cells)
        self._explain()

    def _explain(self) -> None:
        """Say beside the row what cannot be read, and how the rest was read."""
        read = read_row(self._columns, self._cells)
        html = "".join(self._about(name, cell) for name, cell in read.items())
        for name, cell in read.items():
            _mark(self.boxes[name], bool(cell.problem))
        if self.note is None and html:
            # Most rows never need one, so it is made and sent only then.
            self.note = words(html, "bijak-note")
            self.box.children = (*self.box.children, self.note)
        elif self.note is not None and html != self.note.value:
            self.note.value = html
            conceal(self.note, not html)

    def _about(self, name: str, cell: Cell) -> str:
        column = self._columns[name]
        title = escaped(column.title)
        if cell.problem:
            return (
                '<p class="bijak-doubt"><span aria-hidden="true">⚠ </span>'
                f"<strong>{title}</strong>: {escaped(cell.problem)}</p>"
            )
        reading = cell_reading(column, cell)
        return f"<p>{title}: {escaped(reading)}</p>" if reading else ""


def _mark(box: ipywidgets.DOMWidget, doubtful: bool) -> None:
    if doubtful and _FLAG not in box._dom_classes:
        box.add_class(_FLAG)
    elif not doubtful and _FLAG in box._dom_classes:
        box.remove_class(_FLAG)
