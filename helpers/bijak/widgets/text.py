"""A form for a text, which counts its words and ticks its rules as they are met."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..scoring.text_rules import LONGEST, judge_text
from ..text import format_number
from ..views.checklist import checklist
from ..views.checklist import count_words as met_words
from ..views.safe import escaped, plain
from ..views.text import counter_words
from .displays import has_front_end
from .frame import group, legend, live, make, words
from .quiet import SECONDS, Quiet

_LINES = 6
_TOO_LONG = (
    f"Hanya {format_number(LONGEST)} huruf pertama yang disimpan. "
    "Pendekkan tulisan Anda."
)


class Paper:
    """A box to write in, its counter, and the rules."""

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        """Show the stored text; nothing in the box is ever rewritten."""
        self.item = item
        self.text = make(
            ipywidgets.Textarea,
            "bijak-writing",
            value=plain(answer[:LONGEST]) if isinstance(answer, str) else "",
            rows=int(item.settings.get("baris", _LINES)),
            description="Tulisan Anda",
        )
        self.counter = words("", "bijak-counter")
        self.rules = words("", "bijak-checklist")
        self.line = live()
        self._change = change
        wait = SECONDS if has_front_end() else 0
        self.quiet = Quiet(self._pause, wait)
        self._count()
        self._say()
        self.text.observe(self._typed, "value")

    def view(self, question: str = "") -> ipywidgets.VBox:
        """The whole form."""
        rules = [self.rules] if self.item.rules else []
        asked = legend(escaped(question) or "Tulis jawaban Anda.")
        return group(asked, self.text, self.counter, *rules, self.line)

    def _typed(self, event: dict) -> None:
        # The counter follows each key; it is seen, not spoken. The rest waits.
        self._count()
        self.quiet.put(event["new"])

    def _pause(self, text: str) -> None:
        self._change(text[:LONGEST])
        self._say()

    def _count(self) -> None:
        self.counter.value = escaped(counter_words(self.item, self.text.value))

    def _say(self) -> None:
        states = judge_text(self.text.value, self.item.rules)
        html = checklist(self.item.rules, states)
        if self.rules.value != html:
            self.rules.value = html
        written = bool(self.text.value.strip())
        said = met_words(states) if states and written else ""
        if len(self.text.value) > LONGEST:
            said = f"{_TOO_LONG} {said}".rstrip()
        if self.line.value != said:
            self.line.value = said


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """A text; ``change`` gets it as it was typed, at most `LONGEST` signs."""
    return Paper(item, answer, change).view(question)
