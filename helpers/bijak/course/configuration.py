"""nbgrader's configuration for one class: folders, gradebook, and our own steps."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from ..paths import COURSE_ID, RELEASE, SOURCE, class_folder, class_in_use

# Loading it takes a second, and only checks of web addresses would need it.
sys.modules.setdefault("rfc3987_syntax", None)

_OWN = "nbgrader_config.py"

CODE_STUB, TEXT_STUB = "# Tulis jawaban Anda di sini", "Tulis jawaban Anda di sini."
"""What stands where a solution was cut out, in code and in any other cell."""


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
    # Answers from before somebody started over are nobody else's business.
    c.CourseDirectory.ignore.append("jawaban-sebelum-diulang-*")

    c.ClearSolutions.code_stub = {"python": CODE_STUB}
    c.ClearSolutions.text_stub = TEXT_STUB

    c.ExecutePreprocessor.timeout = 30
    c.Execute.shutdown_kernel = "immediate"
    # A cell that never ran counts as full marks: nobody can guess this tag.
    c.Execute.skip_cells_with_tag = secrets.token_hex()
    c.KernelManager.transport_encryption = "auto"
    # A warning on stderr in a grade cell would cost all its points.
    c.IgnorePattern.enabled = True
    c.IgnorePattern.pattern = "Warning|ChainedAssignmentError"

    _put_ours_in_place(c)


def _put_ours_in_place(c) -> None:
    """Let nbgrader's commands and formgrader's buttons take our way too."""
    # Releases are written in normal form, and feedback pages are ours: nbgrader's
    # print hidden tests.
    c.GenerateAssignment.exporter_class = "bijak.exporters.ReleaseExporter"
    c.GenerateFeedback.exporter_class = "bijak.exporters.FeedbackExporter"
    c.GenerateFeedback.preprocessors = []
    # A hand-in is repaired before anything reads it, judged where nbgrader would run
    # it, and made harmless for whoever opens it in formgrader.
    c.Autograde.pre_convert_hook = "bijak.preprocessors.before_grading"
    c.Autograde.exporter_class = "bijak.exporters.RepairingExporter"
    c.Autograde.autograde_preprocessors = [
        "bijak.preprocessors.GradeAnswers",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
        "bijak.preprocessors.Harmless",
    ]
    # A hand-in of several people is shared out, by whatever road it was collected.
    c.ExchangeFactory.collect = "bijak.preprocessors.Collect"


def course_config(root: Path, class_name: str | None = None):
    """nbgrader's configuration for one class, also where no command of its own runs.

    What a trainer adds to ``nbgrader_config.py`` holds, such as the ``db_url`` of a
    PostgreSQL server.

    Args:
        root: the project folder.
        class_name: the class; None takes the one in use.
    """
    from traitlets.config import Config, PyFileConfigLoader

    # nbgrader calls `alembic` by name; it lies beside this interpreter.
    here = str(Path(sys.executable).parent)
    if here not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([here, os.environ.get("PATH", "")])
    c = Config()
    configure(c, root, class_name)
    if (root / _OWN).is_file():
        with class_in_use(class_name):
            c.merge(PyFileConfigLoader(_OWN, path=str(root)).load_config())
    return c
