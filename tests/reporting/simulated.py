"""Simulated classes on the disk: a real graded one, and small ones of any shape."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import sys
from pathlib import Path

import numpy as np

from bijak.answers import WHOLE, written
from bijak.grading.running import Grading
from bijak.instruments import read_test_plan
from bijak.results import sheet_items
from bijak.scoring import specimens

ROOT = Path(__file__).resolve().parents[2]
PLAN = read_test_plan(ROOT)
LESSONS = ("orientasi", "a3-aman-digital")
ERRS = {"o-01", "o-02", "o-05", "a3-06", "a3-09"}
"""Items that the class gets wrong; `recount` knows what was meant by no others."""
COUNTS = """
[peserta]
terdaftar = 34
hadir = 31
kelamin = { perempuan = 19, laki-laki = 12 }
usia = { "17–25" = 9, "26–40" = 15, "41–60" = 4, "di atas 60" = 3 }
[kepuasan]
"Materinya mudah dipahami" = [0, 3, 11, 16]
"Waktunya cukup" = [2, 9, 12, 6]
"Hanya tiga yang menjawab" = [0, 0, 1, 2]
[kendala]
catatan = ["Listrik padam 20 menit."]
"""


def simulator():
    """benchmarks/report.py, which writes what a simulated person answers."""
    if "benchmark_report" not in sys.modules:
        path = ROOT / "benchmarks" / "report.py"
        spec = importlib.util.spec_from_file_location("benchmark_report", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["benchmark_report"] = module
        spec.loader.exec_module(module)
    return sys.modules["benchmark_report"]


def write_event(home: Path, modules=LESSONS, more: str = "") -> Path:
    """The organiser's file."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "kegiatan.toml"
    text = simulator().EVENT.format(modules=json.dumps(list(modules)))
    path.write_text(text + more, "utf-8")
    return path


def write_roster(
    home: Path, codes, region=lambda place: f"Kecamatan {'ABC'[place % 3]}"
):
    """The class's list of people, with a trainer."""
    lines = ["kode,pin,peran,wilayah", "pelatih,,pelatih,"]
    lines += [f"{code},,peserta,{region(place)}" for place, code in enumerate(codes)]
    (home / "peserta.csv").write_text("\n".join(lines) + "\n", "utf-8")


def drawn(people: int, seed: int = 7, **cohort):
    """Both tests of a class, answered by benchmarks/cohort.py's people."""
    simulated = simulator().simulator()
    who = simulated.Cohort(**{"empty": 0.06, "leave": 0.0, **cohort})
    return simulated.draw(np.random.default_rng(seed), who, people)


def sheet_of(code: str, occasion: str, sitting, place: int, seed: int = 7):
    """The sheet that a code gets, and what is answered on it."""
    sheet = PLAN.order(code)[occasion]
    at = simulator().TIMES[occasion != "prates"]
    rng = random.Random(f"{seed}{code}{occasion}")
    table = sheet_items(ROOT, sheet)
    return sheet, simulator().sheet_entries(table, sitting, place, at, rng)


def put(home: Path, step: str, code: str, name: str, entries) -> Path:
    """Answers in a class's folder; the file."""
    path = home / step / code / name / "jawaban.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(name, entries, code))
    return path


def lesson(name: str, rng: random.Random):
    """Answers to a lesson's assignment, wrong only where `ERRS` allows it."""
    found = {}
    for item, graded in sheet_items(ROOT, name).items():
        known = specimens(graded.item, graded.key)
        answer = next(one.answer for one in known if one.name == "benar")
        if item in ERRS and rng.random() < 0.45:
            said = [one for one in graded.key.feedback if isinstance(one, str | int)]
            wrong = [one for one in said if one not in ("benar", "lain")]
            answer = rng.choice(wrong)
        if rng.random() < 0.08:
            continue
        parts = answer if isinstance(answer, dict) else {WHOLE: answer}
        at = simulator().TIMES[0].format(30)
        found[item] = {part: {"isi": one, "pada": at} for part, one in parts.items()}
    return found


def project(folder: Path) -> Path:
    """A project with the tests and two lessons' assignments, released."""
    for place in ("curriculum", "solutions", "exercises"):
        (folder / place).mkdir(parents=True)
    for name in ("silabus.toml", "tes.toml"):
        shutil.copy(ROOT / "curriculum" / name, folder / "curriculum")
    for name in (*PLAN.sheets, *LESSONS):
        for place in ("solutions", "exercises"):
            shutil.copytree(ROOT / place / name, folder / place / name)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


