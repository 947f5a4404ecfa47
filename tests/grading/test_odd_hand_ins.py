"""What nbgrader does with odd hand-ins, so that nobody is surprised by it.

Each of these is a trap that grading must know. Where Bijak already closes it, the
test says so; where nbgrader's own step still decides, the test pins what happens.
"""

import os
import shutil
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

import tiny
from bijak.course import Course, read_item_scores
from bijak.errors import CourseFailed
from bijak.notebooks import read_notebook
from course_runs import hand_in

pytestmark = pytest.mark.kernel
ID = tiny.ID
LOOK_ROUND = f'print("HIDDEN" in open("{ID}.ipynb", encoding="utf-8").read())'


@pytest.fixture(scope="module")
def course(made_release, tmp_path_factory):
    """A class whose tests are in the gradebook."""
    root = tmp_path_factory.mktemp("aneh") / "proyek é"
    shutil.copytree(made_release, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_ROOT", str(root))
        course = Course(root)
        course.generate(ID)
        yield course


def lay(course, code: str, change, answers=None):
    """Hand in a changed notebook; its path."""
    path = hand_in(course.root, ID, code, answers or {}) / f"{ID}.ipynb"
    notebook = read_notebook(path)
    change(notebook)
    nbformat.write(notebook, path)
    return path


def points(course, code: str) -> float:
    """Grade one hand-in; its points."""
    course.autograde(ID, code)
    url = f"sqlite:///{course.home}/gradebook.db?timeout=90"
    return sum(read_item_scores(url, ID, code).values())


def graded_text(course, code: str) -> str:
    """The graded notebook as text."""
    path = course.home / "autograded" / code / ID / f"{ID}.ipynb"
    return path.read_text(encoding="utf-8")


def test_a_grade_cell_that_is_told_not_to_run(course):
    """Closed: the tag that skips a cell gives full marks in nbgrader, nothing here."""

    def skip_everything(notebook):
        for cell in notebook.cells:
            cell.metadata["tags"] = ["skip-execution"]

    lay(course, "lewati", skip_everything)
    assert points(course, "lewati") == 0


def test_a_deleted_or_emptied_grade_cell(course):
    """Closed: emptied grade cells are restored and earn what was answered."""

    def empty(notebook):
        for cell in notebook.cells:
            if cell["id"].endswith("-nilai"):
                cell.source = "4.0"

    lay(course, "kosongkan", empty, {"t1-01": "b"})
    assert points(course, "kosongkan") == 2.0


def test_a_duplicated_cell_fails_alone(course):
    """nbgrader cannot grade it; graded one by one, it stops nobody else."""

    def copy_a_cell(notebook):  # as JupyterLab does: a new id, the same metadata
        notebook.cells.append(nbformat.from_dict({**notebook.cells[3], "id": "salin"}))

    lay(course, "ganda", copy_a_cell)
    hand_in(course.root, ID, "sesudah", {"t1-01": "b"})
    with pytest.raises(CourseFailed):
        course.autograde(ID, "ganda")
    assert points(course, "sesudah") == 2.0


def test_a_second_download_is_not_matched(course):
    """A notebook renamed by a browser is not graded, and that is said."""
    path = lay(course, "unduhan", lambda nb: None)
    path.rename(path.with_name(f"{ID} (1).ipynb"))
    with pytest.raises(CourseFailed):
        course.autograde(ID, "unduhan")


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf{}", b"{", b"<html>", "{}".encode("utf-16")]
)
def test_a_broken_notebook_fails_alone(course, content):
    """What is no notebook fails with a sentence, never with a zero."""
    path = lay(course, "rusak", lambda nb: None)
    path.write_bytes(content)
    with pytest.raises(CourseFailed):
        course.autograde(ID, "rusak")
    shutil.rmtree(path.parent.parent)


def test_a_cell_can_read_the_keys_while_it_is_graded(course):
    """Open: nbgrader lays the notebook with the keys into the kernel's folder."""
    lay(course, "intip", lambda nb: nb.cells.append(new_code_cell(LOOK_ROUND)))
    course.autograde(ID, "intip")
    assert "True\\n" in graded_text(course, "intip")


def test_a_script_stays_in_the_graded_notebook(course):
    """Open: markup in a hand-in reaches formgrader; our feedback page drops it."""
    script = new_markdown_cell("<script>window.x = 1</script>")
    lay(course, "skrip", lambda nb: nb.cells.append(script))
    course.autograde(ID, "skrip")
    assert "<script>" in graded_text(course, "skrip")
    course.write_feedback(ID, "skrip")
    page = course.home / "feedback" / "skrip" / ID / f"{ID}.html"
    assert "<script" not in page.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="needs a symbolic link")
def test_a_link_is_followed(course, tmp_path):
    """Open: nbgrader copies what a link in a hand-in points at."""
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia", encoding="utf-8")
    path = lay(course, "tautan", lambda nb: None)
    (path.parent / "catatan.txt").symlink_to(secret)
    course.autograde(ID, "tautan")
    copied = course.home / "autograded" / "tautan" / ID / "catatan.txt"
    assert copied.read_text(encoding="utf-8") == "rahasia"


def test_no_exchange_on_windows(course, monkeypatch, tmp_path):
    """nbgrader's exchange refuses Windows; ours says what to do in its place."""
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(CourseFailed, match="Kumpulkan dengan berkas"):
        course.submit(ID, "padi-1234", tmp_path)
