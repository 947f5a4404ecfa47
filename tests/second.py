"""A second real course for tests: a form item, a code item, and a manual task.

The code item takes a number, a list out of a chart, a text and a table from a data
set that ships with the kit. The task is nbgrader's own: answered in cells that people
add below it, graded by a person.
"""

from __future__ import annotations

from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import tiny
from bijak.notebooks import normal_form
from tiny import _locked, item_cells

ID = "t2-data"
FORM, CODE, TASK = "t2-01", "t2-02", "t2-03"

SYLLABUS = f"""
[[modul]]
id = "{ID}"
judul = "Latihan data"
"""

SETUP = f"""from bijak import buka_latihan, muat_data

latihan = buka_latihan("{ID}")
tabel = muat_data("contoh-ambang")"""

GIVEN = """import matplotlib.pyplot as plt

akhir = tabel[tabel["x"] == 24]
"""
"""What the code cell holds in the release, above the stub."""

SOLUTION = """saran = "periksa"
rata = akhir["y"].mean()
ringkas = akhir[["nilai", "y"]]
fig, ax = plt.subplots()
ax.bar(akhir["nilai"], akhir["y"])
tinggi = [batang.get_height() for batang in ax.patches]"""
"""What a participant writes to earn all points."""

VALUES = {
    "rata": 35.033333333333334,
    "saran": "periksa",
    "tinggi": [59.2, 48.0, 37.9, 29.0, 21.3, 14.8],
    "ringkas": [
        {"nilai": nilai, "y": y}
        for nilai, y in zip(
            [0, 10, 20, 30, 40, 50], [59.2, 48.0, 37.9, 29.0, 21.3, 14.8], strict=True
        )
    ],
}
"""What comes out of a run of `SOLUTION`."""

NAMES = {"rata": "angka", "saran": "teks", "tinggi": "daftar", "ringkas": "tabel"}
POINTS = {"rata": 1.0, "saran": 0.5, "tinggi": 1.0, "ringkas": 1.5}
TASK_POINTS = 3

QUESTION = f'ambil_kode("{CODE}", nama={NAMES!r})'
KEY = (
    f"kunci={ {**VALUES, 'rata': 35.03}!r}, poin={POINTS!r}, "
    "toleransi={'rata': 0.01, 'tinggi': 0.05}, umpan_balik={('rata', 19.3): "
    "'Itu rata-rata semua jam. Ambil jam 24 saja.', ('saran', 'biarkan'): "
    "'Lihat jam terakhir.', 'tinggi': 'Ambil tinggi setiap batang.', "
    "'benar': 'Semua cocok.'}"
)
FORM_ITEM = tiny.QUESTIONS["t1-01"]
TOTAL = FORM_ITEM[0] + sum(POINTS.values()) + TASK_POINTS

TASK_TEXT = """### Tugas · 3 poin

Tulis tiga kalimat saran untuk warga di sel baru di bawah ini.

=== BEGIN MARK SCHEME ===
Satu poin untuk setiap kalimat yang menyebut angka.
=== END MARK SCHEME ==="""


def code_cells(solution: str = SOLUTION) -> list:
    """The four cells of the code item."""
    text, *rest = item_cells(CODE, sum(POINTS.values()), QUESTION, KEY)
    text.source = "### Tantangan data · 4 poin bonus\n\nHitung dengan pandas."
    source = f"{GIVEN}### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    own = _locked(new_code_cell(source), f"{CODE}-kode", solution=True, locked=False)
    return [text, own, *rest]


def task_cell():
    """The manual task, a cell of nbgrader's own kind."""
    return _locked(new_markdown_cell(TASK_TEXT), TASK, task=True, points=TASK_POINTS)


def source_notebook():
    """The source notebook of the second assignment."""
    points, question, key = (
        part.replace("t1-01", FORM) if isinstance(part, str) else part
        for part in FORM_ITEM
    )
    return new_notebook(
        cells=[
            _locked(new_markdown_cell("# Latihan data"), "pembuka"),
            _locked(new_code_cell(SETUP), "siapkan"),
            *item_cells(FORM, points, question, key),
            *code_cells(),
            task_cell(),
            _locked(new_code_cell("latihan.kumpulkan()"), "penutup"),
        ]
    )


def add_to(root: Path) -> Path:
    """Add the second assignment to a project; the project's root."""
    syllabus = root / "curriculum" / "silabus.toml"
    text = syllabus.read_text(encoding="utf-8") + SYLLABUS
    syllabus.write_text(text, encoding="utf-8")
    folder = root / "solutions" / ID
    folder.mkdir(parents=True)
    source = normal_form(source_notebook())
    (folder / f"{ID}.ipynb").write_text(source, encoding="utf-8")
    return root


def write_project(root: Path) -> Path:
    """A project with the tiny and the second assignment; its root."""
    return add_to(tiny.write_project(root))


def programmed(notebook, source: str = SOLUTION):
    """A released notebook in which somebody wrote below the given lines."""
    for cell in notebook.cells:
        if cell["id"] == f"{CODE}-kode":
            cell.source = f"{GIVEN}{source}"
    return notebook


def answered_task(notebook, text: str = "Satu. Dua. Tiga."):
    """A released notebook with an answer in a cell below the task."""
    place = [cell["id"] for cell in notebook.cells].index(TASK)
    notebook.cells.insert(place + 1, new_markdown_cell(text))
    return notebook
