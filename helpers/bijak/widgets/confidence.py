"""Four quiet radio buttons beside an answer: how sure are you?"""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ..items import Item
from ..views.confidence import LEVELS, PROMISE, QUESTION, level
from .frame import group, legend, radios

PART = "~yakin"


def part_of(card: str) -> str:
    """The part that holds how sure somebody is of one card."""
    return f"{PART}/{card}"


def build(
    item: Item, value: object, change: Callable, part: str = PART
) -> ipywidgets.VBox:
    """Levels 1 to 4.

    Args:
        item: what is asked.
        value: the stored level; what is none is passed over.
        change: called with the level as a number and the part.
        part: ``~yakin``, or that of one card.

    Returns:
        A group of radio buttons, nothing chosen to begin with.
    """
    steps = {str(step): text for step, text in LEVELS.items()}
    chosen = str(level(value))
    buttons = radios(list(steps), list(steps.values()), chosen, "bijak-levels")
    buttons.observe(lambda event: change(int(event["new"]), part), "value")
    asked = f'{QUESTION} <span class="bijak-promise">{PROMISE}</span>'
    return group(legend(asked), buttons, classes="bijak-sure")
