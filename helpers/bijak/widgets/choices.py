"""A form in which several options are marked."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..views.safe import escaped
from ..views.words import chosen_options, option_words
from .frame import group, legend, live, make


class _Marks:
    """Checkboxes, of which only so many may be marked."""

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        self._item, self._change = item, change
        marked = chosen_options(item, answer if isinstance(answer, list) else [])
        self.boxes = {
            option: make(
                ipywidgets.Checkbox,
                "bijak-check",
                description=option_words(item, option),
                indent=False,
                value=option in marked,
            )
            for option in item.options
        }
        self.counter = live()
        self._show()
        for box in self.boxes.values():
            box.observe(self._marked, "value")

    def _now(self) -> list[str]:
        return [option for option, box in self.boxes.items() if box.value]

    def _marked(self, event: dict) -> None:
        limit = self._item.limit
        if limit and event["new"] and len(self._now()) > limit:
            # Quicker than the other boxes could be closed: this one does not count.
            box = event["owner"]
            box.unobserve(self._marked, "value")
            box.value = False
            box.observe(self._marked, "value")
            return
        self._show()
        self._change(self._now())

    def _show(self) -> None:
        count, limit = len(self._now()), self._item.limit
        full = bool(limit) and count >= limit
        for box in self.boxes.values():
            box.disabled = full and not box.value
        if not limit:
            self.counter.value = f"{count} ditandai."
            return
        more = ""
        if count > limit:
            more = f" Lepas {count - limit} tanda."
        elif full:
            more = " Sudah cukup. Untuk mengganti, lepas satu tanda dulu."
        self.counter.value = f"<strong>{count} dari {limit}</strong> ditandai.{more}"


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """Checkboxes; ``change`` gets the marked options in option order."""
    marks = _Marks(item, answer, change)
    asked = (
        f"Tandai {item.limit} jawaban." if item.limit else "Tandai semua yang cocok."
    )
    return group(
        legend(escaped(question) or asked), *marks.boxes.values(), marks.counter
    )
