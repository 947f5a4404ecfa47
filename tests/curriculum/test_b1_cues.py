"""What is special to the ten posts of b1-04; for the rest see test_ten_posts."""

from __future__ import annotations

import pytest
from surface import gain, hoaxes, posts

from bijak.notebooks import read_notebook, read_quizzes
from bijak.paths import project_root

MODULE = "b1-lima-langkah-bijak"

TOPICS = {
    "animal": "p05 k10",
    "old thing": "p03 k02",
    "thing given away": "p01 k04",
    "free service": "p06 k09",
    "service that fails": "p02 k05 k08",
    "unwelcome decision": "p04 k03 k07",
}


@pytest.fixture(scope="module")
def cards() -> list[dict]:
    return posts("kiriman-b1-latihan")


@pytest.fixture(scope="module")
def truth() -> list[bool]:
    return hoaxes(MODULE, "b1-04")


def test_the_topics_of_the_lesson_do_not_give_the_key_away(cards, truth):
    """Whoever calls a topic what it was in the lesson gains nothing by it."""
    lesson = read_notebook(project_root() / "curriculum" / f"{MODULE}.ipynb")
    key = read_quizzes(lesson)["b1-k04"][1]
    hoax_topics = [
        ids.split()[1:]
        for ids in TOPICS.values()
        if key.answer[ids.split()[0]] == key.positive
    ]
    called = {card for ids in hoax_topics for card in ids}
    assert gain([card["id"] in called for card in cards], truth) <= 0


def test_senders_do_not_come_in_pairs(cards, truth):
    """Whoever knows one post of a sender cannot infer the other by elimination."""
    senders: dict[str, list[bool]] = {}
    for card, hoax in zip(cards, truth, strict=True):
        senders.setdefault(card["pengirim"], []).append(hoax)
    paired = [name for name, kinds in senders.items() if sorted(kinds) == [False, True]]
    assert 2 * len(paired) < len(senders)


def test_criticism_is_among_the_true_cards(cards, truth):
    """At least two true posts complain about a public service."""
    complaints = ("ditinjau lagi", "Tolong Dinas")
    true_ones = [c for c, hoax in zip(cards, truth, strict=True) if not hoax]
    assert 2 <= sum(any(w in c["teks"] for w in complaints) for c in true_ones)
