"""A course in nbgrader: its folders, and its steps from release to feedback.

The one door to nbgrader. Every step raises `CourseFailed` with nbgrader's own last
words when it did not succeed. nbgrader changes the working directory, so a process
runs one step at a time.
"""

from __future__ import annotations

import logging
import os
import secrets
import sys
import warnings
from contextlib import contextmanager
from pathlib import Path

from .errors import CourseFailed
from .paths import COURSE_ID, RELEASE, SOURCE, class_folder

# Loading it takes a second, and only checks of web addresses would need it.
sys.modules.setdefault("rfc3987_syntax", None)

NO_EXCHANGE = (
    "Folder pertukaran kelas tidak dapat dipakai di Windows. Kumpulkan dengan berkas: "
    "salin berkas di folder kumpulan, lalu kirim kepada pelatih."
)


def exchange_root(root: Path, class_name: str | None = None) -> Path:
    """The exchange folder: ``$BIJAK_EXCHANGE``, else inside the class."""
    named = os.environ.get("BIJAK_EXCHANGE")
    return Path(named) if named else class_folder(root, class_name) / "exchange"


def configure(c, root: Path, class_name: str | None = None) -> None:
    """Set nbgrader up for one class of a project.

    Args:
        c: a traitlets ``Config``, as in ``nbgrader_config.py``.
        root: the project folder.
        class_name: the class; None takes the one in use.
    """
    home = class_folder(root, class_name)
    home.mkdir(parents=True, exist_ok=True)  # nbgrader does not make it
    relative = home.relative_to(root)
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = COURSE_ID
    c.CourseDirectory.source_directory = SOURCE
    c.CourseDirectory.release_directory = RELEASE
    for step in ("submitted", "autograded", "feedback"):
        setattr(c.CourseDirectory, f"{step}_directory", str(relative / step))
    # Waits for another writer instead of failing after five seconds.
    c.CourseDirectory.db_url = f"sqlite:///{home / 'gradebook.db'}?timeout=90"

    c.Exchange.root = str(exchange_root(root, class_name))
    c.Exchange.timezone = "UTC"  # any other zone is read back as UTC
    c.NbGraderAPI.timezone = "Asia/Jakarta"
    c.ExchangeCollect.check_owner = False  # codes are not account names

    c.ClearSolutions.code_stub = {"python": "# Tulis jawaban Anda di sini"}
    c.ClearSolutions.text_stub = "Tulis jawaban Anda di sini."

    c.ExecutePreprocessor.timeout = 30
    c.Execute.shutdown_kernel = "immediate"
    # A cell that never ran counts as full marks: nobody can guess this tag.
    c.Execute.skip_cells_with_tag = secrets.token_hex()
    c.KernelManager.transport_encryption = "auto"
    # A warning on stderr in a grade cell would cost all its points.
    c.IgnorePattern.enabled = True
    c.IgnorePattern.pattern = "Warning|ChainedAssignmentError"

    # Releases are written in normal form, and feedback pages are ours (nbgrader's
    # print hidden tests), also from nbgrader's commands and formgrader's buttons.
    c.GenerateAssignment.exporter_class = "bijak.exporters.ReleaseExporter"
    c.GenerateFeedback.exporter_class = "bijak.exporters.FeedbackExporter"
    c.GenerateFeedback.preprocessors = []


def generate_release(root: Path, assignment: str, release: str) -> None:
    """Write the release of an assignment into ``<root>/<release>/``, no gradebook.

    Args:
        root: a project folder.
        assignment: the id.
        release: a folder name inside the root.
    """
    from nbgrader.coursedir import CourseDirectory

    c = _config(root)
    c.CourseDirectory.release_directory = release
    c.GenerateAssignment.no_database = True
    c.SaveCells.enabled = False
    _generate(CourseDirectory(config=c), c, assignment)


