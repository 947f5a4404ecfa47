"""The release: made from the source, proved, secret, byte for byte."""

import json
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

import tiny
from bijak.authoring.release import check_release, make_release, release
from bijak.authoring.secrecy import feedback_sentences, without_secrets, words_that_leak
from bijak.errors import NotReleasable
from bijak.notebooks import normal_form, read_notebook, tidy

ROOT = Path(__file__).resolve().parents[2]
QUIET = [].append


def source(root: Path) -> Path:
    return root / "solutions" / tiny.ID / f"{tiny.ID}.ipynb"


def twin(root: Path) -> Path:
    return root / "exercises" / tiny.ID / f"{tiny.ID}.ipynb"


def rewrite(root: Path, old: str, new: str) -> None:
    """Replace a text in the source notebook's cells."""
    notebook = read_notebook(source(root))
    for cell in notebook.cells:
        cell.source = cell.source.replace(old, new)
    source(root).write_text(normal_form(notebook), encoding="utf-8")


def test_the_projects_own_release_is_in_step():
    """exercises/ is what solutions/ gives, byte for byte, and everything is tidy."""
    assert check_release(ROOT, QUIET) == []


def test_released_then_in_step(project):
    """A release changes exercises/ once, and then nothing more."""
    assert release(project, QUIET) == [f"{tiny.ID}/{tiny.ID}.ipynb"]
    assert release(project, QUIET) == []
    assert check_release(project, QUIET) == []


def test_no_key_and_no_feedback_in_the_release(released):
    """Nothing of the hidden region stands in the release; the question does."""
    text = twin(released).read_text(encoding="utf-8")
    notebook = read_notebook(source(released))
    assert words_that_leak(notebook, text) == []
    assert "Merah" in text
    assert [one for one in feedback_sentences(notebook) if one in text] == []


def test_swapping_every_key_changes_no_byte(released):
    """The release does not depend on what is hidden."""
    project = released
    before = twin(project).read_bytes()
    notebook = without_secrets(read_notebook(source(project)))
    assert "Merah itu cabai" not in normal_form(notebook)
    rewrite(project, 'kunci="b"', 'kunci="c"')
    rewrite(project, "kunci=12.5", "kunci=9")
    rewrite(project, "Merah itu", "Warna itu")
    rewrite(project, '"c": "Hijau itu daun."', '"b": "Biru itu laut."')
    release(project, QUIET)
    assert twin(project).read_bytes() == before


def test_a_key_outside_the_hidden_region_is_found(project):
    """A feedback sentence in a question stops the release; nothing is written."""
    rewrite(project, "2 poin\n\nJawablah.", "2 poin\n\nPagi dulu.")
    with pytest.raises(NotReleasable, match="Pagi dulu"):
        release(project, QUIET)
    assert not twin(project).exists()


def test_a_feedback_sentence_in_a_lesson_is_found(project):
    """What a graded item will say must not stand in a lesson that everybody has."""
    quiz = (
        'kuis.pilih("k1", pilihan={"a": "A", "b": "B"}, kunci="b", '
        'umpan_balik={"a": "Merah itu " "cabai."})'
    )
    lesson = new_notebook(cells=[new_code_cell(quiz)])
    path = project / "curriculum" / "x1-pelajaran.ipynb"
    path.write_text(normal_form(lesson), encoding="utf-8")
    with pytest.raises(NotReleasable, match=r"Merah itu cabai.*kata lain"):
        release(project, QUIET)


def test_a_hand_edited_release_is_found(released):
    """One changed byte, or one file too many, is a difference."""
    project = released
    text = twin(project).read_text(encoding="utf-8")
    twin(project).write_text(text.replace("Merah", "merah"), encoding="utf-8")
    (twin(project).parent / "catatan.txt").write_text("x")
    expected = [f"exercises/{tiny.ID}/{name}" for name in ("catatan.txt", tiny.ID)]
    assert check_release(project, QUIET) == [expected[0], f"{expected[1]}.ipynb"]


