"""The organiser's file: what a report reads, and what it refuses."""

import re
from datetime import date

import pytest

from bijak.errors import BijakError
from bijak.reporting.event import TEMPLATE, read_event

PLAIN = """\
nama = "Pelatihan"
penyelenggara = "Dinas"
tempat = "Balai"
tanggal_mulai = 2026-11-24
jp = 8
modul = ["orientasi"]
"""


def event(folder, more: str = ""):
    """The event in a file with this at its end."""
    path = folder / "kegiatan.toml"
    path.write_text(PLAIN + more, "utf-8")
    return read_event(path)


def test_a_file_without_counts(tmp_path):
    """Counts, survey and obstacles may all be left out."""
    found = event(tmp_path)
    assert (None, None, {}, {}, ()) == (
        found.registered,
        found.present,
        found.groups,
        found.survey,
        found.obstacles,
    )
    assert (date(2026, 11, 24), None) == (found.file.ends, found.reported)


def test_all_tables(tmp_path):
    """Counts of those present, ticks of a survey, sentences about obstacles."""
    found = event(
        tmp_path,
        """
        tanggal_laporan = 2026-11-26
        [peserta]
        terdaftar = 50
        hadir = 48
        kelamin = { perempuan = 30, laki-laki = 18 }
        [kepuasan]
        "Mudah" = [0, 3, 20, 25]
        [kendala]
        catatan = ["Listrik padam."]
        """,
    )
    assert (50, 48) == (found.registered, found.present)
    assert {"kelamin": {"perempuan": 30, "laki-laki": 18}} == found.groups
    assert {"Mudah": (0, 3, 20, 25)} == found.survey
    assert ("Listrik padam.",) == found.obstacles
    assert date(2026, 11, 26) == found.reported


@pytest.mark.parametrize(
    "more, says",
    [
        ("[peserta]\nhadir = -1", "hadir harus bilangan bulat"),
        ("[peserta]\nhadir = true", "hadir harus bilangan bulat"),
        ("[peserta]\nterdaftar = 3\nhadir = 4", "lebih besar daripada terdaftar"),
        ("[peserta]\nhadir = 4\nkelamin = { p = 3 }", "berjumlah 3, padahal hadir 4"),
        ("[peserta]\nkelamin = { p = 3 }", "memerlukan hadir"),
        ("[peserta]\nhadir = 3\nusia = [3]", "harus berbentuk"),
        ("[peserta]\nhadir = 3\numur = { a = 3 }", "tidak dikenal"),
        ('[kepuasan]\n"Mudah" = [1, 2, 3]', "empat jumlah"),
        ('[kepuasan]\n"Mudah" = "baik"', "empat jumlah"),
        ("[kendala]\nlain = 3", "tidak dikenal"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, more, says):
    """File, line, field, and what to write instead."""
    with pytest.raises(BijakError) as caught:
        event(tmp_path, more)
    assert says in str(caught.value)
    assert "kegiatan.toml baris " in str(caught.value)


def test_the_template_is_refused_until_it_is_filled_in(tmp_path):
    """And then read, with its examples uncommented too."""
    path = tmp_path / "kegiatan.toml"
    path.write_text(TEMPLATE, "utf-8")
    with pytest.raises(BijakError, match="belum diisi"):
        read_event(path)
    filled = TEMPLATE.replace('"…"', '"Isian"')
    filled = re.sub(r'^# (?=\[|"?[\w ]+"? = )', "", filled, flags=re.M)
    path.write_text(filled, "utf-8")
    found = read_event(path)
    assert (50, 48) == (found.registered, found.present)
    assert "Kepala Dinas" == found.file.signatory.position
    assert {"kelamin", "usia", "wilayah"} == set(found.groups)
    assert 2 == len(found.survey)
    assert ("Listrik padam 20 menit.",) == found.obstacles
