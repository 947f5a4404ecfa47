"""In b1-04 nothing but the evidence tells a hoax from a true post.

Two questions are asked of ten cards, five true and five false.

1. Does a rule of thumb pay? A reader who calls "hoax" whatever shows a cue would get
   the item's own score, H − F. No cue may be worth more than one card.
2. Can anything be learned from the surface? For each cue a threshold is fitted on
   nine cards and tried on the tenth (leave one out). The best of many cues looks good
   by luck, so it is compared with the best of the same cues under every one of the
   252 possible keys with five hoaxes: an exact permutation test of the maximum, which
   needs no correction for the number of cues. The real key must not be among the
   quarter that is easiest to guess.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from bijak.datasets import muat_data
from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root

MODULE = "b1-lima-langkah-bijak"
NUMERIC = {
    "length": lambda card: len(card["teks"]),
    "words": lambda card: len(card["teks"].split()),
    "sentences": lambda card: sum(card["teks"].count(mark) for mark in ".!?"),
    "digits": lambda card: sum(c.isdigit() for c in card["teks"]),
    "capitals": lambda card: sum(c.isupper() for c in card["teks"]),
    "commas": lambda card: card["teks"].count(","),
    "hour": lambda card: float(card["waktu"].rsplit(" ", 1)[1]),
    "place in the list": lambda card: int(card["id"][1:]),
    "link length": lambda card: len(card["tautan"]),
}
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


def _official() -> list[str]:
    institutions = muat_data("lembaga")
    return institutions.loc[institutions["dunia"] == "latihan", "domain"].tolist()


def _cues(cards: list[dict]) -> dict[str, list[bool]]:
    """Yes-or-no cues; numbers are cut at their median."""
    official = _official()
    cues = {f"says {w}": [w.lower() in c["teks"].lower() for c in cards] for w in WORDS}
    cues["has a link"] = [bool(c["tautan"]) for c in cards]
    cues["official link"] = [any(d in c["tautan"] for d in official) for c in cards]
    cues["has a title"] = [bool(c["judul"]) for c in cards]
    cues["odd place"] = [int(c["id"][1:]) % 2 == 1 for c in cards]
    for column in ("kanal", "pengirim"):
        for name in {c[column] for c in cards}:
            cues[f"{column} {name}"] = [c[column] == name for c in cards]
    for name, measure in NUMERIC.items():
        values = [measure(c) for c in cards]
        middle = sorted(values)[len(values) // 2]
        cues[f"much {name}"] = [value >= middle for value in values]
    return cues


def _gain(cue: list[bool], truth: list[bool]) -> float:
    """H − F of calling "hoax" what shows the cue."""
    caught = sum(c for c, hoax in zip(cue, truth, strict=True) if hoax)
    accused = sum(c for c, hoax in zip(cue, truth, strict=True) if not hoax)
    return (caught - accused) / 5


def _left_out_hits(values: list[float], truth: list[bool]) -> int:
    """How many cards a threshold fitted on the other nine gets right."""
    hits = 0
    cards = list(zip(values, truth, strict=True))
    for out in range(len(cards)):
        kept = cards[:out] + cards[out + 1 :]
        rules = [(cut, sign) for cut in sorted(set(values)) for sign in (True, False)]
        cut, sign = max(
            rules, key=lambda r: sum(((v >= r[0]) == r[1]) == t for v, t in kept)
        )
        hits += ((values[out] >= cut) == sign) == truth[out]
    return hits


def test_half_of_the_cards_are_hoaxes(truth):
    """Neither "all true" nor "all hoaxes" can win."""
    assert (5, 10) == (sum(truth), len(truth))


def test_no_rule_of_thumb_earns_more_than_one_card(cards, truth):
    """Neither a cue nor its opposite pays."""
    gains = {name: _gain(cue, truth) for name, cue in _cues(cards).items()}
    assert {} == {name: gain for name, gain in gains.items() if abs(gain) > 0.2 + 1e-9}


def test_nothing_can_be_learned_from_the_surface(cards, truth):
    """The best cue does no better for the real key than for most other keys."""
    columns = [[float(m(c)) for c in cards] for m in NUMERIC.values()]
    columns += [[float(v) for v in cue] for cue in _cues(cards).values()]
    columns = [list(column) for column in {tuple(column) for column in columns}]

    def best(key: list[bool]) -> int:
        return max(_left_out_hits(column, key) for column in columns)

    keys = [[i in hoaxes for i in range(10)] for hoaxes in combinations(range(10), 5)]
    observed = best(truth)
    easier = sum(best(key) >= observed for key in keys) / len(keys)
    assert easier >= 0.25


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
    assert _gain([card["id"] in called for card in cards], truth) <= 0


def test_criticism_is_among_the_true_cards(cards, truth):
    """At least two true posts complain about a public service."""
    complaints = ("ditinjau lagi", "Tolong Dinas")
    true_ones = [c for c, hoax in zip(cards, truth, strict=True) if not hoax]
    assert 2 <= sum(any(w in c["teks"] for w in complaints) for c in true_ones)
