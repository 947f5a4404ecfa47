"""A ladder of hints: each press shows one more, from a nudge to nearly the way."""

from __future__ import annotations

import ipywidgets

from ..items import Item
from ..views.hints import hint_name
from ..views.safe import escaped
from .frame import button, conceal, live, stack

_HIDE, _SHOW = "Sembunyikan petunjuk", "Tampilkan petunjuk"


class _Ladder:
    """Empty lines that are filled one by one, so that only the new one is spoken.

    The button never leaves the page: whoever presses it by keyboard keeps the focus.
    """

    def __init__(self, item: Item) -> None:
        self._hints = item.hints
        self._shown = 0
        self._lines = [live() for _ in item.hints]
        self._list = stack(*self._lines, classes="bijak-hints")
        self._list_hidden = False
        self._button = button(self._next(), self._press, "bijak-quiet")

    def view(self) -> ipywidgets.VBox:
        """The hints shown so far, and the button."""
        return stack(self._list, self._button, classes="bijak-ladder")

    def _next(self) -> str:
        return hint_name(self._shown + 1, len(self._hints))

    def _press(self) -> None:
        if self._shown < len(self._hints):
            self._reveal()
        else:
            self._list_hidden = not self._list_hidden
            conceal(self._list, self._list_hidden)
        everything = self._shown == len(self._hints)
        folded = _SHOW if self._list_hidden else _HIDE
        self._button.description = folded if everything else self._next()

    def _reveal(self) -> None:
        name, hint = self._next(), self._hints[self._shown]
        self._lines[self._shown].value = f"<strong>{name}.</strong> {escaped(hint)}"
        self._shown += 1


def hints(item: Item) -> ipywidgets.VBox | None:
    """The hints of a question.

    Args:
        item: what is asked.

    Returns:
        A button that shows one hint after another and then folds them away; None
        where there are none. Looking costs nothing and is not recorded.
    """
    return _Ladder(item).view() if item.hints else None
