"""Grading a class: plan, many graders, one writer, feedback; whenever one falls, on.

records, planning   what a grade rests on; what is new or changed since
worker, workers     grading processes, which see neither gradebook nor class
keeping             graded copies and feedback pages, each file whole or not there
running             the one writer, and what became of each hand-in
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ..course import Rows, Sheet, Standing, generate_tests
from ..errors import BijakError
from ..files import one_writer
from ..paths import SOURCE, class_folder
from ..text import format_points
from .keeping import conclude, keep
from .planning import (
    AUTOGRADED,
    Task,
    earlier_sheet,
    handed_in,
    is_new,
    knows,
    task_for,
)
from .records import Record, read_record
from .steps import template_at
from .workers import Workers

GRADED, PAGE, SAME, FAILED = "dinilai", "halaman", "tetap", "gagal"

_BUSY = "Kelas ini sedang dinilai di jendela lain. Tunggu sampai selesai, lalu ulangi."
_STILL = "Nilai sebelumnya ({points} poin) tetap berlaku."
_NOT_KEPT = (
    "Hasilnya tidak dapat disimpan ({why}). Periksa tempat di disk, lalu ulangi."
)
_AGAIN = "Kumpulan baru sesudah dinilai orang. Periksa lagi nilainya."

Progress = Callable[[int, int], None]
"""Called with how many hand-ins are done, and of how many."""


@dataclass(frozen=True)
class Line:
    """What became of one participant's hand-in.

    Attributes:
        code: the participant.
        state: GRADED, PAGE (only the page is new: a person graded, or another sheet of
            the test came in), SAME (the grade still holds) or FAILED (nothing was
            written; an earlier grade still holds).
        standing: what the gradebook says; None when nothing was ever graded.
        notices: what was odd, and why it failed.
        before: points before, where the hand-in is the same and its points are not.
        confinement: how participants' code was confined, in words.
    """

    code: str
    state: str
    standing: Standing | None
    notices: tuple[str, ...] = ()
    before: float | None = None
    confinement: str = ""


@dataclass
class Report:
    """What became of an assignment, in the order of codes."""

    assignment: str
    lines: list[Line] = field(default_factory=list)

    def of(self, *states: str) -> list[Line]:
        """The lines of these states."""
        return [line for line in self.lines if line.state in states]


def known_assignments(root: Path) -> list[str]:
    """The ids of all assignments that have a source here."""
    return sorted(path.stem for path in (root / SOURCE).glob("*/*.ipynb") if _is(path))


def _is(path: Path) -> bool:
    return path.parent.name == path.stem


class Grading:
    """The one grader of a class, to be used with ``with``.

    Raises:
        BijakError: on entering, when another one is grading this class.
    """

    def __init__(
        self,
        root: Path,
        class_name: str | None = None,
        *,
        workers: int | None = None,
        allow_unsafe: bool = False,
    ) -> None:
        """Nothing is opened or started yet.

        Args:
            root: the project folder.
            class_name: the class; None takes the one in use.
            workers: grading processes; None takes one for each processor.
            allow_unsafe: whether code may run where nothing can confine it.
        """
        self.root, self.home = root, class_folder(root, class_name)
        self._count = workers or os.cpu_count() or 1
        self._allow_unsafe = allow_unsafe
        self._tried: dict[tuple[str, str], tuple[Record, Line]] = {}
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Grading:
        with contextlib.ExitStack() as stack:
            self.home.mkdir(parents=True, exist_ok=True)
            try:
                stack.enter_context(one_writer(self.home / "penilaian"))
            except TimeoutError as error:
                raise BijakError(_BUSY) from error
            staging = tempfile.TemporaryDirectory(
                prefix="bijak-", ignore_cleanup_errors=True
            )
            folder = Path(stack.enter_context(staging))
            self._rows = stack.enter_context(Rows(self.root, self.home.name))
            workers = Workers(self._count, folder, self._allow_unsafe)
            self._workers = stack.enter_context(workers)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def grade(self, assignment: str, progress: Progress | None = None) -> Report:
        """Grade what is new or changed of an assignment.

        Args:
            assignment: the id.
            progress: is told how far it is.

        Raises:
            BijakError: the assignment itself cannot be graded; a hand-in that cannot
                is a line of the report.
        """
        source = self.root / SOURCE / assignment / f"{assignment}.ipynb"
        folders = dict(handed_in(self.home, assignment))
        report, sheet = Report(assignment), self._sheet(source, bool(folders))
        if sheet is None:
            return report
        standings = self._rows.standings(assignment)
        tasks: dict[str, Task] = {}
        for code in sorted({*folders, *standings}):
            work = self._work(source, code, folders.get(code), standings.get(code))
            if isinstance(work, Task):
                tasks[code] = work
            else:
                report.lines.append(work)
        tell = progress or _nobody
        tell(0, len(tasks))
        jobs = (_job(self.home, source, sheet, task) for task in tasks.values())
        for done, (job, answer) in enumerate(self._workers.run(jobs, len(tasks)), 1):
            task = tasks[job["peserta"]]
            report.lines.append(self._finish(assignment, task, answer))
            tell(done, len(tasks))
        report.lines.sort(key=lambda line: line.code)
        return report

    def _sheet(self, source: Path, is_handed_in: bool) -> Sheet | None:
        """The tests as they are now, put into the gradebook if they are not there."""
        sheet = self._rows.sheet(source.stem)
        if sheet is None and not is_handed_in:
            return None
        if not knows(sheet, template_at(source)):
            generate_tests(self.root, source.stem, self.home.name)
            sheet = self._rows.sheet(source.stem)
        return sheet

    def _work(
        self, source: Path, code: str, folder: Path | None, standing: Standing | None
    ) -> Task | Line:
        """What is to be done for somebody, or what stands where nothing is."""
        name = source.stem
        if folder is None:
            return Line(code, SAME, standing)
        task = task_for(self.home, source, code, folder, standing)
        if task is None:
            record = read_record(self.home / AUTOGRADED / code / name)
            notices = tuple(record.catatan)
            return Line(code, SAME, standing, notices, None, record.pengurungan)
        tried, line = self._tried.get((name, code), (None, None))
        if tried and not task.is_page and tried.rests_on_same(task.base):
            return line  # it would be the same again
        return task

    def _finish(self, assignment: str, task: Task, answer: dict) -> Line:
        """Let a grade stand, or say why it cannot; one stops no other."""
        reason = answer.get("gagal")
        if reason is None:
            try:
                return self._let_stand(assignment, task, answer)
            except Exception as error:  # a full disk, a name that is no file name
                reason = _NOT_KEPT.format(why=type(error).__name__)
        line = Line(task.code, FAILED, task.standing, _why(task, reason))
        self._tried[assignment, task.code] = task.base, line
        return line

    def _let_stand(self, assignment: str, task: Task, answer: dict) -> Line:
        """Gradebook, files, and last the record."""
        code, standing, other = task.code, task.standing, is_new(task)
        if not task.is_page:
            standing = self._rows.write(
                assignment, code, task.base.diserahkan, answer["sel"], other
            )
        keep(self.home, assignment, code, task.folder, answer)
        record = _record(task, answer)
        conclude(self.home, assignment, code, record)
        line = _line(task, record, standing, other)
        if not record.kode:
            self._tried[assignment, code] = task.base, replace(line, state=SAME)
        return line


def _nobody(done: int, total: int) -> None:
    return


def _job(home: Path, source: Path, sheet: Sheet, task: Task) -> dict:
    """What a grading process needs to know, as plain data."""
    earlier = earlier_sheet(home, source, task.code)
    return {
        "latihan": source.stem,
        "peserta": task.code,
        "kumpulan": str(task.folder),
        "naskah": str(source),
        "sel": {name: about[0] for name, about in sheet.cells.items()},
        "kernelspec": sheet.kernelspec,
        "tangan": task.standing.by_hand if task.standing else {},
        "komentar": task.standing.comments if task.standing else {},
        "sebelum": [str(path) for path in earlier or ()],
    }


def _record(task: Task, answer: dict) -> Record:
    return replace(
        task.base,
        dinilai=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        pengurungan=answer["pengurungan"],
        kode=answer["kode"],
        poin=answer["poin"],
        halaman=answer["halaman_poin"],
        komentar=dict(task.standing.comments) if task.standing else {},
        catatan=answer["catatan"],
    )


def _why(task: Task, reason: str) -> tuple[str, ...]:
    """Why a hand-in failed, and what holds meanwhile."""
    if task.standing is None:
        return (reason,)
    return reason, _STILL.format(points=format_points(task.standing.total))


def _line(task: Task, record: Record, standing: Standing, other: bool) -> Line:
    notices, before = list(record.catatan), None
    if task.is_page:
        return Line(task.code, PAGE, standing, tuple(notices))
    if other and standing.by_hand and task.standing:
        notices.append(_AGAIN)
    if task.before and not other and task.before.poin != record.poin:
        before = task.standing.total if task.standing else sum(_given(task.before))
    return Line(task.code, GRADED, standing, tuple(notices), before, record.pengurungan)


def _given(record: Record) -> Iterator[float]:
    return (points for points in record.poin.values() if points is not None)
