"""A class's gradebook and files as plain data, to be compared."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from bijak.course import read_standing

_QUERIES = {
    "student": "SELECT id, first_name, last_name, email FROM student",
    "submission": (
        "SELECT s.student_id, a.name, s.timestamp, s.extension"
        " FROM submitted_assignment s JOIN assignment a ON a.id = s.assignment_id"
    ),
    "notebook": (
        "SELECT s.student_id, b.name, n.flagged, n.late_submission_penalty"
        " FROM submitted_notebook n"
        " JOIN submitted_assignment s ON s.id = n.assignment_id"
        " JOIN notebook b ON b.id = n.notebook_id"
    ),
    "grade": (
        "SELECT s.student_id, c.name, c.type, g.auto_score, g.manual_score,"
        " g.extra_credit, g.needs_manual_grade FROM grade g"
        " JOIN submitted_notebook n ON n.id = g.notebook_id"
        " JOIN submitted_assignment s ON s.id = n.assignment_id"
        " JOIN base_cell c ON c.id = g.cell_id"
    ),
    "comment": (
        "SELECT s.student_id, c.name, c.type, k.auto_comment, k.manual_comment"
        " FROM comment k JOIN submitted_notebook n ON n.id = k.notebook_id"
        " JOIN submitted_assignment s ON s.id = n.assignment_id"
        " JOIN base_cell c ON c.id = k.cell_id"
    ),
}


def read_item_scores(db_url: str, assignment: str, code: str) -> dict[str, float]:
    """item id → points in a gradebook; points given by a person come first."""
    points = read_standing(db_url, assignment, code).points
    return {name.removesuffix("-nilai"): given for name, given in points.items()}


def rows(root: Path) -> dict[str, list[tuple]]:
    """All that a gradebook says of hand-ins; keys that are drawn by lot left out."""
    with closing(sqlite3.connect(root / "kelas" / "utama" / "gradebook.db")) as data:
        return {
            name: sorted(data.execute(query), key=repr)
            for name, query in _QUERIES.items()
        }


def change(root: Path, sql: str, *values: object) -> None:
    """What formgrader would write, such as a score by hand."""
    path = root / "kelas" / "utama" / "gradebook.db"
    with closing(sqlite3.connect(path)) as data:
        assert data.execute(sql, values).rowcount
        data.commit()


def give(root: Path, code: str, cell: str, points: float) -> None:
    """Grade a cell by hand, as formgrader does."""
    change(
        root,
        "UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE id IN ("
        "SELECT g.id FROM grade g JOIN base_cell c ON c.id = g.cell_id"
        " JOIN submitted_notebook n ON n.id = g.notebook_id"
        " JOIN submitted_assignment s ON s.id = n.assignment_id"
        " WHERE s.student_id = ? AND c.name = ?)",
        points,
        code,
        cell,
    )


def files(root: Path, *steps: str) -> dict[str, object]:
    """path → content of what graders wrote; times in records left out."""
    found: dict[str, object] = {}
    home = root / "kelas" / "utama"
    for step in steps or ("autograded", "feedback"):
        for path in sorted((home / step).rglob("*")):
            if path.is_file():
                name = path.relative_to(home).as_posix()
                found[name] = _content(path)
    return found


def _content(path: Path) -> object:
    text = path.read_text(encoding="utf-8")
    if path.name == "penilaian.json":
        return {**json.loads(text), "dinilai": ""}
    if path.suffix == ".ipynb":
        return json.loads(text)
    return text
