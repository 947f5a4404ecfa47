"""A form in which everything on the left gets a partner from the right.

Few short partners are radio buttons, all in sight; more or longer ones a dropdown,
which a phone opens as a list over the whole screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ipywidgets

from ..items import PER_CARD, Item
from ..text import join_words
from ..views.cards import is_post, post_card
from ..views.match import letters, partner_list, partner_words, rule_words
from ..views.safe import escaped, short
from ..views.words import card_label, option_words
from . import confidence
from .columns import columns
from .frame import conceal, group, legend, live, make, radios, stack, words

_FEW, _SHORT = 4, 40
"""Up to so many partners of so many letters stand side by side."""
_NARROW = 32
"""Letters that a closed dropdown shows on a phone."""
_ASK = "— pilih —"
_NONE = ""


class _Pairs:
    """Left things with their partners and a counter of those that have one."""

    def __init__(
        self, item: Item, answer: object, change: Callable, sure: Mapping[str, int]
    ) -> None:
        self._item, self._change, self._sure = item, change, sure
        self._letters = letters(item)
        lengths = [len(option_words(item, partner)) for partner in self._letters]
        self._in_sight = len(lengths) <= _FEW and max(lengths) <= _SHORT
        self.listed = not self._in_sight and max(lengths) > _NARROW
        self._partners = {left: card_label(item, answer, left) for left in item.cards}
        self.counter = live()
        self._count()

    def pair(self, place: int, left: str, row: Mapping) -> ipywidgets.VBox:
        """One left thing and the choice of its partner."""
        number = f'<span class="bijak-place">{place}</span>'
        if is_post(row):
            about = [legend(f"{number}<span>Nomor {place}</span>")]
            about.append(words(post_card(row)))
        else:
            about = [legend(f"{number}<span>{escaped(row.get('teks'))}</span>")]
        chooser = self._radios(left) if self._in_sight else self._dropdown(left)
        if self._item.confidence == PER_CARD:
            part, level = confidence.part_of(left), self._sure.get(left)
            chooser.append(confidence.build(self._item, level, self._change, part))
        return group(*about, *chooser, classes="bijak-sort bijak-pair")

    def _radios(self, left: str) -> list[ipywidgets.Widget]:
        texts = [partner_words(self._item, partner) for partner in self._letters]
        chosen = self._partners[left]
        buttons = radios(list(self._letters), texts, chosen, columns(texts))
        buttons.observe(lambda event: self._joined(left, event["new"]), "value")
        return [buttons]

    def _dropdown(self, left: str) -> list[ipywidgets.Widget]:
        names = {
            partner: short(partner_words(self._item, partner), _NARROW)
            for partner in self._letters
        }
        box = make(
            ipywidgets.Dropdown,
            "bijak-choose",
            description="Pasangannya:",
            options=[(_ASK, _NONE), *[(name, one) for one, name in names.items()]],
            value=self._partners[left] or _NONE,
        )
        # What a narrow box cuts off stands below it in full.
        full = words("", "bijak-full")

        def show() -> None:
            said = partner_words(self._item, box.value) if box.value else ""
            cut = said != names.get(box.value, "")
            full.value = f"→ {escaped(said)}" if cut else ""
            conceal(full, not cut)

        def joined(event: dict) -> None:
            show()
            self._joined(left, event["new"] or None)

        show()
        box.observe(joined, "value")
        return [box, full] if self.listed else [box]

    def _joined(self, left: str, partner: str | None) -> None:
        self._partners[left] = partner
        self._count()
        self._change(partner, left)

    def _count(self) -> None:
        places = enumerate(self._partners.values(), 1)
        missing = [str(place) for place, partner in places if partner is None]
        total = len(self._partners)
        said = (
            f"<strong>{total - len(missing)} dari {total}</strong> sudah berpasangan."
        )
        if 0 < len(missing) < total:
            said += f" Belum: nomor {join_words(missing)}."
        twice = self._twice()
        if not missing and not twice:
            said += " Semua lengkap."
        self.counter.value = said + twice

    def _twice(self) -> str:
        """Which letters were taken more than once where that is not allowed."""
        if not self._item.settings.get("sekali"):
            return ""
        said = ""
        for partner, letter in self._letters.items():
            places = enumerate(self._partners.values(), 1)
            users = [str(place) for place, one in places if one == partner]
            if len(users) > 1:
                said += (
                    f" Huruf {letter} dipakai nomor {join_words(users)}. Ganti satu."
                )
        return said


def build(
    item: Item,
    answer: object,
    change: Callable,
    question: str = "",
    sure: Mapping[str, int] | None = None,
) -> ipywidgets.VBox:
    """Things to be joined.

    Args:
        item: what is asked.
        answer: the stored answer, left thing → partner.
        change: called with a partner, or None, and the id of the left thing.
        question: what to do, in place of the usual sentence.
        sure: how sure the person is of each left thing.

    Returns:
        A group for each left thing, and a counter.
    """
    pairs = _Pairs(item, answer, change, sure or {})
    rows = [
        pairs.pair(place, left, row)
        for place, (left, row) in enumerate(item.cards.items(), 1)
    ]
    asked = question or f"Pilih pasangan untuk setiap nomor. {rule_words(item)}"
    about = [words(escaped(asked), "bijak-ask")]
    if pairs.listed:
        about.append(words(partner_list(item, "bijak-partners")))
    return stack(*about, *rows, pairs.counter)
