"""The roster: codes instead of names, PINs only as hashes, lists as people write."""

import re

import pytest

from bijak.classroom import roster
from bijak.classroom.roster_file import read_rows
from bijak.errors import BijakError


def test_new_people_come_in_with_their_pins(tmp_path):
    """Each new person has a code and a six-digit PIN; another PIN opens nothing."""
    made = roster.add_people(tmp_path, 3)
    assert len(made) == 3
    for code, pin in made:
        assert re.fullmatch(r"[a-z]+-\d{4}", code)
        assert re.fullmatch(r"\d{6}", pin)
        assert roster.check_pin(tmp_path, code, pin)
        assert not roster.check_pin(tmp_path, code, pin[::-1] + "0")


def test_no_pin_is_in_the_file_and_nobody_else_reads_it(tmp_path):
    """The file holds salted hashes, and only its owner may open it."""
    made = roster.add_people(tmp_path, [("melati-1", ""), ("melati-2", "Sumedang")])
    path = tmp_path / roster.FILE
    text = path.read_text("utf-8")
    assert [pin for _, pin in made if pin in text] == []
    assert path.stat().st_mode & 0o777 == 0o600
    stored = [one.pin for one in roster.read_roster(tmp_path).values()]
    assert len({one.split("$")[1] for one in stored}) == 2  # each its own salt


def test_unknown_codes_and_broken_hashes_open_nothing(tmp_path):
    """Neither a stranger nor a line without a readable hash gets in."""
    (tmp_path / roster.FILE).write_text(
        "kode,pin,peran,wilayah\nmelati-1,,peserta,\nmelati-2,123456,peserta,\n"
        "melati-3,scrypt$x$y,peserta,\n"
    )
    for code in ("melati-1", "melati-2", "melati-3", "orang-9"):
        for pin in ("", "123456", "x"):
            assert not roster.check_pin(tmp_path, code, pin)


def test_adding_again_changes_nobody(tmp_path):
    """A code that is there keeps its PIN; only the new one gets a card."""
    (_, pin) = roster.add_people(tmp_path, [("melati-1", "Sumedang")])[0]
    made = roster.add_people(tmp_path, [("Melati 1", "Bogor"), ("melati-2", "")])
    assert [code for code, _ in made] == ["melati-2"]
    assert roster.check_pin(tmp_path, "melati-1", pin)
    assert roster.read_roster(tmp_path)["melati-1"].region == "Sumedang"


def test_new_pins_end_the_old_ones(tmp_path):
    """A lost card is worth nothing any more; a stranger's code is named."""
    (code, old) = roster.add_people(tmp_path, 1)[0]
    [(same, new)] = roster.new_pins(tmp_path, [code])
    assert same == code
    assert roster.check_pin(tmp_path, code, new)
    assert not roster.check_pin(tmp_path, code, old) or old == new
    with pytest.raises(BijakError, match="orang-9 tidak ada"):
        roster.new_pins(tmp_path, ["orang-9"])


def test_the_trainer_is_added_once(tmp_path):
    """The first start shows a PIN; later ones leave it as it is."""
    pin = roster.add_trainer(tmp_path)
    assert roster.check_pin(tmp_path, "pelatih", pin)
    assert roster.add_trainer(tmp_path) is None
    assert roster.read_roster(tmp_path)["pelatih"].role == roster.TRAINER
    assert roster.participants_of(tmp_path) == []


@pytest.mark.parametrize(
    "typed", ["kenanga-4821", "Kenanga 4821", " KENANGA-4821 ", "kenanga4821"]
)
def test_a_code_is_found_as_people_type_it(tmp_path, typed):
    """Capitals, spaces and a forgotten hyphen are forgiven."""
    roster.add_people(tmp_path, [("kenanga-4821", ""), ("kenanga-4822", "")])
    people = roster.read_roster(tmp_path)
    assert roster.find_person(people, typed).code == "kenanga-4821"


def test_a_broken_roster_is_said_with_its_line(tmp_path):
    """Nobody is lost silently."""
    (tmp_path / roster.FILE).write_text("kode,pin\nmelati-1,\nDua Kata!,\n")
    with pytest.raises(BijakError, match="baris 3"):
        roster.read_roster(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"kode,wilayah\nmelati-1,Sumedang\n,Bogor\n",
        b"\xef\xbb\xbfKode;Wilayah;\r\nMelati 1;Sumedang;\r\n;Bogor;\r\n;;\r\n",
        "KODE\tWILAYAH\nmelati-1\tSumedang\n\tBogor\n".encode("utf-16"),
    ],
    ids=["plain", "excel", "utf-16"],
)
def test_a_trainers_list_is_read_as_excel_writes_it(tmp_path, content):
    """Separator, BOM, capitals and empty columns are forgiven."""
    path = tmp_path / "peserta.csv"
    path.write_bytes(content)
    assert read_rows(path) == [("melati-1", "Sumedang"), ("", "Bogor")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nama,wilayah\nSiti,Bogor\n", "Kolom “nama”"),
        ("kode,No HP\nmelati-1,0812\n", "Kolom “no hp”"),
        ("kode,NIK\nmelati-1,1\n", "Kolom “nik”"),
        ("kode,catatan\nmelati-1,x\n", "tidak dikenal"),
        ("kode,wilayah\nmelati-1,0812-3456-7890\n", "mirip nomor telepon"),
        ("kode,wilayah\n3211012345670001,Bogor\n", "mirip nomor telepon"),
        ("kode,wilayah\nSiti Aminah,Bogor\n", "nama orang"),
        ("kode,wilayah\npelatih,Bogor\n", "nama orang"),
        ("\n\n", "tidak berisi baris"),
        ("kode,wilayah\n", "tidak berisi baris"),
    ],
)
def test_personal_data_is_refused(tmp_path, text, told):
    """Names and numbers of people do not get in; the sentence says what to do."""
    path = tmp_path / "peserta.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BijakError, match=told):
        read_rows(path)
