"""Several options of a list."""

from __future__ import annotations

from ..items import Item
from .pieces import option_list, tick_list
from .words import NOT_READABLE, chosen_options, option_words


def static(item: Item, answer: object) -> str:
    """The options, the marked ones shown."""
    return option_list(item, answer if isinstance(answer, list) else [], ("☐", "☑"))


def words(item: Item, answer: object) -> str:
    """The marked options' texts."""
    chosen = chosen_options(item, answer if isinstance(answer, list) else [])
    return "; ".join(option_words(item, one) for one in chosen) or NOT_READABLE


def paper(item: Item) -> str:
    """The options with boxes."""
    asked = f"Centang {item.limit}." if item.limit else "Centang semua yang cocok."
    return tick_list(item, "☐", asked)
