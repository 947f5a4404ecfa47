"""Files from USB and WhatsApp: whatever their names and wrappings, nothing is lost."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from bijak.answers import ANSWER_MIME, read_values, written
from bijak.answers.carried import payload
from bijak.errors import BijakError
from bijak.grading.collecting import Collector
from bijak.grading.unpacking import Walk

ID = "t1-kecil"
NOON = datetime(2026, 1, 5, 5, tzinfo=UTC)


@pytest.fixture
def root(tmp_path):
    """A project with a release; what it asks does not matter here."""
    folder = tmp_path / "proyek é" / "exercises" / ID
    folder.mkdir(parents=True)
    (folder / f"{ID}.ipynb").write_bytes(notebook())
    (tmp_path / "usb").mkdir()
    return tmp_path / "proyek é"


@pytest.fixture
def usb(root):
    """A folder that is none of ours."""
    return root.parent / "usb"


def entries(answer="b", minutes=0) -> dict:
    moment = (NOON + timedelta(minutes=minutes)).isoformat()
    return {"t1-01": {"": {"isi": answer, "pada": moment}}}


def answers(code="andi-1", answer="b", minutes=0) -> bytes:
    """A ``jawaban.json``."""
    return written(ID, entries(answer, minutes), code)


def notebook(code=None, answer="b", minutes=0) -> bytes:
    """A notebook; with a code it carries answers."""
    source = f'from bijak import buka_latihan\nlatihan = buka_latihan("{ID}")'
    cell = {"cell_type": "code", "id": "siapkan", "source": source, "metadata": {}}
    cell |= {"outputs": [], "execution_count": None}
    if code:
        data = {ANSWER_MIME: payload(ID, code, entries(answer, minutes))}
        output = {"output_type": "display_data", "metadata": {}, "data": data}
        cell["outputs"] = [output]
    content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content).encode()


def packed(**files: bytes) -> bytes:
    """A zip with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


def a_zip(code="andi-1", answer="b", minutes=0) -> bytes:
    """What *Kumpulkan* writes, as good as."""
    return packed(
        jawaban_dot_json=answers(code, answer, minutes),
        latihan_dot_ipynb=notebook(),
    )


def collect(root, *folders):
    return Collector(root, "utama").collect([], folders)


def answer_of(root, code="andi-1"):
    folder = root / "kelas" / "utama" / "submitted" / code / ID
    return read_values(folder / "jawaban.json")["t1-01"]


def codes(found):
    return sorted({arrival.code for _, arrival in found.arrivals})


def kept(root):
    folder = root / "kelas" / "utama" / "diterima"
    return sorted(path.name.partition("--")[2] for path in folder.glob("*"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bijak-andi-1.zip", a_zip()),
        ("DOC-20260105-WA0003.", a_zip()),
        ("latihan (1).ipynb", notebook("andi-1")),
        ("Salinan dari Latihan.IPYNB.txt", notebook("andi-1")),
        ("jawaban (2).json", answers()),
        ("jawaban.json.bin", answers()),
        ("utf16.json", b"\xff\xfe" + answers().decode().encode("utf-16-le")),
        ("semua.zip", packed(kelas__andi_dot_zip=a_zip())),
        ("semua.zip", packed(a_dot_zip=packed(b_dot_zip=a_zip()))),
        ("unduhan.zip", packed(andi__jawaban_dot_json=answers(), foto_dot_jpg=b"x")),
    ],
)
def test_whatever_its_name_and_wrapping(root, usb, name, data):
    """What a file is and whose it is stands inside."""
    (usb / name).write_bytes(data)
    found = collect(root, usb)
    assert (codes(found), found.refused) == (["andi-1"], [])
    assert answer_of(root) == "b"
    assert (usb / name).read_bytes() == data, "a stick is not ours to change"
    assert len(kept(root)) == 1


def test_one_zip_with_a_whole_class(root, usb):
    """Zips, unpacked folders and loose files of many people, in one download."""
    (usb / "Kelas.zip").write_bytes(
        packed(
            a_dot_zip=a_zip("andi-1"),
            budi__jawaban_dot_json=answers("budi-2"),
            budi__latihan_dot_ipynb=notebook("budi-2"),
            loose_dot_ipynb=notebook("siti-3"),
            jawaban_dot_json=answers("tuti-4"),
        )
    )
    found = collect(root, usb)
    assert codes(found) == ["andi-1", "budi-2", "siti-3", "tuti-4"]
    assert found.refused == []


