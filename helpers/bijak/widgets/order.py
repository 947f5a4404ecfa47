"""A form in which steps are put in order: by buttons, or dragged where form.js runs."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..views.safe import escaped
from ..views.words import option_words, start_order, valid_order
from .frame import button, conceal, group, legend, live, make, row, words

_OPEN = (
    "Belum diurutkan. Pindahkan langkah dengan tombol <strong>Naik</strong> dan "
    "<strong>Turun</strong>."
    '<span class="bijak-if-draggable" aria-hidden="true"> Boleh juga menyeretnya '
    "pada titik-titik di kiri.</span>"
)
_DONE = "Anda masih boleh mengubah urutan ini."


class Steps:
    """Places with their buttons; what moves is the text in them.

    The buttons stay where they are and the focus follows the step, so whoever moves
    one step three places up presses the same key three times.
    """

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        """Show the stored order, or the first one, which is not an answer yet."""
        self._item, self._change = item, change
        stored = valid_order(item, answer)
        self.order = stored or start_order(item)
        self.texts = [words("", "bijak-step-text") for _ in self.order]
        self.up = [self._mover(place, -1) for place in range(len(self.order))]
        self.down = [self._mover(place, 1) for place in range(len(self.order))]
        self.accept = button("Urutan ini sudah pas", self._accept, "bijak-second")
        self.line = live(_DONE if stored else _OPEN)
        # Where form.js writes which step was dropped where.
        self.dropped = make(ipywidgets.Text, "bijak-dropped bijak-hidden")
        self.dropped.observe(self._drop, "value")
        conceal(self.accept, stored is not None)
        self.up[0].disabled = self.down[-1].disabled = True
        self._show()

    def view(self, question: str = "") -> ipywidgets.VBox:
        """The whole form."""
        rows = [
            row(text, row(up, down, classes="bijak-movers"), classes="bijak-step")
            for text, up, down in zip(self.texts, self.up, self.down, strict=True)
        ]
        asked = legend(
            escaped(question) or "Urutkan dari yang pertama sampai yang terakhir."
        )
        return group(asked, *rows, self.accept, self.line, self.dropped)

    def _mover(self, place: int, by: int) -> ipywidgets.Button:
        text = "▲ Naik" if by < 0 else "▼ Turun"
        made = make(ipywidgets.Button, "bijak-button bijak-mover", description=text)
        made.on_click(lambda _: self._move(place, by))
        return made

    def _words(self, place: int) -> str:
        return option_words(self._item, self.order[place])

    def _show(self) -> None:
        for place, text in enumerate(self.texts):
            step = self._words(place)
            number = f'<span class="bijak-place">{place + 1}</span>'
            name = escaped(self.order[place])
            text.value = f'{number}<span data-step="{name}">{escaped(step)}</span>'
            # Read out instead of a bare "Naik": which of the steps would move.
            self.up[place].tooltip = f"Naikkan: {step}"
            self.down[place].tooltip = f"Turunkan: {step}"

    def _move(self, place: int, by: int) -> None:
        target = place + by
        if not 0 <= target < len(self.order):
            return
        self._put(place, target)
        self._follow(target, by)

    def _drop(self, event: dict) -> None:
        """Read "<time> <place> <step>"; the time makes every drop a change."""
        _, place, step = event["new"].split(" ", 2)
        if step in self.order and 0 <= int(place) < len(self.order):
            self._put(self.order.index(step), int(place))

    def _put(self, place: int, target: int) -> None:
        """Take the step of one place to another; those between make room."""
        self.order.insert(target, self.order.pop(place))
        self._show()
        conceal(self.accept, True)
        self._change(list(self.order))
        self.line.value = (
            f"<strong>{escaped(self._words(target))}</strong> sekarang nomor "
            f"{target + 1}. {_DONE}"
        )

    def _follow(self, place: int, by: int) -> None:
        """Put the focus on the same button of the step that moved."""
        same, other = (self.up, self.down) if by < 0 else (self.down, self.up)
        (other if same[place].disabled else same)[place].focus()

    def _accept(self) -> None:
        self.accept.description = "✓ Urutan ini dipakai"
        self.line.value = _DONE
        self._change(list(self.order))


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """Steps to put in order; ``change`` gets the ids from first to last."""
    return Steps(item, answer, change).view(question)
