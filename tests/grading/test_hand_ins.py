"""What participants hand in is read by what is inside, and never trusted."""

import io
import json
import stat
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiny
from bijak.answers import ANSWER_MIME, AnswerBook
from bijak.answers.carried import payload
from bijak.classroom import handin, workspace
from bijak.grading.hand_ins import read_hand_in
from bijak.grading.packed import MAX_MEMBERS
from bijak.notebooks import normal_form

CODE, FRIEND = "kenanga-4821", "melati-1"
ID = tiny.ID


def entry(value, when="2026-01-05T03:00:00+00:00"):
    """An answer of a moment."""
    return {"isi": value, "pada": when}


def notebook_of(*payloads: dict) -> dict:
    """The tiny notebook with these payloads in its outputs, as JSON."""
    content = json.loads(normal_form(tiny.source_notebook()))
    for place, one in enumerate(payloads, 2):
        output = {"output_type": "display_data", "metadata": {}}
        content["cells"][place]["cell_type"] = "code"
        content["cells"][place]["outputs"] = [{**output, "data": {ANSWER_MIME: one}}]
    return content


def encoded(content) -> bytes:
    return json.dumps(content).encode()


def zipped(members: dict) -> bytes:
    """A zip of names and contents."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def unzipped(data: bytes) -> dict:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def packed(released) -> bytes:
    """The zip of somebody who worked with a friend and answered one item."""
    (released / "solutions").rename(released / "bukan-solutions")
    path = workspace.open_assignment(released, CODE, ID)
    book = AnswerBook(path.parent, ID, CODE)
    book.set("t1-01", "b")
    book.set("~bersama", [FRIEND])
    receipt = handin.hand_in(released, CODE, ID)
    return (released / "pekerjaan" / CODE / "kumpulan" / receipt.file).read_bytes()


def test_our_zip_is_complete(packed):
    """Assignment, people, time and answers; no word for the trainer."""
    found = read_hand_in(packed)
    assert found.problems == () and found.is_complete
    assert (found.assignment, found.codes) == (ID, (CODE, FRIEND))
    assert found.answers["t1-01"][""]["isi"] == "b"
    assert (datetime.now(UTC) - found.time).total_seconds() < 60
    assert json.loads(found.notebook)["nbformat"] == 4


@pytest.mark.parametrize(
    "name", [f"{ID} (1).zip", "Kumpulan Bu Sri.zip", "DOC-20270105-WA0003."]
)
def test_the_name_of_the_file_says_nothing(packed, tmp_path, name):
    """WhatsApp, browsers and people rename files."""
    path = tmp_path / name
    path.write_bytes(packed)
    assert read_hand_in(path) == read_hand_in(packed)


def test_unpacked_and_packed_again_with_a_folder_inside(packed):
    """Folders, and what a Mac adds, are no harm."""
    inside = {f"Jawaban Bu Sri/{k}": v for k, v in unzipped(packed).items()}
    litter = {"__MACOSX/._manifest.json": b"x", "Jawaban Bu Sri/.DS_Store": b"x"}
    checkpoint = {f"Jawaban Bu Sri/.ipynb_checkpoints/{ID}-checkpoint.ipynb": b"{}"}
    again = read_hand_in(zipped({**litter, **inside, **checkpoint}))
    assert again == read_hand_in(packed)


def test_what_was_changed_is_reported(packed):
    """The checksums of the manifest are compared."""
    members = unzipped(packed)
    members["jawaban.json"] = members["jawaban.json"].replace(b'"b"', b'"c"')
    found = read_hand_in(zipped(members))
    assert "jawaban.json berubah sesudah dikumpulkan" in found.problems[0]
    assert found.answers["t1-01"][""]["isi"] == "c"
    del members["jawaban.json"]
    assert "jawaban.json hilang" in read_hand_in(zipped(members)).problems[0]


def test_a_group_file_inside_is_not_read(packed):
    """Only the receiver says whose questions were answered."""
    foreign = {"kelompok.json": b'{"pertama": "dahlia-1", "bersama": []}'}
    assert read_hand_in(zipped({**unzipped(packed), **foreign})).codes[0] == CODE


def test_a_bare_notebook_is_complete():
    """Id from its call, code and answers from its outputs, time from the answers."""
    mine = payload(ID, CODE, {"t1-01": {"": entry("b")}})
    friends = payload(ID, CODE, {"~bersama": {"": entry([FRIEND])}})
    found = read_hand_in(encoded(notebook_of(mine, friends)))
    assert found.problems == () and found.is_complete
    assert (found.assignment, found.codes) == (ID, (CODE, FRIEND))
    assert found.time == datetime(2026, 1, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize("name", [f"{ID} (1).ipynb", "b2-lain.ipynb", "jawaban.txt"])
def test_a_renamed_notebook_is_the_same_notebook(tmp_path, name):
    """A second download, another name, another ending: the id inside holds."""
    data = encoded(notebook_of(payload(ID, CODE, {"t1-01": {"": entry("b")}})))
    (tmp_path / name).write_bytes(data)
    found = read_hand_in(tmp_path / name)
    assert found.problems == () and found == read_hand_in(data)
    assert found.assignment == ID


def test_outputs_of_another_assignment_do_not_count():
    """A cell that was pasted in brings no answers of elsewhere."""
    mine = payload(ID, CODE, {"t1-01": {"": entry("b")}})
    other = payload("t9-lain", "dahlia-1", {"t1-02": {"": entry(["a"])}})
    found = read_hand_in(encoded(notebook_of(mine, other)))
    assert list(found.answers) == ["t1-01"] and found.codes == (CODE,)


def test_the_newer_of_notebook_and_answers_counts(packed):
    """A notebook that was saved before the last answer loses nothing."""
    early, late = "2026-01-05T03:00:00+00:00", "2026-01-05T03:30:00+00:00"
    old = {"t1-01": {"": entry("a", early)}, "t1-02": {"": entry(["a"], early)}}
    new = {"t1-01": {"": entry("b", late)}}
    answers = {"format": 1, "latihan": ID, "peserta": CODE, "jawaban": new}
    members = {
        "x.ipynb": encoded(notebook_of(payload(ID, CODE, old))),
        "jawaban.json": encoded(answers),
    }
    found = read_hand_in(zipped(members))
    assert found.answers["t1-01"][""]["isi"] == "b"
    assert found.answers["t1-02"][""]["isi"] == ["a"]
    assert found.time == datetime.fromisoformat(late)


def test_bare_answers_are_complete():
    """A jawaban.json of ours tells whose it is."""
    content = {"format": 1, "latihan": ID, "peserta": CODE}
    answers = {**content, "jawaban": {"t1-01": {"": entry("b")}}}
    found = read_hand_in(encoded(answers))
    assert found.is_complete and found.codes == (CODE,) and found.notebook == b""


def test_what_is_missing_is_said():
    """Without a code, or without answers, the trainer reads what to ask for."""
    nobody = {"format": 1, "latihan": ID, "jawaban": {"t1-01": {"": entry("b")}}}
    assert "kode peserta" in read_hand_in(encoded(nobody)).problems[0]
    empty = read_hand_in(encoded(notebook_of()))
    assert empty.assignment == ID and not empty.is_complete
    assert any("Tidak ada jawaban" in problem for problem in empty.problems)


def test_a_torn_answers_file_is_said_and_the_notebook_counts():
    """What the notebook carries is taken."""
    mine = encoded(notebook_of(payload(ID, CODE, {"t1-01": {"": entry("b")}})))
    found = read_hand_in(zipped({"a.ipynb": mine, "jawaban.json": b'{"format": 1,'}))
    assert "rusak" in found.problems[0] and found.is_complete


def test_two_names_are_reported(packed):
    """A notebook of somebody else's in a zip of ours is not taken silently."""
    members = unzipped(packed)
    other = payload(ID, "dahlia-1", {"t1-02": {"": entry(["a"])}})
    members[f"{ID}.ipynb"] = encoded(notebook_of(other))
    found = read_hand_in(zipped(members))
    assert found.codes[0] == CODE
    assert any("dahlia-1" in problem for problem in found.problems)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_another_editors_encoding(encoding):
    """A byte order mark and UTF-16 are read, and the notebook becomes UTF-8."""
    mine = notebook_of(payload(ID, CODE, {"t1-01": {"": entry("b")}}))
    found = read_hand_in(json.dumps(mine).encode(encoding))
    assert found.is_complete
    assert json.loads(found.notebook.decode()) == mine


