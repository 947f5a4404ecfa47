"""Small real classes for tests of grading: both test courses, released, unproved."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

import second
from bijak.answers import WHOLE, AnswerBook
from bijak.course import generate_release, generate_tests
from tiny import ID as FORMS

DATA = second.ID
TIME = "2026-11-22 08:00:0{} UTC"
_made: dict[str, Path] = {}


def make_project(factory, folder: Path) -> Path:
    """A copy of a project with both courses and their releases; made once.

    Args:
        factory: pytest's ``tmp_path_factory``.
        folder: where the copy goes.
    """
    if not _made:
        root = second.write_project(factory.mktemp("kelas") / "proyek é")
        for assignment in (FORMS, DATA):
            generate_release(root, assignment, "exercises")
            generate_tests(root, assignment)  # its gradebook moves along
        _made["root"] = root
    return shutil.copytree(_made["root"], folder / "proyek é")


def submitted(root: Path, code: str, assignment: str = FORMS) -> Path:
    """Where somebody's hand-in is collected."""
    return root / "kelas" / "utama" / "submitted" / code / assignment


def lay(root: Path, code: str, answers: dict, assignment=FORMS, number=0) -> Path:
    """Lay a collected hand-in down, in place of an earlier one; its folder.

    Args:
        root: the project.
        code: the participant.
        answers: item → answer.
        assignment: the id.
        number: a larger one was handed in later.
    """
    folder = submitted(root, code, assignment)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "exercises" / assignment, folder)
    book = AnswerBook(folder, assignment)
    for item, answer in answers.items():
        parts = answer if isinstance(answer, dict) else {WHOLE: answer}
        for part, value in parts.items():
            book.set(item, value, part)
    (folder / "timestamp.txt").write_text(TIME.format(number), encoding="utf-8")
    (folder / "submission_secret.txt").write_text(f"{code}-{number}", encoding="utf-8")
    return folder


def lay_data(root: Path, code: str, source: str = second.SOLUTION, number=0) -> Path:
    """Lay a hand-in of the second course down: form, code, and the manual task."""
    folder = lay(root, code, {second.FORM: "b"}, DATA, number)
    path = folder / f"{DATA}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    second.answered_task(second.programmed(notebook, source))
    nbformat.write(notebook, path)
    return folder


def break_it(folder: Path) -> None:
    """Let a hand-in be one of which nothing can be read."""
    for path in folder.iterdir():
        if path.suffix in (".ipynb", ".json"):
            path.write_bytes(b'{"cells": [' if path.suffix == ".ipynb" else b"")
