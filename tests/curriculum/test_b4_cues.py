"""What is special to the ten messages of b4-03; for the rest see test_ten_posts."""

from __future__ import annotations

import pytest
from surface import hoaxes, posts

from bijak.items import read_rows

MODULE = "b4-info-bencana-resmi"
TOPICS = {"gempa": "k01 k02 k07", "Arunika": "k05 k10", "desa kita": "k03 k08 k09"}


@pytest.fixture(scope="module")
def cards() -> list[dict]:
    return posts("kiriman-b4-latihan")


@pytest.fixture(scope="module")
def truth() -> list[bool]:
    return hoaxes(MODULE, "b4-03")


def test_every_topic_holds_both(cards, truth):
    """Of each topic some are true and some are not."""
    untrue = {card["id"] for card, hoax in zip(cards, truth, strict=True) if hoax}
    for ids in TOPICS.values():
        assert {False, True} == {one in untrue for one in ids.split()}


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
