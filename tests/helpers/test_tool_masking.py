"""Personal data is found and replaced, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.tools.masking import HOUSE, MAIL, NAME, NIK, PHONE, find, mask, pieces


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("NIK 3312 0101 0190 0001 saya", NIK, "3312 0101 0190 0001"),
        ("NIK saya [NIK 16 angka].", NIK, "[NIK 16 angka]"),
        ("HP 08xx-xxxx-xx00 ya", PHONE, "08xx-xxxx-xx00"),
        ("telepon 0800-0000-0000 sore", PHONE, "0800-0000-0000"),
        ("tulis ke sari@keripik.example saja", MAIL, "sari@keripik.example"),
        ("di rumah No. 12", HOUSE, "rumah No. 12"),
        ("kata Bu Sari kemarin", NAME, "Bu Sari"),
        ("Pak Wira Lastri datang", NAME, "Pak Wira Lastri"),
        ("kata bu sari kemarin", NAME, "bu sari"),
        ("IBU SARI jatuh", NAME, "IBU SARI"),
        ("Bu Sari HP lama", NAME, "Bu Sari"),
        ("Bu Bidan Ningsih datang", NAME, "Bu Bidan Ningsih"),
    ],
)
def test_each_kind_is_found(text, kind, written):
    """One piece, of the right kind, exactly as it was written."""
    assert [(kind, written)] == [(one.kind, one.written) for one in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Tiga papan lepas di Dusun Runut RT 04.",
        "Pada 4 April 2027 pukul 07.30.",
        "Biayanya Rp1.500.000 untuk 12 rumah.",
        "ibu rumah tangga dan bapak tani",
        "Pakai sandal. Buka pintu.",
        "Ibu Kepala Dusun dan Pak RT dan Ibu PKK",
        "bu bidan, bapak tani, Ibu Rumah Tangga, mas kawin",
        "iya bu ini titiannya, pak rt sudah tahu",
    ],
)
def test_what_is_not_personal_stays(text):
    """Dates, rupiah, places and ordinary words are left alone."""
    assert text == mask(text)


def test_sixteen_digits_are_no_phone():
    """Where two patterns meet, the number of the identity card wins."""
    assert [NIK] == [one.kind for one in find("0812345678901234")]


def test_roles_take_the_place_of_names():
    """A name that is given a role gets it; another gets a stand-in."""
    text = "Bu Sari dan Pak Hasan, 08xx-xxxx-xx00"
    expected = "penjual keripik dan [nama diganti peran], [nomor dihapus]"
    assert expected == mask(text, {"Bu Sari": "penjual keripik"})


def test_pieces_are_the_whole_text():
    """What stood before and what stayed make up the text again."""
    text = "Lapor: Bu Sari, 08xx-xxxx-xx00, di No. 7."
    before = [found.written if found else now for now, found in pieces(text)]
    assert text == "".join(before)


@given(st.text(st.sampled_from("Bu Sari08x-[NIK]@.+62 \n"), max_size=80))
def test_a_masked_text_holds_nothing_more(text):
    """Masking once is enough, whatever the text."""
    assert [] == find(mask(text))


def test_a_long_text_is_read_to_its_end():
    """Nothing personal stands behind a limit."""
    assert mask("a " * 2500 + "Bu Sari 0812-3456-7890").endswith("[nomor dihapus]")
