"""Hand-ins by file come to where nbgrader looks: the newest, for each person."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

import tiny
from bijak.answers import ANSWER_MIME, AnswerBook, read_values
from bijak.answers.carried import payload
from bijak.authoring.release import release
from bijak.classroom import handin, workspace
from bijak.course import Course
from bijak.errors import BijakError
from bijak.grading.hand_ins import HandIn, read_hand_in
from bijak.grading.receive import receive, share_out
from bijak.notebooks import read_items, read_notebook
from gradebooks import read_item_scores

CODE, FRIEND, THIRD = "kenanga-4821", "melati-1", "sawo-77"
ID = tiny.ID
NOON = datetime(2026, 1, 5, 5, tzinfo=UTC)


def hand_in(answer="b", people=(CODE,), minutes=0) -> HandIn:
    """A hand-in without a notebook, so many minutes after noon."""
    time = NOON + timedelta(minutes=minutes)
    entries = {"t1-01": {"": {"isi": answer, "pada": time.isoformat()}}}
    return HandIn(ID, tuple(people), time, b"", entries)


def folder_of(root, code=CODE):
    return root / "kelas" / "utama" / "submitted" / code / ID


def answer_of(root, code=CODE):
    """The answer to the first item that would be graded."""
    return read_values(folder_of(root, code) / "jawaban.json")["t1-01"]


def group_of(root, code):
    path = folder_of(root, code) / "kelompok.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


@pytest.fixture
def course(released):
    """A class that has received nothing."""
    return Course(released)


def test_companions_of_the_class_are_of_the_class(course):
    """An unknown code is told and gets nothing; who handed in always counts."""
    known = {CODE, FRIEND}
    arrivals = receive(course, hand_in("b", [CODE, FRIEND, THIRD]), known)
    assert [(one.code, one.counts) for one in arrivals] == [
        (CODE, True),
        (FRIEND, True),
        (THIRD, False),
    ]
    assert THIRD in arrivals[-1].sentence and CODE in arrivals[-1].sentence
    assert not folder_of(course.root, THIRD).exists()
    assert group_of(course.root, CODE) == {"pertama": CODE, "bersama": [FRIEND]}


def test_people_from_elsewhere_bring_their_companions(course):
    """A hand-in of somebody who is not on the roster counts for all it names."""
    arrivals = receive(course, hand_in("b", [CODE, FRIEND]), {THIRD})
    assert [one.counts for one in arrivals] == [True, True]


def test_nbgrader_finds_what_was_received(course):
    """Named as it must be, with nbgrader's own form of the time."""
    (arrival,) = receive(course, hand_in())
    assert arrival.counts and arrival.code == CODE
    assert course.submitted(ID) == [CODE]
    folder = folder_of(course.root)
    assert (folder / f"{ID}.ipynb").is_file()
    assert (folder / "timestamp.txt").read_text() == "2026-01-05 05:00:00.000000 UTC"
    found = course._coursedir.get_existing_timestamp(str(folder))
    assert found == NOON.replace(tzinfo=None)
    assert group_of(course.root, CODE) is None


@pytest.mark.parametrize("order", [(0, 9), (9, 0), (9, 0, 9)])
def test_the_newest_counts_in_whatever_order_they_come(course, order):
    """An older file, found on a stick later, replaces nothing."""
    for minutes in order:
        receive(course, hand_in(f"{minutes}", minutes=minutes))
    assert answer_of(course.root) == "9"


def test_an_older_one_is_told(course):
    """The trainer reads what became of it."""
    receive(course, hand_in(minutes=9))
    (arrival,) = receive(course, hand_in())
    assert not arrival.counts and "lebih baru sudah ada" in arrival.sentence
    (again,) = receive(course, hand_in(minutes=9))
    assert again.counts and "sudah diterima" in again.sentence


def test_a_group_is_laid_down_for_each(course):
    """All have the answers, and the grader knows whose questions they answered."""
    receive(course, hand_in("b", [CODE, FRIEND, THIRD]))
    for code in (CODE, FRIEND, THIRD):
        assert answer_of(course.root, code) == "b"
        group = {"pertama": CODE, "bersama": [FRIEND, THIRD]}
        assert group_of(course.root, code) == group
    secrets = {
        (folder_of(course.root, code) / "submission_secret.txt").read_text()
        for code in (CODE, FRIEND, THIRD)
    }
    assert len(secrets) == 3


def test_a_companion_keeps_an_own_newer_one(course):
    """Whoever went on alone is not pushed back."""
    receive(course, hand_in("sendiri", [FRIEND], minutes=9))
    arrivals = receive(course, hand_in("bersama", [CODE, FRIEND]))
    assert [one.counts for one in arrivals] == [True, False]
    assert answer_of(course.root, FRIEND) == "sendiri"
    assert group_of(course.root, FRIEND) is None


