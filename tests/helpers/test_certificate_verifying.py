"""Verifying certificates: what was altered is said, whatever it was."""

import base64
import json
from dataclasses import replace

import pytest

from bijak.certificates.issuing import withdraw
from bijak.certificates.ledger import BrokenList, read_ledger, write_ledger
from bijak.certificates.numbers import new_check, new_number
from bijak.certificates.qr_text import Paper, qr_text, read_qr_text
from bijak.certificates.stamp import fingerprint, load_stamp, stamp_path
from bijak.certificates.verifying import (
    Lists,
    Verdict,
    read_lists,
    verify_scanned,
    verify_typed,
)
from bijak.errors import BijakError
from certificate_class import DAY, OCCASION, PEOPLE, give, list_of


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A class with certificates: (its folder, what was issued, the stamp's folder)."""
    folder = tmp_path_factory.mktemp("sertifikat")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_STEMPEL", str(folder / "stempel.pem"))
        home = folder / "utama"
        home.mkdir()
        result = give(home)
        papers = [
            Paper.of(OCCASION, one.number, one.check, one.name) for one in result.issued
        ]
        texts = [qr_text(paper, result.stamp) for paper in papers]
        patch.setenv("BIJAK_STEMPEL", str(folder / "lain.pem"))
        other = folder / "lain"
        other.mkdir()
        foreign = give(other)
    return home, result, texts, other, foreign


@pytest.fixture
def lists(whole):
    """The list of the class."""
    return read_lists([list_of(whole[0])])


def typed(whole, lists, place=0, **changes):
    """The verdict on what somebody types from a paper, partly altered."""
    one = whole[1].issued[place]
    said = {"number": one.number, "check": one.check, "name": one.name, **changes}
    return verify_typed(said["number"], said["check"], said["name"], lists).verdict


def scanned(text, lists, name="", **options):
    """The verdict on the text of a QR code."""
    return verify_scanned(read_qr_text(text), name, lists, **options).verdict


def test_what_is_genuine_is_valid(whole, lists):
    """Typed or scanned, with or without accents and points."""
    for place, text in enumerate(whole[2]):
        assert typed(whole, lists, place) == Verdict.VALID
        assert scanned(text, lists) == Verdict.VALID
        assert scanned(text, lists, PEOPLE[place].name) == Verdict.VALID
    assert typed(whole, lists, 2, name="zoe maruf") == Verdict.VALID


def test_what_is_valid_says_everything_on_the_paper(whole, lists):
    """Altered hours or places on paper show beside what the list says."""
    told = verify_scanned(read_qr_text(whole[2][0]), "", lists)
    said = " ".join(told.lines)
    for part in ("Siti Aminah, S.Pd.", "Pelatihan Cek Fakta", "Dinas Contoh"):
        assert part in said
    for part in (
        "24–25 November 2026",
        "Balai Warga",
        "8 JP",
        "Lima Langkah dan Harga",
    ):
        assert part in said


@pytest.mark.parametrize(
    "change, verdict",
    [
        ({"name": "Siti Aminoh, S.Pd."}, Verdict.DIFFERS),
        ({"name": "Budi Santoso"}, Verdict.DIFFERS),
        ({"check": new_check()}, Verdict.DIFFERS),
        ({"number": new_number(())}, Verdict.NOT_LISTED),
        ({"name": ""}, Verdict.INCOMPLETE),
        ({"check": ""}, Verdict.INCOMPLETE),
    ],
)
def test_altered_paper(whole, lists, change, verdict):
    """Another name, check code or number is not valid; a part alone decides nothing."""
    assert typed(whole, lists, **change) == verdict


def test_a_neighbours_number(whole, lists):
    """A genuine number with somebody else's name and check code does not fit."""
    theirs = whole[1].issued[1].number
    assert typed(whole, lists, number=theirs) == Verdict.DIFFERS


def test_every_sign_of_a_qr_text_counts(whole, lists):
    """Any other sign makes it unreadable or unsigned, or says exactly the same."""
    text = whole[2][0]
    right = read_qr_text(text)
    for place in range(len("BIJAK1:"), len(text)):
        other = "A" if text[place] != "A" else "B"
        altered = text[:place] + other + text[place + 1 :]
        try:
            found = read_qr_text(altered)
        except BijakError:
            continue
        judged = verify_scanned(found, "", lists).verdict
        assert found == right or judged == Verdict.DIFFERS


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Siti Aminoh"},
        {"hours": "80"},
        {"event": "Pelatihan Lain"},
        {"ends": "2026-11-29"},
        {"modules": ("b1", "d2")},
        {"number": new_number(())},
    ],
)
def test_a_qr_text_with_other_content(whole, lists, change):
    """With the genuine signature it is altered, with another stamp's it is foreign."""
    _, result, texts, _, foreign = whole
    right = read_qr_text(texts[0])
    false = replace(right.paper, **change)
    raw = base64.b32decode(
        texts[0].removeprefix("BIJAK1:") + "=" * (-(len(texts[0]) - 7) % 8)
    )
    kept = "BIJAK1:" + base64.b32encode(raw[:96] + false.as_bytes()).decode().rstrip(
        "="
    )
    assert scanned(kept, lists) == Verdict.DIFFERS
    assert scanned(qr_text(false, foreign.stamp), lists) == Verdict.OTHER_STAMP
    # Even the organiser's own stamp does not overrule the list.
    assert scanned(qr_text(false, result.stamp), lists) in (
        Verdict.DIFFERS,
        Verdict.NOT_LISTED,
    )


