"""An answer in words, and the words that live forms and static views share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from ..items import CHOICE, CHOICES, Item
from ..numerals import clear_number, read_number
from ..text import format_number, with_unit
from .rooms import view_of
from .safe import plain, short

NOT_ANSWERED = "Belum diisi"
NOT_READABLE = "Jawaban tidak terbaca"
_TYPED = 200
_CARD_TITLE = 60


def option_words(item: Item, option: object) -> str:
    """An option as people read it: ``b. Alamat resmi`` or only its text.

    Ids of one sign are shown, so that people can talk about "b". Ids of steps and
    groups never are: an author may have named them after the right order.
    """
    text = plain(item.options.get(option, ""))
    lettered = item.kind in (CHOICE, CHOICES) and len(str(option)) == 1
    return f"{option}. {text}" if lettered else text


def card_title(row: Mapping, limit: int = _CARD_TITLE) -> str:
    """What a card is called in a list: its title, else the beginning of its text."""
    names = ("judul", "teks", "pencarian", "lokasi", "id")
    return short(next(filter(None, map(row.get, names)), ""), limit)


def start_order(item: Item) -> list[str]:
    """The order in which steps are first shown: shuffled, the same for everybody.

    It depends on ids only, never on a key, and it is never the order in which the
    author wrote the steps.
    """

    def place(step: object) -> str:
        return hashlib.sha256(f"{item.id}\n{step}".encode()).hexdigest()

    written = list(item.options)
    shuffled = sorted(written, key=place)
    return shuffled if shuffled != written else shuffled[1:] + shuffled[:1]


def typed_text(answer: object) -> str:
    """What somebody typed as a number, to be shown or put back into its box."""
    if isinstance(answer, str):
        return plain(answer, _TYPED)
    value = read_number(answer).value
    return "" if value is None else clear_number(value)


def reading_words(answer: object, unit: str) -> str:
    """How a typed number was read, ``dibaca 258.333``; nothing where that is plain."""
    reading = read_number(answer, unit)
    if reading.value is None:
        twice = "dapat dibaca dua cara"
        return twice if reading.values else "belum terbaca sebagai angka"
    number = format_number(reading.value)
    typed = typed_text(answer).strip()
    return "" if typed in (number, with_unit(number, unit)) else f"dibaca {number}"


def chosen_options(item: Item, answer: object) -> list[str]:
    """The existing options that a choice or choices answer holds."""
    given = answer if isinstance(answer, list) else [answer]
    known = [g for g in given if isinstance(g, str) and g in item.options]
    return [option for option in item.options if option in known]


def valid_order(item: Item, answer: object) -> list[str] | None:
    """An order of exactly the item's steps, or None."""
    if not isinstance(answer, list) or len(answer) != len(item.options):
        return None
    readable = all(isinstance(step, str) for step in answer)
    return list(answer) if readable and set(answer) == set(item.options) else None


def card_label(item: Item, answer: object, card: str) -> str | None:
    """The label that a card got; None when it has none that exists."""
    label = answer.get(card) if isinstance(answer, Mapping) else None
    return label if isinstance(label, str) and label in item.options else None


def answer_text(item: Item, answer: object) -> str:
    """An answer in words for people.

    Args:
        item: what was asked.
        answer: any JSON value, also a wrong or hostile one.

    Returns:
        Plain text, one line for each part or card. It still has to be escaped
        before it goes into HTML. Never raises.
    """
    try:
        if item.parts:
            given = answer if isinstance(answer, Mapping) else {}
            return "\n".join(
                f"{plain(question)} {answer_text(item.part(name), given.get(name))}"
                for name, question in item.parts.items()
            )
        if answer is None or answer in ("", [], {}):
            return NOT_ANSWERED
        return view_of(item.kind).words(item, answer)
    except Exception:
        return NOT_READABLE
