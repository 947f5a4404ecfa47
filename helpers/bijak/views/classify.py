"""A set of cards sorted under labels."""

from __future__ import annotations

from ..items import Item
from .cards import post_card
from .pieces import MINE
from .safe import escaped
from .words import NOT_ANSWERED, card_label, card_title, option_words


def static(item: Item, answer: object) -> str:
    """Every card with the label that it got."""
    lines = []
    for card, row in item.cards.items():
        label = card_label(item, answer, card)
        if label:
            said = f"◉ <strong>{escaped(option_words(item, label))}</strong>{MINE}"
        else:
            said = f"○ {NOT_ANSWERED}"
        lines.append(f"<li>{post_card(row)}<p>{said}</p></li>")
    labels = " · ".join(escaped(option_words(item, label)) for label in item.options)
    return f'<p>Kelompok: {labels}</p><ol class="bijak-cards">{"".join(lines)}</ol>'


def words(item: Item, answer: object) -> str:
    """One line for each card: its title and its label."""
    lines = []
    for place, (card, row) in enumerate(item.cards.items(), 1):
        label = card_label(item, answer, card)
        said = option_words(item, label) if label else NOT_ANSWERED.lower()
        lines.append(f"{place}. “{card_title(row)}” → {said}")
    return "\n".join(lines)


def paper(item: Item) -> str:
    """Every card with its labels to be circled."""
    labels = " &nbsp; ".join(
        f"○ {escaped(option_words(item, label))}" for label in item.options
    )
    lines = "".join(
        f"<li>{post_card(row)}<p>{labels}</p></li>" for row in item.cards.values()
    )
    return (
        '<p class="bijak-asked">Lingkari satu kelompok untuk setiap kartu.</p>'
        f'<ol class="bijak-cards">{lines}</ol>'
    )
