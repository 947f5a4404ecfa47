"""A closed section where two or three people at one laptop write their codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets

from .displays import has_front_end
from .frame import conceal, group, legend, live, make, stack, words
from .quiet import SECONDS, Quiet

_ASK = "Mengerjakan bersama teman?"
_WHY = (
    "Tulis kode teman yang duduk bersama Anda. Jawaban ini lalu dihitung juga "
    "untuknya. Kalau Anda sendirian, biarkan kosong."
)
_LONGEST = 60


class Together(ipywidgets.VBox):
    """A switch, and behind it one box for each companion's code."""

    def __init__(
        self,
        codes: Sequence[str],
        change: Callable[[list[str]], list[str]],
        boxes: int = 2,
    ) -> None:
        """Show the stored codes; with none, the section is closed.

        Args:
            codes: the companions' codes.
            change: called with the texts of all boxes when somebody has typed;
                returns for each box what is to be said about it, as HTML.
            boxes: how many there are.
        """
        self._change = change
        self._quiet = Quiet(self._read, SECONDS if has_front_end() else 0)
        self._showing = False
        self._boxes = [self._box(place) for place in range(1, boxes + 1)]
        self._lines = [live() for _ in self._boxes]
        self._switch = make(
            ipywidgets.ToggleButton, "bijak-button bijak-switch", description=_ASK
        )
        self._switch.observe(self._opened, "value")
        rows = [stack(*pair) for pair in zip(self._boxes, self._lines, strict=True)]
        self._inside = group(legend("Kode teman Anda"), words(_WHY), *rows)
        frame = stack(classes="bijak-together")
        super().__init__(
            [self._switch, self._inside],
            layout=frame.layout,
            _dom_classes=frame._dom_classes,
        )
        self.restore(codes)

    def restore(self, codes: Sequence[str]) -> None:
        """Show other codes, without reporting them."""
        self._showing = True
        for place, box in enumerate(self._boxes):
            box.value = codes[place] if place < len(codes) else ""
            self._lines[place].value = ""
        self._switch.value = bool(codes)
        conceal(self._inside, not codes)
        self._showing = False

    def _box(self, place: int) -> ipywidgets.Text:
        box = make(
            ipywidgets.Text, "bijak-number bijak-code", description=f"Teman {place}:"
        )
        box.observe(self._typed, "value")
        box.on_msg(self._pressed_enter)
        return box

    def _opened(self, event: dict) -> None:
        conceal(self._inside, not event["new"])
        if event["new"] and not self._showing:
            self._boxes[0].focus()

    def _typed(self, _: dict) -> None:
        if not self._showing:
            self._quiet.put("")

    def _pressed_enter(self, _: object, content: dict, __: object) -> None:
        if content.get("event") == "submit":
            self._quiet.flush()

    def _read(self, _: str) -> None:
        said = self._change([box.value[:_LONGEST] for box in self._boxes])
        for line, html in zip(self._lines, said, strict=True):
            line.value = html
