"""A class is graded by one writer: the same rows, whatever happens in between."""

import json
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import classes
import gradebooks
import second
from bijak.course import Course
from bijak.errors import BijakError
from bijak.grading.records import checksum_of, read_record
from bijak.grading.releasing import release_pages
from bijak.grading.running import FAILED, GRADED, PAGE, SAME, Grading
from bijak.grading.workers import Workers, _Worker
from classes import DATA, FORMS, break_it, lay, lay_data, make_project, submitted

RIGHT = {"t1-01": "b", "t1-05": "12,5", "t1-06": {"x": "a", "y": "2"}}
WRONG = {"t1-01": "a", "t1-05": "12", "t1-06": {"x": "a", "y": "1"}}


@pytest.fixture
def root(tmp_path, tmp_path_factory, monkeypatch):
    """A project with both courses."""
    monkeypatch.delenv("BIJAK_EXCHANGE", raising=False)
    monkeypatch.delenv("BIJAK_KELAS", raising=False)
    return make_project(tmp_path_factory, tmp_path)


def grade(root, assignment=FORMS, **how):
    """Grade once; code → its line."""
    with Grading(root, **how) as grading:
        return {line.code: line for line in grading.grade(assignment).lines}


def autograded(root, code, assignment=FORMS):
    return root / "kelas" / "utama" / "autograded" / code / assignment


def page(root, code, assignment=FORMS):
    folder = root / "kelas" / "utama" / "feedback" / code / assignment
    return (folder / f"{assignment}.html").read_text(encoding="utf-8")


@pytest.mark.kernel
def test_equal_to_nbgrader(root, tmp_path):
    """Rows, graded notebooks and pages are those of ``nbgrader autograde``."""
    lay(root, "andi", RIGHT)
    lay(root, "siti", {})
    lay_data(root, "andi")
    lay(root, "budi", {second.FORM: "a"}, DATA)
    theirs = shutil.copytree(root, tmp_path / "nbgrader")
    for assignment in (FORMS, DATA):
        course = Course(theirs)
        course.generate(assignment)
        for code in course.submitted(assignment):
            course.autograde(assignment, code)
        course.write_feedback(assignment)
    with Grading(root) as grading:
        for assignment in (FORMS, DATA):
            grading.grade(assignment)
    assert gradebooks.rows(root) == gradebooks.rows(theirs)
    ours, others = gradebooks.files(root), gradebooks.files(theirs)
    compared = [name for name in others if Path(name).suffix in (".ipynb", ".html")]
    assert len(compared) == 8
    for name in compared:
        assert ours[name] == others[name], name


def test_done_work_is_not_done_again(root):
    """A second run writes nothing, and still says how everybody stands."""
    lay(root, "andi", RIGHT)
    first = grade(root)
    before = {path: path.stat().st_mtime_ns for path in _written(root)}
    again = grade(root)
    assert (first["andi"].state, again["andi"].state) == (GRADED, SAME)
    assert again["andi"].standing == first["andi"].standing
    assert first["andi"].standing.total == 5.5
    assert {path: path.stat().st_mtime_ns for path in _written(root)} == before


def _written(root):
    home = root / "kelas" / "utama"
    return [p for step in ("autograded", "feedback") for p in (home / step).rglob("*")]


def test_a_mended_key_lists_whose_points_changed(root):
    """Only where the hand-in is the same and its points are not."""
    lay(root, "andi", {"t1-01": "a"})
    lay(root, "siti", {"t1-05": "12,5"})
    grade(root)
    source = root / "solutions" / FORMS / f"{FORMS}.ipynb"
    text = source.read_text(encoding="utf-8")
    old = 'kunci=\\"b\\", poin=2, umpan_balik={\\"a\\": \\"Merah itu cabai.\\"'
    new = 'kunci=\\"a\\", poin=2, umpan_balik={\\"b\\": \\"Biru itu langit.\\"'
    assert old in text
    text = text.replace(old, new).replace(', \\"benar\\": \\"Biru itu langit.\\"', "")
    source.write_text(text, encoding="utf-8")
    lines = grade(root)
    assert (lines["andi"].before, lines["andi"].standing.total) == (0, 2)
    assert (lines["siti"].state, lines["siti"].before) == (GRADED, None)


def test_what_a_person_gave_survives(root):
    """Scores by hand, extra credit and comments stay, and the page shows them."""
    lay_data(root, "andi")
    assert grade(root, DATA)["andi"].standing.waiting == {second.TASK}
    assert "Pelatih masih memeriksa jawaban ini." in page(root, "andi", DATA)
    gradebooks.give(root, "andi", second.TASK, 2)
    gradebooks.give(root, "andi", f"{second.FORM}-nilai", 0.5)
    gradebooks.change(
        root, "UPDATE grade SET extra_credit = 1 WHERE manual_score = 0.5"
    )
    gradebooks.change(root, "UPDATE comment SET manual_comment = 'Bagus'")
    before = gradebooks.rows(root)
    line = grade(root, DATA)["andi"]
    assert line.state == PAGE and not line.standing.waiting
    assert line.standing.total == 2 + 1.5 + 4
    shown = page(root, "andi", DATA)
    assert "3,5 dari 5 poin, dan 4 poin bonus" in shown and "2 dari 3 poin" in shown
    assert shown.count("Kata pelatih:</strong> Bagus") == 2
    assert "masih memeriksa" not in shown
    assert gradebooks.rows(root) == before
    assert grade(root, DATA)["andi"].state == SAME


