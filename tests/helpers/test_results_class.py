"""Roster, gradebook and mistakes of a class, as data."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bijak.answers import WHOLE, written
from bijak.errors import BijakError
from bijak.results import count_mistakes, read_roster, read_scores, sheet_items

ROOT = Path(__file__).resolve().parents[2]
NAME = "orientasi"
TABLE = sheet_items(ROOT, NAME)
SCHEMA = """
CREATE TABLE assignment (id, name);
CREATE TABLE notebook (id, name, assignment_id);
CREATE TABLE base_cell (id, name, notebook_id);
CREATE TABLE grade_cells (id, max_score);
CREATE TABLE task_cells (id, max_score);
CREATE TABLE submitted_assignment (id, assignment_id, student_id);
CREATE TABLE submitted_notebook (id, assignment_id, notebook_id);
CREATE TABLE grade (id, notebook_id, cell_id, auto_score, manual_score, extra_credit);
INSERT INTO assignment VALUES ('a', 'satu');
INSERT INTO notebook VALUES ('n', 'satu', 'a');
INSERT INTO base_cell VALUES ('c', 'c-nilai', 'n'), ('t', 't', 'n'), ('x', 'x', 'n');
INSERT INTO grade_cells VALUES ('c', 2);
INSERT INTO task_cells VALUES ('t', 3);
"""


def give(folder: Path, code: str, entries) -> None:
    """A graded copy of somebody's answers."""
    path = folder / "autograded" / code / NAME / "jawaban.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(entries if isinstance(entries, bytes) else written(NAME, entries))


def said(item: str, value: object) -> dict:
    """One answer."""
    return {item: {WHOLE: {"isi": value, "pada": "2026-11-24T02:00:00+00:00"}}}


def test_a_roster_without_trainers(tmp_path):
    """Codes and regions; trainers apart, and nobody without a file."""
    assert {} == read_roster(tmp_path).regions
    text = "kode,pin,peran,wilayah\npelatih,x,pelatih,\nguru-1,x,pelatih,\n"
    text += "padi-1,x,peserta,Desa  A\npadi-2,x,,\n"
    (tmp_path / "peserta.csv").write_text("\ufeff" + text, "utf-8")
    found = read_roster(tmp_path)
    assert {"padi-1": "Desa A", "padi-2": ""} == found.regions
    assert {"pelatih", "guru-1"} == found.trainers


def test_a_broken_roster_is_told(tmp_path):
    """With what to do."""
    (tmp_path / "peserta.csv").write_bytes(b"\xff\xfe\x00k")
    with pytest.raises(BijakError, match=r"pulihkan dari\s+cadangan"):
        read_roster(tmp_path)


def test_points_of_a_gradebook(tmp_path):
    """A person's points stand before ours; what waits has none; extra credit adds."""
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as data:
        data.executescript(SCHEMA)
        for number, code in enumerate(("andi", "budi", "citra", "dewi")):
            key = str(number)
            data.execute(
                "INSERT INTO submitted_assignment VALUES (?,'a',?)", (key, code)
            )
            data.execute("INSERT INTO submitted_notebook VALUES (?,?,'n')", (key, key))
        grades = [
            ("0", "c", 1.5, None, None),
            ("0", "t", None, 2.0, 0.5),
            ("1", "c", 2.0, 0.0, None),
            ("2", "c", 2.0, None, None),
            ("2", "t", None, None, 1.0),
        ]
        for number, (notebook, cell, *points) in enumerate(grades):
            row = (number, notebook, cell, *points)
            data.execute("INSERT INTO grade VALUES (?,?,?,?,?,?)", row)
        data.commit()
    found = read_scores(tmp_path)
    assert {"satu": 5.0} == found.most
    expected = {"andi": 4.0, "budi": 0.0, "citra": None, "dewi": 0.0}
    assert {"satu": expected} == found.points


def test_no_gradebook_and_a_broken_one(tmp_path):
    """Nothing was graded yet; a broken file is told and stays as it was."""
    assert {} == read_scores(tmp_path).points
    path = tmp_path / "gradebook.db"
    path.write_bytes(b"bukan basis data" * 100)
    with pytest.raises(BijakError, match="tidak dapat dibaca"):
        read_scores(tmp_path)
    assert b"bukan basis data" * 100 == path.read_bytes()


def test_the_commonest_mistake_in_the_authors_words(tmp_path):
    """Who answered, who was right; typed texts and strange files change nothing."""
    right = TABLE["o-01"].key.answer
    wrong = next(one for one in TABLE["o-01"].item.options if one != right)
    for number in range(4):
        give(tmp_path, f"padi-{number}", said("o-01", right))
    for number in range(4, 7):
        give(tmp_path, f"padi-{number}", said("o-01", wrong))
    give(tmp_path, "padi-7", said("o-01", "Rahasia 0812"))
    give(tmp_path, "padi-8", b'{"format": 1')
    deep = '{"format": 1, "jawaban": {"o-01": {"": {"isi": %s, "pada": "%s"}}}}'
    nested = deep % ("[" * 900 + "]" * 900, "2026-11-24T02:00:00+00:00")
    give(tmp_path, "padi-9", nested.encode())
    codes = [f"padi-{number}" for number in range(11)]
    found, unreadable = count_mistakes(tmp_path, NAME, codes, TABLE)
    first = found[0].counted
    assert (7, 4, 3, 1) == (first.answered, first.right, first.alike, unreadable)
    assert TABLE["o-01"].key.feedback[wrong] == first.mistake
    assert "Rahasia" not in repr(found)
