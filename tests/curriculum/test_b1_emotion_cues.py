"""In b1-02 only what a post says tells which feeling it plays on.

Six posts, four that provoke and two that are calm. Channel, sender, hour, length and
punctuation must not tell a calm one; each feeling stands once, so nothing else can be
learned from such marks.
"""

from __future__ import annotations

import pytest
from surface import MEASURES, easier_keys, gain, shown

from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root

MODULE = "b1-lima-langkah-bijak"
POSTS = "kiriman-b1-emosi"
CALM, READ_ON, PAUSE = "tenang", "baca", "jeda"
MARKS = ("!", "?", ",", "“", "rp", "sudah", "dusun", "simpang")
"""Punctuation, and words that carry no feeling."""


@pytest.fixture(scope="module")
def posts() -> list[dict]:
    return list(read_rows(POSTS).values())


@pytest.fixture(scope="module")
def key() -> dict[str, dict[str, str]]:
    """Card → its feeling and the first step, from the trainers' source."""
    source = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    return read_items(read_notebook(source))["b1-02"].key.answer


@pytest.fixture(scope="module")
def calm(posts, key) -> list[bool]:
    """For each card whether it plays on nothing."""
    return [key[post["id"]]["jawaban"] == CALM for post in posts]


def _cues(posts: list[dict]) -> dict[str, list[bool]]:
    texts = [post["teks"].lower() for post in posts]
    said = {f"shows {mark}": [mark in text for text in texts] for mark in MARKS}
    return said | shown(posts)


def test_two_posts_are_calm_and_each_feeling_stands_once(key):
    """One answer for all cards is right for two of six at most."""
    feelings = [one["jawaban"] for one in key.values()]
    assert 2 == feelings.count(CALM)
    assert 4 == len({feeling for feeling in feelings if feeling != CALM})


def test_a_pause_belongs_to_what_provokes(key):
    """The rule that the question states has no exception."""
    for one in key.values():
        assert (READ_ON if one["jawaban"] == CALM else PAUSE) == one["alasan"]


def test_no_mark_tells_a_calm_post(posts, calm):
    """A rule of thumb such as "short ones are calm" is worth one provoking card."""
    gains = {name: gain(cue, calm) for name, cue in _cues(posts).items()}
    assert {} == {name: won for name, won in gains.items() if abs(won) > 0.25 + 1e-9}


def test_nothing_can_be_learned_from_the_surface(posts, calm):
    """The best cue does no better for the real key than for most of the 15 keys."""
    columns = [[float(m(p)) for p in posts] for m in MEASURES.values()]
    columns += [[float(v) for v in cue] for cue in _cues(posts).values()]
    assert easier_keys(columns, calm) >= 0.25


def test_unwelcome_news_can_be_calm_and_a_complaint_may_provoke(posts, key):
    """The topic does not decide: a fee goes up calmly, a grievance is put sharply."""
    said = {post["id"]: post["teks"] for post in posts}
    calm_news = [said[card] for card, one in key.items() if one["jawaban"] == CALM]
    angry = [said[card] for card, one in key.items() if one["jawaban"] == "marah"]
    assert any("Iuran" in text and "Keberatan" in text for text in calm_news)
    assert all("panitia" in text.lower() for text in angry)


def test_the_lesson_practises_other_posts():
    """Its quiz has calm and provoking posts too, none of them graded."""
    lesson = read_notebook(project_root() / "curriculum" / f"{MODULE}.ipynb")
    item, practised = read_quizzes(lesson)["b1-k02"]
    assert CALM in {one["jawaban"] for one in practised.answer.values()}
    graded = {post["teks"] for post in read_rows(POSTS).values()}
    assert graded.isdisjoint(card["teks"] for card in item.cards.values())
