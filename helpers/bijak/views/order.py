"""Steps put in order."""

from __future__ import annotations

from ..items import Item
from .safe import escaped
from .words import NOT_READABLE, option_words, start_order, valid_order


def static(item: Item, answer: object) -> str:
    """The steps as they were ordered, or as they are first shown."""
    order = valid_order(item, answer)
    steps = start_order(item) if order is None else order
    lines = "".join(
        f'<li class="bijak-option">{escaped(option_words(item, step))}</li>'
        for step in steps
    )
    if order is None:
        note = '<p class="bijak-empty">○ Belum diurutkan.</p>'
        return f'<ul class="bijak-options">{lines}</ul>{note}'
    return f'<p>Urutan Anda:</p><ol class="bijak-steps">{lines}</ol>'


def words(item: Item, answer: object) -> str:
    """The steps from first to last."""
    order = valid_order(item, answer)
    if order is None:
        return NOT_READABLE
    return " → ".join(
        f"{place}. {option_words(item, step)}" for place, step in enumerate(order, 1)
    )


def paper(item: Item) -> str:
    """The steps with boxes for their numbers."""
    lines = "".join(
        f'<li><span class="bijak-slot"></span> {escaped(option_words(item, step))}</li>'
        for step in start_order(item)
    )
    return (
        f'<p class="bijak-asked">Tulis nomor 1 sampai {len(item.options)} di kotak.</p>'
        f'<ul class="bijak-ticks">{lines}</ul>'
    )
