"""C3: nothing but the reading tells the keys of its sets.

Three sets are judged by many labels (c3-01, c3-02, c3-04). For each surface measure
the cards are put in the order of the measure and neighbours are compared: how often
do two neighbours have the same key? The real key must not be among the twentieth of
shuffled keys with the most such pairs, for the best of all measures together.
"""

import random
import re
from collections import Counter
from itertools import pairwise

import pytest

from bijak.notebooks import read_items, read_notebook
from bijak.paths import project_root

MODULE = "c3-kim-adinda"
SHUFFLES = 2000
LEVEL = 0.05
MEASURES = {
    "length": len,
    "words": lambda text: len(text.split()),
    "sentences": lambda text: text.count("."),
    "digits": lambda text: sum(sign.isdigit() for sign in text),
    "capitals": lambda text: sum(sign.isupper() for sign in text),
}


@pytest.fixture(scope="module")
def items():
    return read_items(
        read_notebook(project_root() / "solutions" / MODULE / f"{MODULE}.ipynb")
    )


def sets_of(items) -> dict[str, list[tuple[str, str]]]:
    """Item → (text, key) of each card in the order in which it is shown."""
    classify, table, tiers = items["c3-01"], items["c3-02"], items["c3-04"]
    rows = table.item.settings["baris"]
    cards = [(c["teks"], classify.key.answer[k]) for k, c in _cards(classify)]
    offices = [(c["teks"], tiers.key.answer[k]["jawaban"]) for k, c in _cards(tiers)]
    lacks = [(text, table.key.answer[k]["kurang"]) for k, text in rows.items()]
    return {"c3-01": cards, "c3-02": lacks, "c3-04": offices}


def _cards(graded):
    return graded.item.cards.items()


def pairs(order: list[int], labels: list[str]) -> int:
    """Neighbours in an order that have the same label."""
    return sum(labels[a] == labels[b] for a, b in pairwise(order))


@pytest.mark.parametrize("name", ["c3-01", "c3-02", "c3-04"])
def test_the_surface_does_not_sort_the_cards(items, name):
    """No measure, and not the place in the list, puts equal keys side by side."""
    texts, labels = map(list, zip(*sets_of(items)[name], strict=True))
    places = range(len(texts))
    orders = [list(places)] + [
        sorted(places, key=lambda place, m=measure: (m(texts[place]), place))
        for measure in MEASURES.values()
    ]
    chance = random.Random(5)
    observed = max(pairs(order, labels) for order in orders)
    luck = 0
    for _ in range(SHUFFLES):
        mixed = labels[:]
        chance.shuffle(mixed)
        luck += max(pairs(order, mixed) for order in orders) >= observed
    assert luck / SHUFFLES >= LEVEL


def test_the_labels_are_balanced(items):
    """Each of the six activities three times; no missing element rules the table."""
    cards = sets_of(items)
    assert {3} == set(Counter(label for _, label in cards["c3-01"]).values())
    assert 3 == max(Counter(label for _, label in cards["c3-02"]).values())
    assert 2 == max(Counter(label for _, label in cards["c3-04"]).values())


def test_no_card_names_its_own_label(items):
    """No word of the label stands on the card, small words and *warga* aside."""
    classify = items["c3-01"]
    for card, text in classify.item.cards.items():
        label = classify.item.options[classify.key.answer[card]].casefold()
        words = set(re.findall(r"\w{5,}", label)) - {"warga", "kepada"}
        assert not words & set(re.findall(r"\w+", text["teks"].casefold())), card


def test_right_and_wrong_proposals_are_as_long(items):
    """In c3-08 length does not tell what KIM must not do."""
    graded = items["c3-08"]
    texts, keyed = graded.item.options, graded.key.answer
    right = [len(texts[one]) for one in keyed]
    wrong = [len(text) for one, text in texts.items() if one not in keyed]
    assert min(right) <= sum(wrong) / 4 <= max(right)
    assert max(wrong) >= max(right)


def test_the_office_that_broadcasts_is_never_the_one(items):
    """Whoever sends everything to it earns nothing, and hears why."""
    graded = items["c3-04"]
    assert "kominfo" not in [one["jawaban"] for one in graded.key.answer.values()]
    assert ("*", "kominfo") in graded.key.feedback
