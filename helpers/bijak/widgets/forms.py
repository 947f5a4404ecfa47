"""One live form for every kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..items import PER_CARD, Item
from ..views.safe import escaped
from . import confidence
from .frame import sheet, stack, words
from .hints import hints
from .quiet import in_turn
from .rooms import form_of


def _part(item: Item, name: str, answer: object, change: Callable):
    """The form of one named part."""

    def change_part(value: object) -> None:
        change(value, name)

    question = item.parts[name]
    return form_of(item.kind).build(item.part(name), answer, change_part, question)


def _groups(
    item: Item, answer: object, change: Callable, sure: Mapping[str, int]
) -> list[ipywidgets.Widget]:
    if item.parts:
        given = answer if isinstance(answer, Mapping) else {}
        return [_part(item, name, given.get(name), change) for name in item.parts]
    more = {"sure": sure} if item.confidence == PER_CARD else {}
    return [form_of(item.kind).build(item, answer, change, **more)]


def body(
    item: Item, answer: object, change: Callable, sure: Mapping[str, int] | None = None
) -> list[ipywidgets.Widget]:
    """The groups of a form, without a frame.

    Args:
        item: what is asked.
        answer: the stored answer.
        change: as for `form`.
        sure: how sure the person is: card → 1 to 4, ``""`` for the whole item.
    """
    sure = sure or {}
    parts = [words(escaped(item.story), "bijak-story")] if item.story else []
    parts += _groups(item, answer, change, sure)
    if item.confidence is True:
        parts.append(confidence.build(item, sure.get(""), change))
    ladder = hints(item)
    return [*parts, ladder] if ladder else parts


class Form(ipywidgets.VBox):
    """A live form; what it holds can be shown anew."""

    def __init__(
        self, item: Item, answer: object, change: Callable, sure: Mapping[str, int]
    ) -> None:
        """Show the stored answer; it is not reported as a change."""
        self._item, self._report = item, in_turn(change)
        frame = stack(classes=f"bijak-form bijak-soal-{item.id}")
        super().__init__(layout=frame.layout, _dom_classes=frame._dom_classes)
        self.restore(answer, sure)

    def restore(self, answer: object, sure: Mapping[str, int] | None = None) -> None:
        """Show another answer in place of this one, without reporting it."""
        groups = body(self._item, answer, self._report, sure)
        self.children = [sheet(), *groups]


def form(
    item: Item,
    answer: object,
    change: Callable,
    sure: Mapping[str, int] | None = None,
) -> Form:
    """A live form for a question.

    Args:
        item: what is asked.
        answer: the stored answer, shown as it is; what cannot be read is passed over.
        change: called as ``change(value)`` or ``change(value, part)`` for each change
            that the person makes, one at a time, perhaps from another thread. Never
            called while the stored answer is being shown. Parts beginning with ``~``
            are not the answer: ``~yakin`` is how sure the person is.
        sure: how sure the person is: card → 1 to 4, ``""`` for the whole item.

    Returns:
        A widget to be displayed, with ``restore(answer, sure)``.
    """
    return Form(item, answer, change, sure or {})
