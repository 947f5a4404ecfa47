"""nbgrader's own autograde with our steps: same points, no kernel, code confined."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import second
import tiny
from bijak.answers import ANSWER_MIME, AnswerBook
from bijak.answers.carried import payload
from bijak.authoring.release import release
from bijak.course import Course
from bijak.grading.code_items import VALUES_FILE
from bijak.notebooks import read_items, read_notebook
from bijak.scoring import score
from course_runs import hand_in, specimen_classes
from gradebooks import read_item_scores

pytestmark = pytest.mark.kernel

PLAIN = """
c = get_config()
c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"
c.Autograde.pre_convert_hook = None
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors." + name
    for name in "Execute IgnorePattern LimitOutput SaveAutoGrades".split()
]
"""
"""nbgrader as it is: it runs every notebook in a kernel of its own."""
NO_KERNEL = '\nget_config().ExecutePreprocessor.kernel_name = "tidak-ada"\n'

PROGRAMS = {
    "benar": second.SOLUTION,
    "sebagian": "rata = 35.03\nsaran = 'periksa'",
    "pesan": "rata = 19.3\nsaran = 'biarkan'",
    "galat": "rata = 1 / 0",
    "jenis": "rata = 'x'\nsaran = 1\ntinggi = 2\nringkas = {}",
    "kosong": None,
}
"""Who → what that person programmed."""


def scores(root: Path, assignment: str, codes) -> dict[str, dict[str, float | None]]:
    url = f"sqlite:///{root}/kelas/utama/gradebook.db?timeout=90"
    return {code: read_item_scores(url, assignment, code) for code in codes}


def autograde(root: Path, assignment: str, configuration: str) -> str:
    """Run nbgrader's own command with these lines at the end of its configuration."""
    file = root / "nbgrader_config.py"
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept + configuration, encoding="utf-8")
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment, "--force"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    file.write_text(kept, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stderr


def program(root: Path, code: str, source: str | None, task: str = "") -> Path:
    """Hand in the second assignment with a program and an answer to the task."""
    folder = hand_in(root, second.ID, code, {second.FORM: "b"})
    notebook = read_notebook(folder / f"{second.ID}.ipynb")
    if source is not None:
        second.programmed(notebook, source)
    if task:
        second.answered_task(notebook, task)
    nbformat.write(notebook, folder / f"{second.ID}.ipynb")
    return folder


@pytest.fixture(scope="module")
def both(made_release, tmp_path_factory):
    """A project with both assignments released and frozen in its gradebook."""
    root = tmp_path_factory.mktemp("dua") / "proyek é"
    shutil.copytree(made_release, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_ROOT", str(root))
        patch.delenv("BIJAK_EXCHANGE", raising=False)
        second.add_to(root)
        release(root, [].append)
        for assignment in (tiny.ID, second.ID):
            Course(root).generate(assignment)
        yield root


def test_points_are_nbgraders_own_for_every_specimen(both):
    """Each specimen of each kind: plain nbgrader with kernels, and ours without."""
    people = specimen_classes(both, tiny.ID)
    for code, (_, given) in people.items():
        answers = {name: one.answer for name, one in given.items() if one}
        hand_in(both, tiny.ID, code, answers)
    autograde(both, tiny.ID, PLAIN)
    plain = scores(both, tiny.ID, people)
    autograde(both, tiny.ID, NO_KERNEL)
    assert scores(both, tiny.ID, people) == plain
    for code, (items, given) in people.items():
        for name, one in given.items():
            answer = one.answer if one else None
            expected = score(items[name].item, answer, items[name].key).points
            assert plain[code][name] == pytest.approx(expected), (name, one)


def test_code_is_scored_as_in_nbgraders_kernel(both):
    """Values out of confinement earn what they earn in a kernel of nbgrader's."""
    for code, source in PROGRAMS.items():
        program(both, code, source)
    autograde(both, second.ID, PLAIN)
    plain = scores(both, second.ID, PROGRAMS)
    autograde(both, second.ID, NO_KERNEL)
    found = scores(both, second.ID, PROGRAMS)
    assert found == plain
    points = {code: found[code][second.CODE] for code in PROGRAMS}
    assert points == {**dict.fromkeys(PROGRAMS, 0.0), "benar": 4.0, "sebagian": 1.5}
    assert {found[code][second.FORM] for code in PROGRAMS} == {2.0}


def test_what_came_out_stands_beside_the_graded_copy(both):
    """Values and sentences for the feedback page, and in the notebook for a person."""
    folder = program(both, "hasil", "rata = 35.03\n1 / 0")
    (folder / VALUES_FILE).write_text('{"nilai": {"t2-02": {"rata": 9}}, "pesan": {}}')
    Course(both).autograde(second.ID, "hasil")
    graded = both / "kelas/utama/autograded/hasil" / second.ID
    kept = json.loads((graded / VALUES_FILE).read_text("utf-8"))
    assert kept["nilai"] == {second.CODE: {"rata": 35.03}}
    assert "ZeroDivisionError" in kept["pesan"][second.CODE][0]
    shown = (graded / f"{second.ID}.ipynb").read_text("utf-8")
    assert "rata = 35,03 (angka)" in shown and "Sel ini berhenti" in shown
    Course(both).write_feedback(second.ID, "hasil")
    page = both / "kelas/utama/feedback/hasil" / second.ID / f"{second.ID}.html"
    said = page.read_text("utf-8")
    assert "rata = 35,03 (angka)" in said and "Sel ini berhenti di baris 5" in said


def test_what_is_odd_stands_in_the_log(both):
    """nbgrader's command says what was repaired, by code."""
    folder = program(both, "aneh", second.SOLUTION)
    notebook = read_notebook(folder / f"{second.ID}.ipynb")
    notebook.cells = [cell for cell in notebook.cells if "-nilai" not in cell["id"]]
    nbformat.write(notebook, folder / f"{second.ID}.ipynb")
    said = autograde(both, second.ID, NO_KERNEL)
    assert "aneh: Sel yang hilang dipulihkan" in said
    found = scores(both, second.ID, ["aneh"])["aneh"]
    assert (found[second.FORM], found[second.CODE]) == (2.0, 4.0)


def test_a_manual_task_needs_a_person_and_keeps_the_score(both):
    """Points, comment and extra credit of a person survive grading again."""
    from nbgrader.api import Gradebook

    program(both, "tangan", second.SOLUTION, "Satu 40%. Dua 30%. Tiga 20%.")
    course = Course(both)
    course.autograde(second.ID, "tangan")

    def row():
        (found,) = [one for one in course.scores(second.ID) if one["kode"] == "tangan"]
        return found["nilai"], found["maksimal"], found["periksa"]

    assert row() == (6.0, second.TOTAL, True)
    shown = both / "kelas/utama/autograded/tangan" / second.ID / f"{second.ID}.ipynb"
    assert "Satu 40%" in shown.read_text("utf-8")
    url = f"sqlite:///{both}/kelas/utama/gradebook.db?timeout=90"
    with Gradebook(url, "bijak") as gradebook:
        where = (second.ID, second.ID, "tangan")
        grade = gradebook.find_grade(second.TASK, *where)
        grade.manual_score, grade.extra_credit = 2.0, 0.5
        grade.needs_manual_grade = False
        gradebook.find_comment(second.TASK, *where).manual_comment = "Bagus."
        gradebook.db.commit()
    assert row() == (8.5, second.TOTAL, False)
    autograde(both, second.ID, NO_KERNEL)
    assert row()[:2] == (8.5, second.TOTAL)
    with Gradebook(url, "bijak") as gradebook:
        assert gradebook.find_comment(second.TASK, *where).comment == "Bagus."


def test_a_group_answers_the_questions_of_its_first(both):
    """kelompok.json says whose numbers were answered, for everybody in the group."""
    people = {"melati-1": "melati-1", "kenanga-2": "melati-1"}
    source = both / "solutions" / tiny.ID / f"{tiny.ID}.ipynb"
    graded = read_items(read_notebook(source))["t1-15"]
    key = float(graded.personal("melati-1").key.answer)
    for code, first in people.items():
        folder = hand_in(both, tiny.ID, code, {"t1-15": str(key).replace(".", ",")})
        group = {"pertama": first, "bersama": ["kenanga-2"]}
        (folder / "kelompok.json").write_text(json.dumps(group), encoding="utf-8")
        Course(both).autograde(tiny.ID, code)
    found = scores(both, tiny.ID, people)
    assert [found[code]["t1-15"] for code in people] == [1.0, 1.0]


def test_answers_in_the_notebook_count_too(both):
    """A bare notebook is graded, and the graded copy has its jawaban.json."""
    folder = hand_in(both, tiny.ID, "berkas-saja", {})
    AnswerBook(folder, tiny.ID).set("t1-01", "b")
    stored = json.loads((folder / "jawaban.json").read_text("utf-8"))["jawaban"]
    (folder / "jawaban.json").unlink()
    notebook = read_notebook(folder / f"{tiny.ID}.ipynb")
    output = {"output_type": "display_data", "metadata": {}}
    output["data"] = {ANSWER_MIME: payload(tiny.ID, "berkas-saja", stored)}
    notebook.cells[3]["outputs"] = [nbformat.from_dict(output)]
    nbformat.write(notebook, folder / f"{tiny.ID}.ipynb")
    Course(both).autograde(tiny.ID, "berkas-saja")
    assert scores(both, tiny.ID, ["berkas-saja"])["berkas-saja"]["t1-01"] == 2.0
    graded = both / "kelas/utama/autograded/berkas-saja" / tiny.ID / "jawaban.json"
    assert json.loads(graded.read_text("utf-8"))["jawaban"] == stored
