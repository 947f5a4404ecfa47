"""One live form for every kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..items import CHOICE, CHOICES, CLASSIFY, NUMBER, ORDER, Item
from .choosing import choice, choices
from .counting import number
from .frame import sheet, stack
from .ordering import order
from .quiet import in_turn
from .sorting import classify

_FORMS = {
    CHOICE: choice,
    CHOICES: choices,
    ORDER: order,
    CLASSIFY: classify,
    NUMBER: number,
}


def _part(item: Item, name: str, answer: object, change: Callable):
    """The form of one named part."""

    def change_part(value: object) -> None:
        change(value, name)

    question = item.parts[name]
    return _FORMS[item.kind](item.part(name), answer, change_part, question)


def body(item: Item, answer: object, change: Callable) -> list[ipywidgets.Widget]:
    """The groups of a form, without a frame."""
    if not item.parts:
        return [_FORMS[item.kind](item, answer, change)]
    given = answer if isinstance(answer, Mapping) else {}
    return [_part(item, name, given.get(name), change) for name in item.parts]


def form(item: Item, answer: object, change: Callable) -> ipywidgets.Widget:
    """A live form for a question.

    Args:
        item: what is asked.
        answer: the stored answer, shown as it is; what cannot be read is passed over.
        change: called as ``change(value)`` or ``change(value, part)`` for each change
            that the person makes, one at a time, perhaps from another thread. Never
            called while the stored answer is being shown.

    Returns:
        A widget to be displayed.
    """
    return stack(sheet(), *body(item, answer, in_turn(change)), classes="bijak-form")
