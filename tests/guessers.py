"""People who answer without knowing: at random, always the first, all the same.

A guesser is given what a participant sees, never the key.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

from bijak.items import (
    ALLOCATION,
    CHOICE,
    CHOICES,
    CLASSIFY,
    MATCH,
    NUMBER,
    ORDER,
    OWN_DATA,
    SHORT_TEXT,
    TABLE,
    TEXT,
    THRESHOLD,
    TWO_TIER,
    Item,
)
from bijak.scoring.plans import plan_of
from bijak.scoring.two_tier import TIERS, choices_of, part_name
from bijak.views.threshold import curves_of
from bijak.views.words import start_order

_NUMBERS = re.compile(r"\d[\d.,]*\d|\d")
_WORDS = re.compile(r"[\w.-]+")
_WRITTEN = 20

Pick = Callable[[list], object]
"""Chooses one of several: how a guesser guesses."""


def at_random(seed: int) -> Pick:
    """Each with the same chance."""
    return random.Random(seed).choice


def place(number: int) -> Pick:
    """Always the one at the same place, counted around."""
    return lambda several: several[number % len(several)]


def guess(item: Item, question: str, pick: Pick) -> object:
    """An answer to an item, of the right form, chosen by `pick`.

    Args:
        item: what is asked, as the person sees it.
        question: the words above it; numbers and words are guessed out of them.
        pick: how to choose.
    """
    if item.parts:
        return {
            name: guess(item.part(name), f"{question} {asked}", pick)
            for name, asked in item.parts.items()
        }
    return _GUESSES[item.kind](item, f"{question} {item.story}", pick)


def _options(item: Item, question: str, pick: Pick) -> object:
    return pick(list(item.options))


def _several(item: Item, question: str, pick: Pick) -> list[str]:
    """As many as are asked for, else each or not."""
    left, chosen = list(item.options), []
    if item.limit:
        while len(chosen) < min(item.limit, len(item.options)):
            chosen.append(pick(left))
            left.remove(chosen[-1])
        return chosen
    return [option for option in left if pick([True, False])]


def _steps(item: Item, question: str, pick: Pick) -> list[str]:
    left, order = start_order(item), []
    while left:
        order.append(pick(left))
        left.remove(order[-1])
    return order


def _labels(item: Item, question: str, pick: Pick) -> dict[str, object]:
    return {card: pick(list(item.options)) for card in item.cards}


def _pairs(item: Item, question: str, pick: Pick) -> dict[str, object]:
    return {
        part_name(card, tier): pick(list(choices_of(item, tier)))
        for card in item.cards or [None]
        for tier in TIERS
    }


def _number(item: Item, question: str, pick: Pick) -> object:
    return pick([*_NUMBERS.findall(question), *map(str, range(1, 11))])


def _short(item: Item, question: str, pick: Pick) -> object:
    return _typed(item.settings["bentuk"], question, pick)


def _typed(form: str, question: str, pick: Pick) -> object:
    """Something in the form of a date, a clock time, a number, an address, a word."""
    if form == "tanggal":
        return f"{pick(list(range(1, 29)))} April 2027"
    if form == "jam":
        return f"{pick(list(range(24))):02}.00"
    words = _WORDS.findall(question) or ["ya"]
    addresses = [word for word in words if "." in word.strip(".")]
    return pick(addresses if form == "domain" and addresses else words)


def _sentence(item: Item, question: str, pick: Pick) -> str:
    words = _WORDS.findall(question) or ["ya"]
    return " ".join(str(pick(words)) for _ in range(_WRITTEN))


def _table(item: Item, question: str, pick: Pick) -> dict[str, dict]:
    rows = item.settings.get("baris", 1)
    if isinstance(rows, int):
        names, words = _row_names(item, rows), question
    else:
        names, words = list(rows), " ".join([question, *map(str, rows.values())])
    return {str(name): _row(item, words, pick) for name in names}


def _row_names(item: Item, begun: int) -> list[str]:
    asked = [r.get("min", 1) for r in item.rules.values() if r["uji"] == "jumlah_baris"]
    return [str(number) for number in range(1, max([begun, *asked]) + 1)]


def _row(item: Item, question: str, pick: Pick) -> dict[str, object]:
    cells = {}
    for name, column in item.settings["kolom"].items():
        if column["jenis"] == "pilihan":
            cells[name] = pick(list(column["pilihan"]))
        elif column["jenis"] == "angka":
            cells[name] = _number(item, question, pick)
        else:
            cells[name] = _typed(column["jenis"], question, pick)
    return cells


def _shares(item: Item, question: str, pick: Pick) -> dict[str, str]:
    """A step at a time to one of the rows, until everything is shared out."""
    plan = plan_of(item)
    given = dict.fromkeys(plan.rows, 0)
    steps = int(plan.total / plan.step)
    for _ in range(steps):
        given[pick(list(plan.rows))] += 1
    return {row: str(float(count * plan.step)) for row, count in given.items()}


def _setting(item: Item, question: str, pick: Pick) -> object:
    return pick(list(curves_of(item)))


_GUESSES = {
    ALLOCATION: _shares,
    CHOICE: _options,
    CHOICES: _several,
    CLASSIFY: _labels,
    MATCH: _labels,
    NUMBER: _number,
    ORDER: _steps,
    OWN_DATA: _table,
    SHORT_TEXT: _short,
    TABLE: _table,
    TEXT: _sentence,
    THRESHOLD: _setting,
    TWO_TIER: _pairs,
}


def everything(item: Item, labels: Iterable[str]) -> object:
    """All options marked, or all cards under the first of these labels it has."""
    if item.kind == CHOICES:
        return list(item.options)[: item.limit]
    if item.kind in (CLASSIFY, MATCH):
        label = next((one for one in labels if one in item.options), None)
        return dict.fromkeys(item.cards, label) if label else None
    return None
