"""In b4-03 nothing but the evidence tells a hoax from a true message.

The same two questions as for b1-04 (see test_b1_cues): no cue may be worth more than
one card, and the real key may not be among the quarter that is easiest to guess.
"""

from __future__ import annotations

import pytest
from surface import as_easy, paying, shown

from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook
from bijak.paths import project_root

MODULE = "b4-info-bencana-resmi"
WORDS = (
    "gempa M5 km kartu Arunika Runut Simak desa pemerintah kecamatan warga tidak bukan "
    "sudah masih pagi malam Selasa diminta jalan pukul ? !"
).split()
TOPICS = {"gempa": "k01 k02 k07", "Arunika": "k05 k10", "desa kita": "k03 k08 k09"}


@pytest.fixture(scope="module")
def cards() -> list[dict]:
    return list(read_rows("kiriman-b4-latihan").values())


@pytest.fixture(scope="module")
def truth() -> list[bool]:
    source = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    key = read_items(read_notebook(source))["b4-03"].key
    return [label == key.positive for label in key.answer.values()]


def _cues(cards: list[dict]) -> dict[str, list[bool]]:
    cues = {f"says {w}": [w.lower() in c["teks"].lower() for c in cards] for w in WORDS}
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


def test_every_topic_holds_both(cards, truth):
    """Of each topic some are true and some are not."""
    hoaxes = {card["id"] for card, hoax in zip(cards, truth, strict=True) if hoax}
    for ids in TOPICS.values():
        assert {False, True} == {one in hoaxes for one in ids.split()}


def test_criticism_is_true_and_untrue(cards, truth):
    """Two complaints about a service are true, one is not."""
    wishes = {"k03", "k08", "k09"}
    found = [hoax for c, hoax in zip(cards, truth, strict=True) if c["id"] in wishes]
    assert sorted(found) == [False, False, True]


def test_lesson_and_assignment_share_no_message():
    """Nobody meets a graded message in the lesson."""
    lesson = {row["teks"] for row in read_rows("kiriman-b4-pelajaran").values()}
    graded = {row["teks"] for row in read_rows("kiriman-b4-latihan").values()}
    assert not lesson & graded
