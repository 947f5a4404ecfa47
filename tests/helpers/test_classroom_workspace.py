"""Working copies: made once, never overwritten, put back when they are gone."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from bijak.classroom.progress import progress
from bijak.classroom.workspace import open_assignment, open_lesson
from bijak.errors import BijakError
from ordinary_user import as_ordinary_user

ID = "t1-kecil"
CODE = "kenanga-4821"
QUESTION = 'latihan.pilih("{0}", pilihan={{"a": "Ya", "b": "Tidak"}})'


def notebook(*items: str) -> str:
    """A release with one choice for each item."""
    cells = [{"cell_type": "markdown", "id": "pembuka", "metadata": {}, "source": "#"}]
    for name in items:
        source = QUESTION.format(name).splitlines(keepends=True)
        cell = {"cell_type": "code", "id": f"{name}-jawab", "metadata": {}}
        cells.append({**cell, "source": source, "outputs": []})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4})


@pytest.fixture
def root(tmp_path):
    """A project with one release and one lesson, in a folder with a foreign name."""
    root = tmp_path / "proyek é"
    release = root / "exercises" / ID
    (release / "data").mkdir(parents=True)
    (release / f"{ID}.ipynb").write_text(notebook("t1-01", "t1-02", "t1-03"))
    (release / "data" / "tabel.csv").write_text("a,b\n")
    pictures = root / "curriculum" / "gambar"
    pictures.mkdir(parents=True)
    (pictures / "langkah.svg").write_text("<svg/>")
    (root / "curriculum" / f"{ID}.ipynb").write_text(notebook())
    return root


def answer(folder, **values):
    """Write jawaban.json as the kit does."""
    entry = {"pada": "2027-01-05T03:00:00.000001+00:00"}
    answers = {
        name.replace("_", "-"): {"": {**entry, "isi": value}}
        for name, value in values.items()
    }
    content = {"format": 1, "latihan": ID, "jawaban": answers}
    (folder / "jawaban.json").write_text(json.dumps(content))


def test_the_copy_has_every_file_of_the_release(root):
    """Notebook and data come along, and the path is the notebook's."""
    path = open_assignment(root, CODE, ID)
    assert root / "pekerjaan" / CODE / ID / f"{ID}.ipynb" == path
    assert "a,b\n" == (path.parent / "data" / "tabel.csv").read_text()
    assert [] == list((root / "pekerjaan" / CODE).glob(".salin-*"))


def test_opening_again_changes_nothing(root):
    """Somebody's work stays, also when the release has changed since."""
    path = open_assignment(root, CODE, ID)
    mine = notebook("t1-01").replace("Ya", "punya saya")
    path.write_text(mine)
    (path.parent / "data" / "tabel.csv").write_text("milik,saya\n")
    (root / "exercises" / ID / f"{ID}.ipynb").write_text(notebook("t1-09"))
    assert mine == open_assignment(root, CODE, ID).read_text()
    assert "milik,saya\n" == (path.parent / "data" / "tabel.csv").read_text()


def test_a_deleted_notebook_comes_back_without_touching_answers(root):
    """Only what is missing is put back."""
    path = open_assignment(root, CODE, ID)
    answer(path.parent, t1_01="a")
    before = (path.parent / "jawaban.json").read_bytes()
    path.unlink()
    open_assignment(root, CODE, ID)
    assert path.is_file()
    assert before == (path.parent / "jawaban.json").read_bytes()


@pytest.mark.parametrize("torn", [b"", b'{"cells": [', b"\xff\xfe", b"[]"])
def test_a_torn_notebook_is_set_aside(root, torn):
    """After a power cut the page opens again, and the torn file is kept."""
    path = open_assignment(root, CODE, ID)
    path.write_bytes(torn)
    open_assignment(root, CODE, ID)
    assert "cells" in json.loads(path.read_text())
    (kept,) = path.parent.glob("*-rusak-*")
    assert torn == kept.read_bytes()


