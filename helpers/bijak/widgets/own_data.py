"""A table for people's own data: typed in, pasted from a spreadsheet, or uploaded."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..scoring.cells import most_rows
from ..text import join_words
from ..views.safe import escaped
from .frame import button, conceal, group, legend, live, make, row, stack, words
from .pasted_rows import Pasted, read_file, read_pasted
from .table import Cells, Grid

_HELP = (
    "Salin sel di Excel atau Google Sheets beserta baris judulnya. "
    "Tempel di kotak ini. Judul kolom: {}."
)


class Intake:
    """A place to paste or upload rows, which asks before it replaces any."""

    def __init__(self, item: Item, grid: Grid) -> None:
        """Start closed: most people type a few rows."""
        self._item, self._grid = item, grid
        self._waiting: Pasted | None = None
        self._before: dict[str, Cells] | None = None
        self.open = button("📋 Tempel dari Excel/CSV", self._toggle, "bijak-second")
        self.text = make(
            ipywidgets.Textarea,
            "bijak-writing bijak-paste",
            description="Tempel di sini",
            rows=5,
        )
        self.take = button("Masukkan ke tabel", self._take_text, "bijak-first")
        self.file = make(
            ipywidgets.FileUpload,
            "bijak-button bijak-second",
            accept=".csv,.tsv,.txt",
            description="Pilih berkas CSV",
        )
        self.file.observe(self._take_file, "value")
        self.agree = button("Ganti", self._replace, "bijak-first")
        self.refuse = button("Batal", self._keep, "bijak-second")
        self.undo = button("↶ Kembalikan isi semula", self._put_back, "bijak-second")
        self.line = live()
        self._asked = row(self.agree, self.refuse)
        self.area = self._area()
        for hidden in (self.area, self._asked, self.undo):
            conceal(hidden, True)

    def view(self) -> ipywidgets.VBox:
        """The whole area, with the button that opens it."""
        return stack(
            row(self.open, self.undo),
            self.area,
            self.line,
            self._asked,
            classes="bijak-intake",
        )

    def _area(self) -> ipywidgets.VBox:
        titles = join_words([one.title for one in self._grid.columns.values()])
        return group(
            legend("Tempel data dari lembar kerja."),
            words(escaped(_HELP.format(titles))),
            self.text,
            row(self.take, words("atau", "bijak-or"), self.file),
            classes="bijak-paste-area",
        )

    def _toggle(self) -> None:
        opened = "bijak-hidden" not in self.area._dom_classes
        conceal(self.area, opened)
        if not opened:
            self.text.focus()

    def _take_text(self) -> None:
        self._take(read_pasted(self.text.value, self._grid.columns, self._most()))

    def _take_file(self, event: dict) -> None:
        if event["new"]:
            content = bytes(event["new"][0]["content"])
            # Emptied, so that the same file can be chosen again after a correction.
            self.file.value = ()
            self._take(read_file(content, self._grid.columns, self._most()))

    def _most(self) -> int:
        return most_rows(self._item)

    def _take(self, found: Pasted) -> None:
        self._waiting = None
        conceal(self._asked, True)
        if found.problem:
            self.line.value = escaped(found.problem)
            return
        self._waiting = found
        count = sum(bool(cells) for cells in self._grid.answer().values())
        if not count:
            self._replace()
            return
        self.agree.description = f"Ganti {count} baris dengan {len(found.rows)} baris"
        self.line.value = (
            f"Tabel sudah berisi {count} baris. Isinya akan diganti dengan "
            f"{len(found.rows)} baris yang baru. Lanjutkan?"
        )
        conceal(self._asked, False)
        self.agree.focus()

    def _replace(self) -> None:
        found, self._waiting = self._waiting, None
        if found is None:
            return
        had, before = self._grid.has_content(), self._grid.answer()
        rows = {str(n): cells for n, cells in enumerate(found.rows, 1)}
        self._grid.fill(rows)
        self._before = before if had else None
        self._done(" ".join((f"✓ {len(rows)} baris masuk ke tabel.", *found.notes)))
        self.text.value = ""
        conceal(self.area, True)

    def _keep(self) -> None:
        self._waiting = None
        self._done("Isi tabel tidak berubah.")

    def _put_back(self) -> None:
        if self._before is None:
            return
        before, self._before = self._before, None
        self._grid.fill(before)
        self._done("Isi semula kembali.")

    def _done(self, said: str) -> None:
        conceal(self._asked, True)
        conceal(self.undo, self._before is None)
        self.line.value = escaped(said)


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """A table; ``change`` gets a row's texts by column, and the row's id."""
    grid = Grid(item, answer, change)
    return grid.view(question, Intake(item, grid).view())
