"""What a class's gradebook says of each hand-in: points, and what is missing.

nbgrader's own loops load an object for every cell; a report needs one sum for every
hand-in, which SQLite adds up itself. Only looked at, never written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..errors import BijakError

GRADEBOOK = "gradebook.db"
_WAIT_SECONDS = 90
_MOST = """
SELECT a.name, SUM(coalesce(g.max_score, t.max_score)) FROM assignment a
JOIN notebook n ON n.assignment_id = a.id
JOIN base_cell c ON c.notebook_id = n.id
LEFT JOIN grade_cells g ON g.id = c.id
LEFT JOIN task_cells t ON t.id = c.id
GROUP BY a.name
"""
# Points by a person stand before ours; extra credit belongs to points that are there.
_POINTS = """
SELECT a.name, s.student_id,
  SUM(coalesce(g.manual_score, g.auto_score, 0)
      + CASE WHEN coalesce(g.manual_score, g.auto_score) IS NULL THEN 0
        ELSE coalesce(g.extra_credit, 0) END),
  SUM(g.id IS NOT NULL AND coalesce(g.manual_score, g.auto_score) IS NULL)
FROM submitted_assignment s
JOIN assignment a ON a.id = s.assignment_id
LEFT JOIN submitted_notebook n ON n.assignment_id = s.id
LEFT JOIN grade g ON g.notebook_id = n.id
GROUP BY a.name, s.student_id
"""
_UNREADABLE = (
    "Buku nilai {path} tidak dapat dibaca ({why}). Tunggu sampai penilaian selesai, "
    "lalu ulangi. Bila tetap begitu, pulihkan dari cadangan."
)


@dataclass(frozen=True)
class Scores:
    """What a gradebook holds.

    Attributes:
        most: assignment → what all of it is worth.
        points: assignment → code → points of a hand-in, without any penalty for
            lateness; None while a part waits for a person.
    """

    most: Mapping[str, float]
    points: Mapping[str, Mapping[str, float | None]]


def read_scores(home: Path) -> Scores:
    """The hand-ins in a class's gradebook; none where there is no gradebook.

    Args:
        home: the class's folder.

    Raises:
        BijakError: it is no sound gradebook, or somebody writes without end.
    """
    path = home / GRADEBOOK
    if not path.is_file():
        return Scores({}, {})
    # Not read-only: what a killed writer left beside must be taken back first.
    address = f"{path.resolve().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)) as data:
            data.execute("PRAGMA query_only = 1")
            most = {name: total or 0.0 for name, total in data.execute(_MOST)}
            points: dict[str, dict[str, float | None]] = {}
            for name, code, total, waiting in data.execute(_POINTS):
                points.setdefault(name, {})[code] = None if waiting else float(total)
    except sqlite3.Error as error:
        raise BijakError(_UNREADABLE.format(path=path, why=error)) from error
    return Scores(most, points)