def test_answers_in_a_release_never_reach_anybody(root):
    """A jawaban.json left beside the release is not copied."""
    answer(root / "exercises" / ID, t1_01="b")
    path = open_assignment(root, CODE, ID)
    assert not (path.parent / "jawaban.json").exists()


def test_a_read_only_release_gives_a_writable_copy(root):
    """Also when the kit was unpacked from a disc."""
    release = root / "exercises" / ID
    for place in (release / f"{ID}.ipynb", release / "data", release):
        place.chmod(0o555 if place.is_dir() else 0o444)
    path = open_assignment(root, CODE, ID)
    assert path.parent.stat().st_mode & 0o200
    assert path.stat().st_mode & 0o200
    for place in (release, release / "data"):
        place.chmod(0o755)


@pytest.mark.parametrize("name", ["tidak-ada", "../t1-kecil", "", "T1"])
def test_an_unknown_assignment_is_refused_with_a_sentence(root, name):
    """Nothing outside the releases can be asked for."""
    with pytest.raises(BijakError, match="Kembali ke Beranda"):
        open_assignment(root, CODE, name)


def test_a_folder_that_cannot_be_written_gives_a_sentence(root):
    """A file where the folder should be stands for any refusal of the system."""
    (root / "pekerjaan").write_text("")
    for opener in (open_assignment, open_lesson):
        with pytest.raises(BijakError, match="salin folder Bijak ke tempat lain"):
            opener(root, CODE, ID)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs an ordinary user's rights")
def test_a_read_only_folder_gives_a_sentence(root):
    """The sentence says what to do, to an ordinary user of a read-only folder."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(shutil.copytree(root, Path(name) / "Bijak"))
        for folder in (copy.parent, *copy.rglob("*/"), copy):
            folder.chmod(0o555)
        sentence = as_ordinary_user(lambda: _opening_problem(copy))
        for folder in (copy.parent, *copy.rglob("*/"), copy):
            folder.chmod(0o755)
    assert "tidak dapat ditulisi" in sentence


def _opening_problem(root: Path) -> str:
    try:
        open_assignment(root, CODE, ID)
    except BijakError as error:
        return str(error)
    return "terbuka"


def test_a_lesson_comes_with_its_pictures(root):
    """All lessons of a participant lie together; what was changed in one stays."""
    path = open_lesson(root, CODE, ID)
    assert root / "pekerjaan" / CODE / "pelajaran" / f"{ID}.ipynb" == path
    assert "<svg/>" == (path.parent / "gambar" / "langkah.svg").read_text()
    path.write_text(notebook("t1-01"))
    (path.parent / "gambar" / "langkah.svg").unlink()
    open_lesson(root, CODE, ID)
    assert notebook("t1-01") == path.read_text()
    assert (path.parent / "gambar" / "langkah.svg").is_file()


def test_progress_counts_complete_answers(root):
    """Answered out of all; an option that does not exist is no answer."""
    assert (0, 3) == counted(root)
    path = open_assignment(root, CODE, ID)
    answer(path.parent, t1_01="a", t1_02=None)
    assert (1, 3) == counted(root)
    answer(path.parent, t1_01="a", t1_02="b", lain="x")
    assert (2, 3) == counted(root)


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"format": 1}', b"\xff"])
def test_progress_never_raises(root, torn):
    """A torn answers file counts as nothing answered; so does a torn release."""
    path = open_assignment(root, CODE, ID)
    (path.parent / "jawaban.json").write_bytes(torn)
    assert (0, 3) == counted(root)
    (root / "exercises" / ID / f"{ID}.ipynb").write_bytes(torn)
    assert (0, 0) == counted(root)
    assert (0, 0) == counted(root / "kosong")


def counted(root):
    """(answered, total)"""
    mine = progress(root, CODE, ID)
    return mine.answered, mine.total
