"""In b1-04 nothing but the evidence tells a hoax from a true post.

Two questions are asked of ten cards, five true and five false.

1. Does a rule of thumb pay? A reader who calls "hoax" whatever shows a cue would get
   the item's own score, H − F. No cue may be worth more than one card.
2. Can anything be learned from the surface? For each cue a threshold is fitted on
   nine cards and tried on the tenth (leave one out). The best of the cues is compared
   with the best under every one of the 252 possible keys with five hoaxes. The real
   key must not be among the quarter that is easiest to guess.
"""

from __future__ import annotations

import pytest
from surface import as_easy, gain, paying, shown

from bijak.datasets import muat_data
from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root

MODULE = "b1-lima-langkah-bijak"
WORDS = (
    "! ? Gratis Tolong kami Dinas Pemerintah Perumda Petugas Kecamatan Sumberwarta "
    "Sukateliti Telaga Dusun Runut April Mei bulan meter belum sudah dan Silakan "
    "Ayo sampai warga pasar"
).split()

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
    return list(read_rows("kiriman-b1-latihan").values())


@pytest.fixture(scope="module")
def truth() -> list[bool]:
    """For each card whether it is a hoax, from the trainers' source."""
    source = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    key = read_items(read_notebook(source))["b1-04"].key
    return [label == key.positive for label in key.answer.values()]


def _cues(cards: list[dict]) -> dict[str, list[bool]]:
    """What needs no reading, single words, and whether a link is official."""
    institutions = muat_data("lembaga")
    official = institutions.loc[institutions["dunia"] == "latihan", "domain"].tolist()
    cues = {f"says {w}": [w.lower() in c["teks"].lower() for c in cards] for w in WORDS}
    cues["official link"] = [any(d in c["tautan"] for d in official) for c in cards]
    return cues | shown(cards)


def test_half_of_the_cards_are_hoaxes(truth):
    """Neither "all true" nor "all hoaxes" can win."""
    assert (5, 10) == (sum(truth), len(truth))


def test_no_rule_of_thumb_earns_more_than_one_card(cards, truth):
    """Neither a cue nor its opposite pays."""
    assert paying(_cues(cards), truth) == {}


def test_nothing_can_be_learned_from_the_surface(cards, truth):
    """The best cue does no better for the real key than for most other keys."""
    assert as_easy(cards, _cues(cards), truth) >= 0.25


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
