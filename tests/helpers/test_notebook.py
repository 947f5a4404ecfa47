"""The participants' face in a real kernel: restored, spoken, and never a traceback."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell
from traitlets.config import Config

import tiny
from bijak.answers import ANSWER_MIME, AnswerBook
from bijak.notebook import Latihan

pytestmark = pytest.mark.kernel
QUIET_KERNEL = Config({"KernelManager": {"transport_encryption": "auto"}})


def run(path: Path) -> str:
    """Run a participant's notebook in place; all that it shows, as text."""
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, resources=where, config=QUIET_KERNEL).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.pop("transient", None)
    nbformat.write(notebook, path)
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", ())]
    shown = [out.get("data", {}).get("text/html", "") for out in outputs]
    return "\n".join([*shown, *(out.get("text", "") for out in outputs)])


@pytest.fixture
def copy(released):
    """A participant's working copy in a folder with a space and foreign letters."""
    folder = released / "pekerjaan" / "Ñandú 李" / tiny.ID
    shutil.copytree(released / "exercises" / tiny.ID, folder)
    return folder / f"{tiny.ID}.ipynb"


def test_answers_come_back(copy):
    """What was answered before is shown as filled and saved; the rest as not."""
    AnswerBook(copy.parent, tiny.ID).set("t1-01", "b")
    shown = run(copy)
    assert "1 dari 15 terisi" in shown
    assert shown.count("Terisi, tersimpan") == 1
    assert "Traceback" not in shown


def test_a_bare_notebook_carries_its_answers(copy, tmp_path):
    """Moved to another folder without jawaban.json, the notebook restores answers."""
    book = AnswerBook(copy.parent, tiny.ID)
    book.set("t1-01", "b")
    book.set("t1-04", "hoaks", "k1")
    run(copy)
    assert ANSWER_MIME in copy.read_text("utf-8")
    elsewhere = tmp_path / "kiriman WhatsApp"
    elsewhere.mkdir()
    moved = shutil.copy(copy, elsewhere)
    assert "1 dari 15 terisi" in run(Path(moved))
    latihan = Latihan(tiny.ID, elsewhere)
    assert latihan._book.get("t1-01") == "b"
    assert latihan._book.get("t1-04") == {"k1": "hoaks"}


def test_a_torn_answers_file(copy):
    """The page says so, keeps the file, and all forms appear."""
    path = copy.with_name("jawaban.json")
    path.write_bytes(b'{"format": 1, "jaw')
    shown = run(copy)
    assert "tidak terbaca" in shown
    assert "0 dari 15 terisi" in shown
    assert path.read_bytes() == b'{"format": 1, "jaw'


def test_an_original_is_not_written_to(released):
    """Opened among the originals, the notebook works and says that nothing is saved."""
    path = released / "exercises" / tiny.ID / f"{tiny.ID}.ipynb"
    assert "Ini berkas asli" in run(path)
    assert not path.with_name("jawaban.json").exists()


def test_missing_data_stops_only_its_item(copy):
    """A data set that is not there gives a sentence; the next item is asked."""
    notebook = nbformat.read(copy, as_version=4)
    asked = 'latihan.kelompokkan("t1-07", kartu="tak-ada", kelompok={"a": "A"})'
    notebook.cells.insert(2, new_code_cell(asked))
    nbformat.write(notebook, copy)
    shown = run(copy)
    assert "Berkas data “tak-ada.csv” tidak ada" in shown
    assert "0 dari 15 terisi" in shown
    assert "Traceback" not in shown


def test_errors_of_ours_are_sentences(copy):
    """A face function that fails shows its sentence in place of a traceback."""
    notebook = nbformat.read(copy, as_version=4)
    cell = new_code_cell('from bijak import muat_data\nmuat_data("tak-ada")')
    cell.metadata["tags"] = ["raises-exception"]
    notebook.cells = [cell]
    nbformat.write(notebook, copy)
    shown = run(copy)
    assert "⚠ " in shown and "tak-ada" in shown
    assert "Traceback" not in shown


def test_the_grading_view_is_static(copy, monkeypatch):
    """While grading there are no widgets, only what can be read."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    AnswerBook(copy.parent, tiny.ID).set("t1-01", "b")
    run(copy)
    assert "widget-view" not in copy.read_text("utf-8")
