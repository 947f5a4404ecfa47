"""Real runs of nbgrader for tests: hand-ins laid down, graded, and read back."""

from __future__ import annotations

import shutil
from itertools import zip_longest
from pathlib import Path

from bijak.answers import WHOLE, AnswerBook
from bijak.course import Course, read_item_scores
from bijak.notebooks import read_items, read_notebook
from bijak.scoring import specimens


def hand_in(root: Path, assignment: str, code: str, answers: dict) -> Path:
    """Lay a collected hand-in down: the release with these answers beside it."""
    folder = root / "kelas" / "utama" / "submitted" / code / assignment
    shutil.copytree(root / "exercises" / assignment, folder)
    book = AnswerBook(folder, assignment)
    for item, answer in answers.items():
        parts = answer if isinstance(answer, dict) else {WHOLE: answer}
        for part, value in parts.items():
            book.set(item, value, part)
    return folder


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
        (items, people): items of the assignment, and for each person the specimen
        of each item (none where an item has fewer).
    """
    source = root / "solutions" / assignment / f"{assignment}.ipynb"
    items = read_items(read_notebook(source))
    columns = [specimens(graded.item, graded.key) for graded in items.values()]
    people = [dict(zip(items, row, strict=True)) for row in zip_longest(*columns)]
    return items, people
