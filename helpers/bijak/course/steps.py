"""The steps of a course, from release to feedback, through nbgrader's Python interface.

Every step raises `CourseFailed` with nbgrader's own last words when it did not
succeed. nbgrader changes the working directory, so a process runs one step at a time.
"""

from __future__ import annotations

import glob
import logging
import sys
import warnings
from collections.abc import Collection, Iterable
from contextlib import contextmanager
from pathlib import Path

from ..errors import CourseFailed
from ..paths import COURSE_ID, class_folder
from .configuration import course_config, exchange_root

_FEW = 3
_OTHER_CELLS = "Cannot add or remove cells"
_CELLS = (
    "Soal ditambah atau dihapus sesudah ada kumpulan yang dinilai. Kembalikan soalnya, "
    "atau nilai dengan kelas baru: bijak grade --class NAMA"
)
NO_EXCHANGE = (
    "Folder pertukaran kelas tidak dapat dipakai di Windows. Kumpulkan dengan berkas: "
    "salin berkas di folder kumpulan, lalu kirim kepada pelatih."
)


def generate_release(root: Path, assignment: str, release: str) -> None:
    """Write the release of an assignment into ``<root>/<release>/``, no gradebook.

    Args:
        root: a project folder.
        assignment: the id.
        release: a folder name inside the root.
    """
    from nbgrader.coursedir import CourseDirectory

    c = course_config(root)
    c.CourseDirectory.release_directory = release
    c.GenerateAssignment.no_database = True
    c.SaveCells.enabled = False
    _generate(CourseDirectory(config=c), c, assignment)


def generate_tests(root: Path, assignment: str, class_name: str | None = None) -> None:
    """Put the tests of an assignment into the gradebook, as they are now.

    nbgrader freezes tests at release, so this stands before each grading. The
    release that it writes along the way goes to the class, not to the project.

    Args:
        root: the project folder.
        assignment: the id.
        class_name: the class; None takes the one in use.
    """
    from nbgrader.coursedir import CourseDirectory

    config = course_config(root, class_name)
    scratch = class_folder(root, class_name).relative_to(root) / "release"
    config.CourseDirectory.release_directory = str(scratch)
    try:
        _generate(CourseDirectory(config=config), config, assignment)
    except CourseFailed as error:
        raise CourseFailed(
            _CELLS if _OTHER_CELLS in str(error) else str(error)
        ) from error


