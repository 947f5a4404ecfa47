"""A small way to empty a whole assignment, which asks first and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets

from ..errors import BijakError
from ..views.safe import escaped
from .frame import button, conceal, live, row, stack
from .quiet import flush

_ASK = (
    "<strong>Kosongkan semua jawaban di lembar ini?</strong> "
    "Salinannya disimpan, jadi dapat dikembalikan."
)
_DONE = "Semua jawaban sudah dikosongkan. Anda dapat mulai lagi dari Soal 1."
_BACK = "Jawaban Anda sudah kembali."


@dataclass(frozen=True)
class StartingOver:
    """What the buttons do.

    Attributes:
        clear: takes every answer back.
        undo: brings the answers back.
        can_clear: whether there is anything to take back.
        can_undo: whether there is anything to bring back.
    """

    clear: Callable[[], None]
    undo: Callable[[], None]
    can_clear: Callable[[], bool]
    can_undo: Callable[[], bool]


class StartOver(ipywidgets.VBox):
    """«Ulang dari awal», the question, and «Kembalikan jawaban saya»."""

    def __init__(self, steps: StartingOver) -> None:
        """Show what can be done now; nothing happens before somebody presses."""
        self._steps = steps
        self._again = button("Ulang dari awal", self._asked, "bijak-second")
        self._undo = button("Kembalikan jawaban saya", self._undone, "bijak-second")
        self._yes = button("Ya, kosongkan", self._cleared, "bijak-second")
        self._no = button("Tidak jadi", self._kept, "bijak-second")
        self._sure = row(self._yes, self._no)
        self._line = live()
        frame = stack(classes="bijak-again")
        super().__init__(
            [row(self._again, self._undo), self._line, self._sure],
            layout=frame.layout,
            _dom_classes=frame._dom_classes,
        )
        conceal(self._sure, True)
        self.refresh()

    def refresh(self) -> None:
        """Offer what makes sense now."""
        conceal(self._again, not self._steps.can_clear())
        conceal(self._undo, not self._steps.can_undo())

    def _asked(self) -> None:
        self._line.value = _ASK
        conceal(self._sure, False)
        self._no.focus()

    def _kept(self) -> None:
        self._line.value = ""
        conceal(self._sure, True)
        self._again.focus()

    def _cleared(self) -> None:
        conceal(self._sure, True)
        self._do(self._steps.clear, _DONE)
        self._undo.focus()

    def _undone(self) -> None:
        self._do(self._steps.undo, _BACK)
        self._again.focus()

    def _do(self, step: Callable[[], None], done: str) -> None:
        flush()  # what is being typed belongs to the answers of before
        try:
            step()
            self._line.value = f"✓ {done}"
        except BijakError as error:
            self._line.value = f"⚠ {escaped(str(error))}"
        self.refresh()