def linked() -> bytes:
    member = zipfile.ZipInfo("jawaban.json")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, "/etc/passwd")
    return packed.getvalue()


ONE = {"jawaban.json": b"{}"}
HOSTILE = {
    "link": (linked, "tidak aman"),
    "up": (lambda: zipped({"../jawaban.json": b"{}"}), "tidak aman"),
    "back": (lambda: zipped({"..\\..\\jawaban.json": b"{}"}), "tidak aman"),
    "root": (lambda: zipped({"/etc/jawaban.json": b"{}"}), "tidak aman"),
    "drive": (lambda: zipped({"C:\\jawaban.json": b"{}"}), "tidak aman"),
    "bomb": (lambda: zipped({"jawaban.json": b" " * 30_000_000}), "terlalu besar"),
    "many": (
        lambda: zipped({f"{n}.txt": b"" for n in range(MAX_MEMBERS + 1)}),
        "lebih dari satu",
    ),
    "two": (lambda: zipped({"a/jawaban.json": b"{}", **ONE}), "lebih dari satu"),
    "zip in zip": (lambda: zipped({"a.zip": zipped(ONE)}), "Buka dulu"),
    "torn": (lambda: zipped(ONE)[:40], "rusak"),
    "nothing": (lambda: zipped({"foto.jpg": b"x"}), "tidak memuat"),
    "huge": (lambda: b"[" * 30_000_001, "terlalu besar"),
    "deep": (lambda: b"[" * 100_000, "bukan kumpulan Bijak"),
    "picture": (lambda: b"\xff\xd8\xff\xe0", "bukan kumpulan Bijak"),
    "page": (lambda: b"<html>", "bukan kumpulan Bijak"),
    "empty": (lambda: b"", "bukan kumpulan Bijak"),
    "list": (lambda: b"[]", "bukan kumpulan Bijak"),
    "newer": (
        lambda: zipped({"manifest.json": b'{"format": 9}', **ONE}),
        "lebih baru",
    ),
}


