"""One code is taken out of what others have, and nothing else is."""

import hashlib
import io
import json
import zipfile

import pytest

from bijak.errors import BijakError
from bijak.withdrawn import Eraser, Register, clear_inbound

CODE, MATE = "kenanga-4821", "melati-1234"
ALIKE = ("kenanga-48210", "kenanga-4821-2", "akenanga-4821", "x-kenanga-4821")


def packed(**members: bytes) -> bytes:
    """A zip; ``_`` in a name stands for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def erased(value) -> object:
    """JSON without the code."""
    return json.loads(Eraser(CODE).content(json.dumps(value).encode()))


@pytest.mark.parametrize("other", ALIKE)
def test_a_code_that_only_looks_alike_stays(other):
    """In names of files, in JSON and in text."""
    eraser = Eraser(CODE)
    data = json.dumps({"kode": [other], other: f"oleh {other}."}).encode()
    assert eraser.content(data) == data
    assert eraser.content(f"{other} hadir\n".encode(), "a.log").decode()[:-7] == other
    assert eraser.name(f"b1--{MATE}--{other}--2.zip") == f"b1--{MATE}--{other}--2.zip"
    assert not eraser.is_named(other)


@pytest.mark.parametrize(
    "name",
    [
        CODE,
        f"{CODE}.json",
        f".{CODE}.json",
        f"{CODE}+b1+2026-11-22 08:00:00 UTC",
        f"{CODE}--b1--20261122",
        f"b1--{CODE}--20261122.zip",
        f"b1--{CODE}--{MATE}--20261122.zip",
        f"0123456789ab--b1--{CODE}--20261122.zip",
        "Kenanga 4821.zip",
        "KENANGA_4821.ipynb",
    ],
)
def test_named_after_the_person(name):
    """All of such a file or folder is this person's."""
    assert Eraser(CODE).is_named(name)


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        (f"b1--{MATE}--{CODE}--2.zip", f"b1--{MATE}--2.zip"),
        (
            f"0123456789ab--b1--{MATE}--{CODE}--2.zip",
            f"0123456789ab--b1--{MATE}--2.zip",
        ),
        (f"{MATE}.json", f"{MATE}.json"),
        (f"catatan {CODE}.txt", "catatan ditarik.txt"),
    ],
)
def test_a_partners_file_has_a_shorter_name(name, shorter):
    """It is the partner's, and stays where it is."""
    eraser = Eraser(CODE)
    assert not eraser.is_named(name)
    assert eraser.name(name) == shorter


def test_json_keeps_its_form():
    """Lists lose an entry, values become empty, entries about the person go."""
    assert erased({"kode": [MATE, CODE]}) == {"kode": [MATE]}
    assert erased({"pertama": CODE, "bersama": [MATE]}) == {
        "pertama": "",
        "bersama": [MATE],
    }
    assert erased({CODE: 30001, MATE: 30002}) == {MATE: 30002}
    assert erased([{"kode": CODE, "x": 1}, {"kode": MATE}]) == [{"kode": MATE}]
    kept = {"peserta": CODE, "jawaban": {"b1-01": {"": {"isi": "a"}}}}
    assert erased({"outputs": [kept]}) == {"outputs": [kept | {"peserta": ""}]}
    assert erased({"isi": f"Saya dan {CODE}"}) == {"isi": "Saya dan (ditarik)"}


def test_a_code_that_is_a_word_stays_in_sentences():
    """Somebody's own sentence about a rose is not about somebody called rose."""
    data = json.dumps({"isi": "Bunga mawar", "bersama": ["mawar"]}).encode()
    found = json.loads(Eraser("mawar").content(data))
    assert found == {"isi": "Bunga mawar", "bersama": []}


def test_journals_lose_lines():
    """A line about this person alone goes; one about a group stays without the code."""
    lines = [{"kode": CODE}, {"kode": [CODE]}, {"kode": [MATE, CODE]}, {"kode": MATE}]
    text = "".join(json.dumps(line) + "\n" for line in lines) + '{"kode": "' + CODE
    found = Eraser(CODE).content(text.encode(), "hadir.jsonl")
    assert [json.loads(line) for line in found.splitlines()] == [
        {"kode": [MATE]},
        {"kode": MATE},
    ]


