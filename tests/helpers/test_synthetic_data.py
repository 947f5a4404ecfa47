"""The synthetic tables are what their scripts make, byte for byte."""

import csv
import io

import pytest

from bijak.authoring import data as making
from bijak.authoring.data import different_data, make_data, write_data
from bijak.authoring.synthetic import gallery
from bijak.errors import NotReleasable


def test_committed_tables_are_what_the_scripts_make():
    """Nobody edits a synthetic table by hand; mend its script, then `bijak data`."""
    assert [] == different_data(make_data())


def test_scripts_make_the_same_each_time():
    """No clock, no machine, no order of a set gets in."""
    assert make_data() == make_data()


def test_every_table_is_a_table():
    """One line of names, and as many cells in every line below it."""
    for name, text in make_data().items():
        head, *rows = csv.reader(io.StringIO(text), strict=True)
        assert rows and len(set(head)) == len(head), name
        assert {len(head)} == {len(row) for row in rows}, name


def test_a_changed_table_is_written_back(tmp_path, monkeypatch):
    """What differs, or is not there, is found and then made anew."""
    monkeypatch.setattr(making, "data_folder", lambda: tmp_path)
    made = {"a.csv": "x\n1\n", "b.csv": "x\n2\n"}
    (tmp_path / "a.csv").write_bytes(b"x\r\n1\r\n")
    assert ["a.csv", "b.csv"] == different_data(made)
    assert ["a.csv", "b.csv"] == write_data(made)
    assert [] == write_data(made)


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"../a.csv": "x\n"}, "huruf kecil"),
        ({"a.txt": "x\n"}, "huruf kecil"),
        ({"a.csv": "x"}, "berakhir"),
        ({"a.csv": "x\r\n"}, "berakhir"),
    ],
)
def test_a_script_that_makes_something_else_is_refused(monkeypatch, tables, words):
    """A table has a plain name and plain line ends."""
    monkeypatch.setattr(gallery, "tables", lambda: tables)
    with pytest.raises(NotReleasable, match=words):
        make_data()


def test_the_gallery_curve_by_hand():
    """p = 0, t = 0: 60 / 40 = 1.5; p = 50, long after: 60 · ¼ = 15."""
    assert 1.5 == pytest.approx(gallery.believers(0, 0))
    assert 15 == pytest.approx(gallery.believers(50, 100))
