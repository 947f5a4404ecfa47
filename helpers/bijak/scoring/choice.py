"""One option."""

from __future__ import annotations

from collections.abc import Iterator

from ..items import OTHER, RIGHT, Item, Key
from .specimens import Specimen
from .verdict import JUDGEABLE, UNREADABLE, Finding, Verdict, say


def check(item: Item, answer: object) -> Finding:
    """Whether this is one of the options."""
    if isinstance(answer, str) and answer in item.options:
        return JUDGEABLE
    return UNREADABLE, "Pilih salah satu jawaban yang tersedia."


def score(item: Item, answer: str, key: Key) -> Verdict:
    """1 for the key, else 0."""
    if answer == key.answer:
        return Verdict(1.0, say(key, RIGHT))
    return Verdict(0.0, say(key, answer) or say(key, OTHER))


def right(item: Item, key: Key) -> str:
    """The key."""
    return key.answer


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Every other option."""
    for option in item.options:
        if option != key.answer:
            sentence = key.feedback.get(option, "")
            yield Specimen(f"keliru: {option}", option, 0.0, sentence)