def test_a_genuine_qr_on_another_paper(whole, lists):
    """The name on the paper is compared with the one in the code."""
    assert scanned(whole[2][0], lists, "Budi Santoso") == Verdict.DIFFERS


@pytest.mark.parametrize("text", ["BIJAK", "BIJAK1:", "BIJAK1:AAAA", "BIJAK1:…", "x"])
def test_half_a_qr_text(text):
    """A text that was cut off is told as such."""
    with pytest.raises(BijakError, match="Pindai lagi"):
        read_qr_text(text)


def test_a_qr_text_survives_messengers(whole, lists):
    """Line breaks, spaces and small letters do no harm."""
    text = whole[2][0]
    broken = "\n".join(text[at : at + 40] for at in range(0, len(text), 40))
    assert scanned(f"  {broken.lower()}\r\n", lists) == Verdict.VALID


def test_every_byte_of_the_list_counts(whole, tmp_path):
    """Any other byte breaks the list, or is white space between its parts."""
    data = list_of(whole[0]).read_bytes()
    right = read_ledger(list_of(whole[0]))
    path = tmp_path / "daftar.json"
    noticed = 0
    for place, byte in enumerate(data):
        path.write_bytes(data[:place] + bytes([byte ^ 1]) + data[place + 1 :])
        try:
            assert read_ledger(path) == right
        except BrokenList:
            noticed += 1
    white = data.count(b" ") + data.count(b"\n")
    assert noticed >= len(data) - white


@pytest.mark.parametrize(
    "alter",
    [
        lambda found: found["kegiatan"][0].update(jp=80),
        lambda found: found["kegiatan"][0].update(nama="Lain"),
        lambda found: found.update(tertanggal="2026-12-31"),
        lambda found: found["sertifikat"].popitem(),
        lambda found: found["sertifikat"].update(
            {new_number(()): {"ditarik": "2026-11-26"}}
        ),
        lambda found: found.update(stempel=base64.b64encode(b"x" * 32).decode()),
        lambda found: found.update(tanda_tangan=base64.b64encode(b"x" * 64).decode()),
        lambda found: found.update(catatan="tambahan"),
        lambda found: found.pop("tanda_tangan"),
        lambda found: found["kegiatan"].clear(),
        lambda found: found["kegiatan"][0].update(jp=float("nan")),
    ],
)
def test_an_altered_list_decides_nothing(whole, tmp_path, alter):
    """It is called broken, and nothing in it is believed."""
    found = json.loads(list_of(whole[0]).read_text("utf-8"))
    alter(found)
    path = tmp_path / "daftar.json"
    path.write_text(json.dumps(found), "utf-8")
    lists = read_lists([path])
    assert typed(whole, lists) == Verdict.BROKEN_LIST
    assert scanned(whole[2][0], lists) == Verdict.BROKEN_LIST


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"[" * 100_000, b"\xff\xfe\x00"]
)
def test_what_is_no_list(whole, tmp_path, content):
    """A file of another kind is a broken list."""
    path = tmp_path / "daftar.json"
    path.write_bytes(content)
    assert typed(whole, read_lists([path])) == Verdict.BROKEN_LIST


def test_a_key_that_stands_twice(whole, tmp_path):
    """Readers may differ on which one counts, so the list is broken."""
    text = list_of(whole[0]).read_text("utf-8")
    path = tmp_path / "daftar.json"
    path.write_text(text.replace('"jp": 8', '"jp": 80,\n   "jp": 8'), "utf-8")
    assert typed(whole, read_lists([path])) == Verdict.BROKEN_LIST


