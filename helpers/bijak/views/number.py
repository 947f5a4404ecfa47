"""One number."""

from __future__ import annotations

from ..items import Item
from ..text import with_unit
from .pieces import BLANK, EMPTY
from .safe import escaped
from .words import NOT_READABLE, reading_words, typed_text


def static(item: Item, answer: object) -> str:
    """What was typed, and how it is read where that is not plain."""
    typed = typed_text(answer)
    if not typed:
        return EMPTY
    said = escaped(reading_words(answer, item.unit))
    note = f' <span class="bijak-reading">({said})</span>' if said else ""
    shown = typed
    if item.unit and not said:
        shown = typed if item.unit in typed else with_unit(typed, item.unit)
    return (
        f'<p class="bijak-typed">Jawaban Anda: <strong><bdi>{escaped(shown)}</bdi>'
        f"</strong>{note}</p>"
    )


def words(item: Item, answer: object) -> str:
    """What was typed, and how it is read."""
    typed = typed_text(answer)
    if not typed:
        return NOT_READABLE
    said = reading_words(answer, item.unit)
    return f"{typed} ({said})" if said else typed


def paper(item: Item) -> str:
    """A line to write on, with the unit."""
    unit = item.unit if isinstance(item.unit, str) else ""
    inside = f"Rp {BLANK}" if unit == "Rp" else f"{BLANK} {escaped(unit)}"
    return f'<p class="bijak-write">Jawaban: {inside}</p>'
