"""Sliders, and below them what they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ipywidgets

from ..text import format_number, with_unit
from ..views.safe import escaped
from .frame import group, legend, row, sheet, slider_over, stack, words


@dataclass(frozen=True)
class Knob:
    """One number that can be turned.

    Attributes:
        id: its name in what is drawn.
        title: what people read above it.
        values: the numbers it can stand at, smallest first.
        start: where it stands at first; one of ``values``.
        unit: ``Rp``, ``%``, ``cm`` …
    """

    id: str
    title: str
    values: Sequence[float]
    start: float
    unit: str = ""

    def said(self, value: float) -> str:
        """A value with its unit: ``30 cm``."""
        return with_unit(format_number(value), self.unit)


class Knobs(ipywidgets.VBox):
    """Sliders whose every move draws anew what stands below them."""

    def __init__(
        self, knobs: Sequence[Knob], draw: Callable[[Mapping[str, float]], str]
    ) -> None:
        """Draw with the starting values."""
        self._knobs, self._draw = {one.id: one for one in knobs}, draw
        self.sliders = {one.id: _slider(one) for one in knobs}
        self._settings = {one.id: words("", "bijak-setting") for one in knobs}
        self.drawn = words("", "bijak-live bijak-shop-card")
        for slider in self.sliders.values():
            slider.observe(lambda _: self._show(), "value")
        self._show()
        lines = [
            group(
                legend(escaped(one.title)), self._settings[one.id], self.sliders[one.id]
            )
            for one in knobs
        ]
        desk = stack(*lines, classes="bijak-shop-desk")
        super().__init__(
            [sheet(), row(desk, self.drawn, classes="bijak-shop-sides")],
            layout=self.drawn.layout,
            _dom_classes=("bijak-form", "bijak-knobs"),
        )

    @property
    def values(self) -> dict[str, float]:
        """Where each knob stands."""
        return {name: slider.value for name, slider in self.sliders.items()}

    def _show(self) -> None:
        values = self.values
        for name, line in self._settings.items():
            line.value = escaped(self._knobs[name].said(values[name]))
        self.drawn.value = self._draw(values)


def _slider(knob: Knob) -> ipywidgets.SelectionSlider:
    return slider_over([(knob.said(value), value) for value in knob.values], knob.start)
