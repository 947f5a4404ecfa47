"""Numbers to turn, and a picture that follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ipywidgets

from ..text import format_number, with_unit
from ..views.safe import escaped
from ..views.styles import read_style
from .frame import group, legend, make, row, sheet, steppers, words

Draw = Callable[[Mapping[str, float]], str]
"""Values of all dials → escaped HTML."""


@dataclass(frozen=True)
class Dial:
    """One number that can be turned.

    Attributes:
        name: its name in what is drawn.
        label: what people read.
        unit: ``Rp``, ``%`` or a word behind the number.
        low: the lowest value.
        high: the highest value.
        step: how far one press of a button goes.
        start: where it stands at first.
    """

    name: str
    label: str
    unit: str
    low: int
    high: int
    step: int
    start: int

    def words(self, value: int) -> str:
        """``Harga: Rp260.000``."""
        return f"{self.label}: {with_unit(format_number(value), self.unit)}"


@cache
def _style() -> str:
    return f"<style>{read_style(Path(__file__).with_name('dials.css'))}</style>"


class _Turned:
    """A slider between two buttons, under its words."""

    def __init__(self, dial: Dial, changed: Callable[[], None]) -> None:
        self.dial = dial
        self._changed = changed
        self.slider = make(
            ipywidgets.IntSlider,
            "bijak-slider",
            min=dial.low,
            max=dial.high,
            step=dial.step,
            value=dial.start,
            readout=False,
            tooltip=dial.label,
        )
        self.said = words("", "bijak-setting")
        self.down, self.up = steppers(self._step)
        for one, word in ((self.down, "Turunkan"), (self.up, "Naikkan")):
            one.tooltip = f"{word} {dial.label.lower()}"
        self.slider.observe(lambda _: self._moved(), "value")
        self._tell()

    def view(self) -> ipywidgets.Widget:
        sliding = row(self.down, self.slider, self.up, classes="bijak-sliding")
        return group(self.said, sliding, classes="bijak-dial")

    def _step(self, by: int) -> None:
        # The slider keeps a value between its ends by itself.
        self.slider.value += by * self.dial.step

    def _moved(self) -> None:
        self._tell()
        self._changed()

    def _tell(self) -> None:
        value = self.slider.value
        self.said.value = escaped(self.dial.words(value))
        self.down.disabled = value <= self.dial.low
        self.up.disabled = value >= self.dial.high


class Dials(ipywidgets.VBox):
    """The picture above, the dials below it."""

    def __init__(self, dials: Sequence[Dial], draw: Draw, title: str) -> None:
        """Draw where the dials stand at first."""
        self._draw = draw
        self.turned = {dial.name: _Turned(dial, self._show) for dial in dials}
        self.picture = words("")
        children = [
            sheet(),
            words(_style(), "bijak-hidden"),
            legend(escaped(title)),
            self.picture,
            row(*(one.view() for one in self.turned.values()), classes="bijak-dials"),
        ]
        super().__init__(
            children, layout=self.picture.layout, _dom_classes=("bijak-form",)
        )
        self._show()

    def _show(self) -> None:
        values = {name: one.slider.value for name, one in self.turned.items()}
        self.picture.value = self._draw(values)


def starts(dials: Sequence[Dial]) -> dict[str, int]:
    """Where the dials stand at first, by their names."""
    return {dial.name: dial.start for dial in dials}


def playground(dials: Sequence[Dial], draw: Draw, title: str) -> ipywidgets.Widget:
    """Dials and the picture that follows them.

    Args:
        dials: what can be turned, in reading order.
        draw: the picture, and what it says, for the values of the dials.
        title: what there is to find out.
    """
    return Dials(dials, draw, title)
