"""How sure somebody is of an answer, from 1 to 4; it stands beside any kind.

Four steps without a middle one: whoever is torn says which way.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..items import PER_CARD, Item
from .safe import escaped
from .words import NOT_ANSWERED, card_title

LEVELS = {1: "Menebak", 2: "Ragu", 3: "Cukup yakin", 4: "Yakin sekali"}
"""The steps, from a guess to certainty."""

QUESTION = "Seberapa yakin Anda?"
PROMISE = "Tidak mengubah poin."
"""Honest answers need to know this."""


def level(value: object) -> int | None:
    """The step that a stored value stands for; None when it stands for none."""
    known = isinstance(value, int) and not isinstance(value, bool) and value in LEVELS
    return value if known else None


def words(value: object) -> str:
    """A step in words: ``cukup yakin (3 dari 4)``."""
    step = level(value)
    if step is None:
        return NOT_ANSWERED.lower()
    return f"{LEVELS[step].lower()} ({step} dari {len(LEVELS)})"


def static(item: Item, value: object) -> str:
    """How sure somebody was, in one line, or in one for each card.

    Args:
        item: what is asked.
        value: a step from 1 to 4; with a confidence for each card, card → step.
    """
    if item.confidence != PER_CARD:
        return f'<p class="bijak-sure">{_said("Keyakinan Anda", value)}</p>'
    given = value if isinstance(value, Mapping) else {}
    lines = "".join(
        f"<li>{_said(f'“{card_title(row)}”', given.get(card))}</li>"
        for card, row in item.cards.items()
    )
    return f'<p class="bijak-sure">Keyakinan Anda:</p><ol>{lines}</ol>'


def _said(about: str, value: object) -> str:
    mark = "strong" if level(value) else "span"
    return f"{escaped(about)}: <{mark}>{words(value)}</{mark}>"


def paper(item: Item) -> str:
    """The steps with circles, once or in a row for each card."""
    if item.confidence != PER_CARD:
        steps = " &nbsp; ".join(f"○ {text}" for text in LEVELS.values())
        return f'<p class="bijak-asked">{QUESTION} {PROMISE}</p><p>{steps}</p>'
    head = "".join(f'<th scope="col">{text}</th>' for text in LEVELS.values())
    circles = "<td>○</td>" * len(LEVELS)
    rows = "".join(
        f'<tr><th scope="row">{place}. {escaped(card_title(row))}</th>{circles}</tr>'
        for place, row in enumerate(item.cards.values(), 1)
    )
    return (
        f'<p class="bijak-asked">{QUESTION} Lingkari satu untuk setiap kartu. '
        f'{PROMISE}</p><table class="bijak-grid"><thead><tr><th scope="col">Kartu</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
