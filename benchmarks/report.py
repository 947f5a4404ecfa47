"""How long a report takes, and how much memory.

    python benchmarks/report.py                  50 people × 8, and 3,000 × 16
    python benchmarks/report.py --people 200 --assignments 10

A class is simulated (benchmarks/cohort.py answers the tests), its graded files and its
gradebook are written into a temporary project, and the report is made in a process of
its own, whose peak memory is told. Writing the class is not measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "helpers"))

from bijak.answers import WHOLE, Entries, written  # noqa: E402
from bijak.answers.entries import SURE  # noqa: E402
from bijak.course import generate_tests  # noqa: E402
from bijak.instruments import SheetPlan, read_test_plan  # noqa: E402
from bijak.items import CLASSIFY, CODE  # noqa: E402
from bijak.notebooks import GradedItem  # noqa: E402
from bijak.results import sheet_items  # noqa: E402
from bijak.scoring import score, specimens  # noqa: E402

CLASS = "ukur"
LESSONS = (
    "orientasi",
    "a3-aman-digital",
    "a4-satu-klik-seribu-orang",
    "b1-lima-langkah-bijak",
    "b4-info-bencana-resmi",
    "c1-kalender-konten",
    "c3-kim-adinda",
    "d1-harga-hpp-impas",
    "d2-etalase-online",
)
TIMES = ("2026-11-24T02:{:02}:00+00:00", "2026-11-24T08:{:02}:00+00:00")
EVENT = """\
nama = "Pelatihan Cek Fakta dan Jualan Daring"
dasar = "Surat 005/12/2026"
penyelenggara = "Dinas Komunikasi dan Informatika Telaga Cakap"
tempat = "Balai Desa Sukateliti, Sumberwarta"
tanggal_mulai = 2026-11-24
tanggal_selesai = 2026-11-24
tanggal_laporan = 2026-11-26
jp = 8
modul = {modules}
tujuan = ["Peserta memilah kiriman sebelum meneruskannya."]
narasumber = [{{ nama = "Rina Lestari", materi = "Cek fakta" }}]
"""


def simulator():
    """benchmarks/cohort.py, also where this file is loaded by its path."""
    if "cohort" not in sys.modules:
        path = HERE / "benchmarks" / "cohort.py"
        spec = importlib.util.spec_from_file_location("cohort", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["cohort"] = module  # dataclasses look their module up
        spec.loader.exec_module(module)
    return sys.modules["cohort"]


def entry(value: object, at: str) -> dict:
    """A value with its time."""
    return {"isi": value, "pada": at}


def sheet_entries(
    table: Mapping[str, GradedItem], sitting, person: int, at: str, rng: random.Random
) -> Entries:
    """What a simulated person's jawaban.json of a sheet holds.

    Args:
        table: the items of the sheet.
        sitting: a test of a class as benchmarks/cohort.py draws it.
        person: the person's place in the class.
        at: a time with a gap for the minute.
        rng: chooses among wrong answers.
    """
    truth = {
        card: label == graded.key.positive
        for graded in table.values()
        if graded.item.kind == CLASSIFY
        for card, label in graded.key.answer.items()
    }
    cards = sorted(truth, key=lambda card: (not truth[card], card))
    calls = dict(zip(cards, sitting.calls[person], strict=True))
    levels = dict(zip(cards, sitting.levels[person], strict=True))
    skills = iter(sitting.skills[person])
    found: Entries = {}
    for minute, (name, graded) in enumerate(table.items()):
        now = at.format(minute)
        if graded.item.kind != CLASSIFY:
            answer = _skill(graded, bool(next(skills)), rng)
            found[name] = {WHOLE: entry(answer, now)}
            found[name][SURE] = entry(rng.randint(1, 4), now)
            continue
        parts = found.setdefault(name, {})
        for card in graded.item.cards:
            if np.isnan(calls[card]):
                continue
            called = calls[card] == 1 or (calls[card] == 0.5 and rng.random() < 0.5)
            parts[card] = entry("hoaks" if called else "benar", now)
            sure = levels[card]
            parts[f"{SURE}/{card}"] = entry(1 if np.isnan(sure) else int(sure), now)
    return found


def _skill(graded: GradedItem, right: bool, rng: random.Random) -> object:
    """The right answer, or one that somebody gave who did not know."""
    if right:
        return graded.key.answer
    wrong = [one for one in graded.item.options if one != graded.key.answer]
    known = [one for one in graded.key.feedback if one not in ("benar", "lain")]
    return rng.choice(wrong or known)


def lesson_entries(
    table: Mapping[str, GradedItem], code: str, at: str, rng: random.Random
) -> Entries:
    """Answers to an assignment: mostly right, sometimes one of the known mistakes."""
    found: Entries = {}
    for name, graded in table.items():
        if graded.item.kind == CODE or rng.random() < 0.05:
            continue
        mine = graded.personal(code) if graded.item.parameters else graded
        known = specimens(mine.item, mine.key)
        right = [one for one in known if one.name == "benar"]
        answer = rng.choice(right if rng.random() < 0.7 else known).answer
        if answer is None:
            continue
        parts = answer if isinstance(answer, dict) else {WHOLE: answer}
        found[name] = {
            part: entry(value, at.format(5))
            for part, value in parts.items()
            if isinstance(part, str)
        }
    return found


def points_of(table: Mapping[str, GradedItem], code: str, given: Mapping) -> dict:
    """Grade cell → points, as grading gives them."""
    found = {}
    for name, graded in table.items():
        mine = graded.personal(code) if graded.item.parameters else graded
        found[f"{name}-nilai"] = score(mine.item, given.get(name), mine.key).points
    return found


def codes_of(people: int) -> list[str]:
    """The codes of a simulated class."""
    return [f"padi-{number:04}" for number in range(people)]


def prepare(root: Path, assignments: int) -> list[str]:
    """A project with the tests and so many assignments, the tests among them.

    Returns:
        The ids of the assignments that are none of the test.
    """
    for folder in ("curriculum", "solutions"):
        shutil.copytree(HERE / folder, root / folder)
    shutil.copy(HERE / "nbgrader_config.py", root)
    names = list(LESSONS[: assignments - 2])
    extra = []
    for number in range(assignments - 2 - len(names)):
        old = LESSONS[number]
        new = f"x{number}-{old}"
        shutil.copytree(root / "solutions" / old, root / "solutions" / new)
        notebook = root / "solutions" / new / f"{old}.ipynb"
        notebook.rename(notebook.with_name(f"{new}.ipynb"))
        extra.append(f'\n[[modul]]\nid = "{new}"\njudul = "Tambahan {number}"\n')
        names.append(new)
    syllabus = root / "curriculum" / "silabus.toml"
    syllabus.write_text(syllabus.read_text("utf-8") + "".join(extra), "utf-8")
    return names


def write_class(root: Path, people: int, assignments: int, seed: int = 1) -> Path:
    """A class with graded files, gradebook, roster and event; its folder.

    Args:
        root: an empty folder that becomes the project.
        people: how many.
        assignments: how many each hands in; two of them are tests.
        seed: draws other people.
    """
    cohort = simulator()
    plan = read_test_plan(HERE)
    lessons = prepare(root, assignments)
    home = root / "kelas" / CLASS
    home.mkdir(parents=True)
    codes = codes_of(people)
    rng = random.Random(seed)
    roster = ["kode,pin,peran,wilayah"]
    places = [f"Kecamatan {letter}" for letter in "ABCDE"]
    roster += [f"{code},,peserta,{rng.choice(places)}" for code in codes]
    (home / "peserta.csv").write_text("\n".join(roster), "utf-8")
    (home / "kegiatan.toml").write_text(
        EVENT.format(modules=json.dumps(lessons)), "utf-8"
    )
    for name in (*plan.sheets, *lessons):
        generate_tests(root, name, CLASS)
    drawn = cohort.draw(np.random.default_rng(seed), cohort.Cohort(), people)
    with closing(Book(home / "gradebook.db")) as book:
        for place, code in enumerate(codes):
            _write_person(root, home, book, plan, lessons, drawn, place, code, rng)
    return home


def _write_person(root, home, book, plan: SheetPlan, lessons, drawn, place, code, rng):
    """Everything that one person handed in."""
    sheets = plan.order(code)
    for sitting, occasion, at in zip(
        (drawn.pre, drawn.post), ("prates", "pascates"), TIMES, strict=True
    ):
        if occasion == "prates" or drawn.there[place]:
            name = sheets[occasion]
            table = sheet_items(root, name)
            entries = sheet_entries(table, sitting, place, at, rng)
            lay(home, book, code, name, table, entries)
    for name in lessons:
        if rng.random() < 0.9:
            table = sheet_items(root, name)
            entries = lesson_entries(table, code, TIMES[0], rng)
            lay(home, book, code, name, table, entries)


def lay(home: Path, book: Book, code: str, name: str, table, entries: Entries) -> None:
    """One graded hand-in: the answers beside the notebook, the points in the book."""
    from bijak.answers import values

    folder = home / "autograded" / code / name
    folder.mkdir(parents=True)
    (folder / "jawaban.json").write_bytes(written(name, entries, code))
    book.add(code, name, points_of(table, code, values(entries)))


class Book:
    """A gradebook that is filled directly: nbgrader's own way takes hours."""

    def __init__(self, path: Path) -> None:
        """Open a gradebook whose assignments are known."""
        self._data = sqlite3.connect(path)
        self._number = 0
        notebooks = "SELECT name, id, assignment_id FROM notebook"
        self._notebooks = {n: (i, a) for n, i, a in self._data.execute(notebooks)}
        cells = (
            "SELECT c.notebook_id, c.name, c.id FROM base_cell c"
            " JOIN grade_cells g ON g.id = c.id"
        )
        self._cells = {(n, name): i for n, name, i in self._data.execute(cells)}

    def add(self, code: str, assignment: str, points: Mapping[str, float]) -> None:
        """One hand-in."""
        notebook, key = self._notebooks[assignment]
        self._number += 1
        new = f"{self._number:032x}"
        run = self._data.execute
        run("INSERT OR IGNORE INTO student (id) VALUES (?)", (code,))
        run(
            "INSERT INTO submitted_assignment (id, assignment_id, student_id)"
            " VALUES (?, ?, ?)",
            (new, key, code),
        )
        run(
            "INSERT INTO submitted_notebook (id, assignment_id, notebook_id, flagged)"
            " VALUES (?, ?, ?, 0)",
            (new, new, notebook),
        )
        rows = [
            (
                f"{self._number:024x}{number:08x}",
                new,
                self._cells[notebook, cell],
                value,
            )
            for number, (cell, value) in enumerate(points.items())
        ]
        self._data.executemany(
            "INSERT INTO grade (id, notebook_id, cell_id, auto_score,"
            " needs_manual_grade) VALUES (?, ?, ?, ?, 0)",
            rows,
        )

    def close(self) -> None:
        """Write all of it."""
        self._data.commit()
        self._data.close()


