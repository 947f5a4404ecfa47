"""Periksa sekarang: a button below a form, what is left of it, and the verdict."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context

import ipywidgets

from ..errors import BijakError
from ..views.safe import escaped
from .frame import button, live, row, sheet, stack, words
from .quiet import flush

_PRESS, _WORKING = "Periksa sekarang", "Sedang memeriksa…"
_FAILED = "Belum dapat diperiksa. Jawaban Anda tersimpan. Tekan sekali lagi."
_NO_SCORE = "Hasil ini tidak mengubah nilai."
_USED_UP = "Kesempatan memeriksa sudah habis. Jawaban tetap dapat diubah."


class CheckNow(ipywidgets.VBox):
    """One item's button."""

    def __init__(
        self, item_id: str, press: Callable[[], tuple[str, int]], left: int
    ) -> None:
        """Show the button; nothing is judged before somebody presses."""
        self._press = press
        self._busy = threading.Lock()
        self._button = button(_PRESS, self._start, "bijak-second bijak-check")
        self._left = words("", "bijak-left")
        self._result = live()
        self.worker: threading.Thread | None = None
        frame = stack(classes=f"bijak-form bijak-check-now bijak-periksa-{item_id}")
        super().__init__(
            [sheet(), row(self._button, self._left), self._result],
            layout=frame.layout,
            _dom_classes=frame._dom_classes,
        )
        self._show_left(left)

    def tell_left(self, left: int) -> None:
        """Show how many tries are left now, as the class says."""
        if not self._busy.locked():  # else the verdict on its way says it
            self._show_left(left)

    def clear(self) -> None:
        """Take the verdict away: it was about another answer."""
        if self._result.value:
            self._result.value = ""

    def _show_left(self, left: int) -> None:
        said = f"Sisa {left} kali. {_NO_SCORE}" if left else _USED_UP
        self._left.value = escaped(said)
        self._button.disabled = not left

    def _start(self) -> None:
        if not self._busy.acquire(blocking=False):
            return  # the second click of a double click
        flush()  # what is being typed is judged too
        self._button.disabled = True
        self._button.description = _WORKING
        self.worker = threading.Thread(
            target=copy_context().run, args=(self._work,), daemon=True
        )
        self.worker.start()

    def _work(self) -> None:
        left = None
        try:
            shown, left = self._press()
        except BijakError as error:
            shown = f"⚠ {escaped(str(error))}"
        except Exception:
            shown = f"⚠ {_FAILED}"
        finally:
            self._button.description = _PRESS
            self._button.disabled = False
            self._busy.release()
        if left is not None:
            self._show_left(left)
        self._result.value = shown
        if not self._button.disabled:
            self._button.focus()


def check_now(
    item_id: str, press: Callable[[], tuple[str, int]], left: int
) -> CheckNow:
    """A button that lets an answer be judged at once.

    Args:
        item_id: the item.
        press: judges the stored answer; the verdict as HTML, and how many tries are
            left. It runs in a thread of its own, so that the kernel goes on answering.
        left: how many tries are left now.

    Returns:
        A widget with ``clear()`` and ``tell_left(number)``.
    """
    return CheckNow(item_id, press, left)