def test_tables_lose_rows():
    """Also with semicolons, as Excel writes them here."""
    text = f"kode;poin\n{CODE};3\n{MATE};4\n"
    found = Eraser(CODE).content(text.encode(), "nilai.csv")
    assert found.decode() == f"kode;poin\n{MATE};4\n"


def test_a_zip_is_packed_anew_with_true_checksums():
    """A partner's hand-in can be read again as the one it was."""
    answers = json.dumps({"peserta": MATE, "teman": [CODE]}).encode()
    sums = {"jawaban.json": hashlib.sha256(answers).hexdigest()}
    manifest = {"peserta": MATE, "bersama": [CODE], "latihan": "b1", "sha256": sums}
    data = packed(jawaban_json=answers, manifest_json=json.dumps(manifest).encode())
    with zipfile.ZipFile(io.BytesIO(Eraser(CODE).content(data))) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    found = json.loads(inside["manifest.json"])
    assert found["bersama"] == []
    digest = hashlib.sha256(inside["jawaban.json"]).hexdigest()
    assert found["sha256"] == {"jawaban.json": digest}
    assert CODE.encode() not in b"".join(inside.values())


def test_zips_among_others_lose_the_persons_own():
    """Of ten hand-ins in one zip, one goes and nine stay."""
    mine = packed(jawaban_json=json.dumps({"peserta": CODE, "latihan": "b1"}).encode())
    mates = packed(jawaban_json=json.dumps({"peserta": MATE, "latihan": "b1"}).encode())
    found = Eraser(CODE).content(packed(satu_zip=mine, dua_zip=mates))
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        assert archive.namelist() == ["dua.zip"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 torn " + CODE.encode(),
        b"\xff\xfe\x00" + CODE.encode() + b"\x80",
        b'{"torn": "' + CODE.encode(),
        b"[" * 100_000 + CODE.encode(),
    ],
)
def test_what_cannot_be_read_loses_the_code_all_the_same(data):
    """Torn, binary or absurd: the bytes of the code are gone."""
    assert CODE.encode() not in Eraser(CODE).content(data, "x.json")


def test_a_file_without_the_code_is_the_same():
    """Not one byte differs, whatever it is."""
    for data in (b"", b"{ }", b'{"a":1 }\n', packed(a_txt=b"x"), b"PK"):
        assert Eraser(CODE).content(data) == data


def test_a_broken_register_lets_nobody_in(tmp_path):
    """Nobody can tell who has withdrawn, so that is said."""
    (tmp_path / "ditarik.json").write_text('{"ditarik": [{"garam": 1}]}')
    with pytest.raises(BijakError, match=r"ditarik\.json rusak"):
        Register(tmp_path).holds(CODE)


def test_registers_of_copies_come_together(tmp_path):
    """Who withdrew from either copy is known in both, and is to be removed here."""
    ours, theirs = tmp_path / "a", tmp_path / "b"
    for home, code in ((ours, MATE), (theirs, CODE)):
        home.mkdir()
        Register(home).note(code, is_done=True)
    Register(ours).take_over(theirs)
    Register(ours).take_over(theirs)
    assert len(Register(ours)) == 2
    assert Register(ours).holds(CODE) and not Register(ours).is_done(CODE)
    assert Register(ours).is_done(MATE)


def test_only_withdrawn_hand_ins_leave_the_exchange(tmp_path):
    """A sentence for each, and none twice."""
    Register(tmp_path).note(CODE, is_done=True)
    inbound = tmp_path / "inbound"
    names = [f"{CODE}+b1+1", f"{CODE}+b1+2", f"{MATE}+b1+1", f"{CODE}0+b1+1"]
    for name in names:
        (inbound / name).mkdir(parents=True)
    assert len(clear_inbound(tmp_path, inbound)) == 1
    assert {path.name for path in inbound.iterdir()} == set(names[2:])
    assert clear_inbound(tmp_path, inbound) == []