_MEASURED = """
import json, resource, sys, time
from pathlib import Path
start = time.perf_counter()
from bijak.reporting.writing import write_report
root, home = Path(sys.argv[1]), Path(sys.argv[2])
told = write_report(root, home, home / "kegiatan.toml")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
took = time.perf_counter() - start
print(json.dumps([took, time.process_time(), peak, len(told.files)]))
"""


def measured(root: Path, home: Path) -> tuple[float, float, float, int]:
    """Wall seconds, CPU seconds, peak megabytes and files of one report."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(root), str(home)],
        env={"PYTHONPATH": str(HERE / "helpers"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(json.loads(done.stdout))


def main() -> None:
    """Measure the classes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int)
    parser.add_argument("--assignments", type=int, default=8)
    told = parser.parse_args()
    sizes = [(told.people, told.assignments)] if told.people else [(50, 8), (3000, 16)]
    say = sys.stdout.write
    say("| people × assignments | seconds | CPU-s | peak MB | files |\n")
    say("|---|---|---|---|---|\n")
    for people, assignments in sizes:
        with tempfile.TemporaryDirectory(prefix="bijak-laporan-") as folder:
            root = Path(folder)
            home = write_class(root, people, assignments)
            wall, cpu, peak, files = measured(root, home)
        size = f"{people:,} × {assignments}"
        say(f"| {size} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {files} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
