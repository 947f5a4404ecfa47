"""A form in which every card of a set gets one label."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..items import PER_CARD, Item
from ..text import join_words
from ..views.cards import post_card
from ..views.safe import escaped
from ..views.words import card_label, option_words
from . import confidence
from .frame import group, legend, live, radios, stack, words


class _Cards:
    """Cards with their labels and a counter of those that have one."""

    def __init__(
        self, item: Item, answer: object, change: Callable, sure: Mapping[str, int]
    ) -> None:
        self._item, self._change, self._sure = item, change, sure
        self._labels = {card: card_label(item, answer, card) for card in item.cards}
        self.counter = live()
        self._count()

    def card(self, place: int, name: str, row: Mapping) -> ipywidgets.VBox:
        """One card and its group of labels."""
        labels = list(self._item.options)
        texts = [option_words(self._item, label) for label in labels]
        buttons = radios(labels, texts, self._labels[name], "bijak-labels")
        buttons.observe(lambda event: self._sorted(name, event["new"]), "value")
        title = f"Kartu {place} dari {len(self._item.cards)}"
        parts = [legend(title), words(post_card(row)), buttons]
        if self._item.confidence == PER_CARD:
            level = self._sure.get(name)
            part = confidence.part_of(name)
            parts.append(confidence.build(self._item, level, self._change, part))
        return group(*parts, classes="bijak-sort")

    def _sorted(self, card: str, label: str) -> None:
        self._labels[card] = label
        self._count()
        self._change(label, card)

    def _count(self) -> None:
        places = enumerate(self._labels.values(), 1)
        missing = [str(place) for place, label in places if label is None]
        total = len(self._labels)
        done = f"<strong>{total - len(missing)} dari {total}</strong> kartu sudah"
        if not missing:
            self.counter.value = f"{done} dikelompokkan. Semua lengkap."
        elif len(missing) < total:
            rest = join_words(missing)
            self.counter.value = f"{done} dikelompokkan. Belum: kartu {rest}."
        else:
            self.counter.value = f"{done} dikelompokkan."


def build(
    item: Item,
    answer: object,
    change: Callable,
    question: str = "",
    sure: Mapping[str, int] | None = None,
) -> ipywidgets.VBox:
    """Cards to sort; ``change`` gets a label and the id of its card."""
    cards = _Cards(item, answer, change, sure or {})
    rows = [
        cards.card(place, name, row)
        for place, (name, row) in enumerate(item.cards.items(), 1)
    ]
    asked = question or "Pilih satu kelompok untuk setiap kartu."
    return stack(words(escaped(asked), "bijak-ask"), *rows, cards.counter)
