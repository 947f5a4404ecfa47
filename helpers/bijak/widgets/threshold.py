"""A form in which a slider moves the curve of a simulation."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..views.safe import escaped
from ..views.threshold import (
    chosen_setting,
    curves_of,
    plot,
    reached_words,
    setting_words,
)
from .displays import has_front_end
from .frame import (
    button,
    conceal,
    group,
    legend,
    live,
    row,
    slider_over,
    steppers,
    words,
)
from .quiet import SECONDS, Quiet

_ASKED = "Geser sampai menemukan nilai yang diminta."
_OPEN = "Belum dipakai. Geser dulu, atau tekan <strong>Pakai nilai ini</strong>."


class Slider:
    """A slider, the curve that it moves, and buttons for one step down or up.

    Where the slider stands at first is no answer: it must be moved, or accepted.
    """

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        """Show the stored setting, or the lowest one, which is not an answer yet."""
        self._item = item
        self._settings = list(curves_of(item))
        stored = chosen_setting(item, answer)
        self._place = 0 if stored is None else self._settings.index(stored)
        self.slider = slider_over(
            [(setting_words(item, one), one) for one in self._settings], self._now()
        )
        wait = SECONDS if has_front_end() else 0
        self.quiet = Quiet(lambda place: change(self._stored(int(place))), wait)
        self.setting = words("", "bijak-setting")
        self.curve = words("")
        self.down, self.up = steppers(self._step)
        self.accept = button("Pakai nilai ini", self._accept, "bijak-second")
        self.line = live()
        conceal(self.accept, stored is not None)
        self._show(used=stored is not None)
        self.slider.observe(self._moved, "value")

    def view(self, question: str = "") -> ipywidgets.VBox:
        """The whole form."""
        return group(
            legend(escaped(question) or _ASKED),
            self.curve,
            self.setting,
            row(self.down, self.slider, self.up, classes="bijak-sliding"),
            self.accept,
            self.line,
        )

    def _now(self) -> float:
        return self._settings[self._place]

    def _stored(self, place: int) -> float | int:
        """A setting as it is stored: 20, not 20.0."""
        setting = self._settings[place]
        return int(setting) if setting.is_integer() else setting

    def _step(self, by: int) -> None:
        if 0 <= self._place + by < len(self._settings):
            self.slider.value = self._settings[self._place + by]
            if (self.down if by < 0 else self.up).disabled:
                # A closed button loses the focus; it goes on with its neighbour.
                (self.up if by < 0 else self.down).focus()

    def _moved(self, event: dict) -> None:
        self._place = self._settings.index(event["new"])
        self._used()

    def _accept(self) -> None:
        self._used()
        self.quiet.flush()

    def _used(self) -> None:
        conceal(self.accept, True)
        self._show(used=True)
        self.quiet.put(str(self._place))

    def _show(self, used: bool) -> None:
        setting = self._now()
        said = escaped(setting_words(self._item, setting))
        self.setting.value = said
        self.curve.value = plot(self._item, setting)
        self._name(self.down, self._place - 1)
        self._name(self.up, self._place + 1)
        reached = escaped(reached_words(self._item, setting))
        mine = f"Nilai Anda: <strong>{said}</strong>." if used else _OPEN
        self.line.value = f"{reached} {mine}"

    def _name(self, stepper: ipywidgets.Button, place: int) -> None:
        """Read out instead of a bare sign: where the next step leads."""
        there = 0 <= place < len(self._settings)
        stepper.disabled = not there
        where = setting_words(self._item, self._settings[place]) if there else ""
        sign = "Turun" if stepper is self.down else "Naik"
        stepper.tooltip = f"{sign} ke {where}" if there else f"{sign}: sudah di ujung"


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """A slider with its curve; ``change`` gets the setting as a number."""
    return Slider(item, answer, change).view(question)
