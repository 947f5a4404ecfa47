"""The end of an assignment: how much is answered, and one big button."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from functools import cache
from pathlib import Path

import ipywidgets

from ..errors import BijakError
from ..views.safe import escaped
from .displays import has_front_end, show
from .frame import button, conceal, live, make, row, sheet, words
from .quiet import flush
from .starting_over import StartingOver, StartOver
from .together import Together

_PRESS, _AGAIN, _WORKING = "Kumpulkan", "Kumpulkan lagi", "Sedang mengumpulkan…"
_FAILED = (
    "Belum terkumpul. Jawaban Anda tetap tersimpan. Tekan Kumpulkan sekali lagi; "
    "jika masih gagal, panggil pelatih."
)


class HandInPanel(ipywidgets.VBox):
    """Progress, the button, a question when something is missing, the result."""

    def __init__(
        self,
        progress_html: str,
        press: Callable[[], str],
        missing: Sequence[str],
        together: Together | None,
        again: StartOver | None,
    ) -> None:
        """Show the progress; nothing is handed in before somebody presses."""
        self.together, self.again = together, again
        self._press, self._missing = press, list(missing)
        self._busy = threading.Lock()
        self._progress = words(progress_html, "bijak-progress bijak-live")
        self._send = button(_PRESS, self._asked, "bijak-first bijak-big")
        self._question = live()
        self._yes = button("Ya, kumpulkan sekarang", self._start, "bijak-second")
        self._no = button("Belum, saya isi dulu", self._back, "bijak-second")
        self._sure = row(self._yes, self._no)
        self._result = live()
        conceal(self._sure, True)
        self.worker: threading.Thread | None = None
        frame = make(ipywidgets.VBox, "")  # borrows the shared layout
        parts = [
            sheet(),
            self._progress,
            together,
            self._send,
            self._question,
            self._sure,
            self._result,
            again,
        ]
        super().__init__(
            [part for part in parts if part is not None],
            layout=frame.layout,
            _dom_classes=("bijak-form", "bijak-hand-in", "bijak-soal-kumpulkan"),
        )

    def update(self, progress_html: str, missing: Sequence[str] = ()) -> None:
        """Show how things stand now.

        Args:
            progress_html: how much is answered, and when it was saved.
            missing: the items that are not complete, as people call them.
        """
        self._progress.value = progress_html
        self._missing = list(missing)
        if self.again:
            self.again.refresh()

    def _asked(self) -> None:
        flush()
        if not self._missing:
            self._start()
            return
        self._result.value = ""
        self._question.value = (
            f"<strong>Yakin?</strong> Masih ada {len(self._missing)} soal kosong."
        )
        conceal(self._sure, False)
        self._no.focus()

    def _back(self) -> None:
        self._question.value = ""
        conceal(self._sure, True)
        self._send.focus()

    def _start(self) -> None:
        if not self._busy.acquire(blocking=False):
            return  # the second click of a double click
        self._question.value = ""
        conceal(self._sure, True)
        self._send.disabled = True
        self._send.description = _WORKING
        self._result.value = f"{_WORKING} Jangan tutup halaman ini."
        self.worker = threading.Thread(
            target=copy_context().run, args=(self._work,), daemon=True
        )
        self.worker.start()

    def _work(self) -> None:
        try:
            result = self._press()
        except BijakError as error:
            result = escaped(str(error))
        except Exception:
            result = _FAILED
        finally:
            self._send.description = _AGAIN
            self._send.disabled = False
            self._busy.release()
        self._result.value = result
        self._send.focus()


@cache
def _jump() -> str:
    """What gives the focus to an item when its link is followed."""
    return Path(__file__).with_name("jump.js").read_text(encoding="utf-8")


def hand_in_panel(
    progress_html: str,
    press: Callable[[], str],
    missing: Sequence[str] = (),
    *,
    together: tuple[Sequence[str], Callable[[list[str]], list[str]]] | None = None,
    again: Mapping[str, Callable] | None = None,
) -> HandInPanel:
    """The panel that ends an assignment.

    Args:
        progress_html: how much is answered, and when it was saved.
        press: hands in and returns the result as HTML. It runs in a thread of its
            own, so that the kernel goes on answering.
        missing: the items that are not complete; with some missing, the button asks
            first.
        together: companions' codes, and what is called with the typed ones
            (see `Together`); without it nobody is asked for companions.
        again: the steps of `StartingOver` by their names; without it nobody can
            start over.

    Returns:
        A widget with ``update(progress_html, missing)``.
    """
    if has_front_end():
        show(None, f"<script>{_jump()}</script>", "")
    return HandInPanel(
        progress_html,
        press,
        missing,
        Together(*together) if together else None,
        StartOver(StartingOver(**again)) if again else None,
    )
