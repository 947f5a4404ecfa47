"""The pieces that static forms and paper sheets are built of."""

from __future__ import annotations

from ..items import Item
from .safe import escaped
from .words import NOT_ANSWERED, chosen_options, option_words

MINE = ' <span class="bijak-tag">← jawaban Anda</span>'
EMPTY = f'<p class="bijak-empty">○ {NOT_ANSWERED}.</p>'

BLANK = '<span class="bijak-blank"></span>'
"""A line to write on, on paper."""


def option_list(item: Item, answer: object, signs: tuple[str, str]) -> str:
    """The options of an item, those that were chosen marked by sign and words.

    Args:
        item: what is asked.
        answer: an option id or a list of them.
        signs: the sign of an open option and of a chosen one.
    """
    chosen = chosen_options(item, answer)
    lines = []
    for option in item.options:
        mine = option in chosen
        words = escaped(option_words(item, option))
        sign = f'<span aria-hidden="true">{signs[mine]}</span>'
        inside = f"<strong>{words}</strong>{MINE}" if mine else words
        style = "bijak-option bijak-chosen" if mine else "bijak-option"
        lines.append(f'<li class="{style}">{sign} {inside}</li>')
    note = "" if chosen else EMPTY
    return f'<ul class="bijak-options">{"".join(lines)}</ul>{note}'


def tick_list(item: Item, sign: str, asked: str) -> str:
    """Options to be marked with a pen.

    Args:
        item: what is asked.
        sign: the empty circle or box before each option.
        asked: what to do, in words.
    """
    lines = "".join(
        f"<li>{sign} {escaped(option_words(item, option))}</li>"
        for option in item.options
    )
    return f'<p class="bijak-asked">{asked}</p><ul class="bijak-ticks">{lines}</ul>'
