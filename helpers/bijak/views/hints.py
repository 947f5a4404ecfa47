"""The hints of a question, from a nudge to nearly the way, each one folded."""

from __future__ import annotations

from ..items import Item
from .safe import escaped


def hint_name(place: int, total: int) -> str:
    """What a hint is called: ``Petunjuk 1 dari 3``, or only ``Petunjuk``."""
    return f"Petunjuk {place} dari {total}" if total > 1 else "Petunjuk"


def static(item: Item) -> str:
    """Hints that open on a click without any program; nothing where there are none."""
    total = len(item.hints)
    return "".join(
        f'<details class="bijak-hint"><summary>{hint_name(place, total)}</summary>'
        f"<p>{escaped(hint)}</p></details>"
        for place, hint in enumerate(item.hints, 1)
    )


def paper(item: Item) -> str:
    """Nothing: on paper a hint cannot be folded. It stands in the trainer's part."""
    return ""