def test_unpacked_files_that_lie_together(root, usb):
    """One notebook and one jawaban.json in a folder are one hand-in, of one person."""
    folder = usb / "punya andi"
    folder.mkdir()
    (folder / "Latihan.ipynb").write_bytes(notebook("andi-1", "a"))
    (folder / "jawaban.json").write_bytes(answers("andi-1", "c", minutes=9))
    (usb / "latihan.ipynb").write_bytes(notebook("budi-2", "a"))
    (usb / "jawaban.json").write_bytes(answers("siti-3", "b"))
    found = collect(root, usb)
    assert codes(found) == ["andi-1", "budi-2", "siti-3"]
    assert [answer_of(root, code) for code in codes(found)] == ["c", "a", "b"]


def test_the_newest_counts_and_all_are_kept(root, usb):
    """In whatever order the files are read."""
    (usb / "a.zip").write_bytes(a_zip(answer="a", minutes=5))
    (usb / "b.zip").write_bytes(a_zip(answer="c", minutes=1))
    (usb / "c.zip").write_bytes(a_zip(answer="a", minutes=5))
    found = collect(root, usb)
    assert answer_of(root) == "a"
    assert [arrival.counts for _, arrival in found.arrivals] == [True, False, True]
    assert kept(root) == ["a.zip", "b.zip"], "the same one is kept once"


def test_our_own_folder_is_emptied_of_what_was_received(root):
    """What cannot be read stays there, with its reason."""
    incoming = root / "kelas" / "utama" / "masuk"
    (incoming / "dari budi").mkdir(parents=True)
    (incoming / "a.zip").write_bytes(a_zip())
    (incoming / "dari budi" / "jawaban.json").write_bytes(answers("budi-2"))
    (incoming / "putus.zip").write_bytes(a_zip("siti-3")[:60])
    found = collect(root)
    assert codes(found) == ["andi-1", "budi-2"]
    assert [one.name for one in found.refused] == ["putus.zip"]
    assert "rusak" in found.refused[0].why
    assert [path.name for path in incoming.iterdir()] == ["putus.zip"]
    assert len(kept(root)) == 2


def test_a_broken_second_hand_in_beside_the_good_one(root, usb):
    """The good one stays in use, and the sentence says of when it is."""
    (usb / "a.zip").write_bytes(a_zip())
    collect(root, usb)
    broken = json.loads(answers(minutes=9))
    (usb / "a.zip").write_bytes(
        packed(
            manifest_dot_json=json.dumps(
                {"peserta": "andi-1", "latihan": ID, "waktu": NOON.isoformat()}
            ).encode(),
            jawaban_dot_json=json.dumps(broken).encode()[:-9],
        )
    )
    found = collect(root, usb)
    assert found.arrivals == []
    assert "Minta kiriman baru" in found.refused[0].why
    assert "andi-1: Kumpulan terakhir yang baik (05-01-2026" in found.refused[0].why
    assert answer_of(root) == "b"


def test_foreign_files_are_counted_and_named(root, usb):
    """Pictures are passed over; what could be a hand-in is told of."""
    (usb / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    (usb / "surat.docx").write_bytes(packed(a_dot_xml=b"x"))
    (usb / ".tersembunyi.json").write_bytes(answers())
    (usb / "lain.json").write_bytes(b'{"a": 1}')
    (usb / "kosong.zip").write_bytes(packed(a_dot_txt=b"x"))
    (usb / "tautan.json").symlink_to("/etc/passwd")
    found = collect(root, usb)
    assert found.arrivals == [] and found.skipped == 3
    assert sorted(one.name for one in found.refused) == ["kosong.zip", "lain.json"]


def test_an_unknown_assignment_is_refused(root, usb):
    """It stays where it is, with what to do."""
    text = answers().replace(b"t1-kecil", b"t9-lain")
    (usb / "jawaban.json").write_bytes(text)
    (refused,) = collect(root, usb).refused
    assert "t9-lain" in refused.why


def test_a_bomb_is_not_unpacked(root, usb):
    """Zips in zips in zips end at three, and nothing is read beyond its cap."""
    data = packed(a_dot_json=b'{"jawaban": ' + b" " * 40_000_000)
    for _ in range(5):
        data = packed(a_dot_zip=data)
    (usb / "bom.zip").write_bytes(data)
    found = collect(root, usb)
    assert found.arrivals == [] and len(found.refused) == 1


def test_a_missing_folder_is_said(root, usb):
    """A wrong name is not an empty folder."""
    with pytest.raises(BijakError, match="tidak ada"):
        collect(root, usb / "tidak-ada")


def test_a_walk_reads_nothing_twice(usb):
    """Each file belongs to exactly one unit."""
    (usb / "jawaban.json").write_bytes(answers())
    (usb / "latihan.ipynb").write_bytes(notebook("andi-1"))
    (usb / "b.zip").write_bytes(a_zip("budi-2"))
    units = list(Walk().units(usb))
    paths = [path for unit in units for path in unit.paths]
    assert sorted(path.name for path in paths) == [
        "b.zip",
        "jawaban.json",
        "latihan.ipynb",
    ]
    assert len(units) == 2
