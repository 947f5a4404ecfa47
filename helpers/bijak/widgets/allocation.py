"""A form in which an amount is shared out over rows, with a running total."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

import ipywidgets

from ..formulas import exact
from ..items import Item
from ..numerals import clear_number
from ..scoring.plans import LONGEST, plan_of, read_amount
from ..views.allocation import (
    asked_words,
    bar,
    row_label,
    row_problems,
    total_words,
)
from ..views.safe import escaped, plain
from ..views.words import typed_text
from .displays import has_front_end
from .frame import group, legend, live, make, row, words
from .quiet import SECONDS, Quiet

_WIDE = 7
"""Digits and dots from which a total needs a wider box."""


class _Rows:
    """Boxes with their buttons, and what they come to."""

    def __init__(self, item: Item, answer: object, change: Callable) -> None:
        """Show the stored texts exactly as they were typed."""
        self.plan = plan_of(item)
        given = answer if isinstance(answer, dict) else {}
        self._change = change
        self.boxes = {name: self._box(name, given.get(name)) for name in self.plan.rows}
        self._quiet = {name: self._waiting(name) for name in self.boxes}
        self.total = live()
        self.total.add_class("bijak-total")
        self.gauge = words("", "bijak-gauge-line")
        self.problems = live()
        self.problems.add_class("bijak-over")
        self._show()
        for name, box in self.boxes.items():
            box.observe(self._typed(name), "value")
            box.on_msg(self._entered(name))

    def view(self, question: str = "") -> ipywidgets.VBox:
        """The whole form."""
        asked = legend(escaped(question) or escaped(asked_words(self.plan)))
        rows = [self._row(name) for name in self.boxes]
        return group(asked, *rows, self.gauge, self.total, self.problems)

    def _box(self, name: str, typed: object) -> ipywidgets.Text:
        label = row_label(self.plan, name)
        if self.plan.unit == "Rp":
            label = f"{label} (Rp)"
        return make(
            ipywidgets.Text,
            "bijak-number",
            value=typed_text(typed),
            description=label,
        )

    def _waiting(self, name: str) -> Quiet:
        wait = SECONDS if has_front_end() else 0
        return Quiet(lambda typed: self._change(typed[:LONGEST], name), wait)

    def _row(self, name: str) -> ipywidgets.HBox:
        parts = [self._mover(name, -1), self.boxes[name], self._mover(name, 1)]
        if self.plan.unit not in ("", "Rp"):
            parts.append(words(escaped(self.plan.unit), "bijak-unit"))
        wide = len(clear_number(float(self.plan.total))) >= _WIDE
        return row(*parts, classes=f"bijak-amount{' bijak-wide' if wide else ''}")

    def _mover(self, name: str, by: int) -> ipywidgets.Button:
        verb, sign, style = (
            ("Tambah", "+", "bijak-more") if by > 0 else ("Kurangi", "−", "bijak-less")
        )
        step = self.plan.amount(self.plan.step)
        made = make(
            ipywidgets.Button,
            f"bijak-button bijak-mover {style}",
            description=sign,
            # Read out instead of a bare sign: what would change, and by how much.
            tooltip=f"{verb} {plain(self.plan.rows[name])} {step}",
        )
        made.on_click(lambda _: self._step(name, by))
        return made

    def _step(self, name: str, by: int) -> None:
        """One step more or less, to the next whole one, within the limits."""
        box, plan = self.boxes[name], self.plan
        reading = read_amount(plan, box.value)
        if reading and reading.value is None:
            return  # what was typed stays; the line below says what is wrong with it
        steps = exact(reading.value if reading else 0) / plan.step
        # The next one up from 2,5 is 3, the next one down is 2.
        whole = floor(steps) + 1 if by > 0 else ceil(steps) - 1
        low, high = plan.limits[name]
        there = min(max(whole * plan.step, low), high)
        box.value = clear_number(float(there), plan.unit)
        self._quiet[name].flush()

    def _typed(self, name: str) -> Callable[[dict], None]:
        def typed(event: dict) -> None:
            self._show()
            self._quiet[name].put(event["new"])

        return typed

    def _entered(self, name: str) -> Callable:
        def entered(_: object, content: dict, __: object) -> None:
            if content.get("event") == "submit":
                self._quiet[name].flush()

        return entered

    def _show(self) -> None:
        typed = {name: box.value for name, box in self.boxes.items()}
        self.total.value = total_words(self.plan, typed)
        self.gauge.value = bar(self.plan, typed)
        problems = row_problems(self.plan, typed)
        lines = (f"⚠ {escaped(problem)}" for problem in problems)
        self.problems.value = "<br>".join(lines)


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """Rows that share an amount.

    Args:
        item: what is asked.
        answer: the stored answer, row → typed text.
        change: called with the text as it was typed, and the id of its row.
        question: what to do, in place of the usual sentence.

    Returns:
        A group with a box and two buttons for each row, and the running total.
    """
    return _Rows(item, answer, change).view(question)
