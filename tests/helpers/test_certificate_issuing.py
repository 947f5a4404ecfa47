"""Issuing certificates: numbers stay, the list holds no names, nothing is lost."""

import json
import os
from dataclasses import replace

import pytest

from bijak.certificates.issuing import withdraw, withdraw_number
from bijak.certificates.ledger import read_ledger
from bijak.certificates.names_file import Attendee
from bijak.certificates.numbers import new_number
from bijak.certificates.promise import seal
from bijak.certificates.stamp import load_stamp, stamp_path
from bijak.errors import BijakError
from certificate_class import DAY, OCCASION, PEOPLE, give, list_of


@pytest.fixture(autouse=True)
def own_stamp(tmp_path, monkeypatch):
    """A stamp of the test's own."""
    monkeypatch.setenv("BIJAK_STEMPEL", str(tmp_path / "rumah" / "stempel.pem"))


@pytest.fixture
def home(tmp_path):
    """The folder of a class."""
    folder = tmp_path / "kelas" / "utama"
    folder.mkdir(parents=True)
    return folder


def numbers(result) -> dict[str, str]:
    """Code → number."""
    return {one.code: one.number for one in result.issued}


def test_twice_the_same(home):
    """A second run gives nobody a new number and changes no byte of the list."""
    first = give(home)
    assert first.stamp_is_new and all(one.new for one in first.issued)
    listed = list_of(home).read_bytes()
    again = give(home)
    assert not again.stamp_is_new and not any(one.new for one in again.issued)
    assert numbers(again) == numbers(first)
    assert list_of(home).read_bytes() == listed


def test_late_comers_are_added(home):
    """Who is added to the file gets a number; the others keep theirs."""
    first = give(home, PEOPLE[:2])
    later = give(home, (PEOPLE[2], *PEOPLE[:2]))
    assert [one.new for one in later.issued] == [True, False, False]
    assert numbers(later).items() >= numbers(first).items()
    assert len(read_ledger(list_of(home)).entries) == 3


def test_who_is_missing_from_the_file_stays_valid(home):
    """A shorter file withdraws nobody."""
    first = give(home)
    give(home, PEOPLE[:1])
    assert set(numbers(first).values()) == set(read_ledger(list_of(home)).entries)


def test_the_list_holds_no_names_and_no_codes(home):
    """Neither is in the list nor in the register in clear, and order tells nothing."""
    result = give(home)
    published = list_of(home).read_text("utf-8")
    register = (list_of(home).parent / "terbit.json").read_text("utf-8")
    for one in result.issued:
        assert one.code not in published and one.check not in published
        for word in one.name.replace(",", "").split():
            assert word not in published and word not in register
    found = list(json.loads(published)["sertifikat"])
    assert found == sorted(found)


def test_a_name_cannot_be_tried_against_the_list(home):
    """Without the check code the right name gives another seal."""
    one = give(home).issued[1]
    sealed = read_ledger(list_of(home)).entries[one.number].seal
    assert seal(OCCASION, one.number, one.name, one.check) == sealed
    assert seal(OCCASION, one.number, one.name, "") != sealed


def test_a_corrected_name_needs_a_word(home):
    """A changed name is refused; as a correction it withdraws one and issues one."""
    first = numbers(give(home))
    corrected = (PEOPLE[0], Attendee("melati-1234", "Budi Susanto"), PEOPLE[2])
    with pytest.raises(BijakError, match=r"berbeda .* melati-1234\. .*--correct"):
        give(home, corrected)
    result = give(home, corrected, correct=True)
    assert result.withdrawn == (first["melati-1234"],)
    assert [one.new for one in result.issued] == [False, True, False]
    entries = read_ledger(list_of(home)).entries
    assert entries[first["melati-1234"]].withdrawn == DAY.isoformat()
    assert entries[first["melati-1234"]].seal == ""
    assert not any(one.new for one in give(home, corrected).issued)


def test_a_corrected_event_reissues_everybody(home):
    """Other hours are another promise to each of them."""
    first = numbers(give(home))
    with pytest.raises(BijakError, match="3 sertifikat yang sudah terbit berbeda"):
        give(home, occasion=replace(OCCASION, hours=9))
    result = give(home, occasion=replace(OCCASION, hours=9), correct=True)
    assert sorted(result.withdrawn) == sorted(first.values())
    ledger = read_ledger(list_of(home))
    assert {ledger.occasion_of(one.number).hours for one in result.issued} == {9}


