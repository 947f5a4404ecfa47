"""What there is to grade: what is new or changed since the last grade of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..course import Sheet, Standing, utc_time
from ..errors import BijakError
from ..instruments import read_test_plan
from ..paths import SOURCE
from .receive import SUBMITTED
from .records import Record, checksum_of, read_record, stamp_of
from .templates import Template, name_of

AUTOGRADED = "autograded"


@dataclass(frozen=True)
class Task:
    """One hand-in that is to be graded, or whose page is to be written again.

    Attributes:
        code: the participant.
        folder: what was handed in.
        base: what the new grade will rest on.
        before: the record of the last grade, if there is one.
        standing: what the gradebook says, if it says anything.
        is_page: whether only the feedback page is behind, because a person graded or
            another sheet of the test came in.
    """

    code: str
    folder: Path
    base: Record
    before: Record | None
    standing: Standing | None
    is_page: bool = False


def handed_in(home: Path, assignment: str) -> Iterator[tuple[str, Path]]:
    """(code, folder) of all who handed an assignment in, in the order of codes."""
    root = home / SUBMITTED
    for person in sorted(root.iterdir()) if root.is_dir() else ():
        folder = person / assignment
        if folder.is_dir() and not (folder.is_symlink() or person.is_symlink()):
            yield person.name, folder


def task_for(
    home: Path,
    source: Path,
    code: str,
    folder: Path,
    standing: Standing | None,
) -> Task | None:
    """What is to be done for one hand-in; None when its grade still holds.

    Args:
        home: the class's folder.
        source: the assignment's source notebook.
        code: the participant.
        folder: what was handed in.
        standing: what the gradebook says of it.
    """
    base = Record(
        checksum_of(folder),
        stamp_of(folder),
        checksum_of(source.parent),
        __version__,
        sebelum=_checksum_of_earlier(home, source, code),
    )
    before = read_record(home / AUTOGRADED / code / source.stem)
    task = Task(code, folder, base, before, standing)
    if before is None or standing is None or not before.rests_on_same(base):
        return task
    if not before.kode:  # perhaps there is confinement now
        return task
    if is_behind(before, standing) or before.sebelum != base.sebelum:
        return Task(code, folder, base, before, standing, is_page=True)
    return None


def earlier_sheet(home: Path, source: Path, code: str) -> tuple[Path, Path] | None:
    """What the result card of a sheet of the test compares with.

    Args:
        home: the class's folder.
        source: the source notebook of an assignment.
        code: the participant.

    Returns:
        The hand-in of the first occasion and its source notebook; None where nothing
        is compared, or was handed in.
    """
    try:
        plan = read_test_plan(_root(source))
    except BijakError:
        return None
    now = plan.occasion(code, source.stem) if plan else None
    if now is None or now == plan.first:
        return None
    sheet = plan.order(code)[plan.first.id]
    folder = home / SUBMITTED / code / sheet
    other = _root(source) / SOURCE / sheet / f"{sheet}.ipynb"
    if folder.is_symlink() or not (folder.is_dir() and other.is_file()):
        return None
    return folder, other


def _root(source: Path) -> Path:
    """The project that a source notebook belongs to."""
    return source.parents[2]


def _checksum_of_earlier(home: Path, source: Path, code: str) -> str:
    found = earlier_sheet(home, source, code)
    if found is None:
        return ""
    folder, other = found
    return f"{checksum_of(folder)} {checksum_of(other.parent)}"


def is_behind(record: Record, standing: Standing) -> bool:
    """Whether a feedback page shows other points or words than the gradebook holds."""
    now = standing.shown()
    return record.komentar != standing.comments or any(
        not _same(points, now.get(name, points))
        for name, points in record.halaman.items()
    )


def _same(points: float | None, others: float | None) -> bool:
    if points is None or others is None:
        return points is others
    return abs(points - others) <= 1e-9


def is_new(task: Task) -> bool:
    """Whether other content was handed in than what was graded before.

    nbgrader keeps no checksum, so of its grades only the time is compared.
    """
    if task.before:
        return task.before.kumpulan != task.base.kumpulan
    standing = task.standing
    return standing is None or standing.time != utc_time(task.base.diserahkan)


def knows(sheet: Sheet | None, template: Template) -> bool:
    """Whether the gradebook holds an assignment's tests as they are now."""
    if sheet is None:
        return False
    wanted = {
        name: _expected(cell, template)
        for cell in template.notebook.cells
        if (name := name_of(cell)) and _is_kept(template.marks[name])
    }
    held = {
        name: (kind, bool(locked), source, worth)
        for name, (_, kind, locked, source, worth) in sheet.cells.items()
    }
    return wanted == held


def _is_kept(marks: Mapping) -> bool:
    return any(marks.get(mark) for mark in ("grade", "solution", "locked", "task"))


def _expected(cell: Mapping, template: Template) -> tuple:
    name = name_of(cell)
    marks = template.marks[name]
    is_solution = bool(marks.get("solution"))
    is_locked = not is_solution and bool(marks.get("grade") or marks.get("locked"))
    source = template.released[name] if is_solution else cell["source"]
    is_worth = marks.get("grade") or marks.get("task")
    worth = float(marks.get("points", 0)) if is_worth else None
    return cell["cell_type"], is_locked, source, worth
