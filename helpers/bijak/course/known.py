"""The rows of one assignment in nbgrader's gradebook, found without its own loops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Known:
    """An assignment whose cells the gradebook knows.

    Attributes:
        id: the assignment's key in the gradebook.
        name: its id, which is also its notebook's name.
        duedate: in UTC without a zone; None when there is none.
        notebooks: the keys of its notebooks, ours first.
        graded: cell → key, of cells that have points.
        commented: cell → key, of cells that have a comment.
        most: what all points together are.
    """

    id: str
    name: str
    duedate: datetime | None
    notebooks: tuple[str, ...]
    graded: dict[str, str]
    commented: dict[str, str]
    most: float

    @classmethod
    def read(cls, gradebook, assignment: str) -> Known:
        """What a gradebook knows; raises nbgrader's MissingEntry when nothing."""
        found = gradebook.find_assignment(assignment)
        ours = gradebook.find_notebook(assignment, assignment)
        worth = [*ours.grade_cells, *ours.task_cells]
        others = [one.id for one in found.notebooks if one.id != ours.id]
        known = cls(
            found.id,
            assignment,
            found.duedate,
            (ours.id, *others),
            {cell.name: cell.id for cell in worth},
            {cell.name: cell.id for cell in [*ours.solution_cells, *ours.task_cells]},
            sum(cell.max_score for cell in worth),
        )
        gradebook.db.rollback()
        return known

    def late(self, time: datetime | None, extension: timedelta | None) -> float:
        """Seconds after the due date."""
        if time is None or self.duedate is None:
            return 0.0
        due = self.duedate + (extension or timedelta())
        return max(0.0, (time - due).total_seconds())

    def handed_in(self, db, code: str | None) -> Iterator[tuple]:
        """(code, time, extension, penalty) of all hand-ins or one participant's."""
        from nbgrader.api import SubmittedAssignment, SubmittedNotebook

        rows = (
            db.query(
                SubmittedAssignment.student_id,
                SubmittedAssignment.timestamp,
                SubmittedAssignment.extension,
                SubmittedNotebook.late_submission_penalty,
            )
            .join(
                SubmittedNotebook,
                SubmittedNotebook.assignment_id == SubmittedAssignment.id,
            )
            .filter(SubmittedNotebook.notebook_id == self.notebooks[0])
        )
        if code is not None:
            rows = rows.filter(SubmittedAssignment.student_id == code)
        return iter(rows)

    def grades(self, db, code: str | None) -> Iterator[tuple]:
        """(code, cell, auto, manual, extra, is waiting) of all hand-ins or one's."""
        from nbgrader.api import Grade

        kept = (
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        return iter(self._of_cells(db, code, Grade, kept))

    def comments(self, db, code: str | None) -> Iterator[tuple]:
        """(code, cell, text) of what a person wrote to all hand-ins or one's."""
        from nbgrader.api import Comment

        rows = self._of_cells(db, code, Comment, (Comment.manual_comment,))
        return iter(rows.filter(Comment.manual_comment.is_not(None)))

    def _of_cells(self, db, code: str | None, kind: type, kept: tuple):
        """(code, cell, …) of what is kept for each cell of our notebook."""
        from nbgrader.api import BaseCell, SubmittedAssignment, SubmittedNotebook

        rows = (
            db.query(SubmittedAssignment.student_id, BaseCell.name, *kept)
            .select_from(kind)
            .join(BaseCell, kind.cell_id == BaseCell.id)
            .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
            .join(
                SubmittedAssignment,
                SubmittedNotebook.assignment_id == SubmittedAssignment.id,
            )
            .filter(SubmittedNotebook.notebook_id == self.notebooks[0])
        )
        if code is not None:
            rows = rows.filter(SubmittedAssignment.student_id == code)
        return rows

    def submission(self, db, code: str, time: datetime | None):
        """The row of one participant's hand-in, made where there is none."""
        from nbgrader.api import Student, SubmittedAssignment

        if db.get(Student, code) is None:
            db.add(Student(id=code))
            db.flush()
        rows = db.query(SubmittedAssignment)
        found = rows.filter_by(assignment_id=self.id, student_id=code).one_or_none()
        if found is None:
            found = SubmittedAssignment(assignment_id=self.id, student_id=code)
            db.add(found)
            db.flush()
        if time is not None:
            found.timestamp = time
        return found

    def notebook(self, db, submission):
        """Our notebook's row in a hand-in; all notebooks are made where missing."""
        from nbgrader.api import SubmittedNotebook

        rows = db.query(SubmittedNotebook).filter_by(assignment_id=submission.id)
        found = {row.notebook_id: row for row in rows}
        for key in self.notebooks:
            if key not in found:
                row = SubmittedNotebook(notebook_id=key, assignment_id=submission.id)
                db.add(row)
                found[key] = row
        return found[self.notebooks[0]]

    def rows_of(self, db, notebook) -> tuple[dict, dict]:
        """cell → grade and cell → comment, all of them, made where missing."""
        from nbgrader.api import Comment, Grade

        return (
            _all_of(db, Grade, notebook, self.graded),
            _all_of(db, Comment, notebook, self.commented),
        )


def _all_of(db, kind: type, notebook, keys: dict[str, str]) -> dict:
    found = {
        row.cell_id: row for row in db.query(kind).filter_by(notebook_id=notebook.id)
    }
    for key in keys.values():
        if key not in found:
            found[key] = kind(cell_id=key, notebook_id=notebook.id)
            db.add(found[key])
    return {name: found[key] for name, key in keys.items()}
