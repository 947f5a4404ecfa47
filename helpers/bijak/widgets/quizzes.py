"""A form with instant feedback, for lessons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..items import CHOICE, Item
from .forms import body
from .frame import button, live, sheet, stack
from .quiet import flush, in_turn

_CHANGED = "Jawaban berubah. Tekan <strong>Periksa</strong> lagi."
_FAILED = "Jawaban belum dapat diperiksa. Jalankan sel ini sekali lagi."


class Quiz:
    """The same form as in an assignment, and what is said about its answer."""

    def __init__(
        self,
        item: Item,
        answer: object,
        change: Callable,
        judge: Callable,
        sure: Mapping[str, int] | None = None,
    ) -> None:
        """Show the stored answer; a finished choice shows its feedback again."""
        self._item, self._judge, self._answer = item, judge, answer
        self._change = change
        self._at_once = item.kind == CHOICE
        self._groups = body(item, answer, in_turn(self._changed), sure)
        self.check = button("Periksa", self._check, "bijak-first")
        self.feedback = live()
        self.feedback.add_class("bijak-feedback")
        if self._at_once and self._complete():
            self._say()

    def view(self) -> ipywidgets.VBox:
        """The whole quiz."""
        check = [] if self._at_once else [self.check]
        return stack(
            sheet(), *self._groups, *check, self.feedback, classes="bijak-form"
        )

    def _changed(self, value: object, part: str = "") -> None:
        if part.startswith("~"):  # how sure somebody is says nothing of the answer
            self._change(value, part)
            return
        if part:
            before = self._answer if isinstance(self._answer, Mapping) else {}
            self._answer = {**before, part: value}
        else:
            self._answer = value
        if not self._at_once:
            if self.feedback.value:
                self.feedback.value = _CHANGED
        elif self._complete():
            self._say()
        self._change(*((value, part) if part else (value,)))

    def _complete(self) -> bool:
        """Whether there is an answer to every part that can be judged at once."""
        answer, item = self._answer, self._item
        if not item.parts:
            return isinstance(answer, str) and answer in item.options
        given = answer if isinstance(answer, Mapping) else {}
        return all(given.get(name) in item.part(name).options for name in item.parts)

    def _check(self) -> None:
        flush()
        self._say()

    def _say(self) -> None:
        try:
            self.feedback.value = self._judge(self._answer)
        except Exception:
            self.feedback.value = _FAILED


def quiz(
    item: Item,
    answer: object,
    change: Callable,
    judge: Callable[[object], str],
    sure: Mapping[str, int] | None = None,
) -> ipywidgets.Widget:
    """A live form that judges: a choice at once, every other kind on «Periksa».

    Args:
        item: what is asked.
        answer: the stored answer.
        change: as for `form`.
        judge: the answer → HTML that says what is right about it, and why.
        sure: as for `form`.

    Returns:
        A widget to be displayed. It may be tried as often as one likes.
    """
    return Quiz(item, answer, change, judge, sure).view()
