"""A form for one short text, which says how it reads what is being typed."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..short_texts import CLOCK, NORMALISED, read
from ..views.safe import escaped
from ..views.short_text import LONGEST, NAMES, form_of, reading, typed_words
from .displays import has_front_end
from .frame import group, legend, live, make, row, words
from .quiet import SECONDS, Quiet


class Box:
    """A text box with what it passes over and how it reads what stands in it."""

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        """Show the stored text exactly as it was typed."""
        self._item, self.form = item, form_of(item)
        self.text = make(
            ipywidgets.Text,
            f"bijak-number bijak-short-text bijak-short-{self.form}",
            value=typed_words(answer),
            description=f"{NAMES[self.form].capitalize()}:",
        )
        wait = SECONDS if has_front_end() else 0
        self.quiet = Quiet(lambda typed: change(typed[:LONGEST]), wait)
        self.line = live()
        self._read()
        self.text.observe(self._typed, "value")
        self.text.on_msg(self._pressed_enter)

    def view(self, question: str = "") -> ipywidgets.VBox:
        """The whole form."""
        parts = [self.text]
        if self.form == CLOCK and self._item.unit:
            parts.append(words(escaped(str(self._item.unit)), "bijak-unit"))
        return group(
            legend(escaped(question) or f"Tulis {NAMES[self.form]}nya."),
            words(escaped(NORMALISED[self.form]), "bijak-note"),
            row(*parts),
            self.line,
        )

    def _typed(self, event: dict) -> None:
        self._read()
        self.quiet.put(event["new"])

    def _pressed_enter(self, _: object, content: dict, __: object) -> None:
        if content.get("event") == "submit":
            self.quiet.flush()

    def _read(self) -> None:
        typed = self.text.value
        problem = read(self.form, typed, str(self._item.unit)).problem
        said = reading(self._item, typed)
        if problem:
            self.line.value = escaped(problem)
        else:
            self.line.value = (
                f"Dibaca: <strong><bdi>{escaped(said)}</bdi></strong>" if said else ""
            )


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """One short text; ``change`` gets it as it was typed."""
    return Box(item, answer, change).view(question)
