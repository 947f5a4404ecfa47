"""The curriculum holds what it must, and each check finds what it is for."""

import datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from bijak.checking import curriculum_problems
from bijak.checking.feedback import feedback_problems
from bijak.checking.lesson import lesson_problems
from bijak.checking.prose import prose_problems, sentences
from bijak.checking.syllabus import syllabus_problems
from bijak.items import make_item, make_key

ROOT = Path(__file__).resolve().parents[2]


def test_the_curriculum_is_right():
    """Nothing is wrong with what ships."""
    assert curriculum_problems(ROOT) == []


def lesson(root: Path, *cells) -> list[str]:
    """The problems of a lesson that holds only these cells."""
    (root / "curriculum").mkdir(exist_ok=True)
    path = root / "curriculum" / "x1-coba.ipynb"
    nbformat.write(new_notebook(cells=list(cells)), path)
    return [*lesson_problems(root), *prose_problems(root)]


@pytest.mark.parametrize(
    ("source", "problem"),
    {
        "kata " * 121: "121 kata",
        "![Tiga langkah utama](gambar/a.png)": "gambar gambar/a.png tidak ada",
        "Buka tautan.com sekarang juga.": "tautan.com",
        "Hubungi 0812-3456-7890 segera ya.": "nomor telepon",
        "NIK saya 3312345678901234 itu.": "nomor 16 angka",
        "Itu salah besar, coba lagi.": "melukai",
        "Kader Partai Mawar membagi kaus.": "partai atau merek sungguhan",
        "Bu Sari berjualan di Tokopedia.": "partai atau merek sungguhan",
        "Kata " * 26 + ".": "kalimat 26 kata",
    }.items(),
)
def test_prose_that_is_found(tmp_path, source, problem):
    """Each of these is a problem of a lesson."""
    found = lesson(tmp_path, new_markdown_cell(source))
    assert any(problem in one for one in found)


@pytest.mark.parametrize(
    ("source", "problem"),
    {"x = 1\n" * 9: "9 baris kode", "%pip list": "%", "!ls": "!"}.items(),
)
def test_code_that_is_found(tmp_path, source, problem):
    """Each of these is a problem of a lesson."""
    (tmp_path / "curriculum").mkdir()
    path = tmp_path / "curriculum" / "x1-coba.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), path)
    assert any(problem in one for one in lesson_problems(tmp_path))


def test_two_code_cells_in_a_row_are_found(tmp_path):
    """A sentence stands between two code cells."""
    found = lesson(tmp_path, new_code_cell("1"), new_code_cell("2"))
    assert any("di antara dua sel kode" in one for one in found)


def test_masked_numbers_and_examples_are_fine(tmp_path):
    """Masked numbers, .example addresses and official ones are no problem."""
    text = "Tulis ke warta.example atau bmkg.go.id, nomor 08xx-xxxx-xx00."
    found = lesson(tmp_path, new_markdown_cell(text))
    assert not any("alamat" in one or "nomor" in one for one in found)


def test_an_ending_without_an_owner_may_be_named(tmp_path):
    """go.id alone is nobody's address; a name below co.id is somebody's."""
    found = lesson(tmp_path, new_markdown_cell("Akhiran `go.id` dan `co.id` itu umum."))
    assert not any("alamat" in one for one in found)
    found = lesson(tmp_path, new_markdown_cell("Buka toko.co.id sekarang juga ya."))
    assert any("alamat toko.co.id" in one for one in found)


def test_wholesale_is_no_party(tmp_path):
    """*Partai besar* means large lots."""
    found = lesson(tmp_path, new_markdown_cell("Partai besar lebih murah."))
    assert not any("merek" in one for one in found)


def test_sentences():
    """Tables, code and link targets are not sentences; numbers do not end one."""
    text = "Satu dua tiga. Rp1.500 itu murah sekali!\n\n| a b c | d e f |\n\n`x = 1`"
    assert sentences(text) == ["Satu dua tiga.", "Rp1.500 itu murah sekali!"]


def test_every_wrong_option_needs_its_own_sentence():
    """Two options with one sentence, or one without, are found."""
    item = make_item("pilih", "x", {"pilihan": {"a": "A", "b": "B", "c": "C"}})
    good = make_key({"kunci": "a", "umpan_balik": {"b": "B.", "c": "C."}})
    same = make_key({"kunci": "a", "umpan_balik": {"b": "B.", "c": "B."}})
    less = make_key({"kunci": "a", "umpan_balik": {"b": "B."}})
    assert list(feedback_problems(item, good)) == []
    assert len(list(feedback_problems(item, same))) == 1
    assert len(list(feedback_problems(item, less))) == 1


def test_orphans_and_stale_facts_are_found(project):
    """A module without lesson and guide, and an old check date, are problems."""
    syllabus = project / "curriculum" / "silabus.toml"
    text = syllabus.read_text("utf-8") + "diperiksa = {tanggal = 2020-01-01}\n"
    syllabus.write_text(text, encoding="utf-8")
    found = "\n".join(syllabus_problems(project, today=datetime.date(2027, 1, 1)))
    assert "tidak ada di curriculum" in found
    assert "tidak ada di docs/pelatih" in found
    assert "terakhir diperiksa 2020-01-01" in found
    assert "soal t1-01 hanya ada di salah satu" in found
