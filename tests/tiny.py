"""A tiny real course for tests: one assignment with every kind of item."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from bijak.notebooks import normal_form

ID = "t1-kecil"

SYLLABUS = f"""
[[modul]]
id = "{ID}"
judul = "Latihan kecil"
"""

QUESTIONS = {
    "t1-01": (
        2,
        'pilih("t1-01", pilihan={"a": "Merah", "b": "Biru", "c": "Hijau"})',
        'kunci="b", poin=2, umpan_balik={"a": "Merah itu cabai.", '
        '"c": "Hijau itu daun.", "benar": "Biru itu langit."}',
    ),
    "t1-02": (
        2,
        'pilih_banyak("t1-02", pilihan={"a": "Satu", "b": "Dua", "c": "Tiga", '
        '"d": "Empat"}, jumlah=2)',
        'kunci=["a", "c"], poin=2, umpan_balik={"a": "Satu itu ganjil.", '
        '"b": "Dua itu genap.", "c": "Tiga itu ganjil.", "d": "Empat itu genap."}',
    ),
    "t1-03": (
        2,
        'urutkan("t1-03", langkah={"p": "Pagi", "s": "Siang", "m": "Malam"})',
        'kunci=["p", "s", "m"], poin=2, umpan_balik={("m", "p"): "Pagi dulu.", '
        '"lain": "Ikuti matahari."}',
    ),
    "t1-04": (
        4,
        'kelompokkan("t1-04", kartu={"k1": "Kabar A", "k2": "Kabar B", '
        '"k3": "Kabar C", "k4": "Kabar D"}, kelompok={"hoaks": "Hoaks", '
        '"benar": "Benar", "belum-tahu": "Belum tahu"})',
        'kunci={"k1": "hoaks", "k2": "benar", "k3": "hoaks", "k4": "benar"}, '
        'poin=4, positif="hoaks", ragu="belum-tahu", umpan_balik={'
        '"k1": "Kabar A tanpa sumber.", "k2": "Kabar B ada sumbernya.", '
        '"k3": "Kabar C basi.", "k4": "Kabar D resmi.", '
        '("*", "hoaks"): "Yang benar ikut tertuduh.", '
        '("*", "benar"): "Hoaksnya lolos.", ("*", "belum-tahu"): "Beranilah memilah."}',
    ),
    "t1-05": (
        1.5,
        'isi_angka("t1-05", satuan="%")',
        'kunci=12.5, poin=1.5, toleransi=0.1, umpan_balik={12: "Jangan dibulatkan.", '
        '"lain": "Bagi dulu, lalu kali 100."}',
    ),
    "t1-06": (
        2,
        'pilih("t1-06", bagian={"x": "Huruf apa?", "y": "Angka apa?"}, '
        'pilihan={"x": {"a": "A", "b": "B"}, "y": {"1": "Satu", "2": "Dua"}})',
        'kunci={"x": "a", "y": "2"}, poin={"x": 1, "y": 1}, '
        'umpan_balik={"x": {"b": "Huruf kedua."}, "y": {"1": "Angka pertama."}}',
    ),
}
TOTAL = sum(points for points, _, _ in QUESTIONS.values())


def _locked(cell, name: str, **more):
    about = {
        "grade": False,
        "grade_id": name,
        "locked": True,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    cell["id"] = name
    cell.metadata["nbgrader"] = {**about, **more}
    return cell


def item_cells(name: str, points: float, question: str, key: str) -> list:
    """The three cells of an item."""
    shown = str(points).replace(".", ",")
    grade = (
        f'latihan.periksa("{name}")\n### BEGIN HIDDEN TESTS\n'
        f'latihan.nilai("{name}", {key})\n### END HIDDEN TESTS'
    )
    return [
        _locked(
            new_markdown_cell(f"### Soal · {shown} poin\n\nJawablah."), f"{name}-teks"
        ),
        _locked(new_code_cell(f"latihan.{question}"), f"{name}-jawab"),
        _locked(new_code_cell(grade), f"{name}-nilai", grade=True, points=points),
    ]


def source_notebook(questions: dict = QUESTIONS) -> nbformat.NotebookNode:
    """The source notebook of the tiny assignment."""
    start = f'from bijak import buka_latihan\n\nlatihan = buka_latihan("{ID}")'
    cells = [
        _locked(new_markdown_cell("# Latihan kecil"), "pembuka"),
        _locked(new_code_cell(start), "siapkan"),
    ]
    for name, (points, question, key) in questions.items():
        cells += item_cells(name, points, question, key)
    cells.append(_locked(new_code_cell("latihan.kumpulkan()"), "penutup"))
    return new_notebook(cells=cells)


def write_project(root: Path, questions: dict = QUESTIONS) -> Path:
    """A project with the tiny assignment; its root."""
    (root / "curriculum").mkdir(parents=True)
    (root / "curriculum" / "silabus.toml").write_text(SYLLABUS, encoding="utf-8")
    folder = root / "solutions" / ID
    folder.mkdir(parents=True)
    text = normal_form(source_notebook(questions))
    (folder / f"{ID}.ipynb").write_text(text, encoding="utf-8")
    here = Path(__file__).resolve().parents[1]
    shutil.copy(here / "nbgrader_config.py", root)
    return root
