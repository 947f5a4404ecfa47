"""Steps put in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..items import OTHER, RIGHT, Item, Key
from .specimens import Specimen
from .verdict import JUDGEABLE, UNREADABLE, Finding, Verdict, say


def check(item: Item, answer: object) -> Finding:
    """Whether this is an order of all steps."""
    readable = isinstance(answer, list) and all(isinstance(s, str) for s in answer)
    if readable and sorted(answer) == sorted(item.options):
        return JUDGEABLE
    return UNREADABLE, "Urutkan semua langkah."


def accepted_orders(key: Key) -> list[list[str]]:
    """The key as a list of accepted orders."""
    first = key.answer[0]
    return (
        [list(key.answer)] if isinstance(first, str) else [list(o) for o in key.answer]
    )


def kendall_tau(order: list[str], reference: list[str]) -> float:
    """Agreement of two orders of the same things, −1 to 1; random orders average 0.

    τ = 1 − 2·discordant / (n(n−1)/2). Kendall, *A new measure of rank correlation*,
    Biometrika 30 (1938) 81–93.
    """
    place = {step: i for i, step in enumerate(order)}
    pairs = list(combinations(reference, 2))
    discordant = sum(place[a] > place[b] for a, b in pairs)
    return 1 - 2 * discordant / len(pairs)


def score(item: Item, answer: list[str], key: Key) -> Verdict:
    """Kendall's τ with the nearest accepted order, at least 0."""
    orders = accepted_orders(key)
    nearest = max(orders, key=lambda order: kendall_tau(answer, order))
    share = kendall_tau(answer, nearest)
    if answer in orders:
        return Verdict(1.0, say(key, RIGHT))
    place = {step: i for i, step in enumerate(answer)}
    swapped = [
        (late, early)
        for early, late in combinations(nearest, 2)
        if place[late] < place[early]
    ]
    return Verdict(share, say(key, *swapped) or say(key, OTHER))


def right(item: Item, key: Key) -> list[str]:
    """The first accepted order."""
    return accepted_orders(key)[0]


def wrong(item: Item, key: Key) -> Iterator[Specimen]:
    """The reverse, and each swap that has a sentence."""
    orders = accepted_orders(key)
    if len(orders) == 1:
        yield Specimen("terbalik", orders[0][::-1], 0.0)
    for pair in key.feedback:
        if isinstance(pair, tuple):
            late, early = pair
            swapped = [{late: early, early: late}.get(s, s) for s in orders[0]]
            sentence = key.feedback[pair]
            yield Specimen(f"keliru: {late} sebelum {early}", swapped, None, sentence)
