"""A form that asks for an answer and for its reason, perhaps for each card of a set."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..items import PER_CARD, Item
from ..scoring.two_tier import TIERS, choices_of, pair_of, part_name
from ..text import join_words
from ..views.cards import post_card
from ..views.safe import escaped
from ..views.two_tier import choice_words, tier_question
from . import confidence
from .columns import columns
from .frame import group, legend, live, radios, stack, words


def _tier(item: Item, tier: str, chosen: str | None, take: Callable) -> ipywidgets.VBox:
    """One list to choose from, under its question."""
    ids = list(choices_of(item, tier))
    texts = [choice_words(item, tier, one) for one in ids]
    # Alone there is room for one below the other; under cards there is little.
    buttons = radios(ids, texts, chosen, columns(texts) if item.cards else "")
    buttons.observe(lambda event: take(event["new"]), "value")
    return group(
        legend(escaped(tier_question(item, tier))), buttons, classes="bijak-tier"
    )


class _Cards:
    """Cards with both lists and a counter of those that are complete."""

    def __init__(
        self, item: Item, answer: Mapping, change: Callable, sure: Mapping[str, int]
    ) -> None:
        self._item, self._change, self._sure = item, change, sure
        self._chosen = {
            card: dict(zip(TIERS, pair_of(item, answer, card), strict=True))
            for card in item.cards
        }
        self._titles = {card: legend("") for card in item.cards}
        self.counter = live()
        for place, card in enumerate(item.cards, 1):
            self._name(place, card)
        self._count()

    def card(self, place: int, card: str, row: Mapping) -> ipywidgets.VBox:
        """One card with its two lists."""
        tiers = [self._list(place, card, tier) for tier in TIERS]
        if self._item.confidence == PER_CARD:
            part, level = confidence.part_of(card), self._sure.get(card)
            tiers.append(confidence.build(self._item, level, self._change, part))
        shown = words(post_card(row))
        return group(self._titles[card], shown, *tiers, classes="bijak-sort")

    def _list(self, place: int, card: str, tier: str) -> ipywidgets.VBox:
        def take(one: str) -> None:
            self._chosen[card][tier] = one
            self._name(place, card)
            self._count()
            self._change(one, part_name(card, tier))

        chosen = self._chosen[card][tier]
        return _tier(self._item, tier, chosen, take)

    def _complete(self, card: str) -> bool:
        return None not in self._chosen[card].values()

    def _name(self, place: int, card: str) -> None:
        done = ' <span class="bijak-done">✓ lengkap</span>'
        title = f"Kartu {place} dari {len(self._item.cards)}"
        self._titles[card].value = title + (done if self._complete(card) else "")

    def _count(self) -> None:
        places = enumerate(self._chosen, 1)
        missing = [str(place) for place, card in places if not self._complete(card)]
        total = len(self._chosen)
        done = f"<strong>{total - len(missing)} dari {total}</strong> kartu lengkap."
        if not missing:
            done += " Semua lengkap."
        elif len(missing) < total:
            done += f" Belum: kartu {join_words(missing)}."
        self.counter.value = done


def build(
    item: Item,
    answer: object,
    change: Callable,
    question: str = "",
    sure: Mapping[str, int] | None = None,
) -> ipywidgets.VBox:
    """An answer and its reason.

    Args:
        item: what is asked.
        answer: the stored answer, part → id.
        change: called with the chosen id and its part.
        question: what to do, in place of the usual sentence.
        sure: how sure the person is of each card.

    Returns:
        Two groups of radio buttons, or a group with both for each card.
    """
    given = answer if isinstance(answer, Mapping) else {}
    if not item.cards:
        chosen = zip(TIERS, pair_of(item, given), strict=True)
        return stack(
            *[
                _tier(item, tier, one, lambda new, tier=tier: change(new, tier))
                for tier, one in chosen
            ],
            classes="bijak-tiers",
        )
    cards = _Cards(item, given, change, sure or {})
    rows = [
        cards.card(place, name, row)
        for place, (name, row) in enumerate(item.cards.items(), 1)
    ]
    asked = question or "Jawab kedua pertanyaan pada setiap kartu."
    return stack(words(escaped(asked), "bijak-ask"), *rows, cards.counter)
