"""A short text: what was typed, and how it is read."""

from __future__ import annotations

from ..items import Item
from ..short_texts import CLOCK, DATE, DOMAIN, NORMALISED, WORD, read, shown
from .pieces import BLANK, EMPTY
from .safe import escaped, plain
from .words import NOT_READABLE

LONGEST = 200
"""Letters of a short text that are shown and stored."""

NAMES = {DOMAIN: "nama domain", DATE: "tanggal", CLOCK: "jam", WORD: "jawaban"}
"""Form → what is to be typed."""


def form_of(item: Item) -> str:
    """The form in which the text is read, one of `NAMES`' keys."""
    return str(item.settings["bentuk"])


def typed_words(answer: object) -> str:
    """What was typed, harmless; nothing where it is no text."""
    return plain(answer, LONGEST)


def reading(item: Item, answer: object) -> str:
    """How a text is read, where that is not plain: ``Kamis, 18 Maret 2027``."""
    form, unit = form_of(item), str(item.unit)
    value = read(form, answer, unit).value
    if value is None or form == WORD:
        return ""
    said = shown(form, value, unit)
    return "" if typed_words(answer).strip() == said else said


def _note(item: Item, answer: object) -> str:
    """What stands in brackets behind a typed text, or nothing."""
    form = form_of(item)
    if read(form, answer, str(item.unit)).value is None:
        return "belum terbaca" if form == WORD else f"belum terbaca: {NAMES[form]}"
    said = reading(item, answer)
    return f"dibaca {said}" if said else ""


def static(item: Item, answer: object) -> str:
    """What was typed, and how it is read where that is not plain."""
    typed = typed_words(answer).strip()
    if not typed:
        return EMPTY
    said = escaped(_note(item, answer))
    note = f' <span class="bijak-reading">({said})</span>' if said else ""
    return (
        f'<p class="bijak-typed">Jawaban Anda: <strong><bdi>{escaped(typed)}</bdi>'
        f"</strong>{note}</p>"
    )


def words(item: Item, answer: object) -> str:
    """What was typed, and how it is read."""
    typed = typed_words(answer).strip()
    if not typed:
        return NOT_READABLE
    said = _note(item, answer)
    return f"{typed} ({said})" if said else typed


def paper(item: Item) -> str:
    """A line to write on, and what makes no difference."""
    unit = escaped(str(item.unit)) if form_of(item) == CLOCK else ""
    return (
        f'<p class="bijak-asked">{escaped(NORMALISED[form_of(item)])}</p>'
        f'<p class="bijak-write">Jawaban: {BLANK} {unit}</p>'
    )
