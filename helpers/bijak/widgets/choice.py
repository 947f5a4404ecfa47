"""A form in which one option is chosen."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..views.safe import escaped
from ..views.words import option_words
from .frame import group, legend, radios


def build(
    item: Item, answer: object, change: Callable, question: str = ""
) -> ipywidgets.VBox:
    """Radio buttons; ``change`` gets the chosen option's id."""
    options = list(item.options)
    texts = [option_words(item, option) for option in options]
    buttons = radios(options, texts, answer)
    buttons.observe(lambda event: change(event["new"]), "value")
    return group(legend(escaped(question) or "Pilih satu jawaban."), buttons)
