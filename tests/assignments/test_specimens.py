"""Every item × {empty, right, each known wrong} through real ``nbgrader autograde``."""

import shutil
from pathlib import Path

import pytest

import tiny
from bijak.scoring import score
from course_runs import grade_all, hand_in, specimen_classes

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "solutions").glob("*/"))


@pytest.mark.kernel
@pytest.mark.parametrize("assignment", [tiny.ID, *ASSIGNMENTS])
def test_specimens(released, assignment):
    """nbgrader's gradebook says what the judgement says, and full only for right."""
    project = released
    if assignment != tiny.ID:
        for folder in ("solutions", "exercises"):
            shutil.copytree(ROOT / folder / assignment, project / folder / assignment)
    people = specimen_classes(project, assignment)
    for code, (_, given) in people.items():
        answers = {name: one.answer for name, one in given.items() if one}
        hand_in(project, assignment, code, answers)
    graded = grade_all(project, assignment)
    for code, (items, given) in people.items():
        for name, one in given.items():
            item, key = items[name].item, items[name].key
            answer = one.answer if one else None
            points = graded[code][name]
            expected = score(item, answer, key).points
            assert points == pytest.approx(expected), (name, one)
            if one and one.name != "benar":
                assert points < key.total, (name, one)