def test_what_a_group_replaces_is_kept(course):
    """A code is quickly mistyped: somebody's own work is laid aside, not lost."""
    receive(course, hand_in("sendiri", [FRIEND]))
    _, arrival = receive(course, hand_in("bersama", [CODE, FRIEND], minutes=9))
    assert answer_of(course.root, FRIEND) == "bersama"
    assert "digantikan/" in arrival.sentence
    (kept,) = (course.home / "digantikan").iterdir()
    assert read_values(kept / "jawaban.json")["t1-01"] == "sendiri"
    receive(course, hand_in("lagi", [CODE, FRIEND], minutes=12))
    assert len(list((course.home / "digantikan").iterdir())) == 1


def test_alone_again_after_a_group(course):
    """A newer hand-in of one's own ends the group for this person only."""
    receive(course, hand_in("bersama", [CODE, FRIEND]))
    receive(course, hand_in("sendiri", [FRIEND], minutes=9))
    assert answer_of(course.root, FRIEND) == "sendiri"
    assert group_of(course.root, FRIEND) is None
    assert group_of(course.root, CODE)["bersama"] == [FRIEND]


def test_what_is_not_complete_is_not_received(course):
    """The sentence says why, and nothing is written."""
    with pytest.raises(BijakError, match="bukan kumpulan Bijak"):
        receive(course, read_hand_in(b"foto"))
    unknown = HandIn("t9-lain", (CODE,), NOON, b"", hand_in().answers)
    with pytest.raises(BijakError, match="t9-lain"):
        receive(course, unknown)
    assert not (course.home / "submitted").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs a symbolic link")
def test_links_are_not_shared_out(course, tmp_path):
    """What a link in a collected hand-in points at reaches nobody."""
    folder = collected(course.root, [FRIEND])
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia")
    (folder / "catatan.txt").symlink_to(secret)
    share_out(course.home, CODE, ID)
    assert not (folder_of(course.root, FRIEND) / "catatan.txt").exists()
    assert answer_of(course.root, FRIEND) == "b"


def collected(root, friends):
    """What nbgrader collected from somebody who worked with others."""
    folder = folder_of(root)
    shutil.copytree(root / "exercises" / ID, folder)
    book = AnswerBook(folder, ID)
    book.set("t1-01", "b")
    book.set("~bersama", friends)
    (folder / "timestamp.txt").write_text("2026-01-05 05:00:00.000000 UTC")
    return folder


def test_a_foreign_group_file_is_dropped(course):
    """Nobody chooses whose questions they answered."""
    folder = collected(course.root, [])
    (folder / "kelompok.json").write_text('{"pertama": "dahlia-1", "bersama": []}')
    assert share_out(course.home, CODE, ID) == []
    assert group_of(course.root, CODE) is None


def test_other_files_of_a_hand_in_come_along(course):
    """A companion has everything, with an own secret."""
    folder = collected(course.root, [FRIEND])
    (folder / "catatan.csv").write_text("a,b")
    (folder / "submission_secret.txt").write_text("rahasia")
    share_out(course.home, CODE, ID)
    friends = folder_of(course.root, FRIEND)
    assert (friends / "catatan.csv").read_text() == "a,b"
    assert (friends / "submission_secret.txt").read_text() != "rahasia"


def bare_notebook(root, entries, code=CODE, cell_of="t1-01") -> bytes:
    """The released notebook with answers in its outputs."""
    path = root / "exercises" / ID / f"{ID}.ipynb"
    content = json.loads(path.read_text("utf-8"))
    cell = next(one for one in content["cells"] if one["id"] == f"{cell_of}-jawab")
    data = {ANSWER_MIME: payload(ID, code, entries)}
    cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    return json.dumps(content).encode()


def entry(value, minutes=0):
    return {"isi": value, "pada": (NOON + timedelta(minutes=minutes)).isoformat()}


