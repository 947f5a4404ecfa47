"""Code items in a notebook: read as a grader reads them, never stored or counted."""

import math
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

import second
from bijak.classroom.progress import _items_of
from bijak.grading.templates import template_of
from bijak.items import make_item
from bijak.notebook import Latihan
from bijak.notebook.code import code_values
from bijak.notebooks import read_items

QUIET_KERNEL = Config({"KernelManager": {"transport_encryption": "auto"}})
NAMES = {"rata": "angka", "juara": "teks", "urut": "daftar", "toko": "tabel"}
ITEM = make_item("ambil_kode", "k1", {"nama": NAMES})


def released() -> nbformat.NotebookNode:
    """The second assignment as participants get it."""
    notebook = second.source_notebook()
    template = template_of(notebook, second.ID, read_items(notebook))
    for cell in notebook.cells:
        cell.source = template.released[cell["id"]]
    return notebook


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "pekerjaan" / "padi-1234" / second.ID
    place.mkdir(parents=True)
    return place


def run(folder: Path, source: str | None) -> tuple[list[str], str]:
    """Run it in a real kernel: what the code item shows, and what all of it shows."""
    notebook = released()
    if source is not None:
        second.programmed(notebook, source)
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, resources=where, config=QUIET_KERNEL).execute()
    shown = {
        cell["id"]: "\n".join(
            out.get("data", {}).get("text/plain", "")
            or out.get("data", {}).get("text/html", "")
            for out in cell.get("outputs", ())
        )
        for cell in notebook.cells
    }
    lines = f"{shown['t2-02-jawab']}\n{shown['t2-02-nilai']}".splitlines()
    return lines, "\n".join(shown.values())


@pytest.mark.kernel
def test_variables_are_shown_as_they_are_read(folder):
    """Each name with its value and type; the file is to be saved; nothing is judged."""
    lines, shown = run(folder, second.SOLUTION)
    assert lines[:4] == [
        "rata = 35,033333 (angka)",
        "saran = “periksa” (teks)",
        "tinggi = 59,2; 48; 37,9; 29; 21,3; 14,8 (daftar)",
        "ringkas = 6 baris; kolom nilai, y (tabel)",
    ]
    assert "✓ Terbaca. Simpan berkas ini" in lines[4]
    assert "cocok" not in shown and "0 dari 1 terisi" in shown
    assert not list(folder.iterdir())


@pytest.mark.kernel
def test_nothing_programmed_is_no_gap(folder):
    """A bonus that nobody began: what to do, without counting as missing."""
    lines, shown = run(folder, None)
    assert lines[0] == "rata: belum ada. Buat variabel rata di sel atas."
    assert "Bagian ini bonus; boleh dilewati." in lines[4]
    assert "0 dari 1 terisi" in shown


def test_values_are_read_as_a_grader_reads_them():
    """Numbers, texts, arrays and frames become the same plain data."""
    import numpy
    import pandas

    frame = pandas.DataFrame({"a": [1, 2], "b": ["x", None]})
    found, said = code_values(
        ITEM,
        {
            "rata": numpy.float64(12.5),
            "juara": pandas.Series(["Madu"]),
            "urut": numpy.array([3, 1]),
            "toko": frame,
        },
    )
    assert said == []
    rows = [{"a": 1, "b": "x"}, {"a": 2, "b": None}]
    assert found == {"rata": 12.5, "juara": "Madu", "urut": [3, 1], "toko": rows}


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (math.nan, "NaN"),
        (math.inf, "tak hingga"),
        (object(), "bukan angka"),
        (open, "bukan angka"),
    ],
    ids=["nan", "inf", "object", "function"],
)
def test_what_cannot_be_read_is_said(value, why):
    """A sentence for each name, in the grader's words; the others are still read."""
    found, said = code_values(ITEM, {"rata": value, "juara": "Madu"})
    assert found == {"rata": None, "juara": "Madu"}
    assert len(said) == 1 and why in said[0]


def test_values_that_never_end_are_refused():
    """A list in itself and a huge list cost neither the kernel nor the page."""
    endless: list = []
    endless.append(endless)
    found, said = code_values(ITEM, {"urut": endless, "toko": [{"a": "x" * 10**6}]})
    assert found == {"urut": None, "toko": None} and len(said) == 2


def test_outside_of_a_kernel_nothing_is_there(folder, capsys):
    """Without a notebook the names are missing; nothing is stored or raised."""
    latihan = Latihan(second.ID, folder)
    latihan.ambil_kode("k1", nama=NAMES)
    latihan.periksa("k1")
    latihan.ambil_kode("k2", nama={"a": "bilangan"})
    shown = capsys.readouterr().out
    assert "rata: belum ada" in shown and "Soal k2" in shown
    assert latihan.nilai("k1", kunci={"rata": 1}) == 0.0
    assert latihan._standings() == [] and not list(folder.iterdir())


def test_the_welcome_page_waits_for_forms_only(tmp_path):
    """A code item is not counted where progress is told."""
    path = tmp_path / f"{second.ID}.ipynb"
    nbformat.write(released(), path)
    assert list(_items_of(path, 0)) == [second.FORM]