def test_a_new_hand_in_is_looked_at_again(root):
    """What a person graded before is kept and flagged, never shown as graded."""
    lay_data(root, "andi")
    grade(root, DATA)
    gradebooks.give(root, "andi", second.TASK, 2)
    grade(root, DATA)
    lay_data(root, "andi", "rata = 1", number=1)
    line = grade(root, DATA)["andi"]
    assert line.state == GRADED and second.TASK in line.standing.waiting
    assert line.standing.by_hand == {second.TASK: (2, 0)}
    assert any("Periksa lagi" in notice for notice in line.notices)


def test_failed_is_not_zero(root):
    """What cannot be read has no row, stops nobody, and says why."""
    break_it(lay(root, "andi", RIGHT))
    lay(root, "siti", RIGHT)
    lines = grade(root)
    assert lines["andi"].state == FAILED and lines["andi"].standing is None
    assert "Minta kiriman baru" in " ".join(lines["andi"].notices)
    assert lines["siti"].standing.total == 5.5
    assert {row[0] for row in gradebooks.rows(root)["submission"]} == {"siti"}
    assert not autograded(root, "andi").exists()


def test_the_last_good_grade_stays(root):
    """A broken second hand-in is told of beside the first one's points."""
    lay(root, "andi", RIGHT)
    grade(root)
    rows, files = gradebooks.rows(root), gradebooks.files(root)
    break_it(lay(root, "andi", {}, number=1))
    line = grade(root)["andi"]
    assert line.state == FAILED and line.standing.total == 5.5
    assert "5,5 poin" in line.notices[-1]
    assert (gradebooks.rows(root), gradebooks.files(root)) == (rows, files)


def test_lateness_is_shown_without_penalty(root):
    """Two hours after the due date; all points are there."""
    lay(root, "andi", RIGHT)
    grade(root)
    gradebooks.change(
        root, "UPDATE assignment SET duedate = '2026-11-22 06:00:00.000000'"
    )
    standing = grade(root)["andi"].standing
    assert (standing.late, standing.total, standing.penalty) == (7200, 5.5, 0)


def test_a_grade_says_what_it_rests_on(root):
    """When, from which hand-in, which source, which version, how confined."""
    folder = lay_data(root, "andi")
    grade(root, DATA)
    record = read_record(autograded(root, "andi", DATA))
    assert record.kumpulan == checksum_of(folder)
    assert record.diserahkan == classes.TIME.format(0)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.dinilai)
    assert record.versi and len(record.naskah) == 64
    assert record.pengurungan.startswith("Kode peserta")
    assert record.poin == {second.FORM: 2.0, second.CODE: 4.0}


def test_old_gradebook_without_records(root):
    """What nbgrader graded before gets a record, and keeps its points by hand."""
    lay_data(root, "andi")
    grade(root, DATA)
    gradebooks.give(root, "andi", second.TASK, 3)
    (autograded(root, "andi", DATA) / "penilaian.json").unlink()
    line = grade(root, DATA)["andi"]
    assert line.state == GRADED and line.standing.points[second.TASK] == 3
    assert not line.standing.waiting


def test_checksum_of_a_strange_folder(tmp_path):
    """Time and secret do not count; a pipe and a link do not stop it."""
    (tmp_path / "a.ipynb").write_text("{}")
    before = checksum_of(tmp_path)
    (tmp_path / "timestamp.txt").write_text("kapan saja")
    (tmp_path / "tautan").symlink_to("/etc/passwd")
    if sys.platform != "win32":
        import os

        os.mkfifo(tmp_path / "pipa")
    assert checksum_of(tmp_path) == before
    (tmp_path / "a.ipynb").write_text("[]")
    assert checksum_of(tmp_path) != before


def test_one_grader_at_a_time(root, monkeypatch):
    """A second one is told to wait, and may come afterwards."""
    from bijak import files

    monkeypatch.setattr(files, "_LOCK_SECONDS", 0.1)
    with Grading(root):
        with pytest.raises(BijakError, match="sedang dinilai"), Grading(root):
            pass
    with Grading(root):
        pass


