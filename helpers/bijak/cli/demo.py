"""``bijak demo``: a whole workshop with made-up participants, no browser needed."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import click

from ..errors import BijakError
from ..paths import RELEASE, SOURCE, WORK, class_folder, project_root
from .words import Command

CLASS = "demo"
ASSIGNMENT = "b1-lima-langkah-bijak"
PEOPLE = 12
_MARK = "ini-kelas-demo.txt"
_SKILL = (1.0, 0.85, 0.6, 0.35)
"""How often a made-up participant answers rightly; the last of them skips items."""


@click.command(cls=Command)
def demo() -> None:
    """Peragakan satu lokakarya lengkap dengan 12 peserta tiruan.

    Dari lembar latihan sampai daftar nilai, lewat nbgrader yang sebenarnya, di kelas
    tersendiri (kelas/demo). Kelas Anda tidak tersentuh.

    \b
    Contoh:
      bijak demo
    """
    from rich.console import Console

    root = project_root()
    if not (root / SOURCE / ASSIGNMENT).is_dir():
        raise BijakError(
            "Peragaan memerlukan berkas pelatih (folder solutions). Jalankan dari "
            "folder Bijak yang lengkap, bukan dari paket peserta."
        )
    console = Console()
    start = time.monotonic()
    home = _empty_class(root)
    workshop = Workshop(root, home)
    _play(console, workshop)
    _report(console, workshop, time.monotonic() - start)


def _empty_class(root: Path) -> Path:
    """A fresh class folder; anything that is not an earlier demo is left alone."""
    home = class_folder(root, CLASS)
    if home.exists() and not (home / _MARK).is_file():
        raise BijakError(
            f"Folder {home} sudah ada dan bukan kelas demo. "
            "Ganti namanya, lalu jalankan lagi."
        )
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    text = "Folder ini dibuat oleh `bijak demo` dan dibuat ulang setiap kali.\n"
    (home / _MARK).write_text(text, encoding="utf-8")
    return home


class Workshop:
    """The steps of a workshop, each on real files."""

    def __init__(self, root: Path, home: Path) -> None:
        from ..course import Course
        from ..notebooks import read_items, read_notebook

        self.root, self.home = root, home
        self.course = Course(root, CLASS)
        self.codes = [f"peserta-{number:02d}" for number in range(1, PEOPLE + 1)]
        source = root / SOURCE / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        self.items = read_items(read_notebook(source))
        self.pages: list[Path] = []

    @property
    def grades(self) -> Path:
        """The CSV of grades."""
        return self.home / "nilai.csv"

    def folder(self, code: str) -> Path:
        """Where one made-up participant works."""
        return self.home / WORK / code

    def steps(self) -> Iterator[tuple[str, int, Iterator[None]]]:
        """(what is done, how many units, the work unit by unit)."""
        yield "Menyiapkan soal dan buku nilai", 1, self._once(self.course.generate)
        yield "Merilis ke folder pertukaran", 1, self._once(self.course.release)
        yield "Peserta mengambil latihan", PEOPLE, self._each(self._fetch)
        yield "Peserta mengisi jawaban", PEOPLE, self._each(self._answer)
        yield "Peserta mengumpulkan", PEOPLE, self._each(self._submit)
        yield "Pelatih mengambil kumpulan", 1, self._once(self.course.collect)
        yield "Menilai dan membagikan hasil", 1, self._once(self._grade)
        yield "Peserta membaca umpan balik", PEOPLE, self._each(self._read)
        yield "Menulis daftar nilai", 1, self._once(self._export)

    def _once(self, step) -> Iterator[None]:
        step(ASSIGNMENT)
        yield

    def _each(self, step) -> Iterator[None]:
        for code in self.codes:
            step(code)
            yield

    def _fetch(self, code: str) -> None:
        self.folder(code).mkdir(parents=True)
        self.course.fetch(ASSIGNMENT, code, self.folder(code))

    def _answer(self, code: str) -> None:
        """Answer like a person of some skill: right, a known mistake, or nothing."""
        from ..answers import WHOLE, AnswerBook
        from ..scoring import specimens

        chance = random.Random(code)
        skill = _SKILL[self.codes.index(code) % len(_SKILL)]
        book = AnswerBook(self.folder(code) / ASSIGNMENT, ASSIGNMENT)
        for name, general in self.items.items():
            graded = general.personal(code)
            empty, right, *wrong = specimens(graded.item, graded.key)
            one = right if chance.random() < skill else chance.choice([*wrong, empty])
            parts = one.answer if isinstance(one.answer, dict) else {WHOLE: one.answer}
            for part, value in parts.items():
                if value is not None:
                    book.set(name, value, part)

    def _submit(self, code: str) -> None:
        self.course.submit(ASSIGNMENT, code, self.folder(code))

    def _grade(self, assignment: str) -> None:
        """Grade everybody as ``bijak grade`` does, and release the feedback."""
        from ..grading.releasing import release_pages
        from ..grading.running import Grading

        with Grading(self.root, CLASS) as grading:
            release_pages(self.root, CLASS, grading.grade(assignment))

    def _read(self, code: str) -> None:
        folder = self.folder(code)
        self.pages += self.course.fetch_feedback(ASSIGNMENT, code, folder)

    def _export(self, assignment: str) -> None:
        self.course.export(self.grades)


def _play(console, workshop: Workshop) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<30}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as progress:
        for words, units, work in workshop.steps():
            task = progress.add_task(words, total=units)
            for _ in work:
                progress.advance(task)


def _report(console, workshop: Workshop, seconds: float) -> None:
    from rich.table import Table

    from ..text import format_number, format_points

    rows = workshop.course.scores(ASSIGNMENT)
    if len(rows) != PEOPLE or len(workshop.pages) != PEOPLE:
        raise BijakError(
            f"Hanya {len(rows)} dari {PEOPLE} peserta ternilai dan "
            f"{len(workshop.pages)} menerima umpan balik. Lihat {workshop.home}."
        )
    table = Table(title="Nilai latihan", title_justify="left")
    table.add_column("Peserta")
    table.add_column("Poin", justify="right")
    table.add_column("Dari", justify="right")
    for row in rows:
        points = format_points(row["nilai"]), format_points(row["maksimal"])
        table.add_row(row["kode"], *points)
    console.print(table)
    console.print("Yang dibuat:")
    made = {
        "lembar peserta": workshop.root / RELEASE / ASSIGNMENT,
        "kumpulan": workshop.home / "submitted",
        "umpan balik": workshop.home / "feedback",
        "daftar nilai": workshop.grades,
        "buku nilai": workshop.home / "gradebook.db",
    }
    for name, path in made.items():
        console.print(f"  {name:<15} {path}", soft_wrap=True, highlight=False)
    console.print(f"Selesai dalam {format_number(seconds, 0)} detik.", highlight=False)
