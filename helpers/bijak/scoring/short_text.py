"""A short text that must be the same as the key after the stated normalisation."""

from __future__ import annotations

from collections.abc import Iterator

from ..items import OTHER, RIGHT, Item, Key
from ..short_texts import CLOCK, DATE, DOMAIN, WORD, read
from .specimens import Specimen
from .verdict import EMPTY, JUDGEABLE, UNREADABLE, Finding, Verdict, say

_UNREADABLE = {
    DOMAIN: "tanpa titik",
    DATE: "31 Februari 2027",
    CLOCK: "24.00",
    WORD: "…",
}
"""Form → a text that cannot be read in it."""


def _form(item: Item) -> str:
    return str(item.settings["bentuk"])


def _value(item: Item, text: object) -> str | None:
    return read(_form(item), text, str(item.unit)).value


def check(item: Item, answer: object) -> Finding:
    """Whether this can be read in the form that is asked for."""
    if isinstance(answer, str) and not answer.strip():
        return EMPTY, "Belum diisi. Tulis jawaban Anda di kotak."
    if not isinstance(answer, str):
        return UNREADABLE, "Tulis jawaban Anda di kotak."
    problem = read(_form(item), answer, str(item.unit)).problem
    return (UNREADABLE, problem) if problem else JUDGEABLE


def accepted_texts(key: Key) -> list[str]:
    """The key as a list of accepted texts."""
    return [key.answer] if isinstance(key.answer, str) else list(key.answer)


def score(item: Item, answer: str, key: Key) -> Verdict:
    """1 for an accepted text, else 0; known wrong texts have their own sentence."""
    value = _value(item, answer)
    if value is not None and value in [
        _value(item, text) for text in accepted_texts(key)
    ]:
        return Verdict(1.0, say(key, RIGHT))
    for wrong in _known_wrong(key):
        if value is not None and _value(item, wrong) == value:
            return Verdict(0.0, say(key, wrong))
    return Verdict(0.0, say(key, OTHER))


def _known_wrong(key: Key) -> list[str]:
    return [text for text in key.feedback if text not in (RIGHT, OTHER)]


def right(item: Item, key: Key) -> str:
    """The first accepted text, as the author wrote it."""
    return accepted_texts(key)[0]


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Every wrong text that has a sentence, and one that cannot be read."""
    for text in _known_wrong(key):
        yield Specimen(f"keliru: {text}", text, 0.0, key.feedback[text])
    yield Specimen("tidak terbaca", _UNREADABLE[_form(item)], 0.0)
