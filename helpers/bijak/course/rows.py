"""nbgrader's gradebook: what stands in it, and one graded hand-in at a time into it.

nbgrader opens the gradebook nine times for each hand-in and commits each cell. Here
one writer holds it open and writes a hand-in in one transaction: the same rows, which
nbgrader's own functions decide on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..paths import COURSE_ID
from .configuration import course_config
from .known import Known

_NO_RESPONSE = "No response."


@dataclass(frozen=True)
class Sheet:
    """An assignment as the gradebook knows it.

    Attributes:
        cells: cell → (checksum, type, whether locked, source, points or None).
        kernelspec: what nbgrader writes into each graded notebook.
    """

    cells: dict[str, tuple[str, str, bool, str, float | None]]
    kernelspec: dict


@dataclass
class Standing:
    """What the gradebook says of one participant's hand-in.

    Attributes:
        time: when it was handed in, in UTC without a zone; None when nobody knows.
        late: seconds after the due date, extension included.
        points: graded cell → points; those that a person gave come first.
        by_hand: graded cell → the points that a person gave instead of ours, or None,
            and extra credit.
        waiting: graded cells that wait for a person.
        ungraded: those of them that nobody gave points yet.
        comments: cell → what a person wrote to it.
        penalty: what nbgrader's own plugin takes off for lateness.
        most: what all graded cells together are worth.
    """

    time: datetime | None = None
    late: float = 0.0
    points: dict[str, float] = field(default_factory=dict)
    by_hand: dict[str, tuple[float | None, float]] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    ungraded: set[str] = field(default_factory=set)
    comments: dict[str, str] = field(default_factory=dict)
    penalty: float = 0.0
    most: float = 0.0

    @property
    def total(self) -> float:
        """The sum of all points, without the penalty, as nbgrader counts."""
        return sum(self.points.values())

    def shown(self) -> dict[str, float | None]:
        """item, or manual cell → the points that a participant is told; None: none."""
        return {
            name.removesuffix("-nilai"): None if name in self.ungraded else points
            for name, points in self.points.items()
        }


def first_points(cell: Mapping) -> float | None:
    """What nbgrader gives a cell before a person looks; None where it waits."""
    from nbgrader.utils import NotebookNode, determine_grade, is_grade

    node = _node(cell, NotebookNode)
    return determine_grade(node)[0] if is_grade(node) else None


def read_standing(db_url: str, assignment: str, code: str) -> Standing:
    """What a gradebook says of one participant's hand-in, which was graded."""
    from nbgrader.api import Gradebook

    with Gradebook(db_url, COURSE_ID) as gradebook:
        known = Known.read(gradebook, assignment)
        return _standings(known, gradebook.db, code)[code]


