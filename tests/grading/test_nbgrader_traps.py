"""What nbgrader does that we must know, each pinned in one really graded class."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tiny
from bijak.answers import AnswerBook
from bijak.course import Course
from bijak.errors import CourseFailed
from bijak.notebooks import normal_form, read_items, read_notebook
from bijak.scoring.specimens import right_answer
from bijak.text import format_points
from course_runs import grade_all, hand_in

pytestmark = pytest.mark.kernel
CODES = ["benar", "kosong", "kutip", "penuh", "sel-kosong"]
TORN = b'{"format": 1, "jaw'
NO_POINTS = dict.fromkeys(tiny.QUESTIONS, 0.0)
ALL_POINTS = {name: float(points) for name, (points, _, _) in tiny.QUESTIONS.items()}


def right_answers(root: Path, code: str) -> dict:
    """What earns all points, for the numbers that one person sees."""
    items = read_items(read_notebook(source_of(root)))
    mine = {name: graded.personal(code) for name, graded in items.items()}
    return {name: right_answer(one.item, one.key) for name, one in mine.items()}


def source_of(root: Path) -> Path:
    return root / "solutions" / tiny.ID / f"{tiny.ID}.ipynb"


def page_of(root: Path, code: str) -> Path:
    return root / "kelas/utama/feedback" / code / tiny.ID / f"{tiny.ID}.html"


def _empty_the_answer_cells(path: Path) -> None:
    """What a participant who meddles with cells can leave behind."""
    notebook = read_notebook(path)
    for cell in notebook.cells:
        if cell["id"].endswith("-jawab"):
            cell.source = "pass"
            cell.metadata["nbgrader"]["locked"] = False
            cell.metadata["nbgrader"]["grade_id"] += "x"
    path.write_text(normal_form(notebook), encoding="utf-8")


def _clutter(path: Path) -> None:
    """Entries that are no answers, as another program might write them."""
    content = json.loads(path.read_text("utf-8"))
    content["jawaban"]["t1-04"]["tak-dikenal"] = {"isi": "x", "pada": "kemarin"}
    content["jawaban"]["t9-99"] = [1, 2]
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture(scope="module")
def graded(made_release, tmp_path_factory):
    """(root, code → item → points) of one class, graded once with warnings on."""
    import shutil

    root = tmp_path_factory.mktemp("kelas") / "proyek é"
    shutil.copytree(made_release, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_ROOT", str(root))
        patch.setenv("PYTHONWARNINGS", "always")
        right = {code: right_answers(root, code) for code in CODES}
        right["kosong"] = {}
        right["kutip"]["t1-01"] = "<script>x</script>"
        folders = {code: hand_in(root, tiny.ID, code, right[code]) for code in CODES}
        _clutter(folders["penuh"] / "jawaban.json")
        _empty_the_answer_cells(folders["sel-kosong"] / f"{tiny.ID}.ipynb")
        points = grade_all(root, tiny.ID)
        command = [sys.executable, "-m", "nbgrader", "generate_feedback", tiny.ID]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        yield root, points


def test_points_are_what_was_earned(graded):
    """nbgrader gives full marks for False, None and '0,5'; our cells show a float."""
    _, points = graded
    assert points["benar"] == ALL_POINTS
    assert points["kosong"] == NO_POINTS


def test_emptied_answer_cells_are_restored(graded):
    """Whoever meddles with locked cells still earns what was answered, no more."""
    _, points = graded
    assert points["sel-kosong"] == ALL_POINTS


def test_warnings_cost_nothing(graded):
    """Words on stderr cost all points in nbgrader; our grade cells are silent."""
    _, points = graded
    assert points["penuh"] == ALL_POINTS


def test_unreadable_answers_fail_with_their_reason(graded):
    """A torn jawaban.json is no zero: it is said, kept as it is, and stops nobody."""
    root, _ = graded
    torn = hand_in(root, tiny.ID, "a-rusak", {"t1-01": "b"}) / "jawaban.json"
    torn.write_bytes(TORN)
    with pytest.raises(CourseFailed, match=r"jawaban\.json terpotong"):
        Course(root).autograde(tiny.ID, "a-rusak")
    assert torn.read_bytes() == TORN


@pytest.mark.parametrize("code", ["benar", "penuh"])
def test_answers_reach_grading_unchanged(graded, code):
    """Nothing of ours rewrites a participant's jawaban.json."""
    root, _ = graded
    folders = [root / "kelas/utama" / step for step in ("submitted", "autograded")]
    handed_in, read = (folder / code / tiny.ID / "jawaban.json" for folder in folders)
    assert read.read_bytes() == handed_in.read_bytes()


