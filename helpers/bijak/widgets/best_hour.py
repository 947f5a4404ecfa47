"""A slider for the reach of the one viral post: the mean runs, the median stays."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..text import format_number
from ..views.safe import escaped
from .frame import button, group, legend, live, row, sheet, slider_over, words

MARK = "ANGKA LATIHAN #LatihanBijak — data buatan, bukan akun siapa pun"
"""Stands above the picture, so that a screenshot explains itself."""

_STEPS = 24


class Slider(ipywidgets.VBox):
    """The picture of all groups, and a slider for its largest post."""

    def __init__(
        self, draw: Callable[[float], str], lowest: float, largest: float
    ) -> None:
        """Show the picture as the data have it."""
        self._draw = draw
        step = (largest - lowest) / _STEPS
        places = [round(lowest + step * n) for n in range(_STEPS + 1)]
        self._largest = places[-1]
        self.slider = slider_over(
            [(format_number(place), place) for place in places], self._largest
        )
        self.picture, self.line = words(""), live()
        self.slider.observe(lambda _: self._show(), "value")
        box = group(
            legend("Geser kiriman terbesar. Apa yang ikut bergerak?"),
            row(self.slider, classes="bijak-sliding"),
            self.line,
            row(button("Kembali ke angka asli", self.reset, "bijak-second")),
            self.picture,
        )
        super().__init__(
            [sheet(), words(f"<p><strong>{escaped(MARK)}</strong></p>"), box],
            layout=self.picture.layout,
            _dom_classes=("bijak-form",),
        )
        self._show()

    def reset(self) -> None:
        """Bring the largest post back to what it was."""
        self.slider.value = self._largest

    def _show(self) -> None:
        value = self.slider.value
        real = " (angka asli)" if value == self._largest else ""
        self.line.value = (
            f"Kiriman terbesar dilihat {escaped(format_number(value))} orang{real}."
        )
        self.picture.value = self._draw(value)


def slider(
    draw: Callable[[float], str], lowest: float, largest: float
) -> ipywidgets.Widget:
    """A picture whose largest post can be moved.

    Args:
        draw: reach of the largest post → the picture as escaped HTML.
        lowest: the smallest reach that it may get.
        largest: its reach in the data.
    """
    return Slider(draw, lowest, largest)
