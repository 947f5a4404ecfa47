"""One participant taken out of a class's gradebook, also out of its empty pages."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from ..errors import BijakError
from ..paths import COURSE_ID
from .configuration import course_config

_BUSY = (
    "Buku nilai sedang dipakai. Hentikan bijak grade dan formgrader, lalu ulangi "
    "bijak forget."
)


def remove_person(root: Path, class_name: str, code: str, really: bool = True) -> int:
    """Remove somebody from the gradebook, with all that hangs on the name.

    SQLite leaves deleted rows in its file until they are written over, so the file is
    written anew. Of another database only the rows are removed.

    Args:
        root: the project folder.
        class_name: the class.
        code: the participant.
        really: False only counts.

    Returns:
        How many hand-ins it knew, and one for the name itself; 0 when it is unknown.

    Raises:
        BijakError: somebody else is writing.
    """
    from sqlalchemy.exc import OperationalError

    url = course_config(root, class_name).CourseDirectory.db_url
    kind, _, path = url.partition(":///")
    file = Path(path.partition("?")[0]) if kind.startswith("sqlite") else None
    if file and not file.is_file():
        return 0
    try:
        count = _remove(url, code, really)
        if really and file:
            _write_anew(file)
    except (OperationalError, sqlite3.OperationalError) as error:
        raise BijakError(_BUSY) from error
    return count


def _remove(url: str, code: str, really: bool) -> int:
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(url, COURSE_ID) as gradebook:
        try:
            student = gradebook.find_student(code)
        except MissingEntry:
            return 0
        count = 1 + len(student.submissions)
        if really:
            gradebook.remove_student(code)
        return count


def _write_anew(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file, timeout=20)) as database:
        database.execute("PRAGMA secure_delete=ON")
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