def test_feedback_is_ours(graded):
    """nbgrader's command writes our page: small, with no key and no hidden test."""
    root, _ = graded
    page = page_of(root, "kutip").read_text("utf-8")
    assert len(page.encode()) < 100_000
    all_points = format_points(tiny.TOTAL)
    assert f"{format_points(tiny.TOTAL - 2)} dari {all_points} poin" in page
    for secret in ("HIDDEN", "kunci=", "umpan_balik", "Traceback", "<script", "http"):
        assert secret not in page
    assert not list(page_of(root, "kutip").parent.glob("*.ipynb"))


def test_feedback_after_a_manual_change(graded):
    """Points that a person gave in the gradebook are the points on the page."""
    from nbgrader.api import Gradebook

    root, _ = graded
    url = f"sqlite:///{root}/kelas/utama/gradebook.db"
    with Gradebook(url, "bijak") as gradebook:
        grade = gradebook.find_grade("t1-01-nilai", tiny.ID, tiny.ID, "kosong")
        grade.manual_score = 1.5
        gradebook.db.commit()
    Course(root).write_feedback(tiny.ID, "kosong")
    page = page_of(root, "kosong").read_text("utf-8")
    assert f"1,5 dari {format_points(tiny.TOTAL)} poin" in page
    assert "diubah oleh pelatih" in page


def test_a_mended_key_counts(released):
    """nbgrader freezes tests at release; we put them in anew before grading."""
    Course(released).generate(tiny.ID)
    text = source_of(released).read_text("utf-8")
    text = text.replace('kunci=\\"b\\"', 'kunci=\\"c\\"')
    source_of(released).write_text(text, encoding="utf-8")
    hand_in(released, tiny.ID, "c", {"t1-01": "c"})
    assert grade_all(released, tiny.ID)["c"]["t1-01"] == 2.0


def test_an_authors_widgets_stay_out_of_the_release(project):
    """Widget state and attachments of a source do not reach the participants."""
    content = json.loads(source_of(project).read_text("utf-8"))
    content["metadata"]["widgets"] = {"state": "kunci: b"}
    content["cells"][0]["attachments"] = {"kunci.png": {"image/png": "eA=="}}
    source_of(project).write_text(json.dumps(content), encoding="utf-8")
    Course(project).generate(tiny.ID)
    made = project / "kelas/utama/release" / tiny.ID / f"{tiny.ID}.ipynb"
    assert "kunci" not in made.read_text("utf-8")


def test_time_is_utc(released):
    """nbgrader reads any other zone as UTC; ours is written and read as UTC."""
    course = Course(released)
    course.generate(tiny.ID)
    course.release(tiny.ID)
    folder = released / "pekerjaan" / "padi-1234"
    folder.mkdir(parents=True)
    course.fetch(tiny.ID, "padi-1234", folder)
    AnswerBook(folder / tiny.ID, tiny.ID).set("t1-01", "b")
    assert course.submit(tiny.ID, "padi-1234", folder).endswith("UTC")
    course.collect(tiny.ID)
    course.autograde(tiny.ID, "padi-1234")
    moment = course.scores(tiny.ID)[0]["waktu"].replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 120
