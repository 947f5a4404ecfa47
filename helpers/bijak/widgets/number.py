"""A form for one number, which says how it reads what is being typed."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..numerals import clear_number, read_number
from ..text import format_number, with_unit
from ..views.safe import escaped
from ..views.words import typed_text
from .displays import has_front_end
from .frame import button, conceal, group, legend, live, make, row, words
from .quiet import SECONDS, Quiet

_LONGEST = 200
"""Letters that are stored; what stands in the box is never touched."""


def spoken(value: float) -> str:
    """A number as people say it, where commas and dots are confused: 1 ribu 500."""
    text = format_number(value)
    if "," in text:
        return f"{text} ({text.replace(',', ' koma ')})"
    thousands, rest = divmod(int(value), 1000)
    if 0 < thousands < 1000:
        return f"{text} ({thousands} ribu{f' {rest}' if rest else ''})"
    return text


class Box:
    """A text box with its unit, its reading, and two ways out of a doubt."""

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        """Show the stored text exactly as it was typed."""
        self.unit = item.unit if isinstance(item.unit, str) else ""
        self.text = make(
            ipywidgets.Text,
            "bijak-number",
            value=typed_text(answer),
            description="Angka (Rp):" if self.unit == "Rp" else "Angka:",
        )
        wait = SECONDS if has_front_end() else 0
        self.quiet = Quiet(lambda typed: change(typed[:_LONGEST]), wait)
        self.line = live()
        self._values: tuple[float, ...] = ()
        self.doubts = [button("", self._settler(i), "bijak-second") for i in (0, 1)]
        self._read()
        self.text.observe(self._typed, "value")
        self.text.on_msg(self._pressed_enter)

    def view(self, question: str = "") -> ipywidgets.VBox:
        """The whole form."""
        parts = [self.text]
        if self.unit not in ("", "Rp"):
            parts.append(words(escaped(self.unit), "bijak-unit"))
        return group(
            legend(escaped(question) or "Tulis angkanya."),
            row(*parts),
            self.line,
            row(*self.doubts),
        )

    def _typed(self, event: dict) -> None:
        self._read()
        self.quiet.put(event["new"])

    def _pressed_enter(self, _: object, content: dict, __: object) -> None:
        if content.get("event") == "submit":
            self.quiet.flush()

    def _settler(self, place: int) -> Callable[[], None]:
        def settle() -> None:
            if place < len(self._values):
                self.text.value = clear_number(self._values[place], self.unit)
                self.quiet.flush()
                self.text.focus()

        return settle

    def _read(self) -> None:
        reading = read_number(self.text.value, self.unit)
        if reading.value is not None:
            number = with_unit(format_number(reading.value), self.unit)
            self.line.value = f"Dibaca: <strong>{escaped(number)}</strong>"
        elif self.text.value.strip():
            self.line.value = escaped(reading.problem)
        else:
            self.line.value = "Belum diisi."
        self._values = reading.values if len(reading.values) == 2 else ()
        for place, choice in enumerate(self.doubts):
            conceal(choice, not self._values)
            if self._values:
                choice.description = f"Maksud saya {spoken(self._values[place])}"


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """One number; ``change`` gets the text as it was typed."""
    return Box(item, answer, change).view(question)
