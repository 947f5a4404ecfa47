"""One option, or several."""

from __future__ import annotations

from ..items import OTHER, RIGHT, Item, Key
from .verdict import INCOMPLETE, JUDGEABLE, UNREADABLE, Finding, Verdict


def say(key: Key, *names: object) -> tuple[str, ...]:
    """The author's sentences for these names, where there are any."""
    return tuple(key.feedback[name] for name in names if name in key.feedback)


def check_choice(item: Item, answer: object) -> Finding:
    """Whether this is one of the options."""
    if isinstance(answer, str) and answer in item.options:
        return JUDGEABLE
    return UNREADABLE, "Pilih salah satu jawaban yang tersedia."


def score_choice(item: Item, answer: str, key: Key) -> Verdict:
    """1 for the key, else 0."""
    if answer == key.answer:
        return Verdict(1.0, say(key, RIGHT))
    return Verdict(0.0, say(key, answer) or say(key, OTHER))


def check_choices(item: Item, answer: object) -> Finding:
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


def score_choices(item: Item, answer: list[str], key: Key) -> Verdict:
    """Share of the right ones marked − share of the wrong ones marked, at least 0.

    Marking everything gives 1 − 1 = 0.
    """
    marked, right = set(answer), set(key.answer)
    wrong = set(item.options) - right
    share = len(marked & right) / len(right)
    if wrong:
        share -= len(marked & wrong) / len(wrong)
    if marked == right:
        return Verdict(1.0, say(key, RIGHT))
    misjudged = [option for option in item.options if option in marked ^ right]
    return Verdict(share, say(key, *misjudged) or say(key, OTHER))
