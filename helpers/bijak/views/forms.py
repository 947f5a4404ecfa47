"""A question with its answer as a page that needs no front end.

It reads well without any style sheet too, on GitHub or in an untrusted notebook:
every state is a sign and a word, never only a colour.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..items import CHOICE, CHOICES, CLASSIFY, NUMBER, ORDER, Item
from .cards import post_card
from .safe import escaped
from .words import (
    NOT_ANSWERED,
    NOT_READABLE,
    card_label,
    chosen_options,
    option_words,
    reading_words,
    start_order,
    typed_text,
    valid_order,
    with_unit,
)

_MINE = ' <span class="bijak-tag">← jawaban Anda</span>'
_EMPTY = f'<p class="bijak-empty">○ {NOT_ANSWERED}.</p>'


def _option_list(item: Item, answer: object, signs: tuple[str, str]) -> str:
    chosen = chosen_options(item, answer)
    lines = []
    for option in item.options:
        mine = option in chosen
        words = escaped(option_words(item, option))
        sign = f'<span aria-hidden="true">{signs[mine]}</span>'
        inside = f"<strong>{words}</strong>{_MINE}" if mine else words
        style = "bijak-option bijak-chosen" if mine else "bijak-option"
        lines.append(f'<li class="{style}">{sign} {inside}</li>')
    note = "" if chosen else _EMPTY
    return f'<ul class="bijak-options">{"".join(lines)}</ul>{note}'


def _choice(item: Item, answer: object) -> str:
    return _option_list(item, answer if isinstance(answer, str) else None, ("○", "◉"))


def _choices(item: Item, answer: object) -> str:
    return _option_list(item, answer if isinstance(answer, list) else [], ("☐", "☑"))


def _order(item: Item, answer: object) -> str:
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


def _classify(item: Item, answer: object) -> str:
    lines = []
    for card, row in item.cards.items():
        label = card_label(item, answer, card)
        if label:
            words = f"◉ <strong>{escaped(option_words(item, label))}</strong>{_MINE}"
        else:
            words = f"○ {NOT_ANSWERED}"
        lines.append(f"<li>{post_card(row)}<p>{words}</p></li>")
    labels = " · ".join(escaped(option_words(item, label)) for label in item.options)
    return f'<p>Kelompok: {labels}</p><ol class="bijak-cards">{"".join(lines)}</ol>'


def _number(item: Item, answer: object) -> str:
    typed = typed_text(answer)
    if not typed:
        return _EMPTY
    words = escaped(reading_words(answer, item.unit))
    note = f' <span class="bijak-reading">({words})</span>' if words else ""
    shown = typed
    if item.unit and not words:
        shown = typed if item.unit in typed else with_unit(typed, item.unit)
    return (
        f'<p class="bijak-typed">Jawaban Anda: <strong><bdi>{escaped(shown)}</bdi>'
        f"</strong>{note}</p>"
    )


_FORMS = {
    CHOICE: _choice,
    CHOICES: _choices,
    ORDER: _order,
    CLASSIFY: _classify,
    NUMBER: _number,
}


def _inside(item: Item, answer: object) -> str:
    if not item.parts:
        return _FORMS[item.kind](item, answer)
    given = answer if isinstance(answer, Mapping) else {}
    return "".join(
        f'<p class="bijak-legend"><strong>{escaped(question)}</strong></p>'
        + _inside(item.part(name), given.get(name))
        for name, question in item.parts.items()
    )


def form_html(item: Item, answer: object) -> str:
    """The options or cards of a question, with the answer shown.

    Args:
        item: what is asked.
        answer: any JSON value, also a wrong or hostile one.

    Returns:
        Escaped HTML without scripts. Never raises.
    """
    try:
        inside = _inside(item, answer)
    except Exception:
        inside = f'<p class="bijak-empty">○ {NOT_READABLE}.</p>'
    name = f"Jawaban soal {escaped(item.id)}"
    return f'<div class="bijak-box" role="group" aria-label="{name}">{inside}</div>'