def test_the_layout_of_the_list_is_free(whole, tmp_path):
    """A publisher may write the same content in one line, or with a BOM."""
    found = json.loads(list_of(whole[0]).read_text("utf-8"))
    path = tmp_path / "daftar.json"
    path.write_text(json.dumps(found), "utf-8-sig")
    assert typed(whole, read_lists([path])) == Verdict.VALID


def test_a_list_signed_anew_by_somebody_else(whole, tmp_path):
    """A forger's own stamp makes a whole list, which the published mark exposes."""
    home, result, texts, _, foreign = whole
    path = tmp_path / "daftar.json"
    write_ledger(path, read_ledger(list_of(home)), foreign.stamp)
    lists = read_lists([path])
    one = result.issued[0]
    mark = fingerprint(result.stamp.public)
    judged = verify_typed(one.number, one.check, one.name, lists, mark)
    assert judged.verdict == Verdict.OTHER_STAMP
    assert scanned(texts[0], lists) == Verdict.OTHER_STAMP
    told = verify_typed(one.number, one.check, one.name, lists)
    assert fingerprint(foreign.stamp.public) in " ".join(told.lines)


def test_the_published_mark(whole, lists):
    """The right fingerprint, however typed, confirms; another one refuses."""
    _, result, texts, *_ = whole
    mark = fingerprint(result.stamp.public)
    assert scanned(texts[0], lists, mark=mark.lower().replace("-", " ")) == 0
    assert scanned(texts[0], lists, mark="AAAA-AAAA-AAAA-AAAA") == Verdict.OTHER_STAMP


def test_a_qr_text_alone(whole):
    """Without any list it says who signed, and that withdrawal is unknown."""
    _, result, texts, _, foreign = whole
    public = result.stamp.public
    unknown = verify_scanned(read_qr_text(texts[0]), "", Lists(()))
    assert unknown.verdict == Verdict.INCOMPLETE
    assert fingerprint(public) in unknown.lines[0]
    for known in (
        verify_scanned(read_qr_text(texts[0]), "", Lists(()), fingerprint(public)),
        verify_scanned(read_qr_text(texts[0]), "", Lists(()), own=public),
    ):
        assert known.verdict == Verdict.INCOMPLETE
        assert known.lines[0].startswith("DISTEMPEL PENERBIT")
    forged = qr_text(read_qr_text(texts[0]).paper, foreign.stamp)
    mark = fingerprint(public)
    assert scanned(forged, Lists(()), mark=mark) == Verdict.OTHER_STAMP


def test_several_lists(whole):
    """The lists of several organisers lie side by side; a broken one spoils nothing."""
    home, _, texts, other, foreign = whole
    lists = read_lists([list_of(other), list_of(home)])
    assert typed(whole, lists) == Verdict.VALID
    assert scanned(texts[0], lists) == Verdict.VALID
    one = foreign.issued[0]
    found = verify_typed(one.number, one.check, one.name, lists)
    assert found.verdict == Verdict.VALID
    with_broken = Lists(lists.whole, ("Daftar x.json rusak.",))
    assert typed(whole, with_broken) == Verdict.VALID
    unknown = typed(whole, with_broken, number=new_number(()))
    assert unknown == Verdict.BROKEN_LIST


def test_withdrawn_is_said(tmp_path, monkeypatch):
    """Also for a QR code that was genuine, and also beside the older list."""
    monkeypatch.setenv("BIJAK_STEMPEL", str(tmp_path / "stempel.pem"))
    home = tmp_path / "kelas"
    home.mkdir()
    result = give(home)
    one = result.issued[0]
    older = tmp_path / "daftar-lama.json"
    older.write_bytes(list_of(home).read_bytes())
    withdraw(home, one.code, DAY)
    text = qr_text(Paper.of(OCCASION, one.number, one.check, one.name), load_stamp())
    for paths in ([list_of(home)], [older, list_of(home)]):
        lists = read_lists(paths)
        told = verify_typed(one.number, one.check, one.name, lists)
        assert told.verdict == Verdict.WITHDRAWN
        assert "26 November 2026" in told.lines[0]
        assert scanned(text, lists) == Verdict.WITHDRAWN
    stamp_path().unlink()
    assert scanned(text, lists) == Verdict.WITHDRAWN
