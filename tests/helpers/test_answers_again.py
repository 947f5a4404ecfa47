"""Starting over takes everything back and gives everything back again."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijak import files
from bijak.answers import (
    AnswerBook,
    clean,
    confidences,
    merge,
    read_values,
    values,
    written,
)
from bijak.answers.carried import carried_in, payload
from bijak.errors import AnswersNotSaved

COPIES = "jawaban-sebelum-diulang-*.json"
FUTURE = "2999-01-01T00:00:00.000000+00:00"


def filled(folder) -> AnswerBook:
    book = AnswerBook(folder, "t1")
    book.set("t1-01", "b")
    book.set("t1-04", "hoaks", "k1")
    book.set("t1-04", "benar", "k2")
    book.set("t1-01", 3, "~yakin")
    return book


def test_reserved_names_are_no_answers():
    """How sure somebody is, and who worked along, never reach a scorer."""
    moment = "2026-01-05T03:00:00+00:00"
    raw = {
        "t1-01": {"": "b", "~yakin": 3},
        "t1-02": {"~yakin": 2},
        "t1-04": {"k1": "hoaks", "~yakin/k1": 4, "~yakin/k2": "7", "~yakin/k3": True},
        "~bersama": {"": ["melati-1"]},
    }
    entries = {
        item: {part: {"isi": value, "pada": moment} for part, value in parts.items()}
        for item, parts in raw.items()
    }
    assert values(entries) == {"t1-01": "b", "t1-02": None, "t1-04": {"k1": "hoaks"}}
    expected = {"t1-01": {"": 3}, "t1-02": {"": 2}, "t1-04": {"k1": 4}}
    assert confidences(entries) == expected


def test_everything_is_taken_back_and_kept_beside(tmp_path):
    """After starting over nothing is answered, and a copy holds what was."""
    book = filled(tmp_path)
    book.set("~bersama", ["melati-1"])
    book.start_over()
    assert not book.is_begun and book.can_undo
    assert read_values(tmp_path / "jawaban.json") == {"t1-01": None, "t1-04": None}
    (copy,) = tmp_path.glob(COPIES)
    expected = {"t1-01": "b", "t1-04": {"k1": "hoaks", "k2": "benar"}}
    assert read_values(copy) == expected
    assert book.entries["~bersama"][""]["isi"] == ["melati-1"]


def test_everything_comes_back_after_a_restart(tmp_path):
    """Another kernel gives back what the first one took."""
    filled(tmp_path).start_over()
    book = AnswerBook(tmp_path, "t1")
    assert book.can_undo
    book.undo_start_over()
    assert not book.can_undo
    again = AnswerBook(tmp_path, "t1")
    assert again.get("t1-01") == "b"
    assert again.get("t1-04") == {"k1": "hoaks", "k2": "benar"}
    assert confidences(again.entries) == {"t1-01": {"": 3}}


def test_what_was_answered_since_stays(tmp_path):
    """Only what is still empty comes back; a new answer keeps its own confidence."""
    book = filled(tmp_path)
    book.start_over()
    book.set("t1-01", "c")
    book.set("t1-04", "benar", "k1")
    book.undo_start_over()
    assert book.get("t1-01") == "c"
    assert book.get("t1-04") == {"k1": "benar", "k2": "benar"}
    assert confidences(book.entries) == {}


def test_what_was_taken_back_since_stays_empty(tmp_path):
    """Emptying a card after starting over is a decision too."""
    book = filled(tmp_path)
    book.start_over()
    book.set("t1-04", None, "k1")
    book.undo_start_over()
    assert book.get("t1-04") == {"k2": "benar"}


def test_pressing_twice_does_not_lose_the_way_back(tmp_path):
    """With nothing to take back, nothing is done and no copy is made."""
    book = filled(tmp_path)
    book.start_over()
    book.start_over()
    assert len(list(tmp_path.glob(COPIES))) == 1
    book.undo_start_over()
    assert book.get("t1-01") == "b"


def test_each_start_can_be_taken_back(tmp_path):
    """First the newest comes back, then what was before."""
    book = filled(tmp_path)
    book.start_over()
    book.set("t1-02", ["a"])
    book.start_over()
    book.undo_start_over()
    assert book.get("t1-02") == ["a"] and book.get("t1-01") is None
    book.undo_start_over()
    assert book.get("t1-01") == "b" and not book.can_undo


def test_another_tab_does_not_bring_old_answers_back(tmp_path):
    """A tab that still holds them writes only what is answered in it."""
    one = filled(tmp_path)
    two = AnswerBook(tmp_path, "t1")
    one.start_over()
    two.set("t1-02", ["a"])
    assert read_values(tmp_path / "jawaban.json")["t1-01"] is None
    assert two.get("t1-01") is None
    two.undo_start_over()
    one.save()
    assert one.get("t1-01") == "b" and one.get("t1-02") == ["a"]


def test_a_clock_that_was_ahead_does_not_hold_answers(tmp_path):
    """Answers of a laptop whose clock was wrong are taken back and given back."""
    book = AnswerBook(tmp_path, "t1")
    book.add({"t1-01": {"": {"isi": "b", "pada": FUTURE}}})
    book.start_over()
    assert AnswerBook(tmp_path, "t1").get("t1-01") is None
    book.undo_start_over()
    assert AnswerBook(tmp_path, "t1").get("t1-01") == "b"


def test_two_tabs_and_a_clock_that_was_ahead(tmp_path):
    """The answer that came last is the one that is shown as saved."""
    two = AnswerBook(tmp_path, "t1")
    one = AnswerBook(tmp_path, "t1")
    one.add({"t1-01": {"": {"isi": "lama", "pada": FUTURE}}})
    one.save()
    two.set("t1-01", "baru")
    assert read_values(tmp_path / "jawaban.json")["t1-01"] == "baru"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 1}', b"\xff"])
def test_a_torn_copy_is_passed_over(tmp_path, content):
    """A copy that cannot be read offers nothing and stops nothing."""
    book = filled(tmp_path)
    book.start_over()
    (copy,) = tmp_path.glob(COPIES)
    copy.write_bytes(content)
    assert not book.can_undo
    book.undo_start_over()
    assert book.get("t1-01") is None


def test_without_a_copy_nothing_is_taken_back(tmp_path, monkeypatch):
    """When the copy cannot be written, all answers stay."""
    book = filled(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", _full)
        with pytest.raises(AnswersNotSaved, match="penuh"):
            book.start_over()
    assert book.get("t1-01") == "b" and not list(tmp_path.glob(COPIES))
    assert AnswerBook(tmp_path, "t1").get("t1-01") == "b"


def _full(_):
    raise OSError(28, "No space left on device")


def test_half_a_letter_is_written_and_read(tmp_path):
    """A hostile file with half of a pair of code units stops no writer."""
    path = tmp_path / "jawaban.json"
    entries = {"t1-01": {"": {"isi": "\ud800", "pada": FUTURE}}}
    path.write_bytes(written("t1", entries))
    assert read_values(path) == {"t1-01": "\ud800"}
    AnswerBook(tmp_path, "t1").set("t1-02", "b")


@pytest.mark.parametrize("year", ["0001", "1999", "9999"])
def test_a_time_at_the_edge_of_the_calendar_is_none(year):
    """Such an entry could never be overtaken, so it is dropped."""
    entry = {"isi": 1, "pada": f"{year}-12-31T23:59:59.999999+00:00"}
    assert clean({"x": {"": entry}}) == {}


MOMENTS = st.integers(0, 5).map(
    lambda n: (datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=n)).isoformat()
)
ENTRIES = st.dictionaries(
    st.sampled_from(["a", "b", "~bersama"]),
    st.dictionaries(
        st.sampled_from(["", "k1", "~yakin", "~yakin/k1"]),
        st.fixed_dictionaries(
            {"isi": st.none() | st.sampled_from(["x", "y", 3, ["x"]]), "pada": MOMENTS}
        ),
        min_size=1,
        max_size=3,
    ),
    max_size=3,
)


@given(ENTRIES, ENTRIES, ENTRIES)
def test_merging_is_the_same_in_any_order(one, two, three):
    """Neither order nor grouping nor repetition changes what comes out."""
    merged = merge(one, two, three)
    assert merged == merge(three, one, two) == merge(merge(one, two), three)
    assert merged == merge(merged, one)


@given(ENTRIES)
def test_written_and_carried_answers_are_the_same(entries):
    """A file and a notebook bring back what was put into them."""
    content = json.loads(written("t1", entries, "kenanga-4821"))
    assert clean(content["jawaban"]) == entries
    data = {
        "application/vnd.bijak.jawaban+json": payload("t1", "kenanga-4821", entries)
    }
    carried = carried_in({"cells": [{"outputs": [{"data": data}]}]}, "t1")
    assert carried.entries == entries and carried.code == "kenanga-4821"


STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),  # which tab
        st.sampled_from(["set", "set", "take", "over", "undo", "open"]),
        st.sampled_from([("a", ""), ("b", "k1"), ("b", "k2")]),
    ),
    max_size=12,
)


@settings(suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_two_tabs_in_any_order(tmp_path_factory, steps):
    """The file always holds what was done last, whichever tab did it."""
    folder = tmp_path_factory.mktemp("tab")
    tabs = [AnswerBook(folder, "t1"), AnswerBook(folder, "t1")]
    known: dict = {}
    for number, (tab, step, place) in enumerate(steps):
        book = tabs[tab]
        if step in ("set", "take"):
            known[place] = number if step == "set" else None
            book.set(place[0], known[place], place[1])
        elif step == "over":
            book.start_over()
            known = dict.fromkeys(known)
        elif step == "undo":
            before = AnswerBook(folder, "t1").entries
            book.undo_start_over()
            for (item, part), value in known.items():
                now = book.entries[item][part]["isi"]
                assert value is None or now == value
                known[item, part] = now
            assert set(before) <= set(book.entries)
        else:
            tabs[tab] = AnswerBook(folder, "t1")
    saved = AnswerBook(folder, "t1").entries
    stored = {place: saved[place[0]][place[1]]["isi"] for place in known}
    assert stored == known


@settings(suppress_health_check=list(HealthCheck))
@given(ENTRIES)
def test_taking_back_the_start_gives_the_same_answers(tmp_path_factory, entries):
    """Whatever was answered is answered again."""
    folder = tmp_path_factory.mktemp("ulang")
    book = AnswerBook(folder, "t1")
    book.add(entries)
    before = values(book.entries), confidences(book.entries)
    book.start_over()
    assert not any(value for value in values(book.entries).values())
    book.undo_start_over()
    assert before == (values(book.entries), confidences(book.entries))