def graded_class(folder: Path) -> tuple[Path, Path]:
    """A class of about thirty after real grading, and all that goes wrong in one.

    Some miss a test, some answer only the first set, some skip items; a hand-in is
    broken, a code is lost, a sheet is taken too early, two files are bent by hand,
    a trainer tries a sheet, one score is given by a person.

    Returns:
        The project and the class's folder.
    """
    root = project(folder)
    home = root / "kelas" / "utama"
    codes = [f"padi-{number:03}" for number in range(30)]
    (home / "exchange").mkdir(parents=True)
    write_event(home, more=COUNTS)
    write_roster(home, codes)
    everybody = [*codes, "melati-900", "pelatih"]
    sat = drawn(len(everybody))
    rng = random.Random(5)
    for place, code in enumerate(everybody):
        if place == 29:
            continue  # never came
        if place not in (3, 4, 5):
            sheet, entries = sheet_of(code, "prates", sat.pre, place)
            if place in (6, 7):  # the short form
                entries = {k: v for k, v in entries.items() if k.endswith("-01")}
            hand_in(root, code, sheet, entries)
        if place not in (8, 9, 10, 11, 12):
            sheet, entries = sheet_of(code, "pascates", sat.post, place)
            if place == 13:
                entries = _earlier(entries)
            hand_in(root, code, sheet, entries)
        for name in LESSONS:
            if rng.random() < 0.85:
                hand_in(root, code, name, lesson(name, rng))
    _odd(root, codes)
    with Grading(root) as grading:
        for name in (*PLAN.sheets, *LESSONS):
            grading.grade(name)
    _bent(home, codes)
    return root, home


def hand_in(root: Path, code: str, name: str, entries) -> Path:
    """A collected hand-in; its folder."""
    folder = root / "kelas" / "utama" / "submitted" / code / name
    shutil.copytree(root / "exercises" / name, folder, dirs_exist_ok=True)
    (folder / "jawaban.json").write_bytes(written(name, entries, code))
    (folder / "timestamp.txt").write_text("2026-11-24 09:00:00 UTC", "utf-8")
    return folder


def _earlier(entries):
    """The same answers by a laptop whose clock is a day behind."""
    return {
        item: {
            part: {**one, "pada": one["pada"].replace("-24T", "-23T")}
            for part, one in parts.items()
        }
        for item, parts in entries.items()
    }


def _odd(root: Path, codes) -> None:
    """Hand-ins that nobody should have made."""
    early = codes[12]
    sheet = PLAN.order(early)["bulan-1"]
    sat = drawn(1)
    table = sheet_items(ROOT, sheet)
    at = simulator().TIMES[1]
    entries = simulator().sheet_entries(table, sat.post, 0, at, random.Random(1))
    hand_in(root, early, sheet, entries)
    for path in hand_in(root, codes[14], LESSONS[1], {}).iterdir():
        if path.suffix in (".ipynb", ".json"):
            path.write_bytes(b'{"cells": [')


def _bent(home: Path, codes) -> None:
    """Graded copies that were changed by hand afterwards, and a score by a person."""
    from gradebooks import give

    sheet = PLAN.order(codes[15])["prates"]
    path = home / "autograded" / codes[15] / sheet / "jawaban.json"
    path.write_bytes(path.read_bytes()[:200])
    sheet = PLAN.order(codes[16])["pascates"]
    path = home / "autograded" / codes[16] / sheet / "jawaban.json"
    content = json.loads(path.read_text("utf-8"))
    first = content["jawaban"][f"{sheet}-01"]
    cards = [part for part in first if not part.startswith("~")]
    first[cards[0]]["isi"] = ["hoaks"]
    first["z99"] = {"isi": "hoaks", "pada": "2026-11-24T08:00:00+00:00"}
    content["jawaban"][f"{sheet}-01"][f"~yakin/{cards[1]}"] = {
        "isi": 7,
        "pada": "2026-11-24T08:00:00+00:00",
    }
    path.write_text(json.dumps(content), "utf-8")
    give(home.parents[1], codes[0], "o-01-nilai", 0.5)
