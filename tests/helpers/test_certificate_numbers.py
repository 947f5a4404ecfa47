"""Numbers, check codes and the organiser's file of names."""

import itertools

import pytest

from bijak.certificates.names_file import Attendee, read_names
from bijak.certificates.numbers import (
    CHECK_LENGTH,
    NUMBER_LENGTH,
    grouped,
    is_code,
    new_check,
    new_number,
    read_check,
    read_number,
)
from bijak.certificates.promise import same_name, tidy_name
from bijak.errors import BijakError

SIGNS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_every_single_slip_is_noticed():
    """One wrong sign anywhere, or two neighbours that changed places, is no number."""
    for _ in range(20):
        number = new_number(())
        for place, sign in itertools.product(range(NUMBER_LENGTH), SIGNS):
            slipped = number[:place] + sign + number[place + 1 :]
            assert is_code(slipped, NUMBER_LENGTH) == (slipped == number)
        for place in range(NUMBER_LENGTH - 1):
            a, b = number[place : place + 2]
            swapped = number[:place] + b + a + number[place + 2 :]
            assert is_code(swapped, NUMBER_LENGTH) == (a == b)


def test_typing_is_forgiving():
    """Small letters, spaces, long hyphens and look-alikes give the same number."""
    number = next(n for n in iter(lambda: new_number(()), None) if "1" in n)
    for typed in (
        grouped(number),
        grouped(number).lower(),
        f" {grouped(number).replace('-', ' – ')} ",
        number.replace("1", "l"),
        number.replace("V", "u").replace("1", "i"),
    ):
        assert read_number(typed) == number
    check = new_check()
    assert read_check(grouped(check).lower()) == check
    assert len(check) == CHECK_LENGTH


def test_a_slip_is_told_from_a_foreign_number():
    """What cannot be a number is a sentence about typing, not about forgery."""
    with pytest.raises(BijakError, match="Lihat lagi kertasnya"):
        read_number("O0O0-1234")


def test_taken_numbers_are_not_given_again():
    """A number is drawn until it is free."""

    class AllButZ:
        def __contains__(self, number):
            return not number.startswith("Z")

    assert new_number(AllButZ()).startswith("Z")


def test_names_are_tidied_and_compared_mildly():
    """Print keeps accents; comparing forgives accents, points and apostrophes."""
    assert tidy_name("  Zoe\u0308\u200b \t Ma’ruf\n") == "Zoë Ma’ruf"
    assert same_name("Zoë Ma’ruf, S.Pd.") == same_name("ZOE MARUF SPD")
    assert same_name("Budi") != same_name("Budu")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_names_as_excel_saves_them(tmp_path, encoding, separator):
    """Separators, capitals, order of columns and encodings are forgiven."""
    path = tmp_path / "nama.csv"
    lines = (("NAMA", "Kode"), ("Zoë  Ma'ruf", "Mawar 7777"), ("", ""))
    text = "\r\n".join(separator.join(line) for line in lines)
    path.write_bytes(text.encode(encoding))
    assert read_names(path, tmp_path / "kelas") == [
        Attendee("mawar-7777", "Zoë Ma'ruf")
    ]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "tidak berisi baris peserta"),
        ("kode,nama\n", "tidak berisi baris peserta"),
        ("kode,nama,nik\na-1,Budi,1", "kolom kode dan nama saja"),
        ("nama\nBudi", "kolom kode dan nama saja"),
        ("kode,nama\n,Budi", "baris 2: kodenya kosong"),
        ("kode,nama\nmawar-1,", "baris 2: namanya kosong"),
        ("kode,nama\nmawar-1,...", "baris 2: namanya kosong"),
        ("kode,nama\nmawar-1,A\n\nMawar 1,B", "baris 4: kode mawar-1 sudah ada di"),
        ("kode,nama\nmawar-2,A", "kode mawar-2 tidak ada di kelas ini"),
        ("kode,nama\nmawar-1,Budi 081234567890", "mirip nomor telepon atau NIK"),
        ("kode,nama\nmawar-1,ꦧꦸꦢꦶ", "huruf “ꦧ” tidak dapat dicetak"),
        ("kode,nama\nmawar-1," + "x" * 81, "lebih dari 80 huruf"),
    ],
)
def test_what_is_wrong_with_names(tmp_path, text, sentence):
    """File and line are named, and what to do."""
    path = tmp_path / "nama.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BijakError) as refused:
        read_names(path, tmp_path / "kelas", {"mawar-1"})
    assert sentence in str(refused.value)


def test_names_stay_out_of_classes(tmp_path):
    """A file of names inside the folder of classes is refused."""
    path = tmp_path / "kelas" / "utama" / "nama.csv"
    path.parent.mkdir(parents=True)
    path.write_text("kode,nama\nmawar-1,Budi", encoding="utf-8")
    with pytest.raises(BijakError, match="di dalam folder kelas"):
        read_names(path, tmp_path / "kelas")