def test_answers_beside_a_source_stop_the_release(project):
    """A jawaban.json in solutions/ would replace everybody's answers."""
    source(project).with_name("jawaban.json").write_text("{}")
    with pytest.raises(NotReleasable, match=r"jawaban\.json"):
        release(project, QUIET)


MISTAKES = {
    "poin lain": ("poin=1.5", "poin=2", "poin berbeda"),
    "kunci salah ketik": ('kunci="b", poin=2', 'kunci="x", poin=2', "benar"),
    "tanpa kalimat": ('"a": "Merah itu cabai.", ', "", "penjelasan"),
    "bukan literal": ('kunci="b"', "kunci=rahasia", "ditulis langsung"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_authors_mistakes_are_named(project, name):
    """A wrong item stops the release with a sentence that names the item."""
    old, new, words = MISTAKES[name]
    rewrite(project, old, new)
    with pytest.raises(NotReleasable, match=words):
        make_release(project, QUIET)


def test_a_source_that_does_not_run_is_found(project):
    """An error, or a warning that would cost points, stops the release."""
    rewrite(project, "latihan.kumpulkan()", "1 / 0")
    with pytest.raises(NotReleasable, match="ZeroDivisionError"):
        make_release(project, QUIET)
    rewrite(project, "1 / 0", "import warnings\nwarnings.warn('awas')")
    with pytest.raises(NotReleasable, match="peringatan"):
        make_release(project, QUIET)


def opened_in_lab(path: Path) -> None:
    """Leave in a notebook what opening, running and saving it in JupyterLab leaves."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["language_info"] = {"name": "python", "version": "3.12.1"}
    content["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {}}
    content["metadata"]["kernelspec"]["display_name"] = "Python 3"
    for number, cell in enumerate(content["cells"]):
        cell["metadata"].setdefault("editable", True)
        cell["metadata"] |= {"slideshow": {"slide_type": ""}, "trusted": True}
        cell["metadata"].setdefault("tags", [])
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    path.write_text(json.dumps(content), encoding="utf-8")


def test_opening_running_and_saving_changes_nothing(project):
    """After tidying, a notebook that went through JupyterLab is as it was."""
    before = source(project).read_bytes()
    opened_in_lab(source(project))
    assert source(project).read_bytes() != before
    assert tidy(source(project)) is True
    assert source(project).read_bytes() == before
    assert tidy(source(project)) is False


def test_a_column_that_nobody_judges_is_found(project):
    """A table in which one column may stay empty for full points is not released."""
    rewrite(project, ', "lengkap": {"uji": "terisi", "kolom": "tgl"}', "")
    rewrite(project, ', "lengkap": "Tulis tanggalnya."', "")
    with pytest.raises(NotReleasable, match="tanpa kolom tgl"):
        make_release(project, QUIET)


def test_an_allocation_that_is_not_the_best_is_found(project):
    """The key of an allocation is proved against every other one."""
    rewrite(project, 'kunci={"f": 4, "v": 1}', 'kunci={"f": 3, "v": 2}')
    with pytest.raises(NotReleasable, match="t1-10"):
        make_release(project, QUIET)


def test_a_variant_that_cannot_be_told_apart_is_found(project):
    """A known wrong formula must differ from the right one, for nearly everybody."""
    rewrite(project, '"bahan * lembar":', '"bahan * 1 / lembar":')
    with pytest.raises(NotReleasable, match="rumus keliru"):
        make_release(project, QUIET)


def test_a_quiz_that_does_not_explain_is_found(project):
    """The quizzes of lessons and guides are proved too."""
    quiz = 'kuis.pilih("k", pilihan={"a": "A", "b": "B"}, kunci="a", umpan_balik={})'
    lesson = new_notebook(cells=[new_code_cell(quiz)])
    path = project / "curriculum" / f"{tiny.ID}.ipynb"
    path.write_text(normal_form(lesson), encoding="utf-8")
    with pytest.raises(NotReleasable, match="kuis k"):
        make_release(project, QUIET)
