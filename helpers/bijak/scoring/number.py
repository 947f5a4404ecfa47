"""One number."""

from __future__ import annotations

from collections.abc import Iterator

from ..items import OTHER, RIGHT, Item, Key
from ..numerals import clear_number, read_number
from .specimens import Specimen
from .verdict import JUDGEABLE, UNREADABLE, Finding, Verdict, say

_ROUNDING = 1e-9


def check(item: Item, answer: object) -> Finding:
    """Whether this can be read as one number."""
    problem = read_number(answer, item.unit).problem
    return (UNREADABLE, problem) if problem else JUDGEABLE


def matches(value: float, target: object, tolerance: float = 0.0) -> bool:
    """Whether a value meets a number ± tolerance or lies in a (low, high) range."""
    low, high = target if isinstance(target, (tuple, list)) else (target, target)
    slack = tolerance + _ROUNDING * max(1.0, abs(value))
    return low - slack <= value <= high + slack


def score(item: Item, answer: object, key: Key) -> Verdict:
    """1 within the tolerance, else 0; known wrong values have their own sentence."""
    value = read_number(answer, item.unit).value
    if matches(value, key.answer, key.tolerance):
        return Verdict(1.0, say(key, RIGHT))
    for wrong in key.feedback:
        if not isinstance(wrong, str) and matches(value, wrong):
            return Verdict(0.0, say(key, wrong))
    return Verdict(0.0, say(key, OTHER))


def right(item: Item, key: Key) -> str:
    """The key as a person would type it."""
    return written(key.answer)


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """Every wrong value that has a sentence, and something that is no number."""
    for value in key.feedback:
        if value not in (RIGHT, OTHER):
            sentence = key.feedback[value]
            yield Specimen(f"keliru: {value}", written(value), 0.0, sentence)
    yield Specimen("bukan angka", "kira-kira segitu", 0.0)


def written(target: object) -> str:
    """A number, or the middle of a range, as a person would type it."""
    if isinstance(target, (tuple, list)):
        target = sum(target) / 2
    return clear_number(target).replace("−", "-")
