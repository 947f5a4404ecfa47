"""In no assignment does anything but the evidence give the right answer away.

Three things are asked of every assignment, and of all of them together:

- Is the right option the longest, or the shortest, more often than chance allows?
- Does it stand at one place more often than chance allows?
- Does anything that a set of cards shows without being read (mark, domain, length,
  punctuation, hour, channel, sender, names of places, place in the list) tell its
  key better than it tells most other keys?

A fair assignment fails one of the first two in fewer than one case in a hundred
(`LEVEL`, shared out over the places), a fair set of cards the third in fewer than one
in fifty (`SET_LEVEL`). Whoever fails by luck shuffles the options or cards once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from surface import easier_shares, surface

from bijak.items import CHOICE, CHOICES, CLASSIFY, MATCH, TWO_TIER, Item, Key
from bijak.notebooks import GradedItem, read_items, read_notebook

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "solutions").glob("*/"))
ALL = "all together"
LEVEL, SET_LEVEL = 0.01, 0.02
_FEWEST_CARDS = 6


@dataclass(frozen=True)
class Asked:
    """A list of options, and which of them are right."""

    texts: list[str]
    right: list[int]

    @property
    def chance(self) -> float:
        """Of an option to be right, for those who do not know."""
        return len(self.right) / len(self.texts)


@cache
def table(name: str) -> dict[str, GradedItem]:
    """The items of an assignment, or of all of them."""
    names = ASSIGNMENTS if name == ALL else [name]
    found = {}
    for one in names:
        source = read_notebook(ROOT / "solutions" / one / f"{one}.ipynb")
        found |= read_items(source)
    return found


def asked(item: Item, key: Key) -> Iterator[Asked]:
    """Every list of options of an item."""
    if item.parts:
        for name in item.parts:
            yield from asked(item.part(name), key.part(name))
    elif item.kind in (CHOICE, CHOICES):
        right = [key.answer] if item.kind == CHOICE else key.answer
        yield _asked(item.options, right)
    elif item.kind == TWO_TIER and not item.cards:
        yield _asked(item.options, [key.answer["jawaban"]])
        yield _asked(item.settings["alasan"], [key.answer["alasan"]])


def _asked(options, right) -> Asked:
    names = list(options)
    return Asked([str(options[n]) for n in names], [names.index(n) for n in right])


def lists(name: str) -> list[Asked]:
    """Every list of options of an assignment."""
    return [
        one for graded in table(name).values() for one in asked(graded.item, graded.key)
    ]


def luck(hits: int, chances: list[float]) -> float:
    """The chance of this many hits or more (Poisson binomial, exact)."""
    spread = [1.0]
    for p in chances:
        less, more = [*spread, 0.0], [0.0, *spread]
        spread = [a * (1 - p) + b * p for a, b in zip(less, more, strict=True)]
    return sum(spread[hits:])


def at_place(found: list[Asked], place: int) -> float:
    """How lucky one must be to find the right one so often at this place."""
    there = [one for one in found if place < len(one.texts)]
    hits = sum(place in one.right for one in there)
    return luck(hits, [one.chance for one in there])


def by_length(found: list[Asked], choose) -> float:
    """How lucky one must be for the longest, or shortest, to be right so often."""
    hits = sum(_extreme(one, choose) in one.right for one in found)
    return luck(hits, [one.chance for one in found])


def _extreme(one: Asked, choose) -> int | None:
    """The place of the one longest or shortest option; None when two are alike."""
    lengths = [len(text) for text in one.texts]
    wanted = choose(lengths)
    return lengths.index(wanted) if lengths.count(wanted) == 1 else None


def diagonal(name: str) -> float:
    """How lucky one must be to find so many pairs side by side."""
    hits, chances = 0, []
    for graded in table(name).values():
        if graded.item.kind == MATCH:
            lefts, partners = list(graded.item.cards), list(graded.item.options)
            places = [partners.index(graded.key.answer[left]) for left in lefts]
            hits += sum(place == n for n, place in enumerate(places))
            chances += [1 / len(partners)] * len(lefts)
    return luck(hits, chances)


@pytest.mark.parametrize("name", [*ASSIGNMENTS, ALL])
def test_length_does_not_tell_the_right_option(name):
    """Neither the longest nor the shortest is right more often than chance allows."""
    found = lists(name)
    assert by_length(found, max) >= LEVEL / 2
    assert by_length(found, min) >= LEVEL / 2


@pytest.mark.parametrize("name", [*ASSIGNMENTS, ALL])
def test_the_place_does_not_tell_the_right_option(name):
    """No place holds the right one more often than chance allows; nor do pairs."""
    found = lists(name)
    places = range(max((len(one.texts) for one in found), default=0))
    told = [p for p in places if at_place(found, p) < LEVEL / len(places)]
    assert [] == told
    assert diagonal(name) >= LEVEL


def sets() -> Iterator[tuple[str, str, list[dict], list[bool]]]:
    """Every judged set: assignment, label of a card, its cards, which have it."""
    for name in ASSIGNMENTS:
        for item_id, graded in table(name).items():
            yield from _labels(f"{name} {item_id}", graded)


def _labels(name: str, graded: GradedItem) -> Iterator[tuple]:
    item, key = graded.item, graded.key
    if item.kind not in (CLASSIFY, TWO_TIER) or len(item.cards) < _FEWEST_CARDS:
        return
    truths = {
        card: one["jawaban"] if item.kind == TWO_TIER else one
        for card, one in key.answer.items()
    }
    cards = [{"id": card, **row} for card, row in item.cards.items()]
    labels = [key.positive] if key.positive else sorted(set(truths.values()))
    for label in labels[: 1 if len(labels) == 2 else None]:
        truth = [truths[card] == label for card in item.cards]
        if 2 <= sum(truth) <= len(truth) - 2:
            yield name, label, cards, truth


def places() -> list[str]:
    """Names of places in the practice world, as posts say them."""
    path = ROOT / "helpers" / "bijak" / "data" / "dunia.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["jenis"] in ("wilayah", "tempat")]
    return sorted({word for row in rows for word in row["nama"].split()})


SETS = list(sets())


@pytest.mark.parametrize(
    ("name", "label", "cards", "truth"), SETS, ids=[f"{s[0]} {s[1]}" for s in SETS]
)
def test_the_surface_of_cards_does_not_tell_the_key(name, label, cards, truth):
    """The best cue does no better for the real key than for most other keys."""
    of_this_set = sum(one[0] == name for one in SETS)
    level = SET_LEVEL / of_this_set
    assert easier_shares(surface(cards, places()), truth) >= level


# --- the measures themselves find what they are for -------------------------------


def test_luck_by_hand():
    """Two coins: both heads ¼, one or more ¾; nothing asked is certain."""
    assert 0.25 == pytest.approx(luck(2, [0.5, 0.5]))
    assert 0.75 == pytest.approx(luck(1, [0.5, 0.5]))
    assert 1.0 == luck(0, [])


def test_a_right_option_that_is_always_the_longest_is_found():
    """Five of five, and always at the second place."""
    found = [Asked(["a", "yang panjang", "b", "c"], [1])] * 5
    assert by_length(found, max) < LEVEL / 2 <= by_length(found, min)
    assert at_place(found, 1) < LEVEL / 4


@pytest.mark.parametrize("column", ["teks", "tautan", "pengirim", "waktu"])
def test_a_set_that_its_surface_tells_is_found(column):
    """Length, domain, sender or hour: one is enough to give 12 cards away."""
    shows = {
        "teks": ("Pendek.", "Jauh lebih panjang."),
        "tautan": ("https://a.example/x", "https://b.test/xyz"),
        "pengirim": ("Warga", "Grup"),
        "waktu": ("Senin, 5 April 2027, 06.10", "Senin, 5 April 2027, 21.10"),
    }[column]
    truth = [n in (0, 3, 4, 7, 9, 10) for n in range(12)]
    same = {"teks": "Kabar.", "tautan": "", "pengirim": "X", "waktu": "06.00"}
    cards = [same | {"id": f"k{n}", column: shows[t]} for n, t in enumerate(truth)]
    assert easier_shares(surface(cards, []), truth) < SET_LEVEL


def test_a_set_that_shows_nothing_passes():
    """Twelve alike cards in a mixed order."""
    truth = [n in (0, 3, 4, 7, 9, 10) for n in range(12)]
    cards = [{"id": f"k{n}", "teks": "Kabar."} for n in range(12)]
    assert easier_shares(surface(cards, []), truth) >= SET_LEVEL