def test_a_grading_process_that_dies_costs_one_hand_in(root, tmp_path):
    """It is replaced, and the next hand-in is graded."""
    source = root / "solutions" / FORMS / f"{FORMS}.ipynb"
    job = {"latihan": FORMS, "naskah": str(source), "sel": {}, "kernelspec": {}}
    folders = [lay(root, code, RIGHT) for code in ("andi", "budi", "siti")]
    with Workers(1, tmp_path / "sementara") as workers:

        def jobs():
            for number, folder in enumerate(folders):
                if number == 1:
                    workers._makers[0].kill()
                person = {"peserta": folder.parent.name, "kumpulan": str(folder)}
                yield {**job, **person, "tangan": {}, "komentar": {}}

        answers = [answer for _, answer in workers.run(jobs(), 3)]
    assert ["gagal" in answer for answer in answers] == [False, True, False]
    assert "berhenti" in answers[1]["gagal"]


@pytest.mark.kernel
def test_killed_at_random_and_resumed(root, tmp_path):
    """The gradebook and the files are those of a run that nobody disturbed."""
    chance = random.Random(4)
    for number in range(14):
        answers = RIGHT if number % 2 else WRONG
        lay(root, f"p{number:02d}", answers, number=number % 10)
    break_it(submitted(root, "p03"))
    calm = shutil.copytree(root, tmp_path / "tenang")
    with Grading(calm) as grading:
        grading.grade(FORMS)
    for count in sorted(chance.sample(range(12), 3)):
        _kill_after(root, tmp_path, count, chance.random() / 20)
    grade(root)
    assert gradebooks.rows(root) == gradebooks.rows(calm)
    assert gradebooks.files(root) == gradebooks.files(calm)
    assert len(list(root.glob("kelas/utama/autograded/*/*/penilaian.json"))) == 13


def _kill_after(root, temporary, count, wait):
    """Grade, and kill -9 as soon as so many are done; nothing of it is left."""
    import os

    environment = {**os.environ, "TMPDIR": str(temporary), "BIJAK_ROOT": str(root)}
    run = subprocess.Popen(
        [sys.executable, "-m", "bijak", "grade", FORMS],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while run.poll() is None and len(_records(root)) <= count:
        time.sleep(0.005)
    time.sleep(wait)
    run.send_signal(signal.SIGKILL)
    run.wait()
    until = time.monotonic() + 20
    while _left(temporary) and time.monotonic() < until:
        time.sleep(0.1)
    assert _left(temporary) == []


def _records(root):
    return list(root.glob("kelas/utama/autograded/*/*/penilaian.json"))


def _left(temporary):
    """Command lines that name the run's own temporary folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if f"{temporary}/bijak-" in line:
            found.append(line)
    return found


def test_feedback_waits_for_the_module_that_the_syllabus_names(root):
    """Released after grading, or after the other module was graded too."""
    home = root / "kelas" / "utama"
    (home / "exchange").mkdir(parents=True)
    syllabus = root / "curriculum" / "silabus.toml"
    text = syllabus.read_text(encoding="utf-8")
    waits = f'id = "{FORMS}"\numpan_balik = "{DATA}"'
    syllabus.write_text(text.replace(f'id = "{FORMS}"', waits), encoding="utf-8")
    lay(root, "andi", RIGHT)
    lay_data(root, "budi")
    with Grading(root) as grading:
        forms, data = grading.grade(FORMS), grading.grade(DATA)
        assert release_pages(root, "utama", forms) == []
        assert release_pages(root, "utama", data) == []  # a task waits for a person
        gradebooks.give(root, "budi", second.TASK, 1)
        assert release_pages(root, "utama", grading.grade(DATA)) == ["budi"]
        lay_data(root, "andi")
        grading.grade(DATA)
        assert release_pages(root, "utama", forms) == ["andi"]
        assert release_pages(root, "utama", forms) == []
    released = list((home / "exchange" / "bijak" / "feedback").glob("*.html"))
    assert sorted(one.read_text("utf-8") for one in released) == sorted(
        [page(root, "andi"), page(root, "budi", DATA)]
    )


def test_records_are_plain_to_read(root):
    """Anybody can look into one: Indonesian names, no key."""
    lay(root, "andi", RIGHT)
    grade(root)
    content = json.loads((autograded(root, "andi") / "penilaian.json").read_text())
    assert list(content)[:4] == ["kumpulan", "diserahkan", "naskah", "versi"]
    assert content["poin"]["t1-01"] == 2.0
    assert content["halaman"]["t1-05"] == 1.5


def test_nothing_beside_the_grader_is_loaded(tmp_path, monkeypatch):
    """Whoever grades while standing in a hand-in's folder runs none of its modules."""
    here = tmp_path / "kumpulan"
    here.mkdir()
    trap = "from pathlib import Path; Path('dimuat').touch()"
    for name in ("json.py", "nbformat.py", "sitecustomize.py"):
        (here / name).write_text(trap, encoding="utf-8")
    monkeypatch.chdir(here)
    worker = _Worker(tmp_path / "hasil", False)
    process = worker._start()
    process.communicate(timeout=60)
    assert not (here / "dimuat").exists()
