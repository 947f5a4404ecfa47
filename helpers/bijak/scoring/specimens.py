"""Sample answers derived from an item and its key: empty, right, each known wrong.

They prove a release: every item is graded with every one of its specimens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..items import (
    CHOICE,
    CHOICES,
    CLASSIFY,
    EVERY,
    NUMBER,
    ORDER,
    OTHER,
    RIGHT,
    Item,
    Key,
)
from ..text import format_number
from .order import accepted_orders


@dataclass(frozen=True)
class Specimen:
    """A sample answer.

    Attributes:
        name: what it shows: ``kosong``, ``benar``, ``keliru: b``.
        answer: the JSON value.
        share: the share of the points it must earn; None where only "less than
            all" is known.
        sentence: a sentence its feedback must hold; empty when none is due.
    """

    name: str
    answer: object
    share: float | None
    sentence: str = ""


def specimens(item: Item, key: Key) -> list[Specimen]:
    """All specimens of an item: empty, right, and each known wrong answer."""
    return [
        Specimen("kosong", None, 0.0),
        Specimen("benar", right_answer(item, key), 1.0),
        *_wrong(item, key),
    ]


def right_answer(item: Item, key: Key) -> object:
    """An answer that earns all points."""
    if item.parts:
        return {
            name: right_answer(item.part(name), key.part(name)) for name in item.parts
        }
    if item.kind == ORDER:
        return accepted_orders(key)[0]
    if item.kind == NUMBER:
        return _written(key.answer)
    return dict(key.answer) if item.kind == CLASSIFY else key.answer


def _written(target: object) -> str:
    """A number, or the middle of a range, as a person would type it."""
    if isinstance(target, (tuple, list)):
        target = sum(target) / 2
    return format_number(target).replace("−", "-")


def _wrong(item: Item, key: Key) -> Iterator[Specimen]:
    if not item.parts:
        yield from _WRONG[item.kind](item, key)
        return
    right = right_answer(item, key)
    for name in item.parts:
        for one in _wrong(item.part(name), key.part(name)):
            answer = {**right, name: one.answer}
            yield Specimen(f"{one.name} ({name})", answer, None, one.sentence)


def _wrong_choice(item: Item, key: Key) -> Iterator[Specimen]:
    for option in item.options:
        if option != key.answer:
            sentence = key.feedback.get(option, "")
            yield Specimen(f"keliru: {option}", option, 0.0, sentence)


def _wrong_choices(item: Item, key: Key) -> Iterator[Specimen]:
    if not item.limit:
        yield Specimen("pilih semua", list(item.options), 0.0)
    right = list(key.answer)
    for option in item.options:
        sentence = key.feedback.get(option, "")
        if option in right:
            rest = [o for o in right if o != option]
            if rest:
                yield Specimen(f"tanpa {option}", rest, None, sentence)
        else:
            yield Specimen(f"keliru: {option}", [option], 0.0, sentence)


def _wrong_order(item: Item, key: Key) -> Iterator[Specimen]:
    orders = accepted_orders(key)
    if len(orders) == 1:
        yield Specimen("terbalik", orders[0][::-1], 0.0)
    for pair in key.feedback:
        if isinstance(pair, tuple):
            late, early = pair
            swapped = [{late: early, early: late}.get(s, s) for s in orders[0]]
            sentence = key.feedback[pair]
            yield Specimen(f"keliru: {late} sebelum {early}", swapped, None, sentence)


def _wrong_labels(item: Item, key: Key) -> Iterator[Specimen]:
    for label in item.options:
        sentence = key.feedback.get((EVERY, label), "")
        answer = dict.fromkeys(item.cards, label)
        yield Specimen(f"semua {label}", answer, 0.0, sentence)
    for card, right in key.answer.items():
        wrong = [label for label in item.options if label != right]
        named = [label for label in wrong if (card, label) in key.feedback]
        # Labels without a sentence of their own are judged alike: one stands for all.
        alike = [label for label in wrong if label not in named][:1]
        for label in named + alike:
            sentence = key.feedback.get((card, label)) or key.feedback.get(card, "")
            answer = {**key.answer, card: label}
            yield Specimen(f"keliru: {card} {label}", answer, None, sentence)


def _wrong_number(item: Item, key: Key) -> Iterator[Specimen]:
    for value in key.feedback:
        if value not in (RIGHT, OTHER):
            sentence = key.feedback[value]
            yield Specimen(f"keliru: {value}", _written(value), 0.0, sentence)
    yield Specimen("bukan angka", "kira-kira segitu", 0.0)


_WRONG: dict[str, Callable[[Item, Key], Iterator[Specimen]]] = {
    CHOICE: _wrong_choice,
    CHOICES: _wrong_choices,
    ORDER: _wrong_order,
    CLASSIFY: _wrong_labels,
    NUMBER: _wrong_number,
}