@pytest.mark.parametrize("make, sentence", HOSTILE.values(), ids=HOSTILE)
def test_what_is_refused(make, sentence):
    """Nothing is raised; the sentence says what to do, and nothing can be received."""
    found = read_hand_in(make())
    assert sentence in found.problems[0] and not found.is_complete


def test_a_file_that_is_not_there(tmp_path):
    """A folder and a missing file are sentences too."""
    for path in (tmp_path, tmp_path / "tak-ada.zip"):
        assert "tidak dapat dibuka" in read_hand_in(path).problems[0]


@pytest.mark.parametrize("name", ["../../etc", "a/b", "-rf", "", ".", "x" * 99, 7])
def test_an_id_that_is_no_folder_name_is_no_id(name):
    """What is inside never becomes a path elsewhere."""
    content = {"format": 1, "latihan": name, "peserta": CODE}
    found = read_hand_in(encoded({**content, "jawaban": {"x": {"": entry(1)}}}))
    assert found.assignment == "" and not found.is_complete


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
WORDS = st.sampled_from(["format", "latihan", "peserta", "jawaban", "cells", "waktu"])


@given(st.dictionaries(WORDS, JSON | st.just(1), max_size=6), st.booleans())
def test_odd_content_never_raises(content, pack):
    """Whatever stands in the JSON, there is a hand-in with sentences."""
    data = encoded(content)
    found = read_hand_in(zipped({"jawaban.json": data}) if pack else data)
    assert found.problems


@given(st.binary(max_size=200))
def test_odd_bytes_never_raise(data):
    """Nor do any bytes, also behind the sign of a zip."""
    assert read_hand_in(data).problems and read_hand_in(b"PK\x03\x04" + data).problems
