"""Odd hand-ins through nbgrader's own autograde, with our steps in it.

Each of these is a trap of nbgrader's. They are closed: what can be repaired is graded,
what cannot fails with its reason, and nothing of a hand-in is ever run here.
"""

import os
import shutil
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

import tiny
from bijak.course import Course
from bijak.errors import CourseFailed
from bijak.notebooks import read_notebook
from course_runs import hand_in
from gradebooks import read_item_scores

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


def test_a_duplicated_cell_is_graded(course):
    """nbgrader stops the whole class at one; here it counts once."""

    def copy_cells(notebook):  # as JupyterLab does: a new id, the same metadata
        copies = [{**cell, "id": f"salin-{cell['id']}"} for cell in notebook.cells]
        notebook.cells += map(nbformat.from_dict, copies)

    lay(course, "ganda", copy_cells, {"t1-01": "b"})
    assert points(course, "ganda") == 2.0


@pytest.mark.parametrize("change", [list.clear, list.reverse])
def test_deleted_and_reordered_cells_are_restored(course, change):
    """A hand-in without its cells, or upside down, earns what was answered."""
    code = f"teracak-{change.__name__}"
    lay(course, code, lambda nb: change(nb.cells), {"t1-01": "b"})
    assert points(course, code) == 2.0


def test_renamed_grade_cells_change_nothing(course):
    """Grade ids and points of a hand-in are never believed."""

    def rename(notebook):
        for cell in notebook.cells:
            cell.metadata["nbgrader"]["grade_id"] += "-x"
            cell.metadata["nbgrader"]["points"] = 100

    lay(course, "ganti-nama", rename, {"t1-01": "b"})
    assert points(course, "ganti-nama") == 2.0


def test_a_test_cell_that_nobody_knows(course):
    """A grade cell of a participant's own is not there when points are saved."""
    own = new_code_cell("40.0")
    marks = {"grade": True, "grade_id": "hadiah", "locked": True, "points": 40}
    own.metadata["nbgrader"] = {**marks, "schema_version": 3, "solution": False}
    lay(course, "hadiah", lambda nb: nb.cells.append(own))
    assert points(course, "hadiah") == 0
    assert "hadiah" not in graded_text(course, "hadiah")


def test_a_second_download_is_not_matched(course):
    """nbgrader goes by the file's name, and says so; `bijak grade` looks inside."""
    path = lay(course, "unduhan", lambda nb: None)
    path.rename(path.with_name(f"{ID} (1).ipynb"))
    with pytest.raises(CourseFailed):
        course.autograde(ID, "unduhan")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "kosong"),
        (b"\xef\xbb\xbf{}", "tidak berisi sel"),
        (b'{"cells": [', "terpotong"),
        (b"<html>", "halaman web"),
        ("{}".encode("utf-16"), "tidak berisi sel"),
    ],
    ids=["empty", "mark", "cut", "page", "utf-16"],
)
def test_a_broken_notebook_fails_alone(course, content, why):
    """What is no notebook fails with its reason, never with a zero."""
    path = lay(course, "rusak", lambda nb: None)
    path.write_bytes(content)
    with pytest.raises(CourseFailed, match=why):
        course.autograde(ID, "rusak")
    assert not (course.home / "autograded" / "rusak" / ID).exists()
    shutil.rmtree(path.parent.parent)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_an_odd_encoding_is_read(course, encoding):
    """A notebook that an editor saved anew is graded as it was answered."""
    path = lay(course, f"sandi-{encoding[-2:]}", lambda nb: None, {"t1-01": "b"})
    text = path.read_text("utf-8").encode("latin-1", "ignore").decode("latin-1")
    path.write_bytes(text.encode(encoding))
    assert points(course, f"sandi-{encoding[-2:]}") == 2.0


def test_no_cell_of_a_hand_in_is_run(course):
    """No kernel is started, so nothing can look at the keys that lie beside it."""
    trace = course.home / "jejak.txt"
    leave = f"open({str(trace)!r}, 'w').write('x')\n{LOOK_ROUND}"

    def poison(notebook):
        for cell in notebook.cells:
            cell.source = leave if cell.cell_type == "code" else cell.source
        notebook.cells.append(new_code_cell(leave))

    lay(course, "intip", poison)
    assert points(course, "intip") == 0
    assert not trace.exists()
    assert "jejak" not in graded_text(course, "intip")


def test_no_script_comes_to_formgrader(course):
    """Markup of cells, answers and outputs is gone or harmless, also on our page."""

    def write(notebook):
        notebook.cells.append(new_markdown_cell("<script>window.x = 1</script>"))
        out = {"output_type": "display_data", "metadata": {}}
        out["data"] = {"text/html": "<script>window.x = 2</script>"}
        notebook.cells[3]["outputs"] = [nbformat.from_dict(out)]

    lay(course, "skrip", write, {"t1-05": "<script>window.x = 3</script>"})
    course.autograde(ID, "skrip")
    notebook = nbformat.reads(graded_text(course, "skrip"), as_version=4)
    shown = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            shown.append(output.get("data", {}).get("text/html", ""))
    assert "<script" not in "".join(shown) and "&lt;script" in "".join(shown)
    course.write_feedback(ID, "skrip")
    page = course.home / "feedback" / "skrip" / ID / f"{ID}.html"
    assert "<script" not in page.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="needs a symbolic link")
def test_a_link_is_not_followed(course, tmp_path):
    """nbgrader copies what a link in a hand-in points at; here links are dropped."""
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia", encoding="utf-8")
    path = lay(course, "tautan", lambda nb: None)
    (path.parent / "catatan.txt").symlink_to(secret)
    course.autograde(ID, "tautan")
    assert not (course.home / "autograded" / "tautan" / ID / "catatan.txt").exists()
    assert secret.read_text(encoding="utf-8") == "rahasia"


@pytest.mark.skipif(os.name == "nt", reason="needs the exchange")
def test_collecting_follows_no_link(course, tmp_path):
    """Neither a link nor a pipe in the exchange comes along, and nothing waits."""
    course.release(ID)
    folder = course.root / "pekerjaan" / "tautan-2"
    folder.mkdir(parents=True)
    course.fetch(ID, "tautan-2", folder)
    course.submit(ID, "tautan-2", folder)
    inbound = course.home / "exchange" / "bijak" / "inbound"
    (copy,) = inbound.glob("tautan-2+*")
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia", encoding="utf-8")
    (copy / "catatan.txt").symlink_to(secret)
    (copy / "map").symlink_to(tmp_path)
    os.mkfifo(copy / "pipa")
    course.collect(ID)
    collected = course.home / "submitted" / "tautan-2" / ID
    names = {path.name for path in collected.iterdir()}
    assert f"{ID}.ipynb" in names
    assert not names & {"catatan.txt", "map", "pipa"}


def test_no_exchange_on_windows(course, monkeypatch, tmp_path):
    """nbgrader's exchange refuses Windows; ours says what to do in its place."""
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(CourseFailed, match="Kumpulkan dengan berkas"):
        course.submit(ID, "padi-1234", tmp_path)