def test_withdrawing_forgets_the_person(home):
    """The number stays as withdrawn; code, check code and seal are gone."""
    one = give(home).issued[0]
    assert withdraw(home, one.code, DAY) == one.number
    assert withdraw(home, one.code, DAY) is None
    assert one.code not in (list_of(home).parent / "terbit.json").read_text("utf-8")
    entry = read_ledger(list_of(home)).entries[one.number]
    assert (entry.withdrawn, entry.seal) == ("2026-11-26", "")


def test_withdrawing_by_number(home):
    """Whoever was forgotten without the stamp at hand is withdrawn by number later."""
    one = give(home).issued[0]
    assert not withdraw_number(home, new_number(()), DAY)
    stamp_path().rename(stamp_path().with_name("lemari.pem"))
    with pytest.raises(BijakError, match=f"{one.number[:4]}.* belum ditarik"):
        withdraw(home, one.code, DAY)
    register = list_of(home).parent / "terbit.json"
    rows = json.loads(register.read_text("utf-8"))
    del rows[one.code]
    register.write_text(json.dumps(rows), "utf-8")
    stamp_path().with_name("lemari.pem").rename(stamp_path())
    assert withdraw_number(home, one.number, DAY)
    assert read_ledger(list_of(home)).entries[one.number].withdrawn
    assert len(json.loads(register.read_text("utf-8"))) == 2


def test_nothing_to_withdraw(home):
    """A class without certificates has none to withdraw, and stays as it is."""
    assert withdraw(home, "kenanga-4821", DAY) is None
    assert not withdraw_number(home, new_number(()), DAY)
    assert list(home.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_the_stamp_is_its_owners_alone(home):
    """Stamp and register are 0600; a stamp that others can read is refused."""
    give(home)
    register = list_of(home).parent / "terbit.json"
    assert [p.stat().st_mode & 0o777 for p in (stamp_path(), register)] == [0o600] * 2
    stamp_path().chmod(0o644)
    with pytest.raises(BijakError, match="dapat dibaca pengguna lain"):
        give(home)


def test_the_stamp_lies_outside_the_class(home):
    """Nothing that a backup of the class packs can sign."""
    give(home)
    private = stamp_path().read_bytes().splitlines()[1]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert not any(private in path.read_bytes() for path in files)


def test_a_lost_stamp_is_not_replaced(home):
    """Without the list's stamp nothing is signed and no new stamp is made."""
    give(home)
    stamp_path().unlink()
    listed = list_of(home).read_bytes()
    for act in (
        lambda: give(home, (*PEOPLE, Attendee("anggrek-1", "Made"))),
        lambda: withdraw(home, "kenanga-4821", DAY),
    ):
        with pytest.raises(BijakError, match="Stempel digital tidak ada"):
            act()
    assert not stamp_path().exists()
    assert list_of(home).read_bytes() == listed


def test_another_stamp_cannot_continue_a_list(home, tmp_path, monkeypatch):
    """A stamp made elsewhere is named and refused."""
    give(home)
    monkeypatch.setenv("BIJAK_STEMPEL", str(tmp_path / "lain.pem"))
    give(tmp_path / "kelas" / "lain")
    with pytest.raises(BijakError, match="Pakai stempel itu"):
        give(home)


@pytest.mark.parametrize("content", [b"", b"rusak", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_damaged_stamp_is_told(home, content):
    """It is not replaced by a new one either."""
    give(home)
    stamp_path().write_bytes(content)
    with pytest.raises(BijakError, match="Jangan membuat yang baru"):
        load_stamp()


def test_a_lost_list_is_not_begun_again(home):
    """A new list would silently bring back what was withdrawn."""
    give(home)
    list_of(home).unlink()
    with pytest.raises(BijakError, match="hilang, padahal sertifikat sudah terbit"):
        give(home)


def test_an_altered_list_is_not_continued(home):
    """Signing it would make the alteration genuine."""
    give(home)
    text = list_of(home).read_text("utf-8")
    list_of(home).write_text(text.replace('"jp": 8', '"jp": 80'), "utf-8")
    with pytest.raises(BijakError, match="diubah setelah distempel"):
        give(home)


@pytest.mark.parametrize("text", ["", "[]", '{"mawar-1": ["1"]}', '{"x": 1}'])
def test_a_damaged_register_is_told(home, text):
    """Nobody gets a second number because of it."""
    give(home)
    (list_of(home).parent / "terbit.json").write_text(text, "utf-8")
    with pytest.raises(BijakError, match="rusak"):
        give(home)


def test_an_older_list_is_completed(home):
    """A list brought back from before the late comers lists their papers again."""
    give(home, PEOPLE[:2])
    older = list_of(home).read_bytes()
    later = give(home)
    list_of(home).write_bytes(older)
    again = give(home)
    assert numbers(again) == numbers(later)
    assert set(numbers(later).values()) == set(read_ledger(list_of(home)).entries)