class Rows:
    """The gradebook of a class, held open by its one writer; used with ``with``."""

    def __init__(self, root: Path, class_name: str | None = None) -> None:
        """Open the gradebook that nbgrader's configuration names."""
        from nbgrader.api import Gradebook
        from nbgrader.preprocessors import AssignLatePenalties

        config = course_config(root, class_name)
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()
        self._gradebook = Gradebook(config.CourseDirectory.db_url, COURSE_ID)
        self._known: dict[str, Known] = {}

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, *error: object) -> None:
        self._gradebook.close()

    def sheet(self, assignment: str) -> Sheet | None:
        """What the gradebook knows of an assignment; None when it knows nothing."""
        from nbgrader.api import MissingEntry

        try:
            notebook = self._gradebook.find_notebook(assignment, assignment)
        except MissingEntry:
            return None
        worth = {
            cell.name: cell.max_score
            for cell in [*notebook.grade_cells, *notebook.task_cells]
        }
        cells = {
            one.name: (
                one.checksum,
                one.cell_type,
                one.locked,
                one.source,
                worth.get(one.name),
            )
            for one in notebook.source_cells
        }
        kernelspec = json.loads(notebook.kernelspec or "{}")
        self._gradebook.db.rollback()
        self._known.pop(assignment, None)
        return Sheet(cells, kernelspec)

    def standings(
        self, assignment: str, code: str | None = None
    ) -> dict[str, Standing]:
        """code → `Standing`, of all who were graded or of one."""
        return _standings(self._know(assignment), self._gradebook.db, code)

    def write(
        self,
        assignment: str,
        code: str,
        time: str,
        cells: Iterable[Mapping],
        is_new: bool,
    ) -> Standing:
        """Write what a grader found of one hand-in, whole or not at all.

        Manual scores, extra credit and comments stay; what a person graded before a
        new hand-in came is to be looked at again.

        Args:
            assignment: the id; the gradebook knows its cells.
            code: the participant.
            time: ``timestamp.txt`` of the hand-in; empty when there is none.
            cells: the graded notebook's cells that nbgrader knows, with outputs.
            is_new: whether its content is not what was graded before.

        Returns:
            What the gradebook now says.
        """
        known, db = self._know(assignment), self._gradebook.db
        try:
            submission = known.submission(db, code, utc_time(time))
            notebook = known.notebook(db, submission)
            db.flush()
            _put_cells(known, db, notebook, cells, is_new)
            db.flush()
            self._put_penalty(submission, notebook, code)
            db.commit()
        except BaseException:
            db.rollback()
            raise
        finally:
            db.expunge_all()
        return self.standings(assignment, code)[code]

    def _put_penalty(self, submission, notebook, code: str) -> None:
        """Take off for lateness what nbgrader's own plugin would."""
        notebook.late_submission_penalty = None
        late = submission.total_seconds_late
        if late > 0:
            plugin = self._late.plugin_inst
            penalty = plugin.late_submission_penalty(code, notebook.score, late)
            if penalty is not None:
                kept = self._late._check_late_penalty(notebook, penalty)
                notebook.late_submission_penalty = kept

    def _know(self, assignment: str) -> Known:
        if assignment not in self._known:
            self._known[assignment] = Known.read(self._gradebook, assignment)
        return self._known[assignment]


def utc_time(time: str) -> datetime | None:
    """A hand-in's time as nbgrader stores it; None when it is no time."""
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(time.strip()) if time.strip() else None
    except (ValueError, OverflowError):
        return None


def _standings(known: Known, db, code: str | None) -> dict[str, Standing]:
    found = {
        student: Standing(
            time,
            known.late(time, extension),
            penalty=penalty or 0.0,
            most=known.most,
        )
        for student, time, extension, penalty in known.handed_in(db, code)
    }
    for student, *grade in known.grades(db, code):
        _read_grade(found[student], *grade)
    for student, cell, comment in known.comments(db, code):
        found[student].comments[cell] = comment
    db.rollback()
    return found


def _read_grade(
    standing: Standing,
    cell: str,
    auto: float | None,
    manual: float | None,
    extra: float | None,
    is_waiting: bool,
) -> None:
    given = manual if manual is not None else auto
    standing.points[cell] = (given or 0.0) + (extra or 0.0 if given is not None else 0)
    if manual is not None or extra is not None:
        standing.by_hand[cell] = manual, extra or 0.0
    if given is None:
        standing.ungraded.add(cell)
    if is_waiting:
        standing.waiting.add(cell)


def _put_cells(known: Known, db, notebook, cells: Iterable[Mapping], is_new: bool):
    """Set points and comments as nbgrader's ``SaveAutoGrades`` sets them."""
    from nbgrader.utils import (
        NotebookNode,
        compute_checksum,
        determine_grade,
        is_grade,
        is_solution,
        is_task,
    )

    grades, comments = known.rows_of(db, notebook)
    if is_new:
        for grade in grades.values():
            grade.needs_manual_grade |= grade.manual_score is not None
    for plain in cells:
        cell = _node(plain, NotebookNode)
        name = cell.metadata.nbgrader["grade_id"]
        if is_grade(cell):
            grade = grades[name]
            grade.auto_score, _ = determine_grade(cell)
            is_open = grade.auto_score is None
            grade.needs_manual_grade = is_open or grade.manual_score is not None
        if is_solution(cell) or is_task(cell):
            same = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
            is_empty = same and not is_task(cell)
            comments[name].auto_comment = _NO_RESPONSE if is_empty else None


def _node(value: object, make: type) -> object:
    """Plain data as nbgrader's functions expect it."""
    if isinstance(value, Mapping):
        return make({key: _node(one, make) for key, one in value.items()})
    return [_node(one, make) for one in value] if isinstance(value, list) else value
