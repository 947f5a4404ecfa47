"""The gradebook as a database: where it is, and whether it has today's form."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from ..errors import CourseFailed
from .configuration import course_config

_REVISION = re.compile(r"^(down_)?revision = '(\w+)'", re.M)
_NEWER = (
    "Buku nilai ini dibuat oleh nbgrader yang lebih baru. Perbarui Bijak di laptop "
    "ini, lalu ulangi."
)


def gradebook_url(root: Path, class_name: str | None = None) -> str:
    """Where nbgrader looks for the gradebook of a class, as SQLAlchemy writes it."""
    return course_config(root, class_name).CourseDirectory.db_url


def upgrade_gradebook(path: Path) -> bool:
    """Bring a SQLite gradebook of an older nbgrader to the form of this one.

    Args:
        path: the file; nobody else uses it meanwhile.

    Returns:
        Whether it was older.

    Raises:
        CourseFailed: it is of a newer nbgrader, or could not be changed.
    """
    known, newest = _revisions()
    found = _revision_of(path)
    if found in (newest, None):
        return False
    if found and found not in known:
        raise CourseFailed(_NEWER)
    from nbgrader import dbutil

    with tempfile.TemporaryDirectory(prefix="bijak-") as folder:
        ini = Path(folder, "alembic.ini")
        # By its bare name: that file takes some signs of a folder's name otherwise.
        dbutil.write_alembic_ini(str(ini), f"sqlite:///{path.name}")
        python = [sys.executable, "-P", "-m"]  # nothing beside the gradebook is loaded
        command = [*python, "alembic", "-c", str(ini), "upgrade", "head"]
        done = subprocess.run(
            command,
            cwd=path.parent,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        raise CourseFailed(f"Buku nilai lama tidak dapat disesuaikan: {''.join(last)}")
    return True


def _revisions() -> tuple[set[str], str]:
    """All forms of gradebooks that this nbgrader knows, and the newest of them.

    Read from its files: asking nbgrader itself takes seconds.
    """
    package = Path(find_spec("nbgrader").origin).parent
    known, replaced = set(), set()
    for script in (package / "alembic" / "versions").glob("*.py"):
        for is_before, name in _REVISION.findall(script.read_text("utf-8")):
            (replaced if is_before else known).add(name)
    (newest,) = known - replaced
    return known, newest


def _revision_of(path: Path) -> str | None:
    """The form of a gradebook; empty before forms had names, None before tables."""
    with closing(sqlite3.connect(path)) as database:
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
        if "alembic_version" not in tables:
            return "" if "submitted_assignment" in tables else None
        query = "SELECT version_num FROM alembic_version"
        row = database.execute(query).fetchone()
    return row[0] if row else ""
