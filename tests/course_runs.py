"""Real runs of nbgrader for tests: hand-ins laid down, graded, and read back."""

from __future__ import annotations

import shutil
from pathlib import Path

from bijak.answers import WHOLE, AnswerBook
from bijak.course import Course
from bijak.notebooks import GradedItem, normal_form, read_items, read_notebook
from bijak.scoring import Specimen, specimens
from gradebooks import read_item_scores


def hand_in(root: Path, assignment: str, code: str, answers: dict) -> Path:
    """Lay a collected hand-in down: the release with these answers beside it.

    The answer to a code item is what its names hold: a program that says so stands in
    the cell in which participants write.
    """
    folder = root / "kelas" / "utama" / "submitted" / code / assignment
    shutil.copytree(root / "exercises" / assignment, folder)
    programs = _write_programs(folder / f"{assignment}.ipynb", answers)
    book = AnswerBook(folder, assignment)
    for item, answer in answers.items():
        if item in programs:
            continue
        parts = answer if isinstance(answer, dict) else {WHOLE: answer}
        for part, value in parts.items():
            book.set(item, value, part)
    return folder


def _write_programs(path: Path, answers: dict) -> set[str]:
    """Write a program for each code item that is answered; all code items."""
    notebook, programs = read_notebook(path), set()
    for cell in notebook.cells:
        item = cell["id"].removesuffix("-kode")
        if cell["id"] == item:
            continue
        programs.add(item)
        if answers.get(item):
            lines = (f"{name} = {value!r}" for name, value in answers[item].items())
            cell.source = "\n".join(lines)
    if programs:
        path.write_text(normal_form(notebook), encoding="utf-8")
    return programs


def grade_all(root: Path, assignment: str) -> dict[str, dict[str, float]]:
    """Grade every hand-in with ``nbgrader autograde``; code → item → points."""
    course = Course(root)
    course.generate(assignment)
    codes = course.submitted(assignment)
    for code in codes:
        course.autograde(assignment, code)
    url = f"sqlite:///{root}/kelas/utama/gradebook.db?timeout=90"
    return {code: read_item_scores(url, assignment, code) for code in codes}


def specimen_classes(root: Path, assignment: str):
    """Every specimen of every item, dealt out so that one person has one of each.

    Returns:
        Code → the items as that person sees them, and the specimen of each item
        (None where an item has fewer).
    """
    source = root / "solutions" / assignment / f"{assignment}.ipynb"
    items = read_items(read_notebook(source))
    count = max(len(_mine(graded, "p00")) for graded in items.values())
    people = {}
    for number in range(count):
        code = f"p{number:02d}"
        mine = {name: graded.personal(code) for name, graded in items.items()}
        given = {name: _mine(graded, code) for name, graded in items.items()}
        people[code] = (
            mine,
            {
                name: every[number] if number < len(every) else None
                for name, every in given.items()
            },
        )
    return people


def _mine(graded: GradedItem, code: str) -> list[Specimen]:
    personal = graded.personal(code)
    return specimens(personal.item, personal.key)
