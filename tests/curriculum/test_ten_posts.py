"""In a set of ten posts nothing but the evidence tells a hoax from a true one.

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
from surface import Card, as_easy, hoaxes, paying, posts, shown

from bijak.datasets import muat_data

B1_WORDS = (
    "! ? Gratis Tolong kami Dinas Pemerintah Perumda Petugas Kecamatan Sumberwarta "
    "Sukateliti Telaga Dusun Runut April Mei bulan meter belum sudah dan Silakan "
    "Ayo sampai warga pasar"
).split()
B4_WORDS = (
    "gempa M5 km kartu Arunika Runut Simak desa pemerintah kecamatan warga tidak bukan "
    "sudah masih pagi malam Selasa diminta jalan pukul ? !"
).split()


def official_link(cards: list[Card]) -> dict[str, list[bool]]:
    """Whether a link leads to an institution of the invented world."""
    table = muat_data("lembaga")
    official = table.loc[table["dunia"] == "latihan", "domain"].tolist()
    return {"official link": [any(d in c["tautan"] for d in official) for c in cards]}


def nothing_else(cards: list[Card]) -> dict[str, list[bool]]:
    """These posts have no links."""
    return {}


SETS = [
    ("b1-lima-langkah-bijak", "b1-04", "kiriman-b1-latihan", B1_WORDS, official_link),
    ("b4-info-bencana-resmi", "b4-03", "kiriman-b4-latihan", B4_WORDS, nothing_else),
]


@pytest.fixture(params=SETS, ids=lambda one: one[1])
def judged(request) -> tuple[list[Card], dict[str, list[bool]], list[bool]]:
    """The cards, what each shows without being read, and which are hoaxes."""
    module, item, name, words, more = request.param
    cards = posts(name)
    says = {f"says {w}": [w.lower() in c["teks"].lower() for c in cards] for w in words}
    return cards, says | more(cards) | shown(cards), hoaxes(module, item)


def test_half_of_the_cards_are_hoaxes(judged):
    """Neither "all true" nor "all hoaxes" can win."""
    _, _, truth = judged
    assert (5, 10) == (sum(truth), len(truth))


def test_no_rule_of_thumb_earns_more_than_one_card(judged):
    """Neither a cue nor its opposite pays."""
    _, cues, truth = judged
    assert paying(cues, truth) == {}


def test_nothing_can_be_learned_from_the_surface(judged):
    """The best cue does no better for the real key than for most other keys."""
    assert as_easy(*judged) >= 0.25
