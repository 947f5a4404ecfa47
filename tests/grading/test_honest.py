"""Honest work: ``bijak grade`` gives the points of plain nbgrader, kernels and all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from test_execution import PLAIN, PROGRAMS, autograde, program, scores

import second
import tiny
from bijak.course import generate_release
from course_runs import hand_in, specimen_classes

pytestmark = [pytest.mark.endurance, pytest.mark.kernel]
PROJECT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = sorted(path.name for path in (PROJECT / "solutions").glob("*/"))


@pytest.fixture
def both(released):
    """The tiny project with the second course and the project's own assignments."""
    second.add_to(released)
    generate_release(released, second.ID, "exercises")
    for assignment in ASSIGNMENTS:
        for folder in ("solutions", "exercises"):
            place = Path(folder, assignment)
            shutil.copytree(PROJECT / place, released / place)
    return released


def bijak_grade(root: Path, *assignments: str) -> None:
    """Call the command as a trainer does."""
    command = [sys.executable, "-m", "bijak", "grade", *assignments]
    environment = {**os.environ, "BIJAK_ROOT": str(root)}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)


def graded_anew(root: Path, assignment: str, codes) -> tuple[dict, dict]:
    """Points by ``bijak grade``, and by plain nbgrader in a gradebook of its own."""
    bijak_grade(root, assignment)
    ours = scores(root, assignment, codes)
    gradebook = root / "kelas/utama/gradebook.db"
    gradebook.rename(gradebook.with_name("gradebook-bijak.db"))
    shutil.rmtree(root / "kelas/utama/autograded")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment]
    made = [*command, "--force", "--CourseDirectory.release_directory=rilis-lain"]
    subprocess.run(made, cwd=root, check=True, capture_output=True)
    autograde(root, assignment, PLAIN)
    return ours, scores(root, assignment, codes)


@pytest.mark.parametrize("assignment", [tiny.ID, *ASSIGNMENTS])
def test_every_specimen_of_every_item(both, assignment):
    """Empty, right, and each known wrong answer to each item."""
    people = specimen_classes(both, assignment)
    for code, (_, given) in people.items():
        answers = {name: one.answer for name, one in given.items() if one}
        hand_in(both, assignment, code, answers)
    ours, plain = graded_anew(both, assignment, people)
    assert ours == plain
    assert sum(ours["p01"].values()) == pytest.approx(
        sum(items.key.total for items, _ in _right(people["p01"]))
    )


def _right(person):
    """The items of somebody, with the specimen that is right."""
    items, given = person
    assert {one.name for one in given.values()} == {"benar"}
    return [(items[name], one) for name, one in given.items()]


def test_programs(both):
    """What people programmed, and a task that waits for a person in both."""
    for code, source in PROGRAMS.items():
        folder = program(both, code, source, "Satu 40%.")
        assert nbformat.read(folder / f"{second.ID}.ipynb", 4).cells
    ours, plain = graded_anew(both, second.ID, PROGRAMS)
    assert ours == plain
    assert {one[second.TASK] for one in ours.values()} == {0.0}
    assert ours["benar"][second.CODE] == sum(second.POINTS.values())
