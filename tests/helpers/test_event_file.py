"""The file in which an organiser describes an event."""

from datetime import date
from pathlib import Path

import pytest

from bijak.errors import BijakError
from bijak.event_file import Signatory, Speaker, read_event_file, titles_of

EVENT = """\
nama = "Pelatihan Cek Fakta"
penyelenggara = "Dinas Contoh"
tempat = "Balai Warga"
tanggal_mulai = 2026-11-24
jp = 8
modul = ["b1-lima-langkah-bijak"]
narasumber = [{ nama = "Sari", materi = "Cek Fakta" }]
penanda_tangan = { jabatan = "Kepala Dinas", nama = "Budi" }
[peserta]
hadir = 48
"""


@pytest.fixture
def write(tmp_path):
    """Write an event's file, with one part of it replaced."""

    def written(old: str = "", new: str = "", encoding: str = "utf-8") -> Path:
        assert old in EVENT
        path = tmp_path / "kegiatan.toml"
        path.write_bytes(EVENT.replace(old, new, 1).encode(encoding))
        return path

    return written


def test_an_event_is_read(write):
    """What the file says is there; what it leaves out has its default."""
    event = read_event_file(write())
    assert (event.begins, event.ends) == (date(2026, 11, 24), date(2026, 11, 24))
    assert event.keep_until == date(2027, 11, 24)
    assert event.reported is None and event.aims == ()
    assert event.speakers == (Speaker("Sari", "Cek Fakta"),)
    assert event.signatory == Signatory("Kepala Dinas", "Budi")
    assert event.tables["peserta"].found == {"hadir": 48}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_editors_differ(write, encoding):
    """Notepad's encodings are read as well."""
    assert read_event_file(write("Sari", "Zoë", encoding)).speakers[0].name == "Zoë"


@pytest.mark.parametrize(
    "typed", ['"24-11-2026"', '"2026-11-24"', '"24 November 2026"', "2026-11-24"]
)
def test_dates_as_people_write_them(write, typed):
    """A date may be TOML's own or a text."""
    assert read_event_file(write("2026-11-24", typed)).begins == date(2026, 11, 24)


def test_retention_of_a_leap_day(write):
    """A year after 29 February is 28 February."""
    event = read_event_file(write("2026-11-24", "2028-02-29"))
    assert event.keep_until == date(2029, 2, 28)


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ("tempat =", "tepat =", "baris 3: tepat tidak dikenal. Mungkin maksud Anda"),
        ("jp = 8", 'jp = "8"', "baris 5: jp harus angka tanpa tanda kutip"),
        ("jp = 8", "jp = 8.3", "baris 5: jp harus 0.5 sampai 400"),
        ("jp = 8", "jp = true", "baris 5: jp harus angka"),
        ("jp = 8\n", "", "kegiatan.toml: jp harus angka"),
        ("jp = 8", "jp = 8\njp = 9", "baris 6 belum terbaca: “jp = 9”. Isian ini"),
        ('"Balai Warga"', '""', "baris 3: tempat belum diisi"),
        ('"Balai Warga"', '"Balai …"', "baris 3: tempat belum diisi. Ganti “…”"),
        ('"Balai Warga"', "7", "baris 3: tempat harus teks di antara tanda kutip"),
        (
            '"Balai Warga"',
            "“Balai”",
            "baris 3 belum terbaca: “tempat = “Balai””. Pakai",
        ),
        ("2026-11-24", "24-11-2026", "baris 4 belum terbaca: “tanggal_mulai = 24-11-"),
        ("2026-11-24", '"31-11-2026"', "baris 4: tanggal_mulai belum terbaca sebagai"),
        ("2026-11-24", "20261124", "baris 4: tanggal_mulai belum terbaca sebagai"),
        (
            "jp = 8",
            "jp = 8\ntanggal_selesai = 2026-11-23",
            "baris 6: tanggal_selesai lebih awal daripada tanggal_mulai",
        ),
        ('["b1-lima-langkah-bijak"]', "[]", "baris 6: modul belum diisi"),
        ('["b1-lima-langkah-bijak"]', '["b1", "b1"]', "modul memuat satu isi dua kali"),
        ('nama = "Sari", ', "", "baris 7: narasumber memuat materi tanpa nama"),
        ('"Sari"', "1", "baris 7: narasumber: nama harus teks"),
        ('"Budi"', "1", "baris 8: penanda_tangan: nama harus teks"),
        ("materi", "mteri", "baris 7: narasumber: mteri tidak dikenal"),
        ('"Budi"', '""', "baris 8: penanda_tangan perlu jabatan dan nama"),
        ("[peserta]\nhadir", "peserta", "baris 9: peserta harus bagian tersendiri"),
    ],
)
def test_what_is_wrong_is_named(write, old, new, sentence):
    """The sentence names line and field, and says what to write."""
    with pytest.raises(BijakError) as refused:
        read_event_file(write(old, new))
    assert sentence in str(refused.value)


def test_no_file(tmp_path):
    """Without a file, the sentence says how to get one."""
    with pytest.raises(BijakError, match="belum ada"):
        read_event_file(tmp_path / "kegiatan.toml")


def test_modules_of_the_syllabus(write):
    """Titles come from the syllabus; an unknown module is named with the nearest."""
    titles = {"b1-lima-langkah-bijak": "Lima Langkah", "d1-harga": "Harga"}
    assert titles_of(read_event_file(write()), titles, "x") == ["Lima Langkah"]
    wrong = read_event_file(write("b1-lima-langkah-bijak", "b1-lima-langkah"))
    with pytest.raises(BijakError, match="maksud Anda “b1-lima-langkah-bijak”"):
        titles_of(wrong, titles, "kegiatan.toml")
