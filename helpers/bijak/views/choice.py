"""One option."""

from __future__ import annotations

from ..items import Item
from .pieces import option_list, tick_list
from .words import NOT_READABLE, chosen_options, option_words


def static(item: Item, answer: object) -> str:
    """The options, the chosen one marked."""
    return option_list(item, answer if isinstance(answer, str) else None, ("○", "◉"))


def words(item: Item, answer: object) -> str:
    """The chosen option's text."""
    chosen = chosen_options(item, answer if isinstance(answer, str) else None)
    return "; ".join(option_words(item, one) for one in chosen) or NOT_READABLE


def paper(item: Item) -> str:
    """The options with circles."""
    return tick_list(item, "○", "Lingkari satu.")