def _generate(coursedir, config, assignment: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.utils import capture_log

    coursedir.assignment_id = assignment
    app = GenerateAssignment(coursedir=coursedir, config=config)
    app.force = True
    _run(capture_log, app)


class Course:
    """One class of the course, driven through nbgrader's Python interface."""

    def __init__(self, root: Path, class_name: str | None = None) -> None:
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        self.root = root
        self.home = class_folder(root, class_name)
        self._config = course_config(root, class_name)
        self._coursedir = CourseDirectory(config=self._config)
        with quiet():  # it complains of an exchange that is not there yet
            self._api = NbGraderAPI(self._coursedir, config=self._config)

    def generate(self, assignment: str) -> None:
        """Put the tests of an assignment into the gradebook; see `generate_tests`."""
        generate_tests(self.root, assignment, self.home.name)

    def release(self, assignment: str) -> None:
        """Put the release into the exchange, unless it is there."""
        _needs_exchange()
        root = exchange_root(self.root, self.home.name)
        if not (root / COURSE_ID / "outbound" / assignment).is_dir():
            _run(self._api.release_assignment, assignment)

    def fetch(self, assignment: str, code: str, folder: Path) -> None:
        """Fetch an assignment for a participant into ``folder/<assignment>``."""
        self._exchange("FetchAssignment", assignment, code, folder)

    def submit(
        self, assignment: str, code: str, folder: Path, stamp: str | None = None
    ) -> str:
        """Hand in ``folder/<assignment>``; the time of the hand-in, in UTC.

        Args:
            assignment, code: what, and whose.
            folder: where the working copy lies.
            stamp: when it was handed in, as nbgrader writes it; None for now.
        """
        step = self._exchange("Submit", assignment, code, folder, stamp)
        return step.timestamp

    def collect(self, assignment: str, code: str = "*") -> None:
        """Collect the newest hand-ins from the exchange, of all or of one."""
        _needs_exchange()
        self._coursedir.student_id = code
        try:
            _run(self._api.collect, assignment)
        finally:
            self._coursedir.student_id = "*"

    def autograde(self, assignment: str, code: str) -> None:
        """Grade one participant's hand-in."""
        _run(self._api.autograde, assignment, code)

    def write_feedback(self, assignment: str, code: str | None = None) -> None:
        """Write the feedback pages of one participant or of all."""
        _run(self._api.generate_feedback, assignment, code)

    def release_feedback(
        self, assignment: str, only: Collection[str] | None = None
    ) -> None:
        """Put the feedback pages into the exchange, of all or of some participants."""
        _needs_exchange()
        if only is not None and len(only) <= _FEW:
            for code in only:
                _run(self._api.release_feedback, assignment, glob.escape(code))
            return
        folder = self.home / "feedback"
        there = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        left_out = set(there) - set(there if only is None else only)
        self._coursedir.student_id_exclude = ",".join(sorted(left_out))
        try:
            _run(self._api.release_feedback, assignment)
        finally:
            self._coursedir.student_id_exclude = ""

    def unreleased(self, assignment: str, codes: Iterable[str]) -> list[str]:
        """Whose feedback page is not in the exchange as it is now."""
        from nbgrader.utils import notebook_hash

        root = exchange_root(self.root, self.home.name) / COURSE_ID / "feedback"
        found = []
        for code in codes:
            folder = self.home / "feedback" / code / assignment
            try:
                written = (folder / f"{assignment}.html").stat().st_mtime
                (folder / "timestamp.txt").stat()
                secret = (folder / "submission_secret.txt").read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue  # nobody could fetch it
            if not secret:
                continue
            name = notebook_hash(secret=secret, notebook_id=assignment)
            try:
                is_there = (root / f"{name}.html").stat().st_mtime >= written
            except OSError:
                is_there = False
            if not is_there:
                found.append(code)
        return found

    def fetch_feedback(self, assignment: str, code: str, folder: Path) -> list[Path]:
        """Fetch a participant's feedback; the pages that are there now."""
        self._exchange("FetchFeedback", assignment, code, folder)
        pages = (folder / assignment / "feedback").glob(f"*/{assignment}.html")
        return sorted(pages)

    def submitted(self, assignment: str) -> list[str]:
        """Codes of the participants whose hand-in was collected."""
        with quiet():
            return sorted(self._api.get_submitted_students(assignment))

    def scores(self, assignment: str) -> list[dict]:
        """One row for each graded hand-in: code, time, score, total, needs a person."""
        from nbgrader.api import MissingEntry

        with self._api.gradebook as gradebook:
            try:
                found = gradebook.assignment_submissions(assignment)
            except MissingEntry:
                return []
            return [
                {
                    "kode": one.student_id,
                    "waktu": one.timestamp,
                    "nilai": one.score,
                    "maksimal": one.max_score,
                    "periksa": one.needs_manual_grade,
                }
                for one in sorted(found, key=lambda one: one.student_id)
            ]

    def export(self, path: Path) -> None:
        """Write the grades as nbgrader's CSV."""
        from nbgrader.plugins.export import CsvExportPlugin

        plugin = CsvExportPlugin(config=self._config)
        plugin.to = str(path)
        with self._api.gradebook as gradebook:
            plugin.export(gradebook)

    def _exchange(
        self,
        step: str,
        assignment: str,
        code: str,
        folder: Path,
        stamp: str | None = None,
    ):
        """Run one of the participant's exchange steps from a folder."""
        _needs_exchange()
        from nbgrader.exchange import ExchangeError, ExchangeFactory

        factory = ExchangeFactory(config=self._config)
        self._coursedir.assignment_id = assignment
        self._coursedir.student_id = code
        app = getattr(factory, step)(
            coursedir=self._coursedir,
            authenticator=self._api.authenticator,
            config=self._config,
        )
        if stamp:
            app.set_timestamp = lambda: setattr(app, "timestamp", stamp)
        app.assignment_dir = str(folder)
        # nbgrader looks for feedback to every hand-in in the cache, so each
        # participant on a shared laptop needs an own one.
        app.cache = str(folder / ".nbgrader")
        try:
            with quiet():
                app.start()
        except (ExchangeError, OSError) as error:
            raise CourseFailed(
                f"Folder pertukaran kelas menolak ({error}). Hasil Anda tetap ada di "
                "laptop ini. Tunjukkan pesan ini kepada pelatih."
            ) from error
        finally:
            self._coursedir.student_id = "*"
        return app


def _needs_exchange() -> None:
    if sys.platform == "win32":
        raise CourseFailed(NO_EXCHANGE)


def _run(step, *arguments) -> None:
    """Run a step of nbgrader that reports its success as a mapping."""
    with quiet():
        result = step(*arguments) or {"success": False}
    if not result["success"]:
        raise CourseFailed(_why(result.get("log") or result.get("error") or ""))


def _why(words: str) -> str:
    """Our own sentence in nbgrader's log, else its last words."""
    lines = [line for line in words.splitlines() if line.strip()]
    ours = [line.partition(": ")[2] for line in lines if line.startswith("bijak.")]
    return ours[-1] if ours else f"nbgrader berhenti: {' '.join(lines[-3:])}"


@contextmanager
def quiet():
    """Keep nbgrader's log and SQLAlchemy's harmless warnings off the page.

    Its errors still reach whoever captures them, as `_run` does.
    """
    logger = logging.getLogger("traitlets")
    before = logger.level, logger.handlers, logger.propagate
    logger.setLevel(logging.ERROR)
    logger.handlers, logger.propagate = [logging.NullHandler()], False
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Object of type <Submitted")
            # nbgrader passes a misspelt argument to one of its own classes.
            warnings.filterwarnings("ignore", "Passing unrecognized arguments")
            warnings.simplefilter("ignore", ResourceWarning)  # and leaves files open
            yield
    finally:
        logger.setLevel(before[0])
        logger.handlers, logger.propagate = before[1:]