def read_item_scores(db_url: str, assignment: str, code: str) -> dict[str, float]:
    """item id → points in a gradebook; points given by a person come first."""
    from nbgrader.api import Gradebook

    with Gradebook(db_url, COURSE_ID) as gradebook:
        submission = gradebook.find_submission(assignment, code)
        return {
            grade.name.removesuffix("-nilai"): grade.score
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def _generate(coursedir, config, assignment: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.utils import capture_log

    coursedir.assignment_id = assignment
    app = GenerateAssignment(coursedir=coursedir, config=config)
    app.force = True
    _run(capture_log, app)


def _config(root: Path, class_name: str | None = None):
    from traitlets.config import Config

    # nbgrader calls `alembic` by name; it lies beside this interpreter.
    here = str(Path(sys.executable).parent)
    if here not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([here, os.environ.get("PATH", "")])
    c = Config()
    configure(c, root, class_name)
    return c


class Course:
    """One class of the course, driven through nbgrader's Python interface."""

    def __init__(self, root: Path, class_name: str | None = None) -> None:
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        self.root = root
        self.home = class_folder(root, class_name)
        self._config = _config(root, class_name)
        self._coursedir = CourseDirectory(config=self._config)
        with _quiet():  # it complains of an exchange that is not there yet
            self._api = NbGraderAPI(self._coursedir, config=self._config)

    def generate(self, assignment: str) -> None:
        """Put the tests of an assignment into the gradebook, as they are now.

        nbgrader freezes tests at release, so this stands before each grading. The
        release that it writes along the way goes to the class, not to the project.
        """
        from nbgrader.coursedir import CourseDirectory

        config = _config(self.root, self.home.name)
        scratch = self.home.relative_to(self.root) / "release"
        config.CourseDirectory.release_directory = str(scratch)
        _generate(CourseDirectory(config=config), config, assignment)

    def release(self, assignment: str) -> None:
        """Put the release into the exchange, unless it is there."""
        _needs_exchange()
        root = exchange_root(self.root, self.home.name)
        if not (root / COURSE_ID / "outbound" / assignment).is_dir():
            _run(self._api.release_assignment, assignment)

    def fetch(self, assignment: str, code: str, folder: Path) -> None:
        """Fetch an assignment for a participant into ``folder/<assignment>``."""
        self._exchange("FetchAssignment", assignment, code, folder)

    def submit(self, assignment: str, code: str, folder: Path) -> str:
        """Hand in ``folder/<assignment>``; the time of the hand-in, in UTC."""
        step = self._exchange("Submit", assignment, code, folder)
        return step.timestamp

    def collect(self, assignment: str) -> None:
        """Collect the newest hand-ins from the exchange."""
        _needs_exchange()
        _run(self._api.collect, assignment)

    def autograde(self, assignment: str, code: str) -> None:
        """Grade one participant's hand-in."""
        _run(self._api.autograde, assignment, code)

    def write_feedback(self, assignment: str, code: str | None = None) -> None:
        """Write the feedback pages of one participant or of all."""
        _run(self._api.generate_feedback, assignment, code)

    def release_feedback(self, assignment: str) -> None:
        """Put the feedback pages into the exchange."""
        _needs_exchange()
        _run(self._api.release_feedback, assignment)

    def fetch_feedback(self, assignment: str, code: str, folder: Path) -> list[Path]:
        """Fetch a participant's feedback; the pages that are there now."""
        self._exchange("FetchFeedback", assignment, code, folder)
        pages = (folder / assignment / "feedback").glob(f"*/{assignment}.html")
        return sorted(pages)

    def submitted(self, assignment: str) -> list[str]:
        """Codes of the participants whose hand-in was collected."""
        with _quiet():
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

    def _exchange(self, step: str, assignment: str, code: str, folder: Path):
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
        app.assignment_dir = str(folder)
        # nbgrader looks for feedback to every hand-in in the cache, so each
        # participant on a shared laptop needs an own one.
        app.cache = str(folder / ".nbgrader")
        try:
            with _quiet():
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
    with _quiet():
        result = step(*arguments) or {"success": False}
    if not result["success"]:
        words = result.get("log") or result.get("error") or ""
        last = [line for line in words.splitlines() if line.strip()][-3:]
        raise CourseFailed(f"nbgrader berhenti: {' '.join(last)}")


@contextmanager
def _quiet():
    """Keep nbgrader's log and SQLAlchemy's harmless warnings off the page."""
    logger = logging.getLogger("traitlets")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Object of type <Submitted")
            # nbgrader passes a misspelt argument to one of its own classes.
            warnings.filterwarnings("ignore", "Passing unrecognized arguments")
            warnings.simplefilter("ignore", ResourceWarning)  # and leaves files open
            yield
    finally:
        logger.setLevel(level)