def nbgrader(root, *command):
    """Run nbgrader's own command."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def points(root, code):
    url = f"sqlite:///{root}/kelas/utama/gradebook.db?timeout=90"
    return read_item_scores(url, ID, code)


@pytest.mark.kernel
def test_a_bare_notebook_is_graded_by_nbgraders_own_command(course):
    """Without jawaban.json, and with one that is older or newer than the outputs."""
    carried = {"t1-01": {"": entry("b", 5)}, "t1-05": {"": entry("12,5", 5)}}
    stored = {
        "polos": None,
        "lama": {"t1-01": {"": entry("a", 1)}},
        "baru": {"t1-01": {"": entry("a", 9)}},
        "rusak": b'{"format": 1, "jaw',
    }
    for code, entries in stored.items():
        folder = folder_of(course.root, code)
        folder.mkdir(parents=True)
        (folder / f"{ID}.ipynb").write_bytes(bare_notebook(course.root, carried))
        if isinstance(entries, dict):
            content = {"format": 1, "latihan": ID, "jawaban": entries}
            entries = json.dumps(content).encode()
        if entries:
            (folder / "jawaban.json").write_bytes(entries)
    course.generate(ID)
    nbgrader(course.root, "autograde", ID)
    first = {code: points(course.root, code)["t1-01"] for code in stored}
    assert first == {"polos": 2.0, "lama": 2.0, "baru": 0.0, "rusak": 2.0}
    assert {points(course.root, code)["t1-05"] for code in stored} == {1.5}
    submitted = folder_of(course.root, "polos")
    assert not (submitted / "jawaban.json").exists()


@pytest.mark.kernel
def test_by_file_and_by_class_folder_together(course, monkeypatch):
    """Collected, shared out, received, graded, and given back to everybody."""
    root = course.root
    path = workspace.open_assignment(root, CODE, ID)
    book = AnswerBook(path.parent, ID, CODE)
    book.set("t1-01", "b")
    book.set("~bersama", [FRIEND])
    forged = path.with_name("kelompok.json")
    forged.write_text('{"pertama": "dahlia-1", "bersama": []}')
    book.start_over()
    book.undo_start_over()
    receipt = handin.hand_in(root, CODE, ID)
    assert receipt.arrived and f"kumpulan {FRIEND}" in receipt.sentence
    nbgrader(root, "collect", ID)
    assert course.submitted(ID) == [CODE, FRIEND]
    assert group_of(root, CODE) == {"pertama": CODE, "bersama": [FRIEND]}
    assert not list(folder_of(root).glob("jawaban-sebelum-diulang-*"))

    data = bare_notebook(root, {"t1-01": {"": entry("b")}}, THIRD)
    receive(course, read_hand_in(data))
    course.generate(ID)
    for code in (CODE, FRIEND, THIRD):
        course.autograde(ID, code)
        assert points(root, code)["t1-01"] == 2.0
        course.write_feedback(ID, code)
    course.release_feedback(ID)
    (page,) = course.fetch_feedback(ID, CODE, root / "pekerjaan" / CODE)
    assert CODE in page.read_text("utf-8")


PERSONAL = {
    "t1-05": (
        2,
        'isi_angka("t1-05", cerita="Upah Rp{upah} dibagi {hari} hari.", '
        'parameter={"upah": (100000, 900000, 1000), "hari": (3, 9, 1)}, '
        'satuan="Rp")',
        'kunci="upah / hari", poin=2, toleransi=1, '
        'umpan_balik={"upah * hari": "Dibagi, bukan dikali.", "lain": "Bagi dulu."}',
    )
}


@pytest.mark.kernel
def test_a_group_is_graded_by_the_first_ones_questions(tmp_path, monkeypatch):
    """Both have all points, and read the numbers that both have seen."""
    project = tiny.write_project(tmp_path / "proyek é", PERSONAL)
    monkeypatch.setenv("BIJAK_ROOT", str(project))
    release(project, [].append)
    notebook = read_notebook(project / "solutions" / ID / f"{ID}.ipynb")
    graded = read_items(notebook)["t1-05"]
    mine, friends = graded.personal(CODE), graded.personal(FRIEND)
    assert mine.key.answer != friends.key.answer
    right = f"{mine.key.answer:.2f}".replace(".", ",")
    entries = {
        "t1-05": {"": entry(right)},
        "~bersama": {"": entry([FRIEND])},
    }
    course = Course(project)
    receive(course, read_hand_in(bare_notebook(project, entries, cell_of="t1-05")))
    course.generate(ID)
    for code in (CODE, FRIEND):
        course.autograde(ID, code)
        assert points(project, code) == {"t1-05": 2.0}
        course.write_feedback(ID, code)
        page = project / "kelas" / "utama" / "feedback" / code / ID / f"{ID}.html"
        text = page.read_text("utf-8")
        assert mine.item.story in text and friends.item.story not in text
        assert "2 dari 2 poin" in text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipes_and_links_are_dropped_before_anything_is_read(course):
    """A pipe would be waited for, a link would show somebody else's answers."""
    receive(course, hand_in())
    folder = folder_of(course.root)
    (folder / "jawaban.json").unlink()
    os.mkfifo(folder / "jawaban.json")
    (folder / "catatan.txt").symlink_to("/dev/zero")
    assert share_out(course.home, CODE, ID) == []
    assert not (folder / "jawaban.json").exists()
    assert not (folder / "catatan.txt").is_symlink()
