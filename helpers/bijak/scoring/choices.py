"""Several options of a list."""

from __future__ import annotations

from collections.abc import Iterator

from ..items import OTHER, RIGHT, Item, Key
from .specimens import Specimen
from .verdict import INCOMPLETE, JUDGEABLE, UNREADABLE, Finding, Verdict, say


def check(item: Item, answer: object) -> Finding:
    """Whether this is a list of different options, not more than the limit."""
    if not isinstance(answer, list) or not all(
        isinstance(option, str) and option in item.options for option in answer
    ):
        return UNREADABLE, "Tandai jawaban yang tersedia."
    if len(set(answer)) != len(answer):
        return UNREADABLE, "Satu jawaban tertulis dua kali. Tandai sekali lagi."
    if item.limit and len(answer) > item.limit:
        return UNREADABLE, f"Anda menandai {len(answer)}. Pilih {item.limit} saja."
    if item.limit and len(answer) < item.limit:
        return INCOMPLETE, f"Anda menandai {len(answer)}. Pilih {item.limit}."
    return JUDGEABLE


def score(item: Item, answer: list[str], key: Key) -> Verdict:
    """Share of the right ones marked − share of the wrong ones marked, at least 0.

    Marking everything gives 1 − 1 = 0.
    """
    marked, right_ones = set(answer), set(key.answer)
    wrong_ones = set(item.options) - right_ones
    share = len(marked & right_ones) / len(right_ones)
    if wrong_ones:
        share -= len(marked & wrong_ones) / len(wrong_ones)
    if marked == right_ones:
        return Verdict(1.0, say(key, RIGHT))
    misjudged = [option for option in item.options if option in marked ^ right_ones]
    return Verdict(share, say(key, *misjudged) or say(key, OTHER))


def right(item: Item, key: Key) -> list[str]:
    """The key."""
    return list(key.answer)


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """All of them, each right one missing, each wrong one alone."""
    if not item.limit:
        yield Specimen("pilih semua", list(item.options), 0.0)
    right_ones = list(key.answer)
    for option in item.options:
        sentence = key.feedback.get(option, "")
        if option in right_ones:
            rest = [o for o in right_ones if o != option]
            if rest:
                yield Specimen(f"tanpa {option}", rest, None, sentence)
        else:
            yield Specimen(f"keliru: {option}", [option], 0.0, sentence)
